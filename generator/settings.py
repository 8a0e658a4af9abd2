"""The archive's settings, from site.yaml. Every one has a default, so an archive needs no site.yaml at all."""

from urllib.parse import urlsplit

import msgspec

from generator.mapping import Entry, parse_mapping
from generator.problem import Problem, error, notice

PLACEHOLDER = "https://yaodian.example/"

_SPELLINGS: dict[str, tuple[str, ...]] = {
    "title": ("title", "名称"),
    "subtitle": ("subtitle", "副标题"),
    "description": ("description", "简介"),
    "base_url": ("base_url", "网址"),
    "language": ("language", "语言"),
    "organizer": ("organizer", "主办单位"),
    "contact": ("contact", "联系方式"),
    "icp": ("icp", "icp备案号"),
    "police": ("police", "公安备案号"),
    "site_code": ("site_code", "网站标识码"),
    "feed_size": ("feed_size", "订阅条数"),
    "pdf": ("pdf", "pdf文件"),
    "word": ("word", "word文件"),
    "lexicon": ("lexicon", "词表"),
}
_YES, _NO = {"true", "yes", "on", "1", "是"}, {"false", "no", "off", "0", "否"}
_NAMES = {spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings}


class Settings(msgspec.Struct, frozen=True):
    """The settings of one archive. `base_url` is absolute and ends in /; empty texts are shown nowhere.

    `pdf` and `word` ask for a PDF and a Word document beside every plan.
    `lexicon` names a file beside site.yaml (generator/checks/lexicon.py).
    `search` is the caller's, not of site.yaml: whether the site can be searched (--no-search).
    """

    title: str = "工作要点文库"
    subtitle: str = ""
    description: str = ""
    base_url: str = PLACEHOLDER
    language: str = "zh-CN"
    organizer: str = ""
    contact: str = ""
    icp: str = ""
    police: str = ""
    site_code: str = ""
    feed_size: int = 50
    pdf: bool = False
    word: bool = False
    lexicon: str = ""
    search: bool = True

    @property
    def has_address(self) -> bool:
        """Whether the archive knows the address at which it is published."""
        return self.base_url != PLACEHOLDER


def parse_settings(text: str) -> tuple[Settings, list[Problem]]:
    """The settings in the text of site.yaml, and what is wrong with it."""
    entries, problems = parse_mapping(text, _NAMES)
    values: dict[str, str | int | bool] = {}
    for name, entry in entries.items():
        value, problem = _value(name, entry)
        if problem:
            problems.append(problem)
        elif value != "":
            values[name] = value
    settings = msgspec.convert(values, Settings)
    if not settings.has_address and not any(p.code == "base-url-invalid" for p in problems):
        hint = "请在 site.yaml 里写上 base_url，否则订阅源和网站地图里的地址不能用"
        line = entries["base_url"].line if "base_url" in entries else 0
        problems.append(notice("base-url-missing", "还没有填写网站的网址", hint, line=line))
    return settings, problems


def _value(name: str, entry: Entry) -> tuple[str | int | bool, Problem | None]:
    if not isinstance(entry.value, str):
        hint = f"请直接写内容，例如：{entry.key}: 内容"
        return "", error("setting-not-text", f"“{entry.key}”应当是一段文字", hint, line=entry.line)
    if name == "base_url" and entry.value:
        parts = urlsplit(entry.value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            hint = "请写完整的网址，例如：https://www.example.cn/yaodian/"
            return "", error("base-url-invalid", f"网址不完整：{entry.value}", hint, line=entry.line)
        return entry.value.rstrip("/") + "/", None
    if name == "feed_size" and entry.value:
        if not (entry.value.isascii() and entry.value.isdigit() and 1 <= int(entry.value) <= 500):
            message = f"“{entry.key}”应当是 1 到 500 之间的数字：{entry.value}"
            hint = "请只写数字，例如：50；不写就是 50"
            return "", error("setting-not-number", message, hint, line=entry.line)
        return int(entry.value), None
    if name in ("pdf", "word") and entry.value:
        yes = entry.value.casefold() in _YES
        if not yes and entry.value.casefold() not in _NO:
            hint = "请写“是”或“否”（英文写 true 或 false）"
            return "", error(
                "flag-unreadable", f"“{entry.key}”只能是或否，不能是：{entry.value}", hint, line=entry.line
            )
        return yes, None
    return entry.value, None
