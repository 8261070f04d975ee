"""From rows to bytes, and the page that lies in a ZIP."""

import re

import pytest

from assessments.reports.contents import show_application
from assessments.reports.printing import IndexEntry, print_pdf, write_html, write_index
from candidates.models import Application
from hiring.core.models import User
from tests.assessments.reports.made_up import IMPRINT


@pytest.mark.usefixtures("runa_card", "jonas_card")
def test_the_same_rows_printed_twice_are_the_same_bytes(application: Application, manager: User) -> None:
    first, again = (write_html(show_application(application, manager), IMPRINT) for _copy in range(2))
    assert print_pdf(first).pdf == print_pdf(again).pdf


def test_the_index_of_a_zip_leads_to_its_files_and_needs_no_other() -> None:
    entries = [
        IndexEntry("01 Zofia Łukaszewicz.pdf", "Zofia Łukaszewicz", "Culture and ethics", 9, "9dcf64f2" * 8),
        IndexEntry("02 100% <b>.pdf", "<b>Bo</b>", "New", 2, "4f72de7f" * 8, missing=("Thai",)),
    ]
    html = write_index(entries, IMPRINT, "Senior ML engineer")
    links = ["01%20Zofia%20%C5%81ukaszewicz.pdf", "02%20100%25%20%3Cb%3E.pdf"]
    assert re.findall(r'href="([^"]+)"', html) == links
    assert "&lt;b&gt;Bo&lt;/b&gt;" in html
    assert "Could not be printed: Thai" in html
    assert "9dcf64f2 9dcf64f2<" in html
    assert re.findall(r"(?:src|url\()", html) == []
