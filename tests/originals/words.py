"""Invented bodies of work plans: headings and sentences of many fields of work, put together by dice."""

import random

HAN = "一二三四五六七八九十"

HEADINGS = (
    "强化思想引领，把牢工作方向",
    "健全工作机制，凝聚各方合力",
    "抓实阵地建设，提升服务水平",
    "丰富主题活动，增强育人实效",
    "建强骨干队伍，激发内生动力",
    "深化调查研究，推动问题解决",
    "规范经费管理，保障工作运转",
    "加强宣传推广，营造浓厚氛围",
    "突出重点人群，做细关爱帮扶",
    "守牢安全底线，防范化解风险",
    "推进数字赋能，提高治理效能",
    "严格考核评价，确保任务落地",
)
SUBHEADINGS = (
    "完善例会和报告制度",
    "办好第{n}届读书节",
    "推进“一校一品”创建",
    "组建宣讲小分队",
    "修订《工作规则》",
    "开展“银龄伴成长”行动",
    "建立困难家庭台账",
    "抓好年度培训",
    "做好信息报送",
    "落实安全责任",
)
SENTENCES = (
    "认真学习领会上级会议精神，每季度至少安排{n}次集中学习，学习记录由办公室存档备查",
    "组织“我的家乡我来讲”主题征文，面向中小学生征集作品{m}篇左右，评出优秀作品结集印发",
    "依托社区活动中心和乡镇文化站，新建示范点{n}个，提升改造老旧活动室{k}间",
    "联合教育、民政、卫健、司法等部门开展“护苗行动”，对留守儿童、困境儿童逐一走访，做到底数清、情况明",
    "举办骨干培训班{n}期，培训基层工作人员{m}人次以上，培训合格率不低于95%",
    "用好微信公众号、QQ群和短视频平台，全年推送信息不少于{m}条，讲好身边人、身边事",
    "修订《志愿服务积分管理办法》，把服务时长、服务质量和群众评价结合起来，年底公布结果",
    "开展“小手拉大手”垃圾分类实践，引导家庭参与，力争参与率达到{m}%",
    "会同有关单位开展校园周边环境整治，重点检查文具、食品和出租车辆，发现问题{n}个工作日内办结",
    "落实《未成年人保护法》和《家庭教育促进法》，为家长开设公益讲堂{k}场",
    "推广普通话和规范汉字，组织经典诵读展演，选拔{n}支队伍参加上一级比赛",
    "完善“月调度、季通报、年考评”办法，考评结果作为评先评优的重要参考",
    "面向退休教师、老党员、老模范招募志愿者，年内新增{m}名，健全“五老”人才库",
    "推进无烟单位、健康村镇建设，对重点场所开展病媒生物监测，监测数据按月上报",
    "协调落实专项经费{n}.5万元，做到专款专用、公开透明，自觉接受审计监督",
    "开展“科学家精神进校园”活动，邀请科技工作者作报告，让STEM课程走进{k}所农村学校",
    "坚持问题导向，围绕基层反映强烈的难点组织调研，形成调研报告{n}篇，提出可行的对策建议",
    "做好第{n}个宣传周的组织工作，设置展板{k}块，发放资料{m}份，接受群众咨询",
    "加强与高校、科研院所的协作，建立实习实训基地，推动成果在本地转化",
    "建立应急值守制度，节假日安排专人带班，重要情况2小时内报告",
    "推动“互联网+服务”平台上线运行，实现预约、办理、评价“一网通办”，网上办理率达到{m}%以上",
    "注重总结推广先进典型，择优推荐{n}个集体、{k}名个人参加上级评选",
    "鼓励基层大胆探索，允许在政策范围内先行先试，好的做法及时在全域推开",
    "对排查出的隐患实行清单管理、销号整改，整改不到位的不得投入使用",
)
LEADS = ("摸清底数", "建好队伍", "办好讲堂", "用好平台", "管好经费", "抓好培训", "做好总结", "守住底线", "听取意见")
OPENINGS = (
    "工作的总体要求是：坚持围绕中心、服务大局，立足本职、注重实效，团结各方面力量，扎实推进各项任务，努力开创工作新局面。",
    "工作的总体思路是：坚持问题导向和目标导向相统一，突出重点、补齐短板、打造特色，推动工作再上新台阶。",
    "工作要以服务群众为根本，以健全机制为保障，以典型示范为带动，做到年初有部署、年中有检查、年底有总结。",
)


