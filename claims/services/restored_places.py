"""Where the claims of an export belong here: their articles and texts, found or added, and the claims these have."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.utils import timezone

from claims.choices import ArticleState, ClaimStatus, EventKind
from claims.errors import BadImport
from claims.importers.exported import Line
from claims.models import Article, ArticleVersion, Claim, Event
from claims.services.articles import digest, read_text
from claims.services.copying import draw_ids, insert_rows
from claims.services.drafts import wording_digest
from claims.services.restored import Row, article_columns, naming
from claims.services.terms import read_tags, tag_new

Words = tuple[int, int, int, str, bool]
TEXTS_KEPT = 200


class Place(NamedTuple):
    """One text of one article; `known` are its article's claims where it was here before the file."""

    article: Article
    version: int
    text: str
    known: "Known | None"


class Known:
    """The claims that an article has already: by where they came from, else by their words at their place."""

    def __init__(self, article: Article) -> None:
        told = Event.objects.filter(article=article, kind=EventKind.CLAIM_PROPOSED).values_list("data", "claim_id")
        self._origins = {data["origin"]: key for data, key in told if "origin" in data}
        self._words: dict[Words, list[int]] = {}
        claims = Claim.objects.filter(article=article).order_by("id")
        columns = claims.values_list("id", "version_id", "start", "end", "text_sha256", "status")
        for key, version, start, end, sha256, status in columns:
            words = (version, start, end, sha256, status == ClaimStatus.WITHDRAWN)
            self._words.setdefault(words, []).append(key)

    def take(self, row: Row, version: int) -> int | None:
        """The id of the claim that this row is, if it is here. Each claim here is one row's at most."""
        words = (version, row["start"], row["end"], wording_digest(row["text"]), row["withdrawn"] is not None)
        same = self._words.get(words, [])
        key = self._origins.get(row["url"])
        if key is None:
            return same.pop(0) if same else None
        if key in same:
            same.remove(key)
        return key


