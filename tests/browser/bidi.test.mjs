// Mixed scripts in one line: each sentence of tests/fixtures/bidi.json is drawn by the page itself, and the glyphs are
// measured. What counts is the order in which a reader meets the parts, not the markup that brings it about.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIXTURES, assertQuiet, build, each, flow, mount, runFlows, variant, visit, waitForHeadline } from './flow.mjs';

const SENTENCES = JSON.parse(readFileSync(join(FIXTURES, 'bidi.json'), 'utf8'));
const RIGHT_TO_LEFT = SENTENCES.filter(({ rtl }) => rtl !== undefined);
const LEFT_TO_RIGHT = SENTENCES.filter(({ ltr }) => ltr !== undefined);
const PLAIN = RIGHT_TO_LEFT.filter(({ rtl }) => typeof rtl === 'string');

assert.ok(SENTENCES.length >= 80);

const article = (id, fields) => ({ version: 1, id, date_published: '2026-01-15T08:00:00+03:00', ...fields });
const paragraphs = (texts) => texts.map((text) => ({ type: 'paragraph', text }));
const ARABIC_HEADLINE = 'فاز Arsenal 3-2 على Chelsea، وقال C++';
const ENGLISH_HEADLINE = 'What القبس wrote';

const site = mount(build('bidi', variant('bidi', (settings) => {
  settings.editions[settings.default_edition].front = { pinned: [] };
}, {
  arabic: article('arabic', {
    headline: ARABIC_HEADLINE,
    kicker: 'لغة C++',
    standfirst: 'صعد Nasdaq 1.5% اليوم',
    authors: [{ name: 'بدر (J. Smith)' }],
    lead_image: { url: '/media/calm-sea.jpg', width: 1600, height: 900, alt: 'بحر C++', caption: 'صورة من F-16 حديثة', credit: 'صورة: AP/رويترز' },
    body: [
      ...paragraphs(RIGHT_TO_LEFT.map(({ rtl }) => rtl)),
      { type: 'list', items: PLAIN.map(({ rtl }) => rtl) },
      { type: 'quote', language: 'en', body: LEFT_TO_RIGHT.map(({ ltr }) => ltr), source: 'مجلة Time' },
    ],
  }),
  english: article('english', {
    language: 'en',
    headline: ENGLISH_HEADLINE,
    body: [
      ...paragraphs(LEFT_TO_RIGHT.map(({ ltr }) => ltr)),
      { type: 'quote', language: 'ar', body: PLAIN.map(({ rtl }) => rtl), source: 'The القبس' },
    ],
  }),
}, { withSamples: false }), '2026-01-15T12:00:00+03:00'));

/**
 * The named parts of each element's words, from left to right. Of words that run left to right each letter must stand
 * to the right of the one before it; `faults` names those that do not.
 */
