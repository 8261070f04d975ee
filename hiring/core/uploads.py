"""How files of a request are taken in: in memory, and no more of them than any page has a use for."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class BoundedUploadHandler(FileUploadHandler):
    """Keeps ``UPLOAD_BYTES`` of all files of one request together and lets the rest of them pass by.

    What is larger arrives cut, and is larger than a page allows all the same: so the page can say so, with everything
    else that was typed still there. Django's own handlers would fill memory or disk with whatever is sent, even by
    somebody who is not signed in.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left: int = settings.UPLOAD_BYTES
        self.data = bytearray()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.data = bytearray()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        taken = raw_data[: self.left]
        self.left -= len(taken)
        self.data += taken

    def file_complete(self, file_size: int) -> UploadedFile:
        return SimpleUploadedFile(self.file_name or "", bytes(self.data), self.content_type or "")
