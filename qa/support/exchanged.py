"""A claim in the words of its evidence, in which two things have changed places.

"Port Sall beat Kestrel 3–1" says the reverse of "Kestrel beat Port Sall 3–1", and "cargo for Port
Amery is unloaded at Lissel" that of "cargo for Lissel is unloaded at Port Amery". Each of the two
stands where the other stood: behind its small word, beside its neighbour. What is only said in
another order takes its small words along: "Lissel's cargo is unloaded at Port Amery".

A claim with one word of its own, or said in the passive, is left to the scorer of meaning.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from index.text.words import words
from qa.english.links import COMPARING, EITHER_WAY, LINKS, MUTUAL, TURNING, VOICE
from qa.english.numbers import in_digits
from qa.english.saying import REPORTING
from qa.english.vocabulary import FUNCTION_WORDS

_WORD = re.compile(r"[\w’'-]+|,")
_OWNER = re.compile(r"[’']s\b")

_FEWEST = 3
"""Words of its own that a claim must have."""

_MOST, _LONGEST = 120, 2_000
"""Words and characters of a sentence or claim that is looked at."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that is none of grammar.

    Attributes:
        stem: as words are matched.
        text: in lower case, numbers in digits.
        link: the last small word before it, behind the word before; empty for none.
        voice: how many words of the passive stand before it.
    """

    stem: str
    text: str
    link: str
    voice: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that stand together in the claim and in the sentence.

    Attributes:
        in_claim: places of the first and the last of them in the claim.
        in_sentence: the same in the sentence.
    """

    in_claim: tuple[int, int]
    in_sentence: tuple[int, int]


def exchanged(claim: str, sentence: str) -> tuple[str, str] | None:
    """Two things of a sentence that have changed places in a claim.

    Args:
        claim: one sentence.
        sentence: of its evidence.

    Returns:
        A word of each, in the order of the sentence; None where nothing changed places.
    """
    if len(claim) > _LONGEST or len(sentence) > _LONGEST:
        return None
    pair = _Pair(_read(claim), _read(sentence))
    if len(pair.claim) < _FEWEST or max(len(pair.claim), len(pair.sentence)) > _MOST:
        return None
    stems = {word.stem for word in pair.claim}
    if stems - {word.stem for word in pair.sentence} or stems & MUTUAL:
        return None
    turning, given = _turning(claim), _turning(sentence)
    compared = COMPARING & turning.keys()
    if turning - given or (compared and compared != COMPARING & given.keys()):
        return None
    for later, earlier in combinations(pair.phrases(), 2):
        if earlier.in_sentence < later.in_sentence and pair.have_changed_places(earlier, later):
            return pair.text_of(earlier), pair.text_of(later)
    return None


class _Pair:
    """The words of a claim and of a sentence, and how they stand to each other."""

    def __init__(self, claim: tuple[_Word, ...], sentence: tuple[_Word, ...]) -> None:
        self.claim, self.sentence = claim, sentence
        said = Counter(word.stem for word in claim)
        given = Counter(word.stem for word in sentence)
        places = {word.stem: place for place, word in enumerate(sentence)}
        self._shared = {
            place: places[word.stem]
            for place, word in enumerate(claim)
            if said[word.stem] == given[word.stem] == 1
        }
        """Place in the claim → in the sentence, of the words that each of them has once."""

    def text_of(self, phrase: _Phrase) -> str:
        """The first word of a phrase."""
        return self.sentence[phrase.in_sentence[0]].text

    def phrases(self) -> list[_Phrase]:
        """What they have in common, in the order of the claim."""
        found: list[_Phrase] = []
        for here, there in self._shared.items():
            last = found[-1] if found else None
            goes_on = last and (last.in_claim[1], last.in_sentence[1]) == (here - 1, there - 1)
            if last and goes_on and self.claim[here].link == self.sentence[there].link:
                found[-1] = _Phrase((last.in_claim[0], here), (last.in_sentence[0], there))
            else:
                found.append(_Phrase((here, here), (there, there)))
        return found

    def have_changed_places(self, earlier: _Phrase, later: _Phrase) -> bool:
        """Whether two phrases, the later first in the claim, stand in each other's place."""
        links = self.sentence[earlier.in_sentence[0]].link, self.sentence[later.in_sentence[0]].link
        if links != (self.claim[later.in_claim[0]].link, self.claim[earlier.in_claim[0]].link):
            return False
        if EITHER_WAY & {*links} or _are_beside(earlier, later):
            return False
        near = [
            self._neighbours(later.in_claim, earlier.in_sentence),
            self._neighbours(earlier.in_claim, later.in_sentence),
        ]
        if links[0] != links[1]:
            return all(beside_a_word or at_an_edge for beside_a_word, at_an_edge in near)
        if links[0] or not all(beside_a_word for beside_a_word, _ in near):
            return False
        claimed = self.claim[later.in_claim[0] : earlier.in_claim[1] + 1]
        given = self.sentence[earlier.in_sentence[0] : later.in_sentence[1] + 1]
        return _passive(claimed) == _passive(given) and not any(
            word.text in REPORTING for word in claimed
        )

    def _neighbours(self, here: tuple[int, int], there: tuple[int, int]) -> tuple[bool, bool]:
        """Whether a phrase stands beside the same word, or at the same edge, as another did.

        Args:
            here: places of the phrase in the claim.
            there: places of the other in the sentence.
        """
        before, behind = (here[0] - 1, there[0] - 1), (here[1] + 1, there[1] + 1)
        beside_a_word = any(
            self._shared.get(place) == was and self.claim[place].text == self.sentence[was].text
            for place, was in (before, behind)
        )
        ends = (len(self.claim), len(self.sentence))
        return beside_a_word, before == (-1, -1) or behind == ends


def _are_beside(earlier: _Phrase, later: _Phrase) -> bool:
    """Whether two phrases touch in both: "the doctor Celia Nash", "Celia Nash, the doctor"."""
    return (
        earlier.in_sentence[1] + 1 == later.in_sentence[0]
        and later.in_claim[1] + 1 == earlier.in_claim[0]
    )


def _passive(part: tuple[_Word, ...]) -> int:
    """How many words of the passive stand within a part."""
    return part[-1].voice - part[0].voice


@lru_cache(maxsize=256)
def _read(text: str) -> tuple[_Word, ...]:
    return tuple(_words(text))


def _words(text: str) -> Iterator[_Word]:
    link, voice = "", 0
    for word in _WORD.findall(_OWNER.sub("", in_digits(text).lower())):
        voice += word in VOICE
        if word in LINKS or word in EITHER_WAY:
            link = word
        elif word not in FUNCTION_WORDS:
            yield _Word("".join(words(word)) or word, word, link, voice)
            link = ""


def _turning(text: str) -> Counter[str]:
    return Counter(word for word in _WORD.findall(text.lower()) if word in TURNING)
