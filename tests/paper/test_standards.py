"""What PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) ask of a file, as far as it is asserted here with pikepdf.

No validator of either is in the registries, so these are our own assertions, by clause. Typst enforces more when it
writes a file under these names (it refuses what breaks them); that is relied on, not tested.
"""

import io
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from sheets import FOOT, HAN, markdown, pdf, read, typesetter

from generator.paper.binding import Part, bound

pikepdf = pytest.importorskip("pikepdf")

XMP = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
SOURCE = markdown(
    f"见《省厅意见》（苏教委〔2019〕1号）和[网站](https://www.example.cn/)。\n\n一、加强建设\n\n（一）健全组织。{HAN}\n\n"
    "1.选好**人员**。\n\n| 项目 | 内容 |\n|---|---|\n| 一 | 甲 |\n\n![一张图](图.png)\n\n附件\n\n安排表\n\n完。",
    **FOOT,
)
FORBIDDEN = {"/JavaScript", "/JS", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/RichMedia", "/3D"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    from PIL import Image

    picture = tmp_path_factory.mktemp("picture") / "图.png"
    Image.new("RGBA", (60, 40), (9, 9, 9, 99)).save(picture)
    return pdf(SOURCE, {"苏教委〔2019〕1号": "https://wenku.example.cn/plans/2019-jiangsu.html"}, 图=picture)


@pytest.fixture(scope="module")
def file(data: bytes) -> Any:
    return pikepdf.open(io.BytesIO(data))


@pytest.fixture(scope="module")
def xmp(file: Any) -> Any:
    return ElementTree.fromstring(file.Root.Metadata.read_bytes().decode().strip())


def told(xmp: Any, name: str) -> str:
    """What the metadata say under this name, as element or as attribute."""
    prefix, _, local = name.partition(":")
    full = f"{{{XMP[prefix]}}}{local}"
    for element in xmp.iter():
        if element.tag == full:
            return "".join(element.itertext()).strip()
        if full in element.attrib:
            return str(element.attrib[full])
    return ""


def objects(file: Any) -> Iterator[Any]:
    """Every dictionary and stream of the file, also those inside others."""
    for found in file.objects:
        yield from _within(found)


def _within(found: Any) -> Iterator[Any]:
    if isinstance(found, pikepdf.Stream | pikepdf.Dictionary):
        yield found
        for key in found.keys():  # noqa: SIM118 -- an object of pikepdf is no dict
            value = found[key]
            if not value.is_indirect if hasattr(value, "is_indirect") else False:
                yield from _within(value)
    elif isinstance(found, pikepdf.Array):
        for value in found:
            if hasattr(value, "is_indirect") and not value.is_indirect:
                yield from _within(value)


def test_the_metadata_name_the_standards_and_the_document(file: Any, xmp: Any) -> None:
    """ISO 19005-3, 6.6.2 to 6.6.4; ISO 14289-1, 5 and 7.1."""
    assert (told(xmp, "pdfaid:part"), told(xmp, "pdfaid:conformance")) == ("3", "A")
    assert told(xmp, "pdfuaid:part") == "1"
    assert told(xmp, "dc:title") == "苏州市教育局关工委2024年工作要点"
    assert told(xmp, "dc:creator") == "苏州市教育局关工委"
    assert "发文字号 测教关〔2024〕7号" in told(xmp, "dc:description")
    assert "印发日期 2024年3月6日" in told(xmp, "dc:description")
    assert "测教关〔2024〕7号" in told(xmp, "pdf:Keywords") + told(xmp, "dc:subject")
    assert told(xmp, "xmp:CreateDate").startswith("2024-03-05")
    assert "/Filter" not in file.Root.Metadata  # readable by what knows no PDF


def test_nothing_is_encrypted_hidden_or_run(file: Any) -> None:
    """ISO 19005-3, 6.1.3, 6.5 and 6.9."""
    assert not file.is_encrypted
    assert "/Encrypt" not in file.trailer
    assert len(file.trailer.ID) == 2
    assert "/OCProperties" not in file.Root
    assert "/AA" not in file.Root
    for found in objects(file):
        assert str(found.get("/S", "")) not in FORBIDDEN
        assert not FORBIDDEN & set(found.keys())
        assert "/F" not in found or not isinstance(found, pikepdf.Stream)  # no stream lies outside of the file
        assert str(found.get("/Filter", "")) not in ("/LZWDecode", "/Crypt")


def test_colours_are_tied_to_an_output_intent(file: Any) -> None:
    """ISO 19005-3, 6.2.3."""
    [intent] = [one for one in file.Root.OutputIntents if one.S == "/GTS_PDFA1"]
    profile = intent.DestOutputProfile.read_bytes()
    assert profile[36:40] == b"acsp"
    assert profile[16:20] == b"RGB "


def test_every_font_is_embedded_as_a_subset_and_says_what_its_glyphs_mean(file: Any) -> None:
    """ISO 19005-3, 6.2.11.4, 6.2.11.7 and 6.2.11.8."""
    fonts = [found for found in objects(file) if found.get("/Type") == "/Font"]
    assert fonts
    for font in fonts:
        if font.Subtype == "/Type0":
            assert "/ToUnicode" in font
            continue
        name = str(font.BaseFont)
        assert name[7] == "+", name  # the mark of a subset
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())
        assert (
            len(font.FontDescriptor.get("/FontFile3", font.FontDescriptor.get("/FontFile2")).read_raw_bytes()) < 400_000
        )


