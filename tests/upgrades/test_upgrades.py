"""The oldest kept desk, brought here with its data. `benchmarks.upgrades` tries every one, and kills it meanwhile."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.environment import ROOT

KEPT = sorted(Path(__file__).parent.glob("*.json"))


def test_the_oldest_desk_arrives_whole():
    command = [sys.executable, "-m", "benchmarks.upgrades", "try", KEPT[0].stem, "--plain"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "| whole |" in run.stdout


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_kept_desk_is_of_this_house_and_opens_no_door(path):
    release = json.loads(path.read_text(encoding="utf-8"))
    assert set(release["migrations"]) == {"accounts", "claims"}
    assert release["rows"]["claims.claim"]
    assert {row["password"] for row in release["rows"]["accounts.user"]} == {"!"}
