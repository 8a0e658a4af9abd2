"""Volumes for tests, as EPUB and as one page: plans given as files, and what is read out of the made file."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from sheets import FOOT, PROJECT, markdown, read

from generator.layouts import load_sources
from generator.paper.epub import epub_of
from generator.paper.onepage import page_of
from generator.paper.pictures import Picture
from generator.paper.reading import Leaf

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"
SOURCES = load_sources(PROJECT / "layouts")
BASE = "https://wenku.example.cn/a/"
# One plan with all that a text can hold.
ALL = """各学校党组织：

贯彻《苏州市教育局关工委2023年工作要点》（测教关〔2023〕5号）和《省厅意见》（苏教委〔2019〕1号）。

一、加强**组织**建设

（一）健全组织。按期换届，见[第二部分](#s2)、[去年的](2023-suzhou.html#s1)、[网站](https://www.example.cn/a?x=1&y=2)。

1. 选好人员。各校都要选好 1 < 2 & 3。

二、宣传

- 甲
  - 乙
    - 丙
- 丁

> 引一句。

---

| 项目 | 内容 |
|---|---|
| 一 | 甲<br>乙 |

<table><tr><td rowspan=2>A</td><td>b</td></tr><tr><td colspan=3>c</td></tr></table>

![一张图](图.png)

苏州市教育局关工委

2024年3月5日

附件1

一览表

一、附件里的一节

1. 事情。"""
OLDER = {"title": "苏州市教育局关工委2023年工作要点", "文号": "测教关〔2023〕5号", "date": "2023-03-01", "year": "2023"}


def leaf(
    source: str, name: str = "2024-suzhou.md", pictures: Mapping[str, Picture] | None = None, **cites: str
) -> Leaf:
    """A plan of a volume, given as its file."""
    plan, body = read(source, name, tuple(pictures or ()))
    shown = {f"{plan.id}/{file}": picture for file, picture in (pictures or {}).items()}
    return Leaf(plan, body, cites, {n.replace("图", "%E5%9B%BE"): p for n, p in shown.items()})


def leaves() -> list[Leaf]:
    """Two plans of two years that lead to each other."""
    older = leaf(markdown("一、学习\n\n1. 组织学习。\n\n（此件公开发布）", **OLDER), "2023-suzhou.md")
    known = {"苏教委〔2019〕1号": f"{BASE}plans/2019-jiangsu.html"}
    return [leaf(markdown(ALL, **FOOT), pictures={"图.png": png()}, **known), older]


def png() -> Picture:
    """A small picture."""
    from PIL import Image

    from generator.paper.pictures import picture_of

    store = io.BytesIO()
    Image.new("RGB", (60, 40), "grey").save(store, "PNG")
    picture = picture_of(store.getvalue())
    assert picture
    return picture


def epub(bound: list[Leaf], title: str = "苏州市工作要点汇编", base: str = BASE) -> bytes:
    """The EPUB of these plans."""
    return epub_of(SOURCES, title, "苏州文库", base, bound, f"{base}#{title}")[0]


def page(bound: list[Leaf], base: str = BASE) -> str:
    """The single page of these plans."""
    return page_of(SOURCES, "苏州市工作要点汇编", "苏州文库", base, bound)[0].decode()


class Book:
    """An EPUB that is opened: its files, its package, its pages as trees, in the order of reading."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.entries = package.infolist()
            self.files = {name.removeprefix("EPUB/"): package.read(name) for name in package.namelist()}
        self.package = ElementTree.fromstring(self.files["package.opf"])
        manifest = {item.get("id"): item for item in self.package.iter(f"{OPF}item")}
        self.order = [str(manifest[ref.get("idref")].get("href")) for ref in self.package.iter(f"{OPF}itemref")]
        self.manifest = {str(item.get("href")): item for item in manifest.values()}
        self.pages = {name: ElementTree.fromstring(self.files[name]) for name in self.order}

    def told(self, name: str) -> list[str]:
        """What the metadata say: dc:title, schema:accessMode …"""
        if name.startswith("dc:"):
            return [e.text or "" for e in self.package.iter(DC + name[3:])]
        return [e.text or "" for e in self.package.iter(f"{OPF}meta") if e.get("property") == name]

    def chapter(self, title: str) -> Any:
        """The page with this title."""
        return next(p for p in self.pages.values() if p.findtext(f"{XHTML}head/{XHTML}title") == title)


def save(data: bytes, folder: Path) -> Path:
    """The bytes as a file."""
    file = folder / "book.epub"
    file.write_bytes(data)
    return file
