"""Every closed list of the domain, each value with the sentence a person reads about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person may do; `permissions.py` holds the map."""

    READER = "reader", _("Reader")
    REVIEWER = "reviewer", _("Reviewer")
    EDITOR = "editor", _("Editor")
    ADMIN = "admin", _("Admin")

    @property
    def rank(self) -> int:
        return list(Role).index(self)


class Rating(models.TextChoices):
    """One person's answer to "is this claim borne out?"."""

    SUPPORTED = "supported", _("Supported")
    DISPUTED = "disputed", _("Disputed")
    INCORRECT = "incorrect", _("Incorrect")
    UNPROVEN = "unproven", _("Unproven")
    NOT_CHECKABLE = "not_checkable", _("Not checkable")

    @property
    def needs_evidence(self) -> bool:
        return self in {Rating.SUPPORTED, Rating.DISPUTED, Rating.INCORRECT}

    @property
    def needs_reason(self) -> bool:
        return self is Rating.NOT_CHECKABLE

    @property
    def explanation(self) -> str:
        return str(RATING_EXPLANATIONS[self])


RATING_EXPLANATIONS = {
    Rating.SUPPORTED: _("Evidence bears it out."),
    Rating.DISPUTED: _("Credible sources disagree, or it misleads by framing."),
    Rating.INCORRECT: _("Evidence shows it is wrong."),
    Rating.UNPROVEN: _("There is not enough evidence either way."),
    Rating.NOT_CHECKABLE: _("It is an opinion, a prediction, or too ambiguous to check."),
}


class ClaimStatus(models.TextChoices):
    """Where the desk stands on a claim. Written by one function, `services.verdicts.settle`."""

    UNREVIEWED = "unreviewed", _("Unreviewed")
    IN_REVIEW = "in_review", _("In review")
    SUPPORTED = "supported", _("Supported")
    DISPUTED = "disputed", _("Disputed")
    INCORRECT = "incorrect", _("Incorrect")
    UNPROVEN = "unproven", _("Unproven")
    NOT_CHECKABLE = "not_checkable", _("Not checkable")
    CONFLICTING = "conflicting", _("Conflicting")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    @property
    def is_decided(self) -> bool:
        return self in DECIDED

    @property
    def is_open(self) -> bool:
        return self in OPEN


DECIDED = frozenset(ClaimStatus(rating.value) for rating in Rating)
OPEN = frozenset({ClaimStatus.UNREVIEWED, ClaimStatus.IN_REVIEW, ClaimStatus.CONFLICTING})


class ClaimKind(models.TextChoices):
    """How the article carries the claim."""

    ASSERTED = "asserted", _("Asserted")
    PRESUPPOSED = "presupposed", _("Presupposed")
    ATTRIBUTED = "attributed", _("Attributed")


class ClaimOrigin(models.TextChoices):
    """Where a claim came from."""

    SPLITTER = "splitter", _("Splitter")
    PERSON = "person", _("Person")
    IMPORT = "import", _("Import")


class Stance(models.TextChoices):
    """What a piece of evidence says about the claim."""

    SUPPORTS = "supports", _("Supports")
    REFUTES = "refutes", _("Refutes")
    CONTEXT = "context", _("Gives context")


class ReviewState(models.TextChoices):
    """A review is a draft until submitted; a revision supersedes, a retraction withdraws, nothing overwrites."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    SUPERSEDED = "superseded", _("Superseded")
    RETRACTED = "retracted", _("Retracted")


class ArticleState(models.TextChoices):
    """How far an article has come on its way to claims."""

    WAITING = "waiting", _("Waiting to be split")
    SPLITTING = "splitting", _("Being split")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class LineageHow(models.TextChoices):
    """How a claim came from another."""

    SPLIT = "split", _("Split")
    MERGED = "merged", _("Merged")
    REWORDED = "reworded", _("Reworded")
    DUPLICATE = "duplicate", _("Duplicate of")


class WithdrawnCause(models.TextChoices):
    """Why a claim left the desk's work."""

    MERGED = "merged", _("Merged into another claim")
    DIVIDED = "divided", _("Divided into several claims")
    DUPLICATE = "duplicate", _("Duplicate of another claim")
    BADLY_SPLIT = "badly_split", _("Badly split")
    NOT_A_CLAIM = "not_a_claim", _("Not a claim")
    OTHER = "other", _("Other")


class Reliability(models.TextChoices):
    """The desk's class of a source."""

    UNRATED = "unrated", _("Unrated")
    PRIMARY = "primary", _("Primary source")
    SECONDARY = "secondary", _("Secondary source")
    CONTESTED = "contested", _("Contested source")


class DecidedBy(models.TextChoices):
    """How a verdict came about."""

    QUORUM = "quorum", _("Quorum")
    ADJUDICATION = "adjudication", _("Adjudication")


class PublicationState(models.TextChoices):
    """Whether the public sees a verdict."""

    UNPUBLISHED = "unpublished", _("Not published")
    PUBLISHED = "published", _("Published")
    PAUSED = "paused", _("Paused")


class AdjudicationCause(models.TextChoices):
    """Why reviewers disagreed, as the editor who decided saw it. Several may apply."""

    AMBIGUOUS_WORDING = "ambiguous_wording", _("Ambiguous wording")
    SOURCES_CONFLICT = "sources_conflict", _("Sources conflict")
    EVIDENCE_MISSED = "evidence_missed", _("Evidence was missed")
    GUIDELINE_GAP = "guideline_gap", _("The guidelines leave a gap")
    REVIEWER_ERROR = "reviewer_error", _("A reviewer erred")


