"""The draft editor by hand: who may, what a refusal keeps, and what two editors see of each other."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from hiring.core.models import AuditEntry, User
from rubrics.library.contents import basics_of, fingerprint, text_of, weights_of
from rubrics.library.drafting import discard_draft
from rubrics.library.forms import CriterionForm
from rubrics.library.publishing import publish_version
from rubrics.models import Rubric, RubricCriterion, RubricVersion, WeightChange
from tests.factories.rubrics import CriterionFactory, RubricCriterionFactory, RubricVersionFactory
from tests.rubrics.library.tables import differing, snapshot

As = Callable[[User], Client]
Data = dict[str, Any]
SIGN_IN = {"django_session", "core_user"}


def criterion_data(row: RubricCriterion, **changes: Any) -> Data:
    """What the form sends for a criterion as it stands, with changes."""
    form = CriterionForm(row=row)
    data = {field.name: field.field.prepare_value(field.initial) for field in form}
    data = {name: value for name, value in data.items() if value not in (None, False)}
    return data | {"seen": fingerprint(text_of(row))} | changes


def weights_data(draft: RubricVersion, **changes: Any) -> Data:
    weights = weights_of(draft)
    return weights | {"seen": fingerprint(weights), "reason": "Serving matters."} | changes


def own_data(row: RubricCriterion) -> Data:
    data = criterion_data(row, title="Curiosity", group="communication", weight=5, reason="Ours.")
    del data["seen"]
    return data


def sends(draft: RubricVersion) -> dict[str, tuple[str, Data]]:
    """Every address that changes a draft, with what it takes."""
    rubric = draft.rubric
    row = draft.criteria.get(position=1)
    source = RubricCriterion.objects.get(criterion__key="t1", version__rubric__key="task")
    order = list(draft.criteria.values_list("public_id", flat=True))
    basics = basics_of(draft)

    def at(name: str, *more: str) -> str:
        return reverse(f"rubric-{name}", args=[rubric.public_id, *more])

    return {
        "start": (at("draft-start"), {}),
        "copy": (at("copy"), {"title": "Ours"}),
        "basics": (at("draft-basics"), basics | {"minutes": 50, "seen": fingerprint(basics)}),
        "criterion": (at("draft-criterion", row.public_id), criterion_data(row, title="Other")),
        "weights": (at("draft-weights"), weights_data(draft, **{order[0]: 26, order[1]: 24})),
        "order": (at("draft-order"), {"down": order[0], "seen": fingerprint(order)}),
        "add": (at("draft-add"), {"source": source.public_id, "weight": 5, "reason": "Why."}),
        "write": (at("draft-write"), own_data(row)),
        "remove": (at("draft-remove", row.public_id), {"reason": "Why."}),
        "publish": (at("draft-publish"), {"reason": "Better.", "revision": draft.revision}),
        "discard": (at("draft-discard"), {}),
    }


SENDS = ["start", "copy", "basics", "criterion", "weights", "order", "add", "write", "remove", "publish", "discard"]
FORMS = ["copy", "basics", "criterion", "weights", "add", "write", "remove", "publish", "discard"]


@pytest.fixture
def changed(draft: RubricVersion) -> RubricVersion:
    """A draft that differs from its version and could be published."""
    RubricVersion.objects.filter(pk=draft.pk).update(purpose="Another purpose.")
    draft.refresh_from_db()
    return draft


@pytest.mark.parametrize("name", SENDS)
@pytest.mark.parametrize("persona", ["recruiter", "administrator"])
def test_who_may_edits(
    changed: RubricVersion, browser_as: As, name: str, persona: str, request: pytest.FixtureRequest
) -> None:
    address, data = sends(changed)[name]
    before = snapshot()
    response = browser_as(request.getfixturevalue(persona)).post(address, data)
    assert response.status_code == 302
    wanted = {
        "start": set(),
        "copy": {"rubrics_rubric", "rubrics_rubricversion", "rubrics_rubriccriterion"},
        "basics": {"rubrics_rubricversion"},
        "criterion": {"rubrics_rubriccriterion", "rubrics_rubricversion"},
        "weights": {"rubrics_rubriccriterion", "rubrics_rubricversion", "rubrics_weightchange"},
        "order": {"rubrics_rubriccriterion", "rubrics_rubricversion"},
        "add": {"rubrics_rubriccriterion", "rubrics_rubricversion", "rubrics_weightchange"},
        "write": {
            "rubrics_criterion",
            "rubrics_rubriccriterion",
            "rubrics_rubricversion",
            "rubrics_weightchange",
        },
        "remove": {"rubrics_rubriccriterion", "rubrics_rubricversion", "rubrics_weightchange"},
        "publish": {"rubrics_rubricversion"},
        "discard": {"rubrics_rubriccriterion", "rubrics_rubricversion"},
    }[name]
    assert {table for table in differing(before) if table.startswith("rubrics")} == wanted
    assert AuditEntry.objects.filter(actor__isnull=False).exclude(action="rubric.draft_started").exists() == bool(
        wanted - {"rubrics_rubric"} and name != "copy"
    )


@pytest.mark.parametrize("name", SENDS)
@pytest.mark.parametrize("persona", ["member", "auditor"])
def test_who_may_not_is_refused(
    changed: RubricVersion, browser_as: As, name: str, persona: str, request: pytest.FixtureRequest
) -> None:
    address, data = sends(changed)[name]
    browser = browser_as(request.getfixturevalue(persona))
    before = snapshot()
    assert browser.post(address, data).status_code == 403
    assert browser.get(address).status_code == (403 if name in FORMS else 405)
    assert differing(before) <= SIGN_IN


@pytest.mark.parametrize("name", SENDS)
def test_a_visitor_is_asked_to_sign_in(changed: RubricVersion, client: Client, name: str) -> None:
    address, data = sends(changed)[name]
    before = snapshot()
    response = client.post(address, data)
    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next={address}")
    assert differing(before) == set()


@pytest.mark.parametrize("name", SENDS)
def test_a_wrong_method_is_405(changed: RubricVersion, browser_as: As, recruiter: User, name: str) -> None:
    address, _data = sends(changed)[name]
    assert browser_as(recruiter).delete(address).status_code == 405


@pytest.mark.parametrize("name", ["rubric-draft", "rubric-draft-start", "rubric-copy", "rubric-draft-publish"])
def test_a_rubric_that_is_not_there_is_404(browser_as: As, recruiter: User, name: str) -> None:
    browser = browser_as(recruiter)
    address = reverse(name, args=["A" * 22])
    assert (browser.post if name.endswith("start") else browser.get)(address).status_code == 404


def test_a_draft_of_an_unseen_rubric_is_404_for_a_member(browser_as: As, member: User) -> None:
    rubric = RubricVersionFactory(published_at=None, reason="").rubric
    assert browser_as(member).get(reverse("rubric-draft", args=[rubric.public_id])).status_code == 404
    assert browser_as(member).post(reverse("rubric-draft-discard", args=[rubric.public_id])).status_code == 404


@pytest.mark.parametrize("name", FORMS)
def test_each_form_shows_what_stands(changed: RubricVersion, browser_as: As, recruiter: User, name: str) -> None:
    address, _data = sends(changed)[name]
    before = snapshot()
    response = browser_as(recruiter).get(address)
    assert response.status_code == 200
    assert b'method="post"' in response.content
    assert differing(before) <= SIGN_IN


@pytest.mark.parametrize("name", SENDS)
def test_sending_twice_happens_once(changed: RubricVersion, browser_as: As, recruiter: User, name: str) -> None:
    address, data = sends(changed)[name]
    browser = browser_as(recruiter)
    browser.post(address, data)
    before = snapshot()
    browser.post(address, data)
    assert differing(before) <= SIGN_IN


@pytest.mark.parametrize(
    ("name", "changes", "field"),
    [
        ("basics", {"title": ""}, "title"),
        ("basics", {"raters_max": 1}, "raters_max"),
        ("basics", {"minutes": 4}, "minutes"),
        ("criterion", {"level_3": " "}, "level_3"),
        ("criterion", {"floor": ""}, "floor"),
        ("criterion", {"must_have": ""}, "floor"),
        ("criterion", {"ask_1": "", "follow_ups_1": "Since when?"}, "ask_1"),
        ("criterion", {"red_flags": "\n".join(map(str, range(11)))}, "red_flags"),
        ("criterion", {"red_flags": "x" * 1001}, "red_flags"),
        ("weights", {"reason": "  "}, "reason"),
        ("add", {"source": "A" * 22}, "source"),
        ("add", {"weight": 0}, "weight"),
        ("write", {"group": "gate_only"}, "group"),
        ("remove", {"reason": ""}, "reason"),
        ("copy", {"title": "x" * 121}, "title"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    changed: RubricVersion, browser_as: As, recruiter: User, name: str, changes: Data, field: str
) -> None:
    address, data = sends(changed)[name]
    before = snapshot()
    response = browser_as(recruiter).post(address, data | changes)
    assert response.status_code == 422
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert differing(before) <= SIGN_IN
    kept = data | changes
    assert [key for key in form.fields if str(kept.get(key, "")) != str(form[key].value() or "")] == []


def test_a_criterion_of_the_draft_is_not_offered_again(changed: RubricVersion, browser_as: As, recruiter: User) -> None:
    address, _data = sends(changed)["add"]
    offered = browser_as(recruiter).get(address).context["form"].fields["source"].queryset
    assert {row.criterion.key for row in offered} == {"t1", "t2", "t3", "t4"}


def test_a_question_keeps_the_source_of_its_place(changed: RubricVersion, browser_as: As, recruiter: User) -> None:
    row = changed.criteria.get(position=1)
    address = reverse("rubric-draft-criterion", args=[changed.rubric.public_id, row.public_id])
    data = criterion_data(row, ask_2="Better asked?", ask_4="Quite new?", follow_ups_4="Really?\n\n Sure? ")
    assert browser_as(recruiter).post(address, data).status_code == 302
    row.refresh_from_db()
    assert row.questions[1] == {"ask": "Better asked?", "follow_ups": ["How do you know?"], "source": ["book"]}
    assert row.questions[3] == {"ask": "Quite new?", "follow_ups": ["Really?", "Sure?"], "source": []}


def test_the_second_editor_of_a_criterion_sees_both_texts(
    changed: RubricVersion, browser_as: As, recruiter: User, administrator: User
) -> None:
    row = changed.criteria.get(position=1)
    address = reverse("rubric-draft-criterion", args=[changed.rubric.public_id, row.public_id])
    mine = criterion_data(row, title="Mine", level_1="My anchor.")
    browser_as(administrator).post(address, criterion_data(row, title="Theirs"))
    before = snapshot()
    response = browser_as(recruiter).post(address, mine)
    assert response.status_code == 409
    assert differing(before) <= SIGN_IN
    assert [field.label for field in response.context["conflict"]] == ["Title", "Level 1"]
    text = response.content.decode()
    assert "Theirs, as it stands now" in text
    form = response.context["form"]
    assert (form["title"].value(), form["level_1"].value()) == ("Mine", "My anchor.")
    again = mine | {"seen": form["seen"].value()}
    assert browser_as(recruiter).post(address, again).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.level_1) == ("Mine", "My anchor.")


def test_the_second_editor_of_the_basics_sees_both_texts(
    changed: RubricVersion, browser_as: As, recruiter: User, administrator: User
) -> None:
    address, data = sends(changed)["basics"]
    browser_as(administrator).post(address, data | {"purpose": "Theirs."})
    response = browser_as(recruiter).post(address, data | {"purpose": "Mine."})
    assert response.status_code == 409
    assert [field.label for field in response.context["conflict"]] == ["Purpose"]
    changed.refresh_from_db()
    assert changed.purpose == "Theirs."


def test_the_second_editor_of_the_weights_sees_both(
    changed: RubricVersion, browser_as: As, recruiter: User, administrator: User
) -> None:
    one = changed.criteria.get(position=1)
    address, data = sends(changed)["weights"]
    browser_as(administrator).post(address, data | {one.public_id: 30})
    response = browser_as(recruiter).post(address, data)
    assert response.status_code == 409
    assert [field.label for field in response.context["conflict"]] == ["Title of c1"]
    one.refresh_from_db()
    assert one.weight == 30


def test_weights_typed_for_a_criterion_that_went_meanwhile(
    changed: RubricVersion, browser_as: As, recruiter: User, administrator: User
) -> None:
    remove, reason = sends(changed)["remove"]
    address, data = sends(changed)["weights"]
    browser_as(administrator).post(remove, reason)
    response = browser_as(recruiter).post(address, data)
    assert response.status_code == 409
    assert not WeightChange.objects.filter(author=recruiter).exists()
    form = response.context["form"]
    again = {name: form[name].value() for name in form.fields}
    assert browser_as(recruiter).post(address, again).status_code == 302


def test_an_order_that_somebody_changed_is_shown_anew(changed: RubricVersion, browser_as: As, recruiter: User) -> None:
    address, data = sends(changed)["order"]
    browser = browser_as(recruiter)
    browser.post(address, data)
    response = browser.post(address, data, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "Somebody else changed this" in response.content.decode()
    assert response.content.decode().strip().startswith('<section class="section" id="criteria"')
    assert list(changed.criteria.values_list("criterion__key", flat=True)) == ["c2", "c1", "c3", "c4"]


@pytest.mark.parametrize(("direction", "position"), [("up", 1), ("down", 4)])
def test_the_ends_of_the_order_hold(
    changed: RubricVersion, browser_as: As, recruiter: User, direction: str, position: int
) -> None:
    address, data = sends(changed)["order"]
    row = changed.criteria.get(position=position)
    before = snapshot()
    browser_as(recruiter).post(address, {direction: row.public_id, "seen": data["seen"]})
    assert differing(before) <= SIGN_IN


@pytest.mark.parametrize("name", ["basics", "criterion", "weights", "add", "write", "remove", "publish"])
def test_what_was_typed_for_a_discarded_draft_is_shown(
    changed: RubricVersion, browser_as: As, recruiter: User, administrator: User, name: str
) -> None:
    address, data = sends(changed)[name]
    discard_draft(changed, actor=administrator)
    response = browser_as(recruiter).post(address, data)
    assert response.status_code == 409
    written = dict(response.context["written"])
    for label, value in {"Title": data.get("title"), "Reason": data.get("reason")}.items():
        assert not value or written[label] == value
    assert "Not saved" in response.content.decode()


def test_what_was_typed_for_a_published_draft_is_shown(
    changed: RubricVersion, browser_as: As, recruiter: User, administrator: User
) -> None:
    address, data = sends(changed)["criterion"]
    publish_version(changed, actor=administrator, reason="Better.", revision=changed.revision)
    response = browser_as(recruiter).post(address, data)
    assert response.status_code == 409
    assert dict(response.context["written"])["Title"] == "Other"


@pytest.mark.parametrize("name", ["basics", "criterion", "publish"])
def test_a_reader_of_a_draft_that_is_gone_goes_to_the_rubric(
    changed: RubricVersion, browser_as: As, recruiter: User, name: str
) -> None:
    address, _data = sends(changed)[name]
    discard_draft(changed, actor=recruiter)
    response = browser_as(recruiter).get(address)
    assert response.url == reverse("rubric", args=[changed.rubric.public_id])


def test_publishing_names_what_is_missing(changed: RubricVersion, browser_as: As, recruiter: User) -> None:
    changed.criteria.filter(position=1).update(weight=20, red_flags=[])
    address, data = sends(changed)["publish"]
    response = browser_as(recruiter).post(address, data)
    assert response.status_code == 422
    text = response.content.decode()
    assert "The weights sum to 95, not to 100." in text
    assert "“Title of c1” has no red flag." in text
    assert response.context["form"]["reason"].value() == "Better."


def test_publishing_what_changed_meanwhile_asks_to_look_again(
    changed: RubricVersion, browser_as: As, recruiter: User, administrator: User
) -> None:
    address, data = sends(changed)["publish"]
    basics, more = sends(changed)["basics"]
    browser_as(administrator).post(basics, more)
    response = browser_as(recruiter).post(address, data)
    assert response.status_code == 409
    form = response.context["form"]
    assert (form["reason"].value(), form["revision"].value()) == ("Better.", 2)
    again = {"reason": "Better.", "revision": form["revision"].value()}
    assert browser_as(recruiter).post(address, again).status_code == 302


def test_discarding_the_draft_of_a_new_rubric_leads_to_the_list(talk: Rubric, browser_as: As, recruiter: User) -> None:
    rubric = RubricVersionFactory(published_at=None, reason="").rubric
    response = browser_as(recruiter).post(reverse("rubric-draft-discard", args=[rubric.public_id]))
    assert response.url == reverse("rubric-list")
    assert not Rubric.objects.filter(pk=rubric.pk).exists()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("draft", 8), ("draft-weights", 7), ("draft-add", 6), ("draft-publish", 8), ("draft-discard", 8)],
)
def test_queries_do_not_grow(
    browser_as: As,
    recruiter: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    name: str,
    queries: int,
    rows: int,
) -> None:
    rubric = RubricVersionFactory().rubric
    draft = RubricVersionFactory(rubric=rubric, number=2, published_at=None, reason="")
    for number in range(rows):
        RubricCriterionFactory(version=draft, criterion=CriterionFactory(), position=3 + number)
        RubricVersionFactory()
    browser = browser_as(recruiter)
    with django_assert_num_queries(queries):
        assert browser.get(reverse(f"rubric-{name}", args=[rubric.public_id])).status_code == 200
