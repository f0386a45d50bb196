"""Why a page was not fetched: a short fixed list, so that an answer says nothing about the machine behind it."""

from claims.errors import ClaimsError


class CannotFetch(ClaimsError):
    """Base of the five answers: "The page cannot be fetched." """

    code = "fetch_refused"
    nature = "invalid"
    default_message = "The page cannot be fetched."

    def __init__(self, message: str | None = None, *, field: str | None = "url") -> None:
        super().__init__(message, field=field)


class BadAddress(CannotFetch):
    """The address itself is at fault: "This is not a web address that can be opened." """

    code = "fetch_bad_url"
    default_message = (
        "This is not a web address that can be opened: it must start with http:// or https://, "
        "without a user name and without an unusual port."
    )


class NotReachable(CannotFetch):
    """Nobody answered, somebody who may not be asked would have, or the answer was no page."""

    code = "fetch_not_reachable"
    default_message = "The page could not be reached. Open it in a browser, then paste its text here."


class TooLarge(CannotFetch):
    """More than is taken: "The page is too large." """

    code = "fetch_too_large"
    default_message = "The page is too large. Open it in a browser, then paste its text here."


class TooSlow(CannotFetch):
    """Not there in time: "The page took too long to arrive." """

    code = "fetch_too_slow"
    default_message = "The page took too long to arrive. Try again later, or paste its text here."


class NotText(CannotFetch):
    """Pictures, programs, unknown encodings: "There is no text at this address that can be read." """

    code = "fetch_not_text"
    default_message = "There is no text at this address that can be read: only web pages, plain text, PDF and feeds."
