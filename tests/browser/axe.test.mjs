// Axe finds nothing on any kind of page nor in any state that one can be in: light, dark, and on a phone.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  clickQuietly, dataPath, each, flow, front, linkTo, mount, runFlows, sleep, visit, waitForHeadline,
} from './flow.mjs';
import { GALLERY, buildGallery } from './gallery.mjs';
import { KINDS, kinds } from './kinds.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const dist = mount();
const gallery = mount(buildGallery('axe'));

/** Axe's findings, each with the element's markup and what to do. */
const findings = (page) => page.evaluate(async () => {
  const { violations } = await window.axe.run(document, {
    resultTypes: ['violations'],
    // What another site shows in its frame is not ours to judge.
    iframes: false,
    // Room for a finger (WCAG 2.2) is not asked for by default.
    rules: { 'target-size': { enabled: true } },
  });
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 200)}: ${failureSummary}`));
});

const open = (page, selector) => page.evaluate((wanted) => {
  for (const details of document.querySelectorAll(wanted)) {
    details.open = true;
  }
}, selector);

async function openGallery(page, site, slug = 'blocks-rtl') {
  await visit(page, site.url(`article/${slug}/`));
  await waitForHeadline(page, GALLERY[slug].headline);
}

/** Clicks on the first embed; its frame is there, and asks nobody. */
async function askForFrame(page) {
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
}

/** The states that a page can be in, on the sample content or on the gallery. */
const states = {
  'every block, right to left, all opened': async (page, [, site]) => {
    await openGallery(page, site);
    await open(page, 'details');
  },
  'every block, left to right, all opened': async (page, [, site]) => {
    await openGallery(page, site, 'blocks-ltr');
    await open(page, 'details');
  },
  'a note that a mark led to': async (page, [, site]) => {
    await openGallery(page, site);
    await clickQuietly(page, '[id="mark.source"]');
    await page.waitFor(() => location.hash === '#note.source');
  },
  'an embed with its frame': async (page, [, site]) => {
    await openGallery(page, site);
    await askForFrame(page);
  },
  'an embed that did not come': async (page, [, site]) => {
    await openGallery(page, site);
    await page.evaluate(() => {
      const later = window.setTimeout;
      window.setTimeout = (callback, milliseconds, ...rest) => later(callback, Math.min(milliseconds, 1500), ...rest);
    });
    await askForFrame(page);
    await page.waitFor(() => !document.querySelector('iframe'), 5000);
  },
  'a table of contents, opened': async (page, [site]) => {
    await visit(page, site.url(KINDS['an article with a table of contents']));
    await open(page, '.contents');
    assert.ok(await page.evaluate(() => document.querySelector('.contents').open));
  },
  'an address that was copied': async (page, [site]) => {
    await visit(page, site.url(KINDS['an article']));
    await page.evaluate(() => { navigator.clipboard.writeText = async () => {}; });
    await clickQuietly(page, '[data-act="copy"]');
    await page.waitFor(() => document.querySelector('[data-act="copy"]').textContent === document.querySelector('[data-act="copy"]').dataset.done);
  },
  'the skip link in sight': async (page, [site]) => {
    await visit(page, site.url('/'));
    await page.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip-link');
  },
  'a failure': async (page, [site]) => {
    const [{ href, path }] = await front(page, site);
    site.fault(dataPath(site, path), { status: 500, body: 'no', type: 'text/plain' });
    await clickQuietly(page, linkTo(href));
    await page.waitFor(() => document.querySelector('.problem') && document.querySelector('.related-articles'));
    site.clearFaults();
  },
  'the front with the notice of a fault': async (page, [site]) => {
    await visit(page, site.url('/'));
    await page.evaluate(() => { window.__probe.throwError('thrown by a test'); });
    await page.waitFor(() => !document.getElementById('fault').hidden);
  },
  'a browser that cannot run the app': async (page, [site]) => {
    site.prelude('Object.defineProperty(window, "WebAssembly", { value: undefined, configurable: true });');
    // The document of an address that the site does not have yet waits for the app.
    await page.goto(site.url('/article/nothing-here/'));
    await page.waitFor(() => !document.getElementById('no-app').hidden);
    site.prelude('');
  },
};

flow('axe finds nothing on any page in any state', { site: [dist, gallery], engines: ['chromium'] }, async ({ page, sites }) => {
  const cases = [
    ...kinds(sites[0]).map(({ name, path }) => ({ name, go: () => visit(page, sites[0].url(path)) })),
    ...Object.entries(states).map(([name, go]) => ({ name, go: () => go(page, sites) })),
  ];
  await each(cases, async ({ go }) => {
    await page.resize({ width: 1024, height: 700 });
    await page.setColorScheme('light');
    await go();
    await sleep(150);
    await page.evaluate(AXE);
    const light = await findings(page);
    await page.setColorScheme('dark');
    const dark = await findings(page);
    await page.resize({ width: 360, height: 640 });
    const phone = await findings(page);
    assert.deepEqual({ light, dark, phone }, { light: [], dark: [], phone: [] });
  });
});

runFlows();
