# ruff: noqa: E501 -- the lines are those of the documents
"""More habits of offices: old forms of the colophon, what stands beside the number, stamps, drafts, short titles."""

from originals.case import Truth, case

case(
    "report-send-issue.txt",
    """
    mark| 盐城市亭湖区农民教育工作领导小组文件
    no| 亭农教〔2005〕第2号
    title| 盐城市亭湖区农民教育工作领导小组
    title| 二〇〇五年工作要点
    body| two 4
    date| 二○○五年二月二十八日
    keyword| 主题词：农民教育　工作　要点
    cc| 报：盐城市农民教育工作领导小组、区委、区政府
    cc| 送：区领导小组成员单位
    cc| 发：各镇（街道）农民教育学校
    print| 盐城市亭湖区农民教育工作领导小组办公室　2005年3月1日印
    """,
    Truth(
        title="盐城市亭湖区农民教育工作领导小组二〇〇五年工作要点",
        issuer=("盐城市亭湖区农民教育工作领导小组",),
        doc_number="亭农教〔2005〕2号",
        date="2005-02-28",
        year=2005,
        region="江苏/盐城/亭湖",
        cc=(
            "盐城市农民教育工作领导小组",
            "区委",
            "区政府",
            "区领导小组成员单位",
            "各镇（街道）农民教育学校",
        ),
        print_office="盐城市亭湖区农民教育工作领导小组办公室",
        print_date="2005-03-01",
    ),
    gap=True,
    encoding="gb18030",
)
case(
    "number-beside-signer.docx",
    """
    mark| 衡水市职业教育工作委员会文件
    no| 衡职教委〔2011〕6号　　　　签发人：冯建国
    title| 关于报送《衡水市职业教育工作委员会2011年工作要点》的报告
    to| 河北省教育厅：
    text| 根据省厅要求，现将《衡水市职业教育工作委员会2011年工作要点》报上，请审阅。
    sign| 衡水市职业教育工作委员会（盖章）
    date| 二〇一一年四月一日
    plan| 衡水市职业教育工作委员会2011年工作要点
    body| running 4 2011
    """,
    Truth(
        title="关于报送《衡水市职业教育工作委员会2011年工作要点》的报告",
        issuer=("衡水市职业教育工作委员会",),
        doc_number="衡职教委〔2011〕6号",
        date="2011-04-01",
        year=2011,
        region="河北/衡水",
        recipients="河北省教育厅",
    ),
)
case(
    "sign-and-date-in-one-line.txt",
    """
    title| 达州市通川区朝阳街道社区教育学校
    title| 2017年工作要点
    body| ideographic 4 2017
    sign| 达州市通川区朝阳街道社区教育学校　　2017年3月1日
    """,
    Truth(
        title="达州市通川区朝阳街道社区教育学校2017年工作要点",
        issuer=("达州市通川区朝阳街道社区教育学校",),
        date="2017-03-01",
        year=2017,
        region="四川/达州/通川",
    ),
)
case(
    "short-title.html",
    """
    chrome| 首页
    chrome| 组织机构
    chrome| 日期：2020-04-02
    chrome| 信息来源：退休工作处
    title| 退休教职工工作委员会2020年工作要点
    body| comma 4 2020
    sign| 中共绍兴职业技术学院委员会
    date| 2020年3月20日
    chrome| 学校地址：浙江省绍兴市山阴路526号　邮编：312000
    chrome| 浙ICP备05000777号-1
    """,
    Truth(
        title="退休教职工工作委员会2020年工作要点",
        issuer=("中共绍兴职业技术学院委员会",),
        date="2020-03-20",
        year=2020,
        region="浙江/绍兴",
        open=frozenset({"title"}),  # a person may well put the college's name before it
    ),
    style="divs",
)
case(
    "dotted-date.docx",
    """
    title| 庄浪县水洛镇中心小学少先队工作委员会
    title| 2013－2014学年工作要点
    body| restart 3
    sign| 庄浪县水洛镇中心小学少先队工作委员会
    date| 2013.9.1
    """,
    Truth(
        title="庄浪县水洛镇中心小学少先队工作委员会2013－2014学年工作要点",
        issuer=("庄浪县水洛镇中心小学少先队工作委员会",),
        date="2013-09-01",
        year=2013,
        region="甘肃/平凉/庄浪",
    ),
)
case(
    "letter-form.docx",
    """
    mark| 山西省家庭教育工作领导小组办公室
    no| 晋家教办函〔2022〕9号
    title| 关于印发《山西省家庭教育工作
    title| 领导小组2022年工作要点》的函
    to| 各成员单位，各市家庭教育工作领导小组办公室：
    text| 《山西省家庭教育工作领导小组2022年工作要点》已经领导小组同意，现印发给你们，请结合职责抓好落实。
    sign| 山西省家庭教育工作领导小组办公室
    date| 2022年5月16日
    note| （此件主动公开）
    plan| 山西省家庭教育工作领导小组
    plan| 2022年工作要点
    body| levels 2 2022
    cc| 抄送：省委办公厅、省政府办公厅，省妇联。
    """,
    Truth(
        title="关于印发《山西省家庭教育工作领导小组2022年工作要点》的函",
        issuer=("山西省家庭教育工作领导小组办公室",),
        doc_number="晋家教办函〔2022〕9号",
        date="2022-05-16",
        year=2022,
        region="山西",
        recipients="各成员单位，各市家庭教育工作领导小组办公室",
        cc=("省委办公厅", "省政府办公厅", "省妇联"),
    ),
    numbers="levels",
)
case(
    "damaged-date.pdf",
    """
    no| 宜竹工委办 (2018) 4号
    title| 宜宾市翠屏区竹产业发展工作委员会2018年工作要点
    body| articles 4 2018
    sign| 宜宾市翠屏区竹产业发展工作委员会
    date| 2018年 月 日
    """,
    Truth(
        title="宜宾市翠屏区竹产业发展工作委员会2018年工作要点",
        issuer=("宜宾市翠屏区竹产业发展工作委员会",),
        doc_number="宜竹工委办〔2018〕4号",
        year=2018,
        region="四川/宜宾/翠屏",
        open=frozenset({"date"}),  # the day was never filled in: 2018 at most, and not sure
    ),
    style="sheet",
    heads="　",
)
case(
    "city-of-beijing.doc",
    """
    mark| 中共北京市委社会工作委员会文件
    no| 京社委〔2012〕3号
    title| 中共北京市委社会工作委员会
    title| 关于印发《2012年社区青年汇工作要点》的通知
    to| 各区县社会工委，市级“枢纽型”社会组织：
    text| 现将《2012年社区青年汇工作要点》印发给你们，请结合实际，认真贯彻执行。
    sign| 中共北京市委社会工作委员会
    date| 2012年2月9日
    annex| 附：
    annextitle| 2012年社区青年汇工作要点
    body| two 4 2012
    cc| 抄送：中央社会工作部门，市委各部委办，市各人民团体。
    print| 中共北京市委社会工作委员会办公室　2012年2月10日印发
    """,
    Truth(
        title="中共北京市委社会工作委员会关于印发《2012年社区青年汇工作要点》的通知",
        issuer=("中共北京市委社会工作委员会",),
        doc_number="京社委〔2012〕3号",
        date="2012-02-09",
        year=2012,
        region="北京",
        recipients="各区县社会工委，市级“枢纽型”社会组织",
        cc=("中央社会工作部门", "市委各部委办", "市各人民团体"),
        print_office="中共北京市委社会工作委员会办公室",
        print_date="2012-02-10",
        attachments=("2012年社区青年汇工作要点",),
        open=frozenset({"attachments"}),  # 附 without a list
    ),
)
case(
    "head-in-table.docx",
    """
    mark| 中共池州市委农村工作领导小组办公室
    mark| 池州市农业农村局
    mark| 文件
    no| 池农工办〔2021〕15号
    title| 关于印发《池州市乡村文化建设委员会2021年工作要点》的通知
    to| 各县、区委农办，农业农村局：
    text| 现将《池州市乡村文化建设委员会2021年工作要点》印发给你们，请结合实际抓好贯彻落实。
    sign| 中共池州市委农村工作领导小组办公室
    sign| 池州市农业农村局
    date| 2021年6月8日
    plan| 池州市乡村文化建设委员会2021年工作要点
    body| two 4 2021
    """,
    Truth(
        title="关于印发《池州市乡村文化建设委员会2021年工作要点》的通知",
        issuer=("中共池州市委农村工作领导小组办公室", "池州市农业农村局"),
        doc_number="池农工办〔2021〕15号",
        date="2021-06-08",
        year=2021,
        region="安徽/池州",
        recipients="各县、区委农办，农业农村局",
    ),
    head_table=True,
)
case(
    "controls-and-links.docx",
    """
    no| 甬校外教办〔2024〕4号
    title| 宁波市校外教育工作领导小组办公室2024年工作要点
    body| articles 5 2024
    text| 有关表格请到“校外教育服务网”下载，填写后于每季度最后一周报送。
    sign| 宁波市校外教育工作领导小组办公室
    date| 2024年3月4日
    """,
    Truth(
        title="宁波市校外教育工作领导小组办公室2024年工作要点",
        issuer=("宁波市校外教育工作领导小组办公室",),
        doc_number="甬校外教办〔2024〕4号",
        date="2024-03-04",
        year=2024,
        region="浙江/宁波",
    ),
    controls=True,
    links=True,
)
case(
    "form-feeds.txt",
    """
    mark| 梅州市梅江区客家文化保护委员会文件
    no| 梅区客保〔2019〕 2号
    title| 梅州市梅江区客家文化保护委员会
    title| 2019年工作要点
    body| restart 4 2019
    sign| 梅州市梅江区客家文化保护委员会
    date| 2019年3月6日
    """,
    Truth(
        title="梅州市梅江区客家文化保护委员会2019年工作要点",
        issuer=("梅州市梅江区客家文化保护委员会",),
        doc_number="梅区客保〔2019〕2号",
        date="2019-03-06",
        year=2019,
        region="广东/梅州/梅江",
    ),
    feeds=True,
)
case(
    "preformatted.html",
    """
    chrome| 返回目录
    chrome| 下一篇
    title| 厦门市思明区民间文艺工作委员会
    title| 二○○二年工作要点
    body| two 4
    sign| 厦门市思明区民间文艺工作委员会
    date| 二○○二年一月十八日
    chrome| 网站管理员信箱 webmaster@example.cn
    """,
    Truth(
        title="厦门市思明区民间文艺工作委员会二○○二年工作要点",
        issuer=("厦门市思明区民间文艺工作委员会",),
        date="2002-01-18",
        year=2002,
        region="福建/厦门/思明",
    ),
    style="pre",
    encoding="gb18030",
    declared="gb2312",
)
case(
    "no-number-of-its-own.pdf",
    """
    title| 普洱市思茅区河湖长制工作领导小组2023年工作要点
    text| 为落实《关于加强河湖管护的意见》（云河长组发〔2022〕17号）、《普洱市河湖长制工作要点》（普河长发〔2023〕2号），制定本要点。
    body| firstly 4 2023
    note| （此件公开发布）
    """,
    Truth(
        title="普洱市思茅区河湖长制工作领导小组2023年工作要点",
        issuer=("普洱市思茅区河湖长制工作领导小组",),
        year=2023,
        region="云南/普洱/思茅",
    ),
    by="office",
)
case(
    "year-first.txt",
    """
    title| 2016年安阳市内黄县青少年活动中心工作要点
    body| levels 3 2016
    """,
    Truth(
        title="2016年安阳市内黄县青少年活动中心工作要点",
        issuer=("安阳市内黄县青少年活动中心",),
        year=2016,
        region="河南/安阳/内黄",
    ),
)
case(
    "year-first-in-han.doc",
    """
    mark| 和平县人民政府教育督导室文件
    no| 和府教督（2004）2号
    title| 二○○四年和平县
    title| 人民政府教育督导室工作要点
    body| inline 4
    sign| 和平县人民政府教育督导室
    date| 二○○四年三月十日
    """,
    Truth(
        title="二○○四年和平县人民政府教育督导室工作要点",
        issuer=("和平县人民政府教育督导室",),
        doc_number="和府教督〔2004〕2号",
        date="2004-03-10",
        year=2004,
        region="广东/河源/和平",
    ),
)
case(
    "association.html",
    """
    chrome| 首页
    chrome| 协会概况
    chrome| 发布人：办公室
    chrome| 更新时间：2008-03-05
    title| 2008年鹰潭市科学技术协会青少年工作要点
    body| comma 4 2008
    sign| 鹰潭市科学技术协会
    date| 2008年2月26日
    chrome| 友情链接：中国公众科技网
    chrome| 赣ICP备05000666号
    """,
    Truth(
        title="2008年鹰潭市科学技术协会青少年工作要点",
        issuer=("鹰潭市科学技术协会",),
        date="2008-02-26",
        year=2008,
        region="江西/鹰潭",
    ),
    style="divs",
    encoding="gb18030",
    declared="gb2312",
)
