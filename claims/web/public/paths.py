"""Which addresses are the public's. Asked of the path alone, before anything else looks at the request."""

import re

PUBLIC = re.compile(r"/(verdicts(/(?!\d+/.).*)?|about/.*|oembed|sitemap(-\w+)?\.xml|robots\.txt)", re.DOTALL)


def is_public(path: str) -> bool:
    """Whether everybody gets the same answer here. `/verdicts/12/reply/` is a member's page."""
    return PUBLIC.fullmatch(path) is not None
