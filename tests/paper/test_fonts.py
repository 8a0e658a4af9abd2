"""Which font sets what: those of offices first, and none for a character that it lacks."""

from typing import NamedTuple

import pytest
from sheets import markdown, read, typesetter

from generator.paper.copies import font_problems, glyph_problems
from generator.paper.fonts import Face, Faces, choose, covered, missing
from generator.paper.sheets import paper_of


class Font(NamedTuple):
    family: str
    path: str | None = "/fonts/a.ttf"
    index: int = 0


NOTO = [Font("Noto Serif CJK SC"), Font("Noto Sans CJK SC")]
OFFICE = [Font(name) for name in ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "SimHei", "SimSun")]


def firsts(faces: Faces | None) -> dict[str, str]:
    assert faces
    return {role: names[0] for role, names in faces.families().items()}


def test_office_fonts_go_before_free_ones() -> None:
    assert firsts(choose([*NOTO, *OFFICE])) == {
        "biaosong": "方正小标宋简体",
        "fangsong": "仿宋_GB2312",
        "kai": "楷体_GB2312",
        "hei": "SimHei",
        "song": "SimSun",
    }
    assert firsts(choose([*NOTO, Font("FandolFang R"), Font("LXGW WenKai")]))["fangsong"] == "FandolFang R"
    assert firsts(choose([*NOTO, Font("LXGW WenKai")]))["kai"] == "LXGW WenKai"


def test_what_takes_the_place_of_an_absent_font_is_told() -> None:
    faces = choose(NOTO)
    assert faces
    assert faces.wanting == ("biaosong", "fangsong", "kai")
    [problem] = font_problems(faces)
    assert "仿宋（用 Noto Serif CJK SC 代替）" in problem.message


def test_a_traditional_fangsong_is_never_chosen_and_nothing_without_a_chinese_font() -> None:
    assert firsts(choose([*NOTO, Font("cwTeX FangSong")]))["fangsong"] == "Noto Serif CJK SC"
    assert firsts(choose([*NOTO, Font("AR PL UKai")]))["kai"] == "Noto Serif CJK SC"  # its commas are in the middle
    assert choose([Font("DejaVu Sans"), Font("SimSun", None)]) is None


def test_a_character_that_the_first_font_lacks_comes_from_the_next_and_is_named() -> None:
    """As 仿宋_GB2312 lacks 喆: here the first font is one without any Chinese."""
    own = typesetter().faces
    latin = next(
        (f for f in typesetter()._typst.Fonts(include_embedded_fonts=False).fonts() if "DejaVu" in f.family), 0
    )
    if not latin:
        pytest.skip("no DejaVu here")
    plan, body = read(markdown("喆。"))
    faces = Faces({**own.roles, "fangsong": (Face(latin.family, latin.path, latin.index), *own.roles["fangsong"])}, ())
    lack = {one.character: one for one in missing(paper_of(plan, body), faces)}
    assert (lack["喆"].family, lack["喆"].instead) == (latin.family, own.roles["fangsong"][0].family)
    problems, can_be_set = glyph_problems(paper_of(plan, body), faces)
    assert can_be_set
    assert [p.code for p in problems] == ["pdf-glyph-borrowed"]
    assert "“喆”" in problems[0].message


def test_what_no_font_has_keeps_the_plan_from_being_set() -> None:
    plan, body = read(markdown("有一个字：\U000323af。"))  # assigned in Unicode 15
    if any("\U000323af" in covered(face) for face in typesetter().faces.roles["fangsong"]):
        pytest.skip("a font here has it")
    problems, can_be_set = glyph_problems(paper_of(plan, body), typesetter().faces)
    assert not can_be_set
    assert "U+323AF" in problems[0].message


def test_blanks_and_marks_without_ink_need_no_glyph() -> None:
    plan, body = read(markdown("一\u00a0二\u200b三\u3000四\ufeff。"))
    assert missing(paper_of(plan, body), typesetter().faces) == []
