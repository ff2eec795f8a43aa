import pytest

from onrecord.actors.resolving.canonical import canonical_name
from onrecord.model import ActorKind


@pytest.mark.parametrize(
    ("counts", "name"),
    [
        ({"Ruiz": 5, "Ana Ruiz": 1}, "Ana Ruiz"),
        ({"Ana Ruiz": 1, "Ana Ruíz": 1}, "Ana Ruíz"),
        ({"ANA RUIZ": 2, "Ana Ruiz": 1}, "Ana Ruiz"),
        ({"Ana Ruiz": 3, "Anna Ruiz": 1}, "Ana Ruiz"),
        ({"Stefan Kevorre": 1, "Stefan Kevorray": 1, "Kevure": 0, "Kevorre": 0, "Kevorray": 0}, "Stefan Kevorre"),
        ({"Stefan Kevorray": 1, "Kevorray": 0, "Kevure": 0, "Kevorre": 0, "Stefan Kevorre": 1}, "Stefan Kevorre"),
    ],
)
def test_canonical_name_is_the_full_and_right_spelling(counts: dict[str, int], name: str) -> None:
    assert canonical_name(ActorKind.PERSON, counts) == name
