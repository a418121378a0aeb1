"""The web demo in parts: what it is set to, runs that stream, stories as HTML, and one file a tab. app.py starts it.

Gradio reports its use unless it is told not to before it is imported.
"""

import os

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
