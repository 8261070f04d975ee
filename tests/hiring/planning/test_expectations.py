"""What candidates are told, and what they are not."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hiring.planning.expectations import escape, make_expectations, write_markdown
from hiring.planning.plans import read_role_steps
from hiring.planning.rules import read_rules


def expectations(role):
    return make_expectations(role, read_role_steps(role), read_rules())


def test_steps_are_numbered_as_candidates_count(role):
    expected = expectations(role)
    assert [(step.number, step.title, step.minutes) for step in expected.steps] == [
        (1, "Resume screening beyond buzzwords", 30),
        (2, "Technical assessment", 180),
        (3, "ML system design", 75),
        (4, "MLOps and production readiness", 60),
        (5, "Communication and cross-functional collaboration", 45),
        (6, "Cultural and ethical alignment", 45),
    ]
    assert expected.summary == "6 steps. Together they take 7 h 15 min of your time."
    assert expected.steps[0].held == "1 person reads your resume, and may call you about it."
    assert expected.steps[1].held.startswith("A task: take-home or live, then a 30-minute talk. 2 people read it. Stop")
    assert expected.steps[2].held == "An interview with 2 people."


def test_the_text_says_no_weight_no_floor_and_no_planted_fault(role):
    text = write_markdown(expectations(role))
    assert text.startswith("# What to expect: ML engineer\n\nPayments, Berlin\n\n6 steps.")
    assert "## 2. Technical assessment (3 h)" in text
    assert "- Data preparation and quality\n" in text
    assert "- Algorithm puzzles, riddles and questions from memory\n" in text
    for word in ("weight", "floor", "must-have", "planted", "wrong labels"):
        assert word not in text.casefold()


def test_what_counts_nothing_is_not_named(role):
    role.stages.get(title="ML system design").criteria.filter(key="sd_cost").update(weight=0)
    (step,) = (step for step in expectations(role).steps if step.title == "ML system design")
    assert "Capacity and cost by design" not in step.judged


def test_typed_text_is_no_markdown_of_its_own(make):
    role = make(title="Senior *ML* <b>engineer</b> [now](https://evil.test) & R&amp;D_x")
    html = MarkdownIt("commonmark").render(write_markdown(expectations(role)))
    assert (
        "<h1>What to expect: Senior *ML* &lt;b&gt;engineer&lt;/b&gt; [now](https://evil.test) &amp; R&amp;amp;D_x</h1>"
        in html
    )


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), max_size=40))
def test_markdown_shows_what_was_typed(text):
    plain = " ".join(text.split())
    tokens = MarkdownIt("commonmark").parse(f"- {escape(plain)}")
    kinds = [token.type for token in tokens]
    inline = [token for token in tokens if token.type == "inline"]
    assert kinds.count("list_item_open") == 1
    assert "heading_open" not in kinds
    children = [child for token in inline for child in token.children]
    assert all(child.type in {"text", "text_special"} for child in children)
    assert "".join(child.content for child in children) == plain
