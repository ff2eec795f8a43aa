import pytest

from onrecord.actors.article.homeland import state_of_office


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Oslo is wavering.\n\n“It is a thought,” Foreign Minister Ola Moe said on Friday.", "Norway"),
        ("Norway is wavering. Foreign Minister Ola Moe said in Oslo that it was a thought.", "Norway"),
        ('Oslo is wavering.\n"Sweden went first," Foreign Minister Ola Moe said.', "Norway"),
        ("Oslo is wavering. “It is a thought,” Foreign Minister Ola Moe said in Sweden.", None),
        ("The mood is grim. Foreign Minister Ola Moe said so.", None),
        ("Foreign Minister Ola Moe said so in Oslo.", None),
        ("", None),
    ],
)
def test_state_of_office_is_that_of_the_sentence_before(text: str, state: str | None) -> None:
    start = max(0, text.find("Ola Moe"))
    assert state_of_office(text, start, start + len("Ola Moe"), "foreign minister") == state


def test_state_of_office_leaves_offices_alone_that_are_of_no_state() -> None:
    text = "Oslo is wavering. Director Ola Moe said so."
    assert state_of_office(text, text.index("Ola"), len(text), "director") is None
