"""The stages, in order, and the loop that runs them over articles."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

from claims.splitting import model
from claims.splitting.article import Article
from claims.splitting.batches import batches
from claims.splitting.document import Split
from claims.splitting.languages import NAMES, primary, reads_like
from claims.splitting.outcome import outcome
from claims.splitting.plain import sentence_claims
from claims.splitting.safety import safely
from claims.splitting.stages import (
    adverbials,
    afterwards,
    again,
    agreeing,
    amounts,
    antecedents,
    appositions,
    attachments,
    bearers,
    belonging,
    brackets,
    callings,
    choice,
    clauses,
    colleagues,
    complements,
    counterparts,
    courts,
    definites,
    denied,
    depicted,
    described,
    descriptions,
    enumerations,
    finishing,
    finite,
    fragments,
    gapping,
    halves,
    hearers,
    held,
    hidden,
    hollow,
    hypotheses,
    indirect,
    instances,
    interposed,
    inverted,
    items,
    joined,
    joints,
    judged,
    labels,
    limits,
    lines,
    linkwords,
    lists,
    measured,
    mending,
    messages,
    misplaced,
    misread,
    mistaken,
    names,
    nearest,
    nominals,
    openings,
    outcomes,
    overruns,
    pairing,
    pairs,
    parsing,
    participles,
    paying,
    peaks,
    places,
    possessives,
    postponed,
    predicates,
    purporting,
    quotations,
    ranking,
    rates,
    reached,
    reading,
    recognizing,
    rejoining,
    relatives,
    repair,
    repeats,
    restricting,
    resuming,
    rows,
    scopes,
    selection,
    sentences,
    series,
    sharing,
    sources,
    speech,
    standpoints,
    strays,
    subjects,
    swallowed,
    tallies,
    telegraphic,
    telling,
    titles,
    torn,
    trailing,
    turned,
    unheard,
    unstated,
    verbless,
    voices,
    wholes,
)
from claims.splitting.words import languages, lexicon

Stage = Callable[[Sequence[Article]], None]


def each(run: Callable[[Article], None]) -> Stage:
    """A stage that looks at one article at a time."""

    def over(articles: Sequence[Article]) -> None:
        for article in articles:
            run(article)

    return over


STAGES: tuple[tuple[str, Stage], ...] = (
    ("lines", each(lines.run)),
    ("reading", each(reading.run)),
    ("sentences", each(sentences.run)),
    ("repair", each(repair.run)),
    ("messages", messages.run),
    ("parsing", parsing.run),
    ("recognizing", each(recognizing.run)),
    ("mending", each(mending.run)),
    ("verbless", each(verbless.run)),
    ("misread", each(misread.run)),
    ("purporting", each(purporting.run)),
    ("courts", each(courts.run)),
    ("mistaken", each(mistaken.run)),
    ("unheard", each(unheard.run)),
    ("rejoining", each(rejoining.run)),
    ("torn", each(torn.run)),
    ("labels", each(labels.run)),
    ("sources", each(sources.run)),
    ("swallowed", each(swallowed.run)),
    ("callings", each(callings.run)),
    ("finite", each(finite.run)),
    ("afterwards", each(afterwards.run)),
    ("openings", each(openings.run)),
    ("hearers", each(hearers.run)),
    ("belonging", each(belonging.run)),
    ("attachments", each(attachments.run)),
    ("outcomes", each(outcomes.run)),
    ("wholes", each(wholes.run)),
    ("hidden", each(hidden.run)),
    ("halves", each(halves.run)),
    ("joints", each(joints.run)),
    ("rows", each(rows.run)),
    ("telling", each(telling.run)),
    ("judged", each(judged.run)),
    ("interposed", each(interposed.run)),
    ("linkwords", each(linkwords.run)),
    ("nearest", each(nearest.run)),
    ("resuming", each(resuming.run)),
    ("antecedents", each(antecedents.run)),
    ("bearers", each(bearers.run)),
    ("agreeing", each(agreeing.run)),
    ("strays", each(strays.run)),
    ("postponed", each(postponed.run)),
    ("reached", each(reached.run)),
    ("misplaced", each(misplaced.run)),
    ("colleagues", each(colleagues.run)),
    ("tallies", each(tallies.run)),
    ("paying", each(paying.run)),
    ("overruns", each(overruns.run)),
    ("trailing", each(trailing.run)),
    ("series", each(series.run)),
    ("amounts", each(amounts.run)),
    ("rates", each(rates.run)),
    ("pairs", each(pairs.run)),
    ("peaks", each(peaks.run)),
    ("voices", each(voices.run)),
    ("enumerations", each(enumerations.run)),
    ("items", each(items.run)),
    ("lists", each(lists.run)),
    ("selection", each(selection.run)),
    ("predicates", each(predicates.run)),
    ("subjects", each(subjects.run)),
    ("inverted", each(inverted.run)),
    ("speech", each(speech.run)),
    ("standpoints", each(standpoints.run)),
    ("quotations", each(quotations.run)),
    ("indirect", each(indirect.run)),
    ("relatives", each(relatives.run)),
    ("participles", each(participles.run)),
    ("adverbials", each(adverbials.run)),
    ("charges", each(courts.settle)),
    ("restricting", each(restricting.run)),
    ("held", each(held.run)),
    ("denied", each(denied.run)),
    ("hypotheses", each(hypotheses.run)),
    ("depicted", each(depicted.run)),
    ("scopes", each(scopes.run)),
    ("limits", each(limits.run)),
    ("complements", each(complements.run)),
    ("sharing", each(sharing.run)),
    ("joined", each(joined.run)),
    ("instances", each(instances.run)),
    ("turned", each(turned.run)),
    ("titles", each(titles.run)),
    ("names", each(names.run)),
    ("counterparts", each(counterparts.run)),
    ("definites", each(definites.run)),
    ("described", each(described.run)),
    ("again", each(again.run)),
    ("telegraphic", each(telegraphic.run)),
    ("clauses", each(clauses.run)),
    ("gapping", each(gapping.run)),
    ("pairing", each(pairing.run)),
    ("appositions", each(appositions.run)),
    ("brackets", each(brackets.run)),
    ("places", each(places.run)),
    ("possessives", each(possessives.run)),
    ("descriptions", each(descriptions.run)),
    ("measured", each(measured.run)),
    ("nominals", each(nominals.run)),
    ("unshown", each(depicted.sift)),
    ("fragments", each(fragments.run)),
    ("unstated", each(unstated.run)),
    ("finishing", each(finishing.run)),
    ("choice", each(choice.run)),
    ("hollow", each(hollow.run)),
    ("wording", each(finishing.word)),
    ("repeats", each(repeats.run)),
    ("ranking", each(ranking.run)),
    ("settling", each(finishing.settle)),
)

LIMIT = 1_000_000
"""Characters of an article that are split; what stands behind them is dropped with a note."""


def opened(text: str, language: str) -> Article:
    """The article as the first stage gets it, cut at the limit."""
    article = Article(text[:LIMIT], language, lexicon(language))
    if len(text) > LIMIT:
        article.notes.append(f"Only the first {LIMIT:,} of {len(text):,} characters were split.")
        article.drop(LIMIT, len(text), "pipeline", f"behind the first {LIMIT:,} characters")
    return article


def work(texts: Sequence[str], language: str, without: frozenset[str] = frozenset()) -> list[Split]:
    """Splits a batch. `without` names stages to leave out, for measuring what each is worth."""
    language = primary(language)
    if language not in languages() or model.package(language) is None:
        note = f"The splitter has no rules for the language {language!r}: every sentence is one claim."
        return [sentence_claims(text, language, note) for text in texts]
    return safely(lambda some: ruled(some, language, without), texts, language)


def ruled(texts: Sequence[str], language: str, without: frozenset[str]) -> list[Split]:
    """Runs the stages over a batch."""
    note = f"The text does not read like {NAMES.get(language, language)}, so every sentence is one claim."
    articles = {place: opened(text, language) for place, text in enumerate(texts) if reads_like(text, language)}
    for name, stage in STAGES:
        if name not in without:
            stage(list(articles.values()))
    return [
        outcome(articles[place]) if place in articles else sentence_claims(text, language, note)
        for place, text in enumerate(texts)
    ]


def split(text: str, *, language: str = "en") -> Split:
    """Claims of one article, in reading order. Never raises on any text.

    Offsets are code points of `text` as given, half-open.
    """
    return work([text], language)[0]


def split_many(texts: Iterable[str], *, language: str = "en", processes: int = 1) -> Iterator[Split]:
    """Claims of many articles, in order; `processes` > 1 shares them out among as many processes."""
    if processes < 2:
        for batch in batches(texts):
            yield from work(batch, language)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[Split]]] = deque()
        for batch in batches(texts):
            waiting.append(pool.submit(work, batch, language))
            if len(waiting) > 3 * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
