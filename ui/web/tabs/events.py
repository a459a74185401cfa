"""What the script of the page says with an event."""

import gradio as gr


def value_of(event: gr.EventData, name: str) -> str:
    """What an event says of a name; "" if nothing, as no event of the page itself does.

    A stranger's does: it is no fault of ours, which would stand in the log with where it happened.
    """
    return str(getattr(event, name, ""))
