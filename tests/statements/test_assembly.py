import pytest

from onrecord.model import Article, Attribution, DateBasis, StatementKind, statement_id
from onrecord.statements.assembly import attribution_kind, statements_of
from onrecord.statements.quotations import quotations_of

TEXT = 'Ana Ruiz said the dam was "far too old". "We wait," she said.'
ARTICLE = Article(id="a1", text=TEXT, address="a1.txt")


def attribution(content: str, source: str = "Ana Ruiz", confidence: float = 0.5) -> Attribution:
    start, end = TEXT.index(content), TEXT.index(source)
    return Attribution(
        source=((end, end + len(source)),), cue=(), content=((start, start + len(content)),), confidence=confidence
    )


def test_statements_of_gives_evidence_that_reads_as_the_text() -> None:
    [statement] = statements_of(ARTICLE, [attribution('"We wait,"', source="she")])
    assert [span.quote for span in (*statement.source, *statement.content)] == ["she", '"We wait,"']
    assert statement.id == statement_id("a1", ((41, 51),))
    assert (statement.date, statement.date_basis) == (None, DateBasis.UNKNOWN)


def test_statements_of_puts_statements_in_text_order() -> None:
    statements = statements_of(ARTICLE, [attribution('"We wait,"'), attribution("the dam")])
    assert [statement.text for statement in statements] == ["the dam", '"We wait,"']


def test_statements_of_keeps_the_surest_of_equal_contents() -> None:
    rivals = [attribution("the dam", "Ana Ruiz", 0.4), attribution("the dam", "she", 0.8), attribution("the dam", "We")]
    [statement] = statements_of(ARTICLE, rivals)
    assert (statement.source[0].quote, statement.confidence) == ("she", 0.8)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('"We wait,"', StatementKind.DIRECT),
        ("the dam was", StatementKind.INDIRECT),
        ('the dam was "far too old"', StatementKind.MIXED),
    ],
)
def test_attribution_kind_is_the_share_of_quoted_words(content: str, kind: StatementKind) -> None:
    assert attribution_kind(TEXT, quotations_of(TEXT), attribution(content).content) == kind
