"""WordNet's files → words that say the same, the opposite, or something else of the same kind.

Only for training, and `python -m qa.training.wordnet` for the list in `qa/english`. The files
come with Debian's `wordnet-base`; their format is wndb(5WN).
"""

import gzip
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.text.words import words
from qa.english.vocabulary import VOCABULARY

FOLDER = Path("/usr/share/wordnet")
SENSES = 1
"""Of a word, so many of its most frequent senses count."""

_PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
_ENDINGS = (("", ""), ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
_TOO_WIDE = 40


@dataclass(frozen=True, slots=True)
class _Sense:
    """A set of words of one meaning: words, opposites by word, and what is above and below it."""

    words: tuple[str, ...]
    opposites: tuple[tuple[int, str, int], ...]
    above: tuple[str, ...]
    below: tuple[str, ...]


class WordNet:
    """The words of a folder of WordNet's files."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read the files.

        Raises:
            OSError: if one is missing.
        """
        self._senses: dict[str, _Sense] = {}
        self._of: dict[str, list[str]] = {}
        for part, letter in _PARTS.items():
            for line in _lines(folder / f"data.{part}"):
                self._senses[letter + line[:8]] = _sense(line, letter)
            for line in _lines(folder / f"index.{part}"):
                fields = line.split()
                count = int(fields[2])
                self._of.setdefault(fields[0], []).extend(
                    letter + offset for offset in fields[-count:][:SENSES]
                )

    def same(self, word: str) -> set[str]:
        """Words that may stand for it."""
        return self._inflected(word, lambda key, _: self._senses[key].words)

    def opposite(self, word: str) -> set[str]:
        """Words that say the opposite."""

        def opposites(sense: _Sense, lemma: str) -> Iterator[str]:
            for own, key, other in sense.opposites:
                if sense.words[own].lower() == lemma and key in self._senses:
                    yield self._senses[key].words[other]

        return self._inflected(word, lambda key, lemma: opposites(self._senses[key], lemma))

    def other(self, word: str) -> set[str]:
        """Other things of the same kind."""

        def siblings(key: str) -> Iterator[str]:
            for parent in self._senses[key].above:
                below = self._senses[parent].below
                if len(below) <= _TOO_WIDE:
                    for child in below:
                        if child != key:
                            yield self._senses[child].words[0]

        return self._inflected(word, lambda key, _: siblings(key)) - self.same(word)

    def _inflected(self, word: str, found: Callable[[str, str], Iterable[str]]) -> set[str]:
        """What `found` gives for the senses of the word's lemma, with the word's ending."""
        lower = word.lower()
        for ending, instead in _ENDINGS:
            lemma = lower.removesuffix(ending) + instead
            if not lower.endswith(ending) or lemma not in self._of:
                continue
            names = {
                name
                for key in self._of[lemma]
                for name in found(key, lemma)
                if name.isalpha() and name.islower() and name != lemma
            }
            return {_with(name, ending) for name in names}
        return set()


def common(folder: Path = FOLDER) -> list[str]:
    """Stems of words in common use that are never written as names, in alphabetical order."""
    names: set[str] = set()
    used: set[str] = set()
    for part, letter in _PARTS.items():
        for line in _lines(folder / f"data.{part}"):
            for word in _sense(line, letter).words:
                if word.isalpha() and word[0].isupper():
                    names.update(words(word))
        for line in _lines(folder / f"index.{part}"):
            fields = line.split()
            count = int(fields[2])
            times_seen = int(fields[-count - 1])
            if times_seen and fields[0].isalpha():
                used.update(words(fields[0]))
    return sorted(used - names)


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        yield from (line for line in lines if not line.startswith(" "))


def _sense(line: str, letter: str) -> _Sense:
    fields = line.split("|")[0].split()
    count = int(fields[3], 16)
    names = tuple(word.split("(")[0] for word in fields[4 : 4 + 2 * count : 2])
    opposites, above, below = [], [], []
    start = 5 + 2 * count
    for n in range(int(fields[start - 1])):
        symbol, offset, part, places = fields[start + 4 * n : start + 4 * n + 4]
        key = part.replace("s", "a") + offset
        if symbol == "!":
            opposites.append((int(places[:2], 16) - 1, key, int(places[2:], 16) - 1))
        elif symbol == "@" and part == letter:
            above.append(key)
        elif symbol == "~" and part == letter:
            below.append(key)
    return _Sense(names, tuple(opposites), tuple(above), tuple(below))


def _with(word: str, ending: str) -> str:
    """The word with an ending, as most words take it."""
    if ending in {"ed", "ing"} and word.endswith("e"):
        return word[:-1] + ending
    if ending in {"s", "es"}:
        return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
    return word + ending


if __name__ == "__main__":
    VOCABULARY.write_bytes(gzip.compress("\n".join(common()).encode(), mtime=0))
