"""Small words that tie a thing to a sentence, and those that turn what it says round."""

from index.text.lists import word_set
from index.text.words import words
from qa.english.saying import BE, PREPOSITIONS, SUBORDINATE

LINKS = PREPOSITIONS | SUBORDINATE | word_set("who whom whose which")
"""What follows one of them stands in a place of its own: "from Hurst", "before noon"."""

EITHER_WAY = word_set("and or nor with beside near opposite as alongside ,")
"""What they join may change places: if A lies near B, B lies near A."""

MUTUAL = frozenset(
    words(
        """
        play plays played face faces faced fight fights fought meet meets met equal equals cross
        crosses crossed marry marries married resemble neighbour border borders tie tied draw drew
        twin twinned share shares shared exchange exchanged sign signed agreement contract talk
        talks treaty related relative same different differ opposite parallel adjacent apart
        distance kilometre kilometer km mile metre meter old tall long heavy far
        """
    )
)
"""Stems of words that go both ways between two things, or may."""

TURNING = word_set("by more less fewer most least after before not never no")
"""With one of them more, a sentence may say the same from the other side."""

COMPARING = word_set("more less fewer")
"""Of these, those that compare."""

VOICE = BE | word_set("by")
"""Words of the passive."""
