// Everybody can steer the pages: the keyboard reaches everything in order, and one sees where it is.

import assert from 'node:assert/strict';
import {
  assertFrame, assertNoReload, flow, linkTo, mark, mount, runFlows, sleep, teasers, visit, waitForFront, waitForHeadline,
} from './flow.mjs';
import { buildGallery } from './gallery.mjs';
import { KINDS } from './kinds.mjs';

const dist = mount();
const blocks = mount(buildGallery('keyboard'));

/** What has the focus, and whether one can see that. */
const focused = (page) => page.evaluate(() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const hasRing = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
  return {
    index: [...document.querySelectorAll('*')].indexOf(element),
    what: `${element.localName}.${element.className} «${element.textContent.trim().slice(0, 40)}»`,
    classes: element.className,
    isBody: element === document.body,
    isInMain: document.querySelector('main').contains(element),
    isSeen: hasRing && box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
});

flow('the skip link comes first, is seen, and leads to the main part', { site: dist }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  await waitForFront(page);
  assert.equal((await focused(page)).isBody, true, 'nothing has the focus at first');
  const hidden = await page.evaluate(() => {
    const link = document.querySelector('.skip-link');
    const { bottom, width } = link.getBoundingClientRect();
    const { clipPath, opacity } = getComputedStyle(link);
    return bottom <= 0 || width <= 1 || clipPath !== 'none' || opacity === '0';
  });
  assert.ok(hidden, 'the skip link is out of sight before it is needed');
  await page.press('Tab');
  const first = await focused(page);
  assert.match(first.classes, /skip-link/, `Tab reaches ${first.what} first`);
  assert.ok(first.isSeen, 'the skip link is seen when it has the focus');
  await mark(page);
  await page.press('Enter');
  await page.waitFor(() => location.hash === '#main', 3000);
  await sleep(100);
  const after = await focused(page);
  assert.ok(after.isInMain || after.isBody, `after Enter the focus is on ${after.what}`);
  await page.press('Tab');
  const next = await focused(page);
  assert.ok(next.isInMain, `the next Tab goes on within the main part, not to ${next.what}`);
  await assertNoReload(page);
});

flow('Tab goes through everything in the order of the page, and is always seen', { site: dist }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  await waitForFront(page);
  const wanted = await page.evaluate(() => [...document.querySelectorAll('#khabar :is(a[href], button)')]
    .filter((element) => element.tabIndex >= 0 && !element.disabled && element.getClientRects().length > 0)
    .map((element) => [...document.querySelectorAll('*')].indexOf(element)));
  const seen = [];
  for (let step = 0; step < Math.min(wanted.length, 24); step += 1) {
    await page.press('Tab');
    const now = await focused(page);
    assert.ok(!now.isBody, `Tab number ${step + 1} loses the focus`);
    assert.ok(now.isSeen, `one does not see that ${now.what} has the focus`);
    seen.push(now.index);
  }
  assert.deepEqual(seen, wanted.slice(0, seen.length), 'the order of Tab is the order of the page');
  const navigation = await page.evaluate(() => [...document.querySelectorAll('.masthead :is(a, button)')].length);
  assert.ok(seen.length >= navigation, 'the masthead was passed through as a whole');
});

flow('Enter on a teaser opens the article, and Tab goes on from its headline', { site: dist }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  const [{ href, text }] = await teasers(page, site);
  await mark(page);
  await page.evaluate((selector) => { document.querySelector(selector).focus(); }, linkTo(href));
  await page.press('Enter');
  await waitForHeadline(page, text);
  await page.waitFor(() => document.activeElement === document.querySelector('main h1'), 3000);
  await assertNoReload(page);
  await assertFrame(page);
  await page.press('Tab');
  const next = await focused(page);
  const headline = await page.evaluate(() => [...document.querySelectorAll('*')].indexOf(document.querySelector('main h1')));
  assert.ok(next.index > headline, `Tab goes on from the headline, to ${next.what}`);
});

/** Goes to a skip link by the keyboard, follows it, and tells where the next Tab leads. */
async function follow(page, selector) {
  await page.evaluate((wanted) => {
    const stops = [...document.querySelectorAll('#khabar :is(a[href], button, [tabindex="0"])')].filter((element) => element.getClientRects().length > 0);
    stops[stops.indexOf(document.querySelector(wanted)) - 1].focus();
  }, selector);
  await page.press('Tab');
  const link = await focused(page);
  assert.match(link.classes, /skip-link/, `Tab reaches ${link.what}`);
  assert.ok(link.isSeen, `one does not see that ${link.what} has the focus`);
  await page.press('Enter');
  await page.waitFor(() => location.hash.length > 1, 3000);
  await sleep(100);
  await page.press('Tab');
  return page.evaluate(() => [...document.querySelectorAll('.related-articles, .gallery-strip, .embed-screen, .footer, .body > *')]
    .filter((part) => part.contains(document.activeElement)).map((part) => part.className || part.localName));
}

flow('a skip link leads past what else there is to read', { site: dist }, async ({ page, site }) => {
  await visit(page, site.url(KINDS['the seed’s article']));
  assert.deepEqual(await follow(page, '.related-articles .skip-link'), ['footer'], 'from the related articles to the foot');
});

flow('a skip link leads past a gallery, and past the frame of an embed', { site: blocks }, async ({ page, site }) => {
  await visit(page, site.url('article/blocks-rtl/'));
  const after = await follow(page, '.gallery .skip-link');
  assert.ok(after.length > 0 && !after.includes('gallery-strip'), `from the gallery to ${after}`);
  const isOffered = () => document.querySelector('.embed-screen .skip-link').getClientRects().length > 0;
  assert.equal(await page.evaluate(isOffered), false, 'before a frame is there, there is nothing to skip');
  await page.evaluate(() => document.querySelector('.embed-screen').setAttribute('data-framed', ''));
  assert.equal(await page.evaluate(isOffered), true);
  assert.ok((await follow(page, '.embed-screen .skip-link')).includes('embed'), 'past a frame to the link below it');
});

runFlows();
