// The newsroom's files, and what a page needs of them. It runs while the site is built; a page's data is what its
// parts print, dates as text, as one would write it to keep pages small.

import { readFileSync, readdirSync } from 'node:fs';

const folder = process.env.BENCH_CONTENT ?? '../../public';
const now = Date.parse(process.env.BENCH_NOW ?? '2026-01-15T22:12:24+03:00');
const read = (path) => JSON.parse(readFileSync(`${folder}/${path}`, 'utf8'));
const slugs = (kind) => readdirSync(`${folder}/${kind}`).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));

const site = read('site.json');
const edition = site.editions[site.default_edition];
const zone = edition.time_zone;

/** Newest first, as Khabar orders them. */
const articles = slugs('articles')
  .map((slug) => ({ slug, ...read(`articles/${slug}.json`) }))
  .filter(({ status, date_published, expires }) => (status ?? 'published') === 'published'
    && Date.parse(date_published) <= now && !(Date.parse(expires) <= now))
  .sort((a, b) => Date.parse(b.date_published) - Date.parse(a.date_published) || (a.slug < b.slug ? -1 : 1));
const bySlug = new Map(articles.map((article) => [article.slug, article]));

const day = new Intl.DateTimeFormat('ar-KW-u-nu-latn', { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' });
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: 'numeric', minute: '2-digit' });

function time(instant) {
  const [hour, minute] = clock.format(Date.parse(instant)).split(':').map(Number);
  const half = hour < 12 ? 'صباحًا' : 'مساءً';
  const words = `${day.format(Date.parse(instant))}، ${(hour + 11) % 12 + 1}:${String(minute).padStart(2, '0')} ${half}`;
  return { instant, words };
}

const sectionOf = (slug) => edition.sections.find((section) => section.slug === slug);
const slugOfWords = (words) => words.trim().toLowerCase().replace(/[\s/]+/g, '-').replace(/[^\p{L}\p{M}\p{N}_-]/gu, '');

function picture(image) {
  const focus = image.focus?.map((part) => Math.floor((Math.round(part * 100) + 12) / 25)).join('');
  return { url: image.url, width: image.width, height: image.height, focus, alt: image.alt, caption: image.caption, credit: image.credit };
}

function teaser(article, withStandfirst) {
  const { slug, kind, kicker, language, authors, sponsor } = article;
  return {
    href: `/article/${slug}/`,
    kind,
    kicker,
    headline: article.alternative_headline ?? article.headline,
    standfirst: withStandfirst ? article.standfirst : undefined,
    language: language && { lang: language, dir: language.startsWith('ar') ? 'rtl' : 'ltr' },
    time: time(article.date_published),
    image: article.lead_image && { ...picture(article.lead_image), alt: '', caption: undefined, credit: undefined },
    author: kind === 'opinion' || kind === 'analysis' ? authors?.[0]?.name : undefined,
    isSponsored: Boolean(sponsor),
  };
}

function sponsor(slot, section) {
  const found = site.sponsors.find(({ slots, sections, starts, ends }) => slots.includes(slot)
    && (!sections?.length || sections.includes(section)) && !(Date.parse(starts) > now) && !(Date.parse(ends) <= now));
  if (!found) {
    return undefined;
  }
  const phone = found.creatives.filter(({ width }) => width <= 360).sort((a, b) => a.height - b.height);
  const narrow = slot === 'body' ? phone.at(-1) : phone[0];
  const wide = slot === 'body' ? narrow : [...found.creatives].sort((a, b) => b.width - a.width)[0];
  const { name, link, label } = found;
  return { slot, name, link, label, clean: label.replaceAll('ـ', ''), narrow, wide };
}

/** What stands around every page. */
export function frame() {
  const pages = slugs('pages').map((slug) => ({ href: `/${slug}/`, text: read(`pages/${slug}.json`).headline }));
  return {
    name: edition.name,
    nameplate: edition.nameplate,
    menu: edition.navigation.map(({ section }) => ({ href: `/section/${section}/`, text: sectionOf(section).name })),
    footer: { ...edition.footer, pages, social: edition.social },
  };
}

export function front() {
  const shown = new Set();
  const take = (article) => article && !shown.has(article.slug) && Boolean(shown.add(article.slug));
  const top = edition.front.pinned.map((slug) => bySlug.get(slug)).filter(take);
  const isNews = ({ kind, sponsor }) => kind !== 'opinion' && kind !== 'review' && !sponsor;
  for (const article of articles.filter(isNews)) {
    if (top.length < 6 && take(article)) {
      top.push(article);
    }
  }
  const isView = ({ kind }) => kind === 'opinion' || kind === 'analysis';
  const strips = edition.sections.map(({ slug, name }) => {
    const own = [];
    for (const article of articles) {
      if (article.article_section === slug && own.length < 5 && take(article)) {
        own.push(article);
      }
    }
    const pictured = own.findIndex(({ lead_image }) => lead_image);
    if (pictured > 0 && !own.every(isView)) {
      own.unshift(...own.splice(pictured, 1));
    }
    const nPictures = own.filter(({ lead_image }) => lead_image).length;
    const look = own.every(isView) ? 'opinion' : nPictures * 2 > own.length ? 'pictures' : 'plain';
    const teasers = own.map((article, index) => teaser(article, look === 'pictures' && index === 0));
    return { name, href: `/section/${slug}/`, look, teasers };
  }).filter(({ teasers }) => teasers.length > 0);
  const latest = articles.filter(({ slug }) => !shown.has(slug)).slice(0, 8).map((article) => teaser(article, false));
  return {
    name: edition.name,
    teasers: top.map((article, index) => teaser(article, index < 5)),
    strips,
    latest,
    sponsors: { top: sponsor('top'), end: sponsor('end') },
  };
}

