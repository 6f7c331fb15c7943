// A menu of more sections than a phone has room for: the one that the reader is in stands in sight, the keyboard and
// the finger reach all others, and the page stays where it is.

import assert from 'node:assert/strict';
import { build, clickQuietly, flow, mark, assertNoReload, mount, runFlows, sideways, sleep, variant, visit } from './flow.mjs';

const sections = (number) => Array.from({ length: number }, (_, index) => ({ slug: `part-${index + 1}`, name: `قسم الأخبار ${index + 1}` }));

/** A site with so many sections, an article in each. */
function site(number) {
  const name = `menu-${number}`;
  const articles = Object.fromEntries(sections(number).map(({ slug, name: headline }) => [`story-${slug}`, {
    version: 1, id: slug, headline, date_published: '2026-01-07T09:40:00+03:00', article_section: slug, body: ['خبر قصير.', ...Array(40).fill('فقرة.')],
  }]));
  return mount(build(name, variant(name, (settings) => {
    const edition = settings.editions[settings.default_edition];
    edition.sections = sections(number);
    for (const field of ['navigation', 'front', 'footer']) {
      delete edition[field];
    }
    delete settings.sponsors;
    delete settings.publisher.policies;
  }, articles, { withSamples: false })));
}

/** Where the menu stands, and which of its entries is the current one. */
const menu = (page) => page.evaluate(() => {
  const strip = document.querySelector('.navigation > ul');
  const current = strip.querySelector('[aria-current]');
  const [outer, inner] = [strip.getBoundingClientRect(), current.getBoundingClientRect()];
  return {
    current: current.textContent,
    isSeen: inner.left >= outer.left - 1 && inner.right <= outer.right + 1,
    scrolled: Math.abs(strip.scrollLeft),
    room: strip.scrollWidth - strip.clientWidth,
    page: scrollY,
  };
});

for (const number of [12, 40]) {
  flow(`of ${number} sections the current one is in sight, and all are in reach`, { site: site(number), viewport: { width: 360, height: 640 } }, async ({ page, site, engine }) => {
    const last = `section/part-${number}/`;
    await visit(page, site.url(last));
    await sleep(700);
    const loaded = await menu(page);
    assert.equal(loaded.current, `قسم الأخبار ${number}`);
    assert.ok(loaded.isSeen && loaded.scrolled > 0, `on load ${JSON.stringify(loaded)}`);
    assert.equal(loaded.page, 0, 'the page stays where it is');
    assert.deepEqual((await sideways(page)).out, []);

    // Nothing draws a finger back.
    await page.evaluate(() => { document.querySelector('.navigation > ul').scrollLeft = 0; });
    await sleep(200);
    assert.equal((await menu(page)).scrolled, 0, 'the strip stays where the reader put it');

    // After a navigation, within the app.
    await mark(page);
    await page.evaluate(() => { document.querySelector('.navigation li:nth-child(6) a').click(); });
    await page.waitFor(() => location.pathname.endsWith('/section/part-6/') || location.pathname.endsWith('/section/part-5/'), 5000);
    await sleep(700);
    const gone = await menu(page);
    assert.ok(gone.isSeen && gone.scrolled > 0, `after a navigation ${JSON.stringify(gone)}`);
    assert.equal(gone.page, 0);
    await clickQuietly(page, '.navigation li:nth-child(7) a');
    await page.waitFor(() => location.pathname.endsWith('/section/part-7/') || location.pathname.endsWith('/section/part-6/'), 5000);
    await assertNoReload(page);
    await sleep(700);

    // The keyboard brings each entry into sight.
    await page.evaluate(() => { document.querySelector('.navigation a').focus(); });
    const entries = await page.evaluate(() => document.querySelectorAll('.navigation a').length);
    for (let entry = 0; entry < entries; entry += 1) {
      const look = () => page.evaluate(() => {
        const [outer, inner] = [document.querySelector('.navigation > ul'), document.activeElement].map((element) => element.getBoundingClientRect());
        return { text: document.activeElement.textContent, isCut: inner.left < outer.right && inner.right > outer.left, isSeen: inner.left >= outer.left - 1 && inner.right <= outer.right + 1, isIn: Boolean(document.activeElement.closest('.navigation')) };
      });
      let seen = await look();
      for (let patience = 20; patience > 0 && !seen.isSeen; patience -= 1) {
        await sleep(50);
        seen = await look();
      }
      // WebKit leaves an entry where it is of which it shows a part.
      assert.ok((seen.isSeen || engine === 'webkit' && seen.isCut) && seen.isIn, `entry ${entry + 1}: ${JSON.stringify(seen)}`);
      await page.press('Tab');
    }
  });
}

runFlows();
