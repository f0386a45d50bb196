"""What the program reads from its environment, found in its own source."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READ = re.compile(r'\bread_(\w+)\(\s*os\.environ,\s*"(\w+)"')


def variables_read() -> set[str]:
    """The name of every environment variable `annotator/settings.py` reads, `…_FILE` forms included."""
    found = READ.findall((ROOT / "annotator" / "settings.py").read_text(encoding="utf-8"))
    return {name for _, name in found} | {f"{name}_FILE" for kind, name in found if kind == "secret"}
