"""Answers, lists and reports → text, Markdown and HTML; pure, without Gradio."""
