import pytest

from candidates.documents.reading.pdf import read_pdf
from hiring.core.background.child_frames import ChildRefused
from tests.candidates.documents import files

ALERT = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


def read(data):
    return read_pdf(data, lambda done, total: None)


def refuse(data):
    with pytest.raises(ChildRefused) as caught:
        read(data)
    return caught.value


@pytest.mark.parametrize(("user", "owner"), [("secret", "owner"), ("secret", "secret")])
def test_pdf_that_asks_for_a_password(user, owner):
    assert refuse(files.encrypt_pdf(files.make_pdf("Hello"), user=user, owner=owner)).code == "password"


def test_pdf_locked_by_the_strongest_key_asks_for_a_password_too():
    keys = " ".join(
        f"/{name} <{'ab' * size}>" for name, size in [("O", 48), ("U", 48), ("OE", 32), ("UE", 32), ("Perms", 16)]
    )
    lock = (
        f"<< /Filter /Standard /V 5 /R 6 /Length 256 /P -4 {keys} /StmF /C /StrF /C /CF << /C << /CFM /AESV3 >> >> >>"
    )
    plain = files.make_pdf("Hello", objects=[lock])
    assert refuse(plain.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 10 0 R /ID [<00> <00>]")).code == "password"


def test_reason_is_this_files_own_after_another_one():
    test_pdf_that_asks_for_a_password("secret", "owner")
    assert refuse(b"%PDF-1.7\nnothing\n%%EOF").code == "damaged"
    assert refuse(files.make_pdf()).code == "no_pages"


def test_pdf_that_only_forbids_changes_opens_as_in_any_viewer():
    assert read(files.encrypt_pdf(files.make_pdf("Hello"), user="", owner="owner")).text == "Hello"


def test_scripts_are_found_behind_encryption():
    active = files.make_pdf("Hello", catalog=f"/OpenAction {ALERT}")
    assert refuse(files.encrypt_pdf(active, user="", owner="owner")).code == "scripts"


@pytest.mark.parametrize(
    ("catalog", "page", "objects"),
    [
        (f"/OpenAction {ALERT}", "", ()),
        ("/OpenAction 10 0 R", "", (ALERT,)),
        ("/OpenAction << /S /#4aavaScript /#4a#53 (app.alert) >>", "", ()),
        ("/Names << /JavaScript << /Names [(a) 10 0 R] >> >>", "", (ALERT,)),
        ("/OpenAction << /S /GoTo /D [10 0 R /Fit] /Next 11 0 R >>", "", ("null", ALERT)),
        ("/AcroForm << /Fields [] /XFA [(template) 10 0 R] >>", "", ("<< /Length 0 >>\nstream\n\nendstream",)),
        ("", f"/AA << /O {ALERT} >>", ()),
        ("", "/Annots [10 0 R]", (f"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A {ALERT} >>",)),
        ("", "/Annots [10 0 R]", ("<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>",)),
        ("/OpenAction << /S /Launch /F (cmd.exe) >>", "", ()),
        ("/OpenAction << /S /SubmitForm /F (https://example.org) >>", "", ()),
    ],
)
def test_scripts_inside(catalog, page, objects):
    assert refuse(files.make_pdf("Hello", catalog=catalog, page=page, objects=objects)).code == "scripts"


def test_scripts_inside_a_compressed_object_stream():
    assert refuse(files.make_object_stream_pdf(ALERT.encode())).code == "scripts"
    assert read(files.make_object_stream_pdf(b"<< /S /GoTo /D [3 0 R /Fit] >>")).page_count == 1


def attachment(name):
    return (
        f"<< /Type /Filespec /F ({name}) /UF ({name}) /EF << /F 11 0 R >> >>",
        "<< /Type /EmbeddedFile /Length 4 >>\nstream\n<a/>\nendstream",
    )


def test_files_inside_are_refused_but_for_plain_data():
    names = "/Names << /EmbeddedFiles << /Names [(a) 10 0 R] >> >>"
    assert refuse(files.make_pdf("Hello", catalog=names, objects=attachment("run.exe"))).code == "files_inside"
    assert read(files.make_pdf("Hello", catalog=names, objects=attachment("europass.XML"))).text == "Hello"
    note = "/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 10 0 R >>]"
    assert refuse(files.make_pdf("Hello", page=note, objects=attachment("work.zip"))).code == "files_inside"


def test_plain_links_and_places_are_no_scripts():
    link = "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.org) >> >>]"
    assert read(files.make_pdf("Hello", catalog="/OpenAction [10 0 R /Fit]", page=link)).text == "Hello"


def test_objects_that_point_at_each_other_end():
    assert read(files.make_pdf("Hello", catalog="/Loop 10 0 R", objects=("[11 0 R]", "[10 0 R]"))).text == "Hello"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (files.make_pdf(), "no_pages"),
        (files.make_pdf(*["x"] * 51), "too_many_pages"),
        (b"%PDF-1.7\nnothing\n%%EOF", "damaged"),
        (files.make_pdf("Hello", catalog="/Deep " + "[" * 5000 + "]" * 5000), "damaged"),
        (files.make_pdf("Hello").replace(b"/Pages 2 0 R", b"/Pages 9 0 R"), "damaged"),
        (files.make_pdf("Hello", box="0 0 1e400 1e400"), None),
        (files.make_pdf("Hello", box="0 0 0 0"), None),
        (files.make_pdf("Hello", box="-5 -5 -9 -9"), None),
    ],
)
def test_broken_files(data, code):
    if code:
        assert refuse(data).code == code
    else:
        assert read(data).page_count == 1


def test_carriage_return_inside_a_line_is_a_space():
    assert read(files.make_pdf("Ada\\rLovelace")).text == "Ada Lovelace"


def test_refusal_for_pages_says_how_many():
    assert refuse(files.make_pdf(*["x"] * 51)).figures == {"pages": 51, "most": 50}


def test_turned_page_is_drawn_as_it_is_seen():
    image = read(files.make_pdf("Hello", page="/Rotate 90")).images[0]
    assert (image.width, image.height) == (1400, 1082)
