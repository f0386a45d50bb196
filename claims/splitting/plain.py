"""Languages without word lists or model: every sentence is a claim, with a note that says so."""

import re

from claims.splitting.document import DraftClaim, Sentence, Split

SENTENCE = re.compile(
    r"[^\s.!?…。！？۔।][^\n.!?…。！？۔।]*(?:[.!?…](?=\w)[^\n.!?…。！？۔।]*)*[.!?…。！？۔।]*[\"'”’»)\]]*"
)
QUESTION = re.compile(r"[?？؟][\"'”’»)\]]*$")
WORDS = 3
"""Shorter pieces of a line (headings, names) are no claims, unless the script writes no spaces."""


def sentence_claims(text: str, language: str, note: str) -> Split:
    found = [(match.start(), match.end()) for match in SENTENCE.finditer(text)]
    claims = tuple(
        DraftClaim(
            text=text[start:end].strip(),
            start=start,
            end=end,
            spans=((start, end),),
            kind="asserted",
            speaker="",
            sentence=(start, end),
            check_worthiness=0.5,
            reasons=("whole sentence, not analyzed",),
        )
        for start, end in found
        if not QUESTION.search(text[start:end]) and long_enough(text[start:end])
    )
    return Split(claims, (), tuple(Sentence(start, end) for start, end in found), language, (note,))


def long_enough(sentence: str) -> bool:
    return len(sentence.split()) >= WORDS or (not sentence.isascii() and len(sentence) >= 3 * WORDS)
