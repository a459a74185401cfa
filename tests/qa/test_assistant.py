"""Nothing gets into an answer that its sources do not say, whoever writes it."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Hit, Index, UserError
from index.documents.split import passages, sentences
from index.types import Document, Span
from qa import Answer, Assistant, Citation, Claim
from qa.assistant import NOTHING_SUPPORTED
from qa.checked import WRITING_FAILED
from qa.evidence.select import Evidence, OnePass
from qa.support.check import Support, VerbatimSupport
from qa.writing.generate import Draft, ExtractiveGenerator
from qa.writing.verify import NO_EVIDENCE
from tests.qa.test_model_answers import Meaning
from tests.support.fake_models import FakeEncoder, FakeReader

QUESTION = "How long was the harbour of Lindau closed?"
CLOSED = "The harbour of Lindau was closed for nine days in March."
TRAINS = Document("1" * 16, "Trains ran late. Repairs took eleven hours.", "/a.txt", "Trains")
LAKE = Document("2" * 16, "The lake rose.", "/b.txt", "Lake", "2025-10-24")


def cite(document: Document, quote: str, support: float = 1.0) -> Citation:
    start = document.text.index(quote)
    return Citation(document, Span(document.id, start, start + len(quote)), support)


LATE, HOURS = cite(TRAINS, "Trains ran late."), cite(TRAINS, "Repairs took eleven hours.", 0.5)
ROSE = cite(LAKE, "The lake rose.")


# values


def test_a_claim_needs_a_citation_and_a_text() -> None:
    with pytest.raises(ValueError, match=r"needs a citation: 'It rained\.'"):
        Claim("It rained.", ())
    for text in ("", " \n"):
        with pytest.raises(ValueError, match="needs a text"):
            Claim(text, (LATE,))


@pytest.mark.parametrize("support", [-0.1, 1.1, math.nan, math.inf])
def test_support_lies_between_0_and_1(support: float) -> None:
    with pytest.raises(ValueError, match="support must lie"):
        Citation(LAKE, Span(LAKE.id, 0, 3), support)


@pytest.mark.parametrize(
    "span", [Span(LAKE.id, 0, 15), Span(LAKE.id, 14, 15), Span(TRAINS.id, 0, 3)]
)
def test_a_citation_lies_in_its_document(span: Span) -> None:
    with pytest.raises(ValueError, match=r"span"):
        Citation(LAKE, span, 1.0)


def test_a_quote_is_a_slice() -> None:
    assert HOURS.quote == TRAINS.text[17:43] == "Repairs took eleven hours."
    assert HOURS.page is None
    assert replace(HOURS, document=replace(TRAINS, pages=(0, 17))).page == 2


def test_the_words_that_answer_are_in_the_sentence() -> None:
    start = TRAINS.text.index("eleven")
    known = replace(HOURS, answer=Span(TRAINS.id, start, start + len("eleven hours")))
    assert (known.words, HOURS.words) == ("eleven hours", "")
    with pytest.raises(ValueError, match="is not in the sentence"):
        replace(HOURS, answer=Span(TRAINS.id, 0, 6))


def test_sources_are_numbered_by_first_use() -> None:
    claims = (Claim("A.", (HOURS,)), Claim("B.", (ROSE, HOURS)), Claim("C.", (LATE, ROSE)))
    answer = Answer("?", claims)
    assert [source.quote for source in answer.sources] == [
        "Repairs took eleven hours.",
        "The lake rose.",
        "Trains ran late.",
    ]
    assert [answer.markers(claim) for claim in claims] == [(1,), (2, 1), (3, 2)]
    assert not answer.abstained
    assert str(answer) == (
        "A. [1]\nB. [2] [1]\nC. [3] [2]\n"
        "[1] Trains: “Repairs took eleven hours.”\n"
        "[2] Lake, 24 Oct 2025: “The lake rose.”\n"
        "[3] Trains: “Trains ran late.”"
    )


def test_no_claims_is_abstaining() -> None:
    answer = Answer("?")
    assert answer.abstained
    assert answer.sources == ()
    assert str(answer) == "The documents do not answer this question."


# the check


@pytest.mark.parametrize(
    ("claim", "support"),
    [
        ("Trains ran late.", 1.0),
        (" Trains\n ran  late. ", 1.0),
        ("Trains ran late", 0.0),
        ("trains ran late.", 0.0),
        ("Trains ran late. Trains ran late.", 0.0),
        ("Trainsran late.", 0.0),
        ("Trains ran late.\u200b", 0.0),
        ("", 0.0),
    ],
)
def test_verbatim_support(claim: str, support: float) -> None:
    assert VerbatimSupport().score(claim, "Trains ran late.", "").score == support
    assert VerbatimSupport().score(claim, "It rained.\nTrains ran late.", "").score == support


def test_nothing_supports_nothing() -> None:
    for claim, evidence in (("", ""), (" ", "\n"), ("", "It rained.")):
        found = VerbatimSupport().score(claim, evidence, "")
        assert found.score == 0.0
        assert found.reason


Write = Callable[[str, Sequence[Evidence]], Iterable[Draft]]


class Writer:
    """A generator that does what it is told; it keeps the evidence that it was given."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self.evidence: Sequence[Evidence] = ()

    def write(self, question: str, evidence: Sequence[Evidence]) -> Iterable[Draft]:
        self.evidence = evidence
        return self._write(question, evidence)


