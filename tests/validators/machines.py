"""Reads the feeds, sitemaps and robots.txt of a finished site with programs that Khabar's authors did not write.

    python machines.py SITE NOW [SITEMAP_XSD]

SITE is the folder, NOW the instant of its build. feedparser reads RSS and Atom, lxml all XML and, with the published
schema, sitemaps; ultimate-sitemap-parser reads the news and images in them; Python's own robotparser reads robots.txt.
What the formats ask for beyond that (RSS 2.0, RFC 4287, JSON Feed 1.1, Google's rules for news) is asked here. Each
fault is a line, and the exit status says whether there was one. scripts/test installs what this needs.
"""

import datetime
import email.utils
import json
import pathlib
import re
import sys
import urllib.parse
import urllib.robotparser

import feedparser
import lxml.html
from lxml import etree
from usp.tree import sitemap_from_str

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
XML = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)

# What feed readers keep of HTML.
TAGS = set(
    "a audio bdi blockquote br caption code div em figcaption figure h2 h3 h4 hr img li ol p pre small strong sub sup"
    " table td th tr ul video".split()
)
ATTRIBUTES = set("alt colspan controls dir height href lang poster preload rel rowspan src start width".split())

faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


class Site:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        robots = (self.folder / "robots.txt").read_text(encoding="utf-8")
        self.robots = urllib.robotparser.RobotFileParser()
        self.robots.parse(robots.splitlines())
        self.sitemaps = self.robots.site_maps() or []
        # Everything else hangs on the address that robots.txt gives the index.
        self.base = next((url.removesuffix("sitemap.xml") for url in self.sitemaps if url.endswith("/sitemap.xml")), "")
        if not self.base:
            fault("robots.txt", "names no sitemap")

    def file(self, url):
        """The file of a whole address of this site, if it is one and is there."""
        if not url.startswith(self.base):
            return None
        path = urllib.parse.unquote(url[len(self.base):].split("#")[0].split("?")[0])
        for name in ([path + "index.html"] if path == "" or path.endswith("/") else [path, path + ".html"]):
            if (self.folder / name).is_file():
                return self.folder / name
        return None


def is_whole(url):
    parts = urllib.parse.urlsplit(url)
    return parts.scheme in ("http", "https", "mailto", "tel") and bool(parts.netloc or parts.path)


def check_html(where, html):
    root = lxml.html.fragment_fromstring(html, create_parent="x")
    first = root[0] if len(root) else None
    if first is None or not first.get("dir") or not first.get("lang"):
        fault(where, "the text says neither direction nor language")
    for element in root.iter():
        if element is root:
            continue
        if element.tag not in TAGS:
            fault(where, f"<{element.tag}> in the text")
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES:
                fault(where, f"attribute {name} in the text")
            if name in ("href", "src", "poster") and not is_whole(value):
                fault(where, f"{value} is no whole address")
        if element.tag == "img" and element.get("alt") is None:
            fault(where, "a picture without alt")


def check_enclosure(site, where, url, media_type, length):
    file = site.file(url)
    if file is None:
        fault(where, f"{url} is not in the site")
    elif str(file.stat().st_size) != str(length):
        fault(where, f"{url} has {file.stat().st_size} bytes, not {length}")
    if not str(media_type).startswith("image/"):
        fault(where, f"{media_type} is no picture")


def check_names(where, names):
    for name in {name for name in names if names.count(name) > 1}:
        fault(where, f"{name} is the name of two articles")


def check_xml_feed(site, path, kind):
    where, data = str(path.relative_to(site.folder)), path.read_bytes()
    try:
        tree = etree.fromstring(data, XML)
    except etree.XMLSyntaxError as error:
        return fault(where, f"is no XML: {error}")
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if feed.bozo:
        fault(where, f"feedparser: {feed.bozo_exception}")
    if feed.version != kind:
        fault(where, f"is {feed.version}, not {kind}")
    for needed in ("title", "link", "language"):
        if not feed.feed.get(needed):
            fault(where, f"has no {needed}")
    rels = {link.rel: link.href for link in feed.feed.get("links", [])}
    if site.file(rels.get("self", "")) != path:
        fault(where, f"calls itself {rels.get('self')}")
    if site.file(feed.feed.get("link", "")) is None:
        fault(where, f"{feed.feed.get('link')} is not in the site")
    check_names(where, [entry.get("id") for entry in feed.entries])
    for entry in feed.entries:
        name = f"{where}: {entry.get('id')}"
        for needed in ("id", "title", "link"):
            if not entry.get(needed):
                fault(name, f"has no {needed}")
        if re.search(r"[\r\n\t]", entry.get("title", "")):
            fault(name, "the title has more than one line")
        if not entry.get("published_parsed"):
            fault(name, f"{entry.get('published')} is no date")
        if site.file(entry.get("link", "")) is None:
            fault(name, f"{entry.get('link')} is not in the site")
        for content in entry.get("content", []) or []:
            check_html(name, content.value)
        for enclosure in entry.get("enclosures", []):
            check_enclosure(site, name, enclosure.get("href"), enclosure.get("type"), enclosure.get("length"))
    if kind == "rss20":
        check_rss(where, tree)
    else:
        check_atom(where, tree)


