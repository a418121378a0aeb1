"""The parts of the web demo that app.py starts. Nothing is reported to anyone: gradio is told so before it is imported."""

import os

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
