"""文号: how documents write one, what is none, what is damaged, and where one begins in running text."""

import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.docnumber import Damaged, DocNumber, Found, find, parse, parse_weak

SEEN = Path(__file__).parents[2] / "shared" / "docnumbers.tsv"

READ = {
    "国发〔2020〕5号": "国发〔2020〕5号",
    "国发[2020]5号": "国发〔2020〕5号",
    "国发［2020］5号": "国发〔2020〕5号",
    "国发【2020】5号": "国发〔2020〕5号",
    "国发(2020)5号": "国发〔2020〕5号",
    "国发（2020）5号": "国发〔2020〕5号",
    "国发﹝2020﹞5号": "国发〔2020〕5号",
    "国发〖2020〗5号": "国发〔2020〕5号",
    "国发〈2020〉5号": "国发〔2020〕5号",
    "国发〔2020]5号": "国发〔2020〕5号",
    "国发(2020】5号": "国发〔2020〕5号",
    "国发〔2020〕 5 号": "国发〔2020〕5号",
    "国发 〔 2020 〕5号": "国发〔2020〕5号",
    " 国 发〔20 20〕1 2号\n": "国发〔2020〕12号",
    "国发〔2020〕\u30005\u00a0号": "国发〔2020〕5号",
    "国发\u200b〔2020〕5号\ufeff": "国发〔2020〕5号",
    "国发〔2020〕第5号": "国发〔2020〕5号",
    "国发〔2020〕005号": "国发〔2020〕5号",
    "国发〔2020〕第 008 号": "国发〔2020〕8号",
    "国发〔２０２０〕１５号": "国发〔2020〕15号",
    "国发〔2020年〕5号": "国发〔2020〕5号",
    "国发〔2020〕5號": "国发〔2020〕5号",
    "国发〔二〇〇九〕5号": "国发〔2009〕5号",
    "国发〔二○○九〕5号": "国发〔2009〕5号",
    "国发〔二零一二〕5号": "国发〔2012〕5号",
    "国发〔一九八三〕5号": "国发〔1983〕5号",
    "国发〔二OO九〕5号": "国发〔2009〕5号",
    "国发〔〇九〕5号": "国发〔2009〕5号",
    "国发〔09〕5号": "国发〔2009〕5号",
    "国发〔98〕5号": "国发〔1998〕5号",
    "苏教〔2019〕196/197/198号": "苏教〔2019〕196/197/198号",
    "苏教〔2019〕196、197号": "苏教〔2019〕196/197号",
    "苏教〔2019〕06 ／ 07号": "苏教〔2019〕6/7号",
    "〔2014〕90号": "〔2014〕90号",
    "和政办发〔2020〕1号": "和政办发〔2020〕1号",
    "ＡＢ发〔2020〕1号": "AB发〔2020〕1号",
    "\u2f2f信部〔2020〕1号": "工信部〔2020〕1号",  # a Kangxi radical, as PDF files give it
}

NOT_NUMBERS = [
    "",
    "号",
    "国发",
    "广西壮族自治区人民政府令第98号",
    "公告2017年第5号",
    "黔ICP备09004742号-1",
    "京ICP备20201234号",
    "苏公网安备32041202001161号",
    "2020年3月25日",
    "2020年3月25日印发",
    "201912",
    "〔201912",
    "人民政府2017年第5号",
    "（1998）海行初字第142号",
    "（2020）京01民终5号",
    "文网游备字〔2017〕Ｃ-CSG 0005 号",
    "工作创新奖15号楼",
    "新村〔2020〕5号楼",
    "国发〔2020〕5号-1",
    "国发〔2020〕5号－2",
    "国发〔2020〕5-1号",
    "0510-85804253",
    "(0510)85804253",
    "教思政厅2号",
    "人民路15号",
    "“精品教育项目”（2023）优秀案例",
    "根据国发〔2020〕5号和苏教委〔2019〕1号",
    "一" * 17 + "〔2020〕5号",
]

