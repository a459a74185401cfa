"""Sentences that judge, wish or advise: nobody's documents can support them."""

import re

OPINION = re.compile(
    r"\b(?:I|we) (?:(?:do not|don[’']t|still|also|really|firmly|strongly) )?"
    r"(?:think|believe|feel|hope|fear|wish|doubt|suspect|suppose|guess|prefer|love|hate|find it)\b"
    r"|\b(?:in|to) (?:my|our) (?:view|opinion|mind|eyes|judge?ment|humble opinion)\b"
    r"|\bas (?:I|we) see it\b|\bif you ask me\b|\bI[’']m (?:sure|afraid|convinced|glad|sorry)\b"
    r"|^\W*(?:unfortunately|sadly|happily|luckily|fortunately|regrettably|hopefully|frankly"
    r"|thankfully|shamefully|perhaps|arguably|clearly|obviously)\b(?=,)"
    r"|\b(?:is|are|was|were) (?:simply |just |quite |truly |nothing but |surely |really )?"
    r"(?:(?:a|an) (?:real |great |terrible |true )?)?"
    r"(?:disgrace|shame|scandal|outrage|disgraceful|shameful|scandalous|outrageous|wonderful|terrible|awful|horrible|beautiful|ridiculous|absurd"
    r"|unforgivable|inexcusable|unacceptable|deplorable|magnificent|brilliant|disappointing"
    r"|heart-?breaking|ugly|delightful|pity|embarrassment|stupid|foolish|nonsense|farce|joke)\b"
    r"|\bit is (?:high )?time (?:to|that|for|we|they|the)\b"
    r"|\b(?:what|how) (?:a|an|very)? ?[^.?]{1,80}!$"
    r"|^\W*(?:let us|let[’']s)\b",
    re.IGNORECASE,
)
"""A sentence that holds this says what its writer thinks of something."""

ADVICE = re.compile(
    r"\b(?:should|ought to|had better|must)(?: (?:not|never|now|finally|really|at last))* "
    r"(?:act|stop|do more|do better|resign|apologi[sz]e|listen|learn|be ashamed|wake up|try harder"
    r"|rethink|reconsider|change course|step down|take responsibility|know better)\b",
    re.IGNORECASE,
)
"""It says what somebody should do."""
