"""Regions: what a webmaster types meets the place that is meant, under one address, in GB/T 2260 order."""

import csv
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import generator.region
from generator.region import Place, nearest, resolve, slugify, sort_key

TABLE = Path(generator.region.__file__).with_name("regions.tsv")

# What is typed, the path of short names, the path of slugs.
KNOWN = """
江苏/苏州/张家港 | 江苏/苏州/张家港 | jiangsu/suzhou/zhangjiagang
贵州 | 贵州 | guizhou
重庆 | 重庆 | chongqing
江苏/无锡 | 江苏/无锡 | jiangsu/wuxi
江苏/常州/武进 | 江苏/常州/武进 | jiangsu/changzhou/wujin
江苏省苏州市张家港市 | 江苏/苏州/张家港 | jiangsu/suzhou/zhangjiagang
江苏苏州张家港 | 江苏/苏州/张家港 | jiangsu/suzhou/zhangjiagang
江苏省 苏州市/张家港 | 江苏/苏州/张家港 | jiangsu/suzhou/zhangjiagang
江苏 苏州 | 江苏/苏州 | jiangsu/suzhou
江苏　苏州 | 江苏/苏州 | jiangsu/suzhou
江苏省 > 苏州市 | 江苏/苏州 | jiangsu/suzhou
江苏-苏州 | 江苏/苏州 | jiangsu/suzhou
江苏／苏州 | 江苏/苏州 | jiangsu/suzhou
江苏\\苏州 | 江苏/苏州 | jiangsu/suzhou
江苏、苏州 | 江苏/苏州 | jiangsu/suzhou
江苏·苏州 | 江苏/苏州 | jiangsu/suzhou
江苏—苏州 | 江苏/苏州 | jiangsu/suzhou
/江苏/苏州/ | 江苏/苏州 | jiangsu/suzhou
江苏/张家港 | 江苏/苏州/张家港 | jiangsu/suzhou/zhangjiagang
张家港 | 江苏/苏州/张家港 | jiangsu/suzhou/zhangjiagang
苏州张家港 | 江苏/苏州/张家港 | jiangsu/suzhou/zhangjiagang
武进区 | 江苏/常州/武进 | jiangsu/changzhou/wujin
苏州 | 江苏/苏州 | jiangsu/suzhou
宿州 | 安徽/宿州 | anhui/suzhou
全国 | 全国 | quanguo
兵团 | 兵团 | bingtuan
新疆生产建设兵团 | 兵团 | bingtuan
新疆/石河子 | 新疆/石河子 | xinjiang/shihezi
陕西 | 陕西 | shaanxi
山西省 | 山西 | shanxi
内蒙古自治区 | 内蒙古 | neimenggu
广西壮族自治区 | 广西 | guangxi
西藏 | 西藏 | xizang
香港特别行政区 | 香港 | xianggang
台湾省 | 台湾 | taiwan
吉林 | 吉林 | jilin
吉林市 | 吉林/吉林 | jilin/jilin
吉林/朝阳 | 吉林/长春/朝阳 | jilin/changchun/chaoyang
朝阳市 | 辽宁/朝阳 | liaoning/chaoyang
辽宁/朝阳/朝阳县 | 辽宁/朝阳/朝阳 | liaoning/chaoyang/chaoyang
抚顺 | 辽宁/抚顺 | liaoning/fushun
抚顺县 | 辽宁/抚顺/抚顺 | liaoning/fushun/fushun
海南 | 海南 | hainan
海南州 | 青海/海南 | qinghai/hainan
海南区 | 内蒙古/乌海/海南 | neimenggu/wuhai/hainan
北京/海淀 | 北京/海淀 | beijing/haidian
湖北/仙桃 | 湖北/仙桃 | hubei/xiantao
神农架 | 湖北/神农架 | hubei/shennongjia
深圳市 | 广东/深圳 | guangdong/shenzhen
黔西南 | 贵州/黔西南 | guizhou/qianxinan
延边州 | 吉林/延边 | jilin/yanbian
恩施土家族苗族自治州 | 湖北/恩施 | hubei/enshi
巴音郭楞 | 新疆/巴音郭楞 | xinjiang/bayinguoleng
锡林郭勒盟 | 内蒙古/锡林郭勒 | neimenggu/xilinguole
景宁畲族自治县 | 浙江/丽水/景宁 | zhejiang/lishui/jingning
浦东 | 上海/浦东 | shanghai/pudong
浚县 | 河南/鹤壁/浚县 | henan/hebi/xunxian
伊宁县 | 新疆/伊犁/伊宁县 | xinjiang/yili/yining-xian
新疆/伊犁/伊宁市 | 新疆/伊犁/伊宁市 | xinjiang/yili/yining-shi
厦门 | 福建/厦门 | fujian/xiamen
六安 | 安徽/六安 | anhui/luan
安徽/亳州/涡阳 | 安徽/亳州/涡阳 | anhui/bozhou/guoyang
蚌埠 | 安徽/蚌埠 | anhui/bengbu
番禺 | 广东/广州/番禺 | guangdong/guangzhou/panyu
乐清 | 浙江/温州/乐清 | zhejiang/wenzhou/yueqing
乐亭 | 河北/唐山/乐亭 | hebei/tangshan/laoting
长子 | 山西/长治/长子 | shanxi/changzhi/zhangzi
洪洞 | 山西/临汾/洪洞 | shanxi/linfen/hongtong
东阿 | 山东/聊城/东阿 | shandong/liaocheng/donge
单县 | 山东/菏泽/单县 | shandong/heze/shanxian
莘县 | 山东/聊城/莘县 | shandong/liaocheng/shenxian
中牟 | 河南/郑州/中牟 | henan/zhengzhou/zhongmu
铅山 | 江西/上饶/铅山 | jiangxi/shangrao/yanshan
筠连 | 四川/宜宾/筠连 | sichuan/yibin/junlian
郫都 | 四川/成都/郫都 | sichuan/chengdu/pidu
吴堡 | 陕西/榆林/吴堡 | shaanxi/yulin/wubu
柞水 | 陕西/商洛/柞水 | shaanxi/shangluo/zhashui
大埔 | 广东/梅州/大埔 | guangdong/meizhou/dabu
尉犁 | 新疆/巴音郭楞/尉犁 | xinjiang/bayinguoleng/yuli
尉氏 | 河南/开封/尉氏 | henan/kaifeng/weishi
六合 | 江苏/南京/六合 | jiangsu/nanjing/luhe
盱眙 | 江苏/淮安/盱眙 | jiangsu/huaian/xuyi
"""

