"""Exit codes and the errors of the application.

The exit codes are part of the contract that scripts outside the project rely on.
"""

from __future__ import annotations

from enum import IntEnum

from ocr.errors import DocumentError


class Exit(IntEnum):
    """What the command's exit code says."""

    OK = 0
    USAGE = 2  # wrong call, nothing was done
    MISSING_DEPENDENCY = 3
    SOME_FAILED = 4  # the other documents are done
    NEEDS_REVIEW = 5  # all done, something needs a person, and --strict was given
    INTERRUPTED = 130


class UsageError(DocumentError):
    """The call itself is wrong.

    Args:
        en: The message in English.
        vi: The message in Vietnamese.
    """

    en = "{en}"
    vi = "{vi}"


class WouldOverwriteInput(DocumentError):
    """A result would take the place of the scan itself."""

    en = "The result would overwrite the input {path}. Choose another folder: --out"
    vi = "Kết quả sẽ ghi đè tệp gốc {path}. Hãy chọn thư mục khác: --out"


class AlreadyThere(DocumentError):
    """Results of another file stand where these would go."""

    en = "{path} is there already and belongs to another file. Choose another --out, or --force"
    vi = "{path} đã có và thuộc về tệp khác. Hãy chọn --out khác, hoặc dùng --force"


class SecretMark(DocumentError):
    """A document bears a mark of secrecy: nothing of it is written until a person says so."""

    en = (
        "Marked {mark}: set apart, nothing of it was written. If this machine may hold it, run "
        "it again with --on-secret ignore"
    )
    vi = (
        "Có dấu {mark}: đã để riêng, chưa ghi gì. Nếu máy này được phép lưu, hãy chạy lại với "
        "--on-secret ignore"
    )

    @property
    def mark(self) -> str:
        """The mark: Mật, Tối mật, Tuyệt mật."""
        return str(self.params["mark"])


class WorkerDied(DocumentError):
    """The process that worked on a page or document died, most likely for want of memory."""

    en = "The process working on it died ({reason}). Try it alone: --workers 1"
    vi = "Tiến trình xử lý bị chết ({reason}). Hãy thử riêng tệp này: --workers 1"


class OutOfMemory(DocumentError):
    """A page or document wanted more memory than a worker may take."""

    en = "It needs more than {limit} MB of memory. Raise the limit: --memory"
    vi = "Cần hơn {limit} MB bộ nhớ. Hãy nâng giới hạn: --memory"