def test_the_source_is_attached_as_it_is(file: Any) -> None:
    """ISO 19005-3, 6.8 and annex E."""
    [name] = file.attachments
    assert name == "2024-suzhou.md"
    assert file.attachments[name].get_file().read_bytes().decode() == SOURCE
    [spec] = file.Root.AF
    assert spec.AFRelationship == "/Source"
    assert str(spec.Desc)
    assert spec.EF.F.Subtype == "/text/markdown"
    assert str(spec.UF) == str(spec.F) == name


def test_the_file_is_tagged_and_says_its_language(file: Any) -> None:
    """ISO 19005-3, 6.7; ISO 14289-1, 7.1, 7.2 and 7.18.3."""
    root = file.Root
    assert bool(root.MarkInfo.Marked) is True
    assert str(root.Lang) == "zh-CN"
    assert bool(root.ViewerPreferences.DisplayDocTitle) is True
    for page in file.pages:
        assert "/StructParents" in page or not page.Contents.read_bytes().strip()  # but for a blank page
        if "/Annots" in page:
            assert page.Tabs == "/S"


def tags(file: Any) -> list[Any]:
    """The structure elements in the order in which they are read."""
    found: list[Any] = []

    def walk(element: Any) -> None:
        if isinstance(element, pikepdf.Array):
            for kid in element:
                walk(kid)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                found.append(element)
            if "/K" in element:
                walk(element.K)

    walk(file.Root.StructTreeRoot.K)
    return found


def test_headings_pictures_and_tables_have_their_tags(file: Any) -> None:
    """ISO 14289-1, 7.3, 7.4.2 and 7.5."""
    kinds = [str(tag.S) for tag in tags(file)]
    levels = [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert levels == [1, 2, 3, 1]
    assert [str(tag.Alt) for tag in tags(file) if tag.S == "/Figure"] == ["一张图"]
    assert {"/Table", "/TR", "/TH", "/TD", "/P"} <= set(kinds)
    heads = [tag for tag in tags(file) if tag.S == "/TH"]
    assert len(heads) == 2


def test_everything_on_a_page_is_tagged_or_an_artifact(file: Any) -> None:
    """ISO 14289-1, 7.1: page numbers and lines are artifacts."""
    for page in file.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("BDC", "BMC"):
                depth += 1
            elif str(operator) == "EMC":
                depth -= 1
            elif str(operator) in ("Tj", "TJ", "S", "f", "Do"):
                assert depth > 0, (operands, operator)
        assert depth == 0


def test_links_are_alive_and_described(file: Any) -> None:
    """ISO 14289-1, 7.18.5."""
    links = [a for page in file.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
    assert {str(a.A.URI) for a in links} == {
        "https://wenku.example.cn/plans/2019-jiangsu.html",
        "https://www.example.cn/",
    }
    assert all(str(a.Contents) and "/StructParent" in a for a in links)


def test_the_outline_has_the_sections(file: Any) -> None:
    with file.open_outline() as outline:
        shown = [(item.title, [below.title for below in item.children]) for item in outline.root]
    assert shown == [("苏州市教育局关工委2024年工作要点", ["一、加强建设"]), ("安排表", [])]


def test_the_same_plan_gives_the_same_bytes(data: bytes, tmp_path: Path) -> None:
    from PIL import Image

    picture = tmp_path / "elsewhere.png"
    Image.new("RGBA", (60, 40), (9, 9, 9, 99)).save(picture)
    cites = {"苏教委〔2019〕1号": "https://wenku.example.cn/plans/2019-jiangsu.html"}
    assert pdf(SOURCE, cites, 图=picture) == data


def test_a_volume_keeps_to_them_too() -> None:
    """All that differs from a plan: cover, contents with dots, running heads, turned pages, indexes."""
    wide = "|" + "栏|" * 9 + "\n|" + "---|" * 9 + "\n|" + "甲|" * 9
    plan, one = read(markdown(f"一、学习\n\n{HAN * 40}\n\n{wide}", **FOOT))
    older, two = read(markdown("一、学习\n\n1. 组织学习。", year="2023", 文号=""), "2023-suzhou.md")
    made = bound(typesetter(), "汇编", "文库", [Part(plan, one, {}, {}), Part(older, two, {}, {})])
    assert made.data, made.problems
    volume = pikepdf.open(io.BytesIO(made.data))
    metadata = ElementTree.fromstring(volume.Root.Metadata.read_bytes().decode().strip())
    assert [told(metadata, f"pdfaid:{name}") for name in ("part", "conformance")] == ["3", "A"]
    assert told(metadata, "dc:title") == "汇编"
    test_nothing_is_encrypted_hidden_or_run(volume)
    test_colours_are_tied_to_an_output_intent(volume)
    test_every_font_is_embedded_as_a_subset_and_says_what_its_glyphs_mean(volume)
    test_the_file_is_tagged_and_says_its_language(volume)
    test_everything_on_a_page_is_tagged_or_an_artifact(volume)
    kinds = [str(tag.S) for tag in tags(volume)]
    levels = [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    links = [a for page in volume.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
    assert len(links) == 5
    assert all("/StructParent" in link for link in links)
