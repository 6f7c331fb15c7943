// The seed's page: from the front to the article without a reload, and every line of it in order.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CLOCK, DAY, FIXTURES, assertClockIsRight, assertFrame, assertNoReload, assertQuiet, clickQuietly, dataPath, flow, linkTo,
  mark, mount, readMasthead, runFlows, sleep, teasers, unanswered, visit, waitForFront, waitForHeadline,
} from './flow.mjs';

const LINES = readFileSync(join(FIXTURES, 'seed-lines.txt'), 'utf8').split('\n').filter(Boolean);
const HEADLINE = LINES[4];
const dist = mount();

/** The front's teaser of the seed's article. */
async function seedTeaser(page, site) {
  const found = (await teasers(page, site)).find(({ text }) => text === HEADLINE);
  assert.ok(found, `the front has no teaser «${HEADLINE}»`);
  return found;
}

/**
 * Looks for each line as the text of a visible element, every one after the one before. The first
 * line is the date header, whose time runs; the copyright's year is the build's.
 */
async function assertEveryLine(page) {
  const thisYear = new Date().getFullYear();
  const wanted = LINES.map((line, index) => {
    if (index === 0) {
      return { pattern: `${DAY.source.slice(1, -1)} ${CLOCK.source.slice(1, -1)}` };
    }
    const copyright = line.match(/^(.*) © 2025$/);
    return copyright ? { pattern: `${copyright[1]} © 2025(–(20\\d\\d))?` } : { text: line };
  });
  const seen = await page.evaluate((lines) => {
    // A score or a range is held together by a joiner that nobody sees.
    const squeeze = (text) => text.replace(/\u2060/g, '').replace(/\s+/g, ' ').trim();
    const isVisible = (element) => {
      const box = element.getBoundingClientRect();
      return box.width > 1 && box.height > 1 && getComputedStyle(element).visibility === 'visible';
    };
    const elements = [...document.querySelectorAll('#khabar *')];
    let from = 0;
    return lines.map(({ text, pattern }) => {
      const matches = pattern ? (words) => new RegExp(`^${pattern}$`).test(words) : (words) => words === text;
      const at = elements.findIndex((element, index) => index >= from && matches(squeeze(element.textContent)) && isVisible(element));
      if (at < 0) {
        return null;
      }
      from = at + 1;
      return squeeze(elements[at].textContent);
    });
  }, wanted);
  seen.forEach((text, index) => assert.ok(text, `line ${index + 1} of the seed is missing, hidden or out of order: «${LINES[index]}»`));

  const years = seen.find((text) => text.includes('©')).match(/–(\d{4})$/);
  if (years) {
    assert.ok(Number(years[1]) > 2025 && Number(years[1]) <= thisYear, `the copyright runs to ${years[1]}, in ${thisYear}`);
  }
}

flow('the front leads to the seed’s article without a reload, and every line is there', { site: dist }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  await assertFrame(page);
  const { href, path } = await seedTeaser(page, site);
  await mark(page);
  site.resetRequests();
  await page.click(linkTo(href));
  await waitForHeadline(page, HEADLINE);
  await assertNoReload(page);
  await assertEveryLine(page);
  await assertFrame(page);
  assert.equal(await page.evaluate(() => location.pathname), path);
  assert.match(await page.evaluate(() => document.title), new RegExp(HEADLINE));
  // The pointer now lies on the new page and may prefetch what is under it; the page itself is one request.
  const data = dataPath(site, path);
  assert.equal(site.fetches.filter((request) => request.path === data).length, 1, `${data} was meant to be fetched once`);
  assert.deepEqual(site.fetches.filter((request) => !request.path.endsWith('/page.v1.json')).map((request) => request.path), [],
    'a navigation asks for page data only');
  await assertQuiet(page);
});

flow('each page after the first costs one request', { site: dist }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  const { href, path } = await seedTeaser(page, site);
  await sleep(500);
  site.resetRequests();
  await clickQuietly(page, linkTo(href));
  await waitForHeadline(page, HEADLINE);
  await sleep(500);
  assert.deepEqual(site.fetches.map((request) => request.path), [dataPath(site, path)]);
  await assertQuiet(page);
});

flow('the seed’s address opens by itself', { site: dist }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  const { path } = await seedTeaser(page, site);
  site.resetRequests();
  await visit(page, site.origin + path);
  await waitForHeadline(page, HEADLINE);
  await assertEveryLine(page);
  await assertFrame(page);
  const data = dataPath(site, path);
  assert.ok(site.fetches.filter((request) => request.path === data).length <= 1, `${data} was fetched more than once`);
  assert.deepEqual(unanswered(site), []);

  await mark(page);
  await page.click('.masthead .nameplate');
  await waitForFront(page);
  await assertNoReload(page);
  await assertQuiet(page);
});

flow('the date header shows the newsroom’s day and time', { site: dist }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  await page.waitFor(() => document.querySelector('.masthead-clock').textContent);
  const shown = await readMasthead(page);
  assert.match(shown.day, DAY);
  assert.match(shown.clock, CLOCK);
  assertClockIsRight(shown, 'Asia/Kuwait', 1500);
});

