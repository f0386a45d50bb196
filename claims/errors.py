"""Everything that can be refused, each kind with a stable code and a sentence for the person who meets it.

Doors map `nature` to an answer of their own (a form error, an HTTP status, an exit code) in one place:

- `invalid`: what was sent is malformed or incomplete; `field` names the part.
- `conflict`: what was sent is well formed, and a rule or the present state stands against it.
- `forbidden`: another person may do this, this one may not.
- `stale`: somebody else changed the object since it was read.

`code` never changes once released: scripts rely on it. `message` is for people and may be reworded.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

Nature = Literal["invalid", "conflict", "forbidden", "stale"]


class ClaimsError(Exception):
    """Base of every refusal: "This cannot be done." """

    code: ClassVar[str] = "refused"
    nature: ClassVar[Nature] = "conflict"
    default_message: ClassVar[str] = "This cannot be done."

    def __init__(self, message: str | None = None, *, field: str | None = None) -> None:
        self.message = message or self.default_message
        self.field = field
        super().__init__(self.message)


class BadInput(ClaimsError):
    """What was sent cannot be understood or is incomplete: "This value is not valid." """

    code = "bad_input"
    nature = "invalid"
    default_message = "This value is not valid."


class TextEmpty(BadInput):
    """Nothing to read: "The text is empty: it has no visible characters." """

    code = "text_empty"
    default_message = "The text is empty: it has no visible characters."


class TextTooLong(BadInput):
    """Over a stated limit: "The text is too long." The message given names the limit and the length."""

    code = "text_too_long"
    default_message = "The text is too long."


class BadCharacters(BadInput):
    """A character no database or browser can carry: "The text has a character that cannot be stored."

    The message given names the character and its position.
    """

    code = "bad_characters"
    default_message = "The text has a character that cannot be stored."


class EvidenceMissing(BadInput):
    """A rating that rests on sources came without any: "This rating needs a piece of evidence." """

    code = "evidence_missing"
    default_message = "This rating needs at least one piece of evidence: a link to a source."


class ReasonMissing(BadInput):
    """A step that must be explained was not: "Please give a reason." """

    code = "reason_missing"
    default_message = "Please give a reason: it is kept with the decision."


class BadLink(BadInput):
    """An address nobody can follow: "This is not a web address that can be opened." """

    code = "bad_link"
    default_message = "This is not a web address that can be opened: it must start with http:// or https://."


class BadImport(BadInput):
    """A file or feed that cannot become an article: "This cannot be read as an article." """

    code = "bad_import"
    default_message = "This cannot be read as an article."


class AnchorMismatch(ClaimsError):
    """Quote and position disagree: "The quote does not match the article's text at this position."

    `current` holds the words that stand there, so that the sender can compare.
    """

    code = "anchor_mismatch"
    default_message = "The quote does not match the article's text at this position."

    def __init__(self, message: str | None = None, *, field: str | None = "quote", current: str = "") -> None:
        super().__init__(message, field=field)
        self.current = current


class AnchorLost(ClaimsError):
    """The words are gone from this version: "The claim's words are no longer in the article." """

    code = "anchor_lost"
    default_message = "The claim's words are no longer in the article."


class AlreadyReviewed(ClaimsError):
    """One active review per person and claim: "You have already reviewed this claim." """

    code = "already_reviewed"
    default_message = "You have already reviewed this claim. You can revise your review instead."


class SameClaim(ClaimsError):
    """Two claims may not say the same on the same words: "Another claim says exactly this already." """

    code = "same_claim"
    default_message = "Another claim says exactly this already."


class OwnClaim(ClaimsError):
    """Nobody reviews what they wrote: "You proposed this claim, so somebody else reviews it." """

    code = "own_claim"
    default_message = "You proposed this claim, so somebody else reviews it."


class OwnReview(ClaimsError):
    """Nobody decides over their own review: "You reviewed this claim, so another editor adjudicates it." """

    code = "own_review"
    default_message = "You reviewed this claim, so another editor adjudicates it."


class ClaimClosed(ClaimsError):
    """A withdrawn claim takes no more work: "This claim is closed and can no longer be changed." """

    code = "claim_closed"
    default_message = "This claim is closed and can no longer be changed."


class NotConflicting(ClaimsError):
    """Only a conflict is adjudicated: "The reviewers of this claim do not conflict." """

    code = "not_conflicting"
    default_message = "The reviewers of this claim do not conflict, so there is nothing to adjudicate."


class NotReady(ClaimsError):
    """The gate is shut: "This verdict is not ready to be published." `missing` names the items of the gate."""

    code = "not_ready"
    default_message = "This verdict is not ready to be published."

    def __init__(self, message: str | None = None, *, field: str | None = None, missing: Sequence[str] = ()) -> None:
        super().__init__(message, field=field)
        self.missing = list(missing)


class AlreadyPublic(ClaimsError):
    """One public verdict for each claim: "A verdict on this claim is public already." """

    code = "already_public"
    default_message = "A verdict on this claim is public already. Correct it, resume it or take it back."


class NotPublic(ClaimsError):
    """Nothing to take back or correct: "No verdict on this claim is public." """

    code = "not_public"
    default_message = "No verdict on this claim is public."


class NothingToCorrect(ClaimsError):
    """A correction changes something: "This is what the public reads already." """

    code = "nothing_to_correct"
    default_message = "This is what the public reads already: neither the decision nor the summary differs."


class DecidedOtherwise(ClaimsError):
    """What the desk no longer says is not said again: "The desk no longer says what this verdict says." """

    code = "decided_otherwise"
    default_message = "The desk no longer says what this verdict says. Decide the claim, then correct the verdict."


class CannotUndo(ClaimsError):
    """Too late, or somebody built on it: "This can no longer be undone." """

    code = "cannot_undo"
    default_message = "This can no longer be undone."


class NotYours(ClaimsError):
    """Somebody else's work: "Only the person who wrote this can change it." """

    code = "not_yours"
    nature = "forbidden"
    default_message = "Only the person who wrote this can change it."


class StaleEdit(ClaimsError):
    """Saved over by somebody else meanwhile: "Somebody else changed this meanwhile."

    `revision` is the object's present revision and `texts` its present texts by field name, so that
    a door can show both wordings side by side and nothing that was typed is lost.
    """

    code = "stale_edit"
    nature = "stale"
    default_message = "Somebody else changed this meanwhile. Compare both wordings and save again."

    def __init__(
        self,
        message: str | None = None,
        *,
        revision: int,
        texts: Mapping[str, str],
        field: str | None = None,
    ) -> None:
        super().__init__(message, field=field)
        self.revision = revision
        self.texts = dict(texts)


class KeyReused(ClaimsError):
    """One Idempotency-Key for two different requests: "This key was used for another request." """

    code = "key_reused"
    default_message = "This Idempotency-Key was used for another request. Give each request a key of its own."