class Places:
    """The places of one file. A text comes with the first claim on it."""

    def __init__(self, actor: Any) -> None:
        self._actor = actor
        self._articles: dict[int, Article] = {}
        self._known: dict[int, Known] = {}
        self._versions: dict[tuple[int, int], int | None] = {}
        self._newest: dict[int, int] = {}
        self._texts: dict[int, str] = {}
        self.added = 0

    def meet(self, lines: Sequence[Line]) -> None:
        """Find or add the articles and texts of one portion of a file. Raises BadImport naming the line."""
        while len(self._texts) > TEXTS_KEPT:
            del self._texts[next(iter(self._texts))]
        documents = [line for line in lines if "document" in line.row]
        self._find(documents)
        fresh = [line for line in documents if line.row["article"]["id"] not in self._known]
        for line in documents:
            with naming(line):
                if line.row["article"]["id"] in self._known:
                    self._look_up(line.row)
        self._add(fresh)

    def of(self, row: Row) -> Place | None:
        """The row's place, or nothing where its article is here with other texts. Raises BadImport."""
        about = row["article"]
        key = (about["id"], about["version"])
        if key not in self._versions:
            raise BadImport("The text it stands on is not in the file.")
        version = self._versions[key]
        if version is None:
            return None
        return Place(self._articles[about["id"]], version, self._text(version), self._known.get(about["id"]))

    def _text(self, version: int) -> str:
        """A file may go back to a text; that many are kept that it seldom costs a statement."""
        if version not in self._texts:
            self._texts[version] = ArticleVersion.objects.values_list("text", flat=True).get(pk=version)
        return self._texts[version]

    def _find(self, documents: Sequence[Line]) -> None:
        """Which of the articles are here."""
        wanted: dict[int, str] = {}
        for line in documents:
            if line.row["article"]["id"] not in self._articles:
                wanted.setdefault(line.row["article"]["id"], fingerprint_of(line.row["document"]))
        found = {one.fingerprint: one for one in Article.objects.filter(fingerprint__in=set(wanted.values()))}
        for there, fingerprint in wanted.items():
            if fingerprint in found:
                self._articles[there] = found[fingerprint]
                self._known[there] = Known(found[fingerprint])

    def _look_up(self, row: Row) -> None:
        about, text = row["article"], text_of(row["document"])
        same = ArticleVersion.objects.filter(article=self._articles[about["id"]], sha256=digest(text))
        key = same.order_by("number").values_list("pk", flat=True).first()
        self._versions[about["id"], about["version"]] = key
        if key is not None:
            self._texts[key] = text

    def _add(self, documents: Sequence[Line]) -> None:
        new = {line.row["article"]["id"] for line in documents} - self._articles.keys()
        keys, texts = iter(draw_ids(Article, len(new))), iter(draw_ids(ArticleVersion, len(documents)))
        articles: dict[int, Row] = {}
        tags: dict[int, list[str]] = {}
        versions = []
        for line in documents:
            with naming(line):
                there = line.row["article"]["id"]
                if there in new and there not in articles:
                    articles[there] = _article_row(next(keys), line.row)
                    self._articles[there] = Article(**articles[there])
                    tags[self._articles[there].pk] = read_tags(line.row["document"]["tags"])
                versions.append(self._version_row(next(texts), line.row, articles.get(there)))
        self._store(articles.values(), versions)
        tag_new(actor=self._actor, tags={key: names for key, names in tags.items() if names})

    def _version_row(self, key: int, row: Row, article: Row | None) -> Row:
        """The text's columns; it becomes the article's own text if it is the latest so far."""
        about, document = row["article"], row["document"]
        there, number, text = about["id"], about["version"], text_of(document)
        self._versions[there, number], self._texts[key] = key, text
        if number > self._newest.get(there, 0):
            self._newest[there] = number
            if article is None:
                Article.objects.filter(pk=self._articles[there].pk).update(version=key, changed_at=timezone.now())
            else:
                article["version_id"] = key
        return {
            "id": key,
            "article_id": self._articles[there].pk,
            "number": number,
            "text": text,
            "sha256": digest(text),
            **{name: document[name] for name in ("sentences", "dropped", "notes")},
        }

    def _store(self, articles: Collection[Row], versions: Sequence[Row]) -> None:
        """Articles and texts name each other by ids drawn beforehand."""
        insert_rows(Article(added_by=self._actor, state=ArticleState.READY), list(articles))
        insert_rows(ArticleVersion(added_by=self._actor), versions)
        told = [{"article_id": one["id"], "new": one["title"]} for one in articles]
        insert_rows(Event(kind=EventKind.ARTICLE_ADDED, actor=self._actor), told)
        self.added += len(articles)


def portions(lines: Iterable[Line], *, most: int) -> Iterator[list[Line]]:
    """The lines in portions in which no two articles have the same first text: the second finds the first here."""
    portion: list[Line] = []
    first: dict[str, int] = {}
    for line in lines:
        there, document = line.row["article"]["id"], line.row.get("document")
        fingerprint = fingerprint_of(document) if document else ""
        if portion and (len(portion) == most or first.get(fingerprint, there) != there):
            yield portion
            portion, first = [], {}
        portion.append(line)
        if document:
            first[fingerprint] = there
    if portion:
        yield portion


def fingerprint_of(document: Row) -> str:
    """A copy that somebody asked for has none of its own."""
    return document["fingerprint"] or digest(document["text"])


def text_of(document: Row) -> str:
    """Raises BadImport."""
    text = read_text(document["text"])
    if text != document["text"]:
        raise BadImport("Its text has line ends that no desk stores, so its positions are not to be trusted.")
    return text


def _article_row(key: int, row: Row) -> Row:
    columns = article_columns(row["article"], row["document"])
    if not columns["title"]:
        raise BadImport("Its article has no title.")
    return columns | {"id": key, "fingerprint": fingerprint_of(row["document"])}
