"""What stands around the parts of a question, and what a later part leaves out of the first.

"Tell me who won, as well as when", "…, and if so, where?"; "What does a day ticket cost and what a
season ticket?" leaves out "does … cost".
"""

import re

from qa.english.verbs import PAST

WH = (
    r"(?:who|whom|whose|when|where|why|how(?:\s+(?:many|much|long|far|old|often|big|large|high"
    r"|tall|fast|deep|wide|heavy|thick|hot|cold|well|soon|late|early|strong|small))?"
    r"|what|which)"
)
"""The words that a question asks with."""
_AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|may|might|must|should)"
)
_LEADS_UP = re.compile(
    r"\A(?:please,? |(?:can|could|would|will) you (?:please )?"
    r"|i (?:want|need|would like|wonder) (?:to )?"
    r"|i[’']d like to |do you |does anyone )?(?:tell me|know|find out|say|explain)(?: please)?,? "
    rf"(?={WH}\b)",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r",? respectively\b", re.IGNORECASE)
_JOINS = re.compile(
    rf",?\s+(?:as well as|and also|and then|along with|together with|plus|also)\s+(?={WH}\b)", re.I
)
_IF_SO = re.compile(
    rf",?\s+(?:(?:and|or),?\s+)?if (?:so|yes|not|any|it (?:is|was|does|did)),?\s+"
    rf"(?=(?:(?:by|since|until|for|at|from|to|on|in) )?{WH}\b)",
    re.I,
)
_PREPOSITION = r"(?:in|at|on|for|from|to|of|over|near|by|with|under|about|against)"
_PLACED = re.compile(rf"(?P<wh>{WH}) (?P<rest>{_PREPOSITION} [\w’' -]+)", re.IGNORECASE)
_WHICH = re.compile(
    rf"which (?P<rest>(?:(?P<done>{_AUXILIARY}|[a-z]{{2,}}ed|{'|'.join(sorted(PAST))})"
    rf"|[a-z]+[^s\W]s)\b(?! (?:{_AUXILIARY})\b))",
    re.IGNORECASE,
)
"""Which carries cars? The noun is left to the part before."""

_OF_WHICH = re.compile(
    rf"which (?!(?:of|one|{_AUXILIARY}|{'|'.join(sorted(PAST))})\b)(?P<noun>[\w’'-]+) "
    r"(?!(?:more|less|most|least|better|best|worse|worst|well|the|an?|to|at|on|from|by|with|[a-z]+est"
    r"|[a-z]{3,}er|of)\b)",
    re.IGNORECASE,
)
"""Which ferry is older? A verb is no noun: "Which costs more?"."""
_THING = re.compile(
    rf"(?P<wh>{WH}) (?P<thing>(?P<led>the |an? |my |our |your |its |his |her )?[\w’'-]+"
    r"(?: [\w’'-]+){0,4})",
    re.IGNORECASE,
)
_ASKED_OF = re.compile(
    rf"(?P<wh>{WH}) (?P<verb>{_AUXILIARY}) "
    r"(?P<thing>(?:the|an?|my|our|your) [\w’' -]+?|[\w’'-]+)"
    r"(?: (?P<rest>(?:cost|costs|\w+ed|\w+ing|open|close|start|end|begin|last|due|held|sold|worth"
    r"|paid|built|made|bought|found|kept|run|take place|leave|arrive|weigh|mean)\b.*))?",
    re.IGNORECASE,
)
_COUNTED_OF = re.compile(
    rf"(?P<wh>how (?:many|much)) (?!{_AUXILIARY}\b)[\w’' -]+? (?P<rest>{_AUXILIARY} .+)",
    re.IGNORECASE,
)
_DOES = re.compile(r"\b(?:do|does|did) ", re.IGNORECASE)
_VERB_BEHIND = re.compile(rf"(?!.* {_PREPOSITION} )[\w’' -]+ (?P<verb>(?![A-Z])[\w-]+(?<!s))")
"""What a question with an auxiliary ends with, behind a place: "Europe cost"."""

_VERB = re.compile(
    rf"\b(?:{_AUXILIARY}|[a-z]+ed|[a-z]+ing|happen\w*|{'|'.join(sorted(PAST))})\b", re.IGNORECASE
)


def tidied(asked: str) -> str:
    """A question whose parts are joined by "and" alone, without what leads up to it."""
    asked = _RESPECTIVELY.sub("", _LEADS_UP.sub("", asked, count=1))
    return _JOINS.sub(" and ", _IF_SO.sub(" and ", asked)).strip(" ,")


def filled(piece: str, whole: str) -> str:
    """A later part with the verb that it leaves to the first; as it is where it leaves none.

    Args:
        piece: of a question, without its question mark.
        whole: the first part that is a whole question, likewise.
    """
    which, of_which = _WHICH.match(piece), _OF_WHICH.match(whole)
    if which and of_which and (which["done"] or not of_which["noun"].endswith("s")):
        return f"which {of_which['noun']} {piece[which.start('rest') :]}"
    placed = _PLACED.fullmatch(piece)
    if placed and not _VERB.search(placed["rest"]):
        preposition = placed["rest"].partition(" ")[0]
        before, _, behind = whole.rpartition(f" {preposition} ")
        same = whole.lower().startswith(placed["wh"].lower())
        verb = _VERB_BEHIND.fullmatch(behind) if _DOES.search(before) else None
        told = f"{placed['rest']} {verb['verb']}" if verb else placed["rest"]
        return f"{before} {told}" if same and behind and before else piece
    thing = _THING.fullmatch(piece)
    if not thing or _VERB.search(thing["thing"]):
        return piece
    asked = _ASKED_OF.fullmatch(whole)
    led = thing["led"] or thing["wh"].lower().startswith("how ")
    if led and asked and asked["wh"].lower() == thing["wh"].lower():
        return f"{asked['wh']} {asked['verb']} {thing['thing']} {asked['rest'] or ''}".strip()
    counted = _COUNTED_OF.fullmatch(whole)
    if counted and counted["wh"].lower() == thing["wh"].lower():
        return f"{thing['wh']} {thing['thing']} {counted['rest']}"
    return piece
