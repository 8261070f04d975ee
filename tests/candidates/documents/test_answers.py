import pytest

from candidates.documents.answers import MOST_PICTURE_BYTES, understand_answer
from hiring.core.background.child import Answer, ChildCrashed

WEBP = b"RIFF\0\0\0\0WEBPVP8 "
GOOD = {"text": "Hello", "page_count": 1, "sizes": [[1082, 1400]]}


def test_good_answer_is_understood():
    content = understand_answer(Answer(GOOD, [WEBP]))
    assert (content.text, content.page_count) == ("Hello", 1)
    assert [(picture.width, picture.height, picture.data) for picture in content.pictures] == [(1082, 1400, WEBP)]


def test_text_is_cleaned_again():
    assert understand_answer(Answer(GOOD | {"text": "a\0b\u202e"}, [WEBP])).text == "ab"


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        ({"text": None}, [WEBP]),
        ({"page_count": "1"}, [WEBP]),
        ({"page_count": True}, [WEBP]),
        ({"page_count": 51}, [WEBP]),
        ({"page_count": 0}, [WEBP]),
        ({"sizes": []}, [WEBP]),
        ({"sizes": {}}, []),
        ({"sizes": [[1082, 1400]] * 21, "page_count": 30}, [WEBP] * 21),
        ({"sizes": [[1082]]}, [WEBP]),
        ({"sizes": [[1082, "1400"]]}, [WEBP]),
        ({"sizes": [[0, 1400]]}, [WEBP]),
        ({"sizes": [[1082, 60000]]}, [WEBP]),
        ({}, [b"<svg onload=alert(1)>"]),
        ({}, [WEBP + bytes(MOST_PICTURE_BYTES)]),
        ({}, []),
    ],
)
def test_anything_else_is_no_answer(change, parts):
    with pytest.raises(ChildCrashed):
        understand_answer(Answer(GOOD | change, parts))
