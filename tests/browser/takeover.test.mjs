// The story is in the document; the app takes the open page over and leaves no trace.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  IS_FULL, assertClockIsRight, assertNoReload, assertQuiet, assertSafe, clickQuietly, each, flow, front, headline, isData, linkTo,
  mark, mount, readMasthead, runFlows, shown, sleep, teasers, waitForFront, waitForHeadline,
} from './flow.mjs';
import { KINDS, addresses, kinds } from './kinds.mjs';

const dist = mount(undefined, '/', { isEmpty: false });
const APP = /\/assets\/khabar[^/]*\.(js|wasm)$/;
const ARTICLE = KINDS['an article with every block'];

/** Keeps what the document came with; the live date and the times in lists are the script's to write. */
const SNAPSHOT = `
  window.__snapshot = () => {
    const copy = document.getElementById('khabar').cloneNode(true);
    for (const live of copy.querySelectorAll('.masthead-date, .teaser-meta time')) live.replaceChildren();
    return copy.innerHTML;
  };
  document.addEventListener('readystatechange', () => { window.__before = window.__snapshot(); }, { once: true });
`;

/** The kinds of pages that stand in a document. */
const drawn = (site) => kinds(site).filter(({ path }) => path !== KINDS['the 404 page']);

const answers = (page) => page.evaluate(() => performance.getEntriesByName('khabar-answers').length > 0);

/** The app takes an address over, and nothing but the app shows for it. */
async function assertTakenOver(page, site, path) {
  site.resetRequests();
  await page.goto(site.url(path));
  await shown(page);
  // What the app does at the end of its first task is done after two frames.
  await page.evaluate(() => { requestAnimationFrame(() => requestAnimationFrame(() => { window.__isAtRest = true; })); });
  await page.waitFor(() => window.__isAtRest);
  const { before, after, shifts } = await page.evaluate(() => ({
    before: window.__before, after: window.__snapshot(), shifts: window.__probe.shifts,
  }));
  assert.equal(after, before);
  assert.deepEqual(shifts, [], 'nothing moves');
  assert.deepEqual(site.requests.filter(isData), [], 'the page is there; its data is not asked for');
  await assertQuiet(page);
}

flow('the page after the app came is the page before it, node for node', { site: dist, engines: ['firefox', 'webkit'], timeout: 300_000 }, async ({ page, site }) => {
  site.prelude(SNAPSHOT);
  await each(drawn(site), ({ path }) => assertTakenOver(page, site, path));
});

flow('every page of the site is taken over without a trace, and asks nobody else for anything', {
  site: dist, engines: ['chromium'], timeout: 900_000,
}, async ({ page, site }) => {
  site.prelude(SNAPSHOT);
  // Apart from the pages that only lead from an old address to the new one.
  const all = addresses(site).filter((path) => existsSync(join(site.folder, path, 'page.v1.json'))).map((path) => ({ name: path, path }));
  assert.ok(all.length > 60, `the sample site has only ${all.length} pages`);
  await each(all, ({ path }) => assertTakenOver(page, site, path));
});

/** In which the machine's own zone and language could show. */
const machines = ['UTC', 'Asia/Kuwait', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'Africa/Casablanca']
  .flatMap((timeZone) => ['ar', 'ar-EG', 'en-US', 'fr'].map((language) => ({ timeZone, language })));
for (const { timeZone, language } of IS_FULL ? machines : []) {
  flow(`each kind of page is taken over without a trace in ${timeZone} by a browser that speaks ${language}`, {
    site: dist,
    // WebKitGTK takes its language from the C library's locales, of which few are installed.
    engines: ['chromium', 'firefox', ...(language === 'en-US' ? ['webkit'] : [])],
    browser: { timeZone, languages: [language], isAlone: true },
    timeout: 300_000,
  }, async ({ page, site }) => {
    site.prelude(SNAPSHOT);
    await each(drawn(site), ({ path }) => assertTakenOver(page, site, path));
  });
}

