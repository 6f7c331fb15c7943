// A newsroom of any size, made of the sample's sentences: the same number gives the same files on every machine.

import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NOW, ROOT, WORK, die, settings } from './common.mjs';

const USAGE = `
bench/generate --articles 1000 [--out DIR]

Writes a folder of content, to be built with: khabar build --content DIR
`;

/** About as many stories as a newsroom of middle size prints in a day. */
const PER_DAY = 40;

const KINDS = ['news', 'news', 'news', 'news', 'news', 'news', 'news', 'brief', 'analysis', 'opinion'];

/** A few hundred topics, as a newsroom has, made of two words each. */
const N_TOPICS = 300;

/** Random numbers of which everybody gets the same (mulberry32). */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const words = (text) => (typeof text === 'string' ? text : Array.isArray(text) ? text.map(words).join('') : words(text?.text ?? ''));

/** What the samples in Arabic are made of. */
function material() {
  const folder = join(ROOT, 'public', 'articles');
  const samples = readdirSync(folder).sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    .filter(({ language }) => !language || language.startsWith('ar'));
  const paragraphs = samples.flatMap(({ body }) => body.filter((block) => typeof block === 'string' || block.type === 'paragraph'))
    .map((block) => words(block));
  return {
    sentences: paragraphs.flatMap((paragraph) => paragraph.split(/(?<=[.؟!])\s+/)).filter((sentence) => sentence.length > 40),
    headlines: samples.map(({ headline }) => headline),
    standfirsts: samples.map(({ standfirst }) => standfirst).filter(Boolean),
    pictures: samples.map(({ lead_image: image }) => image).filter((image) => image?.url.startsWith('/media/')),
    topics: [...new Set(samples.flatMap(({ keywords }) => keywords))],
    authors: [...new Map(samples.flatMap(({ authors }) => authors ?? []).filter(({ slug }) => slug).map(({ name, slug }) => [slug, { name, slug }])).values()],
  };
}

/** Writes `nArticles` to `out`, which is emptied before. */
export function generate(nArticles, out) {
  const made = material();
  const site = JSON.parse(readFileSync(join(ROOT, 'public', 'site.json'), 'utf8'));
  const edition = site.editions[site.default_edition];
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'articles'), { recursive: true });
  for (const name of ['media', 'icons', 'fonts']) {
    cpSync(join(ROOT, 'public', name), join(out, name), { recursive: true });
  }
  // These name samples, which are not here.
  delete edition.front;
  delete site.publisher.policies;
  writeFileSync(join(out, 'site.json'), JSON.stringify(site, undefined, 2));

  const random = numbers(20260115);
  const one = (list) => list[Math.floor(random() * list.length)];
  const pair = () => `${one(made.topics)} ${one(made.topics)}`;
  const topics = Array.from({ length: N_TOPICS }, pair);
  const newest = Date.parse(NOW) - 60_000;
  const slugs = [];
  for (let index = 0; index < nArticles; index += 1) {
    // From the oldest on, so that a story can name those before it.
    const age = (nArticles - 1 - index) * 86_400_000 / PER_DAY;
    const published = new Date(Math.floor((newest - age) / 60_000) * 60_000 + 3 * 3_600_000).toISOString().replace('.000Z', '+03:00');
    const paragraphs = Array.from({ length: 6 + Math.floor(random() * 6) }, () => (
      Array.from({ length: 2 + Math.floor(random() * 3) }, () => one(made.sentences)).join(' ')));
    const body = [...paragraphs];
    if (random() < 0.4) {
      body.splice(3, 0, { type: 'heading', level: 2, text: one(made.headlines) });
    }
    if (random() < 0.2) {
      const { caption, credit, ...picture } = one(made.pictures);
      body.splice(2, 0, { type: 'figure', image: { ...picture, ...(credit ? { credit } : {}) } });
    }
    if (random() < 0.2) {
      body.splice(5, 0, { type: 'list', items: Array.from({ length: 4 }, () => one(made.sentences)) });
    }
    if (random() < 0.15) {
      body.splice(4, 0, { type: 'quote', body: [one(made.sentences)], source: one(made.authors).name });
    }
    if (slugs.length > 0 && random() < 0.3) {
      body.push({ type: 'read_also', articles: [one(slugs.slice(-500))] });
    }
    const slug = `story-${String(index + 1).padStart(6, '0')}`;
    const article = {
      version: 1,
      id: `bench-${index + 1}`,
      kind: one(KINDS),
      kicker: one(made.topics),
      // The number keeps two headlines from being the same.
      headline: `${one(made.headlines)} (${index + 1})`,
      standfirst: one(made.standfirsts),
      article_section: one(edition.sections).slug,
      authors: [one(made.authors)],
      dateline: 'الكويت',
      date_published: published,
      ...(random() < 0.7 ? { lead_image: one(made.pictures) } : {}),
      keywords: [...new Set(Array.from({ length: 1 + Math.floor(random() * 4) }, () => one(topics)))],
      body,
      related: [],
    };
    slugs.push(slug);
    writeFileSync(join(out, 'articles', `${slug}.json`), JSON.stringify(article, undefined, 2));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = settings(USAGE, { articles: { type: 'string', default: '1000' }, out: { type: 'string' } });
  const nArticles = Number(options.articles);
  if (!Number.isInteger(nArticles) || nArticles < 1) {
    die(`--articles takes a number, and ${options.articles} is none.`);
  }
  const out = resolve(options.out ?? join(WORK, `content-${nArticles}`));
  generate(nArticles, out);
  console.log(out);
}
