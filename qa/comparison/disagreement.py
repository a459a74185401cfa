"""Independent documents that answer a question differently: all answers are shown, none is picked.

A wrong alarm is worse than none. Two answers disagree only if the question has one answer, if their
values cannot both be right (numbers, dates, or names of which neither stands in the other's
sentence), and if the sentences tell of the same thing: by their words, or by the network that
checks claims, which says that one contradicts the other.
"""

from collections.abc import Callable, Sequence, Set
from dataclasses import replace

from index.text.words import words
from index.types import Span
from qa.comparison.ages import day_of, newer
from qa.comparison.statements import alike, compared, content, in_common, same_words
from qa.english.single import CHANGES, ROUGH, SEVERAL, YES_OR_NO
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.select import Evidence, names_of
from qa.support.facts import Facts, facts
from qa.types import Citation, Disagreement, Side, Version, independent

CONSIDERED = 12
"""The most probable sentences that may give another answer."""

ENOUGH = 0.5
"""The share of the threshold that another answer has to reach where one reaches it whole."""

SAME_THING = 0.5
"""How far two sentences are alike, in [0, 1], from which they tell of the same thing."""

NEAR = 0.25
"""The share of words in common (Dice) from which the network is asked whether they do,"""

CONTRADICTED = 0.5
"""and the probability of contradiction, either way round, from which they do."""

_ROUGHLY = 0.1  # the share by which a rough number may differ

Contradicted = Callable[[str, str, str], float]
"""The probability that evidence, of a day, contradicts a claim: arguments in this order: claim,
evidence, day."""


def disagreement(
    question: str,
    evidence: Sequence[Evidence],
    threshold: float,
    contradicted: Contradicted | None = None,
) -> Disagreement | None:
    """The answers that differ, or None if there is one answer at most.

    Args:
        question: as it was asked.
        evidence: with its versions, the most probable first.
        threshold: the probability from which a sentence is an answer.
        contradicted: the network's opinion; None where there is none.
    """
    claimable = [one for one in evidence if one.claimable][:CONSIDERED]
    if not claimable or claimable[0].probability < threshold:
        return None
    undated = [version for version in claimable[0].versions if not version.order]
    if undated:
        return _of_versions(claimable[0], undated)
    if SEVERAL.search(question) or YES_OR_NO.search(question):
        return None
    least = ENOUGH * threshold
    asked = set(names_of(question))
    groups = _groups(asked, [one for one in claimable if one.probability >= least], contradicted)
    return _of_groups(question, groups) if len(groups) > 1 else None


# The sides


def _of_versions(one: Evidence, versions: Sequence[Version]) -> Disagreement:
    """The sentence, and what versions have in its place of which none is known to be newer."""
    sides = [Side(one.words, (_cited(one),))]
    for version in versions:
        if all(compared(version.quote) != compared(s.citations[0].quote) for s in sides):
            changed = [change.there for change in version.changes if change.there]
            cited = Citation(
                version.document, version.span, one.probability, None, (), (), one.report
            )
            sides.append(Side(", ".join(changed) or version.quote, (cited,)))
    return Disagreement(tuple(sides))


def _groups(
    asked: Set[str], evidence: Sequence[Evidence], contradicted: Contradicted | None
) -> list[list[Evidence]]:
    """Sentences by the answer that they give; each further answer denies the first one."""
    groups: list[list[Evidence]] = []
    for one in evidence:
        if not one.words.strip():
            continue
        same = next((group for group in groups if agree(group[0], one)), None)
        if same:
            same.append(one)
        else:
            groups.append([one])
    return [
        group
        for n, group in enumerate(groups)
        if not n or _denied(asked, group, groups[0], contradicted)
    ]


def _denied(
    asked: Set[str],
    group: Sequence[Evidence],
    first: Sequence[Evidence],
    contradicted: Contradicted | None,
) -> bool:
    """Whether answers of other reports deny the first one.

    A report that gives both answers means two things by them.
    """
    told = {id for one in first for id in _report(one)}
    if told & {id for one in group for id in _report(one)}:
        return False
    pairs = [
        (one, other)
        for one in first
        for other in group
        if differ(one, other) and not _apart(asked, one, other)
    ]
    if any(alike(*_named(asked, one, other)) >= SAME_THING for one, other in pairs):
        return True
    best = first[0], group[0]
    shared = in_common(*_named(asked, *best))
    if not contradicted or best not in pairs or shared < NEAR:
        return False
    return _opposed(*best, contradicted)


def _apart(asked: Set[str], one: Evidence, other: Evidence) -> bool:
    """Whether sentences tell of different places, people or days, by what only one of them names.

    Neither the words that answer count, nor who says it. Of the names `asked` about, those count
    that stand in title or passage of one of them only.
    """
    if asked & (_context(one) ^ _context(other)):
        return True
    mine, others = facts(one.text), facts(other.text)
    known = facts(one.words), facts(other.words)
    left = content(one.words) | content(other.words) | mine.sayers | others.sayers
    names = mine.names - others.names - left, others.names - mine.names - left
    given = known[0].dates | known[1].dates
    for kind in ("year", "month", "day", "weekday"):
        days = [{d for d in f.dates - given if d[0] == kind} for f in (mine, others)]
        if all(days) and not days[0] & days[1]:
            return True
    return all(names)


def _context(one: Evidence) -> frozenset[str]:
    return frozenset(words(f"{one.passage.document.title}\n{one.passage.text}"))


