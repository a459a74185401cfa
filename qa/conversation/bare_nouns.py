"""`and dinner?` after "Is breakfast included?": a noun without an article for another."""

from qa.english import bare_nouns as english


def with_bare_noun(said: str, question: str) -> str:
    """The question with a noun, or a code of letters and digits, in the place of its like.

    Args:
        said: a few words, without `and` or `what about` before them.
        question: that was asked before.

    Returns:
        It; empty where there is no such place, or more than one code.
    """
    if english.CODE.fullmatch(said):
        codes = {match[0]: match.span() for match in english.CODE.finditer(question)}
        return _put(question, next(iter(codes.values())), said) if len(codes) == 1 else ""
    if not english.BARE.fullmatch(said):
        return ""
    if match := english.OF_WHOM.search(question):
        verb = "do" if match["does"].lower() == "does" and english.PLURAL.search(said) else ""
        start = question[: match.start("noun")]
        start = f"{question[: match.start('does')]}{verb} " if verb else start
        return f"{start}{said}{question[match.end('noun') :]}"
    for pattern in (english.LAST, english.DEFINITE, english.OBJECT, english.SUBJECT):
        match = pattern.search(question)
        if match and match["noun"].lower() not in english.ADVERBS:
            return _put(question, match.span("noun"), said)
    return ""


def _put(question: str, place: tuple[int, int], said: str) -> str:
    start, end = place
    return question[:start] + said + question[end:]
