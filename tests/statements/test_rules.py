import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Attribution, Offsets
from onrecord.statements.rules.findings import Rule
from onrecord.statements.rules.tagger import PRECISION, RuleTagger
from onrecord.statements.tagger import Tagger

WORDS = "he said that Ruiz “ ” \" ' , . : 🙂 according to of accused by was We wait claim open who if asked"
"""What random texts are made of, so that rules meet."""


def tagged(text: str) -> tuple[Attribution, ...]:
    [attributions] = RuleTagger()([text])
    return attributions


def read(text: str, spans: Offsets) -> str:
    return " | ".join(text[start:end] for start, end in spans)


def said(text: str) -> list[tuple[str, str]]:
    return [(read(text, found.source), read(text, found.content)) for found in tagged(text)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("“The dam must wait,” the mayor said on Monday.", "the mayor", "“The dam must wait,”"),
        ('"The dam must wait," said Ana Ruiz, a farmer.', "Ana Ruiz, a farmer", '"The dam must wait,"'),
        ('"Who pays for the dam?" asked Ruiz.', "Ruiz", '"Who pays for the dam?"'),
        ('Ruiz said: "The dam must wait."', "Ruiz", '"The dam must wait."'),
        ('Ruiz told reporters in the valley, "The dam must wait."', "Ruiz", '"The dam must wait."'),
        ("‘The farmers’ dam must wait,’ she said.", "she", "‘The farmers’ dam must wait,’"),
        ('"The dam must wait", Ruiz said.', "Ruiz", '"The dam must wait"'),
        (
            '"The dam must wait," Ruiz said, "until we have seen the river."',
            "Ruiz",
            '"The dam must wait," | "until we have seen the river."',
        ),
        (
            '"The dam must wait," Ruiz said. "We have not seen the river."',
            "Ruiz",
            '"The dam must wait," | "We have not seen the river."',
        ),
        (
            "“The dam must wait.\n\n“We have not seen the river,” Ruiz said.",
            "Ruiz",
            "“The dam must wait. | “We have not seen the river,”",
        ),
        ('The mayor read out a letter that said:\n\n"The dam must wait."', "a letter | that", '"The dam must wait."'),
    ],
)
def test_rule_tagger_reads_quoted_speech(text: str, source: str, content: str) -> None:
    assert said(text) == [(source, content)]


def test_rule_tagger_gives_a_cue_to_the_quotation_that_it_introduces() -> None:
    text = 'Hailing a "great day," the mayor said, "We have waited ten years."'
    assert said(text)[-1] == ("the mayor", '"We have waited ten years."')


def test_rule_tagger_reads_a_sentence_that_ends_in_its_quotation() -> None:
    text = 'While there was "no money" for the dam, "we will find some. We always do," the mayor said.'
    assert said(text) == [("the mayor", text[: text.index(" the mayor")])]


def test_rule_tagger_adds_a_quotation_that_goes_on_with_what_is_reported() -> None:
    text = 'The mayor said that the dam was safe, "since we tested it."'
    assert said(text) == [("The mayor", 'that the dam was safe | "since we tested it."')]


