// How soon the next page stands there, counted in frames and never in time, and what a browser keeps of a page that is left.

import assert from 'node:assert/strict';
import {
  assertNoReload, assertQuiet, clickQuietly, dataPath, flow, front, isData, linkTo, mark, mount, requested, runFlows, shown, sleep,
  waitForFront, waitForHeadline,
} from './flow.mjs';

const dist = mount();

/** Counts the frames from a click, or a step in the history, until a headline stands there at full opacity. */
const framesUntil = (page, action, headline) => page.evaluate((selector, wanted) => new Promise((done) => {
  let n_frames = 0;
  const isThere = () => {
    const found = document.querySelector('main h1');
    if (found?.textContent.replaceAll('\u2060', '').trim() !== wanted) {
      return false;
    }
    for (let element = found; element; element = element.parentElement) {
      if (Number(getComputedStyle(element).opacity) < 1) {
        return false;
      }
    }
    return document.getAnimations().every(({ effect }) => !effect?.pseudoElement?.startsWith('::view-transition'));
  };
  const look = () => {
    n_frames += 1;
    if (isThere() || n_frames > 120) {
      done(n_frames);
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(() => {
    if (selector) {
      document.querySelector(selector).click();
    } else {
      history.back();
    }
    requestAnimationFrame(look);
  });
}), action, headline);

flow('a page that was fetched ahead stands there two frames after the click at the latest', { site: dist, engines: ['chromium', 'firefox'] }, async ({ page, site }) => {
  const found = await front(page, site);
  await mark(page);
  for (const { href, text, path } of found.slice(0, 3)) {
    await page.hover(linkTo(href));
    await requested(site, dataPath(site, path));
    // It was asked for; a moment until it is read.
    await sleep(300);
    const n_frames = await framesUntil(page, linkTo(href), text);
    assert.ok(n_frames <= 2, `«${text}» came after ${n_frames} frames`);
    await page.back();
    await waitForFront(page);
  }
  await assertNoReload(page);
  await assertQuiet(page);
});

flow('what lies below the first screen of a new page comes with the next frame, and stays', { site: dist, viewport: { width: 390, height: 800 } }, async ({ page, site }) => {
  const found = await front(page, site);
  const seed = found.find(({ path }) => path.includes('paris-summit'));
  await page.hover(linkTo(seed.href));
  await requested(site, dataPath(site, seed.path));
  await sleep(300);
  const seen = await page.evaluate((selector) => new Promise((done) => {
    const frames = [];
    const look = () => {
      const blocks = [...document.querySelectorAll('.body > *')];
      const [waiting, there] = [true, false].map((isWaiting) => blocks.filter((block) => (block.getClientRects().length === 0) === isWaiting));
      frames.push({
        waiting: waiting.length,
        blocks: blocks.length,
        end: there.at(-1).getBoundingClientRect().bottom,
        foot: document.querySelector('.footer').getBoundingClientRect().top,
      });
      if (frames.length < 10) {
        requestAnimationFrame(look);
      } else {
        done(frames);
      }
    };
    document.querySelector(selector).click();
    look();
  }), linkTo(seed.href));
  const [first, last] = [seen[0], seen.at(-1)];
  assert.ok(first.blocks > 6 && first.blocks === last.blocks, 'the whole page is in the document at once');
  assert.ok(first.end > 800 && first.foot > 800, `the first screen is full: ${JSON.stringify(first)}`);
  assert.equal(last.waiting, 0, 'nothing waits for long');

  // Back and forth through the history the whole length is there at once.
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await sleep(200);
  const bottom = await page.evaluate(() => scrollY);
  await page.back();
  await waitForFront(page);
  await page.evaluate(() => history.forward());
  await waitForHeadline(page, seed.text);
  assert.equal(await page.evaluate(() => scrollY), bottom);
  await assertQuiet(page);
});

const NEARBY = `__probe.isIdleAtTimes();`;

/** The data that was asked for, once nothing more has been for a while. */
async function settled(site) {
  for (let n = -1; n < site.fetches.length;) {
    n = site.fetches.length;
    await sleep(1500);
  }
  return site.fetches.filter(isData).map(({ path }) => path);
}

flow('what lies near is fetched ahead once the reader rests, each page once; what lies far is not', { site: dist, viewport: { width: 900, height: 500 } }, async ({ page, site }) => {
  site.prelude(NEARBY);
  const found = await front(page, site);
  const first = await settled(site);
  const tops = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll('main a[href]')]
    .map((link) => [link.getAttribute('href'), link.getBoundingClientRect().top / innerHeight])));
  const [near, far] = [found.filter(({ href }) => tops[href] < 1), found.filter(({ href }) => tops[href] > 2)];
  assert.ok(near.length > 0 && far.length > 0, 'the front is longer than two windows');
  assert.deepEqual(near.map(({ path }) => dataPath(site, path)).filter((path) => !first.includes(path)), [], 'what is seen was fetched');
  assert.deepEqual(far.map(({ path }) => dataPath(site, path)).filter((path) => first.includes(path)), [], 'what is far was not');
  assert.deepEqual(first, [...new Set(first)], 'each was asked for once');

  // Scrolled there, it is near; and what was fetched is not asked for again.
  await page.evaluate((selector) => document.querySelector(selector).scrollIntoView({ block: 'center', behavior: 'instant' }), linkTo(far.at(-1).href));
  await requested(site, dataPath(site, far.at(-1).path));
  const all = await settled(site);
  assert.deepEqual(all, [...new Set(all)], 'each was asked for once');
  await clickQuietly(page, linkTo(near[0].href));
  await waitForHeadline(page, near[0].text);
  assert.deepEqual(await settled(site).then((paths) => paths.filter((path) => path === dataPath(site, near[0].path))), [dataPath(site, near[0].path)]);
  await assertQuiet(page);
});

