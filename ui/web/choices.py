"""What may be chosen on a page: how sure an answer must be, what reads and what writes it."""

from dataclasses import dataclass

from qa.models.calibration import USUAL


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen on one page.

    Attributes:
        level: how sure an answer must be: the name of a level of whatever reads for it, since the
            same probability does not mean the same to another.
        fast: whether the larger network is left out; None for as pincite was started.
        address: of a model server; empty for the model that pincite was started with, if any.
        model: its name there.
    """

    level: str = USUAL
    fast: bool | None = None
    address: str = ""
    model: str = ""


DEFAULT = Choices()


@dataclass(frozen=True, slots=True)
class ModelServers:
    """Which model servers visitors may name.

    Attributes:
        any: whether all may be named.
        addresses: those that may be, else.
    """

    any: bool = False
    addresses: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.any or bool(self.addresses)

    def allow(self, address: str) -> bool:
        """Whether a visitor may name this address."""
        return self.any or address.rstrip("/") in {a.rstrip("/") for a in self.addresses}

    @property
    def description(self) -> str:
        """What may be chosen, for the user."""
        if not self.addresses:
            return "Which model writes is chosen where pincite is started: --llm URL."
        return f"These may be: {', '.join(self.addresses)}."


NO_SERVERS = ModelServers()
