"""Signs that a typesetter changes and a writer does not: kinds of quotation marks, dashes and blanks."""

# One sign for one, so that positions stay.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛‹›′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
    }
)


def plain(text: str) -> str:
    """The text as a typewriter has it, every character where it was; texts that differ in typesetting are alike."""
    return text.translate(_PLAIN)
