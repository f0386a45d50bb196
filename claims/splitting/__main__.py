"""`python -m claims.splitting [FILE]`: article text in, one JSON line per claim out."""

import argparse
import json
import sys
from pathlib import Path

from claims.splitting import DraftClaim, split
from claims.text.newlines import normalize


def line(claim: DraftClaim, text: str) -> str:
    record = {
        "text": claim.text,
        "start": claim.start,
        "end": claim.end,
        "quote": text[claim.start : claim.end],
        "kind": claim.kind,
        "speaker": claim.speaker,
        "sentence": list(claim.sentence),
        "check_worthiness": claim.check_worthiness,
        "reasons": list(claim.reasons),
        "spans": [list(span) for span in claim.spans],
        "substitutions": [list(one) for one in claim.substitutions],
        "readings": list(claim.readings),
        "needs_context": claim.needs_context,
        "also_at": [list(span) for span in claim.also_at],
    }
    return json.dumps(record, ensure_ascii=False)


def read(path: str | None) -> str:
    """The article's text, its newlines normalized. Raises OSError or UnicodeDecodeError."""
    data = Path(path).read_bytes() if path else sys.stdin.buffer.read()
    return normalize(data.decode("utf-8"))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m claims.splitting", description="Splits an article into claims.")
    parser.add_argument("file", nargs="?", help="text file in UTF-8; standard input without it")
    parser.add_argument("--language", default="en")
    options = parser.parse_args(arguments)
    try:
        text = read(options.file)
    except (OSError, UnicodeDecodeError) as error:
        print(f"{options.file or 'standard input'}: {error}", file=sys.stderr)
        return 1
    outcome = split(text, language=options.language)
    for note in outcome.notes:
        print(note, file=sys.stderr)
    for claim in outcome.claims:
        sys.stdout.write(line(claim, text) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