class Scorer:
    threshold = 0.5

    def __init__(self, score: Callable[[str], float]) -> None:
        self._score = score

    def score(self, claim: str, evidence: str, about: str) -> Support:
        return Support(self._score(claim))


def assert_sound(answer: Answer) -> None:
    """Every claim is word for word its quotes, or leans on the one before; all are of a hit."""
    for claim in answer.claims:
        assert claim.citations
        said = [c for c in claim.citations if c.quote.split() == claim.text.split()]
        assert said
        for citation in claim.citations:
            document, span = citation.document, citation.span
            assert citation.quote == document.text[span.start : span.end]
            assert any(span in hit.passage.citable for hit in answer.hits)
            assert any(hit.passage.document == document for hit in answer.hits)
            assert citation.support >= 0.5
            leans = claim.text.startswith(("It ", "He ", "She "))
            assert citation in said or (leans and all(span < c.span for c in said))


MARKERS = st.lists(
    st.integers(-3, 12) | st.integers() | st.sampled_from([10**30, -(10**30)]), max_size=5
).map(tuple)


@st.composite
def hostile(draw: st.DrawFn, said: Sequence[str]) -> list[Draft]:
    """Drafts near the truth: sentences whole, glued, cut, altered by a character, or invented."""
    sentence = st.sampled_from(said)
    character = st.characters()
    place = st.integers(0, 200)
    texts = st.one_of(
        sentence,
        st.text(),
        st.lists(sentence, min_size=2, max_size=3).map(" ".join),
        st.tuples(sentence, place).map(lambda made: made[0][: made[1]]),
        st.tuples(sentence, place).map(lambda made: made[0][made[1] :]),
        st.tuples(sentence, place, character).map(
            lambda made: made[0][: made[1]] + made[2] + made[0][made[1] + 1 :]
        ),
        st.tuples(sentence, place, character).map(
            lambda made: made[0][: made[1]] + made[2] + made[0][made[1] :]
        ),
        sentence.map(str.lower),
        sentence.map(lambda text: text.replace("not", "")),
        sentence.map(lambda text: text.replace(" ", "\n\x1f ")),
    )
    return draw(st.lists(st.builds(Draft, texts, MARKERS), max_size=8))


@given(st.data())
def test_no_generator_gets_an_unsupported_claim_into_an_answer(
    module_index: Index, data: st.DataObject
) -> None:
    def write(question: str, evidence: Sequence[Evidence]) -> Iterable[Draft]:
        return data.draw(hostile([sentence.text for sentence in evidence]))

    assert_sound(
        Assistant(module_index, generator=Writer(write), support=VerbatimSupport()).ask(QUESTION)
    )


