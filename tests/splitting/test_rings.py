"""Rules of the parse on trees that no parser would give: none may make a ring of words, raise or go on forever."""

from collections.abc import Iterator
from copy import deepcopy
from itertools import product

import pytest

from claims.splitting import pipeline
from claims.splitting.article import Tokens
from claims.splitting.stages import parsing
from claims.splitting.stages.mending import hangs_on

TOLD = (
    ("outcomes", "Floods have left at least 40 people dead, 200 injured and thousands homeless."),
    ("fitting", "He had married Nora Quill, a botanist ten years his junior, in Orlin."),
    ("fitting", "It took Ada Brook and her brother nine years to build the dam."),
    ("fitting", "Brook asked the miners to go to court rather than onto the streets."),
    ("officials", "The board declared its candidate, Ada Brook, winner of the poll."),
    ("officials", "The scandal began when a driver from Skerry, Ivor Lund, complained to the board."),
    ("telling", "The agency said 80 had been led out, most of them by neighbors, and that hopes were low."),
    ("telling", "Protection waned, however: by the second year efficacy had fallen."),
    ("overruns", "The ferry, three years late and 40 million euros over budget, was built by Halden."),
    ("paying", "The court fined Anton Weld, who ran the port until 2018, 6 million euros."),
    ("callings", "Dr. Ilse Marr, lead author of the study, warned that the ice was thinning."),
    ("items", "Officers seized 3 kg of heroin, a rifle and £9,000 in cash."),
    ("joints", "The firm has a debt of 3 million crowns, two halls and a bus."),
    ("hidden", "Prices more than made up for the losses of the year."),
    ("swallowed", "The match turned in the second half, and defender Emil Brook followed him."),
    ("antecedents", "The son of one patient, Ada Brook, found it."),
    ("rates", "The museum will show at most ten paintings."),
    ("formerly", "Sales of records, once a big part of the trade, plunged."),
    ("misread", "One adult in four smokes daily."),
    ("linkwords", "The bank is open to a merger, but only if it keeps its name."),
    ("amounts", "The firm expects sales of between £5m and £7m."),
    ("amounts", "The man spent £61,000 on cruises, £38,500 on a horse and £12,000 on a tub."),
    ("enumerations", "The town has banned the measles, mumps and rubella vaccine."),
    ("pairs", "The bank lent 20 million to Mali, 30 million to Niger and 12 million to Chad."),
    ("mending", "He signed it on board the ferry."),
    ("attachments", "Prices rose 3% in the year to October."),
    ("halves", "Sales rose by 4% and profits by 9%."),
    ("halves", "It fell after two members of the League, Anton Hale and Greta Holt, left."),
    ("tallies", "Nine buses, no tickets, and Riga is waiting."),
    ("courts", "Some have had to leave, and six in ten of them have type B."),
    ("rows", "The mayor said the report was flawed and warned that it might mislead."),
)


def copied(tokens: Tokens, end: int) -> Tokens:
    """The first words of a parse, and no more; what hung behind them hangs on nothing."""
    found = deepcopy(tokens)
    for name in Tokens.__slots__:
        if len(tokens) == len(kept := getattr(found, name)) and isinstance(kept, list):
            setattr(found, name, kept[:end])
    found.head = [above if above < end else node for node, above in enumerate(found.head)]
    found.index, found.indexed, found.marked, found.vocabulary = {}, [], [], frozenset()
    return found


def shaken(tokens: Tokens) -> Iterator[Tokens]:
    """Parses that break off anywhere, and all those in which one word has taken a place over another one."""
    size = len(tokens)
    yield from (copied(tokens, end) for end in range(1, size + 1))
    for low, high in product(range(size), range(size)):
        if not hangs_on(tokens, high, low):
            found, top = copied(tokens, size), tokens.head[high]
            found.head[low], found.head[high] = low if top == high else top, low
            yield found


def refuse(*_: object) -> None:
    raise AssertionError("a rule hung a word on what hangs on it")


@pytest.mark.parametrize(("name", "text"), TOLD)
def test_a_rule_makes_no_ring_of_any_tree(name: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    article, stages = pipeline.opened(text, "en"), dict(pipeline.STAGES)
    for before, stage in pipeline.STAGES:
        if before == name:
            break
        stage([article])
    monkeypatch.setattr(parsing, "break_rings", refuse)
    for tokens in shaken(article.tokens):
        parsing.link(tokens)
        article.tokens, article.sentences, article.halves = tokens, [(0, len(tokens))], {}
        stages[name]([article])
        parsing.link(tokens)
