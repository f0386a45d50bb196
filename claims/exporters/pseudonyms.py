"""Names for reviewers in files: the same person has the same one, and nobody's own name is told."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.crypto import salted_hmac

from claims.choices import ClaimStatus
from claims.models.pseudonyms import IMPORTED

LENGTH = 12


class Pseudonyms:
    """A person's is made from their number with the desk's secret; one that came with a file stays what it was.

    While a conflict waits for an editor who is not to know who said what, the reviewers of each claim are merely
    numbered: a name that is the same elsewhere would tell.
    """

    def __init__(self) -> None:
        self._known: dict[int, str] = {}
        self._looked = False

    def of(self, person: int | None, *, status: str = "", place: int = 0) -> str | None:
        """`status` is the claim's, `place` the review's among the claim's."""
        if person is None:
            return None
        if status == ClaimStatus.CONFLICTING and settings.HIDE_REVIEWER_NAMES:
            return f"hidden-{place}"
        if not self._looked:
            self._known, self._looked = _imported(), True
        if person not in self._known:
            self._known[person] = _name_of(person)
        return self._known[person]


def _name_of(person: int) -> str:
    return salted_hmac("claims.exporters.reviewers", str(person), algorithm="sha256").hexdigest()[:LENGTH]


def _imported() -> dict[int, str]:
    people: Any = get_user_model()._default_manager.filter(username__startswith=IMPORTED, is_active=False)
    return {key: name.removeprefix(IMPORTED) for key, name in people.values_list("pk", "username")}
