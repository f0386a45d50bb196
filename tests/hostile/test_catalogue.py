"""Every case of docs/hostile-cases.md is kept by tests that exist, by a drill that exists, or is a limit in words."""

import re
from importlib.util import find_spec

import pytest

from tests.environment import ROOT

CASES = (ROOT / "docs/hostile-cases.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+) \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
ROWS = [(int(number), what) for number, what in ROW.findall(CASES)]


def test_no_case_is_left_out():
    assert [number for number, _ in ROWS] == list(range(1, 152))


@pytest.mark.parametrize(("number", "keepers"), ROWS, ids=[str(number) for number, _ in ROWS])
def test_what_keeps_a_case_exists(number, keepers):
    for keeper in keepers.split("; "):
        kind, _, rest = keeper.strip("`").partition("::" if "::" in keeper else ": ")
        if kind == "drill":
            assert find_spec(rest.strip()), keeper
        elif kind == "limit":
            assert len(rest) > 10, keeper
        else:
            source = (ROOT / "tests" / kind).read_text(encoding="utf-8")
            assert re.search(rf"^ *def {rest}\(", source, re.MULTILINE), keeper
