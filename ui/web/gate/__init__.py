"""What stands between strangers and the page: who may come in, and what of a request is answered.

Gradio trusts a browser more than we do, so nothing reaches it that was not checked here first.
"""
