"""The house as a whole: floors, registration, frozen tables, what every page's header says."""

import ast
import pkgutil
import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from celery import current_app
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.urls import get_resolver

from hiring.core.base import PublicModel
from hiring.core.frozen import frozen_models
from hiring.rooms import ROOMS, rooms_with

ROOT = Path(__file__).resolve().parents[1]
FLOORS = {"core": 1, "rubrics": 2, "hiring": 3, "candidates": 4, "assessments": 5}
PACKAGES = {
    "core": "hiring.core",
    "rubrics": "rubrics",
    "hiring": "hiring",
    "candidates": "candidates",
    "assessments": "assessments",
}
# Sub-packages that are no rooms: they belong to Django, or to a floor as a whole.
NO_ROOMS = {"management", "migrations", "templatetags", "core"}
# Models with a public id that are only ever read with the object they belong to.
PARTS = {"Dissent"}
OUR_MODELS = [model for model in apps.get_models() if model._meta.app_label in FLOORS]


ROOTS = [m for m in OUR_MODELS if issubclass(m, PublicModel) and m.__name__ not in PARTS]


def folder_of(package):
    return ROOT / package.replace(".", "/")


def rooms_on_disk(package):
    return {path.parent.name for path in folder_of(package).glob("*/__init__.py") if path.parent.name not in NO_ROOMS}


def parts_on_disk(part):
    """Return the full name of every module ``part`` of a room."""
    return {
        f"{package}.{room}.{part}"
        for package in PACKAGES.values()
        for room in rooms_on_disk(package)
        if (folder_of(package) / room / f"{part}.py").exists() or (folder_of(package) / room / part).is_dir()
    }


def foreign_keys():
    for model in OUR_MODELS:
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if field.is_relation and field.related_model._meta.app_label in FLOORS:
                yield pytest.param(field, id=str(field))


@pytest.mark.parametrize("field", list(foreign_keys()))
def test_foreign_keys_go_down_and_leave_no_name_below(field):
    here, there = (FLOORS[model._meta.app_label] for model in (field.model, field.related_model))
    assert there <= here, "a foreign key goes to the same floor or a lower one"
    if there < here and not field.remote_field.parent_link:
        assert field.remote_field.related_name.endswith("+"), "no name for a lower floor to query by"


def test_every_room_is_in_the_list_of_rooms_or_has_nothing_to_find():
    listed = set(ROOMS)
    for part in ("urls", "api", "tasks", "mails", "vitals"):
        assert {name.rpartition(".")[0] for name in parts_on_disk(part)} <= listed
        assert set(rooms_with(part)) == parts_on_disk(part)


def test_every_model_on_disk_is_imported_by_its_floor():
    for label, package in PACKAGES.items():
        floor = ast.parse((folder_of(package) / "models.py").read_text())
        imported = {node.module for node in ast.walk(floor) if isinstance(node, ast.ImportFrom)}
        concrete = {model.__module__ for model in apps.get_app_config(label).get_models()}
        assert {name for name in concrete if name != f"{package}.models"} <= imported
        on_disk = {name for name in parts_on_disk("models") if name.startswith(f"{package}.")}
        if label == "hiring":
            on_disk = {name for name in on_disk if not name.startswith("hiring.core.")}
        abstract_only = {name for name in on_disk if not _has_concrete_model(name)}
        assert on_disk - abstract_only == concrete & on_disk


def _has_concrete_model(name):
    return any(
        isinstance(item, type) and issubclass(item, models.Model) and not item._meta.abstract
        for item in vars(import_module(name)).values()
        if getattr(item, "__module__", None) == name
    )


def test_every_address_of_a_room_is_reachable_by_its_name():
    known = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    for name in parts_on_disk("urls"):
        for pattern in import_module(name).urlpatterns:
            assert getattr(pattern, "name", None) in known or hasattr(pattern, "url_patterns")


def test_every_beat_names_a_task_that_exists_and_a_queue_that_is_read():
    for module in current_app.conf.imports:
        import_module(module)
    queues = {queue.name for queue in current_app.conf.task_queues}
    assert set(current_app.conf.imports) == parts_on_disk("tasks") | parts_on_disk("mails")
    for entry in current_app.conf.beat_schedule.values():
        assert entry["task"] in current_app.tasks
        assert current_app.conf.task_routes[entry["task"]]["queue"] in queues
        assert entry["options"]["expires"] <= entry["schedule"]


def test_every_room_stands_in_the_import_contract_of_its_floor():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = {}
    for contract in contracts:
        if contract["type"] != "layers":
            continue
        for layer in contract["layers"]:
            for name in re.split(r" [|:] ", layer):
                for container in contract.get("containers", [""]):
                    layers.setdefault(container, set()).add(name.strip("()"))
    for label, package in PACKAGES.items():
        if label == "hiring":
            assert {f"hiring.{room}" for room in rooms_on_disk(package)} <= layers[""]
        else:
            assert rooms_on_disk(package) <= layers[package]


def test_every_package_says_what_it_owns():
    for package in PACKAGES.values():
        names = [package, *(f"{package}.{room}" for room in rooms_on_disk(package))]
        assert [name for name in names if not (import_module(name).__doc__ or "").strip()] == []


@pytest.mark.parametrize("model", ROOTS, ids=lambda m: m.__name__)
def test_what_has_an_address_says_who_sees_it(model):
    assert callable(getattr(model._default_manager, "visible_to", None))


def test_tables_whose_rows_never_change():
    assert {model._meta.label for model in frozen_models()} >= {
        "core.AuditEntry",
        "core.ChainLink",
        "core.PolicyChange",
        "rubrics.RubricVersion",
        "rubrics.RubricCriterion",
        "hiring.JobReviewRevision",
        "candidates.Move",
        "assessments.ScorecardRevision",
        "assessments.Decision",
        "assessments.Dissent",
    }


@pytest.mark.django_db
def test_migrations_are_up_to_date():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/accounts/login/", "/healthz", "/nowhere/", "/api/v1/schema/"])
def test_policy_of_content_allows_only_what_is_ours(client, path):
    answer = client.get(path)
    assert sorted(answer["Content-Security-Policy"].split("; ")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "object-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
    ]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"


INLINE = re.compile(r"<style|\sstyle\s*=|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)


def test_templates_have_no_script_and_no_style_of_their_own():
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if "/mail/" not in str(path)
        for match in INLINE.finditer(path.read_text())
    ]
    assert found == []


def test_no_package_hides_in_another():
    """A folder of Python files without ``__init__`` would be found by no list above."""
    for package in PACKAGES.values():
        named = {module.name for module in pkgutil.iter_modules([str(folder_of(package))]) if module.ispkg}
        folders = {path.parent.name for path in folder_of(package).glob("*/*.py")}
        assert folders == named
