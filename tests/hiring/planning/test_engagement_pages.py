"""The pages of the engagement model, the verbs behind them, and the API."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hiring.core.errors import Invalid, NotAllowed, Refused, Stale
from hiring.core.models import AuditEntry, User
from hiring.models import EngagementPlan, Role
from hiring.planning.engaging import choose_engagement, note_transfer, read_engagement, start_engagement, state_facts
from tests.factories.tokens import api_client

WHY = "Speed counts most this spring."
FACTS = {"core": "supporting", "speed": "weeks", "stage": "growth", "expertise": "none"}


def later(days: int = 90) -> date:
    return timezone.localdate() + timedelta(days=days)


def address(role: Role, name: str = "role-engagement") -> str:
    return reverse(name, args=[role.public_id])


@pytest.fixture
def chosen(paid_role: Role, manager: User) -> EngagementPlan:
    """A dedicated team was chosen, as advised."""
    state_facts(paid_role, actor=manager, facts=FACTS)
    return choose_engagement(paid_role, actor=manager, engagement="dedicated_team", reason=WHY, review_on=later())


def test_who_sees_it_and_who_changes_it(
    chosen: EngagementPlan,
    paid_role: Role,
    manager: User,
    interviewer: User,
    auditor: User,
    member: User,
    browser_as: Callable[[User], Client],
) -> None:
    for person in (manager, interviewer, auditor):
        assert browser_as(person).get(address(paid_role)).status_code == 200
    assert browser_as(member).get(address(paid_role)).status_code == 404
    for name in ("role-engagement-facts", "role-engagement-choose"):
        assert browser_as(manager).get(address(paid_role, name)).status_code == 200
        assert browser_as(interviewer).get(address(paid_role, name)).status_code == 403
    assert browser_as(interviewer).post(address(paid_role, "role-engagement-transfer")).status_code == 403


def test_an_empty_page_says_what_to_do(paid_role: Role, manager: User, browser_as: Callable[[User], Client]) -> None:
    page = browser_as(manager).get(address(paid_role)).content.decode()
    assert "Nothing to go by yet" in page
    assert "Say what the work is" in page


def test_the_page_quotes_what_led_to_the_advice(
    chosen: EngagementPlan,
    paid_role: Role,
    manager: User,
    browser_as: Callable[[User], Client],
    django_assert_num_queries: Callable,
) -> None:
    client = browser_as(manager)
    client.get(address(paid_role))
    with django_assert_num_queries(7):
        page = client.get(address(paid_role)).content.decode()
    assert "This model offers faster onboarding, proven expertise, and flexibility." in page
    assert "<code>DT-SPEED</code>" in page
    assert "Chosen: Dedicated team" in page
    assert WHY in page
    assert "Gradual internal capability building" in page
    assert "Over-reliance on external teams" in page
    assert "look at it again now" not in page


def test_the_review_falls_due(
    chosen: EngagementPlan, paid_role: Role, manager: User, browser_as: Callable[[User], Client]
) -> None:
    EngagementPlan.objects.update(review_on=timezone.localdate())
    assert "look at it again now" in browser_as(manager).get(address(paid_role)).content.decode()


def test_answers_by_the_form(paid_role: Role, manager: User, browser_as: Callable[[User], Client]) -> None:
    client, url = browser_as(manager), address(paid_role, "role-engagement-facts")
    assert client.post(url, {"version": "0", "core": "maybe"}).status_code == 422
    assert client.post(url, {"version": "0", "core": "core", "work": "ongoing"})["Location"] == address(paid_role)
    assert EngagementPlan.objects.get().facts == {"core": "core", "work": "ongoing"}
    assert "FT-CORE" in client.get(address(paid_role)).content.decode()
    late = client.post(url, {"version": "0", "core": "supporting"})
    assert late.status_code == 422
    assert "Somebody changed this plan" in late.content.decode()
    client.post(url, {"version": "1", "core": ""})
    assert EngagementPlan.objects.get().facts == {}


def test_choosing_by_the_form(paid_role: Role, manager: User, browser_as: Callable[[User], Client]) -> None:
    client, url = browser_as(manager), address(paid_role, "role-engagement-choose")
    sent = {"version": "0", "engagement": "contract", "reason": WHY, "review_on": ""}
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert "review_on" in answer.context["form"].errors
    assert WHY in answer.content.decode()
    assert client.post(url, sent | {"review_on": later().isoformat()}).status_code == 302
    plan = EngagementPlan.objects.get()
    assert (plan.chosen, plan.reason, plan.chosen_by, plan.advised) == ("contract", WHY, manager, [])


def test_ticks_of_handing_over(
    chosen: EngagementPlan, paid_role: Role, manager: User, browser_as: Callable[[User], Client]
) -> None:
    client, url = browser_as(manager), address(paid_role, "role-engagement-transfer")
    client.post(url, {"version": chosen.version, "step": ["ownership", "documentation"], "signal": "budget"})
    plan = EngagementPlan.objects.get()
    assert (plan.steps, plan.signals) == (["documentation", "ownership"], ["budget"])
    page = client.post(url, {"version": chosen.version, "step": "capability"}, follow=True).content.decode()
    assert "Somebody changed this plan" in page
    assert EngagementPlan.objects.get().steps == ["documentation", "ownership"]


def test_the_verbs(paid_role: Role, manager: User, interviewer: User) -> None:
    with pytest.raises(NotAllowed):
        state_facts(paid_role, actor=interviewer, facts=FACTS)
    with pytest.raises(Invalid) as refusal:
        state_facts(paid_role, actor=manager, facts={"core": "maybe", "mood": ""})
    assert set(refusal.value.errors) == {"core", "mood"}
    plan = state_facts(paid_role, actor=manager, facts=FACTS)
    assert state_facts(paid_role, actor=manager, facts=FACTS).version == plan.version == 1
    with pytest.raises(Refused):
        start_engagement(paid_role, actor=manager, facts=FACTS)
    with pytest.raises(Refused):
        note_transfer(paid_role, actor=manager, steps=[], signals=[])
    with pytest.raises(Stale):
        state_facts(paid_role, actor=manager, facts=FACTS, version=0)
    plan = choose_engagement(paid_role, actor=manager, engagement="full_time", reason=WHY)
    assert plan.advised == ["dedicated_team"]
    assert read_engagement(paid_role).risks[0] == "Long hiring cycles"
    choose_engagement(paid_role, actor=manager, engagement="partner", reason=WHY, review_on=later())
    with pytest.raises(Invalid):
        note_transfer(paid_role, actor=manager, steps=["magic"], signals=[])
    actions = list(AuditEntry.objects.filter(action__startswith="engagement").values_list("action", flat=True))
    assert sorted(actions) == ["engagement.chosen", "engagement.chosen", "engagement.stated"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"engagement": "barter"}, "engagement"),
        ({"reason": "short"}, "reason"),
        ({"review_on": None}, "review_on"),
        ({"review_on": timezone.localdate() - timedelta(days=3)}, "review_on"),
    ],
)
def test_what_cannot_be_chosen(paid_role: Role, manager: User, values: dict[str, object], field: str) -> None:
    good = {"engagement": "hybrid", "reason": WHY, "review_on": later()}
    with pytest.raises(Invalid) as refusal:
        choose_engagement(paid_role, actor=manager, **good | values)
    assert list(refusal.value.errors) == [field]


def test_the_database_holds_its_rules(paid_role: Role) -> None:
    for values in ({"chosen": "barter"}, {"chosen": "audit"}, {"chosen": "audit", "reason": WHY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            EngagementPlan.objects.create(role=paid_role, **values)


def test_the_api(paid_role: Role, manager: User, interviewer: User) -> None:
    client, base = api_client(manager), "/api/v1/engagement-plans/"
    send = {"content_type": "application/json"}
    body = {"role": paid_role.public_id, "facts": FACTS}
    assert api_client(interviewer).post(base, body, **send).status_code == 403
    made = client.post(base, body, **send)
    assert made.status_code == 201
    first = made.json()["advice"][0]
    assert (first["engagement"], first["is_advised"], first["balance"]) == ("dedicated_team", True, 3)
    assert first["speaks_for"][0]["id"] == "DT-SPEED"
    assert first["speaks_for"][0]["source"].startswith("Guide to hiring")
    one = f"{base}{made.json()['id']}/"
    assert client.post(base, body, **send).status_code == 409
    changed = client.patch(one, {"facts": {"core": ""}}, headers={"If-Match": '"1"'}, **send)
    assert "core" not in changed.json()["facts"]
    choice = {"engagement": "dedicated_team", "reason": WHY, "review_on": later().isoformat()}
    assert client.post(f"{one}choose/", choice, **send).status_code == 428
    picked = client.post(f"{one}choose/", choice, headers={"If-Match": '"2"'}, **send)
    assert (picked.json()["chosen"], picked.json()["advised"]) == ("dedicated_team", ["dedicated_team"])
    ticks = {"steps": ["communication"], "signals": []}
    done = client.post(f"{one}transfer/", ticks, headers={"If-Match": '"3"'}, **send)
    assert done.json()["steps"] == ["communication"]
    assert api_client(interviewer).get(one).status_code == 200
    assert api_client(interviewer).post(f"{one}choose/", choice, headers={"If-Match": '"4"'}, **send).status_code == 403
    assert "advice" not in client.get(base).json()["results"][0]