# Places of another year: a plan keeps the name and the parent of its time, and a place of today goes first.
FORMER = """
武进市 | 江苏/常州/武进市 | jiangsu/changzhou/wujin-shi
江苏/常州/武进县 | 江苏/常州/武进县 | jiangsu/changzhou/wujin-xian
戚墅堰区 | 江苏/常州/戚墅堰 | jiangsu/changzhou/qishuyan
万盛区 | 重庆/万盛 | chongqing/wansheng
襄樊 | 湖北/襄樊 | hubei/xiangfan
湖北/襄樊/枣阳 | 湖北/襄樊/枣阳 | hubei/xiangfan/zaoyang
安徽省巢湖市庐江县 | 安徽/巢湖市/庐江 | anhui/chaohu-shi/lujiang
巢湖市 | 安徽/合肥/巢湖 | anhui/hefei/chaohu
山东/莱芜市 | 山东/莱芜市 | shandong/laiwu-shi
山东/莱芜 | 山东/济南/莱芜 | shandong/jinan/laiwu
四川/重庆 | 四川/重庆 | sichuan/chongqing
沙县 | 福建/三明/沙县 | fujian/sanming/shaxian
宜春地区 | 江西/宜春 | jiangxi/yichun
"""

# What is typed, the path that it is kept under, the part that is unknown, the candidates.
UNKNOWN = """
教育部 | 教育部 | 教育部 |
江苏/苏州/张家港/某镇 | 江苏/苏州/张家港/某镇 | 某镇 |
江苏省苏州市某镇 | 江苏/苏州/某镇 | 某镇 |
江苏/苏州/某镇/某村 | 江苏/苏州/某镇/某村 | 某镇/某村 |
江苏大学 | 江苏大学 | 江苏大学 |
江苏/杭州 | 江苏/杭州 | 杭州 | 浙江/杭州
江苏/杭州/西湖 | 江苏/杭州/西湖 | 杭州/西湖 | 浙江/杭州
朝阳 | 朝阳 | 朝阳 | 北京/朝阳 辽宁/朝阳 吉林/长春/朝阳
江苏/鼓楼 | 江苏/鼓楼 | 鼓楼 | 江苏/南京/鼓楼 江苏/徐州/鼓楼
鼓楼/某街 | 鼓楼/某街 | 鼓楼/某街 | 江苏/南京/鼓楼 江苏/徐州/鼓楼 福建/福州/鼓楼 河南/开封/鼓楼
伊宁 | 伊宁 | 伊宁 | 新疆/伊犁/伊宁市 新疆/伊犁/伊宁县
"""