class AssignmentState(models.TextChoices):
    """An assignment is open until done, or released when stale or handed on."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    RELEASED = "released", _("Released")


class JobKind(models.TextChoices):
    """What a worker is asked to do."""

    IMPORT = "import", _("Import articles")
    SPLIT = "split", _("Split an article")
    FEED = "feed", _("Read a feed")
    SNAPSHOT = "snapshot", _("Look at a cited page")
    WEBHOOK = "webhook", _("Tell a webhook")
    EXPORT = "export", _("Write an export")


class JobState(models.TextChoices):
    """How far a job has come. A failed one says why and can be tried again."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    PREVIEW = "preview", _("Waiting for your look")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


class ItemState(models.TextChoices):
    """What became of one article of an import."""

    WAITING = "waiting", _("Waiting")
    READ = "read", _("Read")
    ADDED = "added", _("Added")
    KNOWN = "known", _("Here already")
    FAILED = "failed", _("Failed")
    LEFT_OUT = "left_out", _("Left out")


class SnapshotState(models.TextChoices):
    """What a look at a cited page found."""

    KEPT = "kept", _("Kept")
    CHANGED = "changed", _("Changed since")
    GONE = "gone", _("Gone")


class QuoteMatch(models.TextChoices):
    """Whether a cited quote stands in the page's kept text."""

    EXACT = "exact", _("Found word for word")
    SIMILAR = "similar", _("Found in similar words")
    MISSING = "missing", _("Not found")


class EventKind(models.TextChoices):
    """What happened, as `noun:verbed`. The event table is the history and the outbox."""

    ARTICLE_ADDED = "article:added", _("Article added")
    ARTICLE_REVISED = "article:revised", _("Article revised")
    CLAIM_SPLIT = "claim:split", _("Claim split from the article")
    CLAIM_PROPOSED = "claim:proposed", _("Claim proposed")
    CLAIM_REWORDED = "claim:reworded", _("Claim reworded")
    CLAIM_MERGED = "claim:merged", _("Claims merged")
    CLAIM_DIVIDED = "claim:divided", _("Claim divided")
    CLAIM_WITHDRAWN = "claim:withdrawn", _("Claim withdrawn")
    CLAIM_RESTORED = "claim:restored", _("Claim restored")
    CLAIM_ORPHANED = "claim:orphaned", _("Claim lost its place in the text")
    CLAIM_ASSIGNED = "claim:assigned", _("Claim assigned")
    REVIEW_SUBMITTED = "review:submitted", _("Review submitted")
    REVIEW_REVISED = "review:revised", _("Review revised")
    REVIEW_RETRACTED = "review:retracted", _("Review retracted")
    CLAIM_DECIDED = "claim:decided", _("Claim decided")
    CLAIM_CONFLICTED = "claim:conflicted", _("Reviewers disagree")
    CLAIM_REOPENED = "claim:reopened", _("Claim open again")
    CLAIM_ADJUDICATED = "claim:adjudicated", _("Claim adjudicated")
    VERDICT_PUBLISHED = "verdict:published", _("Verdict published")
    VERDICT_PAUSED = "verdict:paused", _("Verdict paused")
    VERDICT_CORRECTED = "verdict:corrected", _("Verdict corrected")
    COMMENT_ADDED = "comment:added", _("Comment added")
    COMMENT_RESOLVED = "comment:resolved", _("Comment resolved")
    CLAIM_REATTACHED = "claim:reattached", _("Claim found its place again")
    SOURCE_CHANGED = "source:changed", _("A cited page changed")
    SOURCE_GONE = "source:gone", _("A cited page is gone")
    CLAIM_RETURNED = "claim:returned", _("Sent back to review with a question")
    CLAIM_RELEASED = "claim:released", _("Assignment given back")
    VERDICT_REPLIED = "verdict:replied", _("Reviewer replied to a decision")
    ARTICLE_ASSIGNED = "article:assigned", _("Article assigned")
    ARTICLE_RELEASED = "article:released", _("Assignment of an article given back")
    ARTICLE_QUORUM = "article:quorum", _("Reviews needed for an article changed")
    ARTICLE_TAGGED = "article:tagged", _("Article tagged")
    PERSON_INVITED = "person:invited", _("Somebody invited")
    PERSON_JOINED = "person:joined", _("Person joined")
    PERSON_ROLE = "person:role", _("Role changed")
    PERSON_DEACTIVATED = "person:deactivated", _("Person shut out")
    PERSON_REACTIVATED = "person:reactivated", _("Person let in again")
    CLAIM_UNDONE = "claim:undone", _("Step undone")
    CLAIM_MOVED = "claim:moved", _("Claim put on another article")
    PERSON_SECOND_FACTOR = "person:second_factor", _("Second factor reset")
    WEBHOOK_ADDED = "webhook:added", _("Webhook added")
    WEBHOOK_CHANGED = "webhook:changed", _("Webhook changed")
    WEBHOOK_PAUSED = "webhook:paused", _("Webhook paused")
    WEBHOOK_REMOVED = "webhook:removed", _("Webhook removed")


class WebhookState(models.TextChoices):
    """Whether an endpoint is told what happens."""

    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")


class NotificationKind(models.TextChoices):
    """What a person is told about; each can be switched off."""

    ASSIGNED = "assigned", _("Work was assigned to me")
    MENTIONED = "mentioned", _("Somebody mentioned me")
    DECIDED = "decided", _("A conflict I reviewed was decided")
    RETURNED = "returned", _("A claim I reviewed came back with a question")
    DUE_SOON = "due_soon", _("My work is due soon")
    WEBHOOK_PAUSED = "webhook_paused", _("A webhook was paused")
