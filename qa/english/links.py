"""Small words that tie a thing to a sentence, and those that turn what it says round."""

from index.text.lists import word_set
from qa.english.saying import PREPOSITIONS, SUBORDINATE

LINKS = PREPOSITIONS | SUBORDINATE | word_set("who whom whose which")
"""What follows one of them stands in a place of its own: "from Hurst", "before noon"."""

AND = word_set("and or nor")
"""What they join may change places."""

TURNING = word_set("by more less fewer most least after before not never no")
"""With one of them more, a sentence may say the same from the other side."""

COMPARING = word_set("more less fewer")
"""Of these, those that compare."""

VOICE = word_set("by is are was were be been being")
"""Words of the passive."""
