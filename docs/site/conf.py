"""Settings of the documentation site; scripts/build_site.py puts the sources together and calls Sphinx."""

project = "Tachograph"
copyright = "Tachograph contributors"  # noqa: A001 - Sphinx's name for it
extensions = ["myst_parser"]
myst_heading_anchors = 4
myst_enable_extensions = ["attrs_inline"]
html_theme = "furo"
html_title = "Tachograph"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
# The theme's icons link to no other host, and there is none to link to.
html_theme_options = {"footer_icons": [], "navigation_with_keys": True}
suppress_warnings = ["myst.header"]  # parts of a page may begin below another's level
highlight_language = "none"  # what is indented is a command and what it prints
