import pytest

from candidates.models import Candidate
from candidates.people.records import add_candidate, change_candidate
from hiring.core.errors import Invalid, Stale
from hiring.core.models import AuditEntry

pytestmark = pytest.mark.django_db


def words(candidate):
    return sorted(candidate.words.values_list("word", flat=True))


def test_added_candidate_is_found_by_the_words_of_the_name(recruiter):
    candidate = add_candidate(actor=recruiter, name="Zoë Müller", email="Zoe@example.org", links="zoe.example.org")
    assert (candidate.email, candidate.links, candidate.created_by) == (
        "zoe@example.org",
        ["https://zoe.example.org"],
        recruiter,
    )
    assert words(candidate) == ["muller", "zoe"]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.object_id, entry.fields) == (
        "candidate.added",
        recruiter,
        candidate.public_id,
        [],
    )


def test_candidate_without_a_name_is_refused_and_nothing_is_left(recruiter):
    with pytest.raises(Invalid) as caught:
        add_candidate(actor=recruiter, email="zoe@example.org")
    assert list(caught.value.errors) == ["name"]
    assert not Candidate.objects.exists()
    assert not AuditEntry.objects.exists()


def test_change_of_name_moves_the_words_and_names_only_fields_in_the_trail(recruiter):
    candidate = add_candidate(actor=recruiter, name="Ada Byron", phone="1")
    changed = change_candidate(
        candidate, actor=recruiter, version=1, fields={"name": "Ada Lovelace", "phone": "1", "location": "London"}
    )
    assert changed == ["location", "name"]
    assert (candidate.name, candidate.location, candidate.version) == ("Ada Lovelace", "London", 2)
    assert words(candidate) == ["ada", "lovelace"]
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.fields) == ("candidate.changed", ["location", "name"])
    assert "Lovelace" not in f"{entry.fields} {entry.digests} {entry}"


def test_change_that_changes_nothing_leaves_no_trace(recruiter):
    candidate = add_candidate(actor=recruiter, name="Ada")
    assert change_candidate(candidate, actor=recruiter, version=1, fields={"name": "Ada"}) == []
    assert (Candidate.objects.get().version, AuditEntry.objects.count()) == (1, 1)


def test_change_on_an_old_version_is_refused_with_what_stands(recruiter):
    candidate = add_candidate(actor=recruiter, name="Ada")
    change_candidate(Candidate.objects.get(), actor=recruiter, version=1, fields={"location": "London"})
    with pytest.raises(Stale) as caught:
        change_candidate(candidate, actor=recruiter, version=1, fields={"name": "Augusta"})
    assert caught.value.theirs["location"] == "London"
    assert caught.value.theirs["version"] == 2
    assert Candidate.objects.get().name == "Ada"
