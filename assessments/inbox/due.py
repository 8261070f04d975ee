"""What is due from a person: open scorecards and open job reviews."""

from django.db.models import BigIntegerField

from assessments.scorecards.models import Scorecard
from hiring.core.accounts.models import User
from hiring.core.prepared import Given, Prepared
from hiring.intake.models import JobReview

COUNTED = 100


def count_due(user: User) -> int:
    """Count the open sheets of a person by one query; it stops at 100, since no page shows more than "99+"."""
    return len(_DUE.ask(user=user.pk))


_ME = Given("user", BigIntegerField())
# It stands in the frame of every page. The rows come from the index alone, and so few are quicker counted here.
_DUE = Prepared(
    lambda: (
        Scorecard.objects.open()
        .filter(author=_ME)
        .order_by()
        .values_list("due_at")
        .union(JobReview.objects.filter(author=_ME, state="open").order_by().values_list("due_at"), all=True)[:COUNTED]
    )
)
