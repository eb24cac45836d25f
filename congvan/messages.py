"""All that the command says to a person, in Vietnamese and English.

Errors of documents carry their own messages (`ocr.errors`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from congvan.archive.messages import TEXTS

_TEXTS: Mapping[str, tuple[str, str]] = {
    # key: (English, Vietnamese)
    "about": (
        "Vietnamese official documents from scan to right text, searchable PDF/A and record. "
        "Offline: no page leaves this machine.",
        "Số hoá văn bản hành chính: từ bản quét ra văn bản đúng, PDF/A tìm kiếm được và hồ sơ "
        "dữ liệu. Chạy ngoại tuyến: không trang nào rời khỏi máy này.",
    ),
    "digitize": (
        "scans become searchable PDF/A, text and record",
        "bản quét thành PDF/A tìm kiếm được, văn bản và hồ sơ dữ liệu",
    ),
    "repair": ("repair garbled Vietnamese text", "sửa văn bản tiếng Việt bị nhận dạng sai"),
    "extract": ("make the record of a text", "lập hồ sơ dữ liệu từ văn bản"),
    "evaluate": (
        "compare read texts (STEM.txt) and records (STEM.json) with the truth",
        "so văn bản (STEM.txt) và hồ sơ (STEM.json) đọc được với bản đúng",
    ),
    "series": (
        "gaps and repeats among the numbers of many records, by agency, kind and year",
        "số trống và số trùng trong nhiều hồ sơ, theo cơ quan, loại văn bản và năm",
    ),
    "series_folder": ("folder with records (STEM.json)", "thư mục chứa các hồ sơ (STEM.json)"),
    "series_agency": ("Agency", "Cơ quan"),
    "series_kind": ("Kind", "Loại"),
    "series_years": ("Year", "Năm"),
    "series_count": ("Documents", "Văn bản"),
    "series_gaps": ("Gaps", "Số trống"),
    "series_repeats": ("Repeats", "Số trùng"),
    "series_proposals": ("May fill a gap", "Có thể là số trống"),
    "series_disorder": ("{a} is younger than {b}", "{a} sau ngày {b}"),
    "schema": ("JSON Schema of the record", "lược đồ JSON của hồ sơ dữ liệu"),
    "doctor": (
        "what is installed, what is missing and how to get it",
        "đã cài gì, còn thiếu gì và cách cài",
    ),
    "lang": ("language of messages: vi or en", "ngôn ngữ thông báo: vi hoặc en"),
    "paths": ("files and folders: PDF, TIFF, PNG, JPEG", "tệp và thư mục: PDF, TIFF, PNG, JPEG"),
    "out": ("folder for the results", "thư mục kết quả"),
    "workers": (
        "processes that read at once (default: one per core)",
        "số tiến trình đọc (mặc định: mỗi nhân một)",
    ),
    "engine": ("recogniser", "bộ nhận dạng"),
    "dpi": ("resolution for pages that are rendered", "độ phân giải khi dựng trang"),
    "pages": ("only these pages, for example 1-3,5", "chỉ các trang này, ví dụ 1-3,5"),
    "timeout": ("seconds a page may take", "số giây tối đa cho một trang"),
    "force": ("do again what is done; replace results", "làm lại và thay kết quả cũ"),
    "strict": (
        "exit code 5 if anything needs review",
        "mã thoát 5 nếu có gì cần người xem lại",
    ),
    "max_megapixels": ("limit for one page", "giới hạn cho một trang"),
    "crops": (
        "save pictures of doubtful numbers and dates, the arrival stamp's too, in STEM.crops",
        "lưu ảnh của số, ngày chưa chắc, kể cả trên dấu đến, vào STEM.crops",
    ),
    "max_pages": ("limit for a document", "giới hạn cho một tài liệu"),
    "json": ("data instead of the person's view", "xuất dữ liệu thay cho bảng"),
    "file": ("text file (default: standard input)", "tệp văn bản (mặc định: đầu vào chuẩn)"),
    "explain": ("list each edit as JSON lines", "liệt kê từng chỗ sửa, mỗi dòng một JSON"),
    "truth": (
        "what is right: .txt, .json, .jsonl file, or a folder",
        "bản đúng: tệp .txt, .json, .jsonl hoặc thư mục",
    ),
    "read": ("what was read: file or folder", "bản đọc được: tệp hoặc thư mục"),
    "before": (
        "text before the repair: counts what the repair helped and hurt",
        "văn bản trước khi sửa: đếm chỗ sửa đúng và sửa sai",
    ),
    "html": (
        "also write a report with the texts beside each other",
        "ghi thêm báo cáo HTML đặt các văn bản cạnh nhau",
    ),
    "not_html": (
        "The report {path} must be a file that ends in .html",
        "Báo cáo {path} phải là tệp có đuôi .html",
    ),
    "evaluation": ("Read text and truth", "Văn bản đọc được và bản đúng"),
    "all_texts": ("all {n}", "tất cả {n}"),
    "rate_cer": ("characters", "ký tự"),
    "rate_wer": ("words", "từ"),
    "rate_syllable": ("syllables", "âm tiết"),
    "rate_diacritic": ("diacritics", "dấu"),
    "rate_digit": ("figures", "con số"),
    "helped": ("helped", "sửa đúng"),
    "hurt": ("hurt", "sửa sai"),
    "neutral": ("neutral", "vẫn sai"),
    "confused_letters": ("Confused characters", "Ký tự nhầm"),
    "confused_words": ("Confused words", "Từ nhầm"),
    "column_truth": ("Truth", "Bản đúng"),
    "column_before": ("Before", "Trước khi sửa"),
    "column_read": ("Read", "Đọc được"),
    "column_count": ("Count", "Số lần"),
    "documents": ("documents", "tài liệu"),
    "progress_pages": ("pages", "trang"),
    "column_document": ("Document", "Tài liệu"),
    "column_pages": ("Pages", "Trang"),
    "column_number": ("Number / symbol", "Số / ký hiệu"),
    "column_date": ("Date", "Ngày"),
    "column_pdf": ("PDF", "PDF"),
    "column_review": ("Needs review", "Cần xem lại"),
    "column_time": ("Time", "Giờ"),
    "failed": ("FAILED", "LỖI"),
    "earlier": ("done before", "đã làm trước đó"),
    "more": ("and {n} more", "và {n} điểm khác"),
    "field_type": ("type", "loại"),
    "field_number": ("number", "số"),
    "field_symbol": ("symbol", "ký hiệu"),
    "field_date": ("date", "ngày"),
    "field_place": ("place", "địa danh"),
    "field_superior": ("superior", "cơ quan chủ quản"),
    "field_issuer": ("issuer", "cơ quan ban hành"),
    "field_subject": ("subject", "trích yếu"),
    "field_signer": ("signer", "người ký"),
    "field_signer_title": ("signer's title", "chức vụ"),
    "field_authority": ("authority", "thẩm quyền ký"),
    "field_urgency": ("urgency", "mức khẩn"),
    "field_secrecy": ("secrecy", "độ mật"),
    "field_period": ("period", "kỳ báo cáo"),
    "field_language": ("language", "ngôn ngữ"),
    "field_addressees": ("addressees", "kính gửi"),
    "field_recipients": ("recipients", "nơi nhận"),
    "field_references": ("references", "văn bản viện dẫn"),
    "field_statistics": ("statistics", "số liệu"),
    "field_tables": ("tables", "bảng"),
    "doubtful_of": ("{name}: {n} of {all}", "{name}: {n}/{all}"),
    "page_failed": ("page {n} not read", "trang {n} không đọc được"),
    "page_doubtful": ("page {n} hard to read", "trang {n} khó đọc"),
    "marked_secret": ("MARKED {mark}", "DẤU {mark}"),
    "page_begins": (
        "another document may begin on page {n}",
        "trang {n} có thể bắt đầu một văn bản khác",
    ),
    "on_secret": (
        "a document marked MẬT, TỐI MẬT or TUYỆT MẬT: apart (default) writes nothing of it, stop "
        "ends the run, ignore writes it",
        "văn bản có dấu MẬT, TỐI MẬT, TUYỆT MẬT: apart (mặc định) không ghi gì, stop dừng lại, "
        "ignore vẫn ghi",
    ),
    "one_document": (
        "each file is one document: do not cut it",
        "mỗi tệp là một văn bản: không tách",
    ),
    "stopped": (
        "Stopped: {path} bears the mark {mark}. Nothing of it was written, {left} files were not "
        "done. Decide, and run again with --on-secret apart or ignore.",
        "Đã dừng: {path} có dấu {mark}. Chưa ghi gì của tệp này, còn {left} tệp chưa làm. Hãy "
        "quyết định rồi chạy lại với --on-secret apart hoặc ignore.",
    ),
    "unnamed": ("no number and no date", "không thấy số và ngày"),
    "not_pdfa": ("not PDF/A: {reason}", "không đạt PDF/A: {reason}"),
    "signed_by": ("signed by {who}; keep the original", "có chữ ký số của {who}; giữ bản gốc"),
    "summary": (
        "{done} done, {failed} failed, {review} need review; {pages} pages in {seconds:.0f} s. "
        "Results: {out}",
        "{done} xong, {failed} lỗi, {review} cần xem lại; {pages} trang trong {seconds:.0f} giây. "
        "Kết quả: {out}",
    ),
    "interrupted": (
        "Interrupted. What is finished stays; run the same command again to go on.",
        "Đã dừng. Phần đã xong được giữ; chạy lại đúng lệnh này để làm tiếp.",
    ),
    "not_utf8": (
        "{path} is not UTF-8 text. Convert it first: iconv -f … -t UTF-8",
        "{path} không phải văn bản UTF-8. Hãy đổi mã trước: iconv -f … -t UTF-8",
    ),
    **TEXTS,
}


def language(chosen: str | None = None) -> str:
    """``vi`` or ``en``: as chosen, else from the locale of the environment."""
    if chosen in ("vi", "en"):
        return chosen
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "vi" if value.lower().startswith("vi") else "en"
    return "en"


def say(lang: str, key: str, **values: object) -> str:
    """The text of ``key`` in the language, with its placeholders filled."""
    english, vietnamese = _TEXTS[key]
    return (vietnamese if lang == "vi" else english).format(**values)
