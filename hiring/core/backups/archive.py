"""The file: a ZIP of members, and a manifest with the SHA-256 of each. Knows nothing of what is in them."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedIOBase
from pathlib import Path
from typing import Any, Self, cast

MANIFEST = "manifest.json"
FORMAT = 1
CHUNK = 1024 * 1024


class BadArchive(Exception):
    """Not an archive of ours, or not whole. The text says what is wrong with it."""


class ArchiveWriter:
    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._digests: dict[str, str] = {}

    def add(self, name: str, chunks: Iterable[bytes], *, is_compressed: bool = False) -> None:
        """Write one member; ``is_compressed`` content is stored as it is."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_STORED if is_compressed else zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        digest = hashlib.sha256()
        with self._zip.open(info, "w", force_zip64=True) as member:
            for chunk in chunks:
                digest.update(chunk)
                member.write(chunk)
        self._digests[name] = digest.hexdigest()

    def close(self, about: Mapping[str, Any]) -> None:
        """Write the manifest and end the file."""
        text = json.dumps({"format": FORMAT, **about, "members": self._digests}, indent=1, sort_keys=True)
        self._zip.writestr(MANIFEST, text)
        self._zip.close()

    def abandon(self) -> None:
        self._zip.close()


class ArchiveReader:
    def __init__(self, archive: zipfile.ZipFile, about: dict[str, Any]) -> None:
        self._zip, self.about = archive, about

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open an archive after having checked that it is ours and that every member is whole."""
        try:
            archive = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile) as error:
            raise BadArchive("it cannot be read as a ZIP file") from error
        try:
            reader = cls(archive, _read_manifest(archive))
            reader._check_members()
        except BadArchive:
            archive.close()
            raise
        return reader

    def _check_members(self) -> None:
        listed: dict[str, str] = self.about["members"]
        if set(self._zip.namelist()) != {MANIFEST, *listed} or len(self._zip.namelist()) != len(listed) + 1:
            raise BadArchive("it does not hold what its manifest lists")
        for name, expected in listed.items():
            try:
                with self.member(name) as member:
                    digest = hashlib.file_digest(member, "sha256").hexdigest()
            except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
                raise BadArchive(f"{name} is broken") from error
            if digest != expected:
                raise BadArchive(f"{name} is not what was written")

    def names(self, folder: str) -> list[str]:
        return [name for name in self.about["members"] if name.startswith(f"{folder}/")]

    def member(self, name: str) -> BufferedIOBase:
        return cast(BufferedIOBase, self._zip.open(name))

    def lines(self, name: str) -> Iterator[bytes]:
        with self.member(name) as member:
            yield from member

    def close(self) -> None:
        self._zip.close()


def _read_manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        about = json.loads(archive.read(MANIFEST))
    except (KeyError, ValueError, zipfile.BadZipFile, OSError) as error:
        raise BadArchive("it has no manifest of ours") from error
    if not isinstance(about, dict) or not isinstance(about.get("members"), dict):
        raise BadArchive("it has no manifest of ours")
    if about.get("format") != FORMAT:
        raise BadArchive("it was written by another version of this command")
    return about
