"""Lines of mail and text files: the same claims as from whole paragraphs, and nothing else joined."""

import textwrap

import pytest

from claims.splitting import split
from claims.text.paragraphs import first_paragraph, paragraph_around, paragraphs, soft_breaks
from tests.environment import ROOT

STORIES = sorted((ROOT / "fixtures").glob("*.txt"))
NOTE = """The council of Marrow Bay has approved the sale of its old harbor
office to a firm from Velmark. It said on Tuesday that French
PM Emmanuel Macron had been told.

The price was 2 million crowns, and the house has stood empty since
1987."""


def told(text: str) -> list[tuple[str, str]]:
    """Every claim with the words it stands on, a break being a space."""
    return [(claim.text, " ".join(text[claim.start : claim.end].split())) for claim in split(text).claims]


def joined(text: str, alone: tuple[str, ...] = ()) -> list[str]:
    return [line.words for line in paragraphs(text, lambda words: words in alone)]


@pytest.mark.parametrize("width", [45, 72, 100])
@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_wrapped_story_gives_the_claims_of_the_whole_one(path, width):
    text = path.read_text(encoding="utf-8")
    paragraphs_ = [line for line in text.splitlines() if line]
    whole, wrapped = (
        "\n\n".join(textwrap.fill(line, columns, break_on_hyphens=False) for line in paragraphs_)
        for columns in (10_000, width)
    )
    assert wrapped.count("\n") > whole.count("\n")
    assert told(wrapped) == told(whole)


def test_a_paragraph_is_put_together_across_names_and_numbers():
    one, other = joined(NOTE)
    assert "that French PM Emmanuel Macron had" in one
    assert other.endswith("since 1987.")


@pytest.mark.parametrize("between", ["\r\n", "\n    ", " \n"])
def test_breaks_may_have_white_space_around_them(between):
    assert joined(NOTE.replace("\n", between).replace(between * 2, "\n\n")) == joined(NOTE)


@pytest.mark.parametrize(
    "text",
    [
        "Council votes on harbor sale tonight\nMayor expected to step down on Friday\nTraffic stops in Port Lund",
        f"It closed in May and nobody was told of it, the office said {'x' * 70}\nlater on",
        "The bridge opened in 1932.\nIt is long.\nIt is old.",
        "The house has been sold by the old council of the\n\nbay and nobody was told of it at the time at all",
        "What the council has decided on Tuesday:\n- the harbor office is sold\n- the tram line opens late in May",
    ],
    ids=["headlines", "one long line", "a sentence a line", "an empty line", "a list"],
)
def test_other_lines_stay_as_they_are(text):
    assert joined(text) == [line for line in text.split("\n") if line]


def test_a_byline_is_joined_to_nothing():
    byline = "By Nora Quist and Tom Hale and Ann Lee and Davit Orlo of Port Lund"
    assert byline in joined(f"{byline}\n{NOTE}", alone=(byline,))


def test_an_item_that_goes_on_is_one_paragraph():
    text = "- The council has approved the sale of its\n  old harbor office.\n- The tram line opens."
    assert joined(text)[0] == "- The council has approved the sale of its old harbor office."


def test_soft_breaks_are_the_line_ends_inside_paragraphs():
    assert sorted(soft_breaks(NOTE)) == [
        place for place, sign in enumerate(NOTE) if sign == "\n" and sign * 2 not in NOTE[place - 1 : place + 2]
    ]
    assert soft_breaks("A line.\nAnother line.") == frozenset()


def test_the_paragraph_around_some_words_is_whole():
    start = NOTE.index("Macron")
    low, high = paragraph_around(NOTE, start, start + 6, soft_breaks(NOTE))
    assert NOTE[low:high] == NOTE.split("\n\n")[0]
    assert paragraph_around("One.\nTwo.\nThree.", 5, 9, frozenset()) == (5, 9)


def test_the_first_paragraph_is_the_first_that_shows_anything():
    assert first_paragraph(
        "\n\u200b\n  Velmark and Tarsia sign a ferry pact after\nyears of talks\n\nMore."
    ).startswith("Velmark")
    assert first_paragraph("Ferry pact signed\nVelmark and Tarsia agreed.") == "Ferry pact signed"
    assert first_paragraph(" \n") == ""


def test_a_line_drawn_under_a_headline_joins_nothing():
    text = "The bridge is open\n==================\nIt cost 38 million, which is more than the\ncity had thought of."
    assert first_paragraph(text) == "The bridge is open"
    assert paragraphs(text)[-1].words == "It cost 38 million, which is more than the city had thought of."


def test_a_paragraph_of_very_many_lines_is_put_together_once():
    (one,) = joined("\n".join(["a short line of the text"] * 20_000))
    assert one.count("short") == 20_000