def cases(text: str) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in line.split("|")) for line in text.strip().splitlines()]


def shorts(region: tuple[Place, ...]) -> str:
    return "/".join(place.short for place in region)


def slugs(region: tuple[Place, ...]) -> str:
    return "/".join(place.slug for place in region)


def table_paths() -> list[list[dict[str, str]]]:
    """Each row of the table with the rows that it is in, from the top."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    paths, path = [], []
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        path = [*path[: int(row["depth"]) - 1], row]
        paths.append(path)
    return paths


@pytest.mark.parametrize(("typed", "path", "address"), cases(KNOWN + FORMER.lstrip()))
def test_a_typed_region_is_found(typed: str, path: str, address: str) -> None:
    found = resolve(typed)
    assert (shorts(found.region), slugs(found.region)) == (path, address)
    assert (found.unknown, found.candidates) == ("", ())
    assert all(place.code for place in found.region)


@pytest.mark.parametrize(("typed", "path", "unknown", "candidates"), cases(UNKNOWN))
def test_what_is_unknown_or_shared_is_kept_as_typed_and_named(
    typed: str, path: str, unknown: str, candidates: str
) -> None:
    found = resolve(typed)
    assert (shorts(found.region), found.unknown) == (path, unknown)
    assert found.candidates == tuple(candidates.split())
    kept = found.region[-len(unknown.split("/")) :]
    assert all(place == Place(place.name, place.name, place.slug, "") for place in kept)
    assert all(shorts(resolve(candidate).region) == candidate for candidate in found.candidates)


@pytest.mark.parametrize("typed", ["", " ", "/", "　、"])
def test_nothing_typed_is_no_region(typed: str) -> None:
    assert resolve(typed).region == ()


def test_a_place_has_its_full_name_and_code() -> None:
    assert resolve("张家港").region == (
        Place("江苏省", "江苏", "jiangsu", "320000"),
        Place("苏州市", "苏州", "suzhou", "320500"),
        Place("张家港市", "张家港", "zhangjiagang", "320582"),
    )


def test_a_misspelt_place_does_not_take_the_address_of_the_real_one() -> None:
    misspelt = resolve("江苏/苏洲").region
    assert re.fullmatch(r"jiangsu/suzhou-[0-9a-f]{8}", slugs(misspelt))
    assert slugs(misspelt) == slugs(resolve("江苏省苏洲").region)


def test_every_row_resolves_to_itself_and_has_an_address_of_its_own() -> None:
    taken: dict[str, str] = {}
    for path in table_paths():
        wanted = tuple(Place(row["name"], row["short"], row["slug"], row["code"]) for row in path)
        names = [row["name"] for row in path]
        for typed in ("/".join(names), "".join(names), shorts(wanted)):
            assert resolve(typed) == generator.region.Resolution(wanted), typed
        address = slugs(wanted)
        assert re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)*", address)
        assert address not in taken, (names, taken[address])
        taken[address] = "/".join(names)


def test_the_table_holds_all_provinces_prefectures_and_counties() -> None:
    today = [path[-1] for path in table_paths() if not path[-1]["until"]]
    provinces = [row for row in today if row["code"].endswith("0000")]
    assert len(provinces) == 34 + 2  # and 全国 and 兵团
    assert len(today) == 34 + 333 + 2847 + 2


def test_regions_sort_as_gb_t_2260_does_and_unknown_places_last() -> None:
    typed = "全国 北京 北京/东城 北京/0号院 北京/某街 山西 江苏 江苏/南京 江苏/苏州 江苏/苏州/常熟 江苏/苏州/张家港 "
    typed += "江苏/苏州/凹镇 江苏/苏州/凸镇 湖北/恩施 湖北/仙桃 重庆 新疆 兵团 台湾 澳门 教育部"
    wanted = typed.split()
    regions = [resolve(path).region for path in wanted]
    shuffled = random.Random(2260).sample(regions, len(regions))
    assert [shorts(region) for region in sorted(shuffled, key=sort_key)] == wanted


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("苏洲", "江苏/苏州"), ("苏洲市", "江苏/苏州"), ("张家岗", "江苏/苏州/张家港"),
     ("武近", "江苏/常州/武进"), ("呼和浩待", "内蒙古/呼和浩特"), ("江办省", "江苏"), ("Jiangsu", "江苏")],
)  # fmt: skip
def test_a_typo_finds_the_name_that_is_meant(typed: str, meant: str) -> None:
    found = nearest(typed)
    assert meant in found
    assert len(found) <= 5
    assert all(shorts(resolve(path).region) == path for path in found)


@pytest.mark.parametrize("typed", ["教育部", "", "???"])
def test_what_resembles_no_place_finds_none(typed: str) -> None:
    assert nearest(typed) == ()


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("张家港", "zhangjiagang"),
        ("重庆市教委", "chongqingshijiaowei"),
        ("中共张家港市委教育工作委员会", "zhonggongzhangjiagangshiweijiaoyugongzuoweiyuanhui"),
        ("臺灣省教育廳", "taiwanshengjiaoyuting"),
        ("第3中学 (ABC)", "di-3-zhongxue-abc"),
        ("２０２０年", "2020-nian"),
        ("Crème brûlée", "creme-brulee"),
        ("吕梁", "lvliang"),
    ],
)
def test_a_slug_is_pinyin(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_slugs_of_what_cannot_be_spelt_are_told_apart() -> None:
    made = [slugify(text) for text in ("", "！", "？", "…")]
    assert len(set(made)) == len(made)
    assert all(re.fullmatch(r"[0-9a-f]{8}", slug) for slug in made)


def test_long_slugs_are_cut_and_told_apart() -> None:
    one, other = slugify("关心下一代" * 20 + "甲"), slugify("关心下一代" * 20 + "乙")
    assert one[:70] == other[:70]
    assert one != other
    assert len(one) == len(other) == 80


@pytest.mark.parametrize("device", ["con", "NUL", "com1", "Aux"])
def test_a_slug_is_never_the_name_of_a_windows_device(device: str) -> None:
    assert re.fullmatch(rf"{device.lower()}-[0-9a-f]{{8}}", slugify(device))


# Names, their parts and separators, so that many of the texts are nearly regions.
PIECES = st.sampled_from([*"/ 省市县区镇、-", "江苏", "江苏省", "苏州市", "张家港", "朝阳", "鼓楼区", "重庆市", "万盛"])
TEXTS = st.text() | st.lists(PIECES | st.text(max_size=3), max_size=8).map("".join)


@given(TEXTS)
def test_any_text_resolves_and_loses_nothing_unknown(text: str) -> None:
    found = resolve(text)
    assert all(re.fullmatch(r"[a-z0-9-]{1,80}", place.slug) for place in found.region)
    nameless = "/".join(place.name for place in found.region if not place.code)
    assert nameless == found.unknown
    assert all(part in text for part in found.unknown.split("/"))


@given(st.text(st.characters()))
def test_any_text_has_a_slug(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]{1,80}", slugify(text))
