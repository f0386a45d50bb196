"""The only room that opens a connection to the outside.

An address is read strictly, its name is resolved once, every answer is checked, and the connection
goes to the checked address while TLS keeps the name. Proxies of the environment are not asked.

It stands on the standard library's `http.client` reader over a socket of our own: of the libraries for
this, none keeps a limit on the whole time and few one on the size, so those would be ours in any case.
"""

from claims.fetching.fetch import Page, check_target, fetch, send
from claims.fetching.policy import Policy
from claims.fetching.refusals import BadAddress, CannotFetch, NotReachable, NotText, TooLarge, TooSlow

__all__ = [
    "BadAddress",
    "CannotFetch",
    "NotReachable",
    "NotText",
    "Page",
    "Policy",
    "TooLarge",
    "TooSlow",
    "check_target",
    "fetch",
    "send",
]
