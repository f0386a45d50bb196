import io
import logging

import pytest
from django.db import OperationalError

from annotator.logs import AwayFilter, LineFormatter, RequestIdFilter, current_request_id


@pytest.fixture
def log():
    """A logger set up as the program's own, and what it wrote."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(RequestIdFilter())
    handler.setFormatter(LineFormatter("%(levelname)s [%(request_id)s] %(message)s"))
    logger = logging.Logger("test")
    logger.addHandler(handler)
    logger.written = stream.getvalue
    return logger


def test_a_line_names_its_request(log):
    log.info("outside")
    token = current_request_id.set("abc12345")
    log.info("inside")
    current_request_id.reset(token)
    assert log.written() == "INFO [-] outside\nINFO [abc12345] inside\n"


@pytest.mark.parametrize("bad", ["\n", "\r", "\x1b[31m", "\x00", "\x85", "\u2028"])
def test_one_record_is_one_line_whatever_was_logged(log, bad):
    log.info("looked for %s", f"x{bad}INFO [-] forged")
    written = log.written()
    assert len(written.splitlines()) == 1
    assert bad not in written.rstrip("\n")


def test_a_traceback_cannot_pass_for_a_line(log):
    try:
        raise ValueError("bad\nINFO [-] forged \x1b[2J")
    except ValueError:
        log.exception("failed")
    first, *rest = log.written().split("\n")
    assert first == "ERROR [-] failed"
    assert all(line.startswith("    ") or not line for line in rest)
    assert "\x1b" not in log.written()


def test_no_token_is_written(log):
    token = "fc_" + "a1B2-_" * 6
    log.info("header was %s", {"Authorization": f"Token {token}"})
    assert token not in log.written()
    assert "fc_[redacted]" in log.written()


@pytest.mark.parametrize(("error", "is_short"), [(OperationalError("refused"), True), (ValueError("fault"), False)])
def test_a_database_that_is_away_is_one_line_a_request_and_a_fault_tells_where(error, is_short):
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Unavailable: %s", ("/claims/",), None)
    try:
        raise error
    except type(error):
        record.exc_info = (type(error), error, error.__traceback__)
    assert AwayFilter().filter(record)
    written = LineFormatter("%(message)s").format(record)
    assert str(error) in written
    assert (len(written.splitlines()) == 1) is is_short
    assert ("Traceback" in written) is not is_short