def _named(asked: Set[str], one: Evidence, other: Evidence) -> tuple[str, str]:
    """Two sentences, with the names asked about that only one has and that stand around the other.

    "It employs 580 people" tells of the same as "Norvane employs 640 people", in a report on
    Norvane. Of sentences that share nothing else, names make no one thing.
    """
    said = content(one.text), content(other.text)
    if not (said[0] & said[1]) - asked - FUNCTION_STEMS:
        return one.text, other.text
    return _with(asked & (said[1] - said[0]), one), _with(asked & (said[0] - said[1]), other)


def _with(missing: Set[str], one: Evidence) -> str:
    """A sentence with names, if what stands around it has them."""
    return f"{' '.join(sorted(missing))} {one.text}" if missing <= _context(one) else one.text


def _in_full(one: Evidence) -> str:
    """The sentence behind the one that it leans on, if it does."""
    return f"{one.text_before} {one.text}".strip()


def _opposed(one: Evidence, other: Evidence, contradicted: Contradicted | None) -> bool:
    """Whether the network says so, whichever of the two is the claim."""
    assert contradicted
    return all(
        contradicted(_in_full(claim), _in_full(given), given.passage.document.published or "")
        >= CONTRADICTED
        for claim, given in ((one, other), (other, one))
    )


def _report(one: Evidence) -> set[str]:
    """Ids of the documents that are the same report as this sentence's, as far as it goes."""
    return {one.span.doc_id, *(listed.id for listed in one.elsewhere)}


def _of_groups(question: str, groups: Sequence[Sequence[Evidence]]) -> Disagreement:
    sides = [
        Side(group[0].words, tuple(map(_cited, group)), independent(map(_cited, group)))
        for group in groups
    ]
    speakers = [facts(group[0].text).speakers for group in groups]
    claimed = all(speakers) and len({frozenset(map(tuple, s)) for s in speakers}) > 1
    latest = [max(group, key=lambda one: day_of(one.passage.document)) for group in groups]
    days = [day_of(one.passage.document) for one in latest]
    order = sorted(range(len(sides)), key=lambda n: days[n], reverse=True)
    first, second = (latest[n].passage.document for n in order[:2])
    later = (
        bool(CHANGES.search(question)) and not claimed and all(days) and newer(first, second) > 0
    )
    if not later:
        order = sorted(range(len(sides)), key=lambda n: -sides[n].reports)
    return Disagreement(tuple(sides[n] for n in order), later, claimed)


def _cited(one: Evidence) -> Citation:
    document = one.passage.document
    return Citation(
        *(document, one.span, one.probability, one.answer),
        *(one.elsewhere, one.versions, one.report),
    )


def latest_first(evidence: Sequence[Evidence], found: Disagreement | None) -> list[Evidence]:
    """The evidence with the sentence that speaks in front: that of the later answer, if one is.

    It gets the probability of the first one; what it denies stays behind it.
    """
    if not found or not found.later or not evidence:
        return list(evidence)
    spans: set[Span] = {citation.span for citation in found.sides[0].citations}
    speaks = [one for one in evidence if one.span in spans and one.claimable][:1]
    best = max(one.probability for one in evidence)
    raised = [replace(one, probability=best) for one in speaks]
    return [*raised, *(one for one in evidence if one not in speaks)]


# Values


def agree(one: Evidence, other: Evidence) -> bool:
    """Whether two sentences give the same answer, or one gives a part of what the other gives."""
    if compared(one.words) == compared(other.words):
        return True
    mine, others = facts(one.words), facts(other.words)
    if mine.dates and others.dates:
        return not _dates_differ(mine, others)
    if mine.numbers and others.numbers:
        return _numbers_agree(one, other, mine, others)
    return same_words(one.words, other.words)


def differ(one: Evidence, other: Evidence) -> bool:
    """Whether two answers cannot both be right; false where they cannot be compared."""
    if agree(one, other):
        return False
    mine, others = facts(one.words), facts(other.words)
    if mine.dates and others.dates:
        return True
    if mine.numbers and others.numbers:
        whole = facts(one.text).numbers, facts(other.text).numbers
        known = mine.numbers & whole[1] or others.numbers & whole[0]
        return not known and _comparable(mine, others)
    said = content(one.words), content(other.words)
    lost, put = said[0] - said[1], said[1] - said[0]
    return bool(lost and put) and not (lost & content(other.text) or put & content(one.text))


def _numbers_agree(one: Evidence, other: Evidence, mine: Facts, others: Facts) -> bool:
    """Whether the values are the same, or near where one is given as rough, or in a range."""
    ours, theirs = ({value for _, value in known.numbers} for known in (mine, others))
    if ours & theirs:
        return True
    rough = [bool(ROUGH.search(_around(e))) for e in (one, other)]
    if len(ours) == 2 and any(min(ours) <= value <= max(ours) for value in theirs):
        return True
    if len(theirs) == 2 and any(min(theirs) <= value <= max(theirs) for value in ours):
        return True
    near = any(abs(a - b) <= _ROUGHLY * max(abs(a), abs(b)) for a in ours for b in theirs)
    return any(rough) and near


def _around(one: Evidence) -> str:
    """The answer with a few words before it."""
    document = one.passage.document
    return document.text[max(one.span.start, one.answer.start - 20) : one.answer.end]


def _comparable(mine: Facts, others: Facts) -> bool:
    """Whether some number of each counts in the same unit, or one of them in none."""
    kinds = {kind for kind, _ in mine.numbers}, {kind for kind, _ in others.numbers}
    return bool(kinds[0] & kinds[1]) or "" in kinds[0] | kinds[1]


def _dates_differ(mine: Facts, others: Facts) -> bool:
    """Whether a year, month, day or weekday of one is another in the other."""
    for wanted in ("year", "month", "day", "weekday"):
        ours, theirs = ({v for kind, v in f.dates if kind == wanted} for f in (mine, others))
        if ours and theirs and not ours & theirs:
            return True
    return False
