"""What README, CHANGELOG and docs/ name is there: files, links, commands with their options, addresses, variables."""

import re
import shlex
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.urls import Resolver404, get_resolver, resolve
from django.utils.module_loading import import_string

from hiring.core.base import new_public_id
from hiring.rooms import ROOMS
from tests.test_house import FLOORS, PACKAGES, ROOT, rooms_on_disk

PAGES = [ROOT / name for name in ("README.md", "CHANGELOG.md")] + sorted((ROOT / "docs").rglob("*.md"))
README, ARCHITECTURE = (path.read_text() for path in (ROOT / "README.md", ROOT / "docs" / "architecture.md"))
MADE_LATER = {"var/"}  # what a run makes, not the repository
ONLY_WITH_DEBUG = {"/components/"}
FILE = re.compile(r"[\w./-]+\.(?:py|md|css|js|html|txt|toml|yaml|yml|png)|(?:[\w.-]+/)+[\w.-]*")
DOTTED = re.compile(r"(?:hiring|rubrics|candidates|assessments)(?:\.\w+)+")
VARIABLE = re.compile(r"\b(?:PLUMBLINE_[A-Z_]+|[A-Z]+_URL|PORT)\b")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def blocks(text):
    return re.findall(r"^```\w*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def spans(text):
    """Return what stands between single backticks outside of blocks; a span may break over two lines."""
    prose = re.sub(r"^```\w*\n.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", prose)]


def tracked_files():
    left_out = {".venv", ".git", "var", "__pycache__", "staticfiles"}
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if not left_out & set(parts):
            yield "/" + "/".join(parts) + ("/" if path.is_dir() else "")


FILES = set(tracked_files())


def is_there(name):
    """A file is named by its path, or by the end of it where the text says which folder it speaks of."""
    return any(path.endswith(f"/{name}") or path.endswith(f"/{name}/") for path in FILES)


@each_page
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text())
    broken = [
        link for link in links if not link.startswith("http") and not (page.parent / link.partition("#")[0]).exists()
    ]
    assert broken == []


@each_page
def test_files_that_are_named_exist(page):
    named = [span for span in spans(page.read_text()) if FILE.fullmatch(span) and not span.startswith("/")]
    assert [name for name in named if name not in MADE_LATER and not is_there(name)] == []


@each_page
def test_dotted_names_can_be_imported(page):
    missing = []
    for name in filter(DOTTED.fullmatch, spans(page.read_text())):
        try:
            import_module(name)
        except ImportError:
            try:
                import_string(name)
            except ImportError:
                missing.append(name)
    assert missing == []


def commands(text):
    """Yield the words after ``manage.py`` of every command that is named."""
    lines = [line for block in blocks(text) for line in block.splitlines()] + spans(text)
    for line in lines:
        if match := re.search(r"manage\.py (.*)", line):
            yield shlex.split(match[1], comments=True)


@each_page
def test_commands_take_what_is_named(page):
    known = get_commands()
    for name, *words in commands(page.read_text()):
        assert name in known, f"manage.py {name}"
        parser = load_command_class(known[name], name).create_parser("manage.py", name)
        options = {option for action in parser._actions for option in action.option_strings}
        assert {word for word in words if word.startswith("--")} <= options
        if is_in_full(words):
            parser.parse_args(words)


def is_in_full(words):
    """A command in full has its values; one that is only named comes without them, or with a word for them."""
    return any(not word.startswith("--") for word in words) and not any(word.isupper() for word in words)


@each_page
def test_make_targets_that_are_named_exist(page):
    text = page.read_text()
    lines = [line for block in blocks(text) for line in block.splitlines()] + spans(text)
    named = {match[1] for line in lines if (match := re.match(r"make ([a-z]+)", line))}
    assert named <= set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))


def addresses(text):
    """Yield the paths inside the app: spans that begin with a slash, and what blocks ask of the local address."""
    yield from (span for span in spans(text) if re.fullmatch(r"/[\w/.-]*", span))
    for block in blocks(text):
        yield from re.findall(r"https?://127\.0\.0\.1:8000(/[\w/.-]*)", block)


@each_page
def test_addresses_that_are_named_are_answered(page):
    named = {re.sub(r"\bID\b", new_public_id(), address) for address in addresses(page.read_text())}
    assert [address for address in named - ONLY_WITH_DEBUG if not is_answered(address)] == []


def is_answered(path):
    if path == "/api/v1/":
        return True  # the text may speak of the API as a whole
    try:
        return resolve(path).url_name is not None  # the API answers what it does not know by a view without a name
    except Resolver404:
        return False


@pytest.mark.parametrize("name", re.findall(r"\(`([a-z]+(?:-[a-z]+)*)`[,;)]", ARCHITECTURE))
def test_addresses_that_the_map_names_are_known(name):
    """In brackets stands the name of a page, or of the module that holds what is spoken of."""
    assert name in get_resolver().reverse_dict or is_there(f"{name}.py")


def read_variables():
    """Return the variables that the product reads from its surroundings."""
    source = "".join((ROOT / "hiring" / name).read_text() for name in ("environment.py", "settings.py"))
    return set(re.findall(r'(?:environ\.get\(|read_flag\()"([A-Z_]+)"', source))


def test_readme_lists_every_variable_that_is_read_and_no_other():
    table = re.findall(r"^\| `([A-Z_]+)` \|", README, flags=re.MULTILINE)
    assert sorted(table) == sorted(read_variables())


@each_page
def test_variables_that_are_named_are_read(page):
    assert set(VARIABLE.findall(page.read_text())) <= read_variables()


@pytest.mark.parametrize("label", FLOORS)
def test_the_map_of_the_floors_names_every_room(label):
    package = PACKAGES[label]
    (row,) = (line for line in ARCHITECTURE.splitlines() if re.match(rf"\| {FLOORS[label]} \|", line))
    rooms = re.findall(r"`(\w+)`", row.split("|")[3])
    assert sorted(rooms) == sorted(rooms_on_disk(package))
    listed = [room.rpartition(".")[2] for room in ROOMS if room.rpartition(".")[0] == package]
    assert [room for room in rooms if room in listed] == listed, "low to high, as hiring/rooms.py has them"


def test_readme_names_the_floors_as_they_are():
    rows = re.findall(r"^\| (\d) \| `([\w.]+)` \|", README, flags=re.MULTILINE)
    assert {package: int(number) for number, package in rows} == {PACKAGES[label]: FLOORS[label] for label in FLOORS}
    assert {apps.get_app_config(label).name for label in FLOORS} == set(PACKAGES.values())
