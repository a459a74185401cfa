"""The options that name models, and an assistant with the models that they name."""

import argparse
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from index.errors import UserError
from ui.cli.terminal import given_path, not_empty

if TYPE_CHECKING:
    from index.corpus import Index
    from qa.assistant import Assistant
    from qa.models.calibration import CheckerCalibration, ReaderCalibration
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
    group.add_argument(
        "--gguf", metavar="FILE", type=given_path, help="run this model here instead"
    )
    group.add_argument(
        "--checker",
        metavar="DIR",
        type=not_empty,
        help="what judges whether a claim is supported: the folder of a checker with its "
        "calibration, or a cross-encoder by folder or name (default: the packaged checker)",
    )
    command.add_argument(
        "--reader",
        metavar="DIR",
        type=given_path,
        help="the folder of a reader with its calibration (default: the packaged networks)",
    )
    command.add_argument(
        "--fast",
        action="store_true",
        help="leave the larger network out: some five times as fast, and less often right",
    )


def add_explain(command: argparse.ArgumentParser) -> None:
    """The option that shows what was left out of an answer."""
    command.add_argument(
        "--explain",
        action="store_true",
        help="print what was left out and why, and which documents were looked in",
    )


def check_networks(arguments: argparse.Namespace) -> None:
    """See whether the options that name what reads agree; the functions below do so, too.

    Raises:
        UserError: if they contradict one another.
    """
    if arguments.fast and arguments.reader:
        raise UserError(
            f"--fast is for the packaged networks, and --reader {arguments.reader} names another.",
            "Leave one of the two options out.",
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

    check_networks(arguments)
    model = _model(arguments)
    return lambda: Assistant(
        index,
        k=arguments.k or PASSAGES,
        llm=model,
        reader=arguments.reader,
        fast=arguments.fast,
        checker=arguments.checker,
    )


def calibrations_for(
    arguments: argparse.Namespace,
) -> "tuple[ReaderCalibration, CheckerCalibration]":
    """What the networks that the options name were measured to do; none is loaded.

    Returns:
        The calibration of what selects the evidence, and that of the checker.

    Raises:
        UserError: if the options contradict one another, or the folder of a network is not whole.
    """
    from qa.evidence.load import selector_calibration
    from qa.support.load import checker_calibration

    check_networks(arguments)
    reader = selector_calibration(arguments.reader, fast=arguments.fast)
    return reader, checker_calibration(arguments.checker)


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
