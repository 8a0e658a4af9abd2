# ruff: noqa: E501 -- the lines are those of the documents
"""Word files, made by python-docx, and .doc and .wps, which LibreOffice makes of them."""

from originals.case import Truth, case

case(
    "running-numbers.docx",
    """
    mark| 中共乐山市委老干部局
    mark| 乐山市教育局
    mark| 文件
    no| 乐市老干〔2018〕14号
    title| 中共乐山市委老干部局　乐山市教育局
    title| 关于印发《乐山市“五老”进校园工作要点（2018年）》的通知
    to| 各县（市、区）委老干部局、教育局，市直属学校：
    text| 现将《乐山市“五老”进校园工作要点（2018年）》印发给你们，请结合实际抓好落实。
    sign| 中共乐山市委老干部局　　乐山市教育局
    date| 2018年3月12日
    plan| 乐山市“五老”进校园工作要点
    plan| （2018年）
    body| running 4 2018
    cc| 抄送：四川省委老干部局，四川省教育厅。
    print| 中共乐山市委老干部局办公室　2018年3月13日印发
    """,
    Truth(
        title="中共乐山市委老干部局乐山市教育局关于印发《乐山市“五老”进校园工作要点（2018年）》的通知",
        issuer=("中共乐山市委老干部局", "乐山市教育局"),
        doc_number="乐市老干〔2018〕14号",
        date="2018-03-12",
        year=2018,
        region="四川/乐山",
        recipients="各县（市、区）委老干部局、教育局，市直属学校",
        cc=("四川省委老干部局", "四川省教育厅"),
        print_office="中共乐山市委老干部局办公室",
        print_date="2018-03-13",
    ),
    numbers="running",
)
case(
    "four-levels.docx",
    """
    mark| 甘孜藏族自治州教育督导委员会文件
    no| 甘教督委〔2023〕1号
    title| 甘孜藏族自治州教育督导委员会
    title| 关于印发《2023年教育督导工作要点》的通知
    to| 各县（市）人民政府，州级有关部门：
    text| 《2023年教育督导工作要点》已经州教育督导委员会审议通过，现印发给你们，请认真贯彻落实。
    attach| 附件：1.2023年教育督导工作要点
    attach| 2.2023年督导活动安排表
    sign| 甘孜藏族自治州教育督导委员会
    date| 2023年2月28日
    note| （此件公开发布）
    annex| 附件1
    annextitle| 2023年教育督导工作要点
    body| levels 3 2023
    annex| 附件2
    annextitle| 2023年督导活动安排表
    table| 月份|督导内容|责任科室 // 3月|开学工作检查|督导一科 // 6月|义务教育质量监测|督导二科 // 10月|学校安全专项督导|督导一科
    """,
    Truth(
        title="甘孜藏族自治州教育督导委员会关于印发《2023年教育督导工作要点》的通知",
        issuer=("甘孜藏族自治州教育督导委员会",),
        doc_number="甘教督委〔2023〕1号",
        date="2023-02-28",
        year=2023,
        region="四川/甘孜",
        recipients="各县（市）人民政府，州级有关部门",
        attachments=("2023年教育督导工作要点", "2023年督导活动安排表"),
    ),
    numbers="levels",
    runs=True,
)
case(
    "restarting-numbers.docx",
    """
    title| 石河子大学后勤服务委员会2024年工作要点
    body| restart 4 2024
    annex| 附件
    annextitle| 重点任务分工
    h1| 一、上半年
    item| 1.完成三号食堂电力增容，开通线上订餐APP。
    item| 2.与学生会合办“光盘行动”宣传周🙂，评选Top 10文明餐桌。
    h1| 二、下半年
    item| 1.更换老旧管网1200米，确保供暖前完工。
    item| 2.组织Wi-Fi 6网络改造测试。
    """,
    Truth(
        title="石河子大学后勤服务委员会2024年工作要点",
        issuer=("石河子大学后勤服务委员会",),
        year=2024,
        region="新疆/石河子",
        attachments=("重点任务分工",),
        open=frozenset({"attachments"}),  # a section without a list: its name may or may not be given
    ),
    numbers="restart",
    styles=True,
)
case(
    "merged-table.docx",
    """
    mark| 鄂伦春自治旗妇女儿童工作委员会文件
    no| 鄂妇儿工委〔2020〕3 号
    title| 关于印发《鄂伦春自治旗妇女儿童工作委员会2020年工作要点》的通知
    to| 各乡镇人民政府，旗妇儿工委各成员单位：
    text| 现将《鄂伦春自治旗妇女儿童工作委员会2020年工作要点》印发给你们，请结合各自职能组织实施。
    sign| 鄂伦春自治旗妇女儿童工作委员会
    date| 2020年4月2日
    plan| 鄂伦春自治旗妇女儿童工作委员会2020年工作要点
    body| running 3 2020
    text| 重点项目和时限见下表。
    table| 类别|项目|完成时限 // 妇女发展|“两癌”免费检查|9月底 // ^|女性就业培训，不少于3期|11月底 // 儿童保护|儿童之家建设\\n（含牧区流动点）|10月底 // 合计|4项|<
    cc| 抄送：呼伦贝尔市妇女儿童工作委员会办公室，旗委办公室，
    cc| 旗人大常委会办公室，旗政协办公室。
    print| 鄂伦春自治旗妇女儿童工作委员会办公室　2020年4月3日印发
    """,
    Truth(
        title="关于印发《鄂伦春自治旗妇女儿童工作委员会2020年工作要点》的通知",
        issuer=("鄂伦春自治旗妇女儿童工作委员会",),
        doc_number="鄂妇儿工委〔2020〕3号",
        date="2020-04-02",
        year=2020,
        region="内蒙古/呼伦贝尔/鄂伦春",
        recipients="各乡镇人民政府，旗妇儿工委各成员单位",
        cc=("呼伦贝尔市妇女儿童工作委员会办公室", "旗委办公室", "旗人大常委会办公室", "旗政协办公室"),
        print_office="鄂伦春自治旗妇女儿童工作委员会办公室",
        print_date="2020-04-03",
    ),
)
case(
    "text-box.docx",
    """
    markbox| 仙桃市食品安全委员会文件
    no| 仙食安委〔2015〕8号
    title| 仙桃市食品安全委员会2015年工作要点
    body| two 4 2015
    box| 说明：本要点由市食安办负责解释。
    sign| 仙桃市食品安全委员会
    date| 2015年3月30日
    """,
    Truth(
        title="仙桃市食品安全委员会2015年工作要点",
        issuer=("仙桃市食品安全委员会",),
        doc_number="仙食安委〔2015〕8号",
        date="2015-03-30",
        year=2015,
        region="湖北/仙桃",
    ),
    box="both",
)
case(
    "tracked-changes.docx",
    """
    no| 佛顺国防教委〔2022〕2号
    title| 佛山市顺德区国防教育委员会
    title| 2022年工作要点
    body| articles 4 2022
    deleted| 这一句在审稿时删去了。
    sign| 佛山市顺德区国防教育委员会
    date| 2022年3月16日
    """,
    Truth(
        title="佛山市顺德区国防教育委员会2022年工作要点",
        issuer=("佛山市顺德区国防教育委员会",),
        doc_number="佛顺国防教委〔2022〕2号",
        date="2022-03-16",
        year=2022,
        region="广东/佛山/顺德",
    ),
    tracked=True,
)
case(
    "picture-and-footer.docx",
    """
    pageno| 市红十字会学习材料汇编
    title| 曲靖市红十字会2025年工作要点
    body| levels 3 2025
    pageno| — 1 —
    """,
    Truth(
        title="曲靖市红十字会2025年工作要点",
        issuer=("曲靖市红十字会",),
        year=2025,
        region="云南/曲靖",
    ),
    picture=True,
    numbers="levels",
)
case(
    "title-with-breaks.docx",
    """
    mark| 中国共产党湖州市委员会宣传部文件
    no| 湖委宣〔2016〕第021号
    title| 关于印发《湖州市全民阅读
    title| 活动组织委员会2016年
    title| 工作要点》的通知
    to| 各县区委宣传部，市全民阅读活动组织委员会成员单位：
    text| 现将《湖州市全民阅读活动组织委员会2016年工作要点》印发给你们，请参照《关于倡导全民阅读的意见》（浙宣〔2015〕33号）精神，制定本地本单位的阅读计划。
    sign| 中国共产党湖州市委员会宣传部
    date| 2016年4月5日
    plan| 湖州市全民阅读活动组织委员会2016年工作要点
    body| articles 4 2016
    """,
    Truth(
        title="关于印发《湖州市全民阅读活动组织委员会2016年工作要点》的通知",
        issuer=("中国共产党湖州市委员会宣传部",),
        doc_number="湖委宣〔2016〕21号",
        date="2016-04-05",
        year=2016,
        region="浙江/湖州",
        recipients="各县区委宣传部，市全民阅读活动组织委员会成员单位",
    ),
    breaks=True,
    runs=True,
)
case(
    "village-school.docx",
    """
    title| 延寿县青川镇北安村小学关工小组2021年工作要点
    body| ideographic 3 2021
    """,
    Truth(
        title="延寿县青川镇北安村小学关工小组2021年工作要点",
        issuer=("延寿县青川镇北安村小学关工小组",),
        year=2021,
        region="黑龙江/哈尔滨/延寿",
    ),
)
case(
    "university.docx",
    """
    mark| 中共南通大学委员会文件
    no| 通大委[2019] 30号
    title| 关于印发《南通大学本科教学工作委员会2019年工作要点》的通知
    to| 各学院（系）党委，各部门、单位：
    text| 《南通大学本科教学工作委员会2019年工作要点》业经校党委常委会审议通过，现予印发，请遵照执行。
    sign| 中共南通大学委员会
    date| 2019年3月18日
    plan| 南通大学本科教学工作委员会2019年工作要点
    body| running 4 2019
    text| 注：本要点中MOOC、SPOC课程的经费按Q3、Q4两个季度拨付（详见OA系统 2019-03 通知）。
    cc| 抄送：江苏省教育厅高等教育处
    print| 南通大学党委办公室　2019年3月19日印发
    """,
    Truth(
        title="关于印发《南通大学本科教学工作委员会2019年工作要点》的通知",
        issuer=("中共南通大学委员会",),
        doc_number="通大委〔2019〕30号",
        date="2019-03-18",
        year=2019,
        region="江苏/南通",
        recipients="各学院（系）党委，各部门、单位",
        cc=("江苏省教育厅高等教育处",),
        print_office="南通大学党委办公室",
        print_date="2019-03-19",
    ),
    numbers="running",
    runs=True,
)
case(
    "traditional.docx",
    """
    title| 澳門特別行政區閱讀推廣委員會2014年工作要點
    text| 2014年，本委員會將以「全城共讀」為主題，聯合學校、圖書館和社團開展工作。
    h1| 一、豐富館藏資源
    item| 1.增購兒童繪本及葡文讀物，全年新增藏書八千冊。
    item| 2.延長周末開放時間，試行二十四小時還書服務。
    h1| 二、培養閱讀風氣
    item| 1.舉辦「親子共讀」工作坊三十場，教導家長講故事的技巧。
    item| 2.評選「閱讀之星」，頒發獎狀和書券。
    sign| 澳門特別行政區閱讀推廣委員會
    date| 2014年2月25日
    """,
    Truth(
        title="澳門特別行政區閱讀推廣委員會2014年工作要點",
        issuer=("澳門特別行政區閱讀推廣委員會",),
        date="2014-02-25",
        year=2014,
        region="澳门",
    ),
    numbers="restart",
)
case(
    "ministry.docx",
    """
    mark| 教育部关心下一代工作委员会文件
    no| 教关委〔2026〕1号
    title| 关于印发《教育部关心下一代工作委员会2026年工作要点》的通知
    to| 各省、自治区、直辖市教育系统关心下一代工作委员会，部直属高校关心下一代工作委员会：
    text| 现将《教育部关心下一代工作委员会2026年工作要点》印发给你们，请结合实际认真落实，重要情况及时报告。
    attach| 附件：教育部关心下一代工作委员会2026年工作要点
    sign| 教育部关心下一代工作委员会
    date| 2026年1月30日
    annex| 附件
    annextitle| 教育部关心下一代工作委员会2026年工作要点
    body| two 5 2026
    """,
    Truth(
        title="关于印发《教育部关心下一代工作委员会2026年工作要点》的通知",
        issuer=("教育部关心下一代工作委员会",),
        doc_number="教关委〔2026〕1号",
        date="2026-01-30",
        year=2026,
        region="全国",
        recipients="各省、自治区、直辖市教育系统关心下一代工作委员会，部直属高校关心下一代工作委员会",
        attachments=("教育部关心下一代工作委员会2026年工作要点",),
    ),
    box="vml",
)
case(
    "municipal-district.doc",
    """
    mark| 青岛市崂山区精神文明建设委员会文件
    no| 崂文明委〔2010〕5号
    title| 关于印发《青岛市崂山区精神文明建设委员会2010年工作要点》的通知
    to| 各街道党工委、办事处，区直各部门：
    text| 现将《青岛市崂山区精神文明建设委员会2010年工作要点》印发给你们，望认真贯彻执行。
    sign| 青岛市崂山区精神文明建设委员会
    date| 二〇一〇年三月十八日
    plan| 青岛市崂山区精神文明建设委员会
    plan| 2010年工作要点
    body| two 4 2010
    keyword| 主题词：精神文明　要点　通知
    cc| 抄送：青岛市精神文明建设委员会办公室。
    print| 青岛市崂山区精神文明建设委员会办公室　2010年3月19日印发
    """,
    Truth(
        title="关于印发《青岛市崂山区精神文明建设委员会2010年工作要点》的通知",
        issuer=("青岛市崂山区精神文明建设委员会",),
        doc_number="崂文明委〔2010〕5号",
        date="2010-03-18",
        year=2010,
        region="山东/青岛/崂山",
        recipients="各街道党工委、办事处，区直各部门",
        cc=("青岛市精神文明建设委员会办公室",),
        print_office="青岛市崂山区精神文明建设委员会办公室",
        print_date="2010-03-19",
    ),
)
case(
    "numbered-by-word.doc",
    """
    title| 雷山县民族团结进步创建工作领导小组2017年工作要点
    body| running 4 2017
    sign| 雷山县民族团结进步创建工作领导小组
    date| 2017年3月3日
    """,
    Truth(
        title="雷山县民族团结进步创建工作领导小组2017年工作要点",
        issuer=("雷山县民族团结进步创建工作领导小组",),
        date="2017-03-03",
        year=2017,
        region="贵州/黔东南/雷山",
    ),
    numbers="running",
)
case(
    "with-table.doc",
    """
    title| 济源市健康教育促进委员会2013年工作要点
    body| restart 3 2013
    table| 序号|活动|时间 // 1|健康大讲堂|每月 // 2|无烟日宣传|5月31日
    sign| 济源市健康教育促进委员会
    date| 2013年1月
    """,
    Truth(
        title="济源市健康教育促进委员会2013年工作要点",
        issuer=("济源市健康教育促进委员会",),
        date="2013-01",
        year=2013,
        region="河南/济源",
    ),
)
case(
    "kingsoft.wps",
    """
    mark| 临夏回族自治州防灾减灾委员会文件
    no| 临州减灾委发〔2024〕2号
    title| 临夏回族自治州防灾减灾委员会
    title| 关于印发2024年工作要点的通知
    to| 各县（市）减灾委，州减灾委各成员单位：
    text| 《2024年工作要点》已经州减灾委会议审定，现印发给你们。
    sign| 临夏回族自治州防灾减灾委员会
    date| 2024年3月11日
    plan| 2024年工作要点
    body| levels 2 2024
    """,
    Truth(
        title="临夏回族自治州防灾减灾委员会关于印发2024年工作要点的通知",
        issuer=("临夏回族自治州防灾减灾委员会",),
        doc_number="临州减灾委发〔2024〕2号",
        date="2024-03-11",
        year=2024,
        region="甘肃/临夏",
        recipients="各县（市）减灾委，州减灾委各成员单位",
    ),
    numbers="levels",
)
case(
    "kindergarten.wps",
    """
    title| 上海市浦东新区晨光幼儿园膳食委员会2023年工作要点
    body| firstly 3 2023
    sign| 上海市浦东新区晨光幼儿园
    date| 2023年2月20日
    """,
    Truth(
        title="上海市浦东新区晨光幼儿园膳食委员会2023年工作要点",
        issuer=("上海市浦东新区晨光幼儿园",),
        date="2023-02-20",
        year=2023,
        region="上海/浦东",
    ),
)
