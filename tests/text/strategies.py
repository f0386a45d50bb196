"""Texts that have gone wrong somewhere before: emoji, marks, flags, right-to-left, line ends."""

from hypothesis import strategies as st

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
WAVE = "\U0001f44b\U0001f3fd"
RAINBOW_FLAG = "\U0001f3f3\ufe0f\u200d\U0001f308"
FLAG = "\U0001f1f2\U0001f1f1"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
CAFE = "cafe\u0301"
HEBREW = "שלום עולם"
ARABIC = "\u202eمرحبا\u202c"
HANGUL = "\u1112\u1161\u11ab"
HINDI = "\u0915\u094d\u0937\u093f"
THAI = "\u0e01\u0e33"

LINE_ENDS = ["\r\n", "\r", "\n", "\x85", "\u2028", "\u2029"]
INVISIBLE = ["\ufeff", "\u200b", "\u0301", "\u200d", "\ufe0f"]
CLUSTERS = [
    FAMILY,
    WAVE,
    RAINBOW_FLAG,
    FLAG,
    FLAG + FLAG,
    SCOTLAND,
    CAFE,
    HEBREW,
    ARABIC,
    HANGUL,
    HINDI,
    THAI,
]
PLAIN = ["the ", "PM ", "said ", "in 2014 ", ". ", "a", "b", "aa", " "]

pieces = st.sampled_from([*CLUSTERS, *LINE_ENDS, *INVISIBLE, *PLAIN])
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
texts = st.lists(pieces | any_text, max_size=20).map("".join)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, int, int]:
    """Draw a text and a non-empty range of it."""
    text = draw(texts.filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return text, start, end
