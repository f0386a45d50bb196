"""Every format, byte by byte, and by the rules of who reads it: Google, the W3C, and the tools' own documents.

When a format is meant to change, have `renew` write its file anew and read the difference (with
DJANGO_SETTINGS_MODULE=tests.settings, after django.setup()).
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from claims.exporters.formats import ENDINGS, FORMATS, About
from tests.exporters.google_rules import document_problems
from tests.exporters.samples import TEXT, articles, rows

ABOUT = About("all", {"kind": ["asserted"]}, desk="Example Fact Desk", site="https://desk.example.org")
GOLDEN = Path(__file__).parent / "golden"
LINES = {"ndjson", "fever", "doccano"}


def made(name: str) -> bytes:
    wanted = FORMATS[name]
    return b"".join(wanted.write(iter(articles() if wanted.by_article else rows()), ABOUT))


def golden(name: str) -> Path:
    return GOLDEN / f"claims.{ENDINGS.get(name, name)}"


def read(name: str) -> Any:
    """The file as its reader has it: the value, or the list of lines without the trailer."""
    data = made(name).decode()
    return [json.loads(line) for line in data.splitlines()][:-1] if name in LINES else json.loads(data)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_stays_as_it_is(name: str) -> None:
    assert made(name) == golden(name).read_bytes()


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"csv"}))
def test_a_file_without_a_claim_is_a_file(name: str) -> None:
    data = b"".join(FORMATS[name].write(iter([]), ABOUT)).decode()
    assert [json.loads(line) for line in data.splitlines()] if name in LINES else json.loads(data) is not None


@pytest.mark.parametrize("name", sorted(set(FORMATS) - LINES - {"csv"}))
def test_a_cut_file_is_no_json(name: str) -> None:
    data = made(name).rstrip(b"\n")
    for end in range(1, len(data), 97):
        with pytest.raises(ValueError):
            json.loads(data[:end])


@pytest.mark.parametrize("name", sorted(LINES))
def test_a_cut_file_of_lines_lacks_its_trailer(name: str) -> None:
    *found, last = made(name).splitlines()
    assert json.loads(last)["trailer"]["rows"] == len(found)
    assert not any(b'"trailer"' in line for line in found)


def valid(schema: dict[str, Any], value: Any) -> None:
    Draft202012Validator(schema).validate(value)


def closed(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """An object with these properties and no others."""
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


STRING, WORDS, WHOLE = {"type": "string"}, {"type": "string", "minLength": 1}, {"type": "integer", "minimum": 0}
LINK = {"type": "string", "pattern": "^https?://"}


class TestClaimReview:
    """schema.org and Google's rules for structured data of fact checks."""

    def nodes(self) -> list[dict[str, Any]]:
        found = read("claimreview")
        assert set(found) == {"@context", "@graph"}
        assert found["@context"] == "https://schema.org"
        nodes: list[dict[str, Any]] = found["@graph"]
        return nodes

    def test_every_decided_claim_is_one_node_and_no_other_is(self) -> None:
        public, *others = [node["url"] for node in self.nodes()]
        assert public == "https://desk.example.org/verdicts/11-the-bridge-opened-in-1932-said-ann-lee/"
        assert [address[-3:-1] for address in others] == ["12", "13", "14", "15"]

    def test_the_file_keeps_every_rule(self) -> None:
        assert document_problems(read("claimreview"), site=ABOUT.site) == []

    def test_numbers_are_given_only_where_they_say_what_the_words_say(self) -> None:
        ratings = [node["reviewRating"] for node in self.nodes()]
        assert [rating.get("ratingValue") for rating in ratings] == [1, 5, None, None, None]

    def test_who_made_the_claim_is_its_speaker_else_the_publisher_else_left_out(self) -> None:
        authors = [node["itemReviewed"].get("author", {}).get("name") for node in self.nodes()]
        assert authors == ["Ann Lee", "Example Daily", "Example Daily", None, "Example Daily"]