def check_rss(where, tree):
    """What RSS 2.0 asks for and feedparser forgives."""
    if tree.tag != "rss" or tree.get("version") != "2.0" or len(tree.findall("channel")) != 1:
        fault(where, "is no RSS 2.0 with one channel")
    channel = tree.find("channel")
    for needed in ("title", "link", "description"):
        if channel.find(needed) is None:
            fault(where, f"the channel has no {needed}")
    for date in channel.iter("pubDate", "lastBuildDate"):
        try:
            read = email.utils.parsedate_to_datetime(date.text)
            if read.strftime("%a") != date.text[:3] or not re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} [\d:]{8} [+-]\d{4}", date.text):
                raise ValueError("the weekday or the form is wrong")
        except (TypeError, ValueError) as error:
            fault(where, f"{date.text}: {error}")
    for item in channel.iter("item"):
        if item.find("guid") is None or item.find("guid").get("isPermaLink") != "false":
            fault(where, "a guid that readers take for an address")
        if len(item.findall("enclosure")) > 1:
            fault(where, "more than one enclosure")


def check_atom(where, tree):
    """What RFC 4287 asks for and feedparser forgives."""
    atom = "{http://www.w3.org/2005/Atom}"
    for element in [tree, *tree.iter(f"{atom}entry")]:
        for needed in ("id", "title", "updated"):
            if len(element.findall(f"{atom}{needed}")) != 1:
                fault(where, f"{element.tag}: {needed} must be there once")
        if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:\S+$", element.findtext(f"{atom}id") or ""):
            fault(where, f"{element.findtext(f'{atom}id')} is no IRI")
    if tree.find(f"{atom}author") is None and any(entry.find(f"{atom}author") is None for entry in tree.iter(f"{atom}entry")):
        fault(where, "nobody is the author")
    for date in tree.iter(f"{atom}updated", f"{atom}published"):
        check_rfc_3339(where, date.text)


def check_rfc_3339(where, text):
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)", text or ""):
            raise ValueError("another form")
        return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError as error:
        fault(where, f"{text}: {error}")
        return None


FEED_FIELDS = {
    "version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str, "language": str,
    "authors": list, "hubs": list, "items": list,
}
ITEM_FIELDS = {
    "id": str, "url": str, "title": str, "content_html": str, "summary": str, "image": str, "date_published": str,
    "date_modified": str, "authors": list, "tags": list, "language": str, "attachments": list,
}


def check_fields(where, thing, fields):
    for name, value in thing.items():
        if name not in fields or not isinstance(value, fields[name]):
            fault(where, f"{name} is no field of JSON Feed, or of another type")


def check_json_feed(site, path):
    """https://www.jsonfeed.org/version/1.1/"""
    where = str(path.relative_to(site.folder))
    try:
        feed = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        return fault(where, f"is no JSON: {error}")
    check_fields(where, feed, FEED_FIELDS)
    if feed.get("version") != "https://jsonfeed.org/version/1.1" or not feed.get("title"):
        fault(where, "has no version or title")
    if site.file(feed.get("feed_url", "")) != path:
        fault(where, f"calls itself {feed.get('feed_url')}")
    check_names(where, [item.get("id") for item in feed.get("items", [])])
    for item in feed.get("items", []):
        name = f"{where}: {item.get('id')}"
        check_fields(name, item, ITEM_FIELDS)
        if not item.get("id") or not item.get("content_html"):
            fault(name, "has no id or no content")
        else:
            check_html(name, item["content_html"])
        if site.file(item.get("url", "")) is None:
            fault(name, f"{item.get('url')} is not in the site")
        for date in ("date_published", "date_modified"):
            if date in item:
                check_rfc_3339(name, item[date])
        for author in item.get("authors", []):
            if not author.get("name") and not author.get("url"):
                fault(name, "an author without name and address")
        for attachment in item.get("attachments", []):
            check_enclosure(site, name, attachment["url"], attachment["mime_type"], attachment.get("size_in_bytes"))


