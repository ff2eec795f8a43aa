import pytest

from onrecord.statements.rules.tagger import RuleTagger


def found(text: str) -> list[tuple[str, str]]:
    [attributions] = RuleTagger()([text])
    return [
        (text[slice(*attribution.source[0])], text[slice(*attribution.content[0])])
        for attribution in attributions
        if attribution.source
    ]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        (
            "MR HOLM: The dam must wait for us.\nMS EK: It cannot wait, Mr Holm.\nMR HOLM: Then Ms Ek may pay.",
            [
                ("MR HOLM", "The dam must wait for us."),
                ("MS EK", "It cannot wait, Mr Holm."),
                ("MR HOLM", "Then Ms Ek may pay."),
            ],
        ),
        (
            "Ana Ruiz: ‘The dam must wait for us’\n\nIt rained on Ruiz.",
            [("Ana Ruiz", "‘The dam must wait for us’")],
        ),
    ],
)
def test_rule_tagger_reads_turns(text: str, turns: list[tuple[str, str]]) -> None:
    assert found(text) == turns


@pytest.mark.parametrize(
    "text",
    [
        "Updated: a few minutes past noon today.",
        "Health: The dam must wait for us.\nHer health is good.",
        "Ruiz: 14:05.\nIt rained on Ruiz.",
        "Q: What of the dam, then, asked nobody?\nQ: And the bridge at Olm?",
    ],
)
def test_rule_tagger_takes_no_label_for_a_turn(text: str) -> None:
    assert not [content for source, content in found(text) if text.startswith(f"{source}:")]