class _Deck:
    """The sentences in an order of its own; none comes again before all have come."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.left: list[str] = []

    def deal(self, least: int, most: int) -> str:
        """Some sentences, each with its full stop."""
        return "".join(self._next() for _ in range(self.dice.randint(least, most)))

    def _next(self) -> str:
        self.left = self.left or self.dice.sample(SENTENCES, len(SENTENCES))
        made = self.left.pop()
        return made.format(n=self.dice.randint(2, 9), k=self.dice.randint(11, 29), m=self.dice.randint(31, 95)) + "。"


def body(dice: random.Random, style: str, count: int, *more: str) -> list[tuple[str, str]]:
    """The (kind, text) of the paragraphs of `count` sections.

    `running`: 一、 then 1. that runs on; `restart`: 1. begins again in each; `levels`: 一、（一）1.（1）;
    `two`: 一、（一）; `firstly`: 一是… in paragraphs; `plain`: no numbers; `articles`: plain paragraphs under 一、;
    `lost`: headings that lost their numeral, as a bare dot; `comma`: half-width punctuation; `ideographic`: 1、 for
    items; `inline`: the heading and its text in one paragraph.
    """
    deck = _Deck(dice)
    parts = [("text", (f"{more[0]}年" if more else "全年") + dice.choice(OPENINGS))]
    titles = dice.sample(HEADINGS, count)
    leads = [dice.choice(LEADS) for _ in range(60)]
    item = 0
    for n, title in enumerate(titles):
        parts += _section(deck, style, n, title, leads, item)
        item = sum(kind == "item" for kind, _ in parts)
    if style in ("comma", "lost"):
        parts = [(kind, text.replace("，", ",").replace("：", ":").replace("；", ";")) for kind, text in parts]
    return parts


def _section(deck: _Deck, style: str, n: int, title: str, leads: list[str], item: int) -> list[tuple[str, str]]:
    """One section: its heading and what stands under it."""
    dice = deck.dice
    head = ("h1", f"{HAN[n]}、{title}")
    if style == "plain":
        return [("text", deck.deal(2, 4))]
    if style == "inline":
        return [("h1", f"{HAN[n]}、{title}。{deck.deal(2, 3)}")]
    if style == "articles":
        return [head, ("text", deck.deal(2, 4)), ("text", deck.deal(1, 2))]
    if style == "firstly":
        rest = [("text", f"{HAN[i]}是{leads[i]}。{deck.deal(1, 2)}") for i in range(dice.randint(2, 4))]
        return [head, *rest]
    if style in ("two", "levels"):
        parts = [head]
        for i, sub in enumerate(dice.sample(SUBHEADINGS, 2)):
            sub = sub.format(n=dice.randint(2, 9))
            parts.append(("h2", f"（{HAN[i]}）{sub}" if style == "levels" else f"（{HAN[i]}）{sub}。{deck.deal(1, 2)}"))
            if style == "levels":
                parts += [("item", f"{k}.{leads[k]}。{deck.deal(1, 2)}") for k in (1, 2)]
                parts += [("sub", f"（{k}）{deck.deal(1, 1)}") for k in (1, 2)] if n == 0 and i == 0 else []
        return parts
    if style == "lost":
        head = ("text", f".{title}")
    mark = "、" if style == "ideographic" else "."
    first = item if style in ("running", "lost", "comma", "ideographic") else 0
    rest = [("item", f"{first + i}{mark}{leads[first + i]}。{deck.deal(1, 3)}") for i in range(1, dice.randint(3, 4))]
    return [head, *rest]
