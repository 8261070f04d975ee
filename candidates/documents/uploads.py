"""A file on its way in: inspected once, and kept for a form that comes back for another reason.

A browser empties the file field of a form that is shown again. So a good file is stored at once, and the form carries
a signed note of where it lies, good for its owner and for a day.
"""

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from candidates.documents.inspection import check_size, inspect_file
from candidates.documents.models import Document
from candidates.documents.refusals import FileRefused
from candidates.documents.storage import ORIGINALS
from hiring.core.accounts.models import User
from hiring.core.files import read_file, store_file
from hiring.core.text import clean_line

SALT = "candidates.documents.upload"
KEPT_SECONDS = 24 * 60 * 60
LONGEST_NAME = Document._meta.get_field("file_name").max_length


@dataclass(frozen=True, slots=True)
class Upload:
    """An inspected file. ``stored`` is its name in the storage once it was kept."""

    name: str
    kind: str
    data: bytes
    stored: str = ""

    @property
    def size(self) -> int:
        return len(self.data)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def check_upload(file: UploadedFile) -> Upload:
    """Return the file that a form sent, inspected. Raises ``FileRefused``."""
    check_size(file.size)
    return check_data(file.name, file.read())


def check_data(name: str, data: bytes, *, stored: str = "") -> Upload:
    """Return ``data`` as an inspected file. Raises ``FileRefused``."""
    plain = clean_name(name)
    return Upload(plain, inspect_file(plain, data), data, stored)


def clean_name(name: str) -> str:
    """Return a file name without folders, of either system, that fits; its end stays, which says the kind."""
    bare = clean_line(name.replace("\\", "/").rpartition("/")[2])
    end = PurePath(bare).suffix
    return bare if len(bare) <= LONGEST_NAME else bare[: LONGEST_NAME - len(end)] + end


def keep_upload(upload: Upload, *, user: User) -> tuple[Upload, str]:
    """Store an inspected file and return it with the note that brings it back."""
    stored = upload.stored or store_file(ORIGINALS, upload.data)
    note = signing.dumps({"file": stored, "name": upload.name, "user": user.public_id}, salt=SALT)
    return Upload(upload.name, upload.kind, upload.data, stored), note


def take_kept(note: str, *, user: User) -> Upload | None:
    """Return the file that ``note`` stands for; None when it is not this person's, too old or already used."""
    try:
        kept = signing.loads(note, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    if kept["user"] != user.public_id or Document.objects.filter(file=kept["file"]).exists():
        return None
    try:
        return check_data(kept["name"], read_file(kept["file"]), stored=kept["file"])
    except (FileNotFoundError, FileRefused):
        return None
