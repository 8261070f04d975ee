import pytest

from candidates.people.fields import MOST_LINKS, clean_person
from hiring.core.errors import Invalid


def faults(**given):
    with pytest.raises(Invalid) as caught:
        clean_person(given)
    return caught.value.errors


def test_text_is_cleaned_and_only_given_fields_come_back():
    assert clean_person({"name": "  Ada\tKing \u202eLovelace ", "email": "Ada@Example.ORG", "other": 1}) == {
        "name": "Ada King Lovelace",
        "email": "ada@example.org",
    }
    assert clean_person({"phone": None}) == {"phone": ""}


@pytest.mark.parametrize(
    "links",
    ["linkedin.com/in/ada\n\n https://ada.example.org \n", ["https://linkedin.com/in/ada", "https://ada.example.org"]],
)
def test_links_come_as_lines_or_a_list(links):
    assert clean_person({"links": links}) == {"links": ["https://linkedin.com/in/ada", "https://ada.example.org"]}


def test_all_faults_are_named_at_once():
    assert faults(name=" ", email="ada@", location="x" * 121, links="javascript:alert(1)\nnonsense") == {
        "name": ["Write the candidate's name."],
        "email": ["“ada@” is not an e-mail address. It needs an @ and a domain."],
        "location": ["Write at most 120 characters; this has 121."],
        "links": [
            "“javascript:alert(1)” is not a web address. It starts with https:// or http://.",
            "“nonsense” is not a web address. It starts with https:// or http://.",
        ],
    }


@pytest.mark.parametrize(
    "link",
    [
        "data:text/html,x",
        "ftp://example.org",
        "https://",
        "https://[::1",
        "https://user:secret@example.org",
        'https://example.org/"onclick',
        "https://example.org/<b>",
        "https://example.org/" + "x" * 300,
        "//example.org",
    ],
)
def test_what_is_no_web_address(link):
    assert len(faults(links=[link])["links"]) == 1


def test_links_are_bounded():
    assert faults(links=[f"https://example.org/{n}" for n in range(MOST_LINKS + 1)])["links"] == [
        "Keep at most 10 links; there are 11."
    ]
