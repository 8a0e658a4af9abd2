# ruff: noqa: E501 -- the lines are those of the documents
"""Text files: every encoding that Chinese offices have used, and what copying and scanning do to a document."""

from originals.case import Truth, case

case(
    "county-notice.txt",
    """
    mark| 中共常熟市委教育工作委员会文件
    no| 常教委〔2021〕12号
    title| 关于印发《常熟市语言文字工作委员会2021年工作要点》的通知
    to| 各镇（街道）教育办，市直各学校，各民办学校：
    text| 现将《常熟市语言文字工作委员会2021年工作要点》印发给你们，请结合本单位实际制定具体措施，认真抓好落实。
    sign| 中共常熟市委教育工作委员会
    date| 2021年3月8日
    plan| 常熟市语言文字工作委员会2021年工作要点
    body| running 4 2021
    cc| 抄送：苏州市语言文字工作委员会办公室，常熟市委宣传部，常熟市教育科学研究院（教师发展中心，筹）。
    print| 中共常熟市委教育工作委员会办公室　2021年3月9日印发
    """,
    Truth(
        title="关于印发《常熟市语言文字工作委员会2021年工作要点》的通知",
        issuer=("中共常熟市委教育工作委员会",),
        doc_number="常教委〔2021〕12号",
        date="2021-03-08",
        year=2021,
        region="江苏/苏州/常熟",
        recipients="各镇（街道）教育办，市直各学校，各民办学校",
        cc=("苏州市语言文字工作委员会办公室", "常熟市委宣传部", "常熟市教育科学研究院（教师发展中心，筹）"),
        print_office="中共常熟市委教育工作委员会办公室",
        print_date="2021-03-09",
    ),
    bom=True,
    newline="\r\n",
)
case(
    "township.txt",
    """
    title| 浙江省杭州市余杭区径山镇老龄工作委员会2022年工作要点
    body| running 4 2022
    sign| 浙江省杭州市余杭区径山镇老龄工作委员会
    date| 2022年2月18日
    """,
    Truth(
        title="浙江省杭州市余杭区径山镇老龄工作委员会2022年工作要点",
        issuer=("浙江省杭州市余杭区径山镇老龄工作委员会",),
        date="2022-02-18",
        year=2022,
        region="浙江/杭州/余杭",
    ),
    gap=True,
)
case(
    "prefecture-han-date.txt",
    """
    mark| 扬州市爱国卫生运动委员会文件
    no| 扬爱卫〔2008〕3号
    title| 关于印发扬州市爱国卫生运动委员会
    title| 二〇〇八年工作要点的通知
    to| 各县（市、区）爱国卫生运动委员会，市爱卫会各成员单位：
    text| 《扬州市爱国卫生运动委员会二〇〇八年工作要点》已经市爱卫会全体会议讨论通过，现印发给你们，请认真组织实施。
    sign| 扬州市爱国卫生运动委员会
    date| 二○○八年三月五日
    plan| 扬州市爱国卫生运动委员会二〇〇八年工作要点
    body| two 4
    keyword| 主题词：卫生　爱国卫生　要点　通知
    cc| 抄送：省爱国卫生运动委员会办公室，市委办公室，市人大常委会办公室，市政府办公室，市政协办公室
    print| 扬州市爱国卫生运动委员会办公室　二○○八年三月七日印发
    """,
    Truth(
        title="关于印发扬州市爱国卫生运动委员会二〇〇八年工作要点的通知",
        issuer=("扬州市爱国卫生运动委员会",),
        doc_number="扬爱卫〔2008〕3号",
        date="2008-03-05",
        year=2008,
        region="江苏/扬州",
        recipients="各县（市、区）爱国卫生运动委员会，市爱卫会各成员单位",
        cc=(
            "省爱国卫生运动委员会办公室",
            "市委办公室",
            "市人大常委会办公室",
            "市政府办公室",
            "市政协办公室",
        ),
        print_office="扬州市爱国卫生运动委员会办公室",
        print_date="2008-03-07",
    ),
    encoding="utf-16-le",
    bom=True,
)
case(
    "province-annex.txt",
    """
    no| 皖科普办【2017】6 号
    title| 安徽省全民科学素质工作领导小组办公室
    title| 关于印发2017年全省科普工作要点的通知
    to| 各市全民科学素质工作领导小组，省领导小组各成员单位：
    text| 根据《全民科学素质行动计划纲要实施方案》（国办发〔2016〕10号）和省政府有关部署，我办制定了2017年全省科普工作要点，现予印发。
    attach| 附件：2017年全省科普工作要点
    sign| 安徽省全民科学素质工作领导小组办公室
    date| 2017年2月27日
    annex| 附件
    annextitle| 2017年全省科普工作要点
    body| levels 3 2017
    """,
    Truth(
        title="安徽省全民科学素质工作领导小组办公室关于印发2017年全省科普工作要点的通知",
        issuer=("安徽省全民科学素质工作领导小组办公室",),
        doc_number="皖科普办〔2017〕6号",
        date="2017-02-27",
        year=2017,
        region="安徽",
        recipients="各市全民科学素质工作领导小组，省领导小组各成员单位",
        attachments=("2017年全省科普工作要点",),
    ),
    encoding="utf-16-be",
    bom=True,
    gap=True,
)
case(
    "college-no-bom.txt",
    """
    title| 晋城职业技术学院2019年安全生产委员会工作要点
    body| articles 5 2019
    sign| 晋城职业技术学院
    date| 2019年4月
    """,
    Truth(
        title="晋城职业技术学院2019年安全生产委员会工作要点",
        issuer=("晋城职业技术学院",),
        date="2019-04",
        year=2019,
        region="山西/晋城",
    ),
    encoding="utf-16-le",
)
case(
    "minority-prefecture-no-bom.txt",
    """
    mark| 大理白族自治州绿化委员会文件
    no| 大绿委﹝2011﹞2号
    title| 大理白族自治州绿化委员会关于印发
    title| 《大理白族自治州绿化委员会2011年
    title| 工作要点》的通知
    to| 各县（市）绿化委员会，州级有关单位：
    text| 现将《大理白族自治州绿化委员会2011年工作要点》印发你们，请遵照执行。
    sign| 大理白族自治州绿化委员会
    date| 二〇一一年一月二十日
    plan| 大理白族自治州绿化委员会2011年工作要点
    body| ideographic 4 2011
    """,
    Truth(
        title="大理白族自治州绿化委员会关于印发《大理白族自治州绿化委员会2011年工作要点》的通知",
        issuer=("大理白族自治州绿化委员会",),
        doc_number="大绿委〔2011〕2号",
        date="2011-01-20",
        year=2011,
        region="云南/大理",
        recipients="各县（市）绿化委员会，州级有关单位",
    ),
    encoding="utf-16-be",
)
case(
    "rare-han.txt",
    """
    mark| 晋江市残疾人工作委员会文件
    no| 晋残工委[2014]7号
    title| 晋江市残疾人工作委员会2014年工作要点
    body| firstly 4 2014
    text| 联系人：𠮷田礼、陈㙟，负责活动的登记和核对；电子档案由“𠮷庆楼”资料室保管，编号A-07至Z-19。
    sign| 晋江市残疾人工作委员会
    date| 2014年2月11日
    cc| 抄报：泉州市人民政府残疾人工作委员会、市委、市政府
    cc| 抄送：市残工委各成员单位
    print| 晋江市残疾人工作委员会办公室　2014年2月12日印发
    """,
    Truth(
        title="晋江市残疾人工作委员会2014年工作要点",
        issuer=("晋江市残疾人工作委员会",),
        doc_number="晋残工委〔2014〕7号",
        date="2014-02-11",
        year=2014,
        region="福建/泉州/晋江",
        cc=("泉州市人民政府残疾人工作委员会", "市委", "市政府", "市残工委各成员单位"),
        print_office="晋江市残疾人工作委员会办公室",
        print_date="2014-02-12",
    ),
    encoding="gb18030",
)
case(
    "traditional.txt",
    """
    title| 香港長者學苑聯席委員會2015年工作要點
    text| 2015年，本委員會將繼續秉持老有所學、老有所為的理念，團結各區義工，穩步推進各項服務。
    h1| 一、完善課程，鼓勵終身學習
    item| 1.編訂粵語、書法、保健課程大綱，每區開設不少於六班，優先照顧行動不便的長者。
    item| 2.與大專院校合辦講座，邀請退休教師擔任導師，費用全免。
    h1| 二、擴大義工隊伍
    item| 3.招募青年義工三百名，舉辦「兩代同行」體驗日，讓學生了解長者的生活。
    item| 4.修訂義工守則，表揚熱心服務的團體和個人。
    h1| 三、改善場地與設備
    item| 5.檢視各中心的無障礙通道、照明及廁所，發現問題即時跟進。
    sign| 香港長者學苑聯席委員會
    date| 2015年1月12日
    """,
    Truth(
        title="香港長者學苑聯席委員會2015年工作要點",
        issuer=("香港長者學苑聯席委員會",),
        date="2015-01-12",
        year=2015,
        region="香港",
    ),
    encoding="big5",
)
case(
    "hard-wrapped.txt",
    """
    mark| 东莞市寮步镇社区教育委员会文件
    no| 寮社教委〔2016〕1号
    title| 关于印发《寮步镇社区教育委员会2016年工作要点》的通知
    to| 各村（居）民委员会，镇属各学校：
    text| 为进一步办好社区教育，让居民在家门口学有所教，经研究，现将《寮步镇社区教育委员会2016年工作要点》印发给你们，请认真执行，执行中的问题请及时向镇社区教育委员会办公室反映。
    sign| 东莞市寮步镇社区教育委员会
    date| 2016年3月1日
    plan| 寮步镇社区教育委员会2016年工作要点
    body| running 4 2016
    """,
    Truth(
        title="关于印发《寮步镇社区教育委员会2016年工作要点》的通知",
        issuer=("东莞市寮步镇社区教育委员会",),
        doc_number="寮社教委〔2016〕1号",
        date="2016-03-01",
        year=2016,
        region="广东/东莞",
        recipients="各村（居）民委员会，镇属各学校",
    ),
    wrap=36,
)
case(
    "scanned-pages.txt",
    """
    mark| 中共延吉市委老干部局文件
    no| 延市老干〔2013〕5号
    title| 关于印发《延吉市关心下一代工作委员会2013年工作要点》的通知
    to| 各镇党委，各街道党工委，市直各部门党组织：
    text| 现将《延吉市关心下一代工作委员会2013年工作要点》印发给你们，请加强领导、精心组织，确保各项任务按时完成，并于年底前报送工作情况。
    plan| 延吉市关心下一代工作委员会2013年工作要点
    body| restart 5 2013
    cc| 抄送：延边州关心下一代工作委员会，市委宣传部、市教育局、市司法局，团市委，市妇联。
    print| 中共延吉市委老干部局
    print| 2013年2月26日印发
    """,
    Truth(
        title="关于印发《延吉市关心下一代工作委员会2013年工作要点》的通知",
        issuer=("中共延吉市委老干部局",),
        doc_number="延市老干〔2013〕5号",
        date="2013-02-26",  # only the 印发 date is printed
        year=2013,
        region="吉林/延边/延吉",
        recipients="各镇党委，各街道党工委，市直各部门党组织",
        cc=("延边州关心下一代工作委员会", "市委宣传部", "市教育局", "市司法局", "团市委", "市妇联"),
        print_office="中共延吉市委老干部局",
        print_date="2013-02-26",
    ),
    pages="numbered",
    gap=True,
)
case(
    "copied-from-site.txt",
    """
    chrome| 设为首页 | 加入收藏 | 联系我们
    chrome| 首页 学校概况 机构设置 教育教学 学生工作 招生就业
    chrome| 当前位置：首页 > 机构设置 > 家庭教育 > 正文
    title| 海南省儋州市那大镇第四小学家长委员会2018年工作要点
    chrome| 发布时间：2018-03-21　　作者：德育处　　浏览次数：318
    body| comma 4 2018
    sign| 海南省儋州市那大镇第四小学家长委员会
    date| 2018年3月15日
    chrome| 上一篇：我校举行开学典礼
    chrome| 下一篇：没有了
    chrome| 【打印本页】【关闭窗口】
    chrome| 地址：儋州市那大镇中兴大街88号　邮编：571700　电话：0898-23300000
    chrome| 琼ICP备10002345号-1　琼公网安备46900302000118号
    """,
    Truth(
        title="海南省儋州市那大镇第四小学家长委员会2018年工作要点",
        issuer=("海南省儋州市那大镇第四小学家长委员会",),
        date="2018-03-15",
        year=2018,
        region="海南/儋州",
    ),
    encoding="gb18030",
    gap=True,
)
case(
    "damaged-number.txt",
    """
    title| 湖南省凤凰县关心下一代工作委员会2012年工作要点
    no| 凤关工委〔201209
    body| running 3 2012
    sign| 湖南省凤凰县关心下一代工作委员会
    date| 2012年3月20日
    """,
    Truth(
        title="湖南省凤凰县关心下一代工作委员会2012年工作要点",
        issuer=("湖南省凤凰县关心下一代工作委员会",),
        doc_number="凤关工委〔2012〕9号",
        date="2012-03-20",
        year=2012,
        region="湖南/湘西/凤凰",
        damaged=frozenset({"doc_number"}),
    ),
)
case(
    "lost-numerals.txt",
    """
    chrome| 当前位置: 网站首页>>党群工作>>语委>>正文
    title| 宁夏回族自治区语言文字工作委员会2019年工作要点
    chrome| 2019-05-06 09:30   点击数: 77
    body| lost 4 2019
    sign| 宁夏回族自治区语言文字工作委员会
    date| 201904
    chrome| 关闭窗口
    chrome| 版权所有:示例学院 宁ICP备05000012号-2
    """,
    Truth(
        title="宁夏回族自治区语言文字工作委员会2019年工作要点",
        issuer=("宁夏回族自治区语言文字工作委员会",),
        date="2019-04",
        year=2019,
        region="宁夏",
        damaged=frozenset({"date"}),
    ),
    gap=True,
)
case(
    "turn-of-century.txt",
    """
    mark| 河南省双拥工作领导小组文件
    no| 豫双拥（1999）4号
    signer| 签发人：周定远
    title| 河南省双拥工作领导小组
    title| 一九九九年工作要点
    body| inline 4
    date| 一九九九年二月十二日
    keyword| 主题词：拥军优属　工作要点
    cc| 抄报：全国双拥工作领导小组，省委，省政府
    cc| 抄送：省军区政治部，武警河南省总队，各省辖市双拥工作领导小组
    print| 河南省双拥工作领导小组办公室　1999年2月15日印发
    note| （共印120份）
    """,
    Truth(
        title="河南省双拥工作领导小组一九九九年工作要点",
        issuer=("河南省双拥工作领导小组",),
        doc_number="豫双拥〔1999〕4号",
        date="1999-02-12",
        year=1999,
        region="河南",
        cc=(
            "全国双拥工作领导小组",
            "省委",
            "省政府",
            "省军区政治部",
            "武警河南省总队",
            "各省辖市双拥工作领导小组",
        ),
        print_office="河南省双拥工作领导小组办公室",
        print_date="1999-02-15",
    ),
    encoding="gb18030",
    gap=True,
)
case(
    "plain-prose.txt",
    """
    title| 大坪村小学语言文字工作小组
    title| 2020—2021学年度工作要点
    body| plain 5
    """,
    Truth(
        title="大坪村小学语言文字工作小组2020—2021学年度工作要点",
        issuer=("大坪村小学语言文字工作小组",),
        year=2020,
        open=frozenset({"region"}),  # there are many villages of this name
    ),
    verdict="imported|flagged",  # without a region the archive can't take it in
    bare=True,
    gap=True,
)