def test_rule_tagger_gives_a_following_quotation_the_speaker_before_it() -> None:
    text = 'Ruiz said that farms lose water.\n\n"In truth, the dam is a gift to the city."\n\nThe river is low.'
    [_, following] = tagged(text)
    assert (read(text, following.source), following.cue) == ("Ruiz", ())
    assert read(text, following.content) == '"In truth, the dam is a gift to the city."'


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor said that the dam must wait.", "The mayor", "that the dam must wait"),
        ("The mayor said the dam must wait.", "The mayor", "the dam must wait"),
        ("🙂\nThe mayor warned that farms lose water.", "The mayor", "that farms lose water"),
        ("The mayor told farmers that the dam must wait.", "The mayor", "that the dam must wait"),
        ("The dam must wait, the mayor said.", "the mayor", "The dam must wait"),
        ("The dam, the mayor said, must wait.", "the mayor", "The dam | must wait"),
        ("She asked whether the dam was safe.", "She", "whether the dam was safe"),
        ("According to the engineers, the dam is safe.", "the engineers", "the dam is safe"),
        ("The dam is safe, according to the engineers.", "the engineers", "The dam is safe"),
        ("Farmers accused the mayor of hiding the report.", "Farmers", "the mayor of hiding the report"),
        ("Ministers praised the farmers for their patience.", "Ministers", "the farmers for their patience"),
        ("Farmers called for a pause.", "Farmers", "a pause"),
        ("The mayor expressed concern that the river is low.", "The mayor", "that the river is low"),
        ("The mayor called the plan a mistake.", "The mayor", "the plan a mistake"),
        ("The mayor vowed to rebuild the dam.", "The mayor", "to rebuild the dam"),
        ("Ruiz believes that the dam is safe.", "Ruiz", "that the dam is safe"),
        ("Nobody shared his claim that the dam is safe.", "his", "that the dam is safe"),
        ("The mayor is convinced that the dam is safe.", "The mayor", "that the dam is safe"),
        ("The mayor is open to the idea.", "The mayor", "the idea"),
        ("Farmers are against it.", "Farmers", "it"),
        ("The mayor was accused by farmers of lying.", "farmers", "The mayor | of lying"),
        ("The dam is expected to fail.", "", "The dam | to fail"),
        ('The mayor said the dam was "far too old" for repair.', "The mayor", 'the dam was "far too old" for repair'),
        (
            "Ruiz, who said the dam was old, left the hall.",
            "Ruiz | who",
            "the dam was old",
        ),
    ],
)
def test_rule_tagger_reads_reported_speech(text: str, source: str, content: str) -> None:
    assert said(text) == [(source, content)]


def test_rule_tagger_reads_each_cue_of_a_sentence() -> None:
    text = 'The mayor called the dam safe, adding that farmers "have nothing to fear."'
    assert said(text) == [
        ("The mayor", "the dam safe"),
        ("The mayor", 'that farmers "have nothing to fear."'),
    ]


def test_rule_tagger_marks_the_whole_cue() -> None:
    text = "The mayor has not called for a pause."
    [found] = tagged(text)
    assert read(text, found.cue) == "has not called for"


def test_rule_tagger_takes_no_phrase_in_marks_for_speech() -> None:
    assert said('The "Old Mill" dam is the "pride" of the valley.') == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n",
        '"""""',
        "“”‘’",
        '" "',
        "\x00 said \x01\x02",
        "SAID SAID SAID",
        "שלום אמר \u202e“abc” said\u202c",
        "🙂 said “🙂🙂” 🙂",
        "\u200bsaid\u200b “\u200b”",
        'THE MAYOR SAID: "NO."',
        "according to",
        "said:",
    ],
)
def test_rule_tagger_reads_odd_text(text: str) -> None:
    check(text, tagged(text))


@settings(deadline=None, max_examples=60)
@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from(
                [*WORDS.split(), "\n", " ", "\u200b", "\x00"],
            ),
            max_size=40,
        ).map(" ".join),
    )
)
def test_rule_tagger_gives_ordered_spans_of_any_text(text: str) -> None:
    check(text, tagged(text))


def check(text: str, attributions: tuple[Attribution, ...]) -> None:
    for found in attributions:
        assert found.content
        assert found.confidence in PRECISION.values()
        for spans in (found.source, found.cue, found.content):
            last = 0
            for start, end in spans:
                assert last <= start < end <= len(text)
                last = end
    assert [found.content for found in attributions] == sorted(found.content for found in attributions)


def test_rule_tagger_reads_a_text_the_same_beside_others() -> None:
    texts = ["Ruiz said the dam must wait.", "", "The mayor vowed to rebuild the dam."]
    assert list(RuleTagger()(texts)) == [tagged(text) for text in texts]


def test_rule_tagger_is_a_tagger() -> None:
    tagger: Tagger = RuleTagger()
    assert (tagger.name, tagger.languages) == ("rules", frozenset({"en"}))


def test_precision_knows_every_rule() -> None:
    assert set(PRECISION) == set(Rule)


def test_tagger_reads_lone_surrogates() -> None:
    text = "Ana Ruiz said that the dam must wait. \ud800"
    [found] = next(RuleTagger()([text]))
    assert text[slice(*found.content[0])] == "that the dam must wait"
