"""The tabs of the page. Each handler makes one call to the workspace, and shows what it gives."""

import os

# Gradio reads them when it is imported or a page is built, which the modules of this package do
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
# of each of the last 10,000 calls it keeps a record, and sums all up with pandas after every call
os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(10**9)
