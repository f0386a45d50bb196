"""Uploads are measured before they are read."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

# Other fields and the framing of the parts.
AROUND = 1_000_000


class LimitedUpload(FileUploadHandler):
    """Refuses a form whose stated length is more than the desk takes, and counts what really comes."""

    def handle_raw_input(
        self, input_data: Any, META: dict[str, Any], content_length: int, boundary: bytes, encoding: Any = None
    ) -> None:
        self.count = 0
        if content_length > settings.MAX_UPLOAD_SIZE + AROUND:
            raise RequestDataTooBig("The upload is larger than MAX_UPLOAD_SIZE.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.count += len(raw_data)
        if self.count > settings.MAX_UPLOAD_SIZE:
            raise RequestDataTooBig("The upload is larger than MAX_UPLOAD_SIZE.")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
