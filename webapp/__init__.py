"""The web demo in parts: what it is set to, runs that stream, stories as HTML, and one file a tab. app.py joins them."""
