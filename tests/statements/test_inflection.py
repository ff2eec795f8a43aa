import pytest

from onrecord.statements.rules.inflection import noun_plural, verb_forms


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("warn", "warn warns warned warning"),
        ("argue", "argue argues argued arguing"),
        ("deny", "deny denies denied denying"),
        ("say", "say says said saying"),
        ("refer", "refer refers referred referring"),
        ("press", "press presses pressed pressing"),
        ("signal", "signal signals signaled signaling signalled signalling"),
    ],
)
def test_verb_forms_inflects(verb: str, forms: str) -> None:
    assert verb_forms(verb) == tuple(forms.split())


@pytest.mark.parametrize(("noun", "plural"), [("claim", "claims"), ("theory", "theories"), ("wish", "wishes")])
def test_noun_plural_is_regular(noun: str, plural: str) -> None:
    assert noun_plural(noun) == plural
