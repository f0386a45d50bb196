"""Throws mutated articles at the splitter and reports those that break a promise.

    python benchmarks/splitting_fuzz.py [--runs 1000000] [--seed 1] [--longest 300] FILE…

Promises: it never raises, it ends, every anchor lies inside the text, and the same text gives the same claims.
Prints one JSON line for each text that breaks one, until there are twenty, and one at the end.
"""

import argparse
import json
import random
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from claims.splitting import Split, safety, split_many
from claims.splitting.stages import parsing

BATCH = 500
PATIENCE, BATCH_PATIENCE = 2, 90
"""Processor time of a short text and of a batch of them, in seconds: some milliseconds and some seconds are usual."""
ENOUGH = 20  # faults, to mend first
NOISE = (
    "\ud800",
    "\udfff",
    "\x00",
    "\u202e",
    "\u200b",
    "\ufeff",
    "👩‍👩‍👧",
    "é",
    "ع",
    "中",
    "\r\n",
    "\n",
    "\t",
    "(",
    ")",
    '"',
    "'",
    "“",
    "”",
    "’s",
    "—",
    "-",
    ",",
    ".",
    "?",
    "!",
    ";",
    ":",
    "[",
    "]",
    " and ",
    " who ",
    " said ",
    " that ",
    ", ",
    " (",
    ") ",
    "0",
    "  ",
    "…",
    "%",
)


def mutated(text: str, dice: random.Random, longest: int) -> str:
    """At most `longest` characters of the text, cut, shuffled, doubled and sprinkled with troublesome characters."""
    start = dice.randrange(len(text))
    piece = text[start : start + dice.randrange(1, longest)]
    for _ in range(dice.randrange(1, 8)):
        place, kind = dice.randrange(len(piece) + 1), dice.randrange(5)
        if kind == 0:
            piece = piece[:place] + dice.choice(NOISE) + piece[place:]
        elif kind == 1:
            piece = piece[:place] + piece[place + dice.randrange(1, 20) :]
        elif kind == 2:
            piece = piece[place:] + piece[:place]
        elif kind == 3:
            piece = piece[:place] + piece[: dice.randrange(1, 40)] + piece[place:]
        else:
            piece = piece[:place] + dice.choice(NOISE) * dice.randrange(1, 30) + piece[place:]
    return piece


def broken(text: str, found: Split) -> str:
    """Which promise an outcome breaks, or an empty string."""
    for claim in found.claims:
        if not 0 <= claim.start < claim.end <= len(text):
            return "anchor outside the text"
        if any(not claim.start <= start < end <= claim.end for start, end in claim.spans):
            return "span outside the anchor"
        if not claim.text.strip() or not 0 <= claim.check_worthiness <= 1:
            return "empty claim or score out of range"
    return ""


def faults(texts: list[str]) -> tuple[list[dict[str, str]], int]:
    """What breaks a promise among these texts, and how many claims they gave."""
    try:
        outcomes = within(BATCH_PATIENCE, texts)
    except (Exception, Endless):
        return failing(texts), 0
    found = [
        {"fault": fault, "text": text}
        for text, outcome in zip(texts, outcomes, strict=True)
        if (fault := broken(text, outcome))
    ]
    if list(split_many(texts[:10])) != outcomes[:10]:
        found.append({"fault": "not deterministic", "text": "\n".join(texts[:10])})
    return found, sum(len(outcome.claims) for outcome in outcomes)


def failing(texts: list[str]) -> list[dict[str, str]]:
    """Those of these texts that raise or do not end, and how."""
    found = []
    for text in texts:
        try:
            within(PATIENCE, [text])
        except (Exception, Endless) as error:
            found.append({"fault": repr(error), "text": text})
    return found or [{"fault": "raises or does not end only among others", "text": "\n".join(texts)}]


def within(seconds: int, texts: list[str]) -> list[Split]:
    """What becomes of the texts. Raises Endless when it takes longer than that."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return list(split_many(texts))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


class Endless(BaseException):
    """Goes through whatever a rule may catch."""


def stop(*_: object) -> None:
    raise Endless("it does not end")


def fail(*_: object) -> None:
    """Takes the place of the net for texts that a rule cannot take: what it raised is what there is to report."""
    raise


def refuse(*_: object) -> None:
    """Takes the place of the net under the rules: a run must show that none falls into it."""
    raise RuntimeError("a rule hung a word on what hangs on it")


def main() -> int:
    parsing.break_rings, safety.give_up = refuse, fail
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=int, default=300, help="characters of an article before it is mutated")
    options = parser.parse_args()
    signal.signal(signal.SIGPROF, stop)
    dice = random.Random(options.seed)
    sources = [file.read_text(encoding="utf-8") for file in options.files]
    began, done, claims, found = time.perf_counter(), 0, 0, 0
    while done < options.runs and found < ENOUGH:
        texts = [mutated(dice.choice(sources), dice, options.longest) for _ in range(min(BATCH, options.runs - done))]
        broke, gave = faults(texts)
        for fault in broke:
            print(json.dumps({"fuzz": "broken"} | fault), flush=True)
        done, claims, found = done + len(texts), claims + gave, found + len(broke)
        if done % (BATCH * 100) == 0:
            print(f"{done:,} of {options.runs:,}", file=sys.stderr, flush=True)
    seconds = round(time.perf_counter() - began, 1)
    told = {"fuzz": "broken" if found else "kept", "runs": done, "claims": claims, "seconds": seconds}
    print(json.dumps(told | {"faults": found, "seed": options.seed}))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
