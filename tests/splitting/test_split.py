"""What holds for every article: anchors, words, order, repeats, limits, other languages."""

import gc
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.splitting import Split, order, pipeline, safety, split, split_many, unswept
from claims.splitting.article import Article, Tokens
from claims.splitting.stages import parsing
from claims.splitting.words import lexicon

GIVE_UP = safety.give_up
CASES = Path(__file__).parent / "cases"

ROOT = Path(__file__).parent.parent.parent
STORY = (
    "French PM Emmanuel Macron visited Narvik in May. "
    "Ada Brook, a pilot from Bergen, said that the harbor had closed in 2013 (the year of the flood). "
    "She bought the old ferry, which cost 2 million euros, and sold it in 2019. "
    '"It’s safe," said engineer Tom Hale, 41. The World Water Council (WWC) met in Everett, Washington.'
)
FUNCTION = {
    *("is", "are", "was", "were", "am", "be", "has", "have", "had", "does", "a", "an", "the", "in", "one", "of"),
    *(
        "years",
        "months",
        "weeks",
        "days",
        "old",
        "born",
        "died",  # what the dash between the days of a life says
        "by",
        "and",
        "he",
        "she",
        "it",
        "they",
        "his",
        "her",
        "their",
    ),
}
NOISE = ["\n", "(", ")", chr(34), "👩‍👩‍👧", "\ud800", "\x00", "'s", "?", "…", "中文", "عربي", ";", "and", "who"]
PIECES = st.sampled_from([*STORY.split(" "), *NOISE])
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=20).map("".join)
)
THOROUGH = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def check(text: str, found: Split) -> None:
    for claim in found.claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.spans[0][0] == claim.start
        assert claim.spans[-1][1] == claim.end
        assert all(start < end for start, end in claim.spans)
        assert claim.text.strip()
        assert 0 <= claim.check_worthiness <= 1
        assert claim.kind in ("asserted", "presupposed", "attributed")
        assert claim.sentence[0] <= claim.start < claim.end <= claim.sentence[1]
    for dropped in found.dropped:
        assert 0 <= dropped.start <= dropped.end <= len(text)
        assert dropped.reason


def test_a_sentence_about_nothing_but_loose_words_breaks_nothing() -> None:
    ruined = (
        "nd? found no decline in herring last year.\nitute itute in Port Lund? found no decin Port Lund found no"
        " decitute in Port Lu"
    )
    check(ruined, split(ruined))


def refuse(*_: object) -> None:
    raise AssertionError("a rule hung a word on what hangs on it")


