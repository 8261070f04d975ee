"""What the child answered, checked again: a hostile file may have taken the child over."""

from dataclasses import dataclass

from candidates.documents.limits import IMAGE_LONG_SIDE, MOST_IMAGES, MOST_PAGES
from candidates.documents.reading.text import normalise_text
from hiring.core.background.child import Answer, ChildCrashed

MOST_PICTURE_BYTES = 3 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Content:
    """The readable content of a document."""

    text: str
    page_count: int
    pictures: list[Picture]


def understand_answer(answer: Answer) -> Content:
    """Return the content in ``answer``. Raises ``ChildCrashed`` when it is not what the reader promises."""
    text, count, sizes = (answer.body.get(key) for key in ("text", "page_count", "sizes"))
    if not isinstance(text, str) or type(count) is not int or not 0 <= count <= MOST_PAGES:
        raise ChildCrashed("not an answer")
    if not isinstance(sizes, list) or len(sizes) != len(answer.parts) or len(sizes) > min(count, MOST_IMAGES):
        raise ChildCrashed("not an answer")
    pictures = [_understand_picture(size, data) for size, data in zip(sizes, answer.parts, strict=True)]
    return Content(normalise_text(text)[0], count, pictures)


def _understand_picture(size: object, data: bytes) -> Picture:
    if not (isinstance(size, list) and [type(side) for side in size] == [int, int]):
        raise ChildCrashed("not an answer")
    is_webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    # One pixel more than the long side: sizes are rounded up.
    if not is_webp or len(data) > MOST_PICTURE_BYTES or not all(0 < side <= IMAGE_LONG_SIDE + 1 for side in size):
        raise ChildCrashed("not an answer")
    return Picture(*size, data)
