"""Words of the field that tell a line by its shape: an organ, a plan's title, a notice's title."""

import re

YEAR = r"(?:(?:19|20)\d\d|[一二][〇○零Ｏ0九]?[〇○零Ｏ0一二三四五六七八九]{2,3})"
YEARS = re.compile(YEAR)
# The ends of the names of organs and institutions.
_ORGAN_END = (
    "关工委|关心下一代工作委员会|关心下一代委员会|关心下一代协会|委员会|工作委员会|领导小组|工作小组|办公室|办公厅|秘书处|人民政府|政府"
    "|教育厅|教育局|体育局|科技局|教委|党委|市委|县委|区委|省委|工委|工会|党组|党总支|党支部|总支部|支部|总支|团委|妇联|妇女联合会|联合会"
    "|总工会|协会|学会|理事会|联席会|红十字会|商会|小组|工作组|工作站|服务站|图书馆|文化馆|博物馆|研究院|合作社|居委会|村委会|大队|支队|园区|林场|农场|[厅局部委办]|分会|大学|学院|学校|中学|小学|高中|初中|幼儿园|职中|中专|党校|集团|公司|医院|中心|街道|社区|村|镇|乡"
    "|离退休工作处|老干部处|[处科]"
)
_ORGAN_END += "|(?:督导|教研|研究|档案|法制|联络|老干|关工|文明|督查|综治)室|联席会议|青少年宫|宣讲团|讲师团|指挥部"
_ORGAN_END += (
    "|法院|检察院|法庭|常委会|供销社|报社|出版社|[残文科侨社工青学]联|工商联|[科作记]协|馆|(?<!场)所|(?<![网本])站"
)
_ORGAN_END += "|(?:总|支|大|中|救援|服务|宣讲|志愿)队|[分支银]行|电视台|气象台|军分区"
_ORGAN_END += "|(?:共青团|民盟|民革|民建|民进|农工党|致公党|九三学社|台盟|中共)中央"
_ORGAN_END += "|委員會|學校|中學|小學|大學|學院|學會|協會|廳|處|組|辦公室|會|館"  # traditional characters
ORGAN_END = re.compile(rf"(?:{_ORGAN_END})$")
_SENTENCE = re.compile("[。；;！？!?，,：:《》|｜>＞=＝]|[一二三四五六七八九十]、")
_NOT_NAME = re.compile(
    "^(?:当前|返回|您|本站|首页|关于|为|以|在|对|将(?!乐)|把|要|各|附|第(?![一二三四五六七八九十\\d]+(?:[师团]|中学|小学|高中|初中|实验|幼儿园|人民|职业))|本(?!溪)|一、|进一步|认真|深入|切实|加强|继续|组织|开展|做好|学习|配合|召开|向(?![阳山])|参加)|^[\\d（(]"
)
PLAN_KINDS = (
    "工作要点|工作计划|工作安排|工作打算|工作思路|工作重点|重点工作|工作方案|实施方案|活动方案|行动方案|行动计划|实施意见|工作意见|指导意见|活动计划"
    "|活动安排|活动要点|工作规划|发展规划|学习计划|年度计划|要点|计划|规划|安排|方案|工作目标|工作任务|目标任务|主要任务|任务清单"
)
_CARRIER = "通知|意见|通报|函|复函|决定|批复|公告|通告|请示|办法|规定|决议"
_OTHER = "总结|汇报|报告|讲话|致辞|发言|通讯|简报|信息|启事|倡议书|名单|综述|纪要"
_BRACKET = r"(?:[（(【\[〔][^）)】\]〕]{1,40}[）)】\]〕]|草案|征求意见稿|讨论稿|一览表|表|说明)?"
_NUMBER_AFTER = r"(?:[（(]?[^\W\d]{1,14}[〔\[［【（(](?:19|20)\d\d[〕\]］】）)]第?\d{1,5}号[）)]?)?"
_ABOUT = "关于|印发|转发|批转|下发|颁发"
ABOUT = re.compile(_ABOUT)
NOTICE_TITLE = re.compile(rf"(?P<organ>[^《》]{{0,60}}?)(?:{_ABOUT}).{{2,150}}?(?:{_CARRIER}){_BRACKET}{_NUMBER_AFTER}")
REPORTED_PLAN = re.compile(
    rf"[^《》]{{0,60}}?关于.{{2,80}}?(?:要点|计划|安排|打算|思路)》?的?(?:报告|请示|汇报){_BRACKET}"
)
NUMBER_LINE = re.compile(r"[（(]?[^\W\d]{0,16}[〔\[［【（(﹝]?(?:19|20)\d\d年?[〕\]］】）)﹞]?第?\d{1,5}号?[）)]?")
NOTICE_TAIL = re.compile(rf".{{0,90}}(?:{_CARRIER}){_BRACKET}{_NUMBER_AFTER}")
PLAN_TITLE = re.compile(rf"[^。；]{{0,90}}?(?:{PLAN_KINDS})》?{_BRACKET}{_NUMBER_AFTER}")
OTHER_TITLE = re.compile(rf"[^。；]{{2,90}}?(?:{_OTHER}){_BRACKET}")
# What a title begins with where its organ stands on the line above, or nowhere.
_NAMELESS = re.compile(
    rf"(?:{YEAR}|《|[学年]年?度?|第[一二三四]|[上下]半年|关心下一代|关工委|工作委员会|委员会|年|工作|重点|主要|实施|活动|学校|本校|我校|校|全市|全县|全区|全省"
    r"|教育|党建|[的和与及、])"
)


def is_organ(tight: str) -> bool:
    """A line that is the name of one organ, without the words of a sentence or of a menu."""
    if not 3 <= len(tight) <= 40 or _SENTENCE.search(tight) or _NOT_NAME.match(tight):
        return False
    return bool(ORGAN_END.search(tight))


_RELATIVE = re.compile(
    "^(?:我?[校院局市县区省镇乡园]|本[校院市县区]|[本我]?(?:学校|学院|中学|小学|幼儿园))(?:关工委|关心下一代|[市县区]?委|政府|工会|团委|妇联|教育局|党)"
)
_SCHOOL = re.compile("大学|学院|学校|中学|小学|高中|初中|幼儿园|职中|中专")


def is_relative(name: str) -> bool:
    """A name that says which organ only to its own readers: 校关工委, 市关工委."""
    return bool(_RELATIVE.match(name))


def names_school(name: str) -> bool:
    """A name that has a school in it."""
    return bool(_SCHOOL.search(name))


def is_nameless(title: str) -> bool:
    """A title that begins without a name: 2013年工作要点, 关心下一代工作委员会2021年工作要点."""
    return bool(_NAMELESS.match(title))


def is_piece(tight: str) -> bool:
    """A line that may be one line of a title: short and no sentence."""
    return 0 < len(tight) <= 60 and not re.search("[。；;！？!?：:|｜>＞]|，$|,$", tight)


def organs_of(text: str) -> list[str]:
    """The organs of one line: ××市教育局 ××市关工委 are two where each is the name of one."""
    parts = text.split()
    return parts if len(parts) > 1 and all(is_organ(part) for part in parts) else ["".join(parts)]
