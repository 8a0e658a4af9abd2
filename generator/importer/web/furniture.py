"""Lines of a web page that are the site's, not the document's, told by their words: 当前位置, 【打印】, 上一篇.

The words are those that Chinese content systems have printed since about 2000. They are compared without blanks.
"""

import re

import msgspec

from generator.importer.web.labels import is_meta_line

POSITION = "当前位置"
META = "网页的发布信息"
PAGER = "网页的分页"
NEIGHBOURS = "上一篇、下一篇"
FOOTER = "网站页脚"
RELATED = "相关阅读"
COMMENTS = "网友评论"
DOWNLOADS = "附件下载"
STAFF = "编辑、审核人"
_LONGEST = 400

# Long words before the short ones that they begin with: the groups never try twice (a line may be hostile).
_ACTION = (
    "打印(?:本页|此页|本文|文章|该页|页面|正文|此文|预览)?|我要打印|关闭(?:窗口|本页|此页|页面|本窗口|该页|网页)?"
    "|(?:加入)?收藏(?:本文|此页|本页|本站|文章)?|设为首页|返回(?:顶部|上一页|上一级|上级|首页|列表|主页|目录|栏目)?|回到?顶部"
    "|[Tt][Oo][Pp]|我要纠错|网页纠错|纠错|复制(?:链接|网址|地址)|推荐给好友|转发|放大|缩小|默认|还原|(?:语音)?(?:朗读|播报)"
    "|开始朗读|停止朗读|听新闻|无障碍(?:阅读|浏览)?|适老(?:版|化)|长者模式|关怀版|繁体(?:版|中文)?|简体(?:版|中文)?|繁|简|English"
    "|手机版|电脑版|夜晚模式|设置|下载(?:全文|本文|文件)|导出|保存|另存为|分享|点赞|赞|在看|踩|举报|更多|MORE|more|登录|注册|退出"
    "|搜索|查询|网站地图|联系我们|关于我们|RSS|阅读全文|全文|展开|收起|关注|Word|WORD|word|PDF|pdf|查看原文|阅读原文|我要评论"
    "|发表评论|A[+-]|[+-]A|[特超]?[大中小]号?"
)
_SEPARATORS = "[|｜/／·•【】\\[\\]()（）「」〖〗<>《》,，:：、\\-—_&]*+"
_ACTIONS = rf"{_SEPARATORS}(?>(?:{_ACTION}){_SEPARATORS})++"
_SHARE = (
    "微信好友|微信|朋友圈|QQ好友|QQ空间|QQ|空间|新浪微博|腾讯微博|网易微博|搜狐微博|微博|人人网?|开心网|豆瓣网?|百度贴吧|贴吧|复制网址"
    "|更多|一键分享|邮箱|钉钉|Facebook|Twitter"
)
_SHARES = rf"(?:我要)?(?:分享(?:到|至|给)?|转发(?:到|至)?)?+[：:]?+(?>(?:{_SHARE}){_SEPARATORS})++"

_PEOPLE = (
    "责任编辑|责编|编辑|网络编辑|本文编辑|文字编辑|美编|编审|编校|编发|审核|审核人|审稿|审稿人|审定|审校|校对|校审|初审|复审|终审|[一二三]审|[一二三]校|签发|监制|主编|执行主编"
    "|排版|制作|值班编辑|供稿|供稿人|供稿单位|撰稿|撰稿人|通讯员|录入|录入员|信息员|发布|发布人|发布者|上传|图文|图片|摄影|文字|文/图|图/文|文|图|来源|文章来源|信息来源|稿件来源|作者|新媒体"
)
_STAFF_LABEL = re.compile(rf"(?:^|(?<=[\s\u3000|｜丨;；/,，（(【\[]))(?:{_PEOPLE})\s?(?:[：:丨|｜]|[】\]])")
_LONGEST_STAFF, _LONGEST_NAME = 90, 30


class Rule(msgspec.Struct, frozen=True):
    """What a line says, tightly, and the reason; `longest` bounds it, `ends` tells that the document is over."""

    why: str
    pattern: re.Pattern[str]
    longest: int = 120
    ends: bool = False


def _rule(why: str, pattern: str, longest: int = 120, *, ends: bool = False) -> Rule:
    return Rule(why, re.compile(pattern), longest, ends)


