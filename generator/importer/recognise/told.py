"""What a page tells of its document in labels of its own: 索引号, 发文字号, 发布机构, 成文日期, 标题 …"""

import re

from generator.importer.recognise.rows import Row

_KEYS = {
    "number": "发文字号|文号|文件编号|发文文号|发布文号|公布文号|公文文号|文件字号",
    "issuer": "发文机关|发文机构|发文单位|制发机关|制发机构|发布机构|发布机关|发布单位|公开主体|信息发布机构"
    "|公开责任部门",
    "date": "成文日期|生成日期|成文时间|发文日期|制发日期|生成时间",
    "title": "标题|名称|文件名称|信息名称|题名",
    "source": "来源|信息来源|文章来源|稿件来源|稿源",
    "region": "所属地区",
    "other": "索引号|信息索引号|信息索引|主题分类|分类|体裁分类|组配分类|主题词|关键词|发布日期|发布时间"
    "|公开日期|公开时间"
    "|信息类别|信息分类|公开方式|公开形式|公开范围|公开时限|公开责任部门|有效性|效力状态|废止日期|生效日期|生效时间|废止时间|内容概述|时效|语种"
    "|服务对象分类",
}
_NAMES = {name: key for key, names in _KEYS.items() for name in names.split("|")}
_SPELT = "|".join(r"\s*".join(name) for name in sorted(_NAMES, key=len, reverse=True))
_LABEL = re.compile(rf"(?:^|(?<=\s)|(?<=[\]】|｜]))[\[【]?(?P<name>{_SPELT})[\]】]?\s*(?:[:：|]|\t)\s*")
_BARE = re.compile(rf"(?:^|(?<=\s))(?P<name>{_SPELT})\s+(?=\S)")  # a table that was copied: no colon, blanks for cells
_FIRST = frozenset(name[0] for name in _NAMES)
_SURE = re.compile(
    r"索\s*引\s*号|信息索引|信息名称|信息类别|发文机构|发文文号|内容概述|生效时间|废止时间|发文字号|发布机构|组配分类|主题分类|公开方式|公开责任|信息分类|体裁分类|生成日期|公开日期|有效性|发文机关"
)
_NOTHING = ("", "无", "暂无", "—", "-")
Told = tuple[str, int]
Labelled = tuple[tuple[str, str, int], ...]


def is_told(row: Row) -> bool:
    """A row, or a table, of such labels."""
    if len(row.tight) > 500 or "。" in row.tight[:-1]:
        return False
    labels = _LABEL.findall(row.whole)
    if not labels and row.plain and row.text[:1] in _FIRST and _BARE.match(row.text):
        return len(_BARE.findall(row.text)) > 1 or bool(_SURE.match(row.text))
    if labels and row.plain and " |" in row.text and _LABEL.match(row.text):
        return True  # a table of labels that was saved as text
    return bool(labels) and bool(_SURE.search(row.text if len(labels) > 1 else row.text[:12]))


def read_told(rows: list[Row], labelled: Labelled) -> dict[str, Told]:
    """number, issuer, date, title, source and region as a page tells them, each with its line; else they are missing.

    `rows` are rows of labels; `labelled` is what the format already found: label, value and line.
    """
    told: dict[str, Told] = {}
    for name, value, line in labelled:
        key = _NAMES.get(name, "other")
        if key != "other" and value not in _NOTHING:
            told.setdefault(key, (" ".join(value.split()), line))
    for row in rows:
        text = row.whole
        labels = list(_LABEL.finditer(text)) or list(_BARE.finditer(text))
        for i, label in enumerate(labels):
            end = labels[i + 1].start() if i + 1 < len(labels) else len(text)
            value = text[label.end() : end].split("\n")[0].split(" | ")[0].strip("　 \t[]【】|｜")
            key = _NAMES["".join(label["name"].split())]
            if key != "other" and value not in _NOTHING:
                told.setdefault(key, (" ".join(value.split()), row.line))
    return told
