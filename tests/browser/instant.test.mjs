// How soon the next page stands there, counted in frames and never in time, and what a browser keeps of a page that is left.

import assert from 'node:assert/strict';
import {
  assertNoReload, assertQuiet, clickQuietly, dataPath, flow, front, linkTo, mark, mount, requested, runFlows, shown, sleep,
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
