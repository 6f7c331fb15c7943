// What only a browser can show of the blocks of a story: what scrolls, what opens, where the focus goes, and that nobody
// else is asked before a reader clicks.

import assert from 'node:assert/strict';
import {
  assertSafe, clickQuietly, each, flow, mount, runFlows, sideways, visit, waitForHeadline,
} from './flow.mjs';
import { GALLERY, buildGallery } from './gallery.mjs';

const picture = (number) => ({ url: '/media/calm-sea.jpg', width: 1200, height: 800, alt: `صورة ${number}`, caption: `شرح ${number}` });
const numbers = (length) => Array.from({ length }, (_, index) => index);
const large = {
  version: 1, id: 'large', headline: 'كتل كبيرة', date_published: '2026-01-07T09:40:00+03:00',
  body: [
    { type: 'gallery', items: numbers(500).map(picture) },
    { type: 'table', caption: 'جدول كبير', header_rows: 1, header_columns: 1, rows: numbers(200).map((row) => numbers(30).map((column) => `${row * 30 + column}`)) },
  ],
};
const articles = { ...GALLERY, large };
const blocks = mount(buildGallery('blocks', { large }));

async function go(page, site, slug) {
  await visit(page, site.url(`article/${slug}/`));
  await waitForHeadline(page, articles[slug].headline);
}

for (const slug of ['blocks-rtl', 'blocks-ltr', 'large']) {
  flow(`nothing of ${slug} makes the page scroll sideways at 320 px`, { site: blocks, viewport: { width: 320, height: 640 } }, async ({ page, site }) => {
    await go(page, site, slug);
    const seen = await sideways(page);
    assert.deepEqual(seen.out, []);
  });
}

for (const [slug, key, sign] of [['blocks-rtl', 'ArrowLeft', -1], ['blocks-ltr', 'ArrowRight', 1]]) {
  flow(`the gallery of ${slug} scrolls by keyboard, the way its lines run`, { site: blocks, viewport: { width: 400, height: 800 } }, async ({ page, site }) => {
    await go(page, site, slug);
    const at = () => page.evaluate(() => document.querySelector('.gallery-strip').scrollLeft);
    assert.equal(await at(), 0, 'the first picture is in sight');
    await page.evaluate(() => { document.querySelector('.gallery-strip').focus(); });
    const name = await page.evaluate(() => {
      const { activeElement } = document;
      return document.getElementById(activeElement.getAttribute('aria-labelledby'))?.textContent;
    });
    assert.ok(name?.length > 3, 'what has the focus has a name');
    await page.press(key);
    await page.waitFor((way) => document.querySelector('.gallery-strip').scrollLeft * way > 40, 5000, sign);
  });
}

flow('pictures of a large gallery come when they come into view', { site: blocks, viewport: { width: 400, height: 800 } }, async ({ page, site }) => {
  await go(page, site, 'large');
  const seen = await page.evaluate(() => ({
    all: document.querySelectorAll('.gallery-picture').length,
    lazy: document.querySelectorAll('.gallery-picture[loading="lazy"]').length,
    kept: [...document.querySelectorAll('.gallery-picture')].every((image) => image.getBoundingClientRect().width > 100),
  }));
  assert.deepEqual(seen, { all: 500, lazy: 500, kept: true });
});

flow('a table scrolls by itself, by keyboard, under its header', { site: blocks, viewport: { width: 400, height: 700 } }, async ({ page, site }) => {
  await go(page, site, 'large');
  await page.evaluate(() => { document.querySelector('.table-region').focus(); });
  assert.equal(await page.evaluate(() => document.activeElement.className), 'table-region', 'the keyboard reaches it');
  await page.press('ArrowDown');
  await page.waitFor(() => document.querySelector('.table-region').scrollTop > 20, 5000);
  // A key that comes while the last one still scrolls is lost.
  await page.waitFor(() => {
    const { scrollTop } = document.querySelector('.table-region');
    const isAtRest = window.__lastTop === scrollTop;
    window.__lastTop = scrollTop;
    return isAtRest;
  }, 5000);
  await page.press('ArrowLeft');
  await page.waitFor(() => document.querySelector('.table-region').scrollLeft < -20, 5000);
  const header = await page.evaluate(() => {
    const region = document.querySelector('.table-region');
    region.scrollTop = 2000;
    return region.querySelector('th').getBoundingClientRect().top - region.getBoundingClientRect().top;
  });
  assert.ok(Math.abs(header) <= 2, `the header stands ${header} px from the region's edge`);
});

