"""Web pages as content systems of Chinese sites have made them since about 2000, around one document in own words."""
# ruff: noqa: E501 - markup

TITLE = "清河县教育系统关心下一代工作委员会2019年工作要点"
OPENING = "2019年，全县教育系统关工委要围绕立德树人这个根本，发挥“五老”优势，做好青少年的思想引导工作。"
BODY = (
    "一、抓学习，把准方向",
    "1.组织老同志学习新近的会议文件，每季度集中讨论一次，做好记录。",
    "2.办好读书班，请熟悉乡土历史的老教师讲课。",
    "二、抓活动，办好实事",
    "3.开展“老少同读一本书”活动，各校在六月底以前报送小结。",
    "（一）做好留守儿童的陪伴；",
    "（二）做好家长学校的授课。",
    "三、抓队伍，补齐短板",
    "4.每所中心校至少有三名退休教师参加关工委工作。",
)
SIGNATURE = "清河县教育局关心下一代工作委员会"
DATE = "2019年3月18日"
DOCUMENT = (TITLE, OPENING, *BODY, SIGNATURE, DATE)


def paragraphs(lines: tuple[str, ...] = (OPENING, *BODY, SIGNATURE, DATE)) -> str:
    return "".join(f"<p style='text-indent:2em'>{line}</p>\n" for line in lines)


MENU = "".join(
    f'<li><a href="/list{i}.htm">{name}</a></li>'
    for i, name in enumerate(("首页", "学校概况", "新闻动态", "通知公告", "党建工作", "关工委", "下载中心"))
)
NEWS = "".join(
    f'<li><a href="/info/{i}.htm">{name}</a><span>2023-0{i}-11</span></li>'
    for i, name in enumerate(
        (
            "我校举行春季运动会开幕式",
            "县教育局领导来校检查开学工作",
            "关于召开家长会的通知",
            "我校教师获县优质课一等奖",
        ),
        1,
    )
)
FOOT = "<p>版权所有：清河县教育局　技术支持：某某科技</p><p>地址：清河县文化路1号 邮编：054800 电话：0319-5550000</p><p>冀ICP备05001234号-1 冀公网安备13053402000001号</p>"


def boda() -> str:
    """A university's site: content in v_news_content inside vsb_content, inside a form."""
    return f"""<!DOCTYPE HTML><HTML><HEAD><TITLE>{TITLE}-清河县教育局</TITLE>
<META content="text/html; charset=UTF-8" http-equiv="Content-Type"><META Name="keywords" Content="清河县教育局,通知公告" />
<META Name="PubDate" Content="2019-03-20 09:30:00"/></HEAD><BODY><div class="top"><a href="#" onclick="x()">设为首页</a> | <a href="#">加入收藏</a></div>
<ul class="nav">{MENU}</ul><table class="winstyle"><tr><td>当前位置: <a href="/">首页</a>&gt;&gt;<a href="/tz">通知公告</a>&gt;&gt;<span>正文</span></td></tr></table>
<script>_showDynClicks("wbnews", 1, 2)</script><form name="_newscontent_fromname"><div><h1 align="center">{TITLE}</h1>
<div align="center">时间：2019-03-20&nbsp;作者：&nbsp;点击：[<span id="dynclicks">128</span>]</div><hr/>
<div id="vsb_content_2"><div class="v_news_content">{paragraphs()}</div></div><div id="div_vote_id"></div>
<p>附件【<a href="/system/_content/download.jsp?id=5">附表.doc</a>】已下载<span>23</span>次</p>
<p>上一条：<a href="/info/1.htm">关于召开家长会的通知</a></p><p>下一条：<a href="/info/2.htm">我校教师获县优质课一等奖</a></p>
<p align="right">【<a href="javascript:window.close();">关闭</a>】</p></div></form><div class="footer">{FOOT}</div></BODY></HTML>"""


def webplus() -> str:
    return f"""<html><head><meta charset="utf-8"><title>{TITLE}</title></head><body><div class="wp-header"><ul class="wp_nav">{MENU}</ul></div>
<div class="col_menu"><h2>党建工作</h2><ul>{MENU}</ul></div><div class="article" frag="窗口6">
<h1 class="arti_title">{TITLE}</h1><p class="arti_metas"><span class="arti_publisher">发布者：张老师</span><span class="arti_update">发布时间：2019-03-20</span><span class="arti_views">浏览次数：<span>66</span></span></p>
<div class="entry"><div class="read"><div class='wp_articlecontent'>{paragraphs()}</div></div></div></div>
<div class="foot">{FOOT}</div></body></html>"""


