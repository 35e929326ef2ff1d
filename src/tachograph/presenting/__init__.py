"""Checked documents as JSON, text, Markdown and a web page: each module has ``render(documents, *, checked=True)``.

``checked=False`` shows what was extracted, without verdicts.
"""