flow('what the reader did before the app came is kept', { site: dist, engines: ['chromium', 'firefox'] }, async ({ page, site }) => {
  site.fault(/\.wasm$/, { delayMs: 1500 });
  await page.goto(site.url(ARTICLE));
  await page.waitFor(() => document.querySelector('main h1'));
  await page.evaluate(() => {
    scrollTo(0, 600);
    const link = document.querySelector('main .article a[href], main a[href]');
    link.focus({ preventScroll: true });
    getSelection().selectAllChildren(document.querySelector('main h1'));
    for (const details of document.querySelectorAll('main details')) details.open = true;
    // No page of a paper has a field; what a browser's extension puts beside the page may have one.
    const field = document.createElement('input');
    field.id = 'of-this-test';
    field.value = 'what was typed';
    field.setSelectionRange(5, 8);
    document.body.append(field);
  });
  const state = () => page.evaluate(() => ({
    typed: document.getElementById('of-this-test').value,
    caret: document.getElementById('of-this-test').selectionStart,
    scroll: scrollY, selection: getSelection().toString(), focus: document.activeElement.outerHTML,
    open: document.querySelectorAll('main details[open]').length,
  }));
  const before = await state();
  assert.equal(await answers(page), false, 'the app is still on its way');
  await shown(page);
  await sleep(200);
  assert.deepEqual(await state(), before);
});

for (const [who, change] of Object.entries({
  'an extension': () => { document.querySelector('main p').append(document.createElement('span')); },
  'a translator': () => {
    const words = document.querySelector('main h1').firstChild;
    const font = document.createElement('font');
    font.textContent = 'Another headline';
    words.replaceWith(font);
  },
})) {
  // A server of its own: the page of the flow before may still be asking for the app.
  flow(`a page that ${who} has changed is left as it is, and its links are links`, { site: mount(undefined, '/', { isEmpty: false }) }, async ({ page, site }) => {
    // Before the loader, which is a module, runs.
    site.prelude(`document.addEventListener('readystatechange', () => (${change})(), { once: true });`);
    await page.goto(site.url(ARTICLE));
    await sleep(1200);
    assert.equal(await answers(page), false);
    assert.equal(site.requests.filter(({ path }) => APP.test(path)).length, 0, 'the app is not even fetched');
    assert.equal(await page.evaluate(() => document.getElementById('fault').hidden), true, 'the reader is not told of it');
    site.prelude('');
    await mark(page);
    await clickQuietly(page, '.masthead .nameplate');
    await waitForFront(page);
    assert.equal(await page.evaluate(() => window.__mark), undefined, 'the browser loaded it');
  });
}

for (const [name, where, fault] of [
  ['Wasm missing', /\.wasm$/, { status: 404, body: 'no', type: 'text/plain' }],
  ['Wasm corrupt', /\.wasm$/, { body: Buffer.from('not a module'), type: 'application/wasm' }],
  ['Wasm that never comes', /\.wasm$/, { hang: true }],
  ['script missing', /khabar[^/]*\.js$/, { status: 404, body: 'no', type: 'text/plain' }],
  ['script broken', /khabar[^/]*\.js$/, { body: 'this is no script (', type: 'text/javascript' }],
]) {
  flow(`${name}: the page and its links work, and nothing is said`, { site: mount(undefined, '/', { isEmpty: false }) }, async ({ page, site }) => {
    site.fault(where, fault);
    await page.goto(site.url('/'));
    await sleep(1200);
    assert.equal(await page.evaluate(() => document.getElementById('fault').hidden), true);
    const [{ href, text }] = await teasers(page, site);
    await clickQuietly(page, linkTo(href));
    await waitForHeadline(page, text);
  });
}

const isOfApp = ({ path }) => APP.test(path);

/** Waits until the server was asked for both files of the app. */
async function appIsAskedFor(site) {
  for (let waited = 0; new Set(site.requests.filter(isOfApp).map(({ path }) => path)).size < 2; waited += 25) {
    assert.ok(waited < 8000, `only ${JSON.stringify(site.requests.filter(isOfApp).map(({ path }) => path))} were asked for`);
    await sleep(25);
  }
}

