# ruff: noqa: E501 -- the lines are those of the documents
"""Saved web pages: eleven kinds of site, declared in right and wrong charsets, and web archives."""

from originals.case import Truth, case

case(
    "modern-site.html",
    """
    chrome| 首页
    chrome| 新闻中心
    chrome| 信息公开
    chrome| 办事指南
    hidden| 本页面加载较慢时请刷新
    mark| 中共嘉兴市委教育工作委员会文件
    no| 嘉委教〔2022〕18号
    title| 关于印发《嘉兴市教育局关心下一代工作委员会2022年工作要点》的通知
    to| 各县（市、区）教育局关工委，市直属各学校：
    text| 现将《嘉兴市教育局关心下一代工作委员会2022年工作要点》印发给你们，请认真学习，结合实际抓好落实。
    sign| 中共嘉兴市委教育工作委员会
    date| 2022年3月29日
    plan| 嘉兴市教育局关心下一代工作委员会2022年工作要点
    body| running 4 2022
    cc| 抄送：浙江省教育厅关工委，嘉兴市关工委。
    print| 中共嘉兴市委教育工作委员会办公室　2022年3月30日印发
    chrome| 分享到微博
    chrome| 分享到微信
    chrome| 收藏
    chrome| 主办单位：示例教育局　电话：0573-82000000
    chrome| 浙ICP备06000123号-5　浙公网安备33040202000456号
    chrome| 版权所有 未经许可不得转载
    """,
    Truth(
        title="关于印发《嘉兴市教育局关心下一代工作委员会2022年工作要点》的通知",
        issuer=("中共嘉兴市委教育工作委员会",),
        doc_number="嘉委教〔2022〕18号",
        date="2022-03-29",
        year=2022,
        region="浙江/嘉兴",
        recipients="各县（市、区）教育局关工委，市直属各学校",
        cc=("浙江省教育厅关工委", "嘉兴市关工委"),
        print_office="中共嘉兴市委教育工作委员会办公室",
        print_date="2022-03-30",
    ),
    style="modern",
)
case(
    "policy-table.html",
    """
    chrome| 网站首页
    chrome| 政务公开
    chrome| 政民互动
    no| 鄂爱卫发〔2021〕4号
    title| 湖北省爱国卫生运动委员会关于印发2021年全省爱国卫生工作要点的通知
    to| 各市、州、直管市、神农架林区爱国卫生运动委员会，省爱卫会各成员单位：
    text| 现将《2021年全省爱国卫生工作要点》印发给你们，请结合实际，认真组织实施。
    sign| 湖北省爱国卫生运动委员会
    date| 2021年4月13日
    plan| 2021年全省爱国卫生工作要点
    body| levels 3 2021
    chrome| 网站地图 | 隐私声明 | 联系我们
    chrome| 网站标识码：4200000099　鄂ICP备05000111号
    """,
    Truth(
        title="湖北省爱国卫生运动委员会关于印发2021年全省爱国卫生工作要点的通知",
        issuer=("湖北省爱国卫生运动委员会",),
        doc_number="鄂爱卫发〔2021〕4号",
        date="2021-04-13",
        year=2021,
        region="湖北",
        recipients="各市、州、直管市、神农架林区爱国卫生运动委员会，省爱卫会各成员单位",
    ),
    style="policy",
    metadata=(
        ("索 引 号", "011043217/2021-00456", "主题分类", "卫生、体育"),
        ("发文机构", "湖北省爱国卫生运动委员会", "成文日期", "2021年04月13日"),
        ("发文字号", "鄂爱卫发〔2021〕4号", "发布日期", "2021年04月20日"),
    ),
)
case(
    "layout-tables.htm",
    """
    chrome| 学校首页
    chrome| 学校简介
    chrome| 教学科研
    chrome| 德育园地
    title| 洛阳市第二十三中学
    title| 二〇〇六年关心下一代工作要点
    body| ideographic 4
    sign| 洛阳市第二十三中学关工委
    date| 二00六年三月一日
    chrome| 本页浏览次数 1024
    chrome| 地址：洛阳市西工区体育场路 邮编：471000
    chrome| 技术支持：示例网络 豫ICP备05001234号
    """,
    Truth(
        title="洛阳市第二十三中学二〇〇六年关心下一代工作要点",
        issuer=("洛阳市第二十三中学关工委",),
        date="2006-03-01",
        year=2006,
        region="河南/洛阳",
    ),
    style="layout",
    encoding="gb18030",
    declared="gb2312",
)
case(
    "wechat.html",
    """
    chrome| 原创
    chrome| 滨城社区
    chrome| 滨城社区服务
    chrome| 2023-03-02 17:40
    chrome| 发表于辽宁
    title| 大连市沙河口区社区治理工作委员会2023年工作要点
    body| two 4 2023
    sign| 大连市沙河口区社区治理工作委员会
    date| 2023年2月24日
    chrome| 预览时标签不可点
    chrome| 微信扫一扫关注该公众号
    chrome| 继续滑动看下一个
    chrome| 轻触阅读原文
    """,
    Truth(
        title="大连市沙河口区社区治理工作委员会2023年工作要点",
        issuer=("大连市沙河口区社区治理工作委员会",),
        date="2023-02-24",
        year=2023,
        region="辽宁/大连/沙河口",
    ),
    style="wechat",
)
case(
    "saved-by-word.htm",
    """
    mark| 拉萨市城关区双拥工作领导小组文件
    no| 拉城双拥〔2009〕3号
    title| 拉萨市城关区双拥工作领导小组
    title| 关于印发2009年工作要点的通知
    to| 各乡人民政府、各街道办事处，区直各单位：
    text| 现将《2009年拉萨市城关区双拥工作要点》印发给你们，请遵照执行。
    sign| 拉萨市城关区双拥工作领导小组
    date| 二〇〇九年二月二十日
    plan| 2009年拉萨市城关区双拥工作要点
    body| running 4 2009
    table| 时间|内容 // 八一前夕|走访慰问驻地部队 // 全年|优抚对象“一对一”帮扶
    """,
    Truth(
        title="拉萨市城关区双拥工作领导小组关于印发2009年工作要点的通知",
        issuer=("拉萨市城关区双拥工作领导小组",),
        doc_number="拉城双拥〔2009〕3号",
        date="2009-02-20",
        year=2009,
        region="西藏/拉萨/城关",
        recipients="各乡人民政府、各街道办事处，区直各单位",
    ),
    style="word",
    encoding="gb18030",
    declared="gb2312",
)
case(
    "wrong-charset.html",
    """
    chrome| 首页
    chrome| 部门动态
    chrome| 信息来源：科普部
    chrome| 日期：2017-04-19
    title| 三明市科学技术协会科普工作委员会2017年工作要点
    body| articles 4 2017
    sign| 三明市科学技术协会科普工作委员会
    date| 2017年4月10日
    chrome| 打印 关闭
    chrome| Copyright © 2017 示例科协 All Rights Reserved
    """,
    Truth(
        title="三明市科学技术协会科普工作委员会2017年工作要点",
        issuer=("三明市科学技术协会科普工作委员会",),
        date="2017-04-10",
        year=2017,
        region="福建/三明",
    ),
    style="divs",
    encoding="utf-8",
    declared="gb2312",
)
case(
    "wrong-charset-back.html",
    """
    chrome| 首页
    chrome| 通知公告
    chrome| 党建园地
    no| 玉州民族教委（2012）6号
    title| 玉树藏族自治州民族教育委员会2012年工作要点
    body| restart 3 2012
    sign| 玉树藏族自治州民族教育委员会
    date| 2012年4月6日
    chrome| 上一条：关于开展安全检查的通知
    chrome| 下一条：关于征集校训的启事
    chrome| 【关闭窗口】
    chrome| 青ICP备08000077号
    """,
    Truth(
        title="玉树藏族自治州民族教育委员会2012年工作要点",
        issuer=("玉树藏族自治州民族教育委员会",),
        doc_number="玉州民族教委〔2012〕6号",
        date="2012-04-06",
        year=2012,
        region="青海/玉树",
    ),
    style="lines",
    encoding="gb18030",
    declared="utf-8",
)
case(
    "bulletin-br.html",
    """
    chrome| 首页
    chrome| 机关党建
    chrome| 群团工作
    mark| 广西壮族自治区少年儿童工作委员会文件
    no| 桂少工委 〔2018〕 11 号
    title| 关于印发《广西壮族自治区少年儿童工作委员会2018年工作要点》的通知
    to| 各市、县（市、区）少工委，区直有关单位：
    text| 现将《广西壮族自治区少年儿童工作委员会2018年工作要点》印发给你们，请认真贯彻落实，工作中的意见建议请及时反馈。
    sign| 广西壮族自治区少年儿童工作委员会
    date| 2018年3月26日
    plan| 广西壮族自治区少年儿童工作委员会2018年工作要点
    body| firstly 3 2018
    chrome| 打印本页
    chrome| 返回顶部
    chrome| 主办：示例机关　承办：示例中心
    chrome| 桂ICP备12000345号-1
    """,
    Truth(
        title="关于印发《广西壮族自治区少年儿童工作委员会2018年工作要点》的通知",
        issuer=("广西壮族自治区少年儿童工作委员会",),
        doc_number="桂少工委〔2018〕11号",
        date="2018-03-26",
        year=2018,
        region="广西",
        recipients="各市、县（市、区）少工委，区直有关单位",
    ),
    style="lines",
    published="2018-04-02",
)
case(
    "ordered-lists.html",
    """
    chrome| 首页
    chrome| 关于我们
    title| 重庆市江北区社区矫正委员会2024年工作要点
    body| running 4 2024
    sign| 重庆市江北区社区矫正委员会
    date| 2024年3月15日
    chrome| 相关阅读：我区召开工作推进会
    chrome| 相关阅读：第三期培训班开班
    chrome| 联系电话：023-67000000
    chrome| 渝ICP备2021000999号
    """,
    Truth(
        title="重庆市江北区社区矫正委员会2024年工作要点",
        issuer=("重庆市江北区社区矫正委员会",),
        date="2024-03-15",
        year=2024,
        region="重庆/江北",
    ),
    style="article",
    lists=True,
)
case(
    "merged-cells.html",
    """
    chrome| 首页
    chrome| 工作动态
    chrome| 发布时间：2020-05-11
    chrome| 来源：本站
    title| 合肥财经职业学院学生资助工作委员会2020年工作要点
    body| levels 2 2020
    table| 项目|学期|负责部门 // 国家助学金评审|春季|学生处 // ^|秋季|^ // 勤工助学岗位调整|全年|各二级学院
    sign| 合肥财经职业学院学生资助工作委员会
    date| 2020年4月30日
    chrome| 校址：合肥市示例路1号
    chrome| 皖ICP备16000001号
    """,
    Truth(
        title="合肥财经职业学院学生资助工作委员会2020年工作要点",
        issuer=("合肥财经职业学院学生资助工作委员会",),
        date="2020-04-30",
        year=2020,
        region="安徽/合肥",
    ),
    style="divs",
)
case(
    "cited-number.html",
    """
    chrome| 首页
    chrome| 政府信息公开
    chrome| 索引
    title| 克拉玛依市独山子区全民健身工作委员会2021年工作要点
    text| 2021年，区全民健身工作委员会深入贯彻《关于构建更高水平的全民健身公共服务体系的意见》（新政办发〔2020〕66号）和《克拉玛依市全民健身实施计划》（克政发〔2016〕31号），突出抓好以下工作。
    body| running 3 2021
    sign| 克拉玛依市独山子区全民健身工作委员会
    date| 2021年3月22日
    chrome| 扫一扫在手机打开当前页
    chrome| 我要纠错
    chrome| 新ICP备17000888号
    chrome| 新公网安备65020202000012号
    """,
    Truth(
        title="克拉玛依市独山子区全民健身工作委员会2021年工作要点",
        issuer=("克拉玛依市独山子区全民健身工作委员会",),
        date="2021-03-22",
        year=2021,
        region="新疆/克拉玛依/独山子",
    ),
    style="modern",
    published="2021-04-01 11:05",
)
case(
    "date-of-page-only.html",
    """
    chrome| 首页
    chrome| 班子建设
    chrome| 点击数：56
    chrome| 发布日期：2019-09-12
    title| 恩施土家族苗族自治州关心下一代工作委员会2019年下半年工作要点
    body| plain 4 2019
    chrome| 版权所有：示例州关工委
    """,
    Truth(
        title="恩施土家族苗族自治州关心下一代工作委员会2019年下半年工作要点",
        issuer=("恩施土家族苗族自治州关心下一代工作委员会",),
        year=2019,
        region="湖北/恩施",
    ),
    style="divs",
)
case(
    "attachments.html",
    """
    chrome| 首页
    chrome| 文件下载
    title| 北京市海淀区学习型城区建设领导小组办公室关于印发2017年学习型城区建设工作要点的通知
    to| 各街道办事处、各镇政府，各成员单位：
    text| 现将《2017年海淀区学习型城区建设工作要点》印发给你们，请遵照执行。
    attach| 附件：1. 2017年海淀区学习型城区建设工作要点
    attach| 2. 重点项目任务书
    attach| 3. 联络员登记表
    sign| 北京市海淀区学习型城区建设领导小组办公室
    date| 2017年4月18日
    note| （联系人：周宁；联系电话：010-82000000）
    annex| 附件1：
    annextitle| 2017年海淀区学习型城区建设工作要点
    body| two 4 2017
    chrome| 上一篇：暂无
    chrome| 京ICP备05000000号
    """,
    Truth(
        title="北京市海淀区学习型城区建设领导小组办公室关于印发2017年学习型城区建设工作要点的通知",
        issuer=("北京市海淀区学习型城区建设领导小组办公室",),
        date="2017-04-18",
        year=2017,
        region="北京/海淀",
        recipients="各街道办事处、各镇政府，各成员单位",
        attachments=("2017年海淀区学习型城区建设工作要点", "重点项目任务书", "联络员登记表"),
    ),
    style="policy",
)
case(
    "archive.mht",
    """
    chrome| 首页
    chrome| 政策法规
    chrome| 时间：2016-03-18
    chrome| 阅读：12 次
    title| 北海市未成年人保护工作委员会2016年工作要点
    body| running 3 2016
    sign| 北海市未成年人保护工作委员会
    date| 2016年3月10日
    chrome| 桂ICP备09000222号
    """,
    Truth(
        title="北海市未成年人保护工作委员会2016年工作要点",
        issuer=("北海市未成年人保护工作委员会",),
        date="2016-03-10",
        year=2016,
        region="广西/北海",
    ),
    style="divs",
)
case(
    "archive-gbk.mht",
    """
    chrome| 首页
    chrome| 办公室文件
    no| 宁安委〔2014〕第2号
    title| 福建省宁德市安全生产委员会2014年工作要点
    body| two 4 2014
    sign| 福建省宁德市安全生产委员会
    date| 2014年1月27日
    chrome| 分享
    chrome| 收藏本页
    chrome| 关闭
    chrome| 闽ICP备05000333号
    """,
    Truth(
        title="福建省宁德市安全生产委员会2014年工作要点",
        issuer=("福建省宁德市安全生产委员会",),
        doc_number="宁安委〔2014〕2号",
        date="2014-01-27",
        year=2014,
        region="福建/宁德",
    ),
    style="lines",
    encoding="gb18030",
    base64=True,
)
case(
    "attachment-named-like-the-title.html",
    """
    chrome| 首页
    chrome| 文件中心
    no| 阳未保委〔2016〕26号
    title| 关于印发《阳泉市未成年人保护委员会
    title| 2016年工作计划》的通知
    to| 机关各处室，直属各单位：
    text| 现将《阳泉市未成年人保护委员会2016年工作计划》印发给你们，请结合实际，认真贯彻执行。
    attach| 附件：阳泉市未成年人保护委员会2016年工作计划
    sign| 阳泉市未成年人保护委员会
    date| 2016年5月23日
    annex| 附件
    annextitle| 阳泉市未成年人保护委员会2016年工作计划
    body| inline 4 2016
    chrome| 上一页
    chrome| 地址：桃北中路100号
    """,
    Truth(
        title="关于印发《阳泉市未成年人保护委员会2016年工作计划》的通知",
        issuer=("阳泉市未成年人保护委员会",),
        doc_number="阳未保委〔2016〕26号",
        date="2016-05-23",
        year=2016,
        region="山西/阳泉",
        recipients="机关各处室，直属各单位",
        attachments=("阳泉市未成年人保护委员会2016年工作计划",),
    ),
    style="pre",
    encoding="gb18030",
    declared="gb2312",
)
case(
    "title-of-two-lines.html",
    """
    chrome| 设为首页
    chrome| 加入收藏
    chrome| 信息公开
    title| 二〇一九年泸县社区教育学院
    title| 工作计划
    body| two 4 2019
    chrome| 【打印】
    chrome| 【关闭】
    chrome| 地址：玉蟾大道1号　邮编：646100
    """,
    Truth(
        title="二〇一九年泸县社区教育学院工作计划",
        issuer=("泸县社区教育学院",),
        year=2019,
        region="四川/泸州/泸县",
    ),
    style="policy",
)
