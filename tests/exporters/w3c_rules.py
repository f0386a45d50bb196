"""A judge of web annotations from outside: the Web Annotation Data Model (Recommendation 2017-02-23) as JSON Schema.

MUST and SHOULD of the parts an export of ours may use, written out as the W3C's own tests have them; a check of what
no schema can say follows it. Nothing is shared with the writer.
"""

from typing import Any

from jsonschema import Draft202012Validator

IRI = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+$"}
UTC = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"}
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OFFSET = {"type": "integer", "minimum": 0}
MOTIVATIONS = [
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
]


def typed(name: str, required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """An object whose `type` is, or includes, `name`."""
    named = {"anyOf": [{"const": name}, {"type": "array", "contains": {"const": name}}]}
    properties = {"type": named, **required, **(optional or {})}
    return {"type": "object", "properties": properties, "required": ["type", *required]}


def one_or_many(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "array", "minItems": 1, "items": schema}]}


# 3.2.4: exactly one value; 3.3.5 purpose is a motivation.
TEXTUAL_BODY = typed(
    "TextualBody",
    {"value": {"type": "string"}, "format": {"type": "string"}},
    {
        "purpose": {"enum": MOTIVATIONS},
        "language": {"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
    },
)
# 4.2.4, 4.2.5: SHOULDs of both are asked for.
QUOTE = typed(
    "TextQuoteSelector",
    {"exact": {"type": "string", "minLength": 1}, "prefix": {"type": "string"}, "suffix": {"type": "string"}},
)
POSITION = typed("TextPositionSelector", {"start": OFFSET, "end": OFFSET})
# 4.3.1: at least one of both.
TIME_STATE = {
    **typed("TimeState", {}, {"sourceDate": UTC, "cached": IRI}),
    "anyOf": [{"required": ["sourceDate"]}, {"required": ["cached"]}],
}
# 4.1: exactly one source.
SPECIFIC_RESOURCE = typed(
    "SpecificResource",
    {"source": IRI},
    {
        "selector": one_or_many({"anyOf": [QUOTE, POSITION]}),
        "state": one_or_many(TIME_STATE),
        "purpose": {"enum": MOTIVATIONS},
    },
)
AGENT = {
    "anyOf": [
        typed(kind, {"name": {"type": "string", "minLength": 1}}, {"id": IRI})
        for kind in ("Person", "Organization", "Software")
    ]
}
# 3.1: one id, a type, at least one target; a SHOULD for body, 3.3: for motivation, creator and created.
ANNOTATION = typed(
    "Annotation",
    {
        "id": IRI,
        "target": one_or_many({"anyOf": [IRI, SPECIFIC_RESOURCE]}),
        "body": one_or_many({"anyOf": [IRI, TEXTUAL_BODY, SPECIFIC_RESOURCE]}),
        "motivation": one_or_many({"enum": MOTIVATIONS}),
        "creator": one_or_many({"anyOf": [IRI, AGENT]}),
        "created": UTC,
    },
    {"modified": UTC, "@context": {"const": CONTEXT}},
)
# 5.2: a page has its context, an id and its annotations in order.
PAGE = typed(
    "AnnotationPage",
    {
        "@context": {"anyOf": [{"const": CONTEXT}, {"type": "array", "contains": {"const": CONTEXT}}]},
        "id": IRI,
        "items": {"type": "array", "items": ANNOTATION},
    },
    {"next": IRI, "prev": IRI, "startIndex": OFFSET},
)
_PAGE = Draft202012Validator(PAGE)


def page_problems(page: dict[str, Any], texts: dict[str, str]) -> list[str]:
    """What is wrong with a page of annotations; `texts` are the words at each source, for the selectors."""
    found = [f"schema: {error.json_path}" for error in _PAGE.iter_errors(page)]
    if found:
        return found
    ids = [item["id"] for item in page["items"]]
    found += [f"id: {one} twice" for one in sorted(set(ids)) if ids.count(one) > 1]
    for item in page["items"]:
        found += [f"{problem} in {item['id']}" for problem in _selector_problems(item["target"], texts)]
    return found


def _selector_problems(target: dict[str, Any], texts: dict[str, str]) -> list[str]:
    """4.2: several selectors choose the same; positions count code points, the end is exclusive."""
    text = texts[target["source"]]
    chosen = set()
    for selector in target["selector"]:
        if selector["type"] == "TextPositionSelector":
            chosen.add((selector["start"], selector["end"]))
            if not selector["start"] < selector["end"] <= len(text):
                return ["position: outside the text"]
        else:
            words = selector["prefix"] + selector["exact"] + selector["suffix"]
            if text.count(words) != 1:
                return ["quote: does not choose one place"]
            start = text.index(words) + len(selector["prefix"])
            chosen.add((start, start + len(selector["exact"])))
    return [] if len(chosen) == 1 else ["selectors: choose different words"]