for (const held of [/khabar[^/]*\.js$/, /\.wasm$/]) {
  flow(`script and Wasm are asked for side by side: one does not wait for the other (${held})`, { site: mount(undefined, '/', { isEmpty: false }) }, async ({ page, site }) => {
    site.fault(held, { hang: true });
    await page.goto(site.url('/'));
    await appIsAskedFor(site);
  });
}

flow('the app comes where requestIdleCallback is missing', { site: dist, engines: ['chromium', 'firefox'] }, async ({ page, site }) => {
  site.prelude('delete window.requestIdleCallback;');
  await page.goto(site.url('/'));
  assert.equal(await page.evaluate(() => typeof requestIdleCallback), 'undefined');
  await shown(page);
  await assertQuiet(page);
});

const STIRRINGS = {
  'the first touch': (page) => page.evaluate(() => {
    document.querySelector('main').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch' }));
  }),
  'the first key': (page) => page.press('Tab'),
  'the pointer': (page) => page.evaluate(() => {
    document.querySelector('main').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
  }),
  'the first scroll': (page) => page.evaluate(() => { scrollTo(0, 300); }),
};
for (const [name, stir] of Object.entries(STIRRINGS)) {
  // Where a pointer rests over a new page, Firefox says so by itself, and that begins the app.
  flow(`while pictures are on their way the app waits, and comes with ${name}`, {
    site: mount(undefined, '/', { isEmpty: false }), engines: ['chromium'], viewport: { width: 1024, height: 1200 },
  }, async ({ page, site }) => {
    // The one that leads the front: to wait for more would hold up every connection that a browser opens.
    // Whichever of its files the browser takes.
    const [, hash] = readFileSync(join(site.folder, 'index.html'), 'utf8').match(/class="teaser-image"[^>]*srcset="[^ "]*\/assets\/([0-9a-f]+)\./);
    const lead = new RegExp(`/assets/${hash}\\.`);
    site.fault(lead, { hang: true });
    await page.goto(site.url('/'));
    await sleep(400);
    assert.deepEqual(site.requests.filter(isOfApp), [], 'the story comes first');
    await stir(page);
    await appIsAskedFor(site);
    await shown(page);
  });
}

flow('on prefers-reduced-data the app waits until something needs it, and then comes', { site: dist, engines: ['chromium', 'firefox'] }, async ({ page, site }) => {
  site.prelude(`const asked = matchMedia;
    window.matchMedia = (query) => query.includes('reduced-data') ? { matches: true } : asked(query);`);
  await page.goto(site.url(ARTICLE));
  await page.evaluate(() => { scrollTo(0, 400); });
  await page.press('Tab');
  await sleep(800);
  assert.deepEqual(site.requests.filter(isOfApp), []);
  await clickQuietly(page, '[data-act="show-embed"]');
  await page.waitFor(() => document.querySelector('.embed iframe'));
});

flow('the head is that of the page that is shown', { site: dist }, async ({ page, site }) => {
  const head = () => page.evaluate(() => ({
    title: document.title,
    description: document.querySelector('meta[name=description]')?.content ?? '',
    canonical: document.querySelector('link[rel=canonical]')?.getAttribute('href') ?? '',
    // How large a picture may be shown is told of a document as it loads.
    robots: (document.querySelector('meta[name=robots]')?.content ?? '').replace('max-image-preview:large', ''),
  }));
  /** As the document of an address has it, to which a search engine comes by itself. */
  const written = (path) => {
    const html = readFileSync(join(site.folder, decodeURIComponent(path), 'index.html'), 'utf8');
    const found = (pattern) => (html.match(pattern)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    return {
      title: found(/<title>([^<]*)/), description: found(/<meta name="description" content="([^"]*)/),
      canonical: found(/<link rel="canonical" href="([^"]*)/), robots: found(/<meta name="robots" content="([^"]*)/).replace('max-image-preview:large', ''),
    };
  };
  const [{ href, text, path }] = await front(page, site);
  await clickQuietly(page, linkTo(href));
  await waitForHeadline(page, text);
  await page.waitFor((title) => document.title !== title, 3000, written('/').title);
  assert.deepEqual(await head(), written(path));
  const economy = KINDS['a section'];
  await clickQuietly(page, `.navigation a[href="${economy}"]`);
  await page.waitFor((wanted) => location.pathname === wanted && document.querySelector('main .teaser'), 5000, economy);
  assert.deepEqual(await head(), written(economy));
  await page.back();
  await waitForHeadline(page, text);
  assert.deepEqual(await head(), written(path));
  await page.back();
  await waitForFront(page);
  assert.deepEqual(await head(), written('/'));

  await page.goto(site.url(KINDS['the 404 page']));
  await page.waitFor(() => document.querySelector('.problem'));
  assert.deepEqual([(await head()).canonical, (await head()).robots], ['', 'noindex']);
  await clickQuietly(page, '.masthead .nameplate');
  await waitForFront(page);
  assert.deepEqual(await head(), written('/'));
});

