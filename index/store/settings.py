"""What was chosen for an index, under names."""

from index.store.database import Database


class Settings:
    """The settings of a store. All writes are inside a transaction."""

    def __init__(self, database: Database) -> None:
        """Use the named values of a database."""
        self._database = database

    def encoder(self) -> str | None:
        """Name of the encoder that makes the vectors; None before the first run."""
        return self._database.get("encoder")

    def put_encoder(self, name: str) -> None:
        """Record the encoder."""
        self._database.put("encoder", name)

    def choice(self) -> str | None:
        """How vectors are to be held: `auto`, `exact` or `compressed`; None if nobody chose."""
        return self._database.get("choice")

    def put_choice(self, choice: str) -> None:
        """Record how vectors are to be held."""
        self._database.put("choice", choice)

    def mounts(self) -> str | None:
        """Where other file systems began at the last run, as its author wrote it; None before."""
        return self._database.get("mounts")

    def put_mounts(self, text: str) -> None:
        """Record where other file systems begin."""
        self._database.put("mounts", text)
