"""A worker that is really killed, in the middle of writing: `benchmarks.faults` tries every step, this is one."""

import hashlib
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from claims import tasks
from claims.choices import JobState
from claims.models import Export, Job
from claims.services import exports
from claims.services.articles import add_article
from claims.services.exports import ask_export
from tests.environment import ROOT
from tests.factories import UserFactory
from tests.services import plain_splitter

STEP = "split: claims stored, not committed"
HALF_WRITTEN = "export: half a file"
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
    assert work_in_another_process(job, STEP) == -9
    job.refresh_from_db()
    assert (job.state, article.claims.count()) == (JobState.RUNNING, 0)

    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    tasks.run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)
    expected = sorted((draft.start, draft.end) for draft in plain_splitter.split(TEXT).claims)
    assert sorted(article.claims.values_list("start", "end")) == expected
    assert article.events.filter(kind="claim:split").count() == len(expected)


@pytest.mark.django_db(transaction=True)
def test_half_a_file_of_a_killed_worker_is_offered_to_nobody_and_the_next_one_begins_anew(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.SPLITTER = "tests.services.plain_splitter.split"
    person = UserFactory(editor=True)
    add_article(actor=person, text=TEXT)
    export = ask_export(actor=person, file_format="ndjson", query={})
    assert work_in_another_process(export.job, HALF_WRITTEN, MEDIA_ROOT=str(tmp_path)) == -9
    (half,) = exports.folder().iterdir()
    assert (half.name, half.stat().st_size > 0) == (f"{export.pk}.1.part", True)
    assert not Export.objects.downloadable_by(person).exists()

    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    tasks.run_job.call(export.job_id)
    export = Export.objects.downloadable_by(person).get()
    (whole,) = exports.folder().iterdir()
    assert (export.rows, whole.name) == (export.total, export.name)
    assert hashlib.sha256(whole.read_bytes()).hexdigest() == export.sha256


def work_in_another_process(job, step, **more):
    """The exit code of a process of its own that is told to do the job, and is killed at a step."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "annotator.settings",
        "DATABASE_URL": address_of_database(),
        "SPLITTER": "tests.services.plain_splitter.split",
        **more,
    }
    command = [sys.executable, "-c", DOOMED, step, str(job.pk)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, timeout=60).returncode


def address_of_database():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
