"""What the printed pages keep to: tagged, described, headed, and deaf to what somebody typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from assessments.reports.contents import Content
from assessments.reports.digest import digest_of
from assessments.reports.printing import print_pdf, write_bundle, write_html
from tests.assessments.reports.made_up import (
    IMPRINT,
    NAMES,
    make_application,
    make_job_description,
    make_role_brief,
    make_scorecard,
    make_sealed,
)
from tests.tagged_pdf import TaggedPdf

MADE: dict[str, Callable[[], Content]] = {
    "application": make_application,
    "nothing yet": lambda: make_application(steps=0, raters=0),
    "one interviewer": lambda: make_application(steps=1, raters=1),
    "crowded": lambda: make_application(steps=1, raters=7),
    "sealed": make_sealed,
    "scorecard": make_scorecard,
    "job description": make_job_description,
    "role brief": make_role_brief,
}
every_report = pytest.mark.parametrize("name", MADE)


@cache
def printed(name: str) -> TaggedPdf:
    return TaggedPdf(print_pdf(write_html(MADE[name](), IMPRINT)).pdf)


@every_report
def test_a_report_says_what_it_is(name: str) -> None:
    pdf = printed(name)
    assert pdf.catalog["/Lang"] == "en"
    assert pdf.catalog["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712  a PDF's own kind of truth
    assert pdf.catalog["/MarkInfo"]["/Marked"] == True  # noqa: E712
    assert MADE[name]().subject in pdf.reader.metadata.title
    assert pdf.reader.xmp_metadata is not None


@every_report
def test_headings_never_leave_out_a_level_and_lead_through_the_bookmarks(name: str) -> None:
    pdf = printed(name)
    assert pdf.headings[0] == 1
    assert all(after - before <= 1 for before, after in zip(pdf.headings, pdf.headings[1:], strict=False))
    assert pdf.headings.count(1) == 1
    assert len(pdf.bookmarks) == len(pdf.headings)
    assert pdf.bookmarks[0] == MADE[name]().subject


@every_report
def test_every_picture_has_words(name: str) -> None:
    figures = printed(name).tree.all("Figure")
    assert [figure.alt for figure in figures if not figure.alt] == []


@every_report
def test_every_cell_of_a_table_names_its_headers(name: str) -> None:
    for table in printed(name).tree.all("Table"):
        assert table.all("TH")
        assert [cell for cell in table.all("TD") if not cell.attributes.get("Headers")] == []


@every_report
def test_each_page_says_which_it_is_who_printed_it_and_what_it_is_a_copy_of(name: str) -> None:
    content = MADE[name]()
    digest = digest_of(content)
    about = {"job description": "Job description, ", "role brief": "Role brief, "}.get(name, f"{content.subject}, ")
    pages = printed(name).pages
    foot = f"Confidential. Printed by Tomás Abreu, 29 November 2026, 17:00. Document {digest[:8]} {digest[8:16]}."
    for number, page in enumerate(pages, 1):
        words = " ".join(page.split())
        assert f"{number} of {len(pages)}" in words
        assert foot in words
        assert number == 1 or f"{about}Senior machine-learning engineer" in words


def test_a_name_of_two_hundred_characters_stays_in_the_header() -> None:
    name = ("Maximiliane Theodora von Hohenlohe-Schillingsfürst " * 4)[:200]
    pdf = TaggedPdf(print_pdf(write_html(make_application(steps=1, raters=2, name=name), IMPRINT)).pdf)
    assert "Maximiliane Theodora" in pdf.pages[1]
    assert pdf.bookmarks[0] == name.strip()


def test_the_same_content_by_another_person_has_the_same_hash_and_other_pages() -> None:
    content = make_scorecard()
    other = replace(IMPRINT, name="Ada Other", at=IMPRINT.at + timedelta(minutes=1))
    assert write_html(content, IMPRINT) == write_html(make_scorecard(), IMPRINT)
    assert write_html(content, IMPRINT) != write_html(content, other)
    assert digest_of(content) == digest_of(make_scorecard()) != digest_of(make_scorecard(characters=201))


def test_times_are_those_of_who_prints() -> None:
    there = replace(IMPRINT, time_zone="Asia/Tokyo")
    assert "30 November 2026, 01:00" in write_html(make_scorecard(), there)


HOSTILE = (
    '</p></td></table><h1>Hired</h1><img src="http://169.254.169.254/">'
    '<style>@import url("http://example.org/x.css");</style><link rel="attachment" href="file:///etc/passwd">'
    "<script>alert(1)</script> {{ content.score }} {% url 'inbox' %} &#60;b&#62; ]]> <!--unprinted--> "
    "\x00\x07\x1b\x9f\u202e\u2066 end"
)


@pytest.mark.parametrize(
    "make", [make_application, make_scorecard, make_role_brief], ids=["application", "scorecard", "role brief"]
)
def test_what_somebody_typed_is_text_and_nothing_else(make: Callable[..., Content]) -> None:
    tame = TaggedPdf(print_pdf(write_html(make(text="Plain.", name="Plain"), IMPRINT)).pdf)
    html = write_html(make(text=HOSTILE, name=HOSTILE[:200]), IMPRINT)
    wild = TaggedPdf(print_pdf(html).pdf)
    assert wild.headings == tame.headings
    assert len(wild.tree.all("Figure")) == len(tame.tree.all("Figure"))
    assert wild.reader.attachments == {}
    assert {char for char in html if ord(char) < 32} == {"\n"}
    assert not {"\u202e", "\u2066", "\x9f"} & set(html)
    # all of it can be read: nothing was swallowed as markup
    text = "".join(wild.text.split())
    assert '<h1>Hired</h1><imgsrc="http://169.254.169.254/">' in text
    assert "{{content.score}}" in text
    assert "&#60;b&#62;" in text


def test_a_word_of_a_hundred_thousand_characters_is_printed_whole() -> None:
    content = make_scorecard(characters=40)
    first, *others = content.judged.ratings
    long = replace(first, now=replace(first.now, words="x" * 100_000))
    judged = replace(content.judged, ratings=(long, *others))
    printed = print_pdf(write_html(replace(content, judged=judged), IMPRINT), large=True)
    assert TaggedPdf(printed.pdf).text.count("x") > 100_000


def test_text_that_runs_from_right_to_left_says_so_and_names_stand_apart() -> None:
    html = write_html(make_application(steps=1, raters=4, text="مرحبا بكم 123\nHello ليلى"), IMPRINT)
    assert '<p dir="rtl">مرحبا بكم 123</p><p>Hello ليلى</p>' in html
    assert f"<bdi>{NAMES[3]}</bdi>" in html


def test_several_reports_are_one_tagged_document_with_contents() -> None:
    contents = [make_application(steps=1, raters=1, name=name) for name in ("Ada One", "Bo Two", "Cy Three")]
    pdf = TaggedPdf(print_pdf(write_bundle(contents, IMPRINT, "Senior ML engineer"), large=True).pdf)
    first = " ".join(pdf.pages[0].split())
    for content in contents:
        page = next(
            number
            for number, text in enumerate(pdf.pages, 1)
            if f"report {content.candidate}" in " ".join(text.split())
        )
        assert f"{content.candidate} Resume screen 3.41 {page}" in first
    assert [title for title in pdf.bookmarks if title in {"Ada One", "Bo Two", "Cy Three"}] == [
        "Ada One",
        "Bo Two",
        "Cy Three",
    ]
    assert pdf.bookmarks.count("What the figures mean") == 1
    assert all(after - before <= 1 for before, after in zip(pdf.headings, pdf.headings[1:], strict=False))
    named = {str(name) for name in pdf.reader.named_destinations}
    assert {"r1", "r2", "r3", "r1-step-2", "r2-step-2", "method"} <= named


def test_an_empty_bundle_is_refused() -> None:
    with pytest.raises(ValueError):
        write_bundle([], IMPRINT, "Nobody")
