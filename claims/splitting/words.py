"""Word lists of one language, read once from its folder in `lexicon/`."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicon"


def entries(path: Path) -> list[str]:
    """The file's lines without comments and blanks."""
    lines = (line.split("#", 1)[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


class Lexicon(dict[str | tuple[str, ...], frozenset[str]]):
    """`lexicon["roles"]` is the frozen set of a list, `lexicon["roles", "offices"]` that of both together.

    `lexicon.pairs("swaps")` is a two-column table.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self._pairs: dict[str, dict[str, str]] = {}

    def __missing__(self, name: str | tuple[str, ...]) -> frozenset[str]:
        """Reads a list when it is first asked for, or puts several together."""
        if isinstance(name, tuple):
            self[name] = frozenset().union(*(self[one] for one in name))
        else:
            self[name] = frozenset(entries(FOLDER / self.language / f"{name}.txt"))
        return self[name]

    def pairs(self, name: str) -> dict[str, str]:
        if name not in self._pairs:
            rows = (line.split(None, 1) for line in entries(FOLDER / self.language / f"{name}.txt"))
            self._pairs[name] = dict(rows)
        return self._pairs[name]


def languages() -> frozenset[str]:
    """Languages with a folder of word lists."""
    return frozenset(path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__")


@cache
def lexicon(language: str) -> Lexicon:
    return Lexicon(language)
