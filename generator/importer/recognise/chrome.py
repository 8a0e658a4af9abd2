"""Lines of a web site around a document: menus, paths, counters, footers. Told by their words, never by guess."""

import re

from generator.day import Day, parse_day
from generator.importer.recognise.rows import Row

# Words that no official document prints in a line of its own outside the text.
_STRONG = re.compile(
    "设为首页|加入收藏|收藏本站|当前位置|您(?:现在)?的位置|所在位置|您所在|网站地图|站内搜索|返回(?:顶部|首页|列表|上页)|打印本[页文]|打印此|关闭(?:本页|窗口|页面)"
    r"|(?:^|[\s【\[（(])(?:关闭|打印|返回|分享|收藏)(?:$|[\s】\]）)])|字(?:体|号)[:：]?\s?[\[【(（]?\s?[大中小特]|分享到|扫一扫|上一[篇条页][:：]?|下一[篇条页][:：]?|相关(?:链接|文章|阅读|新闻|附件下载)|点击(?:数|率|次数|量)"
    "|^(?:相关)?附件下载[:：]?$|^相关附件[:：]?$|浏览(?:次数|量|数|次)|阅读(?:次数|量|数)?[:：]|访问(?:量|人数|次数)|版权(?:所有|声明)?[:：]|版权所有|[Cc]opyright|COPYRIGHT|©|ICP备|ICP证|公网安备"
    r"|网站标识码|友情链接|热门(?:文章|推荐)|^(?:热点|相关)(?:新闻|文章|推荐|排行|信息|资讯|稿件|解读|政策)[:：]?$|推荐阅读|最新(?:消息|文章|更新)|无障碍|繁体|简体版|手机版|微信公众号|责任编辑[:：]?|网站管理|欢迎(?:访问|光临|进入)|本页面最后修[订改]于|除非另有(?:声明|说明)，?本网站|您?需要登录后才(?:可以|能)回[帖复]|立即注册|采用.{0,8}(?:知识共享|创用\s?CC)|扫描二维码|微信扫|关注(?:我们|公众号)|视力保护色|共\s*\d+\s*条|尾页|建议使用.{0,12}(?:分辨率|浏览器)"
)
_META = re.compile(
    r"(?:(?:发布|发表|更新|添加|录入|上传|公开|创建)?(?:时间|日期)|发布(?:者|人|单位|机构|部门)|(?:信息|文章|文件|稿件|内容)?来源|作者|编辑|审核|审核人|录入|撰稿|供稿|责编|点击数?|点击率|浏览次?数?量?|阅读|人气|字号|字体|访问量?|视力保护色|背景色|打印|保存|朗读|纠错|摄影|作者单位)\s*[:：]"
)
_FOOTER = re.compile("版权|[Cc]opyright|©|ICP备|公网安备|建议使用|浏览器|上一[篇条页]|下一[篇条页]")
_STAMP = re.compile(
    r"(?P<day>(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日))(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
)
_POSTED = re.compile(r"(?:发表|发布|回复|编辑)于\s*[:：]?\s*(?:(?:19|20)\d\d[-/.年]|昨天|前天|今天|\d+\s?[天小分])")
_COUNTER = re.compile(r"(?:主题|帖子|积分|精华|威望|金[币钱]|UID|注册时间|在线时间|好友|回帖|听众)\s*[:：]?\s*\d[\d-]*")
_CLOCK = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*\d{1,2}:\d{2}")
_ACCOUNT = re.compile(
    rf"[^\s\d。，：:]{{2,16}}\s*{_CLOCK.pattern}(?:\s*[^\W\d_]{{2,4}})?"
)  # a WeChat account, its time, its place
_TAIL = re.compile(r"[-—–·.\s]*(?:THE\s)?END[-—–·.\s]*|▼|▲|[\[［【]编辑[\]］】]", re.IGNORECASE)
_TAB = re.compile(r"[^。；]{4,60}\s?[-—_|｜]\s?[^\s。，]{0,12}(?:文库网?|道客巴巴|豆丁网?|文档网|百科|范文网)")
_SITES = ("文库", "文库网", "道客巴巴", "豆丁", "豆丁网", "文档网", "百科", "范文网")
_HOME = re.compile(r"(?:网站|本站)?首\s?页[^\d。，：；、（）《》]{2,40}")
_MENU = re.compile(r"(?:[^|｜>＞·»›]{0,24}+[|｜>＞·»›]++)++[^|｜>＞·»›]{0,40}")  # without a way back: ||||…
_CONTACT = re.compile(
    "(?:主办(?:单位)?|承办(?:单位)?|技术支持|地址|邮编|邮政编码|电话|传真|E-?mail|邮箱|Email|总机|热线)[:：]",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:信息|文章|稿件)?来源[:：]\s*(?P<name>[^\s:：|｜]{2,30})")
_LONGEST_META = 160


def is_site(row: Row) -> bool:
    """A line that only a web site prints, wherever it stands."""
    if not row.plain or len(row.text) >= 600:
        return False
    if "。" in row.text and len(row.tight) > 40:
        return bool(_FOOTER.search(row.text))
    short = len(row.text) < 20
    return bool(_STRONG.search(row.text) or _is_menu(row.text) or (short and _TAIL.fullmatch(row.text)))


def _is_menu(text: str) -> bool:
    if "。" in text or "|---" in text:
        return False
    if _MENU.fullmatch(text) and not text.startswith("|"):
        return True
    if ("首" in text[:4] and _HOME.fullmatch(text)) or (text.endswith(_SITES) and _TAB.fullmatch(text)):
        return True
    words = text.split(" ")
    if len(words) > 4 and all(1 < len(word) <= 7 for word in words) and not any(c.isdigit() for c in text):
        return True
    return len(_STAMP.findall(text)) > 2


def is_meta(row: Row) -> bool:
    """The line below a title that tells when and by whom the page was put online."""
    if not row.plain or len(row.text) > _LONGEST_META or "。" in row.text:
        return False
    return bool(
        is_post(row)
        or (row.text[-1:].isdigit() and _COUNTER.fullmatch(row.text))
        or _META.match(row.text)
        or _CLOCK.match(row.text)
        or (":" in row.text and row.text[0] not in "（(" and _ACCOUNT.fullmatch(row.text))
        or (_META.search(row.text) and _STAMP.search(row.text))
    )


def is_post(row: Row) -> bool:
    """The line above an article of a forum or a comment that tells when it was written."""
    return row.plain and "于" in row.text and len(row.tight) < 60 and bool(_POSTED.search(row.text))


def is_contact(row: Row) -> bool:
    """An address or a telephone number: the site's own, where it stands below the end of a document."""
    return row.plain and len(row.text) < 300 and bool(_CONTACT.search(row.text))


def page_day(rows: list[Row]) -> Day | None:
    """The day of putting a page online, from its lines."""
    for row in rows:
        found = _STAMP.search(row.text)
        day = parse_day(found["day"]) if found else None
        if day is not None and day.exists:
            return day
    return None


def page_source(texts: list[str]) -> str:
    """Where a page says in one of its lines that it has its text from; empty where it doesn't."""
    for text in texts:
        found = _SOURCE.search(text)
        if found and not re.search("点击|浏览|作者|时间|日期|编辑", found["name"]):
            return found["name"]
    return ""