flow('an embed asks nobody before the click, and frames its player after it', { site: blocks }, async ({ page, site }) => {
  await go(page, site, 'blocks-rtl');
  await assertSafe(page);
  assert.equal(await page.evaluate(() => document.querySelectorAll('iframe').length), 0);
  const before = await page.evaluate(() => document.querySelector('.embed-screen').getBoundingClientRect().height);
  const watch = () => {
    // No flow leaves this machine: the frame is seen, and taken away before it could load.
    window.__frames = [];
    new MutationObserver((records) => {
      for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
        if (node.localName === 'iframe') {
          const { height } = node.parentElement.getBoundingClientRect();
          window.__frames.push({ ...Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])), height, button: getComputedStyle(node.parentElement.querySelector('button')).visibility });
          node.remove();
        }
      }
    }).observe(document.querySelector('main'), { childList: true, subtree: true });
  };
  await page.evaluate(watch);
  await clickQuietly(page, '.embed-button');
  await page.waitFor(() => window.__frames.length === 1, 5000);
  const [frame] = await page.evaluate(() => window.__frames);
  assert.equal(frame.src, 'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1');
  assert.equal(frame.title, 'فيلم قصير مفتوح المصدر');
  const rights = frame.sandbox.split(' ');
  assert.ok(rights.includes('allow-scripts') && !rights.some((right) => right.startsWith('allow-top-navigation')), frame.sandbox);
  assert.equal(frame.button, 'hidden', 'what lies under the frame is out of reach');
  assert.ok(Math.abs(frame.height - before) <= 1, `the box stays as high as it was: ${before}, ${frame.height}`);
  const policy = await page.evaluate(() => document.querySelector('meta[http-equiv="Content-Security-Policy"]').content);
  assert.match(policy, /frame-src[^;]* https:\/\/www\.youtube-nocookie\.com/);
});

flow('an embed that never comes gives its place back, and says so', { site: blocks, timeout: 60_000 }, async ({ page, site }) => {
  await go(page, site, 'blocks-rtl');
  // A frame whose load is never heard of.
  await page.evaluate(() => {
    const create = document.createElement.bind(document);
    document.createElement = (name) => {
      const element = create(name);
      if (name === 'iframe') {
        element.setAttribute = (key, value) => Element.prototype.setAttribute.call(element, key === 'src' ? 'data-src' : key, value);
        element.addEventListener = () => {};
      }
      return element;
    };
  });
  await clickQuietly(page, '.embed-button');
  await page.waitFor(() => document.querySelector('iframe'), 3000);
  await page.waitFor(() => !document.querySelector('iframe'), 20_000);
  const after = await page.evaluate(() => ({
    note: document.querySelector('.embed-note').textContent,
    button: getComputedStyle(document.querySelector('.embed-button')).visibility,
    focus: document.activeElement.className,
    link: document.querySelector('.embed-link').href,
  }));
  assert.deepEqual(after, {
    note: 'لم يصل. أعد المحاولة، أو افتحه في موقع ناشره.', button: 'visible', focus: 'embed-button', link: 'https://www.youtube.com/watch?v=aqz-KE-bpKQ',
  });
});

flow('details open and close by keyboard', { site: blocks }, async ({ page, site }) => {
  await go(page, site, 'blocks-rtl');
  await page.evaluate(() => { document.querySelector('.body > .details > summary').focus(); });
  await page.press('Enter');
  await page.waitFor(() => document.querySelector('.body > .details').open, 3000);
  await page.press('Enter');
  await page.waitFor(() => !document.querySelector('.body > .details').open, 3000);
});

flow('a mark leads to its note and the note back to the mark, with the focus', { site: blocks }, async ({ page, site }) => {
  await go(page, site, 'blocks-rtl');
  const focus = () => page.evaluate(() => document.activeElement.id);
  await page.evaluate(() => { document.getElementById('mark.source').focus(); });
  await page.press('Enter');
  await page.waitFor(() => location.hash === '#note.source', 3000);
  await page.waitFor(() => document.activeElement.id === 'note.source', 3000);
  await page.evaluate(() => { document.querySelectorAll('.footnote-back')[1].focus(); });
  await page.press('Enter');
  await page.waitFor(() => location.hash === '#mark.source.2', 3000);
  assert.equal(await focus(), 'mark.source.2');
  const pairs = await page.evaluate(() => [...document.querySelectorAll('.footnote-mark a, .footnote-back')]
    .map((link) => [link.getAttribute('href'), Boolean(document.getElementById(link.getAttribute('href').slice(1)))]));
  assert.ok(pairs.length >= 6);
  await each(pairs.map(([name, isThere]) => ({ name, isThere })), ({ isThere }) => assert.ok(isThere, 'leads nowhere'));
});

// WebKitGTK gives a picture that did not come the shape of its own sign for that, whatever the page says.
flow('a picture that is none keeps its place and shows its words', { site: blocks, engines: ['chromium', 'firefox'], viewport: { width: 400, height: 800 } }, async ({ page, site }) => {
  await go(page, site, 'blocks-rtl');
  await page.evaluate(() => { document.querySelector('.figure-image[src$="no-such-picture.jpg"]').scrollIntoView(); });
  await page.waitFor(() => document.querySelector('.figure-image[src$="no-such-picture.jpg"]').complete, 5000);
  const { width, height } = await page.evaluate(() => document.querySelector('.figure-image[src$="no-such-picture.jpg"]').getBoundingClientRect().toJSON());
  assert.ok(Math.abs(width / height - 16 / 9) < 0.05, `${width} × ${height}`);
});

runFlows();
