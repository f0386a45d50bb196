"""The body of an answer: whole, decompressed by us, and never more than agreed."""

import zlib
from collections.abc import Iterator
from http.client import HTTPException, HTTPResponse

from claims.fetching.policy import Policy
from claims.fetching.refusals import NotReachable, NotText, TooLarge
from claims.fetching.wire import CHUNK

# Below this size a high ratio is white space, not an attack.
RATIO_COUNTS_FROM = 200_000


def read_body(response: HTTPResponse, policy: Policy) -> bytes:
    """Read and decompress. Raises TooLarge past the size or the ratio, NotText for an encoding not asked for,
    NotReachable for a body that ends early."""
    if response.length is not None and response.length > policy.body_limit:
        raise TooLarge
    encoding = ", ".join(response.headers.get_all("Content-Encoding", [])).strip().lower()
    if encoding in {"", "identity"}:
        return _joined(_pieces(response), policy)
    if encoding in {"gzip", "x-gzip", "deflate"}:
        return _joined(_inflated(_pieces(response), policy), policy)
    raise NotText


def _pieces(response: HTTPResponse) -> Iterator[bytes]:
    try:
        while piece := response.read(CHUNK):
            yield piece
    except (OSError, HTTPException, ValueError):
        raise NotReachable from None
    if response.length:
        raise NotReachable


def _joined(pieces: Iterator[bytes], policy: Policy) -> bytes:
    whole = bytearray()
    for piece in pieces:
        whole += piece
        if len(whole) > policy.body_limit:
            raise TooLarge
    return bytes(whole)


def _inflated(pieces: Iterator[bytes], policy: Policy) -> Iterator[bytes]:
    # 32 more than the window's size: gzip or zlib, whichever the header says.
    machine = zlib.decompressobj(zlib.MAX_WBITS | 32)
    taken = given = 0
    try:
        for piece in pieces:
            taken += len(piece)
            while piece:
                out = machine.decompress(piece, CHUNK)
                piece = machine.unconsumed_tail
                given += len(out)
                if given > max(RATIO_COUNTS_FROM, taken * policy.ratio_limit):
                    raise TooLarge
                yield out
        yield machine.flush()
    except zlib.error:
        raise NotText from None
    if not machine.eof:
        raise NotReachable
