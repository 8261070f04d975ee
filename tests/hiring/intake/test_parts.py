"""The parts of a job description as its builder takes them: what is kept, what is refused, and how small it is."""

from dataclasses import replace

import pytest

from hiring.core.errors import Invalid
from hiring.intake.descriptions import write_description
from hiring.intake.models import JobDescription
from hiring.intake.parts import check_sent, check_version, clean_parts, find_faults, opens_in_builder, parts_of
from hiring.wording.parts import REQUIRED, Parts, write_markdown
from tests.factories.intake import TEXT
from tests.hiring.wording.test_parts import FRAUD


def test_a_version_is_written_from_its_parts(role, manager):
    written = write_description(role, actor=manager, parts=FRAUD)
    written.refresh_from_db()
    assert written.text == write_markdown(FRAUD)
    assert parts_of(written) == FRAUD
    assert write_description(role, actor=manager, text="By hand.", reason="Shorter.").parts is None


def test_answers_are_cleaned(role, manager):
    typed = replace(
        FRAUD, domain=" Card\n payments\0 ", first_project=" One.\r\nTwo. ", mlops=("monitor", "odd", "deploy")
    )
    kept = parts_of(write_description(role, actor=manager, parts=typed))
    assert (kept.domain, kept.first_project, kept.mlops) == ("Card payments", "One.\nTwo.", ("deploy", "monitor"))


def test_each_missing_answer_is_named_at_its_field(role, manager):
    with pytest.raises(Invalid) as caught:
        write_description(role, actor=manager, parts=Parts())
    assert list(caught.value.errors) == list(REQUIRED)
    with pytest.raises(Invalid) as caught:
        write_description(role, actor=manager, parts=replace(FRAUD, target=" ", tools="x" * 201, production="odd"))
    assert set(caught.value.errors) == {"target", "tools", "production"}
    with pytest.raises(Invalid) as caught:
        write_description(role, actor=manager, parts=FRAUD, text="And a text.")
    assert list(caught.value.errors) == ["text"]
    assert not role.descriptions.exists()


def test_the_same_answers_are_no_new_version(role, manager):
    write_description(role, actor=manager, parts=FRAUD)
    with pytest.raises(Invalid, match="Nothing was changed"):
        write_description(role, actor=manager, parts=FRAUD, reason="Again.")


def test_the_typical_case_is_small():
    """The builder asks for at most 12 answers, and the articles' case is typed with at most 1,000 characters."""
    assert find_faults(clean_parts(FRAUD)) == {}
    typed = [getattr(FRAUD, name) for name in REQUIRED if name not in ("production", "mlops")]
    assert len(REQUIRED) <= 12
    assert sum(len(answer) for answer in typed) <= 1_000
    for name in REQUIRED:
        empty = replace(FRAUD, **{name: () if name == "mlops" else ""})
        assert list(find_faults(empty)) == [name]


def test_where_a_text_opens():
    assert opens_in_builder(None)
    assert opens_in_builder(JobDescription(text="x", parts=FRAUD.as_json()))
    assert opens_in_builder(JobDescription(text=write_markdown(FRAUD)))
    assert not opens_in_builder(JobDescription(text=TEXT))
    assert parts_of(JobDescription(text=TEXT)) == Parts(more=TEXT)
    assert parts_of(None) == Parts()


def test_the_check_knows_title_and_choices_of_the_role(role, manager, library):
    role.specialism = library.specialism
    written = write_description(role, actor=manager, parts=FRAUD)
    check = check_version(role, written)
    assert check.title.role == check.described.role == "ml_engineer"
    assert check.completeness.present == 8
    assert [finding.rule.id for finding in check.findings] == ["specialism.not_named"]
    role.specialism = None
    assert check_version(role, written).findings == ()


def test_what_is_sent_is_checked_before_the_newest_version(role, manager):
    assert check_sent(role).document.text == ""
    write_description(role, actor=manager, parts=FRAUD)
    assert check_sent(role).completeness.present == 8
    assert check_sent(role, text="One.\r\nTwo.").document.text == "One.\nTwo."
    assert check_sent(role, text="x", parts={"tools": "Python, SQL"}).document.text.endswith("Python, SQL")
