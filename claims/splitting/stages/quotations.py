"""Sentences that stand wholly in quotation marks are somebody's words, though the speaker is named next to them.

'"It is late," said Hale. "We must go."' -> the second sentence is Hale's as well. Answers of an interview are words
of nobody the text names. What follows "Hale:" at the start of a line is Hale's, and so is every clause inside the
marks of a sentence that says who speaks: '"I washed it," she recalled, "and I stayed."'
Reads `article.quotes` and frames; gives kind and speaker to the frames of such sentences, and `article.utterers`.
"""

from claims.splitting.article import Article, Frame
from claims.splitting.inflection import singular
from claims.splitting.stages.owners import TELLING
from claims.splitting.stages.posts import post_before, posts


def is_quoted(article: Article, first: int, end: int) -> bool:
    """Whether all words of a sentence stand in quotation marks."""
    words = [index for index in range(first, end) if article.tokens.text[index][0].isalnum()]
    return bool(words) and all(article.quotes[index] for index in words)


def speakers(article: Article) -> dict[int, int]:
    """Who speaks in each sentence that quotes somebody and says whom, by the sentence's number."""
    found: dict[int, int] = {}
    for frame in article.frames.values():
        quoted = article.quotes[frame.verb]
        if frame.kind != "attributed" or frame.speaker is None or quoted:
            continue
        first, end = article.sentences[frame.sentence]
        if any(article.quotes[first:end]):
            found[frame.sentence] = frame.speaker
    for number, post in posts(article).items():
        found.setdefault(number, post)
    for number, (first, end) in enumerate(article.sentences):
        if number not in found and article.quotes[first] and article.lines[article.tokens.line[first]].headline:
            found[number] = named_behind(article, first, end)
    return found


def named_behind(article: Article, first: int, end: int) -> int:
    """The only person a headline names behind the words it quotes: "'It is over': a talk with Ada Brook"; or -1."""
    tokens = article.tokens
    named = [
        place
        for place in range(first, end)
        if tokens.entity[place] == "PERSON" and (place + 1 == end or tokens.entity[place + 1] != "PERSON")
    ]
    if len(named) != 1 or article.quotes[named[0]]:
        return -1
    name = named[0]
    while tokens.entity[tokens.head[name]] == "PERSON" and tokens.head[name] != name:
        name = tokens.head[name]
    return name


def neighbor(article: Article, number: int, named: dict[int, int]) -> int:
    """The speaker of the sentence before in the same line, else of the one that ends the quotation."""
    tokens, sentences = article.tokens, article.sentences
    first, end = sentences[number]
    if number and tokens.line[sentences[number - 1][0]] == tokens.line[first] and number - 1 in named:
        return named[number - 1]
    quote = article.quotes[end - 1]
    for after in range(number + 1, min(number + 4, len(sentences))):
        start = sentences[after][0]
        if article.quotes[start] != quote or not quote:
            break
        if after in named:
            return named[after]
    who = asker(article, number)
    return who if who >= 0 else post_before(article, number)


def asker(article: Article, number: int) -> int:
    """'Ruiz asked: "Is it safe? We counted nine leaks."': whoever asks goes on; -1 where nobody does."""
    tokens, sentences = article.tokens, article.sentences
    if not number or number - 1 not in article.silent or article.quotes[sentences[number][0]] == 0:
        return -1
    before, end = sentences[number - 1]
    if article.quotes[end - 1] != article.quotes[sentences[number][0]]:
        return -1
    root = next((place for place in range(before, end) if tokens.head[place] == place), before)
    if article.quotes[root] or tokens.lower[root] not in article.lexicon["speech"] | {"asked", "asks"}:
        return -1
    return next((kid for kid in tokens.kids[root] if tokens.dep[kid] == "nsubj"), -1)


def assign(frames: list[Frame], speaker: int) -> None:
    for frame in frames:
        if frame.kind != "attributed":  # nor does what somebody admits in them hold for the article
            frame.kind, frame.speaker = "attributed", speaker


