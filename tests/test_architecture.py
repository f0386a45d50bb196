"""The rules of the house, kept by reading the source."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.test import RequestFactory

from tests.environment import ROOT
from tests.factories import UserFactory
from tests.writes import find_writes

WRITING_ROOMS = (
    "claims/services/",
    "annotator/accounts/services",
    "claims/migrations/",
    "annotator/accounts/migrations/",
)
LONGEST_FILE = 300
LONGEST_FUNCTION_AT_P90 = 35


def tracked() -> list[str]:
    """Every file of the project, with those not yet committed."""
    listing = ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return sorted({name for name in names if (ROOT / name).is_file()})


def modules() -> list[str]:
    return [name for name in tracked() if name.endswith(".py") and name.startswith(("claims/", "annotator/"))]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_each_floor_imports_only_the_floors_below():
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout


def test_the_package_itself_imports_nothing():
    assert read("claims/__init__.py") == ""


class TestWrites:
    def test_only_services_write(self):
        relations = related_names()
        found = [
            f"{name}:{write.line}: {write.what}"
            for name in modules()
            if not name.startswith(WRITING_ROOMS)
            for write in find_writes(read(name), relations)
        ]
        assert found == []

    @pytest.mark.parametrize(
        "line",
        [
            "claim.save()",
            "claim.save(update_fields=['status'])",
            "Claim.objects.create(text='x')",
            "Claim.objects.filter(pk=1).update(status='x')",
            "Claim.objects.update(**changes)",
            "Claim.objects.all().delete()",
            "claim.reviews.all().delete()",
            "Claim.objects.bulk_create(rows)",
            "Claim.objects.get_or_create(pk=1)",
            "await claim.asave()",
            "form.save()",
            "serializer.save(actor=user)",
            "keep = claim.save",
            "getattr(claim, 'save')()",
            "methodcaller('delete')(claim)",
            "article.readers.add(user)",
            "User.objects.create_user('ann')",
            "cursor.execute('DELETE FROM claims_claim')",
            "cursor.execute(sql)",
            "cursor.execute(f'UPDATE {table} SET a = 1')",
            "class Edit(UpdateView): pass",
            "class Claims(viewsets.ModelViewSet): pass",
        ],
    )
    def test_a_write_is_seen(self, line):
        assert find_writes(line, {"readers"})

    @pytest.mark.parametrize(
        "line",
        [
            "seen.update(other)",
            "options.update({'a': 1})",
            "hashlib.sha256().update(piece)",
            "seen.add(name)",
            "seen.clear()",
            "variable.set(value)",
            "cache.delete('key')",
            "response.delete_cookie('a')",
            "services.articles.add_article(text=text)",
            "services.create_user(username='ann')",
            "cursor.execute('SELECT 1')",
            "BEGIN = {'sqlite': 'BEGIN', 'postgresql': 'START TRANSACTION READ ONLY'}\ncursor.execute(BEGIN[vendor])",
            "class Claims(GenericViewSet):\n    def create(self, request): ...",
        ],
    )
    def test_what_only_looks_like_a_write_is_not(self, line):
        assert find_writes(line, {"readers"}) == []

    def test_the_admin_saves_and_deletes_through_services_or_not_at_all(self, rf: RequestFactory):
        request = rf.get("/admin/")
        request.user = UserFactory.build(admin=True)
        own = [one for one in admin.site._registry.values() if one.opts.app_label in {"claims", "accounts"}]
        assert own
        assert [complaint for one in own for complaint in direct_writes(one, request)] == []


def related_names() -> set[str]:
    """What the models call their managers of related rows: `claim.reviews`, `user.groups`, …"""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    many = [field for field in fields if field.many_to_many or field.one_to_many]
    return {getattr(field, "get_accessor_name", lambda field=field: field.name)() or field.name for field in many}


def direct_writes(one: ModelAdmin, request: object) -> Iterator[str]:
    """Steps an admin page would take past the services: inherited from Django and open to an admin."""
    asked = {
        "save_model": one.has_add_permission(request) or one.has_change_permission(request),
        "delete_model": one.has_delete_permission(request),
        "delete_queryset": one.has_delete_permission(request),
    }
    for step, is_open in asked.items():
        if is_open and getattr(type(one), step) is getattr(ModelAdmin, step):
            yield f"{one}: {step}"
    for inline in one.get_inline_instances(request):
        if inline.has_add_permission(request, None) or inline.has_change_permission(request):
            yield f"{one}: {inline} is editable"


class TestSize:
    def test_a_file_past_three_hundred_lines_gets_rooms(self):
        sizes = {name: len(read(name).splitlines()) for name in modules() if "/migrations/" not in name}
        assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}

    def test_functions_stay_short(self):
        lengths = sorted(
            node.end_lineno - node.lineno + 1
            for name in modules()
            for node in ast.walk(ast.parse(read(name)))
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        )
        assert quantiles(lengths, n=10)[-1] <= LONGEST_FUNCTION_AT_P90

    @pytest.mark.parametrize("name", ["utils", "helpers", "common", "mixins", "misc"])
    def test_every_room_has_a_name(self, name):
        assert [file for file in tracked() if Path(file).stem == name] == []


class TestPages:
    INLINE = re.compile(
        r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|\shx-on|javascript:|<script(?![^>]*(\ssrc=|application/(ld\+)?json))",
        re.IGNORECASE,
    )

    def test_nothing_in_a_page_is_inline(self):
        found = [
            f"{name}:{number}: {line.strip()}"
            for name in tracked()
            if name.startswith(("templates/", "claims/", "annotator/")) and name.endswith((".html", ".svg", ".xml"))
            for number, line in enumerate(read(name).splitlines(), 1)
            if self.INLINE.search(line)
        ]
        assert found == []

    @pytest.mark.parametrize(
        "line", ['<p style="a">', "<script>x</script>", '<a onclick="x">', '<a href="javascript:x">', "<style>"]
    )
    def test_inline_code_is_seen(self, line):
        assert self.INLINE.search(line)


class TestTheTree:
    """The project speaks of itself alone: it names no machine it was on and no place it was fetched from."""

    ELSEWHERE = re.compile(
        "|".join(("/" + "(root|home|Users)/[a-z.]", "/" + "work/", "pypi" + r"\.org", "python" + "hosted"))
    )

    def test_no_file_names_a_machine_or_a_registry(self):
        found = [
            f"{name}:{number}"
            for name in tracked()
            for number, line in enumerate(text_of(name).splitlines(), 1)
            if self.ELSEWHERE.search(line)
        ]
        assert found == []

    def test_the_locks_carry_hashes_and_no_address(self):
        for name in ("base", "dev", "scale", "fuzz"):
            lock = read(f"requirements/{name}.txt")
            assert "--hash=sha256:" in lock
            assert not re.search(r"https?://|--(extra-)?index-url|--find-links", lock)


def text_of(name: str) -> str:
    """The file's text; pictures and the like have none."""
    try:
        return read(name)
    except UnicodeDecodeError:
        return ""
