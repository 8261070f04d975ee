"""An archive that is not whole, or not ours, is known before anything is taken from it."""

import json
import zipfile

import pytest

from hiring.core.backups.archive import ArchiveReader, ArchiveWriter, BadArchive


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "backup.zip"
    archive = ArchiveWriter(made)
    archive.add("tables/a.jsonl", [b"[1]\n", b"[2]\n"])
    archive.add("files/b", [b"\x00" * 3000], is_compressed=True)
    archive.close({"version": "1"})
    return made


def rewrite(path, change):
    """Write the archive anew with what ``change`` makes of its members."""
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as new:
        for name, content in members.items():
            new.writestr(name, content)


def change_manifest(content, **values):
    about = json.loads(content["manifest.json"]) | values
    content["manifest.json"] = json.dumps(about)


def test_what_was_written_is_read(path):
    archive = ArchiveReader.open(path)
    assert (archive.about["version"], archive.names("tables"), archive.names("files")) == (
        "1",
        ["tables/a.jsonl"],
        ["files/b"],
    )
    assert list(archive.lines("tables/a.jsonl")) == [b"[1]\n", b"[2]\n"]
    with archive.member("files/b") as member:
        assert member.read() == b"\x00" * 3000
    archive.close()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda m: m.update({"tables/a.jsonl": b"[1]\n[3]\n"}), "tables/a.jsonl is not what was written"),
        (lambda m: m.pop("files/b"), "it does not hold what its manifest lists"),
        (lambda m: m.update(more=b""), "it does not hold what its manifest lists"),
        (lambda m: m.pop("manifest.json"), "it has no manifest of ours"),
        (lambda m: m.update({"manifest.json": b"{"}), "it has no manifest of ours"),
        (lambda m: m.update({"manifest.json": b"[]"}), "it has no manifest of ours"),
        (lambda m: change_manifest(m, members=None), "it has no manifest of ours"),
        (lambda m: change_manifest(m, format=99), "it was written by another version of this command"),
    ],
)
def test_what_was_changed_is_refused(path, change, why):
    rewrite(path, change)
    with pytest.raises(BadArchive, match=f"^{why}$"):
        ArchiveReader.open(path)


def test_a_file_cut_short_or_damaged_is_refused(path):
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadArchive, match="ZIP"):
        ArchiveReader.open(path)
    place = whole.index(b"\x00" * 3000) + 1000
    path.write_bytes(whole[:place] + b"\x01" + whole[place + 1 :])
    with pytest.raises(BadArchive, match=r"^files/b is broken$"):
        ArchiveReader.open(path)


def test_no_file_at_all_is_refused(tmp_path):
    with pytest.raises(BadArchive):
        ArchiveReader.open(tmp_path / "nowhere.zip")
