"""The fields of front matter, from the parts of a document, each with how sure it is and the line that says it."""

import re

from generator.day import parse_day
from generator.fields import year_in_title
from generator.importer.draft import Field
from generator.importer.original import Original
from generator.importer.recognise.anatomy import Anatomy, dated_of
from generator.importer.recognise.attachments import announced
from generator.importer.recognise.chrome import page_day, page_source
from generator.importer.recognise.issuers import Source, choose_issuer, completed, organ_in_title, site_names
from generator.importer.recognise.masthead import Numbered, number_in
from generator.importer.recognise.names import is_part
from generator.importer.recognise.places import place_in_name
from generator.importer.recognise.regions import choose_region, deepened
from generator.importer.recognise.told import Told, read_told
from generator.importer.recognise.words import YEAR, is_nameless, is_organ, names_school, organs_of

_NUMBER_IN_TITLE = re.compile(
    r"(?:[（(]|(?<=[知见函定复告》]))(?P<number>[^\W\d《》（(]{1,14}[〔\[［【（(](?:19|20)\d\d[〕\]］】）)]第?\d{1,5}号)[）)]?$"
)
_PLAN_YEAR = re.compile(
    r"((?:19|20)\d\d)(?=(?:[^\d]|[1-5])*?(?:工作要点|要点|计划|安排|打算|思路|重点))(?!.*(?:19|20)\d\d.*(?:要点|计划|安排|打算|思路))"
)
_REVIEW = re.compile("总结|回顾|情况|汇报")
_SCHOOL = re.compile("大学|学院|学校|中学|小学|幼儿园|教育局|教体局|教委|关工委")
_PLACED = re.compile("全[国省市县区州旗镇乡校]|本[省市县区]")
_HERE = re.compile("本[站网校院部]|本站原创|原创|转载|网络|互联网|admin|管理员")
_LED = re.compile(rf"{YEAR}(?:[-—–~至]{YEAR})?(?:学?年度?)?")
_STEM = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)年?[-—–－~～至/]{1,2}((?:19|20)\d\d)年度?(?!第?[一二三四]?学期)")
_TWO_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:19|20)\d\d(?=学年)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def fields_of(anatomy: Anatomy, original: Original, name: str) -> dict[str, Field]:
    """All fields that the document gives, in the order to write them."""
    told = read_told([row for row in anatomy.rows if anatomy.left.get(row.n) == "网页的信息栏"], original.told)
    named = _named(anatomy, original, told.get("source"))
    sources = _issuer_sources(anatomy, told.get("issuer"), original.page_title)
    if not sources or sources[0].kind == "site":
        sources = _from_page(named) + sources
    issuer = choose_issuer(sources)
    title = _title(anatomy, original, name, sources)
    found = {
        "title": title,
        "issuer": issuer,
        "doc_number": _number(anatomy, told.get("number")),
        "date": _date(anatomy, told.get("date")),
        "region": deepened(choose_region(anatomy, issuer, title, _feet(original)), told.get("region")),
        "year": _year(anatomy, title, name),
        **_recipients(anatomy),
        **_imprint(anatomy),
        "attachments": _attachments(anatomy),
        "source": _source(anatomy, original, named),
    }
    return {key: field for key, field in found.items() if field is not None}


def _line(anatomy: Anatomy, row: int) -> int:
    return anatomy.rows[row].line if row >= 0 else 0


def _title(anatomy: Anatomy, original: Original, name: str, sources: list[Source]) -> Field | None:
    title = anatomy.title
    if title is None:
        told = re.split(r"[_|｜]|\s[-—–]\s", original.page_title.strip())[0].strip()
        text = told or _STEM.sub("", name)
        where = "网页的标题" if told else "文件名"
        return Field(text, "low", 0, note=f"正文里找不到标题，取自{where}") if text else None
    text = _NUMBER_IN_TITLE.sub("", title.text) or title.text
    line = _line(anatomy, title.start if title.end > title.start or not anatomy.carried else anatomy.carried.start)
    if title.kind == "plan" and is_nameless(text) and not _PLACED.search(text) and not _names_place(text):
        names = [source.name for source in sources] + _sites(anatomy, original.page_title)
        if full := completed(text, names):
            return Field(full, "low", line, (text,), f"原件标题只印“{text}”，单位名称是按署名或网站补上的")
    if title.start == title.end and not anatomy.carried:
        return Field(text, "low", 0, note="正文里找不到标题，取自网页的标题")
    if title.kind in ("plain", "other") or title.score < 9:
        return Field(text, "low", line, note="不像常见的文件标题，请核对")
    return Field(text, "high", line)