def test_no_parse_whatever_makes_a_rule_hang_words_on_what_hangs_on_them(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (
        "Norvale founder and chief executive Ida Jansson left.",
        "He proposed a measure economists say would cost millions. Holm, who police say shot the guard, fled.",
        'The dam was, the ministry says, inspected. "If we lose," Brook warned, "the port will close".',
    )
    stages = dict(order.STAGES)
    for turn, text in enumerate(texts * 400):
        read = parsed(text)
        for change in range(4):
            number = crc32(f"{turn} {change}".encode())
            read.tokens.head[number % len(read.tokens)] = number // 1_000 % len(read.tokens)
        parsing.link(read.tokens)
        with monkeypatch.context() as patched:
            patched.setattr(parsing, "break_rings", refuse)
            for name in ("twofold", "interposed", "alleged"):
                stages[name]([read])
            parsing.link(read.tokens)


@cache
def known_parse(text: str) -> Article:
    article = Article(text, "en", lexicon("en"))
    for name, stage in order.STAGES:
        if name == "mending":
            break
        stage([article])
    return article


def parsed(text: str) -> Article:
    """A text as it is parsed, for a test to change."""
    known = known_parse(text)
    return replace(
        known,
        tokens=replace(known.tokens, **{name: getattr(known.tokens, name)[:] for name in ("head", "dep", "tag")}),
    )


def test_a_text_that_breaks_off_anywhere_breaks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "break_rings", refuse)
    begun = [" ".join(words[:end]) for words in whole_sentences() for end in range(2, len(words), 4)]
    begun.append("## Fewer than one in ten of the country's 3 million farmers own the land")
    begun.append("A third line to the airport is planned ld be thet is planned for")
    begun.append("The m2,300rs that larg,,,,,institute in Port Lund found no decline in herring last year.")
    begun.append("The trans-Alpine pipeline is longene is longer.\n---\nThe trans-Alpr\n! The trans- pipe is Alpine")
    begun.append("in a gene called orfin, which makes their bones brittle. The mice carry a mutation")
    begun.append(
        "The first house dem=== Norda agreed??? to sell its Polish arm, acquired for 5 million euros in 2eblo."
    )
    begun.append("in ten of the farmers own ull.\n---\n! Har bor bought a house in Hull, 200")
    begun.append('The bank said on Monday it will cut 400 j"obs. She? said in May it rained.')
    begun.append(" a red piano0 and private lessons for her son.\n---\n! Malta is a red piano\n! Malta was a red")
    begun.append('has ever done," said Lena has ev Hobbs,,,,,,, 71 ')
    begun.append(
        f"Harlow looked to be w{' who' * 12} inning until Quayle, already booked for dissent, pushed Hale in) it."
    )
    begun.append(
        "Shares in June, fen 9%\n! Norvale h (ave risen 9%\n===\nIn the mines beneath the Harz., where nobody works."
    )
    begun.append("Lung found no risk.\n--nal Lung f-ound-\nThe stud that y of a mil (lional Lung found no risk.")
    begun.append(
        "His vow to quit worri quit worried Oslo. The board's plan to sell the ground angboard's plered fans."
    )
    begun.append('ks had failed [His office]\n\n===\n"My opponent ks had fathat the dam is safe," Ada Brooktributed')
    begun.append('A woman who was called "my sister" said: \'no\' and "my" said: "The firm cut my pay in May."')
    begun.append(
        ": The port ents have halved [A chart shared more than 900 tierted: The port is owned by the town\n===\n"
        "A chart shared mor ( ( ( “( ( ( ( ( ( (e than 900 timon FacebooMay claims that rents have halved.\n---\n"
    )
    begun.append("Anna was born 196ey had two daughters, Anna (born 1968)8. Two")
    for text, found in zip(begun, split_many(begun), strict=True):
        check(text, found)


