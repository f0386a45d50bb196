"""Words the parser is known to misread, replaced for its eyes only; the article's own words stay.

"PM" before a name is read as a time of day, so the parser sees "premier", and "and" in "founder & CEO". A headline
in capitals or in small letters is shown to it in the spelling its words have in the story.
Reads tokens; gives `tokens.form`.
"""

from collections import Counter

from claims.splitting.article import Article, Tokens


def swap(tokens: Tokens, table: dict[str, str]) -> None:
    text, form = tokens.text, tokens.form
    for index, word in enumerate(text):
        known = table.get(word)
        if known is not None and not (index and text[index - 1][:1].isdigit()):
            form[index] = known


def spellings(tokens: Tokens, headlines: set[int]) -> tuple[Counter[str], Counter[str]]:
    """How often the story writes a word small, and capitalized inside a sentence."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for index, word in enumerate(tokens.text):
        if tokens.line[index] in headlines or not word[0].isalpha():
            continue
        if word[0].islower():
            small[word] += 1
        elif not tokens.opens[index]:
            capital[tokens.lower[index]] += 1
    return small, capital


def styled(words: list[str]) -> str:
    """How a headline is written: "capitals" (most long words capitalized), "small" (no capital) or "plain"."""
    long = [word for word in words if word[0].isalpha() and len(word) > 3]
    capitals = sum(word[0].isupper() for word in long)
    if len(long) >= 3 and capitals >= 0.7 * len(long):
        return "capitals"
    return "plain" if any(word[0].isupper() for word in words) else "small"


def respell(article: Article, first: int, end: int, small: Counter[str], capital: Counter[str]) -> None:
    tokens = article.tokens
    style = styled(tokens.text[first:end])
    if style == "plain":
        return
    for index in range(first, end):
        word = tokens.lower[index]
        if capital[word] > small[word]:
            tokens.form[index] = word.capitalize()
        elif (
            style == "capitals"
            and index > first
            and (small[word] or (tokens.text[index].istitle() and not capital[word]))
        ):
            tokens.form[index] = word


VERBAL = frozenset(("Were", "Was", "Is", "Are", "Has", "Had", "Have", "Did", "Do", "Does", "Be", "Said", "Can"))
SURNAME = "Walker"


def surnames(article: Article) -> None:
    """ "commander Joseph Were said": a capital inside a sentence tells a name, whatever the word means in small."""
    tokens = article.tokens
    text, opens = tokens.text, tokens.opens
    for word in VERBAL.intersection(text):
        for index in [place for place, one in enumerate(text) if one == word]:
            if not index or opens[index] or opens[index - 1] or not text[index - 1].istitle():
                continue
            if text[index + 1 : index + 2] and (text[index + 1][0].isupper() or text[index + 1] in ("n't", "n’t")):
                continue  # "Attention Is All You Need"
            first, end = next(span for span in article.sentences if span[0] <= index < span[1])
            if text[index - 1] not in VERBAL and styled(text[first:end]) != "capitals":
                tokens.form[index] = SURNAME


AMPERSAND = frozenset("&")


def ampersands(article: Article) -> None:
    """ "founder & CEO": between common words or offices "&" is an "and"; in "Brisk & Cole" it is part of a name."""
    tokens, offices = article.tokens, article.lexicon["offices", "roles"]
    for index in [place for place, sign in enumerate(tokens.text) if sign == "&"]:
        if 0 < index < len(tokens) - 1 and tokens.space[index] and tokens.space[index - 1]:
            beside = (index - 1, index + 1)
            common = all(tokens.text[one].isalpha() for one in beside) and tokens.text[index - 1].islower()
            if common or all(tokens.lower[one] in offices for one in beside):
                tokens.form[index] = "and"


def run(article: Article) -> None:
    tokens = article.tokens
    surnames(article)
    headlines = {number for number, line in enumerate(article.lines) if line.headline}
    if headlines and len(headlines) < len(article.lines):
        small, capital = spellings(tokens, headlines)
        for first, end in article.sentences:
            if tokens.line[first] in headlines:
                respell(article, first, end, small, capital)
    if tokens.holds(AMPERSAND):
        ampersands(article)
    swap(tokens, article.lexicon.pairs("swaps"))
