"""The page: Gradio, and what stands between it and strangers."""
