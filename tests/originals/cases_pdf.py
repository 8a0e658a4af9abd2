# ruff: noqa: E501 -- the lines are those of the documents
"""PDF files with a text layer: printed by Chromium with running heads, or exported by LibreOffice from Word files."""

from originals.case import Truth, case

case(
    "printed-notice.pdf",
    """
    mark| 昆山市社区教育工作委员会文件
    no| 昆社教委〔2019〕2号
    title| 关于印发《昆山市社区教育工作委员会2019年工作要点》的通知
    to| 各区镇社区教育工作委员会，各成员单位：
    text| 现将《昆山市社区教育工作委员会2019年工作要点》印发给你们，请结合实际制定实施方案，确保各项任务落到实处、取得实效。
    sign| 昆山市社区教育工作委员会
    date| 2019年3月20日
    plan| 昆山市社区教育工作委员会2019年工作要点
    body| running 6 2019
    cc| 抄送：苏州市教育局，昆山市委办公室，昆山市人民政府办公室。
    print| 昆山市社区教育工作委员会办公室　2019年3月21日印发
    """,
    Truth(
        title="关于印发《昆山市社区教育工作委员会2019年工作要点》的通知",
        issuer=("昆山市社区教育工作委员会",),
        doc_number="昆社教委〔2019〕2号",
        date="2019-03-20",
        year=2019,
        region="江苏/苏州/昆山",
        recipients="各区镇社区教育工作委员会，各成员单位",
        cc=("苏州市教育局", "昆山市委办公室", "昆山市人民政府办公室"),
        print_office="昆山市社区教育工作委员会办公室",
        print_date="2019-03-21",
    ),
    style="sheet",
    heads="昆山市社区教育文件选编",
)
case(
    "printed-spaced-title.pdf",
    """
    title| 长沙市天心区全民阅读工作委员会
    title| 2022年工作要点
    body| levels 3 2022
    sign| 长沙市天心区全民阅读工作委员会
    date| 2022年3月9日
    """,
    Truth(
        title="长沙市天心区全民阅读工作委员会2022年工作要点",
        issuer=("长沙市天心区全民阅读工作委员会",),
        date="2022-03-09",
        year=2022,
        region="湖南/长沙/天心",
    ),
    style="sheet",
    spaced=True,
    heads="　",
)
case(
    "printed-table.pdf",
    """
    no| 葫安委﹝2020﹞1号
    title| 葫芦岛市学校安全工作委员会2020年工作要点
    body| two 4 2020
    attach| 附件：重点检查安排
    sign| 葫芦岛市学校安全工作委员会
    date| 2020年4月16日
    annex| 附件
    annextitle| 重点检查安排
    table| 时间|内容|牵头单位 // 4月|返校复课防疫检查|市教育局 // 6月|防溺水专项检查|市应急局 // 11月|冬季取暖安全检查|市消防救援支队
    """,
    Truth(
        title="葫芦岛市学校安全工作委员会2020年工作要点",
        issuer=("葫芦岛市学校安全工作委员会",),
        doc_number="葫安委〔2020〕1号",
        date="2020-04-16",
        year=2020,
        region="辽宁/葫芦岛",
        attachments=("重点检查安排",),
    ),
    style="sheet",
)
case(
    "printed-no-header.pdf",
    """
    title| 天津市河东区盘山道小学家长委员会2025年工作要点
    body| articles 7 2025
    """,
    Truth(
        title="天津市河东区盘山道小学家长委员会2025年工作要点",
        issuer=("天津市河东区盘山道小学家长委员会",),
        year=2025,
        region="天津/河东",
    ),
    style="sheet",
    heads="家校共育专刊　第三期",
)
case(
    "exported-notice.pdf",
    """
    mark| 江西省语言文字工作委员会文件
    no| 赣语委〔2023〕3号
    title| 江西省语言文字工作委员会
    title| 关于印发2023年工作要点的通知
    to| 各设区市语委，各高等学校：
    text| 现将《江西省语言文字工作委员会2023年工作要点》印发给你们，请结合本地本校实际，制定工作计划，认真组织实施。
    sign| 江西省语言文字工作委员会
    date| 2023年3月6日
    plan| 江西省语言文字工作委员会2023年工作要点
    body| restart 5 2023
    cc| 抄送：教育部语言文字应用管理司，省委宣传部，省直有关单位。
    print| 江西省语言文字工作委员会办公室　2023年3月7日印发
    pageno| — 1 —
    """,
    Truth(
        title="江西省语言文字工作委员会关于印发2023年工作要点的通知",
        issuer=("江西省语言文字工作委员会",),
        doc_number="赣语委〔2023〕3号",
        date="2023-03-06",
        year=2023,
        region="江西",
        recipients="各设区市语委，各高等学校",
        cc=("教育部语言文字应用管理司", "省委宣传部", "省直有关单位"),
        print_office="江西省语言文字工作委员会办公室",
        print_date="2023-03-07",
    ),
    by="office",
)
case(
    "exported-numbers.pdf",
    """
    title| 儋州市图书馆理事会2018年工作要点
    body| levels 3 2018
    sign| 儋州市图书馆理事会
    date| 2018年2月28日
    pageno| 第1页
    """,
    Truth(
        title="儋州市图书馆理事会2018年工作要点",
        issuer=("儋州市图书馆理事会",),
        date="2018-02-28",
        year=2018,
        region="海南/儋州",
    ),
    by="office",
    numbers="levels",
)
case(
    "exported-table.pdf",
    """
    title| 常州市金坛区老年教育委员会
    title| 2021年工作要点
    body| two 4 2021
    table| 项目|单位|完成时间 // 老年大学扩建|区老年大学|10月 // 学习点授牌|各镇（街道）|6月
    date| 2021年3月
    """,
    Truth(
        title="常州市金坛区老年教育委员会2021年工作要点",
        issuer=("常州市金坛区老年教育委员会",),
        date="2021-03",
        year=2021,
        region="江苏/常州/金坛",
    ),
    by="office",
)
case(
    "exported-wrapped-title.pdf",
    """
    mark| 湖南省怀化市芷江侗族自治县教育局文件
    no| 芷教（2015）第11号
    title| 芷江侗族自治县民族语言文字工作委员会2015年工作要点
    body| running 4 2015
    sign| 湖南省怀化市芷江侗族自治县教育局
    date| 2015年3月24日
    cc| 抄送：县委宣传部，县民族宗教事务局。
    print| 湖南省怀化市芷江侗族自治县教育局办公室　2015年3月25日印发
    pageno| — 1 —
    """,
    Truth(
        title="芷江侗族自治县民族语言文字工作委员会2015年工作要点",
        issuer=("湖南省怀化市芷江侗族自治县教育局",),
        doc_number="芷教〔2015〕11号",
        date="2015-03-24",
        year=2015,
        region="湖南/怀化/芷江",
        cc=("县委宣传部", "县民族宗教事务局"),
        print_office="湖南省怀化市芷江侗族自治县教育局办公室",
        print_date="2015-03-25",
    ),
    by="office",
)
case(
    "printed-long-red-head.pdf",
    """
    mark| 内蒙古自治区兴安盟科尔沁右翼前旗教育局文件
    no| 科右前教发〔2017〕8 号
    title| 关于印发《科尔沁右翼前旗教育局老年大学工作委员会2017年工作要点》的通知
    to| 各苏木乡镇教育总校，旗直各学校：
    text| 现将《科尔沁右翼前旗教育局老年大学工作委员会2017年工作要点》印发给你们，请结合实际，认真贯彻执行。
    sign| 内蒙古自治区兴安盟科尔沁右翼前旗教育局
    date| 2017年3月24日
    plan| 科尔沁右翼前旗教育局老年大学工作委员会2017年工作要点
    body| two 5 2017
    """,
    Truth(
        title="关于印发《科尔沁右翼前旗教育局老年大学工作委员会2017年工作要点》的通知",
        issuer=("内蒙古自治区兴安盟科尔沁右翼前旗教育局",),
        doc_number="科右前教发〔2017〕8号",
        date="2017-03-24",
        year=2017,
        region="内蒙古/兴安/科尔沁右翼前旗",
        recipients="各苏木乡镇教育总校，旗直各学校",
    ),
    style="sheet",
    heads="　",
)
case(
    "exported-number-first.pdf",
    """
    no| 余教（2003）第2号
    title| 关于印发2003年宁波市余姚市第二实验小学工作要点的通知
    to| 机关各处室，直属各单位：
    text| 现将《2003年宁波市余姚市第二实验小学工作要点》印发给你们，请结合实际，认真贯彻执行。
    sign| 宁波市余姚市第二实验小学
    date| 二○○三年二月二十一日
    plan| 2003年宁波市余姚市第二实验小学工作要点
    body| firstly 4 2003
    """,
    Truth(
        title="关于印发2003年宁波市余姚市第二实验小学工作要点的通知",
        issuer=("宁波市余姚市第二实验小学",),
        doc_number="余教〔2003〕2号",
        date="2003-02-21",
        year=2003,
        region="浙江/宁波/余姚",
        recipients="机关各处室，直属各单位",
    ),
    by="office",
)
