"""Whether two texts say the same: the one measure of it, and what differs where they do not.

It is used with three thresholds, since three things are compared:

- .27 of runs of five words: whole documents, of which one is a near copy of the other though much
  was added or cut (`index.sync.duplicates`);
- .8 of words: passages and sentences, which are one report in several places (`qa.evidence`);
- 2/3 of words: sentences of one answer, of which the second would tell a reader little
  (`qa.writing.generate`).

Answers of a few words are the same in another sense: they are equal once they are normalised
(`qa.english.answers`), for one word more makes another answer.

And a quote that is looked for again (`qa.records`) is the same only if all of its words and marks
are: `exact_words` folds how they are set, and nothing that could be meant.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.text.words import words

_SET = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‑‒–—―", "-"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff"),
        "…": "...",
    }
)
"""Marks that a program sets in one way or another, whoever wrote the text; no sign of a number."""


def says_the_same(one: Set[str], other: Set[str], share: float) -> bool:
    """Whether so large a share of the shorter text is in the longer one too.

    Args:
        one: the distinct words of a text, or its runs of words.
        other: those of the other text.
        share: in [0, 1], of the shorter text's words.

    Returns:
        The overlap coefficient (Szymkiewicz and Simpson) is at least `share`; true where a text has
        no words, for then there is nothing that the other does not say.
    """
    return len(one & other) >= share * min(len(one), len(other))


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of words in which two texts agree or differ.

    Attributes:
        before: the words of the first text; empty where the second has some more.
        after: those in their place in the second; empty where it lacks them.
    """

    before: str
    after: str

    @property
    def same(self) -> bool:
        """Whether the texts agree in it."""
        return exact_words(self.before) == exact_words(self.after)


def exact_words(text: str) -> list[str]:
    """The words of a text with their marks, as they stand, in order; for comparing to the letter.

    White space, the shape of quotation marks, apostrophes and dashes, and how an accent is encoded
    make no difference. Everything else does: a figure, a sign, a capital, a comma.
    """
    return unicodedata.normalize("NFC", text).translate(_SET).split()


def difference(before: str, after: str) -> tuple[Edit, ...]:
    """What became of a text, word by word; the words of all edits make up both texts."""
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(
        None, [_word(word) for word in old], [_word(word) for word in new], autojunk=False
    )
    return tuple(
        Edit(" ".join(old[a:b]), " ".join(new[c:d])) for _, a, b, c, d in matcher.get_opcodes()
    )


def _word(word: str) -> str:
    return " ".join(exact_words(word))


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How many of their words two texts share, in [0, 1], each word as often as both have it.

    The Dice coefficient (Sørensen, 1948) of two bags of words; 0 where both have none.

    Args:
        one: as `telling_words` gives them.
        other: likewise.
    """
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared / max(len(one) + len(other), 1)


def telling_words(text: str) -> list[str]:
    """The words by which a text is known again: stemmed, without stop words; else all it has."""
    return words(text) or text.lower().split()
