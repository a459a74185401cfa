"""Whether two texts say the same: the one measure of it.

It is used with three thresholds, since three things are compared:

- .27 of runs of five words: whole documents, of which one is a near copy of the other though much
  was added or cut (`index.sync.duplicates`);
- .8 of words: passages and sentences, which are one report in several places (`qa.evidence`);
- 2/3 of words: sentences of one answer, of which the second would tell a reader little
  (`qa.writing.generate`).

Answers of a few words are the same in another sense: they are equal once they are normalised
(`qa.english.answers`), for one word more makes another answer.
"""

from collections.abc import Set


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
