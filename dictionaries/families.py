"""Family names, as they are spelt."""

from __future__ import annotations

from unidecode import unidecode

from dictionaries.syllable import old_style

# The commonest family names of the Kinh, as they are spelt; where two differ by accents alone
# both stand here.
_SPELT = """
    nguyễn trần lê phạm hoàng huỳnh phan vũ vu võ đặng đằng bùi đỗ hồ ngô dương đường lý đào đạo
    đoàn doãn trịnh trình đinh lâm mai trương cao hà hạ lưu lương châu tạ thái tô quách kiều nghiêm
    phùng vương triệu đàm
"""
# Others, and those of minorities, folded.
_FOLDED = """
    ton to tong la lai luc ma mac nong khuc giap thach danh son kim lo long lu cu bach bo che chu
    diep du giang hua khong lang loc luyen man ninh nham ong phi phu quan sam tang than thi tiet
    tieu trang tu ung uong van vi vien xa yen au an a y dieu h kpa ksor nay rcom siu thao sung vang
    hau ban ly leng cam lau mua thap thieu thuong tuong
"""
# Those of them that are spelt in one way only.
_ONE_WAY = "lục mạc nông khúc giáp thạch diệp khổng luyện thân uông tiết"
# How most of them are spelt, from general knowledge.
_MOSTLY = """
    tôn tống tòng la lã lại mã ma long lò lô lù cù bạch chế chu diệp du giang hứa lang lộc mẫn ninh
    ông phí phù sầm tăng thi tiêu trang ung văn vi viên xa yên âu ân giàng thào sùng vàng hầu lầu
    mùa danh sơn kim
"""
# Rarer ones, of the Kinh and of the Tày, Nùng, Thái, Mường, Hmông, Dao, Khmer, Chăm and Hoa, from
# general knowledge: known in these accents only, since without them many begin no name.
_RARE = """
    bành bao bế biện bì ca cái cáp cấn cát chiêm chúc chung cổ cung diêm đậu điền đèo đới đồng đổng
    giả giản hán hoa hùng hy kha khà khiếu khương kỷ lạc lãnh lành lều liễu mạch mạnh mao mẫu mùi
    ngạc ngần nghị ngôn ngụy nguỵ nhan nhữ nhiếp phương quàng sái tán tề thẩm thôi trà trác trưng
    vòng voòng bạc lèo mè sa hạng chá sình thền cháng xồng chảo tẩn chẻo linh liêu kiên bá nại não
    thiên qua liêng niê mlô êban adrơng byă ayun knul rmah puih krajăn alăng bling zơrâm pơloong
    sú chướng phún chìu dịp sỳ ngìn chương vy lường vù phàn cầm tòng vì thào hờ vừ cứ hảng sồng
    phàng thàng bàn sầm cà
"""

SPELT = tuple(map(old_style, _SPELT.split()))  # the commonest, with their accents
FOLDED = frozenset(_FOLDED.split())  # others, without accents
ONE_WAY = tuple(map(old_style, _ONE_WAY.split()))  # of these, with their accents
MOSTLY = frozenset(map(old_style, _MOSTLY.split()))  # folded ones, with their usual accents
RARE = frozenset(map(old_style, _RARE.split()))  # known in these accents only
KNOWN = RARE.union(SPELT, ONE_WAY, MOSTLY)  # all that are known with their accents
_BY_LETTERS: dict[str, list[str]] = {}
for _family in (*SPELT, *ONE_WAY):
    _BY_LETTERS.setdefault(unidecode(_family), []).append(_family)


def same_letters(word: str) -> list[str]:
    """The families that are spelt with the letters of a word, whatever its accents.

    >>> same_letters("Nguyên"), same_letters("vủ"), same_letters("bình")
    (['nguyễn'], ['vũ', 'vu'], [])
    """
    return _BY_LETTERS.get(unidecode(word.lower()), [])