flow('on Save-Data the app comes only when it is needed, and the date all the same', { site: dist, engines: ['chromium', 'firefox'] }, async ({ page, site }) => {
  site.prelude(`Object.defineProperty(Navigator.prototype, 'connection', { configurable: true, get: () => ({ saveData: true }) });`);
  await page.goto(site.url('/'));
  await page.waitFor(() => document.querySelector('.masthead-day').textContent.trim());
  // The loader writes the date by a rule of its own; the app's is src/edition/dates.rs.
  assertClockIsRight(await readMasthead(page));
  await page.evaluate(() => { scrollTo(0, 400); });
  await sleep(1000);
  assert.equal(site.requests.filter(({ path }) => APP.test(path)).length, 0);
  const [{ href, text }] = await teasers(page, site);
  await clickQuietly(page, linkTo(href));
  await waitForHeadline(page, text);
});

flow('the reader comes back to the opened page at once, to the same place, without a request', { site: dist }, async ({ page, site }) => {
  const [{ href, text }] = await front(page, site);
  await mark(page);
  await page.evaluate(() => { scrollTo(0, 700); });
  await sleep(150);
  const [before, words] = await page.evaluate(() => [scrollY, document.querySelector('main').innerText]);
  await clickQuietly(page, linkTo(href));
  await waitForHeadline(page, text);
  site.resetRequests();
  await page.back();
  await waitForFront(page);
  await page.waitFor((wanted) => Math.abs(scrollY - wanted) < 2, 3000, before);
  assert.equal(site.fetches.length, 0);
  assert.equal(await page.evaluate(() => document.querySelector('main').innerText), words);
  assert.equal(await page.evaluate(() => document.querySelector('.navigation [aria-current]')?.getAttribute('href')), '/');
  await assertNoReload(page);
  await assertQuiet(page);
});

flow('a page whose data cannot be had is loaded by the browser', { site: dist }, async ({ page, site }) => {
  const [{ href, text }] = await front(page, site);
  await mark(page);
  site.fault(isData, { body: '{"format": 99}', type: 'application/json' });
  await clickQuietly(page, linkTo(href));
  await waitForHeadline(page, text);
  await page.waitFor(() => window.__mark === undefined);
});

flow('without script the whole story is there, and the date’s place is empty', { site: dist, engines: ['chromium'], browser: { javaScript: false } }, async ({ page, site }) => {
  await page.goto(site.url(ARTICLE));
  assert.ok((await headline(page)).length > 5);
  const seen = await page.evaluate(() => ({
    words: document.querySelector('main').innerText.length,
    date: document.querySelector('.masthead-date').innerText.trim(),
    place: document.querySelector('.masthead-date').getBoundingClientRect().height,
    menu: document.querySelectorAll('.navigation a').length,
    sorry: [...document.querySelectorAll('.no-script, #fault')].filter((one) => one.getClientRects().length > 0).length,
  }));
  assert.ok(seen.words > 1000 && seen.menu > 4 && seen.place > 20, JSON.stringify(seen));
  assert.equal(seen.date, '');
  assert.equal(seen.sorry, 0, 'there is nothing to be sorry for');
});

runFlows();
