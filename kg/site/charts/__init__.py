"""Charts as SVG, made on the server: they need no script, and the same drawing is shown, downloaded and embedded."""