class TestWebAnnotation:
    """The MUSTs and the SHOULDs of the model, as the W3C's own tests check them."""

    def page(self) -> dict[str, Any]:
        page: dict[str, Any] = read("webannotation")
        assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert page["type"] == "AnnotationPage"
        return page

    def test_every_annotation_follows_the_model(self) -> None:
        moment = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
        purposes = ["describing", "classifying", "assessing", "commenting"]
        textual = closed(
            {
                "type": {"const": "TextualBody"},
                "value": STRING,
                "purpose": {"enum": purposes},
                "format": {"const": "text/plain"},
            },
            {"language": STRING},
        )
        linked = closed({"type": {"const": "SpecificResource"}, "purpose": {"const": "linking"}, "source": LINK})
        quote = closed({"type": {"const": "TextQuoteSelector"}, "exact": WORDS, "prefix": STRING, "suffix": STRING})
        position = closed({"type": {"const": "TextPositionSelector"}, "start": WHOLE, "end": WHOLE})
        target = closed(
            {
                "type": {"const": "SpecificResource"},
                "source": LINK,
                "selector": {"prefixItems": [quote, position], "items": False, "minItems": 2},
            },
            {"state": closed({"type": {"const": "TimeState"}, "sourceDate": moment})},
        )
        annotation = closed(
            {
                "id": LINK,
                "type": {"const": "Annotation"},
                "motivation": {"enum": ["assessing", "describing"]},
                "creator": closed({"id": LINK, "type": {"const": "Organization"}, "name": WORDS}),
                "created": moment,
                "modified": moment,
                "body": {"type": "array", "minItems": 1, "items": {"oneOf": [textual, linked]}},
                "target": target,
            }
        )
        for item in self.page()["items"]:
            valid(annotation, item)

    def test_ids_are_unique_and_withdrawn_claims_are_left_out(self) -> None:
        ids = [item["id"] for item in self.page()["items"]]
        assert len(set(ids)) == len(ids) == 6

    def test_both_selectors_choose_the_same_words(self) -> None:
        for item in self.page()["items"]:
            quote, position = item["target"]["selector"]
            start, end = position["start"], position["end"]
            assert TEXT[start:end] == quote["exact"]
            assert TEXT[:start].endswith(quote["prefix"])
            assert TEXT[end:].startswith(quote["suffix"])


class TestAVeriTeC:
    def test_every_item_has_the_keys_of_the_data_set(self) -> None:
        words = {"type": ["string", "null"]}
        answer = closed(
            {
                "answer": WORDS,
                "answer_type": {"enum": ["Extractive", "Abstractive", "Boolean", "Unanswerable"]},
                "source_url": STRING,
                "source_medium": {"enum": ["Web text", "PDF", "Metadata", "Web table", "Other", ""]},
            },
            {"cached_source_url": LINK},
        )
        question = closed(
            {"question": WORDS, "answers": {"type": "array", "minItems": 1, "items": answer}},
            {"question_generated": {"const": True}},
        )
        types = [
            "Event/Property Claim",
            "Numerical Claim",
            "Quote Verification",
            "Causal Claim",
            "Position Statement",
        ]
        item = closed(
            {
                "claim": WORDS,
                "required_reannotation": {"type": "boolean"},
                "label": {
                    "enum": [
                        "Supported",
                        "Refuted",
                        "Not Enough Evidence",
                        "Conflicting Evidence/Cherrypicking",
                    ]
                },
                "justification": STRING,
                "claim_date": {"anyOf": [{"type": "null"}, {"pattern": r"^\d{1,2}-\d{1,2}-\d{4}$"}]},
                "speaker": words,
                "original_claim_url": words,
                "cached_original_claim_url": words,
                "fact_checking_article": LINK,
                "reporting_source": words,
                "location_ISO_code": words,
                "claim_types": {"type": "array", "items": {"enum": types}},
                "fact_checking_strategies": {"type": "array", "items": {"enum": ["Written Evidence"]}},
                "questions": {"type": "array", "minItems": 1, "items": question},
            }
        )
        for one in read("averitec"):
            valid(item, one)

    def test_labels_follow_the_ratings_and_what_has_none_is_left_out(self) -> None:
        assert [item["label"] for item in read("averitec")] == [
            "Refuted",
            "Supported",
            "Conflicting Evidence/Cherrypicking",
            "Not Enough Evidence",
        ]

    def test_a_quote_is_extractive_words_of_our_own_are_not_and_no_evidence_answers_nothing(self) -> None:
        answers = [item["questions"][0]["answers"] for item in read("averitec")]
        assert [answer["answer_type"] for answer in answers[0]] == ["Extractive", "Abstractive", "Extractive"]
        assert answers[1][0]["source_medium"] == "PDF"
        assert (answers[3][0]["answer_type"], answers[3][0]["source_medium"]) == ("Unanswerable", "")


