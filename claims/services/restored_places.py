"""Where the claims of an export belong here: their articles and texts, found or added, and the claims these have."""

from typing import Any, NamedTuple

from django.utils import timezone

from claims.choices import ArticleState, ClaimStatus, EventKind
from claims.errors import BadImport
from claims.models import Article, ArticleVersion, Claim, Event
from claims.services.articles import digest, read_text
from claims.services.drafts import wording_digest
from claims.services.events import record
from claims.services.restored import Row, article_columns
from claims.services.terms import set_tags

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
        self._texts: dict[int, str] = {}
        self.added = 0

    def of(self, row: Row) -> Place | None:
        """The row's place, or nothing where its article is here with other texts. Raises BadImport."""
        about = row["article"]
        key = (about["id"], about["version"])
        if "document" in row:
            self._meet(about, row["document"])
        if key not in self._versions:
            raise BadImport("The text it stands on is not in the file.")
        version = self._versions[key]
        if version is None:
            return None
        article = self._articles[about["id"]]
        return Place(article, version, self._text(version), self._known.get(about["id"]))

    def _text(self, version: int) -> str:
        """A file may go back to a text; that many are kept that it seldom costs a statement."""
        if version not in self._texts:
            self._keep(version, ArticleVersion.objects.values_list("text", flat=True).get(pk=version))
        return self._texts[version]

    def _keep(self, version: int, text: str) -> None:
        if len(self._texts) >= TEXTS_KEPT:
            del self._texts[next(iter(self._texts))]
        self._texts[version] = text

    def _meet(self, about: Row, document: Row) -> None:
        text, number = read_text(document["text"]), about["version"]
        if text != document["text"]:
            raise BadImport("Its text has line ends that no desk stores, so its positions are not to be trusted.")
        if about["id"] not in self._articles:
            self._find_or_add(about, document, text)
        key = self._version_of(about["id"], number, text, document)
        self._versions[about["id"], number] = key
        if key is not None:
            self._keep(key, text)

    def _find_or_add(self, about: Row, document: Row, text: str) -> None:
        fingerprint = document["fingerprint"] or digest(text)
        article = Article.objects.select_related("version").filter(fingerprint=fingerprint).first()
        if article is None:
            article = self._add(about, document, fingerprint)
        else:
            self._known[about["id"]] = Known(article)
        self._articles[about["id"]] = article

    def _add(self, about: Row, document: Row, fingerprint: str) -> Article:
        columns = article_columns(about, document)
        if not columns["title"]:
            raise BadImport("Its article has no title.")
        article = Article.objects.create(
            **columns, fingerprint=fingerprint, added_by=self._actor, state=ArticleState.READY
        )
        record(EventKind.ARTICLE_ADDED, actor=self._actor, article=article, new=article.title)
        if document["tags"]:
            set_tags(actor=self._actor, article=article, tags=document["tags"])
        self.added += 1
        return article

    def _version_of(self, article_there: int, number: int, text: str, document: Row) -> int | None:
        article = self._articles[article_there]
        sha256 = digest(text)
        if article_there in self._known:
            same = ArticleVersion.objects.filter(article=article, sha256=sha256).order_by("number")
            return same.values_list("pk", flat=True).first()
        version = ArticleVersion.objects.create(
            article=article,
            number=number,
            text=text,
            sha256=sha256,
            added_by=self._actor,
            **{name: document[name] for name in ("sentences", "dropped", "notes")},
        )
        if article.version is None or article.version.number < number:
            article.version, article.changed_at = version, timezone.now()
            article.save(update_fields=["version", "changed_at"])
        return version.pk
