"""The kinds of personal data: how each is recognised by its own rules (GB 11643, Luhn, the words beside it)."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from generator.region import is_code

Span = tuple[int, int]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
_CHECKS = "10X98765432"
_GAP = "[ -]?"  # as people group digits
_ID = re.compile(r"(?<![0-9A-Za-z])(?:G?)(\d{6}[ -]?(?:18|19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXx])(?![0-9A-Za-z])")
_OLD_ID = re.compile(r"(?<![0-9A-Za-z-])\d{15}(?![0-9A-Za-z-])")
_MOBILE = re.compile(
    rf"(?<![0-9A-Za-z.])(?:(?:\+|00)86{_GAP})?(1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}})(?![0-9A-Za-z])(?!\.\d)"
)
_CARD = re.compile(r"(?<![0-9A-Za-z-])\d{4}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,3})?(?![0-9A-Za-z])")
_MAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,10}(?![\w@])", re.ASCII
)
_ACCOUNT = re.compile(
    r"(?:QQ号?码?|微信号?|[Ww]e[Cc]hat)\s?[为是:]?\s?([A-Za-z][\w-]{5,19}|\d{5,11})(?![\d\w群])", re.ASCII
)
_ADDRESS = re.compile(
    r"(?:家庭住?址|家庭地址|现住址?|家住|住址|居住地址|户籍地址?)[为是在:]?\s?"
    r"([^,。;\n\t|]{4,50}?(?:\d+|[一二三四五六七八九十]+)(?:号|室|组|栋|幢|单元|户)"
    r"(?:[^,。;\n\t|]{0,12}(?:号|室|组|栋|幢|单元|户))*)"
)
_MONEY = re.compile(r"\s?(?:元|万|亿|%|人次|平方|股|吨|字节)")
_CARD_WORDS = re.compile("账号|帐号|账户|帐户|卡号|开户|银行|汇款|户名|打款|转账")
_ID_WORDS = re.compile("身份证|证件号|公民身份")
_FILING = re.compile(
    "(?:ICP备|网安备|许可证?|信用代码|条码|ISBN|ISSN|订单|流水|编号|合同号?|批准文号|备案)[^0-9]{0,6}$"
)
_WEB = re.compile(r"https?://[^\s\u3000-\u9fff()\"']*$")
# Providers of private mail; an organ's own domain is an office address.
_PRIVATE_MAIL = re.compile(
    r"@(?:vip\.)?(?:qq|foxmail|163|126|yeah|sina|sohu|139|189|wo|aliyun|21cn|tom|gmail|hotmail|outlook|live|yahoo|icloud|me)"
    r"\.(?:com|cn|net|com\.cn)$",
    re.IGNORECASE,
)
_OFFICE_MAIL = re.compile(
    "(?:投稿|报送|公共|工作|办公|单位|联系|咨询|举报|监督|报名|征文|作品|材料|电子)\\s?(?:专用)?(?:电子)?(?:邮|信)箱"
)
# Children's names with their class: 王小明（三年级2班）, 三（2）班：王小明、李雷, 王小明 | 实验小学 | 三（2）班.
_CLASS = (
    r"(?:(?:[一二三四五六七八九]|[小初高][一二三四五六]|\d|20\d\d)(?:年级|级)?\s?[(]?[\d一二三四五六七八九十]{0,2}[)]?班"
    r"|[一二三四五六七八九]年级|[初高][一二三](?=[ \t|,、:()年]))"
)
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄穆萧肖尹姚邵湛汪祁毛禹狄米贝明臧"
    "计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍虞万支柯管卢莫"
    "经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠甄曲封芮储靳汲松井段富巫乌焦巴弓牧隗山谷车侯"
    "宓蓬全班仰仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司韶黎薄印宿白怀蒲邰鄂索咸籍赖卓屠蒙池乔胥苍双闻莘党翟谭贡劳"
    "逄姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀郏浦尚农温庄晏柴瞿阎闫充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡"
    "国文寇广禄阙东欧沃利蔚越夔隆师巩聂晁勾敖融冷辛阚那简饶空曾沙关付代岳覃欧"
)
# A name of four characters may begin with both parents' surnames.
_COMMON = "王李张刘陈杨赵黄周吴徐孙胡朱郭何马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛阎潘杜戴夏钟汪姜范"
_DOUBLE = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|端木|夏侯"
_HAN = "[\u4e00-\u9fff]"
_NAME = (
    rf"(?:{_HAN}{{2,6}}·{_HAN}{{2,6}}|(?:{_DOUBLE}){_HAN}{{1,2}}|[{_SURNAMES}][{_COMMON}]{_HAN}{{2}}"
    rf"|(?![初高][一二三])[{_SURNAMES}](?!年级){_HAN}{{1,2}})"
)
_SEP = r"[,:、\t| ]"
# Each begins with a letter, not with one of several: a text without a class is told in no time.
_ANY_CLASS = (
    re.compile("班(?<=[0-9一二三四五六七八九十)级]班)"),
    re.compile("年级(?<=[一二三四五六七八九]年级)"),
    re.compile(r"初[一二三](?=[ \t|,、:()年])"),
    re.compile(r"高[一二三](?=[ \t|,、:()年])"),
)
_LONGEST_NAME = 16  # with what parts it from the next
_NO_NAME = re.compile("[班级校学师组队会生]|同学|家长|老师|[、]$")
_FEWEST_PUPILS = 3
_AROUND = 20  # characters on each side that tell what a number is
_ABOVE = 300  # characters above a card of UnionPay: the head of a table


def _identity_cards(text: str) -> Iterator[Span]:
    """18 characters with the right check character, a real date of birth and a known region; 15 where words say so."""
    for match in _ID.finditer(text):
        number = re.sub("[ -]", "", match[1]).upper()
        check = _CHECKS[sum(w * int(d) for w, d in zip(_WEIGHTS, number, strict=False)) % 11]
        if number[17] == check and _is_day(number[6:14]) and is_code(number[:6]):
            yield match.span(1)
    for match in _OLD_ID.finditer(text):
        number = match[0]
        if _is_day("19" + number[6:12]) and is_code(number[:6]) and _near(text, match, _ID_WORDS):
            yield match.span()


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return True


def _mobiles(text: str) -> Iterator[Span]:
    for match in _MOBILE.finditer(text):
        grouped = len({c for c in match[1] if not c.isdigit()})
        told = _FILING.search(text, max(0, match.start() - _AROUND), match.start()) or _WEB.search(
            text, max(0, match.start() - _ABOVE), match.start()
        )
        if grouped <= 1 and not told and not _MONEY.match(text, match.end()):
            yield match.span(1)


def _cards(text: str) -> Iterator[Span]:
    """13 to 19 digits with the check digit of Luhn (ISO/IEC 7812-1), and a word that tells of an account."""
    for match in _CARD.finditer(text):
        digits = [int(d) for d in match[0] if d.isdigit()]
        if not (13 <= len(digits) <= 19 and _luhn(digits) and len(set(digits)) > 2):
            continue
        headed = digits[:2] == [6, 2] and _CARD_WORDS.search(text, max(0, match.start() - _ABOVE), match.start())
        if headed or _near(text, match, _CARD_WORDS):
            yield match.span()


def _luhn(digits: list[int]) -> bool:
    doubled = [d * 2 - 9 * (d > 4) for d in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _mails(text: str) -> Iterator[Span]:
    """Private mail, unless the words before it say that it is the office's."""
    for match in _MAIL.finditer(text):
        before = max(0, match.start() - _AROUND)
        if _PRIVATE_MAIL.search(match[0]) and not _OFFICE_MAIL.search(text, before, match.start()):
            yield match.span()


