"""What every field of the record means, in English and Vietnamese.

Vietnamese terms are those of Decree 30/2020/NĐ-CP, annex I. Keys are ``Model.field`` by the
names of the JSON (``copy``, not ``copy_``).
"""

from __future__ import annotations

from collections.abc import Mapping

MODELS: Mapping[str, tuple[str, str]] = {
    "Dispatch": (
        "The record of one Vietnamese official document.",
        "Hồ sơ dữ liệu của một văn bản hành chính.",
    ),
    "Text": ("A text value with its evidence.", "Một giá trị chữ cùng căn cứ của nó."),
    "Count": ("A counted value with its evidence.", "Một giá trị đếm cùng căn cứ của nó."),
    "Status": (
        "ok: relied on; doubtful: a person must look; absent: not on the paper.",
        "ok: tin được; doubtful: cần người xem lại; absent: không có trên văn bản.",
    ),
    "Reference": (
        "Another document that this one cites, counted once.",
        "Văn bản khác được viện dẫn, mỗi văn bản tính một lần.",
    ),
    "Statistic": (
        "A figure: of what, for whom, how much.",
        "Một số liệu: của cái gì, ở đâu, bao nhiêu.",
    ),
    "Table": ("A ruled table.", "Bảng có kẻ khung."),
    "TableCell": ("One cell of a table.", "Một ô của bảng."),
    "Check": ("Verdict of one cross-check.", "Kết quả của một phép kiểm tra chéo."),
    "Stamp": (
        "Number and date that belong to another office.",
        "Số và ngày thuộc về cơ quan khác.",
    ),
    "Review": ("Whether a person must look.", "Có cần người xem lại hay không."),
    "PictureQuality": (
        "How good the picture of a page is.",
        "Chất lượng ảnh của một trang.",
    ),
    "PageInfo": ("What happened to one page.", "Tình trạng xử lý của một trang."),
    "Signature": (
        "A digital signature found in the original; not judged.",
        "Chữ ký số có trong tệp gốc; không thẩm định hiệu lực.",
    ),
    "Part": (
        "Which pages of a file with several documents are this one.",
        "Văn bản này là những trang nào của một tệp có nhiều văn bản.",
    ),
    "Source": ("The input file and what became of it.", "Tệp đầu vào và kết quả xử lý."),
}

# Of every value: shared by fields and list items.
EVIDENCE: Mapping[str, tuple[str, str]] = {
    "value": (
        "Normalised value (NFC, ISO dates, numbers as numbers); null if absent or unreadable.",
        "Giá trị đã chuẩn hoá (NFC, ngày theo ISO, số là số); null nếu không có hoặc không đọc "
        "được.",
    ),
    "raw": ("As read, before normalising.", "Nguyên văn như đọc được, trước khi chuẩn hoá."),
    "page": (
        "Page of the document where it stands, from 1.",
        "Trang của văn bản nơi giá trị xuất hiện, tính từ 1.",
    ),
    "box": (
        "x0, y0, x1, y1 in pixels of that page's image; null where the input was text.",
        "x0, y0, x1, y1 theo điểm ảnh của trang; null nếu đầu vào là văn bản chữ.",
    ),
    "confidence": ("From 0 to 1.", "Độ tin cậy, từ 0 đến 1."),
    "status": ("How far the value can be relied on.", "Mức độ có thể tin vào giá trị."),
    "rule": (
        "The rule that found it, or why it is doubtful or absent.",
        "Quy tắc tìm ra giá trị, hoặc lý do nghi ngờ hay không có.",
    ),
    "candidates": (
        "What may stand where a pen has filled in, best first; only where it is doubtful.",
        "Những cách đọc có thể của chữ viết tay, khả dĩ nhất trước; chỉ có khi còn nghi ngờ.",
    ),
}

