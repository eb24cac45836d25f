"""What the commands of the archive say, in English and Vietnamese."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, tuple[str, str]] = {
    "ingest": (
        "digitise into an archive; what is done is not done again",
        "số hoá vào kho; việc đã xong không làm lại",
    ),
    "watch": (
        "take scans from a folder as the scanner writes them",
        "tự nhận bản quét khi máy quét ghi vào thư mục",
    ),
    "status": ("how an archive stands", "tình trạng của kho"),
    "search": ("find documents in an archive", "tìm văn bản trong kho"),
    "statistics": (
        "figures of all documents, by month, issuer or scope",
        "số liệu của mọi văn bản theo tháng, cơ quan hoặc cấp",
    ),
    "export": ("hand over records: sheets, CSV, JSON", "xuất hồ sơ: bảng tính, CSV, JSON"),
    "verify": (
        "compare results and scans with their recorded hashes",
        "đối chiếu kết quả và bản quét với mã băm đã ghi",
    ),
    "archive": ("folder of the archive", "thư mục kho"),
    "memory": ("megabytes a worker may take", "số megabyte tối đa cho một tiến trình"),
    "again": (
        "do again what failed, is doubtful, or all",
        "làm lại phần lỗi, phần ngờ, hoặc tất cả",
    ),
    "watched": ("folders to watch", "thư mục cần theo dõi"),
    "quiet": (
        "seconds without a change after which a file is complete",
        "số giây không đổi để coi tệp đã ghi xong",
    ),
    "interval": ("seconds between two looks", "số giây giữa hai lần xem"),
    "no_sources": ("only the results, not the scans", "chỉ kết quả, không xét bản quét"),
    "all_rows": ("list all", "liệt kê hết"),
    "files": ("files", "tệp"),
    "state": ("State", "Trạng thái"),
    "count_documents": ("Documents", "Văn bản"),
    "count_pages": ("Pages", "Trang"),
    "state_pending": ("not finished", "chưa xong"),
    "state_done": ("done", "xong"),
    "state_doubtful": ("doubtful", "ngờ"),
    "state_blank": ("blank", "trắng"),
    "state_skipped": ("left out", "bỏ qua"),
    "state_failed": ("failed", "lỗi"),
    "ingest_summary": (
        "{files} files: {done} done, {doubtful} doubtful, {blank} blank, {skipped} left out, "
        "{failed} failed; {earlier} of them were done before. {pages} pages read in "
        "{seconds:.0f} s. {review} need review: congvan status --archive {archive}",
        "{files} tệp: {done} xong, {doubtful} ngờ, {blank} trắng, {skipped} bỏ qua, "
        "{failed} lỗi; {earlier} tệp đã làm trước đó. Đọc {pages} trang trong "
        "{seconds:.0f} giây. {review} cần xem lại: congvan status --archive {archive}",
    ),
    "run_running": (
        "At work since {started}: {seen} of {found} files, {pages} pages read",
        "Đang chạy từ {started}: {seen}/{found} tệp, đã đọc {pages} trang",
    ),
    "run_ended": (
        "Last run {started} – {ended} ({outcome}): {seen} files, {pages} pages read",
        "Lượt cuối {started} – {ended} ({outcome}): {seen} tệp, đã đọc {pages} trang",
    ),
    "rate": ("{rate:.0f} pages an hour", "{rate:.0f} trang/giờ"),
    "left": ("about {left} left", "còn khoảng {left}"),
    "failures": ("Failed", "Lỗi"),
    "reviews": ("Needs review ({n})", "Cần xem lại ({n})"),
    "duplicates": (
        "Same number, symbol, issuer and year",
        "Trùng số, ký hiệu, cơ quan và năm",
    ),
    "page_of": ("page {n}", "trang {n}"),
    "verify_missing": ("missing", "thiếu"),
    "verify_changed": ("changed", "đã thay đổi"),
    "verify_unreadable": ("unreadable", "không đọc được"),
    "verify_good": ("All files are as they were recorded.", "Mọi tệp đúng như đã ghi."),
    "watching": (
        "Watching {paths}. Ctrl-C ends it.",
        "Đang theo dõi {paths}. Nhấn Ctrl-C để dừng.",
    ),
    "query": ("words, or a number such as 644/CĐ-TTg", "từ cần tìm, hoặc số như 644/CĐ-TTg"),
    "issuer": ("words of the issuer's name", "từ trong tên cơ quan ban hành"),
    "type": ("kind of document, for example 'Báo cáo'", "tên loại văn bản, ví dụ 'Báo cáo'"),
    "since": ("first date: 2023, 2023-07 or 2023-07-13", "từ ngày: 2023, 2023-07 hoặc 2023-07-13"),
    "until": ("last date, in the same form", "đến ngày, cùng dạng"),
    "number": ("number and symbol of the document", "số, ký hiệu của văn bản"),
    "cites": ("number and symbol of a document it cites", "số, ký hiệu văn bản được viện dẫn"),
    "limit": ("most hits", "số kết quả tối đa"),
    "nothing_found": ("Nothing found.", "Không tìm thấy."),
    "hit_number": ("its number", "đúng số"),
    "hit_cites": ("cites it", "có viện dẫn"),
    "indicator": ("words of the indicator's name", "từ trong tên chỉ tiêu"),
    "by": (
        "month, year, issuer, scope or indicator; twice for two dimensions",
        "month (tháng), year (năm), issuer (cơ quan), scope (cấp) hoặc indicator (chỉ tiêu); "
        "hai lần cho hai chiều",
    ),
    "scope": ("only figures of this scope", "chỉ số liệu của cấp này"),
    "sure": ("leave out what is doubtful", "bỏ phần ngờ"),
    "csv": ("write the table as CSV", "ghi bảng dạng CSV"),
    "chart": ("draw a chart: FILE.svg or FILE.png", "vẽ biểu đồ: TỆP.svg hoặc TỆP.png"),
    "by_month": ("Month", "Tháng"),
    "by_year": ("Year", "Năm"),
    "by_issuer": ("Issuer", "Cơ quan"),
    "by_scope": ("Scope", "Cấp"),
    "by_indicator": ("Indicator", "Chỉ tiêu"),
    "unit": ("Unit", "Đơn vị"),
    "value": ("Value", "Giá trị"),
    "cases": ("Cases", "Trường hợp"),
    "figures": ("Figures", "Số liệu"),
    "of_them_doubtful": ("of them doubtful", "trong đó ngờ"),
    "export_format": (
        "xlsx, csv, jsonl, parquet; hoso (45 columns), mucluc (Decree 30/2020), "
        "tt02 (Circular 02/2019)",
        "xlsx, csv, jsonl, parquet; hoso (45 cột), mucluc (NĐ 30/2020), tt02 (TT 02/2019)",
    ),
    "export_out": ("file to write", "tệp cần ghi"),
    "table": (
        "for csv and parquet: records, references or statistics",
        "cho csv và parquet: records, references hoặc statistics",
    ),
    "set": (
        "NAME=VALUE for what a scan cannot know",
        "TÊN=GIÁ TRỊ cho điều bản quét không cho biết",
    ),
    "defaults": ("TOML file with the same", "tệp TOML ghi các giá trị đó"),
    "exported": ("{rows} rows: {out}", "{rows} dòng: {out}"),
    "left_out": ("{n} documents left out", "{n} văn bản bị bỏ ra"),
}
