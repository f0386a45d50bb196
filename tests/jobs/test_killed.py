"""A worker that is really killed, in the middle of writing: `benchmarks.faults` tries every step, this one."""

import subprocess
import sys

from tests.environment import ROOT


def test_a_worker_killed_while_it_stores_claims_loses_and_doubles_nothing():
    command = [sys.executable, "-m", "benchmarks.faults", "--only", "split: claims stored"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "| once |" in run.stdout
