"""What is due from a person: open scorecards and open job reviews."""

from assessments.scorecards.models import Scorecard
from hiring.core.accounts.models import User
from hiring.intake.models import JobReview

COUNTED = 100


def count_due(user: User) -> int:
    """Count the open sheets of a person by one query; it stops at 100, since no page shows more than "99+"."""
    cards, reviews = (
        model.objects.filter(author=user, state="open").order_by().values_list("due_at")
        for model in (Scorecard, JobReview)
    )
    return cards.union(reviews, all=True)[:COUNTED].count()
