"""The list of applications and the page of one."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Scorecard
from assessments.pipeline import lists
from candidates.models import Application
from candidates.people.records import add_candidate
from hiring.core.models import User
from hiring.models import Role, Stage
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.hiring import MemberFactory

LIST = reverse("candidate-list")
Browser = Callable[[User], Client]


@pytest.fixture
def desk(manager: User, browser_as: Browser) -> Client:
    return browser_as(manager)


def names(page: object) -> list[str]:
    return re.findall(r'<th scope="row"><a [^>]+>([^<]+)</a>', page.text)


class TestList:
    @pytest.fixture
    def people(self, role: Role, stage: Stage, manager: User) -> list[Application]:
        now = timezone.now()
        return [
            ApplicationFactory(
                role=role,
                stage=stage,
                candidate=add_candidate(actor=manager, name=name),
                sort_name=name.casefold(),
                state=state,
                applied_at=now - timedelta(days=days),
            )
            for name, state, days in [("Zoë Łukasz", "active", 3), ("Ada Lukas", "on_hold", 2), ("Gone", "rejected", 1)]
        ]

    @pytest.mark.usefixtures("people")
    def test_filters_and_orders_have_an_address(self, desk: Client) -> None:
        assert names(desk.get(LIST)) == ["Ada Lukas", "Zoë Łukasz"]
        assert names(desk.get(LIST, {"order": "oldest"})) == ["Zoë Łukasz", "Ada Lukas"]
        assert names(desk.get(LIST, {"state": "rejected"})) == ["Gone"]
        assert names(desk.get(LIST, {"state": "all", "order": "name"})) == ["Ada Lukas", "Gone", "Zoë Łukasz"]
        assert names(desk.get(LIST, {"state": "none", "order": "none", "role": "x"})) == ["Ada Lukas", "Zoë Łukasz"]

    @pytest.mark.usefixtures("people")
    def test_a_name_is_posted_and_the_address_has_a_key(self, desk: Client, role: Role) -> None:
        asked = {"text": "luk", "state": "all", "role": role.public_id, "order": "name"}
        answer = desk.post(LIST, asked)
        assert answer.status_code == 302
        assert "luk" not in answer.url
        page = desk.get(answer.url)
        assert names(page) == ["Ada Lukas", "Zoë Łukasz"]
        assert 'value="luk"' in page.text
        assert names(desk.get(answer.url.replace("state=all", "state=on_hold"))) == ["Ada Lukas"]

    @pytest.mark.usefixtures("people")
    def test_a_script_gets_the_rows_and_the_address_to_stand_at(self, desk: Client) -> None:
        page = desk.post(LIST, {"text": "luk ad", "state": "open"}, headers={"HX-Request": "true"})
        assert (page.status_code, names(page), "<html" in page.text) == (200, ["Ada Lukas"], False)
        address = page.headers["HX-Replace-Url"]
        assert "luk" not in address
        assert names(desk.get(address)) == ["Ada Lukas"]

    def test_it_goes_on(self, desk: Client, role: Role, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lists, "PAGE", 2)
        ApplicationFactory.create_batch(3, role=role)
        first = desk.get(LIST)
        rest = desk.get(LIST, {"after": first.context["page_of"].next}, headers={"HX-Request": "true"})
        assert [len(names(first)), len(names(rest))] == [2, 1]
        assert set(names(first)).isdisjoint(names(rest))

    def test_empty_lists_say_what_comes_next(self, desk: Client, role: Role) -> None:
        assert "No open applications." in desk.get(LIST).text
        assert "Nothing fits the filter." in desk.get(LIST, {"state": "hired"}).text
        assert "Nothing fits the filter." in desk.get(desk.post(LIST, {"text": "x"}).url).text

    def test_who_sees_whom(
        self, application: Application, auditor: User, administrator: User, member: User, browser_as: Browser
    ) -> None:
        panel = ScorecardFactory(application=application).author
        ApplicationFactory(role=application.role)
        seen = [len(names(browser_as(user).get(LIST))) for user in (auditor, panel, administrator, member)]
        assert seen == [2, 1, 0, 0]

    def test_wrong_method_and_nobody(self, desk: Client, client: Client) -> None:
        assert desk.delete(LIST).status_code == 405
        assert client.get(LIST).url == f"/accounts/login/?next={LIST}"

    @pytest.mark.parametrize("size", [1, 3])
    def test_the_same_queries_at_every_size(
        self, role: Role, manager: User, desk: Client, size: int, django_assert_num_queries: Callable
    ) -> None:
        for _ in range(size):
            ApplicationFactory(role=role)
            MemberFactory(user=manager)
        with django_assert_num_queries(5):
            desk.get(LIST)


class TestApplication:
    def test_what_stands_on_it(
        self, application: Application, runa_card: Scorecard, desk: Client, stage: Stage
    ) -> None:
        late = ScorecardFactory(application=application, stage=stage, due_at=timezone.now() - timedelta(hours=5))
        page = desk.get(reverse("application", args=[application.public_id]))
        shown = page.context["dossier"]
        assert [(step.stage, step.state, step.done, len(step.late)) for step in shown.steps] == [
            (stage, "here", 1, 1),
            (Stage.objects.get(title="Communication"), "ahead", 0, 0),
        ]
        for text in ("Ottilie Okpara", "Runa Achterberg", late.author.name, "Late by 5 h", "Handed in"):
            assert text in page.text

    def test_who_sees_it(
        self,
        application: Application,
        auditor: User,
        administrator: User,
        recruiter: User,
        member: User,
        browser_as: Browser,
        client: Client,
    ) -> None:
        address = reverse("application", args=[application.public_id])
        panel = ScorecardFactory(application=application).author
        people = (recruiter, auditor, panel, administrator, member)
        assert [browser_as(user).get(address).status_code for user in people] == [200, 200, 200, 404, 404]
        assert client.get(address).status_code == 302
        assert browser_as(recruiter).post(address).status_code == 405
        assert browser_as(recruiter).get(reverse("application", args=["A" * 22])).status_code == 404

    def test_contact_and_deeds_are_for_those_who_lead(
        self, application: Application, auditor: User, desk: Client, browser_as: Browser
    ) -> None:
        address = reverse("application", args=[application.public_id])
        panel = ScorecardFactory(application=application).author
        deed = reverse("application-move", args=[application.public_id])
        shown = [
            (application.candidate.email in page.text, deed in page.text)
            for page in (desk.get(address), browser_as(panel).get(address), browser_as(auditor).get(address))
        ]
        assert shown == [(True, True), (False, False), (False, False)]

    def test_what_is_due_at_other_steps(self, application: Application, later: Stage, desk: Client) -> None:
        now = timezone.now()
        cards = [
            ScorecardFactory(application=application, stage=later, due_at=now + timedelta(hours=hours))
            for hours in (5, -5)
        ]
        shown = desk.get(reverse("application", args=[application.public_id])).context["dossier"]
        assert [(step.stage, card) for step, card in shown.due_elsewhere] == [(later, cards[1]), (later, cards[0])]

    def test_other_applications_of_the_person_are_counted_for_those_who_lead(
        self, application: Application, desk: Client, manager: User, browser_as: Browser
    ) -> None:
        panel = ScorecardFactory(application=application).author
        address = reverse("application", args=[application.public_id])
        assert "other application" not in desk.get(address).text
        ApplicationFactory(candidate=application.candidate)  # of a role that the manager does not see
        MemberFactory(role=ApplicationFactory(candidate=application.candidate).role, user=manager, right="manager")
        assert "1 other application<" in desk.get(address).text
        assert "other application" not in browser_as(panel).get(address).text

    @pytest.mark.parametrize("size", [1, 3])
    def test_the_same_queries_at_every_size(
        self, application: Application, stage: Stage, desk: Client, size: int, django_assert_num_queries: Callable
    ) -> None:
        ScorecardFactory.create_batch(size, application=application, stage=stage, submitted=True)
        with django_assert_num_queries(10):
            desk.get(reverse("application", args=[application.public_id]))