def _names_place(title: str) -> bool:
    """Whether a title that begins with its year names a place after it: 2023年新余市教育工作要点."""
    found = _LED.match(title)
    place = place_in_name(title[found.end() :]) if found else None
    return (place is not None and place.sure) or names_school(title)


def _issuer_sources(anatomy: Anatomy, told: Told | None, page_title: str) -> list[Source]:
    rows = anatomy.rows
    sources: list[Source] = []
    head = anatomy.masthead
    if head.organs:
        sources.append(Source("redhead", "、".join(head.organs), _line(anatomy, head.organ_rows[0])))
    elif anatomy.heading.red:
        sources.append(Source("redhead", anatomy.heading.red, _line(anatomy, anatomy.heading.red_row)))
    number = head.numbered.row if head.numbered else -1
    if marks := [n for n in anatomy.head_organs if n < number and not head.organs]:  # the mark of a letter (信函)
        names = [name for n in marks for name in organs_of(rows[n].text)]
        sources.append(Source("redhead", "、".join(dict.fromkeys(names)), rows[marks[0]].line))
    signature = anatomy.signature
    if signature and signature.organs:
        sources.append(Source("signature", "、".join(signature.organs), _line(anatomy, signature.organ_row)))
    if anatomy.heading.organ:
        sources.append(Source("head", anatomy.heading.organ, _line(anatomy, anatomy.heading.organ_row)))
    if anatomy.head_organs:
        names = [name for n in anatomy.head_organs for name in organs_of(rows[n].text)]
        sources.append(Source("head", "、".join(dict.fromkeys(names)), rows[anatomy.head_organs[0]].line))
    if anatomy.title and (organ := organ_in_title(anatomy.title.tight)):
        sources.append(Source("title", organ, _line(anatomy, anatomy.title.start)))
    if anatomy.carried and (organ := organ_in_title(anatomy.carried.title.tight)):
        sources.append(Source("title", organ, _line(anatomy, anatomy.carried.start)))
    if told:
        sources.append(Source("told", told[0], told[1]))
    if anatomy.imprint.office.endswith("办公室"):
        office, line = anatomy.imprint.office.removesuffix("办公室"), _line(anatomy, anatomy.imprint.office_row)
        if not sources or all(is_part(source.name) and office.endswith(source.name) for source in sources):
            sources.append(Source("imprint", office, line))
    if not sources:
        sources += [Source("site", site, 0) for site in _sites(anatomy, page_title)[:1]]
    return sources


def _named(anatomy: Anatomy, original: Original, told: Told | None) -> Told:
    """Where a page says that it has its text from, and the line; empty where it doesn't."""
    web = [anatomy.rows[n].text for n, why in anatomy.left.items() if why.startswith("网")]
    return told or (page_source([*web, *(one.text for one in original.dropped if "来源" in one.text)]), 0)


def _from_page(named: Told) -> list[Source]:
    """The organ that a page names as the source of a text which names none: 来源：姑苏区关工委."""
    name = named[0]
    place = place_in_name(name) if is_organ(name) and not _HERE.match(name) else None
    return [Source("told", name, named[1])] if place and place.path else []


def _feet(original: Original) -> list[tuple[str, int]]:
    """The lines around a page's text that its reader has dropped: they may hold an address."""
    return [(one.text, one.line) for one in original.dropped if one.why in ("网站页脚", "正文以外的网页文字")]


def _sites(anatomy: Anatomy, page_title: str) -> list[str]:
    """What a site calls itself, in its footer, its page title, its first lines."""
    rows = anatomy.rows
    names = site_names([rows[n].text for n in anatomy.foot])
    names += [piece for piece in re.split(r"[-_|｜—–\s]+", page_title) if is_organ(piece)]
    menu = [rows[n] for n in anatomy.left if anatomy.title and n < anatomy.title.start]
    names += site_names([row.text for row in menu])
    return names + [row.tight for row in menu if is_organ(row.tight) and _SCHOOL.search(row.tight)]


def _number(anatomy: Anatomy, told: Told | None) -> Field | None:
    in_title = _NUMBER_IN_TITLE.search(anatomy.title.tight) if anatomy.title else None
    found = anatomy.heading.numbered or anatomy.masthead.numbered
    if found is None and in_title and anatomy.title:
        found = number_in(in_title["number"], anatomy.title.start)
    if found is None and told:
        found = number_in("".join(told[0].split()), -1)
        return _numbered(found, told[1]) if found else None
    return _numbered(found, _line(anatomy, found.row)) if found else None


