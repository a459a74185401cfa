"""Questions to go on with: of the kinds that what was read answers, and no others."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Index
from qa import Assistant, Conversation
from qa.conversation.next_questions import next_questions
from qa.types import Answer, Citation, Claim, Kind
from tests.support.documents import index_of
from tests.support.fake_models import FakeReader

TEXTS = {
    "ferry.txt": (
        "The ferry sank off Oslo on 3 May 2022, Eva Bauer said on Tuesday. "
        "Nobody in Oslo saw it sink. Oslo has 12 ferries."
    ),
    "bridge.txt": "The bridge in Paris cost 4 million euros. It opened on 9 June 2021.",
    "plain.txt": "The old mill grinds no corn today. It is a museum.",
}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with index_of(TEXTS, tmp_path) as index:
        yield index


def answer(
    index: Index, question: str, start: str = "", kind: Kind = Kind.FACT, words: str = ""
) -> Answer:
    """An answer that cites the sentence that begins so; none where nothing does."""
    hits = tuple(index.search(words or start or question, 9))
    cited = [
        Citation(hit.passage.document, span, 1.0)
        for hit in hits
        for span in hit.passage.citable
        if start and hit.passage.document.slice(span).startswith(start)
    ]
    return Answer(question, tuple(Claim(one.quote, (one,)) for one in cited), hits, kind=kind)


def test_who_said_it_and_what_happened_there(index: Index) -> None:
    found = next_questions(answer(index, "What sank?", "The ferry sank"))
    assert found == ("Who said that?", "What happened in Oslo?", "What did Eva Bauer say?")


def test_they_are_understood_and_answered(index: Index) -> None:
    assistant = Assistant(index, reader=FakeReader())
    given = answer(index, "What sank?", "The ferry sank")
    for question in next_questions(given):
        conversation = Conversation(assistant)
        conversation._turns = [given]
        assert not conversation.understood(question).back, question
    listed = assistant.ask("Which documents mention Eva Bauer?")
    assert listed.kind is Kind.DOCUMENTS and len(listed.items) == 1


def test_what_was_asked_is_not_offered_again(index: Index) -> None:
    who = answer(index, "Who said that the ferry sank off Oslo?", "The ferry sank")
    assert "Who said that?" not in next_questions(who)
    assert "What happened in Oslo?" not in next_questions(who)  # Oslo was asked about
    bauer = answer(index, "What did Eva Bauer say?", "The ferry sank")
    assert not any("Eva Bauer" in question for question in next_questions(bauer))
    when = answer(index, "When did it open?", "It opened")
    assert "When was that?" not in next_questions(when)


def test_when_it_was_is_offered_where_the_sentence_names_a_day(index: Index) -> None:
    assert "When was that?" in next_questions(answer(index, "What opened?", "It opened"))
    cost = next_questions(answer(index, "What did the bridge cost?", "The bridge"))
    assert "When was that?" not in cost and "Who said that?" not in cost


def test_a_place_of_few_sentences_is_no_overview(index: Index) -> None:
    found = next_questions(answer(index, "What did the bridge cost?", "The bridge"))
    assert not any(question.startswith("What happened") for question in found)
    assert found == ("Which documents mention Paris?",)


def test_of_nothing_known_nothing_is_offered(index: Index) -> None:
    assert next_questions(answer(index, "What grinds corn?", "The old mill")) == ()
    assert next_questions(Answer("thanks", reply="You’re welcome.")) == ()
    assert next_questions(Answer("he?", back="Whom do you mean?")) == ()
    assert next_questions(Answer("Who is he?")) == ()


def test_without_an_answer_there_is_what_the_documents_have_of_its_names(index: Index) -> None:
    found = next_questions(answer(index, "Who is the mayor of Oslo?", words="Oslo"))
    assert found == ("What happened in Oslo?", "Which documents mention Oslo?")
    assert next_questions(answer(index, "Who is the mayor of Madrid?", words="Oslo")) == ()


def test_an_overview_offers_no_question_about_a_single_claim(index: Index) -> None:
    found = next_questions(answer(index, "What happened in May?", "The ferry", Kind.OVERVIEW))
    assert found and not {"Who said that?", "When was that?", "Tell me more."} & set(found)
    listed = answer(index, "Which documents mention ferries?", "The ferry", Kind.DOCUMENTS)
    assert not any(question.startswith("Which") for question in next_questions(listed))


def test_it_reads_no_very_long_document(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qa.conversation.next_questions._LONGEST_DOCUMENT", 10)
    found = next_questions(answer(index, "What sank?", "The ferry sank"))
    assert "Who said that?" not in found and "What did Eva Bauer say?" not in found
