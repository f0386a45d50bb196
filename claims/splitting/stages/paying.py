"""Amounts behind an aside: "fined Orin Bask, who led the bank until 2019, 4 million euros".

The parser takes such an amount for another name of whoever gets or pays it; the verb asks for it.
Reads the parse; changes `head`, `dep` and the edges of subtrees.
"""

from claims.splitting.article import Article, Tokens
from claims.splitting.chunks import AMOUNT, Chunk, chunk, settle
from claims.splitting.stages.asking import Whole
from claims.splitting.stages.mending import hangs_on
from claims.splitting.stages.parsing import link

PAYING = frozenset(
    [
        "fine", "fines", "fined", "fining", "pay", "pays", "paid", "paying", "cost", "costs", "costing", "owe",
        "owes", "owed", "owing", "lend", "lends", "lent", "lending", "award", "awards", "awarded", "awarding",
        "give", "gives", "gave", "given", "giving", "offer", "offers", "offered", "offering", "send", "sends",
        "sent", "sending", "charge", "charges", "charged", "charging", "promise", "promises", "promised",
        "promising", "grant", "grants", "granted", "loan", "loaned", "hand", "handed", "save", "saves", "saved",
        "earn", "earned", "earns", "leave", "left", "win", "won", "net", "netted", "refund", "refunded",
    ]
)  # fmt: skip
"""Verbs with somebody and an amount."""
MONEY = frozenset(
    [
        "million", "billion", "trillion", "dollars", "euros", "pounds", "pence", "cents", "yen", "francs", "crowns",
        "rupees", "pesos", "rubles", "roubles", "yuan", "dirhams", "kronor", "kroner", "points", "shares",
    ]
)  # fmt: skip
LONGEST = 40  # tokens of an aside


def is_money(tokens: Tokens, one: Chunk) -> bool:
    return any(
        tokens.tag[at] in ("$", "#") or tokens.lower[at] in MONEY or tokens.entity[at] == "MONEY"
        for at in range(one.start, one.end)
    )


def amount_behind(tokens: Tokens, noun: int, end: int) -> tuple[int, Chunk] | None:
    """The comma that opens an aside behind a noun, and the amount behind the comma that closes it."""
    opening = noun + 1
    if tokens.form[opening : opening + 1] != [","]:
        return None
    for closing in range(opening + 2, min(end - 1, opening + LONGEST)):
        if tokens.form[closing] != ",":
            continue
        found = chunk(tokens, closing + 1, end)
        if found is not None and found.kind == AMOUNT and found.led < 0 and is_money(tokens, found):
            return opening, found
    return None


def is_asked_for(tokens: Tokens, verb: int, noun: int, opening: int, amount: Chunk) -> bool:
    """Whether the amount has nothing else to belong to: it hangs on the noun or its aside, and no list goes on."""
    behind = tokens.lower[amount.end : amount.end + 1]
    above = tokens.head[amount.head]
    renames = tokens.dep[amount.head] in ("appos", "npadvmod", "conj", "dobj", "dep", "nummod")
    within = noun <= above < amount.start and (hangs_on(tokens, above, noun) or tokens.head[opening + 1] > noun)
    listed = behind in (["and"], ["or"]) or tokens.lower[amount.start - 2 : amount.start - 1] in (["and"], ["or"])
    own = any(tokens.dep[kid] == "dobj" and kid > amount.start for kid in tokens.kids[verb])
    return renames and within and not listed and not own and not hangs_on(tokens, verb, amount.head)


def pay(tokens: Tokens, verb: int, end: int) -> bool:
    noun = next((kid for kid in tokens.kids[verb] if kid > verb and tokens.dep[kid] in ("dobj", "dative")), -1)
    found = amount_behind(tokens, noun, end) if noun > 0 and tokens.tag[noun][:2] in ("NN", "PR") else None
    if found is None or not is_asked_for(tokens, verb, noun, *found):
        return False
    opening, amount = found
    settle(tokens, amount, verb, "dobj")
    tokens.dep[noun] = "dative"
    for kid in tokens.kids[verb]:
        if opening < kid < amount.start and tokens.dep[kid] in ("dobj", "attr", "oprd"):
            tokens.head[kid], tokens.dep[kid] = noun, "appos"  # "the port, the largest in the region,"
    for place in (opening, amount.start - 1):
        tokens.head[place], tokens.dep[place] = noun, "punct"
    for index in range(amount.end, end):
        if tokens.dep[index] == "prep" and noun <= tokens.head[index] < amount.start:
            tokens.head[index] = verb
    return True


def run(article: Article) -> None:
    tokens, changed = article.tokens, False
    if not tokens.holds(PAYING):
        return
    whole = Whole(tokens)
    for _, first, end in article.speaking():
        for verb in range(first, end):
            if tokens.lower[verb] in PAYING and tokens.tag[verb][:2] == "VB":
                changed = (pay(tokens, verb, end) and whole.stays(verb)) or changed
    if changed:
        link(tokens)
