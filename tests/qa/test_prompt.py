"""Which evidence a language model is shown."""

from index.types import Document, Passage, Sentence, Span
from qa.evidence.select import Evidence
from qa.writing.prompt import CHARACTERS, DOCUMENTS, messages, shown


def passage(name: str, *sentences: str) -> Passage:
    text = " ".join(sentences)
    document = Document(name, text, f"{name}.txt", f"Report {name}")
    starts = [text.index(sentence) for sentence in sentences]
    spans = [Span(name, s, s + len(x)) for s, x in zip(starts, sentences, strict=True)]
    return Passage(document, Span(name, 0, len(text)), tuple(map(Sentence, spans)))


def ranked(found: list[tuple[Passage, list[float]]]) -> list[Evidence]:
    every = [
        Evidence(one, sentence.span, probability, sentence.span)
        for one, probabilities in found
        for sentence, probability in zip(one.sentences, probabilities, strict=True)
    ]
    return sorted(every, key=lambda one: -one.probability)


def texts(evidence: list[Evidence], room: int = CHARACTERS) -> list[str]:
    return [evidence[place].text for place in shown(evidence, room)]


FLOOD = passage("a", "The lake rose on Monday.", "It had rained for a week.", "The road is shut.")
OTHER = passage("b", "Nobody was hurt.", "The mayor thanked the helpers.")
FAR = passage("c", "Trains run late.")


def test_the_whole_passage_in_the_order_of_reading() -> None:
    evidence = ranked([(OTHER, [0.5, 0.1]), (FLOOD, [0.2, 0.3, 0.9]), (FAR, [0.01])])
    assert texts(evidence) == [
        "The lake rose on Monday.",
        "It had rained for a week.",
        "The road is shut.",
        "Nobody was hurt.",
        "The mayor thanked the helpers.",
    ]


def test_of_a_passage_that_does_not_fit_its_best_sentences() -> None:
    evidence = ranked([(FLOOD, [0.2, 0.3, 0.9])])
    assert texts(evidence, 45) == ["It had rained for a week.", "The road is shut."]
    assert texts(evidence, 5) == ["The road is shut."]
    assert texts([]) == []


def test_of_few_documents() -> None:
    many = [(passage(f"d{n}", f"Fact {n} is known."), [0.9 - n / 100]) for n in range(9)]
    assert texts(ranked(many)) == [f"Fact {n} is known." for n in range(DOCUMENTS)]


def test_what_is_asked_names_each_document_once() -> None:
    evidence = ranked([(FLOOD, [0.9, 0.8, 0.7]), (OTHER, [0.6, 0.5])])
    said = messages("What <b>?", [evidence[place] for place in shown(evidence)])[1].content
    assert said.count("From “Report a”") == said.count("From “Report b”") == 1
    assert "[3] The road is shut." in said and "<b>" not in said