def test_what_is_supported_gets_through(module_index: Index) -> None:
    """Or the property above would hold of an assistant that says nothing."""
    writer = Writer(lambda _, evidence: [Draft(e.text, (n + 1,)) for n, e in enumerate(evidence)])
    answer = Assistant(module_index, generator=writer, support=VerbatimSupport()).ask(QUESTION)
    assert_sound(answer)
    assert len(answer.claims) == 9
    assert [claim.text for claim in answer.claims] == [e.text for e in writer.evidence]


@pytest.mark.parametrize("markers", [(), (0,), (-1,), (-9,), (10,), (10**30,), (-(10**30),)])
def test_true_sentences_with_a_wrong_marker_are_left_out(
    markers: tuple[int, ...], module_index: Index
) -> None:
    writer = Writer(lambda _, evidence: [Draft(sentence.text, markers) for sentence in evidence])
    answer = Assistant(module_index, generator=writer, support=VerbatimSupport()).ask(QUESTION)
    assert [dropped.reason for dropped in answer.dropped] == [NO_EVIDENCE] * 9
    assert answer.notes == (NOTHING_SUPPORTED,)  # and so the evidence itself is the answer
    assert len(writer.evidence) == 9


def test_only_the_markers_that_support_stay(module_index: Index) -> None:
    writer = Writer(lambda _, evidence: [Draft(evidence[2].text, (1, 3, 3, -7, 99, 2, 3))])
    (claim,) = (
        Assistant(module_index, generator=writer, support=VerbatimSupport()).ask(QUESTION).claims
    )
    assert [citation.quote for citation in claim.citations] == [claim.text]


def fails(claim: str) -> float:
    raise RuntimeError("the model is broken")


@pytest.mark.parametrize(
    "score",
    [
        fails,
        lambda claim: math.nan,
        lambda claim: math.inf,
        lambda claim: 1.5,
        lambda claim: -1.0,
        lambda claim: None,
        lambda claim: "yes",
        lambda claim: 0.49,
    ],
)
def test_a_scorer_that_fails_supports_nothing(
    score: Callable[[str], float], module_index: Index
) -> None:
    writer = Writer(lambda _, evidence: [Draft(evidence[0].text, (1,))])
    answer = Assistant(module_index, generator=writer, support=Scorer(score)).ask(QUESTION)
    assert answer.abstained
    assert answer.hits


def test_a_scorer_that_fails_once_costs_one_claim(
    module_index: Index, caplog: pytest.LogCaptureFixture
) -> None:
    def score(claim: str) -> float:
        return fails(claim) if "harbour of Lindau" in claim else 0.5

    writer = Writer(lambda _, evidence: [Draft(e.text, (n + 1,)) for n, e in enumerate(evidence)])
    answer = Assistant(module_index, generator=writer, support=Scorer(score)).ask(QUESTION)
    assert len(answer.claims) == 8
    assert CLOSED not in {claim.text for claim in answer.claims}
    assert "could not be scored" in caplog.text


# what else may write


def writes(text: str) -> Writer:
    return Writer(lambda _, evidence: [Draft(text, (1,))])


