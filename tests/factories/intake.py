"""Job descriptions and reviews by the real verbs."""

from hiring.core.models import User
from hiring.intake.descriptions import write_description
from hiring.intake.models import JobReview
from hiring.intake.opening import open_role
from hiring.intake.reviews import save_review, start_review, submit_review
from hiring.models import Role
from rubrics.sheets.content import Answer, Save
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory

EVIDENCE = "The third paragraph names the latency today and the target."
TEXT = "## What you will run\n\nThe fraud score of every card payment."


def make_member(role: Role, right: str = "interviewer", **fields: object) -> User:
    return MemberFactory(role=role, right=right, user=UserFactory(**fields)).user


def fill(review: JobReview, levels: dict[str, int | None]) -> JobReview:
    """Answer criteria by level, None for "not assessed"; those left out stay open."""
    answers = {
        key: Answer(level=level, not_assessed=level is None, evidence=EVIDENCE if level else "")
        for key, level in levels.items()
    }
    save_review(review, actor=review.author, save=Save(version=review.version, answers=answers))
    return review


def make_review(role: Role, levels: dict[str, int | None], author: User | None = None) -> JobReview:
    """A submitted review of the newest text, by a new interviewer unless an author is given."""
    review = fill(start_review(role, actor=author or make_member(role)), levels)
    number = review.description.number
    return submit_review(review, actor=review.author, version=review.version, text_number=number)


def make_ready(role: Role, **levels: int | None) -> list[JobReview]:
    """Write the text where there is none, and have it reviewed by two."""
    if not role.descriptions.exists():
        write_description(role, actor=role.created_by, text=TEXT)
    return [make_review(role, levels or {"outcome": 4, "environment": 3}) for _reviewer in range(2)]


def make_open(role: Role) -> Role:
    make_ready(role)
    return open_role(role, actor=role.created_by)
