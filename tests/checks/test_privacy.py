"""Personal data is found, all of it, and nothing that only looks like it."""

import random
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.privacy import find

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
REGIONS = ("110105", "320582", "320421", "500110", "520203", "610113", "440305", "230102", "540102", "653122")
SAID = ("联系人：周老师，电话{}。", "（手机{}）", "如有疑问请拨打{}，欢迎来电。", "王老师 {}", "{}", "电话:{}/微信同号")


def identity(rng: random.Random) -> str:
    born = f"{rng.randint(1930, 2022)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    digits = f"{rng.choice(REGIONS)}{born}{rng.randint(0, 999):03}"
    return digits + "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=True)) % 11]


def mobile(rng: random.Random) -> str:
    return f"1{rng.randint(3, 9)}{rng.randint(0, 10**9 - 1):09}"


def card(rng: random.Random, length: int = 19) -> str:
    digits = [6, 2] + [rng.randint(0, 9) for _ in range(length - 3)]
    doubled = [d * 2 - 9 * (d > 4) for d in digits[::-1][::2]]
    return "".join(map(str, digits)) + str(-(sum(doubled) + sum(digits[::-1][1::2])) % 10)


def planted() -> Iterator[tuple[str, str, str]]:
    """(sentence, the personal data in it, its kind): 340 of them."""
    rng = random.Random(20261123)
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    for n in range(100):
        number = mobile(rng)
        forms = [
            number,
            f"{number[:3]}-{number[3:7]}-{number[7:]}",
            f"{number[:3]} {number[3:7]} {number[7:]}",
            number.translate(wide),
        ]
        yield SAID[n % len(SAID)].format(forms[n % 4]), forms[n % 4], "手机号"
    for n in range(100):
        number = identity(rng)
        number = number.lower() if n % 7 == 0 else number
        said = ("身份证号：{}", "{}", "学籍号G{}。", "周某某（{}）报名", "证件号码{}，")[n % 5]
        yield said.format(number), number, "身份证号"
    for n in range(50):
        number = card(rng, (16, 17, 18, 19)[n % 4])
        shown = number if n % 2 else " ".join(number[i : i + 4] for i in range(0, len(number), 4))
        yield f"{('开户行：农业银行，账号：', '汇款卡号', '户名王某某 账户')[n % 3]}{shown}", shown, "银行卡号"
    for n in range(40):
        mail = f"wang.{n}@{('qq.com', '163.com', '126.com', 'gmail.com', 'foxmail.com', 'sina.com')[n % 6]}"
        yield f"{('发至', '邮箱：', '王老师', '抄送 ')[n % 4]}{mail}。", mail, "个人邮箱"
    for _ in range(25):
        number = str(rng.randint(10**6, 10**10))
        yield f"QQ：{number}", number, "个人账号"
    for n in range(25):
        home = f"苏州市姑苏区平江路{n + 3}号{n % 9 + 1}室"
        yield f"家庭住址：{home}，家长签字", home, "家庭住址"


def look_alikes() -> Iterator[str]:
    """What may be published: 400 of them."""
    rng = random.Random(7)
    for _ in range(60):
        yield f"苏教关〔20{rng.randint(10, 26)}〕{rng.randint(1, 300)}号"
        yield f"苏ICP备{rng.randint(10**7, 10**8)}号-{rng.randint(1, 9)}"
        yield f"苏公网安备{rng.randint(32 * 10**12, 33 * 10**12)}号"
        yield f"联系电话：0{rng.randint(10, 999)}-{rng.randint(2 * 10**6, 9 * 10**7)}"
        yield f"共下拨资金1{rng.randint(3, 9)}{rng.randint(10**8, 10**9)}元"
        wrong = identity(rng)[:17]
        check = "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, wrong, strict=True)) % 11]
        yield f"编号{wrong}{'1' if check != '1' else '2'}"
        yield f"统一社会信用代码：12320500{rng.randint(10**8, 10**9)}K"
    yield from (
        "办公邮箱：sygwb@163.com",
        "邮箱 ggw@jsjyt.edu.cn",
        "投稿邮箱：xinsheng@qq.com",
        "12355青少年服务台",
        "400-810-8888",
    )
    yield from (
        "QQ群的作用",
        "QQ群：",
        "关注微信公众号",
        "学校地址：江苏省无锡市惠山区钱藕路1号 邮编:214153",
        "ISBN 978-7-5520-1234-5",
    )
    yield from (
        "在三年级开展活动",
        "各年级2个班参加",
        "初一、初二年级",
        "三（2）班获得流动红旗",
        "教师节期间，五（1）班 慰问老师",
    )
    yield from (
        "2020032513500000000",
        "1.13812345678",
        "版本13812345678.5",
        "2019-2021年",
        "报名时间：20230301—20230415",
    )


