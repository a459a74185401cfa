"""Known holes of what the lock file pins, by a folder of advisories: no network is needed.

    git clone https://github.com/pypa/advisory-database
    python -m tests.audit requirements.lock advisory-database

The records are those of OSV (https://ossf.github.io/osv-schema/), in YAML or JSON: pip-audit reads
the same ones, from PyPI. The exit status is 1 if a hole is known, and 2 if nothing could be looked
at. How old the newest record is stands in the last line: an old folder finds little.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

PIN = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;#]+)")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where it is there
Pins = dict[str, Version]


@dataclass(frozen=True, slots=True)
class Hole:
    package: str
    version: str
    id: str
    fixed: tuple[str, ...]

    def __str__(self) -> str:
        mended = f"fixed in {', '.join(self.fixed)}" if self.fixed else "no fixed version"
        return f"{self.package} {self.version}: {self.id}, {mended}"


def pins(text: str) -> Pins:
    """The packages of a lock file.

    Raises:
        ValueError: if a line of it is something else; else a package would pass unseen.
    """
    found = {}
    for line in filter(None, (line.partition("#")[0].strip() for line in text.splitlines())):
        pin = PIN.match(line)
        if pin is None:
            raise ValueError(f"not a pinned version: {line}")
        found[canonicalize_name(pin[1])] = Version(pin[2])
    return found


def holes(record: dict[str, Any], pinned: Pins) -> Iterator[Hole]:
    """What a record says of pinned versions; nothing if it was withdrawn."""
    if record.get("withdrawn"):
        return
    for affected in record.get("affected", []):
        package = affected.get("package", {})
        name = canonicalize_name(str(package.get("name", "")))
        version = pinned.get(name)
        if package.get("ecosystem") != "PyPI" or version is None:
            continue
        ranges = [r for r in affected.get("ranges", []) if r.get("type") == "ECOSYSTEM"]
        if version in map(_version, affected.get("versions", [])) or any(
            _within(version, range["events"]) for range in ranges
        ):
            fixed = [str(e["fixed"]) for r in ranges for e in r["events"] if "fixed" in e]
            yield Hole(name, str(version), record["id"], tuple(fixed))


def _within(version: Version, events: list[dict[str, Any]]) -> bool:
    """Whether a version is between an event that opened the hole and the next that closed it."""
    found = False
    for event in sorted(events, key=_at):
        at = _at(event)
        if "introduced" in event and version >= at:
            found = True
        elif ("fixed" in event and version >= at) or ("last_affected" in event and version > at):
            found = False
    return found


def _at(event: dict[str, Any]) -> Version:
    return _version(next(iter(event.values()))) or Version("0")


def _version(text: object) -> Version | None:
    try:
        return Version(str(text))
    except InvalidVersion:
        return None


def records(folder: Path) -> Iterator[dict[str, Any]]:
    """All records below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".json":
            record = json.loads(path.read_text("utf-8"))
        elif path.suffix in (".yaml", ".yml"):
            record = yaml.load(
                path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            )
        else:
            continue
        if isinstance(record, dict) and "affected" in record:
            yield record


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lock", type=Path)
    parser.add_argument("advisories", type=Path)
    given = parser.parse_args(arguments)
    pinned = pins(given.lock.read_text("utf-8"))
    looked_at, newest, known = 0, "", set()
    for record in records(given.advisories):
        looked_at += 1
        newest = max(newest, str(record.get("modified", "")))
        known.update(holes(record, pinned))
    for hole in sorted(known, key=str):
        print(hole)
    print(
        f"{len(known)} known holes in {len(pinned)} packages; {looked_at:,} records, the newest of "
        f"{newest[:10] or 'no date'}",
        file=sys.stderr,
    )
    return 2 if not pinned or not looked_at else 1 if known else 0


if __name__ == "__main__":
    sys.exit(main())