flow('the seed’s markup keeps its promises', { site: dist }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  const { path } = await seedTeaser(page, site);
  await visit(page, site.origin + path);
  await waitForHeadline(page, HEADLINE);
  await page.waitFor(() => document.querySelector('.figure[data-place="lead"] img').complete);
  const seen = await page.evaluate(() => {
    const image = document.querySelector('.figure[data-place="lead"] img');
    const all = (selector, read) => [...document.querySelectorAll(selector)].map(read);
    return {
      language: document.documentElement.lang,
      direction: document.documentElement.dir,
      sponsors: all('.sponsor-link', (link) => [link.rel, link.getAttribute('href')]),
      sponsorLabels: all('.sponsor-label', (label) =>
        [...label.children].map((span) => [span.getAttribute('aria-hidden'), span.className, span.textContent])),
      slots: all('.sponsor-banner', (banner) => banner.dataset.slot),
      slotBeforeHeadline: Boolean(document.querySelector('.sponsor-banner[data-slot="top"]')
        ?.compareDocumentPosition(document.querySelector('h1')) & Node.DOCUMENT_POSITION_FOLLOWING),
      times: all('time', (time) => time.getAttribute('datetime')),
      masthead: document.querySelectorAll('.masthead time').length,
      nosnippet: document.querySelector('.masthead-day')?.closest('[data-nosnippet]') !== null,
      image: [image.naturalWidth > 0, image.hasAttribute('width'), image.hasAttribute('height'), Boolean(image.alt)],
      caption: document.querySelector('.figure[data-place="lead"] figcaption')?.textContent.trim() ?? '',
      credit: document.querySelector('.figure[data-place="lead"] .credit')?.textContent.trim() ?? '',
      kicker: document.querySelector('.article-header .kicker')?.textContent.trim() ?? '',
      standfirst: document.querySelector('.standfirst')?.textContent.trim() ?? '',
      dateline: document.querySelector('.dateline')?.textContent.trim() ?? '',
      published: document.querySelector('.timestamp-published')?.textContent.trim() ?? '',
      modified: document.querySelector('.timestamp-modified time') !== null,
      related: all('.related-articles a', (link) => link.getAttribute('href')).length,
      readAlso: document.querySelector('.read-also a')?.getAttribute('href') ?? '',
      footerLink: document.querySelector('.footer-link a')?.href,
      styles: document.querySelectorAll('[style]').length,
    };
  });
  assert.equal(seen.language, 'ar-KW');
  assert.equal(seen.direction, 'rtl');
  assert.ok(seen.sponsors.length >= 2, 'the page has two sponsor slots');
  for (const [rel] of seen.sponsors) {
    assert.ok(rel.split(' ').includes('sponsored') && rel.split(' ').includes('noopener'), `a sponsor's link has rel="${rel}"`);
  }
  for (const [stretched, clean] of seen.sponsorLabels) {
    assert.equal(stretched[0], 'true', 'the stretched label is hidden from screen readers');
    assert.equal(clean[1], 'visually-hidden');
    assert.equal(clean[2], stretched[2].replaceAll('ـ', ''), 'the clean label has the same words without tatweel');
  }
  assert.ok(seen.slotBeforeHeadline, 'the first sponsor slot stands above the headline');
  assert.ok(seen.times.length >= 2);
  for (const datetime of seen.times) {
    assert.match(datetime ?? '', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?([+-]\d{2}:\d{2}|Z)$/);
    assert.ok(!Number.isNaN(Date.parse(datetime)), `«${datetime}» is no date`);
  }
  assert.equal(seen.masthead, 0, 'the date header is no <time>: it must not pass for the article’s date');
  assert.ok(seen.nosnippet, 'the date header is kept out of search results by data-nosnippet');
  assert.deepEqual(seen.image, [true, true, true, true], 'the lead image is loaded and has width, height and words');
  for (const part of ['caption', 'credit', 'kicker', 'standfirst', 'published', 'readAlso']) {
    assert.ok(seen[part], `the article shows its ${part}`);
  }
  assert.match(seen.dateline, /^[^–]+ – [^–]+$/, 'place of filing and agency');
  assert.ok(seen.modified, 'the time of the update is shown');
  assert.ok(seen.related > 0, 'related articles are offered');
  assert.equal(new URL(seen.footerLink).host, 'www.enogeek.com');
  assert.equal(seen.styles, 0, 'no element has a style attribute');
  await assertQuiet(page);
});

flow('a phone shows the seed’s page without sideways scrolling', { site: dist, viewport: { width: 360, height: 640 } }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  const { href } = await seedTeaser(page, site);
  await clickQuietly(page, linkTo(href));
  await waitForHeadline(page, HEADLINE);
  const { wide, narrow } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, narrow: document.documentElement.clientWidth }));
  assert.ok(wide <= narrow, `the page is ${wide} px wide in a window of ${narrow}`);
  await assertEveryLine(page);
});

runFlows();