def _numbered(found: Numbered, line: int) -> Field:
    if found.why:
        value = str(found.number) if found.number else ""
        return Field(value, "low", line, note=f"原件印作“{found.text}”。{found.why}", filled=False)
    return Field(str(found.number), "high", line)


def _date(anatomy: Anatomy, told: Told | None) -> Field | None:
    signature, dated = anatomy.signature, dated_of(anatomy)
    row = signature.date_row if signature else -1
    if dated is None:
        dated, row = anatomy.heading.dated, anatomy.heading.dated_row
    if dated is not None and dated.day is not None:
        lone = bool(signature) and not (signature and signature.organs) and "-" in dated.text
        note = "这个日期旁边没有署名，也可能是网页的日期" if lone else ""
        return Field(dated.day.iso, "low" if lone else "high", _line(anatomy, row), note=note)
    if dated is not None:
        values = tuple(day.iso for day in dated.proposals)
        note = f"原件的成文日期残缺，印作“{dated.text}”"
        return Field(values[0] if values else "", "low", _line(anatomy, row), values[1:], note, filled=False)
    if told:
        day = parse_day(told[0].split()[0])
        if day and day.exists:
            return Field(day.iso, "low", told[1], note="正文没有成文日期，取自网页的信息栏，或者文件的属性")
    if anatomy.imprint.date:
        note = "正文没有成文日期，这里用的是印发日期"
        return Field(anatomy.imprint.date, "low", _line(anatomy, anatomy.imprint.date_row), note=note)
    return None


def _year(anatomy: Anatomy, title: Field | None, name: str) -> Field | None:
    texts = [(str(title.value), title.line)] if title else []
    if anatomy.carried:
        texts.append((anatomy.carried.title.text, _line(anatomy, anatomy.carried.start)))
    for text, line in texts:
        mixed = _PLAN_YEAR.search(text) if _REVIEW.search(text) else None
        if (span := _SPAN.search(text)) and int(span[2]) == int(span[1]) + 1:
            return Field(span[1], "low", line, (span[2],), f"标题写的是两个年份“{span[0]}”，请核对归在哪一年")
        if year := int(mixed[1]) if mixed else year_in_title(text):
            return Field(str(year), "high", line)
        if joined := _TWO_YEARS.search(text):
            return Field(joined[1], "low", line, note=f"标题印作“{joined[0]}”，两个年份之间可能缺了连接号")
    dated = dated_of(anatomy) or anatomy.heading.dated
    if dated and dated.day:
        return Field(str(dated.day.year), "low", 0, note="标题没有写年度，取自成文日期")
    for row in anatomy.rows[anatomy.start : anatomy.start + 3]:
        if found := _YEAR.match(row.text.lstrip("“")):
            return Field(found[0], "low", row.line, note="标题没有写年度，取自正文开头")
    if found := _YEAR.search(name):
        return Field(found[0], "low", 0, note="标题没有写年度，取自文件名")
    if anatomy.imprint.date:
        return Field(anatomy.imprint.date[:4], "low", 0, note="标题没有写年度，取自印发日期")
    return None


def _recipients(anatomy: Anatomy) -> dict[str, Field | None]:
    heading, imprint = anatomy.heading, anatomy.imprint
    text, row = heading.recipients, heading.recipients_row
    if not text:
        text, row = imprint.recipients, imprint.recipients_row
    return {"recipients": Field(text, "high", _line(anatomy, row)) if text else None}


def _imprint(anatomy: Anatomy) -> dict[str, Field | None]:
    found = anatomy.imprint
    return {
        "cc": Field(found.cc, "high", _line(anatomy, found.cc_row)) if found.cc else None,
        "print_office": Field(found.office, "high", _line(anatomy, found.office_row)) if found.office else None,
        "print_date": Field(found.date, "high", _line(anatomy, found.date_row)) if found.date else None,
    }


def _attachments(anatomy: Anatomy) -> Field | None:
    names, row = announced(anatomy.rows, anatomy.start, anatomy.end)
    return Field(names, "high", _line(anatomy, row)) if names else None


def _source(anatomy: Anatomy, original: Original, named: Told) -> Field | None:
    posted = [anatomy.rows[n] for n, why in anatomy.left.items() if why == "网页的发布信息"]
    day = original.page_date or page_day(posted)
    where = original.address or ("" if _HERE.fullmatch(named[0]) else named[0])
    if not where and not day:
        return None
    text = (where or "网页") + (f"（{day.iso} 发布）" if day else "")
    return Field(text, "high" if original.address else "low", 0, note="" if original.address else "请补上网址")
