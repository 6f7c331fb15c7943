// A sponsor shows within its window only, and nothing moves when the window ends in front of the reader.

import assert from 'node:assert/strict';
import { assertQuiet, build, clickQuietly, flow, mount, runFlows, teasers, variant, visit, waitForHeadline } from './flow.mjs';

const DAY = 86_400_000;
const ENDS = Date.now() + DAY;
const at = (milliseconds) => new Date(milliseconds).toISOString();
const paid = (id, window) => ({
  id,
  name: 'مكتبة الديوان',
  label: 'هذا الموقع بــرعاية',
  link: `https://example.org/${id}`,
  creatives: [
    { image: '/media/diwan-728x90.png', width: 728, height: 90, alt: 'إعلان' },
    { image: '/media/diwan-320x50.png', width: 320, height: 50, alt: 'إعلان' },
  ],
  slots: ['top', 'end'],
  ...window,
});
const site = mount(build('sponsors', variant('sponsors', (settings) => {
  settings.sponsors = [
    paid('over', { ends: at(Date.now() - DAY) }),
    paid('ending', { ends: at(ENDS) }),
    paid('later', { starts: at(ENDS + DAY) }),
    // What the sample articles name.
    ...settings.sponsors.map((sponsor) => ({ ...sponsor, slots: [] })),
  ];
})));

/** What stands in each slot, for the eye and for the ear. */
const slots = (page) => page.evaluate(() => [...document.querySelectorAll('.sponsor-banner')].map((banner) => {
  const isShown = (element) => Boolean(element) && element.checkVisibility({ visibilityProperty: true });
  const { width, height } = banner.getBoundingClientRect();
  const link = banner.querySelector('.sponsor-link');
  return {
    slot: banner.dataset.slot,
    name: banner.getAttribute('aria-label'),
    label: isShown(banner.querySelector('.sponsor-label')),
    link: isShown(link) && link.getAttribute('href'),
    house: banner.matches('[data-over]') && getComputedStyle(banner, '::before').content.replaceAll('"', '')
      // Firefox gives the attribute's name instead of its words.
      .replace('attr(aria-label)', banner.getAttribute('aria-label')),
    box: [width, height],
  };
}));

const moveTo = (page, milliseconds) => page.evaluate((instant) => { window.__probe.setNow(instant); }, at(milliseconds));
/** What moved on the page; the clock above it is judged by flows of its own. */
const shifts = async (page) => (await page.evaluate(() => window.__probe.shifts))
  .filter(({ nodes }) => !nodes.some((node) => /masthead/.test(node)));

const HOUSE = 'مساحة مخصّصة للرعاة';

for (const width of [360, 1280]) {
  flow(`a sponsor gives way in its box when its time ends, at ${width} px`, { site, viewport: { width, height: 900 } }, async ({ page, site }) => {
    await visit(page, site.url('/'));
    await page.waitFor(() => document.fonts.status === 'loaded', 10_000);
    const before = await slots(page);
    assert.deepEqual(before.map(({ slot, link, house }) => [slot, link, house]), [
      ['top', 'https://example.org/ending', false],
      ['end', 'https://example.org/ending', false],
    ], 'neither the one that has ended nor the one that has not begun');
    await moveTo(page, ENDS - 60_000);
    const shiftsBefore = await shifts(page);
    const top = await page.evaluate(() => document.querySelector('main').getBoundingClientRect().y);
    await moveTo(page, ENDS);
    await page.waitFor(() => document.querySelectorAll('.sponsor-banner[data-over]').length === 2, 10_000);
    const over = before.map(({ slot, box }) => ({ slot, name: HOUSE, label: false, link: false, house: HOUSE, box }));
    assert.deepEqual(await slots(page), over, 'label and link are gone, the box is as it was');
    assert.equal(await page.evaluate(() => document.querySelector('main').getBoundingClientRect().y), top);
    assert.deepEqual(await shifts(page), shiftsBefore, 'nothing moved');
    const focusable = await page.evaluate(() => {
      document.querySelector('.sponsor-link').focus();
      return document.activeElement.matches('.sponsor-link');
    });
    assert.ok(!focusable, 'no key leads to what cannot be seen');

    // The build is older than the end now: pages that are drawn from here on keep the box as well.
    const [first] = await teasers(page, site);
    await clickQuietly(page, `main a[href="${first.href}"]`);
    await waitForHeadline(page, first.text);
    const next = (await slots(page)).filter(({ slot }) => slot !== 'body');
    assert.deepEqual(next.map(({ house, link }) => [house, link]), [[HOUSE, false], [HOUSE, false]]);

    await moveTo(page, ENDS + 2 * DAY);
    await clickQuietly(page, '.masthead .nameplate');
    await page.waitFor(() => document.querySelector('.teaser-list[data-look="front"]'), 10_000);
    assert.deepEqual((await slots(page)).map(({ link }) => link), ['https://example.org/later', 'https://example.org/later'],
      'the next one begins by itself');
    await assertQuiet(page);
  });
}

runFlows();
