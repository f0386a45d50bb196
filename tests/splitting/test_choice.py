"""The choice among drafts looks features up in groups; training sees them by name. Both must agree."""

import pytest

from claims.splitting import features, weighing
from claims.splitting.article import Article, Draft
from claims.splitting.order import STAGES
from claims.splitting.pipeline import opened
from claims.splitting.stages import choice

TEXT = "Harbor boss Tom Hale, a pilot from Oslo, said on Monday that the old bridge in Bergen was closed and sold."


def worded(text: str) -> Article:
    article = opened(text, "en")
    for name, stage in STAGES:
        if name == "choice":
            break
        stage([article])
    return article


def by_name(weights: dict[str, float], names: list[str]) -> float:
    return sum(weights.get(name, 0.0) for name in names)


def test_what_holds_for_a_draft_counts_for_what_its_names_count_for() -> None:
    article = worded(TEXT)
    sentence = features.Sentence(article, 0, len(article.drafts))
    weights, known = choice.weights_of("en"), choice.model("en")
    assert any(draft.clues for draft in article.drafts)
    assert any(draft.kind == "presupposed" for draft in article.drafts)
    for draft in article.drafts:
        total = weights.alone(sentence, draft, features.look(sentence, draft))
        names = features.names(sentence, draft)
        assert total.real == pytest.approx(by_name(known["alone"], names), abs=1e-9)
        assert total.imag == pytest.approx(by_name(known["beside"], names), abs=1e-9)


def test_a_standing_counts_for_what_its_names_count_for() -> None:
    article = worded(TEXT)
    sentence = features.Sentence(article, 0, len(article.drafts))
    weights, known = choice.weights_of("en"), choice.model("en")
    masks = [features.look(sentence, draft)[0] & sentence.content for draft in article.drafts]
    rules = [draft.rule for draft in article.drafts]
    chances = [(place * 7 % 20) / 20 for place in range(len(masks))]
    rivals, found = weighing.Rivals(masks, chances), []
    for place in weighing.in_turn(chances):
        found.append(standing := rivals.standing(place))
        total = weights.beside(rules[place], standing)
        names = features.standing_names(rules[place], standing)
        assert total.imag == pytest.approx(by_name(known["beside"], names), abs=1e-9)
        if place % 3:
            rivals.take(place)
    assert any(standing[3] >= 0 for standing in found)


def test_only_what_was_taken_stands_in_the_way_of_a_draft() -> None:
    rivals = weighing.Rivals([0b111, 0b011], [0.9, 0.5])
    assert rivals.standing(1)[0] == 0
    rivals.take(0)
    near, rank, within, likest = rivals.standing(1)
    assert (near, rank, within, likest) == (16, 10, 110, 809)


def test_a_word_that_a_rule_repeats_counts_twice() -> None:
    article = worded(TEXT)
    sentence, place = features.Sentence(article, 0, 1), article.tokens.text.index("Hale")
    once, twice = (features.look(sentence, Draft([place] * count, "main:core", 0, place)) for count in (1, 2))
    assert once[0] == twice[0]
    assert (once[5] // 10, twice[5] // 10) == (1, 2)


def test_what_is_remembered_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing.Weights, "MOST", 5)
    weights = weighing.Weights({"rule1": 1.0}, {"rule2": 2.0}, (1.0, 1.0))
    for count in range(50):
        assert weights[f"rule{count}"].sizes[0] == complex(2 * (count == 1), 4 * (count == 2))
        assert len(weights) <= 5


def test_a_sentence_that_states_something_is_never_left_without_a_statement() -> None:
    article = worded(TEXT)
    for draft in article.drafts:
        draft.prior = 0.0
    chosen = choice.chosen_of(
        article, [d for d in article.drafts if d.rule == "main:core"], {"other": 1, "presupposed": 1}
    )
    assert len(chosen) == 1


@pytest.mark.parametrize(("chance", "kept"), [(0.25, ["participle:place:long"]), (0.1, [])])
def test_the_shortest_statement_of_a_year_is_kept_where_no_other_tells_it(chance: float, kept: list[str]) -> None:
    article = worded("The agreements signed during the royal visit in 2014 remain in force.")
    for draft in article.drafts:
        draft.prior = chance
    group = [draft for draft in article.drafts if draft.rule.startswith("participle")]
    first = [draft for draft in group if draft.rule == "participle:place"]
    chosen = choice.dated_statements(article, group, first, choice.figures(article, group))
    assert [draft.rule for draft in chosen] == kept
