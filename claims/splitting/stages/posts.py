"""Posts, captions and banners that quote: who speaks in '"They lied," reads the caption, posted by @account'.

Reads the parse and `article.quotes`; gives the noun, or the account, that names the post.
"""

from claims.splitting.article import Article, Tokens

POSTS = frozenset(
    [
        "post", "posts", "caption", "captions", "tweet", "tweets", "banner", "banners", "slogan", "slogans",
        "placard", "placards", "poster", "posters", "leaflet", "leaflets", "flyer", "flyers", "meme", "memes",
        "screenshot", "screenshots", "screengrab", "video", "videos", "clip", "clips", "footage", "hoax",
        "graphic", "infographic", "hashtag", "subtitles", "voiceover", "voice-over", "graffiti", "inscription",
        "billboard", "billboards", "sticker", "stickers", "headline", "headlines",
    ]
)  # fmt: skip
"""What carries words that nobody need have said."""
CARRIES = frozenset(
    (
        "words",
        "message",
        "text",
        "sign",
        "signs",
        "letter",
        "email",
        "chart",
        "graph",
        "map",
        "thread",
        "photo",
        "picture",
        "image",
    )
)
"""What carries words where it stands right in front of them, or right behind "reads"."""
READING = frozenset(("reads", "read", "reading", "says", "bears", "carries"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def post_in(article: Article, number: int) -> int:
    """The noun that names the post whose words a sentence quotes, or its account; -1 where there is none."""
    tokens, quotes, (first, end) = article.tokens, article.quotes, article.sentences[number]
    outside = [place for place in range(first, end) if not quotes[place]]
    named = [place for place in outside if tokens.lower[place] in POSTS or carries(tokens, place)]
    if not named:
        return -1
    account = next((place for place in outside if tokens.text[place][0] == "@" and tokens.length[place] > 1), -1)
    subject = next((place for place in named if tokens.dep[place] in SUBJECTS), named[-1])
    return account if account >= 0 else subject


def carries(tokens: Tokens, place: int) -> bool:
    """ "under the words", "reads the sign"."""
    if tokens.lower[place] not in CARRIES:
        return False
    behind = tokens.form[place + 1 : place + 3]
    return '"' in behind or any(word in READING for word in tokens.lower[max(place - 2, 0) : place + 2])


def posts(article: Article) -> dict[int, int]:
    """The post of each sentence that quotes one, by the sentence's number."""
    tokens, quotes = article.tokens, article.quotes
    found: dict[int, int] = {}
    if not tokens.holds(POSTS) and not tokens.holds(CARRIES):
        return found
    for number, (first, end) in enumerate(article.sentences):
        inside = [place for place in range(first, end) if quotes[place]]
        if inside and len(inside) < end - first and (post := post_in(article, number)) >= 0:
            found[number] = post
    return found


def post_before(article: Article, number: int) -> int:
    """The post that the sentence before tells of, in the same line, as its subject; or -1."""
    tokens, (first, _) = article.tokens, article.sentences[number]
    if not number or tokens.line[first - 1] != tokens.line[first] or not tokens.holds(POSTS):
        return -1
    before, end = article.sentences[number - 1]
    told = (place for place in range(before, end) if tokens.lower[place] in POSTS)
    return next((place for place in told if tokens.dep[place] in SUBJECTS), -1)


def posted(article: Article) -> set[int]:
    """The words inside the quotation marks of posts, and those of a claim that is checked."""
    found: set[int] = set()
    lines, tokens = article.lines, article.tokens
    claims = {number for number, line in enumerate(lines) if line.spoken and line.voice.startswith("the ")}
    if claims:
        found.update(place for place, line in enumerate(tokens.line) if line in claims)
    if any(article.quotes):
        numbers = theirs(article)
        if numbers:
            found.update(place for place, quote in enumerate(article.quotes) if quote in numbers)
    return found


def theirs(article: Article) -> set[int]:
    """The numbers of the quotations that are the words of posts."""
    found: set[int] = set()
    said = {frame.sentence for frame in article.frames.values() if is_somebody_s(article, frame.speaker)}
    for number in posts(article):
        if number not in said:
            found.update(article.quotes[slice(*article.sentences[number])])
    return found - {0}


def is_somebody_s(article: Article, speaker: int | None) -> bool:
    """Whether a speaker is a person or body, and no post."""
    return speaker is not None and speaker >= 0 and not is_post(article.tokens, speaker)


def is_post(tokens: Tokens, place: int) -> bool:
    return tokens.lower[place] in POSTS or tokens.lower[place] in CARRIES or tokens.text[place][0] == "@"
