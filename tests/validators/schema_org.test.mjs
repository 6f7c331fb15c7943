// What every page says to search engines, held against schema.org's own vocabulary and Google's rules for articles
// (https://developers.google.com/search/docs/appearance/structured-data/article).

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { faults, vocabulary } from './schema_org.mjs';
import { DIST, largeSite } from './sites.mjs';

const known = vocabulary();

const ARTICLE = /^(AdvertiserContentArticle|(Opinion|Analysis|Background)?NewsArticle)$/;

function documents(folder) {
  return readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('index.html')).map((name) => {
    const html = readFileSync(join(folder, name), 'utf8');
    const scripts = [...html.matchAll(/<script type="application\/ld\+json">([^]*?)<\/script>/g)].map(([, text]) => text);
    return { name, html, scripts };
  }).filter(({ html }) => !html.includes('http-equiv="refresh"'));
}

/** What Google asks of an article besides. */
function lacks(graph, html) {
  const lacking = [];
  for (const node of graph['@graph'].filter((node) => ARTICLE.test(node['@type']))) {
    for (const property of ['headline', 'datePublished', 'dateModified', 'author', 'publisher', 'inLanguage', 'wordCount']) {
      if (node[property] === undefined) lacking.push(property);
    }
    for (const author of [node.author].flat()) if (!author.name && !author['@id']) lacking.push('author.name');
    for (const date of [node.datePublished, node.dateModified]) if (!/[+-]\d\d:\d\d$/.test(date)) lacking.push(`offset of ${date}`);
    if (html.includes('fetchpriority="high"') && !node.image?.length) lacking.push('image');
    if (node['@type'] === 'AdvertiserContentArticle' && !node.sponsor) lacking.push('sponsor');
  }
  const crumbs = graph['@graph'].find((node) => node['@type'] === 'BreadcrumbList')?.itemListElement ?? [];
  crumbs.forEach((crumb, index) => {
    if (crumb.position !== index + 1 || !crumb.name || !crumb.item['@id']) lacking.push(`crumb ${index + 1}`);
  });
  return lacking;
}

function check(folder, least) {
  const pages = documents(folder);
  const wrong = [];
  let articles = 0;
  for (const { name, html, scripts } of pages) {
    if (scripts.length !== 1) {
      wrong.push(`${name}: ${scripts.length} graphs`);
      continue;
    }
    const graph = JSON.parse(scripts[0]);
    articles += graph['@graph'].some((node) => ARTICLE.test(node['@type'])) ? 1 : 0;
    wrong.push(...[...faults(known, graph), ...lacks(graph, html)].map((fault) => `${name}: ${fault}`));
  }
  assert.deepEqual(wrong.slice(0, 20), []);
  assert.ok(articles >= least, `${articles} articles`);
  return { pages: pages.length, articles };
}

test('every page of the sample site', (t) => {
  const { pages, articles } = check(DIST, 40);
  t.diagnostic(`${articles} articles among ${pages} pages`);
});

test('every page of 1,000 generated articles', (t) => {
  const { pages, articles } = check(largeSite(), 1000);
  t.diagnostic(`${articles} articles among ${pages} pages`);
});

test('a fault is found', () => {
  const graph = (node) => ({ '@context': 'https://schema.org', '@graph': [node] });
  const article = { '@type': 'NewsArticle', headline: 'خبر', datePublished: '2026-01-07T09:40:00+03:00' };
  assert.deepEqual(faults(known, graph(article)), []);
  for (const [property, value] of Object.entries({
    headlines: 'خبر', datePublished: '7 يناير 2026', wordCount: '12 كلمة', mainEntityOfPage: '/article/a/', publisher: { '@id': '#nobody' },
    author: { '@type': 'Place', name: 'الكويت' }, sponsor: { '@type': 'Sponsor', name: 'أ' }, headline: '', isAccessibleForFree: 1,
  })) {
    assert.equal(faults(known, graph({ ...article, [property]: value })).length, 1, property);
  }
  assert.equal(faults(known, graph({ '@type': 'NewsItem' })).length, 1);
});
