"""The sweeper as a process of its own, ended as a supervisor or a container ends it."""

import os
import signal
import subprocess
import sys
import time

import pytest

from claims.models import WorkerPulse
from tests.environment import ROOT
from tests.jobs.test_killed import address_of_database


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_leaves_at_once_and_is_counted_no_more(number, tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "annotator.settings",
        "DATABASE_URL": address_of_database(),
        "VAR_DIR": str(tmp_path),
    }
    command = [sys.executable, "manage.py", "sweep", "--every", "600"]
    sweeper = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        wait_for_pulse(sweeper)
        sweeper.send_signal(number)
        assert sweeper.wait(timeout=30) == 0
        assert not WorkerPulse.objects.exists()
        assert "Traceback" not in sweeper.stderr.read()
    finally:
        sweeper.kill()
        sweeper.communicate()


def wait_for_pulse(sweeper):
    """Its handlers are in place before it says that it is alive."""
    until = time.monotonic() + 60
    while not WorkerPulse.objects.filter(name__startswith="sweeper@").exists():
        assert sweeper.poll() is None, sweeper.stderr.read()
        assert time.monotonic() < until
        time.sleep(0.1)
