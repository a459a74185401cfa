"""The collections of a corpus in Milvus: made by whichever machine is first, and loaded."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Literal

from index.cluster.connection import Connection
from index.errors import UserError

Choice = Literal["auto", "exact", "compressed"]
"""How vectors are held."""

LISTS = 1024
"""Lists of vectors that are held compressed."""

_KINDS: dict[Choice, tuple[str, dict[str, int]]] = {
    "exact": ("FLAT", {}),
    "auto": ("HNSW", {"M": 24, "efConstruction": 200}),
    "compressed": ("IVF_SQ8", {"nlist": LISTS}),
}
"""How vectors are held → the index of Milvus, and its parameters."""


class Collections:
    """The collections of one corpus."""

    def __init__(self, call: Connection) -> None:
        """Use a connection."""
        self._call = call
        self._ready: set[str] = set()

    def make(
        self, what: str, numbers: Sequence[str], dimension: int, about: Mapping[str, str]
    ) -> None:
        """Make a collection; if two machines do so at once, one of them does.

        Args:
            what: `changes`, `documents` or `passages`.
            numbers: its fields of whole numbers.
            dimension: of its vectors.
            about: properties that it keeps.
        """
        from pymilvus import DataType

        if what in self._ready:
            return
        name = self.name(what)
        if not self._call("has_collection", name):
            schema = self._call.client.create_schema(auto_id=True)
            schema.add_field("row", DataType.INT64, is_primary=True)
            for field in numbers:
                schema.add_field(field, DataType.INT64)
            if what != "passages":
                schema.add_field("body", DataType.VARCHAR, max_length=65_535)
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
            with self._tolerate_if("has_collection", name):
                self._call("create_collection", name, schema=schema, properties=dict(about))
        self.make_ready(what)

    def make_ready(self, what: str) -> None:
        """Have a collection searched, which whoever made it may not have come to."""
        if what in self._ready:
            return
        name = self.name(what)
        if not self._call("list_indexes", name):
            kind: Choice = "auto" if what == "passages" else "exact"
            with self._tolerate_if("list_indexes", name):
                self._call("create_index", name, self._parameters(kind))
        self._call("load_collection", name)
        self._ready.add(what)

    @contextmanager
    def _tolerate_if(self, there: str, name: str) -> Iterator[None]:
        """Let a call fail if another machine did it, as the call `there` says."""
        try:
            yield
        except UserError:
            if not self._call(there, name):
                raise

    def _parameters(self, kind: Choice) -> object:
        """How Milvus is to index vectors."""
        parameters = self._call.client.prepare_index_params()
        name, values = _KINDS[kind]
        parameters.add_index("vector", index_type=name, metric_type="IP", params=values)
        return parameters

    def name(self, what: str) -> str:
        """The name of a collection of this corpus."""
        return f"{self._call.address.name}_{what}"

    def kind(self) -> Choice | None:
        """How vectors are held; None while there are none."""
        passages = self.name("passages")
        if not self._call("has_collection", passages):
            return None
        self.make_ready("passages")
        found = self._call("describe_index", passages, "vector")["index_type"]
        kinds: dict[str, Choice] = {name: kind for kind, (name, _) in _KINDS.items()}
        return kinds.get(found, "auto")

    def hold(self, kind: Choice) -> None:
        """Hold vectors in another way; searches by vectors fail until it is done."""
        passages = self.name("passages")
        self._call("release_collection", passages)
        self._call("drop_index", passages, "vector")
        self._call("create_index", passages, self._parameters(kind))
        self._call("load_collection", passages)
