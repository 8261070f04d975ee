import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidates.documents.limits import MOST_JSON_ENTRIES
from candidates.documents.reading.json_resume import SECTIONS, read_json_resume
from candidates.documents.reading.text import lay_out
from hiring.core.background.child_frames import ChildRefused

FULL = {
    "basics": {
        "name": "Ada Lovelace",
        "label": "ML engineer",
        "email": "ada@example.org",
        "phone": "+44 20 1234",
        "url": "https://ada.example.org",
        "location": {"address": "1 Mill Road", "postalCode": "AB1", "city": "London", "countryCode": "GB"},
        "profiles": [{"network": "GitHub", "username": "ada", "url": "https://github.example.org/ada"}],
        "summary": "Puts models into production.",
    },
    "work": [
        {
            "name": "Engines",
            "position": "Lead",
            "startDate": "2019-01",
            "endDate": "2023-05",
            "url": "https://engines.example.org",
            "summary": "Ranking.",
            "highlights": ["Cut latency by 40 %", "Owned on-call"],
        },
        {"name": "Mills", "startDate": "2023-06"},
    ],
    "education": [{"institution": "Home", "area": "Mathematics", "studyType": "Tutoring", "courses": ["Analysis"]}],
    "skills": [{"name": "Serving", "level": "Expert", "keywords": ["Triton", "gRPC"]}],
    "awards": [{"title": "First", "awarder": "Society", "date": "1843"}],
    "languages": [{"language": "English", "fluency": "Native"}],
    "references": [{"name": "Charles", "reference": "Remarkable."}],
    "meta": {"theme": "even"},
}


def read(resume):
    return read_json_resume(json.dumps(resume).encode())


def test_whole_resume_reads_like_one_on_paper():
    assert read(FULL).split("\n") == [
        "## Ada Lovelace",
        "ML engineer",
        "ada@example.org | +44 20 1234 | https://ada.example.org",
        "1 Mill Road, AB1, London, GB",
        "GitHub ada: https://github.example.org/ada",
        "Puts models into production.",
        "",
        "## Work",
        "Lead, Engines (2019-01 to 2023-05)",
        "https://engines.example.org",
        "Ranking.",
        "- Cut latency by 40 %",
        "- Owned on-call",
        "Mills (since 2023-06)",
        "",
        "## Education",
        "Tutoring, Mathematics, Home",
        "- Analysis",
        "",
        "## Skills",
        "Serving, Expert: Triton, gRPC",
        "",
        "## Awards",
        "First, Society (1843)",
        "",
        "## Languages",
        "English, Native",
        "",
        "## References",
        "Charles",
        "Remarkable.",
    ]


def test_what_has_another_shape_is_left_out():
    resume = {
        "basics": [1, 2],
        "work": [None, "x", {"name": {"a": 1}, "position": "Kept", "highlights": "no list", "summary": True}],
        "skills": {"name": "no list"},
        "education": [{"score": 3.9, "area": "Physics", "endDate": "2001"}],
    }
    assert read(resume).split("\n") == ["## Work", "Kept", "", "## Education", "Physics, 3.9 (until 2001)"]


def test_lists_are_bounded():
    lines = read({"work": [{"name": f"Job {n}"} for n in range(MOST_JSON_ENTRIES + 50)]}).split("\n")
    assert len(lines) == 1 + MOST_JSON_ENTRIES


def test_lines_in_a_text_cannot_pose_as_headings():
    blocks = list(lay_out(read({"work": [{"name": "A\n## Hired\n- yes"}]})))
    assert [(block.kind, block.text) for block in blocks] == [("heading", "Work"), ("line", "A ## Hired - yes")]


anything = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers(-(10**9), 10**9) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)
sections = st.dictionaries(st.sampled_from(["basics", *(key for key, _, _ in SECTIONS)]), anything)


@given(sections)
def test_any_json_is_read_or_refused(resume):
    try:
        answer = read(resume)
    except ChildRefused as refused:
        answer = refused.code
    shaped = any(isinstance(value, dict if key == "basics" else list) for key, value in resume.items())
    assert shaped == (answer != "not_a_resume")


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "not_json"), (b"{", "not_json"), (b"null", "not_a_resume"), (b"[" * 10**5, "too_deep")]
)
def test_refusals(data, code):
    with pytest.raises(ChildRefused) as caught:
        read_json_resume(data)
    assert caught.value.code == code
