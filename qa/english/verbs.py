"""Auxiliaries, the past tense of verbs in use, and the words that a plain subject does not hold."""

from collections.abc import Mapping

_AUXILIARIES = """
    is are was were has have had will would can could may might must should
"""
AUXILIARIES = frozenset(_AUXILIARIES.split())
"""Words that stand before the subject in a question, and behind it in a statement."""

_NOT_IN_SUBJECTS = """
    that which who whom whose when where while if because although though as after before since
    whether in on at by for from with under over during despite according to not it there what how
    why and or but nor than between among until
"""
NOT_IN_SUBJECTS = frozenset(_NOT_IN_SUBJECTS.split())
"""Words that begin a clause or a phrase of its own."""

_BEHIND_A_NOUN = "in on at for from with and between"
BEHIND_A_NOUN = frozenset(_BEHIND_A_NOUN.split())
"""Of these, the ones that a subject may hold behind its first word: "the ban on fishing"."""

_DETERMINERS = "a an the this that his her its their our my no some each every"
DETERMINERS = frozenset(_DETERMINERS.split())
"""Words before a noun; the past tense of a verb does not follow them."""

_REGULAR = """
    accept accuse add admit agree aim announce appear apply approve argue arrest arrive ask attack
    attend award ban base believe blame block call cancel carry cause change charge claim close
    collapse confirm consider continue cover create crash cross damage decide declare decline deny
    describe destroy die discover drop earn elect end enter escape expect fail file finish fire
    follow force form gain happen help hire hope increase injure introduce invite involve
    issue join kill land last launch learn lift list live lock look lower manage mark mention miss
    move name need note offer open operate order organise organize own pass plan plant play point
    praise prepare present press print produce promise propose protect prove publish pull push raise
    reach receive record reduce refuse reject release remain remove repair replace report request
    rescue resign retire return reveal review save score seem serve settle share show sign
    start state stay stop suffer suggest support survive talk target test thank total track train
    travel try turn urge use visit vote wait walk want warn watch welcome work
"""
_DOUBLED = frozenset(["admit", "ban", "drop", "plan", "stop"])
_IRREGULAR = """
    said:say told:tell took:take gave:give went:go came:come made:make got:get saw:see knew:know
    became:become began:begin won:win lost:lose held:hold led:lead left:leave met:meet paid:pay
    sent:send spent:spend stood:stand sold:sell bought:buy brought:bring built:build caught:catch
    chose:choose drew:draw drove:drive ate:eat fell:fall felt:feel fought:fight found:find flew:fly
    grew:grow heard:hear kept:keep meant:mean ran:run rose:rise sat:sit shot:shoot slept:sleep
    spoke:speak stole:steal struck:strike swore:swear taught:teach thought:think threw:throw
    understood:understand wore:wear wrote:write broke:break lit:light hid:hide rode:ride sang:sing
    sank:sink fled:flee forbade:forbid froze:freeze lent:lend
"""


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeo":
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in _DOUBLED else "") + "ed"


PAST: Mapping[str, str] = {
    **{_past(verb): verb for verb in _REGULAR.split()},
    **{past: verb for past, _, verb in (word.partition(":") for word in _IRREGULAR.split())},
}
"""Past tense → the verb."""

_ALSO_OTHERS = "led lit left saw felt rose shot fell sat met stole spoke broke lent thought"
ONLY_PAST = frozenset(PAST) - frozenset(_ALSO_OTHERS.split())
"""Those that are no other common word: an `LED` is no lead, nor what is left a leave."""
