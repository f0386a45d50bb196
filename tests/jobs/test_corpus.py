"""A corpus is split part by part: each once, whatever happens, and a bad line spoils no other."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.services import corpus


@pytest.fixture(autouse=True)
def _sentences_are_claims(settings):
    settings.SPLITTER = "tests.services.plain_splitter.split"


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "articles.jsonl"
    rows = [json.dumps({"id": f"a{n}", "text": f"Bridge {n} opened. Rain fell on Ä{n}."}) for n in range(10)]
    rows[3], rows[5] = "{broken", json.dumps({"text": " "})
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def lines(folder: Path):
    text = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("part-*.jsonl")))
    return [json.loads(line) for line in text.splitlines()]


def test_every_article_is_in_one_part_in_order(source, tmp_path, capsys):
    call_command("split_corpus", str(source), str(tmp_path / "out"), part_size=4, here=True)
    done = lines(tmp_path / "out")
    assert [row["line"] for row in done] == list(range(1, 11))
    assert [claim["quote"] for claim in done[1]["claims"]] == ["Bridge 1 opened", "Rain fell on Ä1"]
    assert done[1]["id"] == "a1"
    assert done[3]["error"] == "This line is not JSON."
    assert "text" in done[5]["error"]
    assert "10 articles in 3 parts" in capsys.readouterr().out


def test_workers_do_it_and_what_is_done_is_left_alone(source, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    first = next(corpus.cut(source, size=4)).file(folder)
    first.write_text('{"line": 0}\n')
    (folder / "part-000001.of-a-killed-worker.part").write_text("half")
    call_command("split_corpus", str(source), str(folder), part_size=4, patience=20)
    assert first.read_text() == '{"line": 0}\n'
    assert len(list(folder.glob("part-*"))) == 3


def test_a_folder_holds_one_cut_of_one_corpus(source, tmp_path):
    folder = tmp_path / "out"
    call_command("split_corpus", str(source), str(folder), part_size=4, here=True)
    with pytest.raises(CommandError, match="another --part-size"):
        call_command("split_corpus", str(source), str(folder), part_size=5, here=True)
    with source.open("a") as file:
        file.write("{}\n")
    with pytest.raises(CommandError, match="another file"):
        call_command("split_corpus", str(source), str(folder), part_size=4, here=True)


def test_a_part_that_breaks_off_leaves_no_file(source, tmp_path, settings):
    settings.SPLITTER = "tests.jobs.test_jobs.broken"
    part = next(corpus.cut(source, size=4))
    with pytest.raises(ZeroDivisionError):
        corpus.split_part(source, part, tmp_path)
    assert not list(tmp_path.glob("part-*"))


def test_what_is_wrong_is_said(tmp_path, source):
    with pytest.raises(CommandError):
        call_command("split_corpus", str(tmp_path / "none.jsonl"), str(tmp_path))
    with pytest.raises(CommandError):
        call_command("split_corpus", str(source), str(tmp_path), part_size=0)