DAMAGED = {
    "黔教办函〔202038": "黔教办函〔2020〕38号",
    "黔教办函〔202038号": "黔教办函〔2020〕38号",
    "黔教办函202038号": "黔教办函〔2020〕38号",
    "国发2020〕5号": "国发〔2020〕5号",
    "国发〔20205号": "国发〔2020〕5号",
    "国发〔2020〕5": "国发〔2020〕5号",
    "国发（2020）第05": "国发〔2020〕5号",
    "2014〕90号": "〔2014〕90号",
    "国发〔〔2020〕〕5号": "国发〔2020〕5号",
    "国发〕2020〔5号": "国发〔2020〕5号",
    "（国发〔2020〕5号）": "国发〔2020〕5号",
    "国发〔2020〕5号。": "国发〔2020〕5号",
    "（黔教办函〔202038）": "黔教办函〔2020〕38号",
    "国发〔2020〕号": None,
    "国发〔2020〕": None,
    "国发〔〕5号": None,
    "国发〔202〕5号": None,
    "国发〔3204〕5号": None,
    "国发〔2020〕0号": None,
    "国发5号": None,
}

# text, known 代字, what is found (sure unless it ends with ?)
RUNNING = [
    ("《意见》（苏教委〔2019〕1号）精神，扎实推进", (), ["苏教委〔2019〕1号"]),
    ("张教党工委〔2020〕8号\n关于印发要点的通知", (), ["张教党工委〔2020〕8号"]),
    ("文号：国发〔2020〕5号", (), ["国发〔2020〕5号"]),
    ("和政办发〔2020〕1号", (), ["和政办发〔2020〕1号"]),
    ("（和政办发〔2020〕1号）", {"政办发"}, ["和政办发〔2020〕1号"]),
    ("《意见》和苏教委〔2019〕1号", (), ["苏教委〔2019〕1号?"]),
    ("按照和政办发〔2020〕1号", {"和政办发"}, ["和政办发〔2020〕1号"]),
    ("根据国发〔2020〕5号文件", (), ["国发〔2020〕5号?"]),
    ("根据国发〔2020〕5号文件", {"国发"}, ["国发〔2020〕5号"]),
    ("各单位：现将国发〔2020〕5号印发给你们", (), ["国发〔2020〕5号?"]),
    ("，见国发〔2020〕5号", (), ["国发〔2020〕5号?"]),
    ("省里转发的国发〔2020〕5号", (), ["国发〔2020〕5号?"]),
    ("国发〔2020〕5号和苏教委〔2019〕1号", (), ["国发〔2020〕5号", "苏教委〔2019〕1号?"]),
    ("国发〔2020〕5号文件及苏教委〔2019〕1号", ["苏教委"], ["国发〔2020〕5号", "苏教委〔2019〕1号"]),
    ("国发〔2020〕5号、苏教委〔2019〕1号", (), ["国发〔2020〕5号", "苏教委〔2019〕1号"]),
    ("我厅领导已看苏教委〔2019〕1号", {"苏教委", "教委"}, ["苏教委〔2019〕1号"]),
    ("昨日收到黔教办函〔2020〕38号", {"教办函"}, ["黔教办函〔2020〕38号?"]),
    ("今见黔教办函〔2020〕38号", {"教办函"}, ["黔教办函〔2020〕38号?"]),
    ("（沪浦教办函〔2020〕3号）", {"教办函"}, ["沪浦教办函〔2020〕3号"]),
    ("凌教办函〔2020〕3号", {"教办函"}, ["凌教办函〔2020〕3号"]),
    ("江苏省教育厅苏教委〔2019〕1号", (), ["苏教委〔2019〕1号?"]),
    ("教育局发〔2019〕1号", (), ["教育局发〔2019〕1号"]),
    ("昨天才收的 苏教委〔2019〕1号", (), ["苏教委〔2019〕1号?"]),
    ("大家都来看 苏教委〔2019〕1号", (), ["苏教委〔2019〕1号?"]),
    ("机密　　苏教委〔2019〕1号", (), ["苏教委〔2019〕1号"]),
    ("1苏教委〔2019〕1号", (), ["苏教委〔2019〕1号?"]),
    ("我们全县上下二十个部门一同研究的苏教委〔2019〕1号", (), ["苏教委〔2019〕1号?"]),
    ("全县上下二十个部门一同研究讨论苏教委〔2019〕1号", (), ["上下二十个部门一同研究讨论苏教委〔2019〕1号?"]),
    ("（\u2f2f信部〔2020〕1号）", (), ["工信部〔2020〕1号"]),
    ("江苏省教育厅 苏教委〔2019〕1号", (), ["苏教委〔2019〕1号?"]),
    ("机密★　　苏教委〔2019〕1号　　签发人", (), ["苏教委〔2019〕1号"]),
    ("　　苏教委〔2019〕1号", (), ["苏教委〔2019〕1号"]),
    ("张教 党工委〔2020〕8号", {"张教党工委"}, ["张教党工委〔2020〕8号"]),
    ("2020年3月苏教委〔2019〕1号", (), ["苏教委〔2019〕1号?"]),
    ("于3月苏教委〔2019〕1号", (), ["苏教委〔2019〕1号?"]),
    ("（苏教委\u200b〔2019〕 第\n01 号）", (), ["苏教委〔2019〕1号"]),
    ("（国发〔98〕5号）", (), ["国发〔1998〕5号?"]),
    ("（国发〔98〕5号）", {"国发"}, ["国发〔1998〕5号"]),
    ("《决定》（〔2014〕90号）", (), ["〔2014〕90号?"]),
    ("（苏教〔2019〕196/197号）", (), ["苏教〔2019〕196/197号"]),
    ("（12）3号文件，（一）5号", (), []),
    ("国发〔2020〕5号-1，新村（2020）5号楼，〔3204〕5号", (), []),
    ("黔ICP备09004742号-1 人民政府令第98号（1998）海行初字第142号", (), []),
]

