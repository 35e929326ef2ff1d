"""Charts as inline SVG: attributes and classes only, since pages allow no styles of their own."""
