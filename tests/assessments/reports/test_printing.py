"""From contents to pages, in the child interpreter."""

from datetime import UTC, datetime

import pytest

from assessments.reports.contents import show_application, show_scorecard
from assessments.reports.digest import digest_of
from assessments.reports.printing import Imprint, print_pdf, write_html
from candidates.models import Application
from hiring.core.models import User

IMPRINT = Imprint("Tomás Abreu", datetime(2026, 11, 29, 16, 0, tzinfo=UTC), "Europe/Berlin")


@pytest.mark.usefixtures("runa_card", "jonas_card")
def test_the_same_content_printed_twice_is_the_same_bytes(application: Application, manager: User) -> None:
    first, again = (show_application(application, manager) for _copy in range(2))
    assert digest_of(first) == digest_of(again)
    assert print_pdf(write_html(first, IMPRINT)).pdf == print_pdf(write_html(again, IMPRINT)).pdf


def test_a_scorecard_prints(runa_card: object, manager: User) -> None:
    printed = print_pdf(write_html(show_scorecard(runa_card, manager), IMPRINT))
    assert (printed.pdf[:5], printed.pages) == (b"%PDF-", 1)
