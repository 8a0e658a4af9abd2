"""A link to itself at every section and item of a text that has an address."""

from generator.permalinks import with_permalinks
from generator.plan import Block

BLOCKS = (
    Block("section", "一、读书", 1, "s1", "一、", "读书", 1),
    Block("item", "1.种花<养>草", 2, "i1", "1.", "", 3),
    Block("heading", "前言", 3, "h1", "", "前言", 1),
    Block("text", "没有地址", 4),
)


def link(anchor: str, name: str) -> str:
    return f'<a class="permalink" href="#{anchor}" aria-label="{name}的链接"></a>'


def test_what_has_an_address_ends_in_a_link_that_is_named() -> None:
    html = '<h3 class="section" id="s1">一、读书</h3>\n<p id="i1">1.种<br>草</p>\n<p>甲</p>\n<h2 id="h1">前言</h2>\n'
    assert with_permalinks(html, BLOCKS) == (
        f'<h3 class="section" id="s1">一、读书{link("s1", "第一部分")}</h3>\n'
        f'<p id="i1">1.种<br>草{link("i1", "第1条")}</p>\n'
        f'<p>甲</p>\n<h2 id="h1">前言{link("h1", "这里")}</h2>\n'
    )


def test_an_address_that_no_part_has_and_a_paragraph_without_end_are_left_as_they_are() -> None:
    html = '<p id="other">甲</p><p id="i1">乙'
    assert with_permalinks(html, BLOCKS) == html
    odd = (Block("item", "乙", 1, "i2", "<&"),)
    assert with_permalinks('<p id="i2">乙</p>', odd) == f'<p id="i2">乙{link("i2", "&lt;&amp;")}</p>'