class TestFEVER:
    def test_every_line_has_the_fields_and_nested_evidence(self) -> None:
        column = {"type": ["integer", "null"]}
        piece = {"prefixItems": [WHOLE, column, {"type": ["string", "null"]}, column], "minItems": 4, "items": False}
        sets = {"type": "array", "minItems": 1, "items": {"type": "array", "minItems": 1, "items": piece}}
        line = closed(
            {
                "id": WHOLE,
                "verifiable": {"enum": ["VERIFIABLE", "NOT VERIFIABLE"]},
                "label": {"enum": ["SUPPORTS", "REFUTES", "NOT ENOUGH INFO"]},
                "claim": WORDS,
                "evidence": sets,
            }
        )
        for one in read("fever"):
            valid(line, one)

    def test_a_review_is_one_set_and_the_columns_are_explained(self) -> None:
        first, second, third = read("fever")
        assert [len(members) for members in first["evidence"]] == [1, 2]
        assert (second["label"], third["label"]) == ("SUPPORTS", "NOT ENOUGH INFO")
        assert third["evidence"] == [[[14, None, None, None]]]
        trailer = json.loads(made("fever").splitlines()[-1])["trailer"]
        assert (trailer["page_column"], trailer["sentence_column"]) == ("address of the source", "always null")


def spans(name: str) -> Iterator[tuple[str, int, int, str]]:
    """Text, position and words of every region that another tool is told of."""
    if name == "doccano":
        quotes = {(claim["start"], claim["end"]): claim["quote"] for claim in rows()}
        for line, article in zip(read(name), articles(), strict=True):
            standing = [claim for claim in article["claims"] if not claim["withdrawn"]]
            for (start, end, _), claim in zip(line["label"], standing, strict=True):
                yield line["text"], start, end, quotes[claim["start"], claim["end"]]
    else:
        for task in read(name):
            for result in task["annotations"][0]["result"]:
                if result["type"] == "labels":
                    value = result["value"]
                    yield task["data"]["text"], value["start"], value["end"], value["text"]


@pytest.mark.parametrize(("name", "count"), [("labelstudio", 6), ("doccano", 6)])
def test_positions_are_in_the_units_of_a_browser(name: str, count: int) -> None:
    found = list(spans(name))
    assert len(found) == count
    for text, start, end, quote in found:
        units = text.encode("utf-16-le")
        assert units[2 * start : 2 * end].decode("utf-16-le") == quote


class TestLabelStudio:
    def test_every_task_can_be_imported(self) -> None:
        place = {"start": WHOLE, "end": WHOLE}
        value = {
            "oneOf": [
                closed({**place, "text": WORDS, "labels": {"type": "array", "items": WORDS}}),
                closed({**place, "text": WORDS, "choices": {"type": "array", "items": WORDS}}),
                closed({**place, "text": {"type": "array", "items": WORDS}}),
            ]
        }
        result = closed(
            {
                "id": WORDS,
                "from_name": {"enum": ["claim", "verdict", "wording"]},
                "to_name": {"const": "text"},
                "type": {"enum": ["labels", "choices", "textarea"]},
                "value": value,
            }
        )
        annotation = closed(
            {
                "result": {"type": "array", "items": result},
                "was_cancelled": {"const": False},
                "ground_truth": {"const": False},
                "result_count": WHOLE,
            }
        )
        task = closed(
            {
                "id": WHOLE,
                "data": closed({"text": WORDS, "title": WORDS, "article": WHOLE, "article_url": LINK}),
                "annotations": {"type": "array", "minItems": 1, "items": annotation},
                "predictions": {"const": []},
            }
        )
        for one in read("labelstudio"):
            valid(task, one)

    def test_the_labeling_configuration_in_the_guide_knows_every_name(self) -> None:
        guide = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
        for task in read("labelstudio"):
            for result in task["annotations"][0]["result"]:
                assert f'name="{result["from_name"]}"' in guide
                for label in [*result["value"].get("labels", []), *result["value"].get("choices", [])]:
                    assert f'value="{label}"' in guide


class TestDoccano:
    def test_every_line_can_be_imported(self) -> None:
        label = {"prefixItems": [WHOLE, WHOLE, WORDS], "minItems": 3, "items": False}
        line = closed(
            {
                "id": WHOLE,
                "text": WORDS,
                "label": {"type": "array", "items": label},
                "Comments": {"type": "array", "items": STRING},
                "article": WHOLE,
                "title": WORDS,
                "article_url": LINK,
            }
        )
        for one in read("doccano"):
            valid(line, one)


def renew() -> None:
    for name in FORMATS:
        golden(name).write_bytes(made(name))
