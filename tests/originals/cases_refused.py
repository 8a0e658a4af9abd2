# ruff: noqa: E501 -- the lines are those of the documents
"""What is no plan, must not be published, or can't be read: to be flagged or refused with the reason."""

from originals.case import case

FLAGGED = "flagged|refused"

NEWS = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>我市召开工作推进会-新闻中心</title></head><body>
<ul class="nav"><li>首页</li><li>新闻</li></ul><div class="content"><h1>我市召开校外教育工作推进会</h1>
<div class="info">来源：市融媒体中心　作者：林晓　发布时间：2021-05-19 08:12</div>
<p>本报讯（记者 林晓）5月18日上午，全市校外教育工作推进会在市文化中心召开，副市长出席会议并讲话。</p>
<p>会议通报了前四个月的进展情况，三个街道作了交流发言。与会人员还参观了城东街道的活动站点。</p>
<p>会议指出，校外教育关系千家万户，各地要主动作为。记者在现场看到，不少家长带着孩子前来体验。</p>
<p>据了解，今年我市计划再建二十个站点，目前已有八个投入使用。“孩子放学有地方去了，我们很放心。”一位家长告诉记者。</p>
<p>（编辑：方圆　审核：何平）</p></div><div class="foot">版权所有：示例日报社</div></body></html>"""
LIST = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>工作要点_文件下载</title></head><body><div>当前位置：首页 &gt; 文件</div><ul>
{items}</ul><div class="page">共 12 页 <a href="2.html">下一页</a> <a href="12.html">尾页</a></div></body></html>""".format(
    items="".join(
        f'<li><a href="/{year}/{n}.html">示例市社区教育委员会{year}年{kind}</a><span>{year}-03-{n + 10}</span></li>\n'
        for year in range(2012, 2022)
        for n, kind in enumerate(("工作要点", "工作总结"))
    )
)
NAVIGATION = """<html><head><meta charset="utf-8"><title>示例县教育信息网</title></head><body><table><tr>
<td><a href="/">网站首页</a></td><td><a href="/jg">机构设置</a></td><td><a href="/zw">政务公开</a></td><td><a href="/fw">办事服务</a></td></tr></table>
<div class="left"><h3>部门链接</h3><a href="#">教研室</a> <a href="#">电教站</a> <a href="#">招生办</a> <a href="#">资助中心</a></div>
<div class="mid"><h3>通知公告</h3><a href="#">关于放假的通知</a><a href="#">关于报送材料的通知</a><h3>工作要点</h3><a href="#">更多&gt;&gt;</a></div>
<div class="foot">版权所有 示例县教育局　电话：0000-0000000　访问量：10086</div></body></html>"""
EMPTY_PAGE = """<html><head><meta charset="utf-8"><title></title><script>location.href="/login";</script></head>
<body><div id="app"></div><noscript>请启用脚本</noscript></body></html>"""
NO_PLACE = "<html><head><meta charset='utf-8'><title>404</title></head><body><h1>您访问的页面不存在或已删除</h1><a href='/'>返回首页</a></body></html>"

case("news.html", "", verdict=FLAGGED, special="page", page=NEWS)
case("list-of-links.html", "", verdict=FLAGGED, special="page", page=LIST)
case("navigation.html", "", verdict=FLAGGED, special="page", page=NAVIGATION)
case("empty-page.html", "", verdict=FLAGGED, special="page", page=EMPTY_PAGE)
case("page-not-found.html", "", verdict=FLAGGED, special="page", page=NO_PLACE)
case("empty.txt", "", verdict="refused", special="empty")
case("empty.docx", "", verdict="refused", special="empty")
case(
    "two-documents.txt",
    """
    mark| 沧州市节约用水委员会文件
    no| 沧节水委〔2019〕2号
    title| 沧州市节约用水委员会2019年工作要点
    body| running 3 2019
    sign| 沧州市节约用水委员会
    date| 2019年3月4日
    mark| 沧州市节约用水委员会文件
    no| 沧节水委〔2020〕3号
    title| 沧州市节约用水委员会2020年工作要点
    body| running 3 2020
    sign| 沧州市节约用水委员会
    date| 2020年3月9日
    """,
    verdict=FLAGGED,
    gap=True,
)
case(
    "two-documents.docx",
    """
    no| 绵科素办〔2016〕1号
    title| 关于印发《绵阳市科学素质工作要点（2016年）》的通知
    to| 各县市区科协：
    text| 现将《绵阳市科学素质工作要点（2016年）》印发给你们，请遵照执行。
    sign| 绵阳市科学素质工作办公室
    date| 2016年3月3日
    no| 绵科素办〔2016〕2号
    title| 关于召开科学素质工作会议的通知
    to| 各县市区科协：
    text| 经研究，定于4月12日上午9时召开2016年科学素质工作会议，请准时参加，并于4月8日前报送参会回执。
    sign| 绵阳市科学素质工作办公室
    date| 2016年3月28日
    """,
    verdict=FLAGGED,
)
case(
    "summary.txt",
    """
    title| 滁州市水库移民工作委员会2018年工作总结
    text| 2018年，在市委、市政府的正确领导下，我委认真履行职责，圆满完成了各项任务。现将一年来的工作总结如下。
    h1| 一、主要做法和成效
    item| 1.完成了三个安置点的道路硬化，共硬化道路6.2公里，群众出行条件明显改善。
    item| 2.举办了技能培训班五期，培训移民群众260人次，其中118人实现了就业。
    h1| 二、存在的问题
    text| 回顾一年的工作，我们也清醒地看到，后期管护力量不足，个别项目进度偏慢。
    h1| 三、下一步打算
    text| 下一年，我委将继续加强管护，加快项目进度。
    sign| 滁州市水库移民工作委员会
    date| 2018年12月20日
    """,
    verdict=FLAGGED,
    gap=True,
)
case(
    "classified.docx",
    """
    secret| 000027
    secret| 秘密★5年
    mark| 示范市人民防空委员会文件
    no| 示防委〔2015〕1号
    title| 大同市人民防空委员会2015年工作要点
    body| running 3 2015
    sign| 大同市人民防空委员会
    date| 2015年2月3日
    """,
    verdict="refused",
)
case(
    "classified.txt",
    """
    secret| 机密
    title| 吕梁市边境管理工作领导小组2007年工作要点
    body| two 3
    sign| 吕梁市边境管理工作领导小组
    date| 二〇〇七年三月六日
    """,
    verdict="refused",
)
case("cut-short.docx", "title| 某市工作要点\nbody| running 4", verdict="refused", special="cut")
case("bomb.docx", "title| 某市工作要点", verdict="refused", special="bomb")
case("lying-bomb.docx", "title| 某市工作要点", verdict="refused", special="bomb", lie=True)
case("password.docx", "", verdict="refused", special="locked")
case(
    "password.pdf",
    "title| 忻州市节水委员会2016年工作要点\nbody| two 2 2016",
    verdict="refused",
    by="office",
    password="1234",
)
case("scan.pdf", "", verdict="refused", special="scan", style="sheet")
case("five-hundred-pages.pdf", "", verdict=FLAGGED, special="long", style="sheet")
