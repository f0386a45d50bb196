"""Texts about the same are found again."""

import pytest

from claims.text.matching import Index, stem, words_of

TEXTS = [
    "The ferry Aurora sank off Kerbellec in 1911 with 40 people aboard.",
    "Wind power made 30 percent of the country's electricity in 2023.",
    "Emmanuel Macron is the prime minister of France.",
    "The harbor of Kerbellec opened in 1874.",
    "The dam at Corvale is 40 m high.",
]


@pytest.fixture
def index():
    made = Index()
    for key, text in enumerate(TEXTS, 100):
        made.add(key, text)
    return made


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("In 1911 forty people died when the Aurora was sinking", 100),
        ("30 percent of electricity comes from winds", 101),
        ("French PM Emmanuel Macron", 102),
        ("KERBELLEC HARBOURS: opened 1874", 103),
        ("How high is the dam of Corvale?", 104),
    ],
)
def test_what_is_about_the_same_comes_first(index, asked, key):
    assert index.search(asked, most=2)[0].key == key


def test_nothing_in_common_is_nothing_found(index):
    assert index.search("of the, and in to?", most=5) == []
    assert index.search("Quarterly zebra census", most=5) == []
    assert Index().search("anything", most=5) == []


def test_the_share_says_how_much_of_the_query_a_text_has(index):
    whole, other = index.search(TEXTS[0], most=2)
    assert whole.share == pytest.approx(1)
    assert 0 < other.share < 0.5
    assert whole.score > other.score


def test_equal_texts_come_in_the_order_they_were_added(index):
    index.add(999, TEXTS[2])
    assert [found.key for found in index.search(TEXTS[2], most=2)] == [102, 999]


def test_words_lose_their_endings_and_numbers_stay():
    assert words_of("The crossings carried 1,200.50 tons") == ["cross", "carr", "1,200.50", "ton"]
    assert stem("is") == "is"