def _accounts(text: str) -> Iterator[Span]:
    return (match.span(1) for match in _ACCOUNT.finditer(text))


def _addresses(text: str) -> Iterator[Span]:
    return (match.span(1) for match in _ADDRESS.finditer(text))


class _Pupils(NamedTuple):
    """How names of pupils with their class are found: all of it, one name, and the name before another."""

    listed: re.Pattern[str]
    name: re.Pattern[str]
    before: re.Pattern[str]


@cache
def _patterns() -> _Pupils:
    """Made for the first text that tells of a class: with all surnames they take 40 ms, a tenth of a small build."""
    pupil = re.compile(
        rf"(?P<before>{_NAME})\s?\([^()\n]{{0,20}}?{_CLASS}[^()\n]{{0,12}}\)"
        rf"|{_CLASS}{_SEP}{{1,3}}(?P<after>{_NAME}(?:{_SEP}{{1,3}}{_NAME}(?=[\s,、;。|(]|$))*)(?=[\s,、;。|(]|$)"
        rf"|(?P<row>(?<![\u4e00-\u9fff]){_NAME}){_SEP}{{1,3}}(?:[^\n|\t,、 ]{{2,20}}{_SEP}{{1,3}}){{0,2}}?{_CLASS}",
        re.MULTILINE,
    )
    return _Pupils(pupil, re.compile(_NAME), re.compile(rf"({_NAME})[,、] ?$"))


def _pupils(text: str) -> Iterator[Span]:
    """Names of pupils with their class, where at least three stand together."""
    if not any(sign.search(text) for sign in _ANY_CLASS):
        return
    patterns = _patterns()
    found: list[Span] = []
    end = 0
    for match in patterns.listed.finditer(text):
        if match.lastgroup == "before":
            found += _listed(text, end, match.start())
        start, end = match.span(match.lastgroup or 0)
        names = (name.span() for name in patterns.name.finditer(text, start, end))
        found += [(a, b) for a, b in names if not _NO_NAME.search(text, a, b)]
    if len(found) >= _FEWEST_PUPILS:
        yield from found


def _listed(text: str, start: int, end: int) -> list[Span]:
    """The names listed before the one at `end`, after which stands the class of all: 张小红、李小明（三年级2班）."""
    found: list[Span] = []
    before = _patterns().before
    while match := before.search(text[max(start, end - _LONGEST_NAME) : end]):
        first = max(start, end - _LONGEST_NAME) + match.start(1)
        found.append((first, first + len(match[1])))
        end = first
    return found[::-1]


def _near(text: str, match: re.Match[str], words: re.Pattern[str]) -> bool:
    return bool(words.search(text, max(0, match.start() - _AROUND), min(len(text), match.end() + _AROUND)))


# Kind, and how it is searched, in order: what one has taken the next ones leave.
WITH_DIGITS: tuple[tuple[str, Callable[[str], Iterator[Span]]], ...] = (
    ("身份证号", _identity_cards),
    ("银行卡号", _cards),
    ("手机号", _mobiles),
)
WITH_WORDS: tuple[tuple[str, Callable[[str], Iterator[Span]], tuple[str, ...]], ...] = (
    ("个人邮箱", _mails, ("@",)),
    ("个人账号", _accounts, ("QQ", "微信", "echat", "eChat")),
    ("家庭住址", _addresses, ("住", "家庭", "户籍")),
    ("学生姓名", _pupils, ("班", "年级", "初", "高")),
)
