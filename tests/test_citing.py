"""引用本文: what a page offers to cite it, read back by hand-made readers of the three formats."""

import json
import re
from urllib.parse import quote, unquote

from hypothesis import given
from hypothesis import strategies as st

from generator import routes
from generator.citing import cite
from generator.day import Day
from generator.plan import Plan
from generator.region import resolve
from generator.settings import Settings

PLAN = Plan(
    path="a.md",
    id="2020-ceshi",
    title="关于印发《测试市教育局关工委2020年工作要点》的通知 50% & {更多}",
    issuer="测试市教育局",
    issuer_slug="ceshi",
    region=resolve("江苏/苏州").region,
    year=2020,
    date=Day(2020, 3, 25),
    doc_number="测教〔2020〕8号",
)
ONLINE = Settings(base_url="https://archive.example.cn/y/")


def saved(record: object) -> str:
    return unquote(record.href.split(",", 1)[1])


def test_the_reference_follows_gb_t_7714() -> None:
    made = cite(PLAN, ONLINE)
    whole = made["before"] + "[2026-11-23]" + made["after"]
    assert whole == (
        "测试市教育局. 关于印发《测试市教育局关工委2020年工作要点》的通知 50% & {更多}: 测教〔2020〕8号[A/OL]. "
        "(2020-03-25)[2026-11-23]. https://archive.example.cn/y/plans/2020-ceshi.html."
    )


def test_without_address_date_and_number_nothing_is_made_up() -> None:
    bare = Plan(path="b.md", id="b", title="要点", issuer="某校", issuer_slug="m", region=(), year=2023)
    made = cite(bare, Settings())
    assert made["before"] + made["after"] == "某校. 要点[A]. (2023)."
    bibtex, ris, csl = (saved(record) for record in made["records"])
    assert "url" not in bibtex
    assert "UR  -" not in ris
    assert "DA  -" not in ris
    assert json.loads(csl) == [
        {
            "id": "b",
            "type": "report",
            "genre": "公文",
            "title": "要点",
            "author": [{"literal": "某校"}],
            "publisher": "某校",
            "issued": {"date-parts": [[2023]]},
            "language": "zh-CN",
        }
    ]


def test_the_records_say_the_same() -> None:
    bibtex, ris, csl = (saved(record) for record in cite(PLAN, ONLINE)["records"])
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},?$", bibtex, re.MULTILINE))
    lines = dict(line.split("  - ", 1) for line in ris.split("\r\n") if line)
    (item,) = json.loads(csl)
    assert fields["author"] == "{测试市教育局}"
    assert r"50\% \& 更多" in fields["title"]
    assert bibtex.count("{") == bibtex.count("}")
    assert lines["TY"] == "GOVDOC"
    assert list(lines)[-1] == "ER"
    assert lines["TI"] == item["title"] == PLAN.title
    assert fields["url"] == lines["UR"] == item["URL"]
    assert fields["number"] == lines["M1"] == item["number"] == "测教〔2020〕8号"
    assert (lines["DA"], item["issued"]) == ("2020/03/25", {"date-parts": [[2020, 3, 25]]})


@given(st.text("aZ9_.-~/#%&甲é€\n \U00020000"))
def test_what_a_url_cannot_hold_is_quoted_as_the_library_quotes_it(text: str) -> None:
    assert routes.quoted(text) == quote(text)
    assert routes.href(text) == quote(text, safe="/#-._~")