FIELDS: Mapping[str, tuple[str, str]] = {
    "Dispatch.schema_version": ("Version of this schema.", "Phiên bản của lược đồ này."),
    "Dispatch.type": ("Kind of document.", "Tên loại văn bản."),
    "Dispatch.number": (
        "Number: what stands before the first slash (20 of 20/2017/QĐ-UBND).",
        "Số: phần trước dấu gạch chéo thứ nhất (20 của 20/2017/QĐ-UBND).",
    ),
    "Dispatch.symbol": (
        "Symbol: all that follows the first slash (2017/QĐ-UBND).",
        "Ký hiệu: toàn bộ phần sau dấu gạch chéo thứ nhất (2017/QĐ-UBND).",
    ),
    "Dispatch.date": ("Date of issue, YYYY-MM-DD.", "Ngày ban hành, YYYY-MM-DD."),
    "Dispatch.place": ("Place of issue.", "Địa danh ban hành."),
    "Dispatch.superior": (
        "Agency over the issuer, first line of the left column.",
        "Cơ quan chủ quản, dòng trên của cột trái.",
    ),
    "Dispatch.issuer": ("Issuing agency.", "Cơ quan, tổ chức ban hành."),
    "Dispatch.subject": (
        "What the document is about, without V/v.",
        "Trích yếu nội dung, không kể V/v.",
    ),
    "Dispatch.signer": ("Name of the signer.", "Họ tên người ký."),
    "Dispatch.signer_title": (
        "Title of the signer with the authority line.",
        "Chức vụ của người ký cùng dòng quyền hạn.",
    ),
    "Dispatch.authority": (
        "Code of the authority to sign: TM., KT., TL., TUQ., Q.",
        "Quyền hạn ký: TM., KT., TL., TUQ., Q.",
    ),
    "Dispatch.urgency": ("Mark of urgency.", "Mức độ khẩn."),
    "Dispatch.secrecy": (
        "Mark of secrecy: Mật, Tối mật, Tuyệt mật.",
        "Độ mật: Mật, Tối mật, Tuyệt mật.",
    ),
    "Dispatch.period": (
        "What a report or plan is about: YYYY, YYYY-MM, YYYY-Qn.",
        "Kỳ báo cáo hoặc kế hoạch: YYYY, YYYY-MM, YYYY-Qn.",
    ),
    "Dispatch.language": ("Language, ISO 639-1.", "Ngôn ngữ, mã ISO 639-1."),
    "Dispatch.page_count": ("Number of pages.", "Số trang."),
    "Dispatch.addressees": (
        "Addressees (Kính gửi), one a value.",
        "Nơi kính gửi, mỗi nơi một mục.",
    ),
    "Dispatch.recipients": ("Recipients of copies (Nơi nhận).", "Nơi nhận, mỗi nơi một mục."),
    "Dispatch.references": ("Documents cited.", "Các văn bản được viện dẫn."),
    "Dispatch.statistics": ("Figures of text and tables.", "Số liệu trong lời văn và trong bảng."),
    "Dispatch.tables": ("Ruled tables.", "Các bảng có kẻ khung."),
    "Dispatch.checks": ("Cross-checks of the record.", "Các phép kiểm tra chéo."),
    "Dispatch.arrival": (
        "Arrival stamp (ĐẾN) of the office that received the paper.",
        "Dấu ĐẾN của cơ quan nhận văn bản.",
    ),
    "Dispatch.copy": (
        "Number and date of a certified copy (SAO Y, SAO LỤC, TRÍCH SAO).",
        "Số và ngày của bản sao y, sao lục, trích sao.",
    ),
    "Dispatch.needs_review": (
        "Whether a person must look, and at what.",
        "Có cần người xem lại không, xem điều gì.",
    ),
    "Dispatch.pages": ("What happened to each page.", "Tình trạng từng trang."),
    "Dispatch.source": ("The input file.", "Tệp đầu vào."),
    "Reference.type": ("Kind of the cited document.", "Tên loại văn bản được viện dẫn."),
    "Reference.number": ("Its number.", "Số của văn bản đó."),
    "Reference.symbol": ("Its symbol.", "Ký hiệu của văn bản đó."),
    "Reference.date": ("Its date, YYYY-MM-DD.", "Ngày ban hành của nó, YYYY-MM-DD."),
    "Reference.issuer": ("Its issuer, as printed.", "Cơ quan ban hành nó, như in trên văn bản."),
    "Reference.title": (
        "Name of a law that is cited by it, with a number or without.",
        "Tên luật, nếu luật được viện dẫn bằng tên, có hoặc không kèm số.",
    ),
    "Reference.subject": (
        "What it is about, where that is quoted.",
        "Trích yếu của nó, nếu được dẫn ra.",
    ),
    "Reference.mentions": ("How often it is cited.", "Số lần được nhắc đến."),
    "Statistic.indicator": ("What is counted, as printed.", "Chỉ tiêu, như in trên văn bản."),
    "Statistic.scope": ("For whom or where.", "Phạm vi: cho ai hoặc ở đâu."),
    "Statistic.value": ("The figure, as a number.", "Giá trị, dạng số."),
    "Statistic.unit": ("Its unit, as printed.", "Đơn vị, như in trên văn bản."),
    "Statistic.numerator": ("Numerator of a share.", "Tử số của tỷ lệ."),
    "Statistic.denominator": ("Denominator of a share.", "Mẫu số của tỷ lệ."),
    "Statistic.percent": ("Percentage as printed.", "Tỷ lệ phần trăm như in."),
    "Statistic.change": (
        "The figure is by how much something rose or fell.",
        "Số liệu là mức tăng (increase) hay giảm (decrease).",
    ),
    "Statistic.compared_with": (
        "What a change is measured against, as printed (cùng kỳ năm 2022).",
        "Mốc so sánh, như in (cùng kỳ năm 2022).",
    ),
    "Statistic.cumulative": (
        "Counted from the beginning of the year or period (lũy kế).",
        "Số lũy kế từ đầu năm hoặc đầu kỳ.",
    ),
    "Statistic.period": ("YYYY, YYYY-MM or as printed.", "YYYY, YYYY-MM hoặc như in."),
    "Statistic.check": (
        "'consistent', or what does not agree; null where nothing can be checked.",
        "'consistent', hoặc điều không khớp; null nếu không có gì để kiểm tra.",
    ),
    "Table.unit": (
        "Unit of its figures, as the line above says.",
        "Đơn vị tính ghi ở dòng phía trên bảng.",
    ),
    "Table.header": (
        "Header cells, one a column; several header rows are joined.",
        "Tiêu đề của từng cột; nhiều dòng tiêu đề được ghép lại.",
    ),
    "Table.rows": ("Rows of cells.", "Các dòng, mỗi dòng gồm nhiều ô."),
    "TableCell.text": ("Text of the cell.", "Nội dung ô."),
    "TableCell.box": EVIDENCE["box"],
    "TableCell.confidence": (
        "Of its worst read word, 0 to 1.",
        "Độ tin cậy của từ đọc kém nhất trong ô, từ 0 đến 1.",
    ),
    "Check.rule": ("Name of the check.", "Tên phép kiểm tra."),
    "Check.verdict": ("pass, warn or fail.", "pass: đạt; warn: lưu ý; fail: không đạt."),
    "Check.message": ("What was compared.", "Nội dung so sánh."),
    "Stamp.number": ("Number in the stamp.", "Số trên dấu."),
    "Stamp.date": ("Date in the stamp.", "Ngày trên dấu."),
    "Review.value": ("True if a person must look.", "true nếu cần người xem lại."),
    "Review.reasons": ("At what, in the order of the record.", "Những điểm cần xem lại."),
    "PageInfo.number": ("Page number, from 1.", "Số trang, tính từ 1."),
    "PageInfo.width": ("Width of its image in pixels.", "Chiều rộng ảnh trang, điểm ảnh."),
    "PageInfo.height": ("Height of its image in pixels.", "Chiều cao ảnh trang, điểm ảnh."),
    "PageInfo.dpi": ("Resolution of its image.", "Độ phân giải ảnh trang."),
    "PageInfo.origin": (
        "Where its words come from: ocr, text_layer, blank or plain_text.",
        "Nguồn chữ: ocr, text_layer, blank (trắng) hoặc plain_text.",
    ),
    "PageInfo.layer": (
        "Text layer it had: none, kept, garbled, replaced (read again), partial (caption).",
        "Lớp chữ có sẵn: none, kept (giữ), garbled (hỏng), replaced (đọc lại), partial (ghi chú).",
    ),
    "PageInfo.rotation": ("Degrees it was turned.", "Số độ đã xoay."),
    "PageInfo.skew": ("Degrees it was straightened.", "Số độ đã chỉnh nghiêng."),
    "PageInfo.flattened": (
        "A photograph or a bent sheet, laid flat before it was read.",
        "Ảnh chụp hoặc trang cong, đã được làm phẳng trước khi đọc.",
    ),
    "PageInfo.quality": (
        "How good its picture is; null where none was made.",
        "Chất lượng ảnh trang; null nếu không có ảnh.",
    ),
    "PictureQuality.colour": (
        "colour, grey or bilevel.",
        "colour: màu; grey: xám; bilevel: đen trắng.",
    ),
    "PictureQuality.contrast": (
        "Between paper and ink, 0 to 1.",
        "Độ tương phản giữa giấy và mực, từ 0 đến 1.",
    ),
    "PictureQuality.blur_mm": (
        "Millimetres over which ink fades into paper; of a sharp scan one pixel."
        " null without print.",
        "Bề rộng mép nét chữ, mm; ảnh nét bằng một điểm ảnh. null nếu không có chữ.",
    ),
    "PictureQuality.below_decree_30": (
        "What it lacks for an electronic copy under Decree 30/2020/NĐ-CP: colour, resolution"
        " (200 dpi), scale (1:1; by the size of the sheet).",
        "Điểm chưa đạt của bản sao điện tử theo Nghị định 30/2020/NĐ-CP: colour (ảnh màu),"
        " resolution (200 dpi), scale (tỷ lệ 100%; theo khổ giấy).",
    ),
    "PageInfo.words": ("Number of words.", "Số từ."),
    "PageInfo.confidence": ("Mean confidence of its words.", "Độ tin cậy trung bình của các từ."),
    "PageInfo.status": (
        "done, doubtful, blank, skipped or failed.",
        "done: xong; doubtful: khó đọc; blank: trắng; skipped: bỏ qua; failed: lỗi.",
    ),
    "PageInfo.notes": ("Messages about the page.", "Ghi chú về trang."),
    "Signature.signer": ("Who signed.", "Người hoặc cơ quan ký số."),
    "Signature.time": (
        "When, ISO 8601, as the signature itself reports it.",
        "Thời điểm ký theo chính chữ ký, ISO 8601.",
    ),
    "Signature.field": ("Name of the signature field.", "Tên trường chữ ký."),
    "Part.number": ("Which of the file's documents, from 1.", "Văn bản thứ mấy trong tệp, từ 1."),
    "Part.of": ("How many documents the file holds.", "Tệp có bao nhiêu văn bản."),
    "Part.first_page": ("Its first page in the file, from 1.", "Trang đầu trong tệp, từ 1."),
    "Part.last_page": ("Its last page in the file.", "Trang cuối trong tệp."),
    "Source.file": ("Name of the input file.", "Tên tệp đầu vào."),
    "Source.sha256": ("SHA-256 of the input file.", "SHA-256 của tệp đầu vào."),
    "Source.bytes": ("Size of the input file.", "Kích thước tệp đầu vào, byte."),
    "Source.signed": ("Digital signatures in it.", "Các chữ ký số có trong tệp."),
    "Source.documents": (
        "Pages of the documents that the file holds, each with results of its own; empty if it "
        "is one document.",
        "Các trang của từng văn bản trong tệp, mỗi văn bản có kết quả riêng; rỗng nếu tệp chỉ có "
        "một văn bản.",
    ),
    "Source.part": (
        "Its pages in the file; null where the file is this one document.",
        "Các trang của nó trong tệp; null nếu tệp chỉ có văn bản này.",
    ),
    "Source.pdf": (
        "Conformance of STEM.pdf: PDF/A-2b or PDF.",
        "Chuẩn của STEM.pdf: PDF/A-2b hoặc PDF.",
    ),
    "Source.pdf_reasons": ("Why it is not PDF/A-2b.", "Lý do không đạt PDF/A-2b."),
    "Source.notes": (
        "What had to be mended, or was left as it is.",
        "Điều đã phải sửa, hoặc để nguyên.",
    ),
    "Source.engine": ("Recogniser and its version.", "Bộ nhận dạng và phiên bản."),
    "Source.software": ("Program and its version.", "Phần mềm và phiên bản."),
}