_BUTTONS = "打印、关闭、字号等按钮"
_FORMS = "网页上的按钮和表单"
_ARROW = "(?:>|»|›|→|＞)"
# These lines are the site's wherever they stand.
_EVERYWHERE = (
    _rule(_BUTTONS, _ACTIONS, 60),
    _rule(
        _BUTTONS,
        r"[【〖\[（(]?(?:字体(?:大小)?|字号(?:大小)?|文字大小|选择字号|正文字体|字体显示|视力保护色)[：:【〖\[].{0,30}",
        36,
    ),
    _rule("分享按钮", _SHARES, 80),
    _rule("分享按钮", r"(?:我要)?分享(?:到|至|此文|按钮|本文)[：:]?.{0,24}", 30),
    _rule(
        PAGER,
        r"(?=.*(?:[上下一尾末]页|余下全文|第\d+页))(?>共\d+页|第\d+页|首页|[上下]一?页|尾页|末页|余下全文|[\d\[\]【】<>«»|…./,，()（）]|跳转?到?|GO|页){1,80}",
        80,
    ),
    _rule(
        "二维码说明",
        r"[^。；]{0,12}(?:扫一?扫|扫描|扫码|长按|识别)[^。；]{0,12}(?:二维码|打开|关注|手机|当前页)[^。；]{0,10}",
        34,
    ),
    _rule("二维码说明", r"(?:微信)?(?:官方)?(?:公众号|二维码|公众平台|订阅号|手机客户端|手机版|手机站)", 14),
    _rule("公众号的提示", r"(?:点击|戳)(?:上方|下方|上面|左上角|右上角).{0,8}(?:蓝字|关注|阅读原文|标题).{0,16}", 34),
    _rule(
        "公众号的提示",
        r"预览时标签不可点|轻触阅读原文|继续滑动看下一个|向上滑动看下一个|收录于(?:合集|话题)?.{0,20}|原创|微信号|功能介绍.{0,60}"
        r"|赞赏.{0,6}|喜欢作者|写留言|知道了|允许|取消|视频小程序.{0,30}|轻点两下.{0,20}|发表于.{2,4}|在小说阅读器.{0,12}",
        70,
    ),
    _rule(
        "浏览计数",
        r"[【\[（(|]?(?:本文|本页|文章|已被?|被|总|今日|累计){0,3}(?:点击|浏览|阅读|访问|查看|人气|热度)(?:次数|人次|人数|总数|数|量|率){0,2}"
        r"[：:为]?[\[【（(]?\d*[\]】）)]?(?:次|人次|人|遍)?[】\])）]?",
        36,
    ),
    _rule(
        FOOTER,
        r".*(?:ICP(?:备|证)|公网安备|网安备\d|网站标识码|Copyright|COPYRIGHT|copyright|©|AllRights?Reserved|版权所有|版权归.{0,20}所有"
        r"|技术支持[：:]|我为政府网站找错|(?:设计制作|网站维护|网站管理|网站建设|网站设计|备案序?号|总?访问量|访问总?人数|在线人数)[：:]).*",
        400,
    ),
    _rule(
        FOOTER,
        r"(?:总|今日|昨日)?访问(?:总)?人[数次][：:]?\d*|您是第.{0,12}(?:位|个).{0,10}|建议(?:您)?使用.{0,30}(?:浏览器|分辨率).{0,20}",
        60,
    ),
    _rule(DOWNLOADS, r".{0,90}已下载\d*次?|.{0,90}下载次数[：:]?\d*次?|(?:相关)?附件下载[：:]?|相关附件[：:]?", 110),
    _rule("欢迎词和日期", r"(?:今天是|现在是).{0,40}|欢迎(?:您|你)?(?:访问|光临|来到|登录|浏览).{0,40}", 60),
    _rule(
        _FORMS,
        r"请输入(?:关键[字词]|搜索|用户|密码|验证码).{0,16}|用户名[：:]?|密码[：:]?|验证码[：:]?|(?:站内|全站|高级)搜索[：:]?|您?需要登录后才.{0,30}|.{0,16}立即注册|用户登录|忘记密码.{0,6}|热门搜索.{0,30}",
        40,
    ),
)
# These are the site's above and below the text; inside it they may be the document's.
_AROUND = (
    _rule(
        POSITION,
        r"[【\[]?(?:您?你?(?:现在|当前|目前)?(?:的)?(?:所在|浏览)?(?:的)?位置|当前(?:栏目|页面|路径)|导航)(?:是|在|为)?[：:].{0,140}",
        150,
    ),
    _rule(POSITION, rf"(?:网站|本站|学院|学校|返回)?(?:首页|主页|Home)(?:{_ARROW}|/|\\|-|::|·).{{0,110}}", 120),
    _rule(POSITION, rf".{{0,30}}{_ARROW}.{{0,60}}{_ARROW}(?:正文|内容|详情|详细内容|浏览文章|阅读文章|文章)", 120),
    _rule(
        NEIGHBOURS,
        r"[【\[<«‹]*(?:[上下前后]一(?:篇|条|则|页文章)(?:文章|新闻|信息|内容)?|[上下前后](?:篇|条)(?=[：:])|Previous|Next)"
        r"(?:[：:】\]>»].{0,100}|没有了?.{0,5})?",
        110,
    ),
)
# A heading after which nothing belongs to the document any more.
_KIN = "阅读|新闻|链接|文章|信息|文件|解读|推荐|报道|资讯|文档|内容|稿件|政策|图文|回顾|排行|点击|专题"
_ENDINGS = (
    _rule(
        RELATED,
        rf"[【\[]?(?:相关|推荐|热门|最新|延伸|热点|往期|精彩|更多|图片|本类|同类|本栏|随机)(?:{_KIN}){{1,2}}(?:排行榜?|列表)?[】\]]?[：:>»]*",
        20,
        ends=True,
    ),
    _rule(
        RELATED,
        r"(?:猜你喜欢|大家都在看|喜欢此内容的人还喜欢|您?可能(?:还)?(?:感兴趣|喜欢).{0,8}|点击排行|阅读排行|友情链接|相关站点|网站链接"
        r"|快速链接|快速通道)[：:]?",
        20,
        ends=True,
    ),
    _rule(
        COMMENTS,
        r"(?:网友|最新|发表|我要|我来|用户|全部|精选)?(?:评论|留言)(?:列表|区|内容|信息)?[：:]?(?:[（(]?\d*条?[）)]?)?",
        16,
        ends=True,
    ),
)
# These are the site's only away from the document: it has addresses and names of people, too.
_OUTSIDE = (
    _rule(FOOTER, r".{0,40}(?:主办|承办|主管|协办|运维|维护)(?:单位)?[：:].*", 300),
    _rule(
        FOOTER,
        r".{0,40}(?:地址|校址|邮编|邮政编码|电话|热线|传真|邮箱|[Ee]-?[Mm]ail|[Tt][Ee][Ll]|[Ff][Aa][Xx]|邮件)[：:].*",
        300,
    ),
    _rule(
        "栏目名称",
        r"(?:通知公告|公示公告|信息公开|政务公开|新闻中心|新闻动态|工作动态|文件下载|政策文件|规章制度|党建工作|关工委(?:工作)?"
        r"|关心下一代|正文|内容|详细内容|文章内容|内容详情|信息内容|网站首页|首页)",
        10,
    ),
)


