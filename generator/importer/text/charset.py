"""Which encoding a text really has, judged by what it would say, and whether what it says is garbled (乱码).

A text in a wrong encoding still decodes, but into characters that nobody writes: the share of characters that every
document is full of (的, 工, 作 …) tells the right one from the others.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from generator import encoding
from generator.problem import Problem, error, warning

# The commonest characters of documents, simplified and traditional, and the punctuation of Chinese.
_FREQUENT = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行"
    "学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然"
    "前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无"
    "系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组"
    "见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增"
    "争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八"
    "离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验"
    "连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效"
    "育校强神贯彻落落实责任健康职院县镇乡村班师课程德红色优质读读书评促推服务项关爱志愿宣讲附送抄印"
    "個這來時們為會對發國學後過說產種麵經與進等電裡現實體製機當點從業應開還無關長東兩總義書條結題黨員強門區農報議務級"
    "務統處將給據達廣記張馬觀組織領導導教育廳縣鄉鎮團隊師讀華單復單張數應當辦"
    "，。、；：？！“”‘’（）《》〈〉—…·　０１２３４５６７８９〔〕【】①②③④⑤"
)
_COMMON = re.compile(f"[{_FREQUENT}]")
_FOREIGN = re.compile("[^\x00-\x7f\\s\u200b-\u200d\ufeff]")
_STRANGE = re.compile(
    "[\ufffd\ue000-\uf8ff\u3040-\u30ff\uff61-\uff9f\u0080-\u009f\u0370-\u05ff\uac00-\ud7ff]|[\x01-\x08\x0e-\x1f]"
)
_SAMPLE = 3000
_GLANCE = 400  # characters that show a text to be Chinese; the others are looked at only where they do not
_SIGNS = ("锟斤拷", "烫烫烫", "\ufffd")
_LATIN = re.compile("(?:[ÃÂåäæçèé][\u0080-\u00ff€‚-™]{1,2}){3,}")
_LEFT = re.compile(f"{'|'.join(_SIGNS)}|{_LATIN.pattern}")


def likeness(text: str) -> float:
    """How much a sample of text is like Chinese, 0 to 1; below 0 where it holds what no text holds.

    Real documents reach more than 0.5, wrongly decoded ones stay below 0.1. A text without Chinese is 0.
    """
    sample = text[:_SAMPLE]
    foreign = len(_FOREIGN.findall(sample))
    return (len(_COMMON.findall(sample)) - 2 * len(_STRANGE.findall(sample))) / foreign if foreign else 0


def decode(data: bytes) -> tuple[str | None, list[Problem]]:
    """The text of `data` in the encoding that makes Chinese of it, its line ends as \\n; None where none does.

    UTF-8 and UTF-16 with or without BOM, GB18030 with its parts, Big5. A few broken characters become U+FFFD and are
    told; a text that is garbled throughout is refused.
    """
    if data.startswith((BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE)):
        text, problems = _read(data)
    else:
        text, problems = _judged(data)
    if text is None:
        return None, problems
    told = garbled(text)
    return (None, told) if any(p.severity == "error" for p in told) else (text, problems + told)


def _judged(data: bytes) -> tuple[str | None, list[Problem]]:
    if b"\x00" not in data:
        try:
            return _line_ends(data.decode("utf-8")), []
        except UnicodeDecodeError:
            pass
    name = _best(data)
    if not name:
        return _read(data) if b"\x00" not in data else (None, [_unreadable()])
    text = _line_ends(_decoded(data, name))
    broken = text.count("\ufffd")
    if broken > 3 + len(text) // 100 or "\x00" in text:
        return None, [_unreadable()]
    return text, []


def _read(data: bytes) -> tuple[str | None, list[Problem]]:
    """As a plan is read, but an original may be in any encoding: nobody has to convert it."""
    text, problems = encoding.decode(data)
    return text, problems if text is None else []


def _best(data: bytes) -> str:
    """The encoding whose text is most like Chinese; empty where none is. At a tie the first of the list."""
    names = (
        ["utf-16-le", "utf-16-be"] if b"\x00" in data else ["gb18030", "big5hkscs", "utf-8", "utf-16-le", "utf-16-be"]
    )
    sample = data[:_SAMPLE]
    scores = {name: likeness(sample.decode(name, "replace")) for name in names}
    if b"\x00" in data and max(scores.values()) <= 0:  # no Chinese: zeros stand at the odd or the even bytes
        odd = data[1::2].count(0) > data[::2].count(0)
        return "utf-16-le" if odd and data[::2].count(0) == 0 else "utf-16-be" if data[1::2].count(0) == 0 else ""
    best = max(names, key=scores.__getitem__)
    return best if scores[best] > 0.1 else ""


def _decoded(data: bytes, name: str) -> str:
    """Strictly if it can be; Microsoft's Big5 has characters that Hong Kong's lacks."""
    for candidate in (name, "cp950") if name == "big5hkscs" else (name,):
        try:
            return data.decode(candidate)
        except UnicodeDecodeError:
            continue
    return data.decode(name, "replace")


def garbled(text: str) -> list[Problem]:
    """What shows that a text was saved after it had been read in a wrong encoding (乱码): an error where it is garbled
    throughout, else a warning with the first such line.
    """
    hint = "原件在保存之前已经成了乱码，转换不回来；请找到原来的 Word 文件或网页，重新导入"
    sample = text[:_SAMPLE]
    doubtful = likeness(text[:_GLANCE]) < 0.3 and likeness(sample) < 0.1
    if doubtful and len(_FOREIGN.findall(sample)) >= 20 and _was_chinese(sample):
        return [error("text-garbled", "文件里的文字是乱码", hint)]
    signs = any(sign in text for sign in _SIGNS) or _LATIN.search(text)
    found = _LEFT.search(text) if signs else None
    if not found:
        return []
    line = text.count("\n", 0, found.start()) + 1
    bad = sum(len(part) for part in _LEFT.findall(text))
    if bad * 4 > len(_FOREIGN.findall(text)):
        return [error("text-garbled", "文件里的文字是乱码", hint)]
    return [warning("text-garbled", f"有坏掉的字（{found[0][:12]}）", "请对照原件改正这一行", line=line)]


def _was_chinese(text: str) -> bool:
    """Whether undoing a usual mistake (UTF-8 read as GBK, GBK or UTF-8 read as Latin letters) gives Chinese."""
    mistakes = (
        ("gb18030", "utf-8"),
        ("cp1252", "utf-8"),
        ("latin-1", "utf-8"),
        ("latin-1", "gb18030"),
        ("big5", "gb18030"),
    )
    return any(likeness(text.encode(wrong, "ignore").decode(right, "ignore")) > 0.3 for wrong, right in mistakes)


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unreadable() -> Problem:
    hint = "请用记事本打开，选“另存为”，编码选 UTF-8，再导入；打开是乱码的，不是文字文件，请换成原来的文件"
    return error("encoding-unreadable", "文件的编码认不出来", hint)
