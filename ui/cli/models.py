"""The options that name a language model, and an assistant with the model that they name."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import UserError

if TYPE_CHECKING:
    from index.corpus import Index
    from qa.assistant import Assistant
    from qa.support.check import SupportScorer
    from qa.writing.llm import Model

_LLM, _MODEL = "PINCITE_LLM", "PINCITE_MODEL"


def add_model(command: argparse.ArgumentParser) -> None:
    """The options, which stay empty for an answer without a language model."""
    group = command.add_argument_group(
        "language model", "every sentence it writes is checked; a key only in $PINCITE_LLM_KEY"
    )
    group.add_argument(
        "--llm",
        metavar="URL",
        default=os.environ.get(_LLM) or None,
        help=f"a server that speaks the OpenAI protocol (default: ${_LLM}, else none)",
    )
    group.add_argument(
        "--model",
        metavar="NAME",
        default=os.environ.get(_MODEL) or None,
        help=f"the model, as the server knows it (default: ${_MODEL})",
    )
    group.add_argument("--gguf", metavar="FILE", type=Path, help="run this model here instead")
    group.add_argument(
        "--checker",
        metavar="NAME",
        help="a cross-encoder that judges what a claim means (default: the packaged checker)",
    )


def add_explain(command: argparse.ArgumentParser) -> None:
    """The option that shows what was left out of an answer."""
    command.add_argument(
        "--explain",
        action="store_true",
        help="print what the model wrote without support, and why it was left out",
    )


def assistant_for(arguments: argparse.Namespace, index: "Index") -> "Assistant":
    """An assistant over the index, with the model and the check that the options name.

    Raises:
        UserError: if they contradict one another, or a model cannot be loaded.
    """
    return loader_for(arguments, index)()


def loader_for(arguments: argparse.Namespace, index: "Index") -> "Callable[[], Assistant]":
    """What makes that assistant; what the options say wrongly is told before.

    Raises:
        UserError: if they contradict one another, or the language model cannot be loaded.
    """
    from qa.assistant import PASSAGES, Assistant

    model = _model(arguments)
    return lambda: Assistant(
        index, k=arguments.k or PASSAGES, llm=model, support=_support(arguments)
    )


def _support(arguments: argparse.Namespace) -> "SupportScorer | None":
    """The check with the checker that the options name; None for the default."""
    if not arguments.checker:
        return None
    from qa.support.check import CheckedSupport
    from qa.support.cross_encoder import NamedChecker

    return CheckedSupport(NamedChecker(arguments.checker))


def _model(arguments: argparse.Namespace) -> "Model | None":
    if arguments.gguf:
        from qa.writing.llm import GgufModel

        return GgufModel(arguments.gguf)
    if not arguments.llm:
        if arguments.model:
            raise UserError("--model needs a server.", "Name it with --llm URL.")
        return None
    if not arguments.model:
        raise UserError(
            f"--llm {arguments.llm} needs the name of a model.", "Give it with --model NAME."
        )
    from qa.writing.llm import ServerModel

    return ServerModel(arguments.llm, arguments.model)