def mask(text: str) -> str:
    """The text with everything masked that is found in it."""
    for finding in reversed(find(text)):
        text = text[: finding.start] + finding.masked + text[finding.end :]
    return text


@pytest.mark.parametrize(("text", "value", "kind"), list(planted()))
def test_personal_data_is_found(text: str, value: str, kind: str) -> None:
    assert (kind, value) in [(finding.kind, finding.text) for finding in find(text)]
    assert value not in mask(text)


@pytest.mark.parametrize("text", list(look_alikes()))
def test_what_only_looks_like_it_is_left(text: str) -> None:
    assert find(text) == []


def test_masks_are_those_of_offices() -> None:
    assert mask("电话13812345678、138-1234-5678") == "电话138****5678、138-****-5678"
    assert mask("11010519491231002X") == "110105********002X"
    assert mask("发至wang@qq.com") == "发至w***@qq.com"
    assert mask("家庭住址：苏州市姑苏区平江路3号5室") == "家庭住址：苏州市姑苏区***"


def test_a_list_of_pupils_with_their_class() -> None:
    text = "一等奖：王小明（三年级2班）、李雷（五（1）班）、欧阳静（六年级）"
    assert [finding.text for finding in find(text)] == ["王小明", "李雷", "欧阳静"]
    assert mask(text) == "一等奖：王*明（三年级2班）、李*（五（1）班）、欧*静（六年级）"
    assert find("王小明（三年级2班）代表学校发言") == []
    rows = "三（1）班\t王小明\n三（2）班\t李雷\n四（1）班\t韩梅"
    assert [finding.text for finding in find(rows)] == ["王小明", "李雷", "韩梅"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("三（2）班：王小明、李雷、韩梅梅、司马光", 4),
        ("参加的学生：张小红、李小明、王强（湖州市第一小学三年级二班），赵刚（四年级一班）", 4),
        ("书法、绘画、舞蹈（三年级二班），朗诵（四年级一班）", 0),
        ("| 王小明 | 实验小学 | 三（2）班 |\n| 李雷 | 实验小学 | 三（1）班 |\n| 韩梅 | 中心小学 | 四（2）班 |", 3),
        ("姓名 王小明 班级 高一（3）班；姓名 李雷 班级 高一（4）班；姓名 张李子涵 班级 高二（4）班", 3),
        ("高一（3）班 王小明\n高一（4）班 李雷\n高二（5）班 买买提·艾力", 3),
        ("七年级（1）班，张倩；八年级（2）班，王丽；九年级（3）班，李娜", 3),
        ("一年级、二年级、三年级、四年级，高一、高二、高三、初一、初二", 0),
        ("三年级 林业知识、四年级 水利知识、五年级 农业知识、六年级 金融知识", 0),
        ("七年级 安全教育、八年级 法治教育、九年级 毕业教育", 0),
        ("各班级、五年级 全体学生、六年级 全体老师、三年级 家长代表", 0),
    ],
)
def test_lists_of_pupils_and_lists_of_lessons(text: str, names: int) -> None:
    assert [finding.kind for finding in find(text)] == ["学生姓名"] * names


@given(st.text(alphabet="0123456789-Xx@.qcom年班（）()三 \n１２王", max_size=80))
def test_findings_are_in_order_and_masking_ends_them(text: str) -> None:
    found = find(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[f.start : f.end] == f.text and len(f.text) >= 2 for f in found)
    assert len(mask(text).splitlines()) == len(text.splitlines())
