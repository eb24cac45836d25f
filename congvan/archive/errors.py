"""What can be wrong with an archive, and with files while they are taken in."""

from __future__ import annotations

import json

from ocr.errors import DocumentError


class ArchiveBusy(DocumentError):
    """Another run is at work on the archive."""

    en = "Another run (process {pid}) is at work on {path}. Wait for it, or stop it with Ctrl-C"
    vi = "Một lượt chạy khác (tiến trình {pid}) đang dùng {path}. Hãy chờ, hoặc dừng nó: Ctrl-C"


class NoArchive(DocumentError):
    """There is no archive in the folder."""

    en = "There is no archive in {path}. Make one: congvan ingest PATH… --archive {path}"
    vi = "Không có kho trong {path}. Hãy tạo: congvan ingest PATH… --archive {path}"


class NewerArchive(DocumentError):
    """A later version of the program made it."""

    en = "A newer version of congvan made the archive {path}. Update congvan"
    vi = "Kho {path} do phiên bản congvan mới hơn tạo ra. Hãy cập nhật congvan"


class ArchiveUnusable(DocumentError):
    """The state cannot be written or read: the disk is full, or the file is damaged."""

    en = (
        "Cannot use {path} ({reason}). Nothing that was finished is lost: free space or mend "
        "the disk, then run the same command again"
    )
    vi = (
        "Không dùng được {path} ({reason}). Phần đã xong không mất: hãy giải phóng hoặc sửa "
        "đĩa rồi chạy lại đúng lệnh này"
    )


class FileGone(DocumentError):
    """A file was there when the folder was listed, and is not any more, or may not be read."""

    en = "The file cannot be read ({reason}). It is tried again by the next run"
    vi = "Không đọc được tệp ({reason}). Lượt chạy sau sẽ thử lại"


class FileChanged(DocumentError):
    """A file was written to while it was read."""

    en = "The file changed while it was read. It is tried again by the next run"
    vi = "Tệp thay đổi trong lúc đọc. Lượt chạy sau sẽ thử lại"


class NotAsked(DocumentError):
    """A page that the run was told to leave out."""

    en = "not among the pages asked for (--pages)"
    vi = "không nằm trong các trang được yêu cầu (--pages)"


class TooLong(DocumentError):
    """A value does not fit its field in the data to be handed over."""

    en = "{document}: {field} has {length} characters, at most {limit} are allowed"
    vi = "{document}: {field} dài {length} ký tự, tối đa là {limit}"


class Lacking(DocumentError):
    """A value that must be there is not."""

    en = "{document}: {field} is missing and required. Give it: --set '{field}=…'"
    vi = "{document}: thiếu {field} (bắt buộc). Hãy cho giá trị: --set '{field}=…'"


class MissingPackage(DocumentError):
    """An optional package is not installed."""

    en = "{what} needs the package {package}. Install it: pip install 'congvan[{extra}]'"
    vi = "{what} cần gói {package}. Hãy cài: pip install 'congvan[{extra}]'"


def dump(error: DocumentError) -> str:
    """An error as text for the database; `load` makes it again."""
    params = {key: v if isinstance(v, int | float) else str(v) for key, v in error.params.items()}
    return json.dumps({"kind": type(error).__name__, **params}, ensure_ascii=False)


def load(text: str) -> DocumentError:
    """The error that `dump` wrote down."""
    params = json.loads(text)
    kind = params.pop("kind")
    found = next((c for c in _kinds(DocumentError) if c.__name__ == kind), DocumentError)
    return found(**params)


def _kinds(of: type[DocumentError]) -> list[type[DocumentError]]:
    return [of, *(k for child in of.__subclasses__() for k in _kinds(child))]