def test_a_text_that_a_rule_cannot_take_gives_its_sentences(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def trip(articles: list[Article]) -> None:
        if any("Boom" in article.text for article in articles):
            raise IndexError("list index out of range")

    monkeypatch.setattr(safety, "give_up", GIVE_UP)
    monkeypatch.setattr(pipeline, "STAGES", (*pipeline.STAGES[:20], ("tripping", trip), *pipeline.STAGES[20:]))
    first, second, third = split_many(
        ["Ada Brook left.", "Boom went the barn. It burned for hours.", "Tom Hale stayed."]
    )
    assert [claim.text for claim in (*first.claims, *third.claims)] == ["Ada Brook left", "Tom Hale stayed"]
    assert [claim.text for claim in second.claims] == ["Boom went the barn.", "It burned for hours."]
    assert second.notes == (safety.NOTE,)
    assert not first.notes
    assert "IndexError" in caplog.text


def test_the_collector_rests_during_a_batch_and_runs_again_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []

    def trip(articles: list[Article]) -> None:
        seen.append(gc.isenabled())
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "STAGES", (("tripping", trip),))
    with pytest.raises(KeyboardInterrupt):
        pipeline.work(["Ada Brook left."], "en")
    assert gc.isenabled()
    gc.disable()
    try:
        with pytest.raises(KeyboardInterrupt):
            pipeline.work(["Ada Brook left."], "en")
        assert not gc.isenabled()
    finally:
        gc.enable()
    with pytest.raises(KeyboardInterrupt):
        pipeline.work(["Ada Brook left. " * (unswept.MOST // 16 + 1)], "en")
    assert seen == [False, False, True]


def whole_sentences() -> list[list[str]]:
    """The texts of all cases, in words."""
    blocks = [
        block for path in sorted(CASES.glob("*.txt")) for block in path.read_text(encoding="utf-8").split("===")
    ]
    return [block.split("---")[0].split() for block in blocks]


def test_no_mending_hangs_a_word_on_what_hangs_on_it() -> None:
    """Whoever walks a ring of words never comes out again."""
    ruined = (
        ', , o the, , o the River Ware on Sun River Ware on Sunday after a. "The waDERTON - Swimmers returned '
        + " who " * 15
        + " who t, , ,, "
    )
    articles = [pipeline.opened(ruined, "en")]
    for name, stage in pipeline.STAGES:
        stage(articles)
        if name == "mending":
            break
    head = articles[0].tokens.head
    for word in range(len(head)):
        above = word
        for _ in head:
            above = head[above]
        assert head[above] == above


@THOROUGH
@given(TEXTS)
def test_no_text_makes_it_raise_and_every_anchor_lies_in_the_text(text: str) -> None:
    check(text, split(text))


def test_a_subject_that_is_nothing_but_a_title_breaks_nothing() -> None:
    ruined = (
        "ay that ends nine years of talks over the Strait of Ansel. Velmark PM Ilse Varga and"
        + "\u0639" * 24
        + " Tarsian Transport Minister Davit Orlo signed thel%mark and Tarsia signed a felmark and Tarsrry agreement"
        + " on Tuesd"
    )
    assert split(ruined).claims


def test_a_list_that_hangs_on_no_verb_comes_to_an_end() -> None:
    ruined = (
        "Davit Orlo signed the doc the ferry Halcyon, which was built in 1998.\n\nUnderears of talks over t"
        "he StraiDavit t of Anse\U0001f469\u200d\U0001f469\u200d\U0001f467\U0001f469\u200d\U0001f469\u200d"
        "\U0001f467\U0001f469\u200d\U0001f469\u200d\U0001f467\U0001f469\u200d\U0001f469\u200d\U0001f467"
        "\U0001f469\u200d\U0001f469\u200d\U0001f467\U0001f469\u200d\U0001f469\u200dDavit Orlo signe"
        "\U0001f467\U0001f469\u200d\U0001f469\u200d\U0001f467\U0001f469\u200d\U0001f469\u200d\U0001f467"
        "\U0001f469\u200d\U0001f469\u200d\U0001f467\U0001f469\u200d\U0001f469\u200d\U0001f467\U0001f469"
        "\u200d\U0001f469\u200d\U0001f467\U0001f469\u200d\U0001f469\u200d\U0001f467\U0001f469\xe9\xe9\xe9"
        "\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9\u200d\U0001f469\u200d\U0001f467\U0001f469\u200d\U0001f469"
        "\u200d\U0001f467\U0001f469\u200d\U0001f469\u200d\U0001f467\U0001f469\u200d\U0001f469\u200d"
        "\U0001f467l. Velmark PM Ilse Varga and Tarsian Transport Minister "
    )
    check(ruined, split(ruined))


def test_a_sentence_of_two_words_has_no_third() -> None:
    ruined = "trait was closed to freight, a former ferry captain, said the cost.\n\nThe s\0"
    check(ruined, split(ruined))


def test_a_ring_is_broken_all_the_same() -> None:
    tokens = Tokens(head=[1, 2, 0, 3, 2])
    parsing.link(tokens)
    assert sum(above == index for index, above in enumerate(tokens.head)) == 2
    assert sorted(kid for kids in tokens.kids for kid in kids) == [
        index for index, above in enumerate(tokens.head) if above != index
    ]


def test_a_mended_tree_has_no_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "break_rings", refuse)
    ruined = (
        'ed to the River Ware on Sunday after a\u202e "The water is clean enough to drink," said Councilor Petra'
        " Vance, who led the campaign. More than 500 people jumped in from the steming\n\nALDERTON - Swimmers return"
    )
    assert split(ruined).claims


@THOROUGH
@given(st.lists(TEXTS, max_size=4))
def test_the_same_text_gives_the_same_claims_alone_and_among_others(texts: list[str]) -> None:
    assert list(split_many(texts)) == [split(text) for text in texts]


def words(text: str) -> set[str]:
    return {word.strip("'’.-").lower() for word in re.findall(r"[\w'’.-]+", text)} - {""}


def same_word(word: str, source: set[str]) -> bool:
    """Whether a claim's word is the article's, a function word, or another form of an article's word."""
    bare = word.removesuffix("'s").removesuffix("’s")
    if word in source or bare in source or bare in FUNCTION or bare in ("s", "t"):
        return True
    return any(len(bare) > 2 and bare[:3] == other[:3] for other in source) or bare in IRREGULAR


IRREGULAR = {
    line.split("\t")[1] for line in (ROOT / "claims/splitting/lexicon/en/irregular.txt").read_text().splitlines()[1:]
}


@THOROUGH
@given(st.lists(PIECES, min_size=5, max_size=40).map(" ".join))
def test_no_word_is_invented(text: str) -> None:
    source = words(text)
    for claim in split(text).claims:
        assert [word for word in words(claim.text) if not same_word(word, source)] == []


def test_a_story_keeps_its_own_words() -> None:
    source = words(STORY)
    found = split(STORY)
    check(STORY, found)
    assert len(found.claims) > 10
    assert [word for claim in found.claims for word in words(claim.text) if not same_word(word, source)] == []


def test_a_title_is_anchored_on_its_exact_words() -> None:
    claim = next(one for one in split(STORY).claims if one.text == "Emmanuel Macron is French PM")
    assert STORY[claim.start : claim.end] == "French PM Emmanuel Macron"
    assert claim.kind == "presupposed"


def test_a_pronoun_put_back_is_listed() -> None:
    text = "Ada Brook founded the firm in 1999. She left in 2010."
    claim = next(one for one in split(text).claims if one.text == "Ada Brook left in 2010")
    assert claim.substitutions == (("She", "Ada Brook", 36, 39),)
    assert not claim.needs_context


def test_an_ambiguous_pronoun_is_never_guessed() -> None:
    text = "Tom Hale met Ben Ode. He was angry."
    claim = next(one for one in split(text).claims if one.text == "He was angry")
    assert claim.needs_context
    assert set(claim.readings) == {"Tom Hale was angry", "Ben Ode was angry"}


def test_a_headline_said_again_is_one_claim_with_two_anchors() -> None:
    text = "Storm closes harbor in Narvik\n\nStorm closes harbor in Narvik.\n\nNobody was hurt."
    claims = split(text).claims
    assert len({claim.text for claim in claims}) == len(claims)
    assert any(claim.also_at for claim in claims)


def test_small_change_ranks_below_the_statement() -> None:
    claims = split("The council spent 40 million euros on the new bridge in Narvik.").claims
    best = max(claims, key=lambda claim: claim.check_worthiness)
    assert best.text.startswith("The council spent 40 million euros")
    assert "gives a number" in best.reasons or "names a sum of money" in best.reasons


def test_offices_and_whole_statements_stand_in_the_first_third() -> None:
    claims = sorted(split(STORY).claims, key=lambda claim: -claim.check_worthiness)
    top = [claim.text for claim in claims[: len(claims) // 3]]
    assert "Emmanuel Macron is French PM" in top
    assert "Ada Brook said that the harbor had closed in 2013" in top
    assert not {"Everett is in Washington", "French PM Emmanuel Macron visited in May"} & set(top)


def test_an_unknown_language_gives_sentences_and_a_note() -> None:
    found = split("Le pont est sûr. Qui a dit ça ?", language="fr")
    assert [claim.text for claim in found.claims] == ["Le pont est sûr."]
    assert found.notes


def test_an_endless_article_is_cut_with_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "LIMIT", 300)
    text = "The bridge opened in 1998. " * 30
    found = split(text)
    assert "first 300" in found.notes[0]
    assert found.dropped[-1].end == len(text)
    check(text, found)


def test_a_sentence_without_end_is_read_in_pieces() -> None:
    text = "the ferry left and " * 1500
    found = split(text)
    check(text, found)
    assert len(found.sentences) > 10


def test_threads_share_one_model() -> None:
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(split, [STORY] * 8))
    assert all(one == outcomes[0] for one in outcomes)


def test_two_processes_yield_in_order() -> None:
    texts = [f"The bridge number {number} opened in {1900 + number}." for number in range(12)]
    assert list(split_many(texts, processes=2)) == list(split_many(texts))


def test_it_runs_without_django() -> None:
    code = (
        "import sys; sys.modules['django'] = None\n"
        "from claims.splitting import split; print(len(split('The bridge opened.').claims))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "1", done.stderr


def test_the_command_prints_one_line_of_json_per_claim(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_bytes(STORY.replace(". ", ".\r\n").encode())
    done = subprocess.run(
        [sys.executable, "-m", "claims.splitting", str(file)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    text = STORY.replace(". ", ".\n")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(text[line["start"] : line["end"]] == line["quote"] for line in lines)
    assert {"text", "start", "end", "quote", "kind", "speaker", "sentence", "check_worthiness", "reasons"} <= set(
        lines[0]
    )


def test_the_command_names_a_file_it_cannot_read(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "claims.splitting", str(tmp_path / "none.txt")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "none.txt" in done.stderr


@pytest.mark.parametrize(
    ("text", "open_"),
    [
        ("The judge told her off.", True),
        ("Jurors rejected that account.", True),
        ("Peru said it had closed its plant.", False),
        ("In 1959 they moved to Hull.", True),
        ("Peru's sales rose 3% this year.", False),
        ("The dog bit its owner.", False),
        ("Police arrested them on Friday.", True),
        ("The latter offered 40 million euros.", True),
        ("Both firms failed.", True),
        ("Peru's former mayor left.", False),
        ("It is not true that Hale owns Kestrel.", False),
    ],
)
def test_a_claim_with_an_open_pronoun_anywhere_needs_its_context(text: str, open_: bool) -> None:
    assert {claim.needs_context for claim in split(text).claims} == {open_}


@pytest.mark.parametrize(
    ("text", "told", "open_"),
    [
        ("Police stopped a grey van in Hull. The van was stolen.", "The van was stolen", True),
        ("Police stopped a grey van in Hull. The van that they stopped was stolen.", "They stopped the van", True),
        ("The end of the year was calm. The end was calm.", "The end was calm", False),
        ("The deal was signed in May.", "The deal was signed in May", True),
        ("The deal with Peru was signed in May.", "The deal with Peru was signed in May", False),
        ("The mayor resigned.", "The mayor resigned", True),
        ("The deal, brokered by Peru, was signed.", "The deal was brokered by Peru", True),
        ("The deal was signed. It calls for calm.", "The deal calls for calm", True),
        ("The mayor of Hale resigned.", "The mayor of Hale resigned", False),
        ("The government resigned.", "The government resigned", True),
        ("The police came.", "The police came", False),
        ("Operating profit rose in May.", "Operating profit rose in May", True),
        ("Orlo's operating profit rose.", "Orlo's operating profit rose", False),
        ("Turnout in Peru was the highest since 1998.", "Turnout in Peru was the highest since 1998", False),
        ("A slide killed nine people there.", "A slide killed nine people there", True),
        ("Wintering Ground, her third novel, sold well.", "Wintering Ground is her third novel", True),
        ('"Nobody lost because of this," Ana Holt said.', 'Ana Holt said "Nobody lost because of this"', True),
        ("Half were asked to walk.", "Half were asked to walk", True),
        ("Half of the homes were sold in May.", "Half of the homes were sold in May", False),
        ("Two were killed.", "Two were killed", False),
        ("No such ban exists.", "No such ban exists", True),
        ("Aaron Pell dismissed the criticism.", "Aaron Pell dismissed the criticism", True),
        ("Aaron Pell could not verify either account.", "Aaron Pell could not verify either account", True),
        ("The number is expected to rise.", "The number is expected to rise", True),
        ("The number of homes is expected to rise.", "The number of homes is expected to rise", False),
        ("Net debt stood at £410m.", "Net debt stood at £410m", True),
        ("The ministry of Peru told us that prices fell.", "The ministry of Peru told us that prices fell", True),
        ("The drivers' union closed its office.", "The drivers' union closed its office", False),
    ],
)
def test_a_noun_that_only_the_article_explains_leaves_its_claim_open(text: str, told: str, open_: bool) -> None:
    assert [claim.needs_context for claim in split(text).claims if claim.text == told] == [open_]


def test_an_open_noun_is_read_as_the_article_first_put_it() -> None:
    text = "Police stopped a grey van on Monday. The van was stolen."
    claim = next(one for one in split(text).claims if one.text == "The van was stolen")
    assert claim.readings == ("The grey van was stolen",)


def test_nobody_follows_himself() -> None:
    text = "Tom Hale met Ben Ode and Jim Ware. Tom Hale followed him."
    claim = next(one for one in split(text).claims if one.text == "Tom Hale followed him")
    assert "Tom Hale followed Tom Hale" not in claim.readings


def test_a_claim_said_by_nobody_known_needs_its_context() -> None:
    assert all(claim.needs_context for claim in split('"Prices rose," he said.').claims)