def furniture(tight: str) -> Rule | None:
    """The rule by which a line is the site's wherever it stands; None where its words don't say so."""
    return _first(_EVERYWHERE, tight)


def furniture_around(text: str, tight: str) -> Rule | None:
    """The rule by which a line above or below the text of the document is the site's."""
    found = _first(_AROUND, tight) or _first(_ENDINGS, tight)
    return found or (_META_RULE if is_meta_line(text) else None)


def _first(rules: tuple[Rule, ...], tight: str) -> Rule | None:
    size = len(tight)
    if not size or size > _LONGEST:
        return None
    return next((rule for rule in rules if size <= rule.longest and rule.pattern.fullmatch(tight)), None)


def outside_furniture(tight: str) -> str:
    """Why a line outside the text of the document is the site's; empty where its words don't say so."""
    found = _first(_OUTSIDE, tight)
    return found.why if found else ""


def is_staff_line(text: str) -> bool:
    """责任编辑：…, 审核：…, （供稿：…） as a page prints them below a text: labels and names alone."""
    if len(text) > _LONGEST_STAFF or "。" in text:
        return False
    text = text.strip("（()）【】[]")
    labels = list(_STAFF_LABEL.finditer(text))
    if not labels or labels[0].start():
        return False
    ends = [*(label.start() for label in labels), len(text)][1:]
    return all(end - label.end() <= _LONGEST_NAME for label, end in zip(labels, ends, strict=True))


_META_RULE = Rule(META, re.compile(""))
