// Nothing moves under a reader's eyes: Chromium's own layout-shift entries, on load and on the way between pages.

import assert from 'node:assert/strict';
import { each, flow, mount, runFlows, sleep, visit } from './flow.mjs';
import { kinds } from './kinds.mjs';

const dist = mount();
const WINDOWS = { 'a phone': { width: 360, height: 740 }, 'a wide screen': { width: 1440, height: 900 } };

/** Until pictures in view and fonts are there and two more frames are drawn. */
async function settled(page) {
  await page.waitFor(() => document.fonts.status === 'loaded' && [...document.images].every((image) => {
    const { top, bottom, left, right } = image.getBoundingClientRect();
    // One that loads lazily may never come while it is out of view.
    return image.complete || bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth;
  }), 5000);
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) {
      await new Promise((drawn) => { requestAnimationFrame(drawn); });
    }
  });
}

/** Through the whole page, a window at a time, so that everything below comes as well. */
const readOn = (page) => page.evaluate(async () => {
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
    scrollTo({ top, behavior: 'instant' });
    for (let frame = 0; frame < 2; frame += 1) {
      await new Promise((drawn) => { requestAnimationFrame(drawn); });
    }
  }
});

async function assertStill(page) {
  // The observer hears of an entry after the frame that it belongs to.
  await sleep(100);
  assert.deepEqual(await page.evaluate(() => window.__probe.shifts.splice(0)), []);
}

// A story would lie across the whole width until the parser came to what stands beside it.
flow('nothing moves where the rest of an article comes late', { site: mount(undefined, '/', { isEmpty: false }), engines: ['chromium'], viewport: WINDOWS['a wide screen'] }, async ({ page, site }) => {
  for (const after of ['<section class="related-articles"', '<footer']) {
    site.fault(/\/paris-summit[^/]*\/$/, { pause: { after, ms: 800 }, times: 1 });
    await page.goto(site.url('/article/paris-summit-ukraine-guarantees/'));
    await settled(page);
    await assertStill(page);
    await page.goto(`${site.origin}/__blank`);
  }
});

for (const [name, viewport] of Object.entries(WINDOWS)) {
  flow(`no kind of page moves while it loads or is read, on ${name}`, { site: dist, engines: ['chromium'], viewport, timeout: 90_000 }, async ({ page, site }) => {
    await each(kinds(site), async ({ path }) => {
      await visit(page, site.url(path));
      await settled(page);
      await readOn(page);
      await settled(page);
      await assertStill(page);
    });
  });

  flow(`nothing moves on the way from one kind of page to another, on ${name}`, { site: dist, engines: ['chromium'], viewport, timeout: 90_000 }, async ({ page, site }) => {
    await visit(page, site.url('/'));
    await settled(page);
    await page.evaluate(() => { window.__probe.shifts.length = 0; });
    // An address without a page is loaded by the browser.
    const all = kinds(site).filter(({ name }) => name !== 'the 404 page');
    await each([...all, ...all.toReversed()], async ({ path }) => {
      await page.evaluate((href) => {
        const link = document.createElement('a');
        link.href = href;
        // It takes no room, and is no last child of anything that a sheet may ask for.
        link.hidden = true;
        document.querySelector('.frame').append(link);
        link.click();
        link.remove();
      }, site.url(path));
      await page.waitFor((wanted) => location.pathname === wanted && document.activeElement === document.querySelector('main h1'),
        5000, new URL(site.url(path)).pathname);
      await settled(page);
      await assertStill(page);
    });
  });
}

runFlows();