function measure({ selector, parts }) {
  const unseen = /[\u061c\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]/u;
  const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const arabic = '[\\u0620-\\u065f\\u066e-\\u06d3]';
  const isArabic = (text) => new RegExp(arabic).test(text);
  return [...document.querySelectorAll(selector)].map((element, index) => {
    // On one line, however narrow the column and wide the letters.
    element.style.setProperty('white-space', 'nowrap');
    const letters = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      let at = 0;
      for (const letter of walker.currentNode.data) {
        if (!unseen.test(letter)) {
          letters.push({ letter, node: walker.currentNode, from: at, to: at + letter.length });
        }
        at += letter.length;
      }
    }
    const boxes = letters.map(({ node, from, to }) => {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      const all = [...range.getClientRects()].filter(({ width }) => width > 0);
      return all.length === 0 ? null : {
        left: Math.min(...all.map(({ left }) => left)),
        right: Math.max(...all.map(({ right }) => right)),
        top: Math.min(...all.map(({ top }) => top)),
        bottom: Math.max(...all.map(({ bottom }) => bottom)),
      };
    });
    const text = letters.map(({ letter }) => letter).join('');
    // Offsets of the text in letters, which may be two units long.
    const ordinal = new Map();
    letters.reduce((offset, { letter }, position) => {
      ordinal.set(offset, position);
      return offset + letter.length;
    }, 0);
    const wanted = [...new Set(parts[index])].sort((one, other) => other.length - one.length)
      .map((part) => (isArabic(part) ? `(?<!${arabic})${escaped(part)}(?!${arabic})` : escaped(part)));
    const faults = [];
    const found = [...text.matchAll(new RegExp(wanted.join('|'), 'gu'))].map(({ 0: part, index: offset }) => {
      const first = ordinal.get(offset);
      const own = boxes.slice(first, first + [...part].length).filter(Boolean);
      if (own.length === 0) {
        faults.push(`«${part}» has no place`);
        return { part, middle: 0, top: -Infinity, bottom: Infinity };
      }
      if (/[\p{L}\p{N}]/u.test(part) && !isArabic(part) && own.some(({ left }, at) => at > 0 && left < own[at - 1].left + 0.1)) {
        faults.push(`«${part}» is turned round or torn apart`);
      }
      const [left, right] = [Math.min(...own.map((box) => box.left)), Math.max(...own.map((box) => box.right))];
      return { part, middle: (left + right) / 2, top: Math.min(...own.map(({ top }) => top)), bottom: Math.max(...own.map(({ bottom }) => bottom)) };
    });
    if (Math.max(...found.map(({ top }) => top)) >= Math.min(...found.map(({ bottom }) => bottom))) {
      faults.push('the parts stand on several lines');
    }
    element.style.removeProperty('white-space');
    return { text, faults, order: found.sort((one, other) => one.middle - other.middle).map(({ part }) => part) };
  });
}

/** The sentences stand in the elements of `selector`, and a reader meets their parts in the expected order. */
async function assertOrder(page, selector, sentences) {
  const parts = sentences.map(({ from_right, from_left }) => from_right ?? from_left);
  const seen = await page.evaluate(measure, { selector, parts });
  assert.equal(seen.length, sentences.length, `${selector} stands there once for each sentence`);
  await each(sentences.map(({ about }, index) => ({ name: about, index })), async ({ index }) => {
    const { from_right, from_left } = sentences[index];
    const { text, order, faults } = seen[index];
    assert.deepEqual(from_right ? order.reverse() : order, from_right ?? from_left, `«${text}», from the ${from_right ? 'right' : 'left'}`);
    assert.deepEqual(faults, [], `«${text}»`);
  });
}

flow('each sentence that runs right to left is met in its order', { site }, async ({ page, site }) => {
  await visit(page, site.url('article/arabic/'));
  await waitForHeadline(page, ARABIC_HEADLINE);
  await assertOrder(page, '.body > p', RIGHT_TO_LEFT);
  await assertOrder(page, '.body > .list > li', PLAIN);
  await assertQuiet(page);
});

flow('each sentence that runs left to right is met in its order', { site }, async ({ page, site }) => {
  await visit(page, site.url('article/english/'));
  await waitForHeadline(page, ENGLISH_HEADLINE);
  await assertOrder(page, '.body > p', LEFT_TO_RIGHT);
  await assertQuiet(page);
});

