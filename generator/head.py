"""What a page tells machines about itself: metadata of government sites, Dublin Core, Open Graph and schema.org.

Names and groups are those of 国办发〔2017〕47号, annex 网页设计规范: three tags of the site on every page, four of the
column on lists, those of the content on documents. Its Description and Keywords are HTML's too, where case counts for
nothing: each stands once, as the annex spells it. Addresses appear only where the archive knows its own (`base_url`).
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from generator import routes
from generator.day import Day
from generator.page import Link, Page
from generator.plan import Plan
from generator.settings import Settings

Meta = list[dict[str, str]]

# ColumnType of the annex for the pages that it has a word for; all others are catalogues of documents.
_COLUMN_TYPES = {routes.HOME: "首页", routes.SEARCH: "信息公开目录"}
_CATALOGUE = "政策文件"


def head_of(page: Page, settings: Settings) -> dict[str, Any]:
    """What the head of an HTML page holds: `meta` (name or property, content), `canonical` ("" for none), `json_ld`."""
    plan: Plan | None = page.data.get("plan")
    address = _url(page.data.get("target", page.url), settings)  # that of an old address is the new one
    title = plan.title if plan else page.data["title"] or settings.title
    kind = _article(plan, address, settings) if plan else _column(page, title, settings)
    return {
        "meta": [*_site(settings), *kind, *_open_graph(title, plan, address, settings)],
        "canonical": "" if page.url == routes.NOT_FOUND else address,
        "json_ld": [thing for thing in (_thing(page, plan, settings), _trail(page, settings)) if thing],
    }


def _named(pairs: Mapping[str, str]) -> Meta:
    return [{"name": name, "content": content} for name, content in pairs.items() if content]


def _site(settings: Settings) -> Meta:
    domain = urlsplit(settings.base_url).hostname or "" if settings.has_address else ""
    return _named({"SiteName": settings.title, "SiteDomain": domain, "SiteIDCode": settings.site_code})


def _column(page: Page, title: str, settings: Settings) -> Meta:
    """A list is a column: its name, what it holds, and of which type."""
    about = settings.description if page.url == routes.HOME else f"{settings.title}：{title}"
    pairs = {
        "ColumnName": title,
        "ColumnDescription": about or title,
        "ColumnKeywords": f"{title},工作要点",
        "ColumnType": _COLUMN_TYPES.get(page.url, _CATALOGUE),
        "Description": about or title,
    }
    return _named(pairs)


def _article(plan: Plan, address: str, settings: Settings) -> Meta:
    """A plan is content. PubDate is the day of publication where it is given, else that of the document itself."""
    column = {"ColumnName": "工作要点", "ColumnDescription": settings.title, "ColumnType": _CATALOGUE}
    places = [place.short for place in plan.region]
    day = published_on(plan)
    content = {
        "ArticleTitle": plan.title,
        "PubDate": f"{day.iso} 00:00" if day else "",
        "ContentSource": plan.source or plan.issuer,
        "Keywords": ",".join(["工作要点", str(plan.year), *places]),
        "Author": plan.issuer,
        "Description": summary(plan),
        "Url": address,
    }
    core = {
        "DCTERMS.title": plan.title,
        "DCTERMS.creator": plan.issuer,
        "DCTERMS.identifier": plan.doc_number,
        "DCTERMS.created": plan.date.iso if plan.date else "",
        "DCTERMS.issued": plan.print_date.iso if plan.print_date else "",
        "DCTERMS.temporal": str(plan.year),
        "DCTERMS.spatial": "/".join(place.name for place in plan.region),
        "DCTERMS.audience": "；".join(filter(None, (plan.recipients, *plan.cc))),
        "DCTERMS.type": "工作要点",
        "DCTERMS.language": settings.language,
        "DCTERMS.source": plan.source,
    }
    return _named({**column, "ColumnKeywords": content["Keywords"], **content, **core})


def published_on(plan: Plan) -> Day | None:
    """The first of 发布日期, 印发日期 and 成文日期 that is known to the day."""
    return next((day for day in (plan.publish_on, plan.print_date, plan.date) if day and day.day), None)


def summary(plan: Plan) -> str:
    """One line that says what the document is: issuer, number, date, status."""
    date = plan.date.chinese if plan.date else ""
    status = "" if plan.status == "有效" else f"已{plan.status}"
    return "，".join(filter(None, (plan.issuer, plan.doc_number, date, status)))


def _open_graph(title: str, plan: Plan | None, address: str, settings: Settings) -> Meta:
    pairs = {
        "og:type": "article" if plan else "website",
        "og:title": title,
        "og:site_name": settings.title,
        "og:locale": settings.language.replace("-", "_"),
        "og:url": address,
        "og:description": summary(plan) if plan else settings.description,
    }
    return [{"property": name, "content": content} for name, content in pairs.items() if content]


def _thing(page: Page, plan: Plan | None, settings: Settings) -> dict[str, Any] | None:
    if plan:
        return _report(page, plan, settings)
    if page.url == routes.HOME:
        site: dict[str, Any] = {"@context": "https://schema.org", "@type": "WebSite", "name": settings.title}
        site |= {"url": _url(routes.HOME, settings), "description": settings.description}
        return _filled({**site, "potentialAction": _search_action(settings)})
    return None


def _search_action(settings: Settings) -> dict[str, Any] | None:
    """How others ask the archive, where it can be asked."""
    if not (settings.search and settings.has_address):
        return None
    target = {"@type": "EntryPoint", "urlTemplate": search_address(settings)}
    return {"@type": "SearchAction", "target": target, "query-input": "required name=searchTerms"}


def _report(page: Page, plan: Plan, settings: Settings) -> dict[str, Any]:
    """The plan as a schema.org Report, which is a kind of document."""
    number = {"@type": "PropertyValue", "propertyID": "发文字号", "value": plan.doc_number} if plan.doc_number else None
    cites: Sequence[Mapping[str, str]] = page.data["cites"]
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": ["Report", "DigitalDocument"],
            "@id": _url(plan.url, settings),
            "url": _url(plan.url, settings),
            "name": plan.title,
            "headline": plan.title,
            "identifier": number,
            "author": {"@type": "Organization", "name": plan.issuer},
            "dateCreated": plan.date.iso if plan.date else "",
            "datePublished": plan.publish_on.iso if plan.publish_on else "",
            "temporalCoverage": str(plan.year),
            "inLanguage": settings.language,
            "creativeWorkStatus": plan.status,
            "spatialCoverage": {
                "@type": "AdministrativeArea",
                "name": "".join(place.name for place in plan.region),
                "identifier": next((place.code for place in reversed(plan.region) if place.code), ""),
            },
            "audience": [{"@type": "Audience", "name": name} for name in filter(None, (plan.recipients, *plan.cc))],
            "citation": [_cited(cite, settings) for cite in cites],
            "isPartOf": {"@type": "Collection", "name": settings.title},
            "isBasedOn": plan.source,
        }
    )


def _cited(cite: Mapping[str, str], settings: Settings) -> dict[str, Any]:
    url = _url(cite["url"], settings) if cite["url"] else ""
    name = cite["title"] or cite["doc_number"]
    return _filled({"@type": "CreativeWork", "name": name, "identifier": cite["doc_number"], "url": url})


def _trail(page: Page, settings: Settings) -> dict[str, Any] | None:
    """The breadcrumbs as a BreadcrumbList."""
    trail: Sequence[Link] = page.data.get("crumbs", ())
    items = [
        _filled(
            {
                "@type": "ListItem",
                "position": n,
                "name": link.label,
                "item": _url(link.url or page.url, settings),
            }
        )
        for n, link in enumerate(trail, 1)
    ]
    listed = {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}
    return listed if items else None


def _url(url: str, settings: Settings) -> str:
    return settings.base_url + routes.href(url) if settings.has_address else ""


def search_address(settings: Settings) -> str:
    """The address that answers a query, {searchTerms} standing for its words (OpenSearch 1.1, 4.4)."""
    return settings.base_url + routes.SEARCH + "?q={searchTerms}"


def _filled(thing: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in thing.items() if value not in ("", None, [])}
