"""Language tags: well-formed by BCP 47, of a language that there is."""

import re
from functools import cache

from babel import Locale
from babel.core import get_global

TAG = re.compile(
    r"""(?P<language>[a-z]{2,3})(-[a-z]{3}){0,3}
        (-[a-z]{4})?                            # script
        (-([a-z]{2}|[0-9]{3}))?                 # region
        (-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*    # variants
        (-[a-wyz0-9](-[a-z0-9]{2,8})+)*         # extensions
        (-x(-[a-z0-9]{1,8})+)?                  # private use
    """,
    re.IGNORECASE | re.ASCII | re.VERBOSE,
)
# What names no single language: not coded, sign languages, and "any" as models of several languages are called.
_OTHERS = frozenset({"mis", "sgn", "xx"})
_PRIVATE = re.compile("q[a-t][a-z]")  # ISO 639-2 leaves these to whoever agrees on them


def is_language(tag: str) -> bool:
    """Whether a reader can look this tag up: `en`, `pt-BR`, `zh-Hant-TW`, also `und`, `mul` and `zxx`."""
    parts = TAG.fullmatch(tag)
    if parts is None:
        return False
    code = parts["language"].lower()
    return code in _codes() or _PRIVATE.fullmatch(code) is not None


@cache
def _codes() -> frozenset[str]:
    """The codes of ISO 639 as CLDR knows them: languages it names or places, and older codes of theirs."""
    named, placed, older = Locale("en").languages, get_global("likely_subtags"), get_global("language_aliases")
    return frozenset(re.split("[-_]", code)[0].lower() for code in [*named, *placed, *older]) | _OTHERS
