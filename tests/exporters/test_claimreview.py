"""ClaimReview: by the outside rules whatever the claim says, short, and safe within a script."""

import json
from typing import Any

import pytest
from django.template import Context, Template

from claims.exporters.formats import FORMATS, About
from claims.exporters.formats.claimreview import review_of, script_of
from claims.exporters.formats.embedding import embeddable
from tests.exporters.google_rules import Reader, document_problems
from tests.exporters.samples import ARTICLE, decided, verdict

ABOUT = About("all", desk="Example Fact Desk", site="https://desk.example.org")
BREAKOUTS = [
    "</script><script>alert(1)</script>",
    "</SCRIPT ><img src=x onerror=alert(1)>",
    "<!--<script>",
    "<!-- -->]]>",
    "two\u2028lines\u2029here",
    "AT&T &lt;/script&gt; &amp;",
    '"quoted" \'twice\' \\" \\u003C/script',
    "{{ 1 }} {% now 'Y' %}",
    "עברית \u202e‮ 👩‍🚀",
]


def hostile(words: str, **changes: Any) -> dict[str, Any]:
    """A row that says `words` wherever a person may write some."""
    link = "https://daily.example.org/?q=" + words.replace(" ", "%20")
    article = {**ARTICLE, "source_url": link, "publisher": words}
    summary = verdict("incorrect", summary=words)
    return decided(11, "Mayor Ann Lee", "incorrect", text=words, article=article, verdict=summary, **changes)


def page_with(row: dict[str, Any], about: About = ABOUT) -> str:
    template = Template('<p>{{ text }}</p><script type="application/ld+json">{{ review }}</script><b>after</b>')
    return template.render(Context({"text": row["text"], "review": script_of(row, about)}))


@pytest.mark.parametrize("words", BREAKOUTS)
@pytest.mark.parametrize("speaker", [True, False])
def test_hostile_words_break_out_of_no_script(words: str, speaker: bool) -> None:
    row, about = hostile(words, speaker=words if speaker else ""), About("all", desk=words, site=ABOUT.site)
    read = Reader(page_with(row, about))
    assert read.documents() == [{"@context": "https://schema.org", **review_of(row, about)}]
    assert read.text == f"{words}after"
    node = read.documents()[0]
    assert node["claimReviewed"] == " ".join(words.split())
    assert (node["author"]["name"], node["itemReviewed"]["author"]["name"]) == (words, words)


@pytest.mark.parametrize("words", BREAKOUTS)
def test_the_file_says_the_same_and_can_be_pasted_too(words: str) -> None:
    row = hostile(words)
    data = b"".join(FORMATS["claimreview"].write(iter([row]), ABOUT)).decode()
    assert json.loads(data)["@graph"] == [review_of(row, ABOUT)]
    assert not set(data) & set("<>&\u2028\u2029")


@pytest.mark.parametrize("value", ["<", ">", "&", "\u2028", "\u2029", {"<b>": ["</script>"]}])
def test_what_is_spelled_out_is_the_same_value(value: Any) -> None:
    written = embeddable(value).decode()
    assert json.loads(written) == value
    assert not set(written) & set("<>&\u2028\u2029")


def test_a_long_claim_is_cut_after_a_word_and_stands_whole_beside_it() -> None:
    words = "The bridge over the river, which opened in 1932, carries 160,000 vehicles a day and 200 trains"
    node = review_of(decided(11, "bridge", "supported", text=words), ABOUT)
    assert node["claimReviewed"] == "The bridge over the river, which opened in 1932, carries 160,000 vehicles…"
    assert node["itemReviewed"]["text"] == words
    assert document_problems({"@context": "https://schema.org", **node}, site=ABOUT.site) == []


def test_a_short_claim_is_said_once() -> None:
    node = review_of(decided(11, "bridge", "supported", text="x" * 74), ABOUT)
    assert (node["claimReviewed"], "text" in node["itemReviewed"]) == ("x" * 74, False)
