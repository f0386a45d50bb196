"""The choice among drafts looks features up in groups; training sees them by name. Both must agree."""

import pytest

from claims.splitting import features
from claims.splitting.article import Article, Draft
from claims.splitting.pipeline import STAGES, opened
from claims.splitting.stages import choice

TEXT = "Harbor boss Tom Hale, a pilot from Oslo, said on Monday that the old bridge in Bergen was closed and sold."


def worded(text: str) -> Article:
    article = opened(text, "en")
    for name, stage in STAGES:
        if name == "choice":
            break
        stage([article])
    return article


def drafts_of(text: str) -> tuple[list[Draft], list[list[features.Group]]]:
    article = worded(text)
    told = features.manner(article, 0)
    return article.drafts, [features.alone(article, draft, len(article.drafts), told) for draft in article.drafts]


def test_a_group_counts_for_what_its_names_count_for() -> None:
    _, groups = drafts_of(TEXT)
    weights, known = choice.weights_of("en"), choice.model("en")
    for own in groups:
        both = weights.total(own)
        for total, name_weights in ((both.real, known["alone"]), (both.imag, known["beside"])):
            by_name = sum(name_weights.get(name, 0.0) for name in features.expand(own))
            assert total == pytest.approx(by_name, abs=1e-9)


def test_what_is_remembered_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice.Weights, "MOST", 5)
    weights = choice.Weights({"within1": 1.0}, {"within2": 2.0})
    for count in range(50):
        assert weights.total([("within", count, 0)]) == complex(count == 1, 2 * (count == 2))
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
    chosen = choice.dated_statements(article, group, [draft for draft in group if draft.rule == "participle:place"])
    assert [draft.rule for draft in chosen] == kept