def check_sitemap(site, path, schema, now):
    where, data = str(path.relative_to(site.folder)), path.read_bytes()
    try:
        tree = etree.fromstring(data, XML)
    except etree.XMLSyntaxError as error:
        return fault(where, f"is no XML: {error}")
    if len(data) > 50 * 1024 * 1024 or len(tree) > 50_000:
        fault(where, "is larger than a sitemap may be")
    is_news = path.name == "sitemap-news.xml"
    urls = tree.findall(f"{SITEMAP}url")
    for url in urls:
        file = site.file(url.findtext(f"{SITEMAP}loc") or "")
        if file is None:
            fault(where, f"{url.findtext(f'{SITEMAP}loc')} is not in the site")
        elif "noindex" in re.sub(r"(?s)<body.*", "", file.read_text(encoding="utf-8")):
            fault(where, f"{url.findtext(f'{SITEMAP}loc')} is not to be indexed")
        for image in url.iter(f"{IMAGE}loc"):
            if not image.text or site.base in image.text and site.file(image.text) is None:
                fault(where, f"the picture {image.text} is not in the site")
    # A program of somebody else's finds the same.
    parsed = sitemap_from_str(data.decode("utf-8"))
    pages = list(parsed.all_pages()) if urls else []
    if len(pages) != len(urls):
        fault(where, f"ultimate-sitemap-parser finds {len(pages)} of {len(urls)} addresses")
    n_images = len(list(tree.iter(f"{IMAGE}loc")))
    if sum(len(page.images or []) for page in pages) != n_images:
        fault(where, f"ultimate-sitemap-parser does not find {n_images} pictures")
    stories = [page.news_story for page in pages if page.news_story]
    if len(stories) != len(list(tree.iter(f"{NEWS}news"))):
        fault(where, "ultimate-sitemap-parser does not read each story")
    if is_news:
        if len(stories) > 1_000:
            fault(where, f"has {len(stories)} stories")
        for story in stories:
            age = now - story.publish_date
            if not datetime.timedelta(0) <= age < datetime.timedelta(hours=48):
                fault(where, f"{story.title} is {age} old")
            if not story.publication_name or not re.fullmatch(r"[a-z]{2,3}|zh-cn|zh-tw", story.publication_language or ""):
                fault(where, f"{story.title} has no publication of a language")
    elif stories:
        fault(where, "news in another sitemap than that of news")
    if schema is not None and etree.QName(tree).localname == "urlset":
        # The schema of the core; it has none of the extensions, which were read above.
        for element in [element for element in tree.iter() if isinstance(element.tag, str) and not element.tag.startswith(SITEMAP)]:
            if element.getparent().tag.startswith(SITEMAP):
                element.getparent().remove(element)
        if not schema.validate(tree):
            fault(where, f"against the schema: {schema.error_log.last_error}")


def check_index(site, path):
    where = str(path.relative_to(site.folder))
    tree = etree.fromstring(path.read_bytes(), XML)
    if tree.tag != f"{SITEMAP}sitemapindex" or len(tree) == 0:
        return fault(where, "is no index of sitemaps")
    named = [sitemap.findtext(f"{SITEMAP}loc") for sitemap in tree]
    for url in named:
        if site.file(url) is None:
            fault(where, f"{url} is not in the site")
    for sitemap in tree:
        if sitemap.find(f"{SITEMAP}lastmod") is not None:
            check_rfc_3339(where, sitemap.findtext(f"{SITEMAP}lastmod"))
    others = {file for file in site.folder.glob("sitemap-*.xml") if file.name != "sitemap-news.xml"}
    if {site.file(url) for url in named} != others:
        fault(where, "does not name each sitemap once")


def main(folder, now, xsd=None):
    site = Site(folder)
    now = datetime.datetime.fromisoformat(now.replace("Z", "+00:00"))
    schema = etree.XMLSchema(etree.parse(xsd)) if xsd else None
    n_feeds = n_sitemaps = 0
    for path in sorted(site.folder.rglob("*")):
        if path.name in ("feed.xml", "atom.xml"):
            check_xml_feed(site, path, "rss20" if path.name == "feed.xml" else "atom10")
            n_feeds += 1
        elif path.name == "feed.json":
            check_json_feed(site, path)
            n_feeds += 1
        elif path.parent == site.folder and re.fullmatch(r"sitemap-.*\.xml", path.name):
            check_sitemap(site, path, schema, now)
            n_sitemaps += 1
    check_index(site, site.folder / "sitemap.xml")
    for url in site.sitemaps:
        if site.file(url) is None:
            fault("robots.txt", f"{url} is not in the site")
    if not site.robots.can_fetch("Googlebot", site.base):
        fault("robots.txt", "keeps Google away")
    if n_feeds < 3 or n_sitemaps < 2:
        fault(folder, "has no feeds or no sitemaps")
    print("\n".join(faults[:50]))
    print(f"{n_feeds} feeds, {n_sitemaps} sitemaps, {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main(*sys.argv[1:]))
