"""What the tests of documents share: a storage of their own, and an application with somebody who leads its role."""

import io

import pytest
from django.core.files.storage import default_storage

from candidates.documents.uploads import check_data
from tests.candidates.documents import files
from tests.factories.candidates import ApplicationFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path):
    """A storage that is empty at first, in place of the installation's."""
    options = settings.STORAGES["default"]["OPTIONS"] | {"location": tmp_path / "files"}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": options}}


@pytest.fixture
def stored(tmp_path):
    """Return a function that lists the names of all stored files."""
    root = tmp_path / "files"
    return lambda: sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.fixture
def application(db):
    return ApplicationFactory(candidate__name="Ada Lovelace")


@pytest.fixture
def manager(application):
    return MemberFactory(role=application.role, right="manager", user=UserFactory(name="Man Ager")).user


@pytest.fixture
def upload():
    return check_data("Résumé.pdf", files.make_pdf("Ada builds feature stores", "Page two"))


@pytest.fixture
def as_file():
    """Return a function that makes bytes into what a browser would send."""

    def make(data, name="resume.pdf"):
        file = io.BytesIO(data)
        file.name = name
        return file

    return make


def read_stored(name):
    with default_storage.open(name) as file:
        return file.read()
