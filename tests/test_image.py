"""What the image and the composed desk promise, read from their files. That they run was tried by hand."""

import re

import pytest
import yaml

from tests.environment import ROOT, variables_read

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSED = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSED["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
# Where the other containers are: the operator has no say in it.
BETWEEN = {"DATABASE_URL", "REDIS_URL", "TASK_BROKER_URL"}


def test_what_is_copied_into_the_image_is_there_and_not_left_out():
    copied = re.findall(r"^COPY (?!--from)(\S+)", DOCKERFILE, re.MULTILINE)
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {"annotator", "claims", "templates"} <= set(copied)
    assert [name for name in copied if not (ROOT / name).exists() or name.partition("/")[0] in left_out] == []


def test_the_image_serves_as_the_guide_says():
    guide = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^CMD (\[.*\])", DOCKERFILE.replace("\\\n", ""), re.MULTILINE)
    words = " ".join(yaml.safe_load(command)).replace(" --host 0.0.0.0 --port 8000", "")
    assert guide.count(f".venv/bin/{words}") == 2


@pytest.mark.parametrize("name", OURS)
def test_no_program_of_the_desk_may_do_more_than_it_needs(name):
    service = OURS[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert re.search(r"^USER (?!root)\w+$", DOCKERFILE, re.MULTILINE)
    assert "user" not in service
    assert "privileged" not in service


@pytest.mark.parametrize("name", OURS)
def test_an_operator_can_give_every_setting_in_env(name):
    service = OURS[name]
    assert service["env_file"] == ".env"
    fixed = {key for key, value in service["environment"].items() if f"${{{key}:" not in value}
    assert fixed == BETWEEN
    assert set(service["environment"]) <= variables_read()


def test_database_redis_and_sweeper_have_no_way_out():
    inside = {name for name, service in SERVICES.items() if service["networks"] == ["inner"]}
    assert inside == {"database", "redis", "migrate", "sweeper"}
    assert COMPOSED["networks"]["inner"] == {"internal": True}
    published = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert published == ["127.0.0.1:8000:8000"]


def test_the_database_counts_as_healthy_only_where_others_reach_it():
    """The server that makes the database listens on its socket alone and stops again; migrate would find nobody."""
    test = SERVICES["database"]["healthcheck"]["test"]
    assert test[test.index("-h") + 1] == "127.0.0.1"


def test_web_alone_is_probed():
    """A health check that the image brings, switched off for a service, makes `docker compose up --wait` fail."""
    assert "HEALTHCHECK" not in DOCKERFILE
    assert [name for name, service in OURS.items() if "healthcheck" in service] == ["web"]
    assert "/healthz" in SERVICES["web"]["healthcheck"]["test"][-1]