const month = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit' });
const monthName = new Intl.DateTimeFormat('ar-KW-u-nu-latn', { timeZone: 'UTC', year: 'numeric', month: 'long' });

export function section(slug) {
  const found = sectionOf(slug);
  if (!found) {
    return undefined;
  }
  const own = articles.filter(({ article_section }) => article_section === slug);
  const teasers = own.slice(0, 24).map((article, index) => teaser(article, index < 5));
  const months = [...new Set(own.map(({ date_published }) => month.format(Date.parse(date_published))))];
  const newest = months.filter((name) => name.startsWith(months[0].slice(0, 4)));
  const years = [...new Set(months.map((name) => name.slice(0, 4)))];
  return {
    name: found.name,
    teasers,
    months: newest.map((name) => ({ href: `/section/${slug}/${name.replace('-', '/')}/`, text: monthName.format(Date.parse(`${name}-01`)) })),
    years: years.map((name) => ({ href: `/section/${slug}/${name}/`, text: name })),
    isAmongViews: own.slice(0, 24).every(({ kind }) => kind === 'opinion'),
    sponsors: { top: sponsor('top', slug), end: sponsor('end', slug) },
  };
}

/** The blocks with what only the whole newsroom or the whole text knows: links' headlines, notes' numbers, sponsors. */
function prepared(blocks, article) {
  const notes = blocks.flatMap((block) => (block.type === 'footnotes' ? block.items.map(({ id }) => id) : []));
  const text = (value) => {
    if (Array.isArray(value)) {
      return value.map(text);
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const copy = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, text(part)]));
    return copy.type === 'footnote' ? { ...copy, number: notes.indexOf(copy.id) + 1 } : copy;
  };
  return blocks.map((block, index) => {
    switch (block.type) {
      case 'heading':
        return { ...text(block), id: block.id ?? (block.level === 2 ? `part.${index}` : undefined) };
      case 'read_also':
        return { type: block.type, label: block.label, links: named(block.articles) };
      case 'sponsor_slot':
        return { type: block.type, sponsor: sponsor('body', article.article_section) };
      case 'details':
        return { ...text(block), body: prepared(block.body, article) };
      case 'figure':
        return { ...block, image: picture(block.image) };
      case 'gallery':
        return { ...block, items: block.items.map(picture) };
      case 'correction':
        return { ...text(block), time: time(block.date) };
      default:
        return text(block);
    }
  });
}

const named = (slugs) => slugs.map((slug) => bySlug.get(slug)).filter(Boolean)
  .map(({ slug, headline }) => ({ href: `/article/${slug}/`, text: headline }));

/** Older articles that share most with this one. */
function alike(article) {
  const own = articles.indexOf(article);
  const weight = ({ keywords, article_section }) => 2 * keywords.filter((keyword) => article.keywords.includes(keyword)).length
    + Number(article_section === article.article_section);
  return articles.slice(own + 1).map((other) => [weight(other), other]).filter(([found]) => found > 0)
    .sort(([a], [b]) => b - a).map(([, other]) => other);
}

export function article(slug) {
  const found = bySlug.get(slug);
  if (!found) {
    return undefined;
  }
  const inText = new Set(found.body.flatMap((block) => (block.type === 'read_also' ? block.articles : [])));
  const related = found.related.map((other) => bySlug.get(other)).filter((other) => other && other !== found);
  for (const other of alike(found)) {
    if (related.length < 6 && !related.includes(other) && !inText.has(other.slug)) {
      related.push(other);
    }
  }
  const older = articles.slice(articles.indexOf(found) + 1)
    .find((other) => other.article_section === found.article_section && !related.includes(other) && !inText.has(other.slug));
  const section = sectionOf(found.article_section);
  const language = found.language ?? edition.language;
  const body = prepared(found.body, found);
  const parts = body.filter(({ type, level }) => type === 'heading' && level === 2).map(({ id, text }) => ({ id, text }));
  const sponsorName = found.sponsor && site.sponsors.find(({ id }) => id === found.sponsor)?.name;
  return {
    headline: found.headline,
    address: `${site.base_url}article/${slug}/`,
    language: found.language && { lang: language, dir: language.startsWith('ar') ? 'rtl' : 'ltr' },
    kind: found.kind === 'opinion' ? 'opinion' : undefined,
    sponsor: found.sponsor && { name: sponsorName },
    section: section && { href: `/section/${section.slug}/`, text: section.name },
    kicker: found.kicker,
    standfirst: found.standfirst,
    authors: found.authors ?? [],
    filed: [found.dateline, ...(found.agencies ?? [])].filter(Boolean).join(' – '),
    published: time(found.date_published),
    modified: found.date_modified && time(found.date_modified),
    image: found.lead_image && picture(found.lead_image),
    parts: parts.length >= 4 ? parts : [],
    body,
    corrections: (found.corrections ?? []).map(({ date, text }) => ({ time: time(date), text })),
    topics: found.keywords.map((text) => ({ href: `/tag/${slugOfWords(text)}/`, text })),
    older: older && { href: `/article/${older.slug}/`, text: older.headline },
    related: related.map((other) => teaser(other, false)),
    sponsors: { top: sponsor('top', found.article_section), end: sponsor('end', found.article_section) },
  };
}

export const articleEntries = () => articles.map(({ slug }) => ({ slug }));
export const sectionEntries = () => edition.sections.map(({ slug }) => ({ slug }));