flow('who saves data fetches nothing ahead', { site: dist }, async ({ page, site }) => {
  site.prelude(`${NEARBY} Object.defineProperty(Navigator.prototype, 'connection', { configurable: true, get: () => ({ saveData: true }) });`);
  await page.goto(site.url('/'));
  // The app comes when something needs it.
  await page.evaluate(() => {
    const button = document.createElement('button');
    button.dataset.act = 'of-this-test';
    document.body.append(button);
    button.click();
  });
  await shown(page);
  // Where no page stands in its document, the front's own data is what the reader asked for.
  assert.deepEqual((await settled(site)).filter((path) => path !== dataPath(site, '/')), []);
  await assertQuiet(page);
});

flow('a page that is left waits whole in the browser’s memory, and nothing keeps it from that', { site: dist, engines: ['chromium'] }, async ({ page, site }) => {
  site.prelude(`addEventListener('pageshow', (event) => { window.__isPersisted = event.persisted; });`);
  const refusals = [];
  page.session.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) => refusals.push(...notRestoredExplanations));
  await page.session.send('Page.enable');
  const [{ href, text }] = await front(page, site);
  await clickQuietly(page, linkTo(href));
  await waitForHeadline(page, text);
  await page.evaluate(() => { scrollTo(0, 300); window.__kept = 'whole'; });
  await sleep(200);
  await page.goto(`${site.origin}/__blank`);
  await page.back();
  await waitForHeadline(page, text);
  const seen = await page.evaluate(() => ({
    isPersisted: window.__isPersisted, kept: window.__kept, scroll: scrollY,
    reasons: performance.getEntriesByType('navigation')[0].notRestoredReasons?.reasons ?? [],
  }));
  const causes = refusals.map(({ type, reason, context }) => [type, reason, context]);
  assert.deepEqual({ ...seen, causes }, { isPersisted: true, kept: 'whole', scroll: 300, reasons: [], causes: [] });
  // And it goes on where it was.
  await page.back();
  await waitForFront(page);
  assert.equal(await page.evaluate(() => window.__kept), 'whole');
  await shown(page);
});

runFlows();
