"""A worker that is really killed, in the middle of writing: `benchmarks.faults` tries every step, this is one."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from claims import tasks
from claims.choices import JobState
from claims.models import Job
from claims.services.articles import add_article
from tests.environment import ROOT
from tests.factories import UserFactory
from tests.services import plain_splitter

STEP = "split: claims stored, not committed"
DOOMED = """
import sys, django
django.setup()
from benchmarks.faults.saboteur import sabotage
from claims import tasks
sabotage(sys.argv[1])
tasks.run_job.call(int(sys.argv[2]))
"""
TEXT = " ".join(f"Bridge number {number} opened." for number in range(60))


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_stores_claims_loses_and_doubles_nothing(settings):
    settings.SPLITTER = "tests.services.plain_splitter.split"
    article = add_article(actor=UserFactory(editor=True), text=TEXT, split_now=False).article
    job = article.jobs.get()
    assert work_in_another_process(job) == -9
    job.refresh_from_db()
    assert (job.state, article.claims.count()) == (JobState.RUNNING, 0)

    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    tasks.run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)
    expected = sorted((draft.start, draft.end) for draft in plain_splitter.split(TEXT).claims)
    assert sorted(article.claims.values_list("start", "end")) == expected
    assert article.events.filter(kind="claim:split").count() == len(expected)


def work_in_another_process(job):
    """The exit code of a process of its own that is told to do the job, and is killed at STEP."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "annotator.settings",
        "DATABASE_URL": address_of_database(),
        "SPLITTER": "tests.services.plain_splitter.split",
    }
    command = [sys.executable, "-c", DOOMED, STEP, str(job.pk)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, timeout=60).returncode


def address_of_database():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
