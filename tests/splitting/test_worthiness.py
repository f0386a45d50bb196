"""What the score promises a desk that reads the list from the top. Sentences are our own."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.splitting.reading import LANGUAGE, SIZES, TOGETHER, beginning, pairs, read, read_parts
from claims.splitting.words import FOLDER
from claims.splitting.worthiness import REASONS, Assessment, assess, assess_many

WEIGHTS = FOLDER / LANGUAGE / "worthiness.json"
CUES = FOLDER / LANGUAGE / "worthiness_cues.json"

WORTH_CHECKING = [
    "Unemployment in Orlanda fell to 4.1 percent in 2019.",
    "Senator Brook voted against the harbor bill three times.",
    "The ferry company paid 12 million crowns in fines.",
    "Half of the island's hospitals closed during the last decade.",
    "Governor Quist cut the school budget by a third.",
]
NOT_WORTH_CHECKING = [
    "I think we should be proud of our beautiful harbor.",
    "Good evening and welcome.",
    "Will you please answer the question?",
    "We must try to do better.",
    "The view is wonderful.",
    "They might go there tomorrow.",
]


def test_what_can_be_checked_ranks_above_what_cannot() -> None:
    worst = min(assess(text).score for text in WORTH_CHECKING)
    best = max(assess(text).score for text in NOT_WORTH_CHECKING)
    assert worst > 0.5 > best


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The pier cost 40 crowns.", "gives a number"),
        ("Turnout was 61% at noon.", "gives a percentage"),
        ("The bank lent the town a billion.", "speaks of thousands, millions or more"),
        ("The mayor of Orlanda resigned.", "names an office"),
        ("It is the oldest lighthouse.", "says first, most or only"),
        ("The council signed the lease.", "tells a deed on record"),
        ("Half the fleet stayed in port.", "gives a share or a rate"),
        ("Water prices rose again.", "says that something rose or fell"),
        ("What a wonderful, terrible day.", "opinion words (counts against)"),
        ("The pier should stay.", "says what should be done (counts against)"),
        ("The pier might stay.", "hedged (counts against)"),
        ("The pier will stay.", "speaks of the future (counts against)"),
    ],
)
def test_the_reasons_say_what_a_checker_would(text: str, reason: str) -> None:
    assert reason in assess(text).reasons


@pytest.mark.parametrize("text", ["The PM met the US envoy.", "The UN sent an MP.", "FOUR DEAD in a fire."])
def test_what_capitals_stand_for_is_not_guessed(text: str) -> None:
    """An office, a country, a body and a headline look alike."""
    assert "has a word in capitals" in assess(text).reasons
    assert not [reason for reason in assess(text).reasons if "body by its initials" in reason]


def test_a_short_fact_ranks_above_a_long_opinion() -> None:
    long = (
        "And I really do think that all of us, wherever we come from and whatever we may feel about it, should "
        "try to be a bit more decent and reasonable with one another whenever we talk about such issues."
    )
    assert assess("Exports doubled in 2016.").score > assess(long).score


def test_the_core_of_a_fact_outranks_its_small_change() -> None:
    core = assess("Fishermen lost 300 boats in the storm of 1953.").score
    assert core > assess("The storm was in the north.").score
    assert core > assess("The boats were in port.").score


def test_a_known_name_counts_where_capitals_do_not_show_it() -> None:
    plain, named = assess("Orlanda left the union."), assess("Orlanda left the union.", entities=["Orlanda"])
    assert named.score > plain.score
    assert "names somebody or something" in named.reasons


def test_a_name_that_capitals_show_counts_once() -> None:
    text = "The union expelled Orlanda."
    assert assess(text) == assess(text, entities=["Orlanda"])


def test_many_are_assessed_in_order_as_one_by_one() -> None:
    texts = WORTH_CHECKING + NOT_WORTH_CHECKING
    assert assess_many(texts) == [assess(text) for text in texts]
    assert assess_many(["Orlanda left."], entities=[["Orlanda"]]) == [assess("Orlanda left.", entities=["Orlanda"])]
    with pytest.raises(ValueError, match="shorter"):
        assess_many(texts, entities=[])


@pytest.mark.parametrize("text", ["", " \n", "…", "\u200b", "--"])
def test_no_words_are_worth_nothing(text: str) -> None:
    assert assess(text) == Assessment(0.0, ())


@given(st.text(), st.lists(st.text(), max_size=3))
def test_no_text_is_too_strange(text: str, entities: list[str]) -> None:
    assessment = assess(text, entities=entities)
    assert 0.0 <= assessment.score <= 1.0
    assert len(assessment.reasons) <= 4


def test_a_megabyte_without_a_full_stop_is_assessed() -> None:
    for text in ("a" * 1_000_000, "a." * 500_000, "9," * 500_000, "Ab " * 300_000, "x'" * 500_000):
        assert 0.0 <= assess(text).score <= 1.0


def test_numbers_are_read_in_every_spelling() -> None:
    for number in ("1,200", "1.5", "20th", "1990s", "$5bn", "40%", "٣"):
        assert "#" in read(f"It was {number} then.").terms, number
    assert read("It was 1996.").signals["year"] == 1
    assert "number" not in read("It was 1996.").signals


def test_a_long_word_is_read_by_its_beginning_too() -> None:
    assert "emplo-" in read("It employs many.").terms & read("An employer left.").terms
    assert not [term for term in read("The ferry sank.").terms if term.endswith("-")]


def test_a_text_is_read_whole_and_by_the_parts_between_its_pauses() -> None:
    text = "I do love this harbor, its bridge cost 1,200 crowns: quite a sum."
    assert [reading.length for reading in read_parts(text)] == [13, 5, 8]
    assert len(read_parts("The bridge, a long one, fell.")) == 1
    assert len(read_parts("We saw it , , , , ! ! ! ! and we left it there.")) == 3


def test_a_fact_is_found_in_the_opinion_around_it() -> None:
    opinion = "I really hope that we can all be proud of this wonderful harbor"
    fact = "the bridge cost 40 million crowns in 1996"
    assert assess(f"{opinion}, and {fact}.").score > assess(f"{opinion} and {fact}.").score


def test_every_process_gives_the_same_score() -> None:
    program = f"from claims.splitting.worthiness import assess\nfor t in {WORTH_CHECKING!r}: print(repr(assess(t)))"
    said = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_the_weights_can_be_read_and_name_their_source() -> None:
    assert WEIGHTS.stat().st_size < 200_000
    weights = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert "ClaimBuster" in weights["source"]
    assert "GPL-3.0" in weights["license"]
    assert "CC BY 4.0" in weights["license"]
    assert list(weights["signals"]) == [*REASONS, *SIZES]
    assert {*weights["together"]} <= set(map(TOGETHER.join, pairs(weights["signals"])))
    assert list(weights["words"]) == sorted(weights["words"])


def test_every_cue_gives_a_signal_that_has_a_reason() -> None:
    cues = json.loads(CUES.read_text(encoding="utf-8"))["cues"]
    assert cues.keys() <= REASONS.keys()
    for name, words in cues.items():
        assert words == sorted(set(words)), name
        assert all(word == word.lower() and len(word.split()) <= 2 for word in words), name


def test_who_is_spoken_of_makes_no_claim_more_worth_checking() -> None:
    words = json.loads(WEIGHTS.read_text(encoding="utf-8"))["words"]
    known = {"trump", "obama", "clinton", "bush", "reagan", "carter", "nixon", "kennedy", "romney", "kerry"}
    parties = {"republican", "republicans", "democrats"}
    people = known | parties
    assert not [term for term in words if (people | {beginning(name) for name in people}) & set(term.split())]
