"""What people paste: marks, tags, pictures, hidden characters and broken words change no claim."""

import textwrap
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.splitting import split
from claims.splitting.stages.markup import readable
from tests.environment import ROOT

STORY = (ROOT / "fixtures" / "ferry-pact.txt").read_text(encoding="utf-8")
CLEAN = [claim.text for claim in split(STORY).claims]


def broken(text: str) -> str:
    """Broken into lines, also inside words, as text copied from a page in print."""
    text = "\n\n".join(textwrap.fill(line, 60, break_on_hyphens=False) for line in text.split("\n\n"))
    for word, halves in (
        ("agreement", "agree-\nment"),
        ("second-largest", "second-\nlargest"),
        ("herring", "her-\nring"),
    ):
        assert word in text
        text = text.replace(word, halves)
    return text


PASTED: dict[str, Callable[[str], str]] = {
    "soft hyphens": lambda text: text.replace("agreement", "agree\u00adment").replace("fishermen", "fisher\u00admen"),
    "invisible spaces": lambda text: text.replace(" the ", " \u200bthe\u200b "),
    "ligatures": lambda text: text.replace("first", "ﬁrst").replace("fishermen", "ﬁshermen"),
    "broken words": broken,
    "footnotes": lambda text: text.replace("1998.", "1998.[1][2]").replace("freight", "freight[3]"),
    "raised figures": lambda text: text.replace("October.", "October.¹"),
    "HTML": lambda text: f"<h1>{text}</p>".replace("\n\n", '</p>\n\n<p class="text">').replace(
        "Halcyon", "<em>Halcyon</em>"
    ),
    "Markdown": lambda text: f"# {text}".replace("Ilse Varga", "**Ilse Varga**").replace(
        "herring", "[herring](https://fish.example/h)"
    ),
    "pictures": lambda text: text.replace(". ", ". 🚢 ").replace("freight", "freight ❤️ 👍🏽"),
    "tabs": lambda text: text.replace(". ", ".\t"),
}


@pytest.mark.parametrize("kind", PASTED)
def test_what_only_decorates_changes_no_claim(kind: str) -> None:
    pasted = PASTED[kind](STORY)
    assert pasted != STORY
    assert [claim.text for claim in split(pasted).claims] == CLEAN


@pytest.mark.parametrize("word", ["agree\u00adment", "agree-\nment", "agree\u200bment"])
def test_a_claim_stands_on_the_words_as_they_were_pasted(word: str) -> None:
    text = f"Velmark signed a ferry {word} in May."
    claims = {claim.text: text[claim.start : claim.end] for claim in split(text).claims}
    assert claims["Velmark signed a ferry agreement in May"] == f"Velmark signed a ferry {word} in May"


def test_a_hyphen_at_the_end_of_a_line_stays_where_the_word_has_one() -> None:
    text = "Brisk is the second-\nlargest port. The firm was co-\nfounded by Ann Lee."
    told = " ".join(claim.text for claim in split(text).claims)
    assert "second-largest port" in told
    assert "co-founded" in told


@pytest.mark.parametrize(
    "text", ["It is 25 °C.", "km² and CO₂", "a < b and b > c", "5 * 3 is 15", "[sic] he said", "№ 5 ™", "AT&T", "C#"]
)
def test_signs_that_mean_something_stay(text: str) -> None:
    assert readable(text) == text


@given(st.text(alphabet=st.sampled_from("ab <>p/*[]()1#\n¹🚢\u00ad!-h:"), max_size=60))
def test_every_position_stays(text: str) -> None:
    seen = readable(text)
    assert len(seen) == len(text)
    assert all(one == other or one in " \n" for one, other in zip(seen, text, strict=True))


def test_entities_of_pasted_source_are_the_marks_they_stand_for() -> None:
    text = (
        "<p>&quot;Safety comes first,&quot; said Ada Brook at Lowry&#39;s.</p><p>It cost $2&nbsp;m &mdash; twice</p>"
    )
    claims = split(text).claims
    assert 'Ada Brook at Lowry\'s said "Safety comes first"' in {claim.text for claim in claims}
    assert not any("&" in claim.text or "quot" in claim.text for claim in claims)
    assert any(text[claim.start : claim.end] == "Safety comes first" for claim in claims)
    assert len(readable(text)) == len(text)


def test_a_sign_that_is_no_entity_stays() -> None:
    assert "R&D; and AT&T" in readable("The R&D; and AT&T &amp; others <b>won</b>.")