def government() -> str:
    """A county's 政府信息公开 page: metadata table, font sizes, share bar, related reading."""
    record = "".join(
        f"<tr><td><b>{a}</b></td><td>{b}</td><td><b>{c}</b></td><td>{d}</td></tr>"
        for a, b, c, d in (
            ("索 引 号：", "000014349/2019-00012", "主题分类：", "教育"),
            ("发文机关：", "清河县教育局", "成文日期：", "2019年03月18日"),
            ("标　　题：", TITLE, "发文字号：", "清教关〔2019〕3号"),
            ("主 题 词：", "", "发布日期：", "2019年03月20日"),
        )
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>清河县人民政府 政府信息公开 {TITLE}</title>
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2019-03-20 10:12"><meta name="ContentSource" content="县教育局">
</head><body><div class="header"><a href="/">清河县人民政府</a><input value="搜索"><button>搜索</button></div>
<div class="crumb">您现在的位置：<a>首页</a> &gt; <a>政府信息公开</a> &gt; 正文</div><table class="xxgk">{record}</table>
<div class="title">{TITLE}</div><div class="info"><span>发布日期：2019-03-20 10:12</span> <span>信息来源：县教育局</span> <span>浏览次数：<i>1024</i></span>
<span>字体：【<a>大</a> <a>中</a> <a>小</a>】</span></div>
<div id="zoom"><div class="TRS_Editor"><style>.TRS_Editor p{{}}</style>{paragraphs(("清教关〔2019〕3号", TITLE, OPENING, *BODY, SIGNATURE, DATE))}</div></div>
<div class="share">分享到：<a>微信</a><a>新浪微博</a><a>QQ空间</a></div><div>【<a>打印本页</a>】 【<a>关闭窗口</a>】</div>
<div class="qr">扫一扫在手机打开当前页</div><div class="related"><h3>相关阅读</h3><ul>{NEWS}</ul></div>
<div class="footer">主办单位：清河县人民政府办公室 承办单位：县政务服务中心 {FOOT} 网站标识码：1305340001</div></body></html>"""


def asp() -> str:
    """A school's site of 2003: tables all over, GB2312, the text in one cell with <br> and full-width indents."""
    text = "<br>\r\n".join(f"　　{line}" for line in (OPENING, *BODY))
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>清河县第二中学</title></head>
<body><table width=760 align=center><tr><td colspan=2><img src=images/logo.gif></td></tr><tr><td colspan=2>
<a href=index.asp>首页</a> | <a href=news.asp>新闻</a> | <a href=about.asp>学校简介</a> | <a href=guest.asp>留言板</a></td></tr>
<tr><td width=160 valign=top><table><tr><td>用户登录</td></tr><tr><td>用户名：<input name=u></td></tr><tr><td>密码：<input type=password></td></tr></table>
<table><tr><td>热点文章</td></tr><tr><td><a href=1.asp>我校举行春季运动会</a></td></tr><tr><td><a href=2.asp>高考喜报</a></td></tr></table></td>
<td valign=top><table width=100%><tr><td>您现在的位置：首页 &gt;&gt; 关工委 &gt;&gt; 浏览文章</td></tr>
<tr><td align=center><font size=4 color=red><b>{TITLE}</b></font></td></tr>
<tr><td align=center>作者：佚名　文章来源：本站原创　点击数：<script>document.write(1)</script>56　更新时间：2006-4-12</td></tr>
<tr><td><font face=宋体 style="font-size:10.5pt">{text}<br><div align=right>{SIGNATURE}<br>{DATE}</div></font></td></tr>
<tr><td align=right>文章录入：admin　　责任编辑：admin</td></tr><tr><td>上一篇文章： <a href=3.asp>学校作息时间表</a><br>下一篇文章： 没有了</td></tr>
<tr><td>【<a href=#>发表评论</a>】【<a>加入收藏</a>】【<a>告诉好友</a>】【<a>打印此文</a>】【<a>关闭窗口</a>】</td></tr></table></td></tr>
<tr><td colspan=2 align=center>清河县第二中学 版权所有 Copyright 2003-2006<br>站长：李老师 建议使用800*600分辨率浏览</td></tr></table></body></html>"""


def wechat() -> str:
    """An article of a 公众号, its text hidden until a script shows it."""
    lines = "".join(
        f'<section style="font-size:16px"><span style="letter-spacing:1px">{line}</span></section>'
        for line in (OPENING, *BODY)
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="{TITLE}"><meta property="og:url" content="http://mp.weixin.qq.com/s?__biz=1&mid=2"><title></title></head>
<body id="activity-detail"><div id="js_article"><div id="img-content"><h1 class="rich_media_title" id="activity-name">
    {TITLE}
</h1><div id="meta_content"><span class="rich_media_meta">原创</span> <span>清河关工</span><span><a id="js_name">清河县关工委</a></span> <em id="publish_time">2019-03-20 18:01</em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;"><section style="text-align:center">点击上方蓝字关注我们</section>{lines}
<section style="text-align:right"><p>{SIGNATURE}</p><p>{DATE}</p></section><p style="text-align:center">编辑：小王 审核：老李</p></div></div>
<div id="js_tags_preview_toast" style="display:none">预览时标签不可点</div><p>喜欢此内容的人还喜欢</p></div>
<script>var createTime = '2019-03-20 18:01';var biz="1";</script><div class="qr_code_pc"><p>微信扫一扫<br>关注该公众号</p></div></body></html>"""


def word() -> str:
    """Word's “save as web page”: numbers of lists in supportLists, paragraphs wrapped in the source."""

    def item(number: str, text: str) -> str:
        half = len(text) // 2
        return f"""<p class=MsoNormal style='margin-left:0cm;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US style='mso-list:Ignore'>{number}<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><span style='font-family:仿宋_GB2312'>{text[:half]}
{text[half:]}<o:p></o:p></span></p>"""

    body = "\n".join(
        item(line[:2], line[2:]) if line[1] in "、." else f"<p class=MsoNormal><span>{line}</span></p>" for line in BODY
    )
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
<meta name=Generator content="Microsoft Word 11"><title>{TITLE}</title><!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>王老师</o:Author></o:DocumentProperties></xml><![endif]-->
<style><!-- p.MsoNormal {{mso-style-parent:"";}} --></style></head><body lang=ZH-CN><div class=Section1 style='layout-grid:15.6pt'>
<p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:22.0pt'>{TITLE}<span lang=EN-US><o:p></o:p></span></span></b></p>
<p class=MsoNormal><span>{OPENING}</span></p>{body}<p class=MsoNormal align=right style='text-align:right'>{SIGNATURE}</p>
<p class=MsoNormal align=right style='text-align:right'><span lang=EN-US>2019</span>年<span lang=EN-US>3</span>月<span lang=EN-US>18</span>日</p></div></body></html>"""


def fragment() -> str:
    return f"<p style='text-align:center'><strong>{TITLE}</strong></p>" + paragraphs()


def dede() -> str:
    """A CMS with divs only: every line a div, sidebar before, comments behind."""
    return f"""<html><head><meta charset="gbk"><title>{TITLE}_通知公告_清河县实验小学</title></head><body><div class="place"><strong>当前位置:</strong> <a href="/">主页</a> &gt; <a>通知公告</a> &gt; </div>
<div class="pleft"><div class="viewbox"><div class="title"><h2>{TITLE}</h2></div><div class="info"><small>时间:</small>2019-03-20 11:02<small>来源:</small>未知 <small>作者:</small>admin <small>点击:</small>98次</div>
<div class="content">{"".join(f"<div>　　{line}</div>" for line in (OPENING, *BODY, SIGNATURE, DATE))}<div>(责任编辑：admin)</div></div><div class="dede_pages"></div></div>
<div class="newdigg">顶一下 (0) 踩一下 (0)</div><div class="context"><ul><li>上一篇：<a href="1">关于召开家长会的通知</a></li><li>下一篇：没有了</li></ul></div>
<div class="tuijian"><h4>推荐内容</h4><ul>{NEWS}</ul></div><div class="mt1"><dt><strong>发表评论</strong></dt><p>请自觉遵守互联网相关的政策法规，严禁发布色情、暴力、反动的言论。</p>
<p>这个计划很好，希望各校都能落实，特别是留守儿童的陪伴，我们村里很需要。</p></div></div><div class="footer">{FOOT}</div></body></html>"""


def party() -> str:
    """Seed-like: a department's page with a ticker above, meta line with 审核人, signature after many blanks."""
    lines = "".join(f"<p>{line}</p><p>&nbsp;</p>" for line in (OPENING, *BODY))
    return f"""<html><head><meta charset="utf-8"><title>{TITLE}-生命学院</title></head><body><div>最新消息 · <a href="a">思政课是关键课程</a> 2020/09/01 · <a href="b">我院教师参与自然教育活动</a> 2023/10/26</div>
<div class="lm">关工委</div><div>当前位置: <a>学院首页</a>&gt;&gt;<a>党建工作</a>&gt;&gt;<a>关工委</a>&gt;&gt;正文</div><div><ul><li><a href=1>党建动态</a></li><li><a href=2>工会活动</a></li><li><a href=3>关工委</a></li><li><a href=4>文化建设</a></li></ul></div>
<div class="tit">{TITLE}</div><div class="sj">2019-03-20 15:02&nbsp;&nbsp; 审核人:</div><div id="vsb_content"><p>清教关〔2019〕3号</p>{lines}
<p>{"&nbsp;" * 23}{SIGNATURE}</p><p>{"&nbsp;" * 40}{DATE}</p></div><p><a href="javascript:window.close()">关闭窗口</a></p>
<div><a>学院新闻</a> | <a>通知公告</a> | <a>学术报告</a> | <a>网站地图</a> | 电话</div><div>版权:本站由生命学院维护<br>Copyright© by School of Life<br>黔ICP备09000000号-1</div><div>总访问人数:<br>今日访问人数:<a>设为首页</a> | <a>加入收藏</a></div></body></html>"""


def outside() -> str:
    """The text in an element of its own, signature and date set apart below it, attachments listed after them."""
    return f"""<html><head><meta charset="utf-8"><title>{TITLE}</title></head><body><nav><ul>{MENU}</ul></nav><main><h2>{TITLE}</h2><p class="meta">2019-03-20 来源：办公室 阅读量：12</p>
<div class="con"><div class="text">{paragraphs((OPENING, *BODY))}</div><div style="text-align:right">{SIGNATURE}</div><div style="text-align:right">{DATE}</div>
<p>附件：1.<a href="/f/1.docx">读书活动安排表</a></p></div></main><aside><h3>最新新闻</h3><ul>{NEWS}</ul></aside><footer>{FOOT}</footer></body></html>"""


STYLES = (boda, webplus, government, asp, wechat, word, fragment, dede, party, outside)
EXTRA = {government: ("清教关〔2019〕3号",), party: ("清教关〔2019〕3号",), outside: ("附件：1.读书活动安排表",)}


# Pages that are harder to cut: each with the paragraphs that must come out.
HARDER: dict[str, tuple[str, list[str]]] = {}
ABSTRACTS = "".join(
    f'<div class="item"><h4><a href="/n{i}">{t}</a></h4><p>{t}，日前在县城举行，来自各乡镇的代表一百余人参加了活动，气氛热烈，取得了良好的效果。</p><span>2023-0{i}-11</span></div>'
    for i, t in enumerate(("春季运动会", "教师读书节", "科技文化周"), 1)
)
HARDER["short"] = (
    f"""<html><head><title>关于召开关工委全体会议的通知-清河县</title></head><body><div class=nav><ul>{MENU}</ul></div><div class=main><h1>关于召开关工委全体会议的通知</h1><div class=info>发布时间：2020-01-02 来源：办公室</div><div class=content><p>各校关工委：</p><p>经研究，定于1月8日召开全体会议，请准时参加。</p><p>清河县教育局关工委</p><p>2020年1月2日</p></div></div><div class=side><h3>图片新闻</h3>{ABSTRACTS}</div><div class=footer>{FOOT}</div></body></html>""",
    [
        "关于召开关工委全体会议的通知",
        "各校关工委：",
        "经研究，定于1月8日召开全体会议，请准时参加。",
        "清河县教育局关工委",
        "2020年1月2日",
    ],
)
HARDER["split"] = (
    f"""<html><head><title>{TITLE}</title></head><body><div class=nav><ul>{MENU}</ul></div><div class=box><h1>{TITLE}</h1><div class=t1>{paragraphs((OPENING, *BODY[:4]))}</div><div class=pic><img src=a.jpg></div><div class=t2>{paragraphs((*BODY[4:], SIGNATURE, DATE))}</div><div class=share>分享到：<a>微信</a></div></div><div class=footer>{FOOT}</div></body></html>""",
    list(DOCUMENT),
)
HARDER["br"] = (
    f"""<html><head><title>某校</title></head><body><div>{MENU}</div><div class=c><p align=center><b>{TITLE}</b></p><p>{"<br>".join((OPENING, *BODY))}<br><br>{SIGNATURE}<br>{DATE}</p><p>【打印】【关闭】</p></div>{FOOT}</body></html>""",
    list(DOCUMENT),
)
HARDER["nested"] = (
    f"""<html><head><title>{TITLE}</title></head><body><table><tr><td><ul>{MENU}</ul></td><td><h3>{TITLE}</h3><table border=0><tr><td>{paragraphs((OPENING, *BODY))}<table border=1><tr><td>月份</td><td>活动</td></tr><tr><td>3月</td><td>学雷锋活动</td></tr></table><p align=right>{SIGNATURE}</p><p align=right>{DATE}</p></td></tr></table></td></tr></table>{FOOT}</body></html>""",
    [TITLE, OPENING, *BODY, "月份\t活动\n3月\t学雷锋活动", SIGNATURE, DATE],
)
HARDER["sitename"] = (
    f"""<html><head><title>清河县实验小学</title></head><body><header><h1>清河县实验小学</h1><nav><ul>{MENU}</ul></nav></header><div id=main><h2>通知公告</h2><div class=text><p style="text-align:center"><strong>{TITLE}</strong></p>{paragraphs()}</div></div><footer>{FOOT}</footer></body></html>""",
    list(DOCUMENT),
)
HARDER["redhead"] = (
    f"""<html><head><title>{TITLE}的通知</title></head><body><div class=nav><ul>{MENU}</ul></div><div class=con><h2>关于印发《{TITLE}》的通知</h2><div>来源：县教育局 发布时间：2019-03-20</div><div id=zoom><p style="text-align:center;color:#ff0000;font-size:36pt">清河县教育局文件</p><p style="text-align:center">清教关〔2019〕3号</p><p style="text-align:center;font-size:22pt">关于印发《清河县教育系统关心下一代工作<br>委员会2019年工作要点》的通知</p><p>各学校：</p><p>现将《{TITLE}》印发给你们，请结合实际贯彻执行。</p><p>{SIGNATURE}</p><p>{DATE}</p><p style="text-align:center">{TITLE}</p>{paragraphs((OPENING, *BODY))}<table><tr><td>抄送：县关工委，县老干部局。</td></tr><tr><td>清河县教育局办公室</td><td>2019年3月18日印发</td></tr></table></div></div><div class=footer>{FOOT}</div></body></html>""",
    [
        "清河县教育局文件",
        "清教关〔2019〕3号",
        "关于印发《清河县教育系统关心下一代工作",
        "委员会2019年工作要点》的通知",
        "各学校：",
        f"现将《{TITLE}》印发给你们，请结合实际贯彻执行。",
        SIGNATURE,
        DATE,
        TITLE,
        OPENING,
        *BODY,
        "抄送：县关工委，县老干部局。",
        "清河县教育局办公室",
        "2019年3月18日印发",
    ],
)
HARDER["unclosed"] = (
    f"""<html><head><title>{TITLE}</title></head><body><div><ul>{MENU}</ul></div><div><center><font size=5><b>{TITLE}</center>{"".join(f"<p><font face=宋体>{x}" for x in (OPENING, *BODY, SIGNATURE, DATE))}</div>{FOOT}</body></html>""",
    list(DOCUMENT),
)
HARDER["brtitle"] = (
    f"""<html><head><title>{TITLE}_县</title></head><body><ul>{MENU}</ul><div class=a><h1>清河县教育系统关心下一代工作委员会<br>2019年工作要点</h1><p>2019-03-20</p><div class=b>{paragraphs()}</div></div>{FOOT}</body></html>""",
    ["清河县教育系统关心下一代工作委员会", "2019年工作要点", OPENING, *BODY, SIGNATURE, DATE],
)
HARDER["flat"] = (
    f"""<html><head><title>x</title></head><body><p><a href=1>首页</a> <a href=2>学校概况</a> <a href=3>关工委</a></p><p>当前位置：首页 > 关工委</p><p align=center>{TITLE}</p><p align=center>发布时间：2019-3-20 点击：5</p>{paragraphs()}<p>上一篇：<a href=1>某某</a></p><p>版权所有 清河中学</p><p>地址：文化路1号 电话：123</p></body></html>""",
    list(DOCUMENT),
)
HARDER["ol"] = (
    f"""<html><head><title>{TITLE}</title></head><body><ul>{MENU}</ul><article><h1>{TITLE}</h1><p>{OPENING}</p><ol style="list-style-type:cjk-ideographic"><li>抓学习<ol><li>组织老同志学习。</li><li>办好读书班。</li></ol></li><li>抓活动</li></ol><p>{DATE}</p></article>{FOOT}</body></html>""",
    [TITLE, OPENING, "一、抓学习", "1.组织老同志学习。", "2.办好读书班。", "二、抓活动", DATE],
)
HARDER["hidden"] = (
    f"""<html><head><title>{TITLE}</title><style>.jammer{{display:none}}</style></head><body><ul>{MENU}</ul><div class=n><h1>{TITLE}</h1>{"".join(f'<p>{x[:5]}<span class=jammer>乱码abc</span><span style="display:none">xyz</span>{x[5:]}</p>' for x in (OPENING, *BODY, SIGNATURE, DATE))}</div>{FOOT}</body></html>""",
    list(DOCUMENT),
)
HARDER["sigout"] = (
    f"""<html><head><title>{TITLE}</title></head><body><ul>{MENU}</ul><div><h1>{TITLE}</h1><div id=zoom>{paragraphs((OPENING, *BODY))}</div><div class=attach><p>附件：<a href=/f/a.doc>1.活动安排表</a></p></div></div><div class=rel><h3>相关链接</h3>{NEWS}</div>{FOOT}</body></html>""",
    [TITLE, OPENING, *BODY, "附件：1.活动安排表"],
)
HARDER["plan_only_items"] = (
    """<html><head><title>工作计划 - 村小</title></head><body><div id=h><a href=/>村小</a></div><div id=c><h2>2008年关心下一代工作计划</h2><small>admin 发表于 2008-3-5 9:00:00</small><div>一、做好宣传<br/>二、办好家长学校<br/>三、关心留守儿童</div></div><div id=f>Powered by X</div></body></html>""",
    ["2008年关心下一代工作计划", "一、做好宣传", "二、办好家长学校", "三、关心留守儿童"],
)
RECORD = "".join(
    f"<li><strong>{a}</strong><span>{b}</span></li>"
    for a, b in (
        ("索引号：", "01/2019-2"),
        ("发布机构：", "县教育局"),
        ("发文日期：", "2019-03-18"),
        ("名称：", TITLE),
        ("文号：", "清教关〔2019〕3号"),
        ("关键词：", ""),
    )
)
HARDER["ulrecord"] = (
    f"""<html><head><title>{TITLE}</title></head><body><div><ul>{MENU}</ul></div><div class=xxgk><ul>{RECORD}</ul></div><div class=art><h2>{TITLE}</h2><div class=c>{paragraphs()}</div></div>{FOOT}</body></html>""",
    list(DOCUMENT),
)
HARDER["ucap"] = (
    f"""<html><head><title>{TITLE}_县政府</title></head><body><div class=h><ul>{MENU}</ul></div><div class=wrap><table class=bd1 width=100%><tbody><tr><td><table><tbody><tr><td><b>索 引 号：</b></td><td>0001/2019</td><td><b>主题分类：</b></td><td>教育</td></tr><tr><td><b>发文机关：</b></td><td>县教育局</td><td><b>成文日期：</b></td><td>2019年3月18日</td></tr><tr><td><b>标　　题：</b></td><td colspan=3>{TITLE}</td></tr><tr><td><b>发文字号：</b></td><td>清教关〔2019〕3号</td><td><b>发布日期：</b></td><td>2019年3月20日</td></tr></tbody></table></td></tr></tbody></table><table class=pages_content><tbody><tr><td class=b12c id=UCAP-CONTENT><p align=center><b>{TITLE}</b></p><p align=center>清教关〔2019〕3号</p>{paragraphs(("各学校：", OPENING, *BODY))}<p style="text-align:right">{SIGNATURE}</p><p style="text-align:right">{DATE}</p><p>（此件公开发布）</p></td></tr></tbody></table></div><div class=tool><a>扫一扫在手机打开当前页</a></div><div class=r><div>相关文件</div>{NEWS}</div>{FOOT}</body></html>""",
    [TITLE, "清教关〔2019〕3号", "各学校：", OPENING, *BODY, SIGNATURE, DATE, "（此件公开发布）"],
)
HARDER["twolines"] = (
    f"""<html><head><title>{TITLE}</title></head><body><ul>{MENU}</ul><h1>{TITLE}</h1><div class=x><span>来源：本站</span><span>2019-03-20</span></div><div class=c><p align=center>清河县教育系统关心下一代工作委员会</p><p align=center>2019年工作要点</p>{paragraphs()}</div>{FOOT}</body></html>""",
    ["清河县教育系统关心下一代工作委员会", "2019年工作要点", *DOCUMENT[1:]],
)
HARDER["attach"] = (
    f"""<html><head><title>关于印发2019年要点的通知</title></head><body><ul>{MENU}</ul><div class=c><h1>关于印发2019年要点的通知</h1><p class=m>发布日期：2019-03-20</p><div><p>各学校：</p><p>现将要点印发给你们，请遵照执行。</p><p>附件：1.2019年工作要点</p><p>　　　2.活动安排表</p><p>{SIGNATURE}</p><p>{DATE}</p><p>附件1</p><p>2019年工作要点</p>{paragraphs((OPENING, *BODY))}<p>附件2</p><p>活动安排表</p><table><tr><th>序号</th><th>活动</th></tr><tr><td rowspan=2>1</td><td>读书</td></tr><tr><td>征文</td></tr></table></div></div>{FOOT}</body></html>""",
    [
        "关于印发2019年要点的通知",
        "各学校：",
        "现将要点印发给你们，请遵照执行。",
        "附件：1.2019年工作要点",
        "2.活动安排表",
        SIGNATURE,
        DATE,
        "附件1",
        "2019年工作要点",
        OPENING,
        *BODY,
        "附件2",
        "活动安排表",
        "序号\t活动\n1\t读书\n征文",
    ],
)
HARDER["printcopy"] = (
    f"""<html><head><title>{TITLE}</title></head><body><ul>{MENU}</ul><div><h1>{TITLE}</h1><div class=c>{paragraphs()}</div></div><div style="display:none" id=print><h1>{TITLE}</h1>{paragraphs()}</div>{FOOT}</body></html>""",
    list(DOCUMENT),
)
HARDER["tailmeta"] = (
    f"""<html><head><title>{TITLE}</title></head><body><ul>{MENU}</ul><div><h1>{TITLE}</h1><div class=c>{paragraphs()}</div><div>发布时间：2019-03-20 来源：县教育局 浏览：33 【字体：大 中 小】</div><div>【返回】【打印】</div></div>{FOOT}</body></html>""",
    list(DOCUMENT),
)
HARDER["blog"] = (
    f"""<html><head><title>{TITLE}_老李_新浪博客</title></head><body><div class=nav><a>首页</a><a>博文目录</a><a>图片</a></div><div class=articalTitle><h2 class=titName>{TITLE}</h2><span class=time>(2019-03-20 10:11:12)</span></div><div class=articalTag><table><tr><td>标签：<h3><a>关工委</a></h3><h3><a>计划</a></h3></td><td>分类：<a>工作</a></td></tr></table></div><div class=articalContent>{paragraphs()}</div><div>阅读(12)┊ 评论 (0)┊ 收藏(0) ┊转载(1) ┊ <a>喜欢▼</a> ┊<a>打印</a>┊<a>举报</a></div><div>前一篇：<a>某某</a></div><div>后一篇：<a>某某</a></div><div>新浪BLOG意见反馈留言板　欢迎批评指正</div><div>新浪公司 版权所有</div></body></html>""",
    list(DOCUMENT),
)
HARDER["pages"] = (
    f"""<html><head><title>{TITLE}</title></head><body><ul>{MENU}</ul><div><h1>{TITLE}</h1><div class=c>{paragraphs((OPENING, *BODY))}<div class=pg><span>1</span> <a href=2.htm>2</a> <a href=2.htm>下一页</a></div></div></div>{FOOT}</body></html>""",
    [TITLE, OPENING, *BODY],
)
HARDER["spans"] = (
    f"""<html><head><title>{TITLE}</title></head><body><ul>{MENU}</ul><div><h1>{TITLE}</h1><div class=c><span><p><font><span>　　{OPENING[:10]}</span><span>{OPENING[10:]}</span></font></p></span>{"".join(f"<p><b>{x[:2]}</b>{x[2:]}</p>" for x in BODY)}<p align=right>{SIGNATURE}<br/>{DATE}</p></div></div>{FOOT}</body></html>""",
    list(DOCUMENT),
)
HARDER["divtext"] = (
    f"""<html><head><title>{TITLE}</title></head><body><div id=top>欢迎光临清河县第一小学网站！今天是：2023年5月1日 星期一</div><div class=menu>{" | ".join("<a>" + x + "</a>" for x in ("首页", "概况", "新闻"))}</div><div id=bt>{TITLE}</div><div id=sj>作者：佚名&nbsp;&nbsp;来源：本站&nbsp;&nbsp;时间：2019/3/20 8:30:15&nbsp;&nbsp;点击：135</div><div id=nr>{"<br><br>".join("&nbsp;&nbsp;&nbsp;&nbsp;" + x for x in DOCUMENT[1:-2])}<br><br>{"&nbsp;" * 40}{SIGNATURE}<br>{"&nbsp;" * 50}{DATE}</div><div id=dy>[<a>打印</a>] [<a>关闭</a>] [<a>返回</a>]</div><div id=foot>清河县第一小学 地址:文化路2号 电话:0319-555 备案号:冀ICP备1号</div></body></html>""",
    list(DOCUMENT),
)
HARDER["aspnet"] = (
    f"""<html><head><title></title></head><body><form id=form1><div><input type=hidden value=x></div><table><tr><td>{" ".join("<a href=#>" + x + "</a>" for x in ("首页", "概况", "新闻", "党建"))}</td></tr></table><table><tr><td>站内新闻搜索</td></tr></table><table><tr><td><span id=lblTitle>{TITLE}</span></td></tr><tr><td><span id=lblTime>2019-3-20 0:00:00</span> <span id=lblClick>阅读次数：55</span></td></tr><tr><td><span id=lblContent><p>{"</p><p>".join(DOCUMENT[1:])}</p></span></td></tr><tr><td><a>【关闭】</a></td></tr></table><table><tr><td>地址：xx 邮编：1 技术支持：xx</td></tr></table></form></body></html>""",
    list(DOCUMENT),
)


HARDER["ending"] = (
    f"<div>当前位置：首页 &gt; 关工委</div><h1>{TITLE}</h1>{paragraphs()}<h4>相关阅读</h4><p>我校举行春季运动会，全体师生参加。</p>",
    list(DOCUMENT),
)
HARDER["college"] = (
    f"<div><p>设为首页 | 加入收藏</p><p>当前位置: 本站首页 &gt;&gt; 正文</p><p>{TITLE}</p>{paragraphs()}<p>学校地址:清河县文化路1号 电话:0319-5550000</p><p>冀ICP备05001234号-1</p></div>",
    list(DOCUMENT),
)
HARDER["signature apart"] = (
    f"<ul>{MENU}</ul><div><h1>{TITLE}</h1><div>{paragraphs((OPENING, *BODY))}</div><div>分享到：微信</div><div><p>{SIGNATURE}</p><p>{DATE}</p></div><p>上一篇：没有了</p></div>{FOOT}",
    list(DOCUMENT),
)


def encoded(page: str) -> bytes:
    """In the encoding that the page declares."""
    name = "gb18030" if "charset=gb" in page or 'charset="gb' in page else "utf-8"
    return page.encode(name)