def labels(article: Article) -> dict[int, int]:
    """Who speaks in the lines that begin with a name and a colon, by the number of the line."""
    tokens, found = article.tokens, {}
    for first, end in article.sentences:
        if first and tokens.line[first - 1] == tokens.line[first]:
            continue
        colon = next((place for place in range(first + 1, min(first + 7, end - 2)) if tokens.form[place] == ":"), -1)
        if colon > 0 and names_a_speaker(article, first, colon):
            found[tokens.line[first]] = colon - 1
    return found


def names_a_speaker(article: Article, first: int, colon: int) -> bool:
    """Whether the words in front of a colon are a person's name or an office, and nothing else."""
    tokens, lexicon = article.tokens, article.lexicon
    last = colon - 1
    titled = tokens.lower[last] in lexicon["offices"] or tokens.lower[last] == "police"
    plain = all(tokens.tag[place] in ("NNP", "NNPS", "NN", "NNS", "DT", "JJ") for place in range(first, colon))
    return plain and (tokens.entity[last] in ("PERSON", "ORG") or titled or is_known(article, last))


def is_known(article: Article, name: int) -> bool:
    """Whether the story names a person by the word elsewhere."""
    tokens = article.tokens
    same = (place for place, word in enumerate(tokens.lower) if word == tokens.lower[name])
    return tokens.text[name][0].isupper() and any(tokens.entity[place] == "PERSON" for place in same)


def inside(article: Article, number: int, frames: list[Frame]) -> list[Frame]:
    """The clauses of a sentence that stand in quotation marks with their subject."""
    quotes, (first, _) = article.quotes, article.sentences[number]
    return [
        frame
        for frame in frames
        if quotes[frame.verb] and frame.own is not None and frame.own >= first and quotes[frame.own]
    ]


def run(article: Article) -> None:
    tokens = article.tokens
    answers = {number for number, line in enumerate(article.lines) if line.spoken}
    labeled = labels(article)
    if not answers and not labeled and not any(article.quotes):
        return
    article.utterers, frames = speakers(article), frames_of(article)
    named = article.utterers
    for number, first, end in article.speaking():
        if tokens.line[first] in answers:
            speak_for_oneself(article, frames.get(number, []))
            assign(frames.get(number, []), -1)
        elif is_quoted(article, first, end):
            named[number] = neighbor(article, number, named)
            assign(frames.get(number, []), named[number])
        elif tokens.line[first] in labeled:
            assign(frames.get(number, []), labeled[tokens.line[first]])
        elif number in named:
            assign(inside(article, number, frames.get(number, [])), named[number])
        name_oneself(article, frames.get(number, []), named.get(number, labeled.get(tokens.line[first], -1)))


def name_oneself(article: Article, frames: list[Frame], speaker: int) -> None:
    """'"I thought it was late," said Hale': it is Hale who thought so, and not "I" nor "our trial"."""
    for frame in frames:
        own = frame.speaker if frame.speaker is not None else -1
        if own >= 0 and speaker >= 0 and (article.tokens.lower[own] in ("i", "we") or is_our_own(article, own)):
            frame.speaker = speaker


def is_our_own(article: Article, own: int) -> bool:
    """ "our trial shows", "my figures prove": what whoever speaks goes by."""
    tokens = article.tokens
    ours = any(tokens.lower[kid] in ("our", "my") for kid in tokens.kids[own])
    return ours and singular(tokens.lower[own]) in TELLING and bool(article.quotes[own])


def speak_for_oneself(article: Article, frames: list[Frame]) -> None:
    """ "HALE: I think it is late": it is Hale who thinks so, as the line names him."""
    for frame in frames:
        own = frame.speaker if frame.speaker is not None else -1
        if own >= 0 and article.tokens.lower[own] in ("i", "we") and article.lines[article.tokens.line[own]].voice:
            frame.speaker = -1


def frames_of(article: Article) -> dict[int, list[Frame]]:
    found: dict[int, list[Frame]] = {}
    for frame in article.frames.values():
        found.setdefault(frame.sentence, []).append(frame)
    return found
