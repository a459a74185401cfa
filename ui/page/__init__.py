"""The tabs of the page, in Gradio. Each handler is one call to the desk and one to a renderer."""

import os

# Gradio reads it when it is imported, which the modules of this package do
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
