"""The words of a text as they are matched: lower case, accents folded, stemmed, no stop words."""

import tantivy


def analyzer() -> tantivy.TextAnalyzer:
    """The analyser of the word index and of `words`."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stopword("english"))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


_analyzer = analyzer()


def words(text: str) -> list[str]:
    """The words of a text as they are matched: stemmed, without stop words; in order."""
    return list(_analyzer.analyze(text))