CODES = st.text(alphabet="国苏教党工委办函发规字张和沪AB", min_size=1, max_size=16)
NUMBERS = st.builds(
    DocNumber,
    CODES,
    st.integers(1900, 2199),
    st.lists(st.integers(1, 999999), min_size=1, max_size=4).map(tuple),
)
NEAR = st.text(alphabet="国发和的〔〕（）[]()2020一〇5第号-/、，。 \n\u3000\u200b年楼根据AZ①½٣\U00020000", max_size=60)


def forms(found: list[Found]) -> list[str]:
    return [f"{f.number}{'' if f.sure else '?'}" for f in found]


@pytest.mark.parametrize(("text", "normal"), READ.items())
def test_every_spelling_has_one_normal_form(text: str, normal: str) -> None:
    number = parse(text)
    assert isinstance(number, DocNumber)
    assert str(number) == normal


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_other_numbers_are_not_read(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(("text", "candidate"), DAMAGED.items())
def test_damage_is_told_and_never_mended_in_silence(text: str, candidate: str | None) -> None:
    damaged = parse(text)
    assert isinstance(damaged, Damaged)
    assert damaged.text == text
    assert (str(damaged.candidate) if damaged.candidate else None) == candidate
    assert damaged.why.startswith("文号")
    assert damaged.why.endswith("。")


def test_the_reason_names_what_is_lost() -> None:
    damaged = parse("黔教办函〔202038")
    assert isinstance(damaged, Damaged)
    assert "右括号、“号”字" in damaged.why
    assert "左括号" not in damaged.why
    wrapped = parse("（国发〔2020〕5号）")
    assert isinstance(wrapped, Damaged)
    assert "标点" in wrapped.why


@pytest.mark.parametrize(("text", "known", "expected"), RUNNING)
def test_numbers_in_running_text(text: str, known: set[str], expected: list[str]) -> None:
    assert forms(find(text, known)) == expected


def test_the_span_holds_the_number_as_printed() -> None:
    text = "精神（苏教委 [2019] 第01号）和要求"
    (only,) = find(text)
    assert text[only.start : only.end] == "苏教委 [2019] 第01号"


@pytest.mark.skipif(not SEEN.exists(), reason="the list of numbers met in real documents is not here")
def test_numbers_met_in_real_documents() -> None:
    rows = [line.split("\t") for line in SEEN.read_text("utf-8").splitlines()[1:]]
    assert len(rows) > 40
    wrong = [(row[0], row[1]) for row in rows if str(parse(row[0]) or "-") != row[1]]
    assert wrong == []
    in_text = [(row[0], row[1]) for row in rows if row[1][0] not in "-〔"]
    assert [pair for pair in in_text if forms(find(f"意见》（{pair[0]}）精神")) != [pair[1]]] == []


@pytest.mark.parametrize(
    ("inside", "weak"),
    [
        ("教思政厅2号", "教思政厅2号"),
        (" 教思政厅 02 号 ", "教思政厅2号"),
        ("人民政府令第98号", None),
        ("人民政府令98号", None),
        ("附件2号", None),
        ("人民路15号", None),
        ("苏公网安备32041202001161号", None),
        ("国发〔2020〕5号", None),
        ("教思政厅0号", None),
        ("以下简称《意见》", None),
    ],
)
def test_weak_form_without_a_year(inside: str, weak: str | None) -> None:
    assert parse_weak(inside) == weak


def test_numbers_sort_by_code_year_and_value() -> None:
    typed = ["苏教〔2019〕10号", "苏教〔2019〕9号", "国发〔2020〕1号", "苏教〔2018〕100/101号"]
    numbers = [n for n in map(parse, typed) if isinstance(n, DocNumber)]
    in_order = sorted(numbers, key=lambda n: n.sort_key)
    assert [str(n) for n in in_order] == [typed[2], typed[3], typed[1], typed[0]]


def test_values_can_be_stored() -> None:
    number = DocNumber("苏教", 2019, (196, 197))
    assert msgspec.json.decode(msgspec.json.encode(number), type=DocNumber) == number
    key = msgspec.msgpack.decode(msgspec.msgpack.encode(number.sort_key), type=tuple[str, int, int])
    assert key == ("苏教", 2019, 196)
    assert {number: 1}[DocNumber("苏教", 2019, (196, 197))] == 1


@given(NUMBERS)
def test_the_normal_form_is_read_back(number: DocNumber) -> None:
    assert parse(str(number)) == number


@given(
    NUMBERS,
    st.sampled_from("〔［[【（(﹝〖〈"),
    st.sampled_from("〕］]】）)﹞〗〉"),
    st.lists(st.sampled_from(["", " ", "\u3000", "\u00a0", "  ", "\u200b"]), min_size=7, max_size=7),
    st.integers(0, 2),
    st.sampled_from(["", "第"]),
    st.booleans(),
)
def test_brackets_blanks_zeros_and_di_make_no_difference(
    number: DocNumber, opened: str, closed: str, blanks: list[str], zeros: int, di: str, wide: bool
) -> None:
    serials = "、".join("0" * min(zeros, 6 - len(str(n))) + str(n) for n in number.serials)
    parts = [number.code, opened, str(number.year), closed, di, serials, "号"]
    typed = "".join(blank + part for blank, part in zip(blanks, parts, strict=True))
    if wide:
        typed = typed.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789AB"})
    assert parse(typed) == number
    assert [f.number for f in find(f"，{typed}，")] == [number]


@given(NUMBERS, st.text(alphabet="我县认真学习2020年", max_size=30), st.sampled_from("（(，。：；、“[\n"))
def test_a_number_after_punctuation_is_found_exactly(number: DocNumber, before: str, mark: str) -> None:
    prefix = before + mark
    text = f"{prefix}{number}文件精神，结合实际（见附件1）"
    assert find(text) == [Found(len(prefix), len(prefix) + len(str(number)), number, True)]


@given(st.one_of(st.text(max_size=80), NEAR), st.sets(CODES, max_size=3))
def test_any_text_gives_spans_in_order_that_read_as_their_number(text: str, known: set[str]) -> None:
    parse_weak(text)
    last = 0
    for found in find(text, known):
        assert last <= found.start < found.end <= len(text)
        assert parse(text[found.start : found.end]) == found.number
        last = found.end


@given(st.one_of(st.text(max_size=40), NEAR))
def test_normalising_twice_changes_nothing(text: str) -> None:
    number = parse(text)
    if isinstance(number, Damaged):
        number = number.candidate
    if number is not None:
        assert parse(str(number)) == number


@pytest.mark.parametrize(
    "text",
    [
        "（（（（2020" * 12_500,
        "2020" * 25_000,
        "〔2 0 2 0 " * 10_000,
        "〔2020〕" + " " * 100_000,
        " " * 100_000 + "〔2020〕1号",
        "〔\n " * 30_000,
        "〔2020〕" + "1/" * 50_000,
        "国" * 100_000 + "〔2020〕1",
        "国 " * 50_000 + "〔2020〕1号",
    ],
    ids=range(9),
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    begin = time.perf_counter()
    find(text, {"国发"})
    parse(text)
    parse_weak(text)
    assert time.perf_counter() - begin < 0.5  # about 0.01 s; quadratic work would take minutes


def test_text_without_numbers_costs_next_to_nothing() -> None:
    text = ("扎实推进（一）关心下一代工作，加强2020年建设。" * 200)[:3_400]  # 10 KB
    assert len(text.encode()) > 9_000
    best = min(_seconds(text) for _ in range(20))
    assert best < 0.001  # about 0.00005 s


def _seconds(text: str) -> float:
    begin = time.perf_counter()
    assert find(text) == []
    return time.perf_counter() - begin