flow('plain words and lists of articles keep the order as well', { site }, async ({ page, site }) => {
  const headline = { about: 'headline', from_right: ['فاز', 'Arsenal', '3', '-', '2', 'على', 'Chelsea', '،', 'وقال', 'C++'] };
  await visit(page, site.url('article/arabic/'));
  await waitForHeadline(page, ARABIC_HEADLINE);
  await assertOrder(page, 'h1', [headline]);
  await assertOrder(page, '.article-header .kicker', [{ about: 'kicker', from_right: ['لغة', 'C++'] }]);
  await assertOrder(page, '.standfirst', [{ about: 'standfirst', from_right: ['صعد', 'Nasdaq', '1.5', '%', 'اليوم'] }]);
  await assertOrder(page, '.byline', [{ about: 'byline', from_right: ['بدر', '(', 'J. Smith', ')'] }]);
  await assertOrder(page, 'figcaption', [{ about: 'caption and credit', from_right: ['من', 'F-16', 'حديثة', ':', 'AP', '/', 'رويترز'] }]);
  assert.equal(await page.evaluate(() => document.querySelector('.figure-image').alt), 'بحر C++', 'no invisible letters in attributes');
  await visit(page, site.url('/'));
  const teasers = await page.evaluate(() => [...document.querySelectorAll('.teaser-headline')].map(({ textContent }) => textContent));
  const found = { [ARABIC_HEADLINE]: headline, [ENGLISH_HEADLINE]: { about: 'English teaser', from_left: ['What', 'القبس', 'wrote'] } };
  await assertOrder(page, '.teaser-headline', teasers.map((text) => found[text]));
  const edges = await page.evaluate(() => [...document.querySelectorAll('.teaser-text > *')].map((element) => getComputedStyle(element).textAlign));
  assert.deepEqual([...new Set(edges)], ['right'], 'a headline in another language keeps the edge of the list');
  await assertQuiet(page);
});

flow('a quotation in another language runs, stands and is marked its own way', { site }, async ({ page, site }) => {
  const seen = () => page.evaluate(() => {
    const [words, source] = ['p', '.quote-source'].map((selector) => document.querySelector(`.quote > ${selector}`));
    const start = (element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const text = range.getBoundingClientRect();
      const box = element.getBoundingClientRect();
      return Math.abs(text.left - box.left) < Math.abs(box.right - text.right) ? 'left' : 'right';
    };
    const rule = (element) => {
      const { borderLeftWidth, borderRightWidth } = getComputedStyle(element);
      return [parseFloat(borderLeftWidth) > 0 && 'left', parseFloat(borderRightWidth) > 0 && 'right'].filter(Boolean).join();
    };
    return { words: start(words), source: start(source), rule: rule(document.querySelector('.quote')) };
  });
  await visit(page, site.url('article/arabic/'));
  await waitForHeadline(page, ARABIC_HEADLINE);
  await assertOrder(page, '.quote > p', LEFT_TO_RIGHT);
  assert.deepEqual(await seen(), { words: 'left', source: 'left', rule: 'left' });
  await visit(page, site.url('article/english/'));
  await waitForHeadline(page, ENGLISH_HEADLINE);
  await assertOrder(page, '.quote > p', PLAIN);
  assert.deepEqual(await seen(), { words: 'right', source: 'right', rule: 'right' });
});

flow('a mark stands on its letter: a vowelled word is as wide as a bare one', { site }, async ({ page, site }) => {
  await page.goto(site.url('/article/arabic/'));
  const wider = await page.evaluate(async () => {
    const words = ['مُدَّة', 'المُعلِّم', 'قُوَّةٌ', 'حُبٌّ', 'سِتٍّ', 'الشَّمس', 'رحمٰن', 'اللّٰه'];
    const pen = document.createElement('canvas').getContext('2d');
    const found = [];
    for (const face of ['Markazi Text', 'Vazirmatn']) {
      for (const weight of [400, 700]) {
        pen.font = `${weight} 100px "${face}"`;
        if (!(await document.fonts.load(pen.font, 'مدة')).length) found.push(`no ${face}`);
        for (const word of words) {
          const bare = word.replace(/[\u064b-\u0652\u0670]/gu, '');
          const more = pen.measureText(word).width - pen.measureText(bare).width;
          if (Math.abs(more) > 12) found.push(`${face} ${weight} ${word} ${Math.round(more)}`);
        }
      }
    }
    return found;
  });
  assert.deepEqual(wider, []);
});

runFlows();
