"""Numbers for monitoring: only for who has the token, in a form that is read without mistakes."""

import json
import logging
import re

import pytest

from annotator.logs import JsonFormatter
from claims.services import messages
from claims.services.intake import request_urls
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

TOKEN = "a-token-for-monitoring"


def test_without_its_token_the_page_does_not_exist(client, settings):
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 404


def test_the_numbers_are_those_of_the_desk(client, settings):
    settings.METRICS_TOKEN = TOKEN
    ClaimFactory()
    request_urls(actor=UserFactory(editor=True), urls=["https://a.example/"])
    messages.beat("a worker")
    text = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).content.decode()
    assert 'desk_claims{status="unreviewed"} 1\n' in text
    assert 'desk_jobs{kind="import",state="waiting"} 1\n' in text
    assert "desk_workers_alive 1\n" in text
    assert "desk_jobs_beyond_lease 0\n" in text


def test_every_line_is_of_the_format(client, settings):
    settings.METRICS_TOKEN = TOKEN
    ClaimFactory()
    text = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).content.decode()
    sample = re.compile(r'[a-z_]+(\{[a-z_]+="[^"\\\n]*"(,[a-z_]+="[^"\\\n]*")*\})? [0-9.e+]+')
    for line in text.splitlines():
        assert line.startswith(("# HELP ", "# TYPE ")) or sample.fullmatch(line), line


def test_a_log_event_is_one_json_object_without_keys():
    record = logging.LogRecord("desk", logging.INFO, "", 0, "a\nb fc_abcdefghijklmnopqrstuvwxyz", (), None)
    line = JsonFormatter().format(record)
    assert "\n" not in line
    assert json.loads(line)["message"] == "a\nb fc_[redacted]"
