"""What can be wrong with an input, said in both languages with the way out.

Every error carries its message in Vietnamese and English, so that no second table of
messages has to be kept in step with the code that raises them.
"""

from __future__ import annotations

from typing import ClassVar


class DocumentError(Exception):
    """An input that cannot be digitised; the others go on.

    Args:
        **params: Values for the placeholders of ``en`` and ``vi``.
    """

    en: ClassVar[str] = "The document cannot be read."
    vi: ClassVar[str] = "Không đọc được tài liệu."

    def __init__(self, **params: object) -> None:
        super().__init__(params)
        self.params = params

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (_remake, (type(self), self.params))

    def message(self, lang: str = "en") -> str:
        """The message in ``vi`` or ``en``."""
        template = self.vi if lang == "vi" else self.en
        return template.format(**self.params)

    def __str__(self) -> str:
        return self.message()


def _remake(cls: type[DocumentError], params: dict[str, object]) -> DocumentError:
    # Exceptions with keyword arguments do not survive pickling between processes.
    return cls(**params)


class EmptyFile(DocumentError):
    """Zero bytes."""

    en = "The file is empty (0 bytes). Scan or copy it again."
    vi = "Tệp rỗng (0 byte). Hãy quét hoặc sao chép lại."


class UnknownFormat(DocumentError):
    """Neither PDF nor TIFF, PNG, JPEG, whatever its name says."""

    en = "Not a PDF, TIFF, PNG or JPEG file. Export it to one of these first."
    vi = "Không phải tệp PDF, TIFF, PNG hay JPEG. Hãy xuất sang một trong các dạng này."


class DamagedFile(DocumentError):
    """Truncated or broken beyond what the libraries can mend."""

    en = "The file is damaged or cut off ({reason}). Copy or scan it again."
    vi = "Tệp hỏng hoặc bị cắt cụt ({reason}). Hãy sao chép hoặc quét lại."


class EncryptedFile(DocumentError):
    """A PDF that needs a password to open."""

    en = "The PDF needs a password. Remove it first: qpdf --decrypt --password=… in.pdf out.pdf"
    vi = "PDF có mật khẩu. Hãy gỡ trước: qpdf --decrypt --password=… vào.pdf ra.pdf"


class PageTooLarge(DocumentError):
    """More pixels on a page than the limit; found before any pixel was made."""

    en = (
        "Page {page} would be {megapixels} megapixels, the limit is {limit}. "
        "If that is meant, raise it: --max-megapixels"
    )
    vi = (
        "Trang {page} có {megapixels} megapixel, giới hạn là {limit}. "
        "Nếu đúng như vậy, hãy nâng giới hạn: --max-megapixels"
    )


class TooManyPages(DocumentError):
    """More pages in a document than the limit."""

    en = "The document has {pages} pages, the limit is {limit}. Raise it: --max-pages"
    vi = "Tài liệu có {pages} trang, giới hạn là {limit}. Hãy nâng giới hạn: --max-pages"


class PageTimeout(DocumentError):
    """A page took longer than its time limit and was stopped."""

    en = "Page {page} took longer than {seconds} s and was stopped. Raise it: --timeout"
    vi = "Trang {page} quá {seconds} giây nên đã dừng. Hãy nâng giới hạn: --timeout"


class EngineFailed(DocumentError):
    """The recogniser stopped with an error on a page."""

    en = "{engine} failed on page {page}: {reason}"
    vi = "{engine} lỗi ở trang {page}: {reason}"


class EngineMissing(DocumentError):
    """The recogniser or its Vietnamese data is not installed."""

    en = "{what} is missing. Install it: {how} (see: congvan doctor)"
    vi = "Thiếu {what}. Hãy cài: {how} (xem: congvan doctor)"


class OutputError(DocumentError):
    """A result cannot be written: full disk, no permission, folder gone."""

    en = "Cannot write {path} ({reason}). Free space or choose another folder: --out"
    vi = "Không ghi được {path} ({reason}). Hãy giải phóng đĩa hoặc chọn thư mục khác: --out"
