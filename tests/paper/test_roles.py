"""Which face each part of a document is set in (GB/T 9704-2012 5.2.2, 7.3.3), with a font of its own for each role."""

import pytest
from sheets import FOOT, line, lines, markdown, opened, read, typesetter

from generator.paper.copies import set_plan
from generator.paper.fonts import Face, Faces
from generator.paper.press import Press

# Free faces that stand for those of offices: they need only be told apart.
STANDINS = {
    "biaosong": "Noto Serif CJK TC",
    "fangsong": "Noto Serif CJK SC",
    "kai": "Noto Sans Mono CJK SC",
    "hei": "Noto Sans CJK SC",
    "song": "Noto Serif CJK JP",
}
TEXT = """一、加强建设

（一）健全组织

1. 选好人员。各校都要选好。

（1）按期换届。

附件1

一览表

一、第一件"""


@pytest.fixture(scope="module")
def press() -> Press:
    usual = typesetter()
    there = {font.family: font for font in usual._typst.Fonts(include_embedded_fonts=False).fonts() if font.path}
    if lacks := set(STANDINS.values()) - there.keys():
        pytest.skip(f"needs {lacks}")
    own = Press({name: source.decode() for name, source in usual._sources.items()} | {"paper.typ": ""})
    faces = {role: there[family] for role, family in STANDINS.items()}
    own.faces = Faces({role: (Face(f.family, f.path, f.index),) for role, f in faces.items()}, ())
    return own


def test_each_part_is_set_in_the_face_of_its_role(press: Press) -> None:
    source = markdown(TEXT, 主送="各学校", **FOOT)
    plan, body = read(source)
    data, problems = set_plan(press, plan, body, source.encode(), {}, {})
    assert data, problems
    first, second = opened(data)
    fonts = {
        "biaosong": (lines(first)[0], line(first, "苏州市教育局关工委2024年工作要点"), line(second, "一览表")),
        "fangsong": (
            line(first, "测教关"),
            line(first, "各学校"),
            line(first, "1."),
            line(first, "（1）"),
            line(second, "抄送"),
        ),
        "kai": (line(first, "（一）"),),
        "hei": (line(first, "一、"), line(second, "附件1"), line(second, "一、")),
        "song": (lines(first)[-1], lines(second)[-1]),
    }
    for role, found in fonts.items():
        wanted = STANDINS[role].replace(" ", "").casefold()
        for one in found:
            assert wanted in one.font.replace("-", "").casefold(), (role, one.text, one.font)