@pytest.fixture
def credulous(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A checker that believes everything in place of the real one; which were opened."""
    opened: list[object] = []

    def open_checker(*which: object) -> Meaning:
        opened.append(which)
        return Meaning(supported=True)

    monkeypatch.setattr("qa.assistant.open_checker", open_checker)
    return opened


PARAPHRASE = "It was shut, the harbour of Lindau."


def test_a_paraphrase_of_any_generator_is_checked_for_its_meaning(
    module_index: Index, credulous: list[object]
) -> None:
    answer = Assistant(module_index, generator=writes(PARAPHRASE)).ask(QUESTION)
    assert [claim.text for claim in answer.claims] == [PARAPHRASE]
    assert credulous == [()]


def test_the_checker_that_was_named_checks_every_variant(
    module_index: Index, credulous: list[object]
) -> None:
    assistant = Assistant(module_index, checker="some/checker")
    for variant in (
        assistant.variant(generator=writes(PARAPHRASE)),
        assistant.variant(generator=ExtractiveGenerator(0.5)),
    ):
        assert variant.support is assistant.support and variant.selector is assistant.selector
    assert credulous == [("some/checker",)]
    assert isinstance(Assistant(module_index).support, VerbatimSupport)
    with pytest.raises(ValueError, match="both given"):
        Assistant(module_index, checker="some/checker", support=VerbatimSupport())


@pytest.mark.parametrize("before", [(), (PARAPHRASE,)])
def test_a_generator_that_fails_leaves_the_evidence(
    before: tuple[str, ...], module_index: Index, credulous: list[object]
) -> None:
    def write(question: str, evidence: Sequence[Evidence]) -> Iterable[Draft]:
        yield from (Draft(text, (1,)) for text in before)
        raise RuntimeError("a bug")

    answer = Assistant(module_index, generator=Writer(write)).ask(QUESTION)
    assert [claim.text for claim in answer.claims] == [*(before or [CLOSED])]
    (note,) = answer.notes
    assert note.startswith(WRITING_FAILED)


def test_a_reader_by_its_folder(module_index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def open_reader(folder: Path) -> FakeReader:
        opened.append(folder)
        return FakeReader()

    monkeypatch.setattr("qa.evidence.load.open_reader", open_reader)
    assert Assistant(module_index, reader="another").ask(QUESTION).claims
    assert opened == [Path("another")]


# selecting


def test_every_citable_sentence_is_evidence_once(module_index: Index) -> None:
    hits = module_index.search(QUESTION, 10)
    evidence = OnePass(FakeReader()).select(QUESTION, hits, module_index.encoder)
    spans = [sentence.span for sentence in evidence]
    assert sorted(spans) == sorted(span for hit in hits for span in hit.passage.citable)
    assert len(set(spans)) == len(spans) == 9
    probabilities = [sentence.probability for sentence in evidence]
    assert probabilities == sorted(probabilities, reverse=True)
    assert all(0 <= probability <= 1 for probability in probabilities)
    assert evidence[0].text == CLOSED


def test_no_hits_no_evidence() -> None:
    assert OnePass(FakeReader()).select(QUESTION, [], FakeEncoder()) == []


@given(st.text(min_size=1))
def test_any_question_can_be_asked_of_any_text(text: str) -> None:
    made = Document("3" * 16, f"{text}\nThe lake rose by {text} metres.", "/c", "C")
    hits = [Hit(passage, 1.0) for passage in passages(made, sentences(made))]
    for evidence in OnePass(FakeReader()).select(text, hits, FakeEncoder()):
        assert 0 <= evidence.probability <= 1


# the extractive generator


def evidence(*pairs: tuple[str, float]) -> list[Evidence]:
    """Sentences with probabilities, all of one document."""
    made = Document("4" * 16, "\n\n".join(text for text, _ in pairs), "/d", "D")
    (passage,) = passages(made, sentences(made))
    spans = [cite(made, text).span for text, _ in pairs]
    return [
        Evidence(passage, span, probability, span)
        for span, (_, probability) in zip(spans, pairs, strict=True)
    ]


BOAT, LAKE_ROSE, SCHOOL, TRAIN = (
    "The boat sank near Lindau.",
    "Water in the lake rose quickly.",
    "Schools got four million euros.",
    "Trains stood still until evening.",
)


def written(generator: ExtractiveGenerator, *pairs: tuple[str, float]) -> list[tuple[str, int]]:
    drafts = generator.write("?", evidence(*pairs))
    return [(draft.text, *draft.markers) for draft in drafts]  # type: ignore[misc]


def test_the_threshold() -> None:
    generator = ExtractiveGenerator(threshold=0.5, margin=0.0)
    assert written(generator, (BOAT, 0.9), (SCHOOL, 0.5), (TRAIN, 0.49)) == [(BOAT, 1), (SCHOOL, 2)]
    assert written(generator, (BOAT, 0.49)) == []
    assert list(generator.write("?", [])) == []


def test_the_margin() -> None:
    generator = ExtractiveGenerator(threshold=0.1, margin=0.5)
    assert written(generator, (BOAT, 0.8), (SCHOOL, 0.4), (TRAIN, 0.39)) == [(BOAT, 1), (SCHOOL, 2)]


def test_the_limit() -> None:
    generator = ExtractiveGenerator(threshold=0.1, margin=0.0, limit=2)
    pairs = ((BOAT, 0.9), (SCHOOL, 0.9), (TRAIN, 0.9))
    assert written(generator, *pairs) == [(BOAT, 1), (SCHOOL, 2)]
    assert len(written(replace(generator, limit=3), *pairs)) == 3


def test_nothing_is_said_twice() -> None:
    generator = ExtractiveGenerator(threshold=0.1, margin=0.0, limit=4)
    again = "Near Lindau, a boat sank."
    pairs = ((BOAT, 0.9), (again, 0.8), (LAKE_ROSE, 0.7), ("The lake rose.", 0.6), (TRAIN, 0.5))
    assert written(generator, *pairs) == [(BOAT, 1), (LAKE_ROSE, 3), (TRAIN, 5)]


@pytest.mark.parametrize(
    ("again", "said"),
    [
        ("Near Lindau the boat burned.", False),  # three of four words
        ("The boat burned in Lindau.", False),
        ("A boat burned in Bregenz.", True),  # one of three
        ("Divers sank near a boat.", False),
    ],
)
def test_two_thirds_of_the_words_are_the_same_thing(again: str, said: bool) -> None:
    generator = ExtractiveGenerator(threshold=0.1, margin=0.0)
    found = written(generator, (BOAT, 0.9), (again, 0.8))
    assert found == [(BOAT, 1), *([(again, 2)] if said else [])]


def test_what_differs_in_a_number_is_not_the_same() -> None:
    generator = ExtractiveGenerator(threshold=0.1, margin=0.0)
    found = written(generator, ("Moscow named 10 villages.", 0.9), ("Kyiv named 9 towns.", 0.8))
    assert len(found) == 2


# from the question to the answer


def test_an_answer_from_the_documents(module_index: Index) -> None:
    answer = Assistant(module_index).ask(QUESTION)
    assert_sound(answer)
    assert answer.claims[0].text == CLOSED
    assert answer.sources[0].quote == CLOSED
    assert Path(answer.sources[0].document.source).name == "harbour.txt"
    assert answer.question == QUESTION


def test_abstaining_shows_the_nearest_passages(module_index: Index) -> None:
    silent = Assistant(module_index, generator=Writer(lambda _, evidence: []))
    answer = silent.ask(QUESTION)
    assert answer.abstained
    assert len(answer.hits) == 4


def test_an_answer_says_that_the_index_is_not_complete(
    module_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = Assistant(module_index, reader=FakeReader())
    whole = assistant.ask("Who will repair the lines?")
    monkeypatch.setattr(Index, "unfinished", lambda _: "A run is not finished.")
    part = assistant.ask("Who will repair the lines?")
    assert part.notes == ("A run is not finished.", *whole.notes) and part.claims == whole.claims
    assert not assistant.ask("hello").notes


def test_k_is_how_many_passages_are_read(module_index: Index) -> None:
    assert len(Assistant(module_index, k=2).ask(QUESTION).hits) == 2
    with pytest.raises(ValueError, match="k must be at least 1, not 0"):
        Assistant(module_index, k=0)


def test_an_empty_index_abstains(tmp_path: Path, encoder: FakeEncoder) -> None:
    with Index.open(tmp_path / "index", encoder=encoder) as index:
        answer = Assistant(index).ask(QUESTION)
    assert answer.abstained
    assert answer.hits == ()


@pytest.mark.parametrize("question", ["x", "?", "🚂", "متى أغلق الميناء؟", "何時？", "x " * 900])
def test_an_odd_question_is_answered_or_not(question: str, module_index: Index) -> None:
    assert_sound(Assistant(module_index).ask(question))


@pytest.mark.parametrize("question", ["", " ", "why " * 2_500, "a\ud800"])
def test_a_question_that_cannot_be_asked(question: str, module_index: Index) -> None:
    with pytest.raises(UserError):
        Assistant(module_index).ask(question)
