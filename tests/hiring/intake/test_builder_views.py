"""The builder's page: filling in, checking, going on as text, taking Markdown in and out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hiring.intake.descriptions import write_description
from hiring.intake.parts import parts_of
from hiring.wording.parts import REQUIRED
from tests.factories.intake import TEXT
from tests.hiring.wording.adverts import BAD
from tests.hiring.wording.test_parts import FRAUD, MARKDOWN

ANSWERS = {**FRAUD.as_json(), "base": 0}


def url_of(role, name="job-description-build", *more):
    return reverse(name, args=[role.public_id, *more])


def test_a_version_is_built_and_opens_again(role, manager, browser_as):
    browser = browser_as(manager)
    page = browser.get(url_of(role, "job-description"))
    assert url_of(role) in page.text
    assert browser.post(url_of(role), ANSWERS).url == url_of(role, "job-description")
    written = role.descriptions.get()
    assert (written.text, parts_of(written)) == (MARKDOWN, FRAUD)
    page = browser.get(url_of(role))
    assert page.context["form"]["metric"].value() == FRAUD.metric
    assert page.context["form"]["mlops"].value() == list(FRAUD.mlops)
    assert "8 of 8 parts" in page.text
    shorter = {**ANSWERS, "tools": "Python, Kubernetes", "base": 1, "reason": "Shorter."}
    assert browser.post(url_of(role), shorter).status_code == 302
    assert role.descriptions.first().reason == "Shorter."


def test_errors_stand_at_their_fields_and_what_was_typed_is_kept(role, manager, browser_as):
    page = browser_as(manager).post(url_of(role), {"base": 0, "tools": "Python <b>", "mlops": ["odd"]})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [name for name in REQUIRED if name != "tools"]
    assert "Say what that number is today." in page.text
    assert 'value="Python &lt;b&gt;"' in page.text
    assert not role.descriptions.exists()


def test_two_builders_get_both_texts(role, manager, recruiter, browser_as):
    write_description(role, actor=manager, parts=FRAUD)
    write_description(role, actor=recruiter, text="Hers.", reason="Shorter.", base=1)
    late = browser_as(manager).post(url_of(role), {**ANSWERS, "tools": "Python", "base": 1, "reason": "Mine."})
    assert late.status_code == 422
    assert "Somebody wrote a newer version" in late.text
    assert "Theirs, saved" in late.text
    assert late.context["form"]["base"].value() == 2
    again = browser_as(manager).post(url_of(role), {**ANSWERS, "tools": "Python", "base": 2, "reason": "Mine."})
    assert again.status_code == 302


def test_check_says_what_is_missing_and_keeps_nothing(role, manager, browser_as):
    browser = browser_as(manager)
    typed = {"base": 0, "metric": "Deploy the model", "target": "yes", "check": "1", "more": "We want a ninja."}
    page = browser.post(url_of(role), typed)
    assert page.status_code == 200
    assert "Deploying the model is no business outcome" in page.text
    assert '<q class="check-quote">ninja</q>' in page.text
    assert 'value="Deploy the model"' in page.text
    assert "error-summary" not in page.text
    part = browser.post(url_of(role), typed, headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert "Deploying the model is no business outcome" in part.text
    assert not role.descriptions.exists()


def test_parts_go_on_as_text(role, manager, browser_as):
    page = browser_as(manager).post(url_of(role), {"base": 0, "tools": "Python", "as_text": "1"})
    assert page.context["form"]["text"].value() == "## Tools and platforms\n\nPython"
    assert url_of(role, "job-description-write") in page.text


def test_a_text_opens_where_it_was_written(role, manager, browser_as):
    browser = browser_as(manager)
    write_description(role, actor=manager, text=TEXT)
    assert f'href="{url_of(role, "job-description-write")}"' in browser.get(url_of(role, "job-description")).text
    write_description(role, actor=manager, text=MARKDOWN, reason="With headings.")
    page = browser.get(url_of(role, "job-description")).text
    assert f'href="{url_of(role)}"' in page
    assert f'href="{url_of(role, "job-description-write")}"' not in page


def read_in(browser, role, **sent):
    return browser.post(url_of(role), {"read_in": "1", **sent})


@pytest.mark.parametrize("how", ["pasted", "file"])
def test_markdown_is_taken_in(role, manager, browser_as, how):
    text = f"\ufeff{MARKDOWN}\n\n## Pay\n\nEUR 90,000".replace("\n", "\r\n")
    sent = {"markdown": text} if how == "pasted" else {"file": SimpleUploadedFile("role.md", text.encode())}
    page = read_in(browser_as(manager), role, **sent)
    assert page.status_code == 200
    form = page.context["form"]
    assert [form[name].value() for name in ("system", "production", "more")] == [
        FRAUD.system,
        "own",
        "## Pay\n\nEUR 90,000",
    ]
    assert "8 parts were read in." in page.text
    assert not role.descriptions.exists()


def test_a_text_without_parts_goes_on_in_the_editor(role, manager, browser_as):
    page = read_in(browser_as(manager), role, markdown=TEXT)
    assert page.context["form"]["text"].value() == TEXT
    assert "the text goes on here" in page.text


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ({}, "Paste a text or choose a file."),
        ({"markdown": "  "}, "Paste a text or choose a file."),
        ({"file": SimpleUploadedFile("role.md", b"\xff\xfe\x00")}, "This is no text in UTF-8."),
        ({"file": SimpleUploadedFile("role.md", b"x" * 100_001)}, "This file is larger than 100 KB."),
        ({"file": SimpleUploadedFile("role.md", b"x" * 20_001)}, "A job description has at most 20000 characters."),
    ],
)
def test_what_cannot_be_taken_in_is_said(role, manager, browser_as, sent, text):
    page = read_in(browser_as(manager), role, **sent)
    assert page.status_code == 422
    assert text in page.text


def test_markdown_comes_out_as_a_file(role, manager, interviewer, member, browser_as):
    write_description(role, actor=manager, parts=FRAUD)
    url = url_of(role, "job-description-markdown", 1)
    for reader in (manager, interviewer):
        answer = browser_as(reader).get(url)
        assert answer.content.decode() == f"{MARKDOWN}\n"
        assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
        assert answer.headers["Content-Disposition"] == (
            'attachment; filename="senior-ml-engineer-payment-fraud-v1.md"'
        )
    assert browser_as(member).get(url).status_code == 404
    assert browser_as(manager).get(url_of(role, "job-description-markdown", 2)).status_code == 404


def test_who_may_build(role, manager, interviewer, auditor, member, browser_as, client):
    for person, status in ((interviewer, 403), (auditor, 403), (member, 404)):
        assert browser_as(person).post(url_of(role), ANSWERS).status_code == status
    assert client.post(url_of(role), ANSWERS).status_code == 302
    assert not role.descriptions.exists()


def test_the_check_stands_beside_the_text_for_who_leads(role, manager, interviewer, browser_as):
    write_description(role, actor=manager, text=BAD)
    url = url_of(role, "job-description")
    page = browser_as(manager).get(url).text
    assert "What the words say" in page
    assert "A data scientist’s advert under an engineer’s title" in page
    assert "Rule buzz.hero." in page
    assert "What the words say" not in browser_as(interviewer).get(url).text


def test_the_builder_is_read_by_few_queries(role, manager, browser_as, django_assert_num_queries):
    write_description(role, actor=manager, parts=FRAUD)
    browser = browser_as(manager)
    browser.get(url_of(role))
    with django_assert_num_queries(6):
        browser.get(url_of(role))
