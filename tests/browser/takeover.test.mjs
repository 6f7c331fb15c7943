// The story is in the document; the app takes the open page over and leaves no trace.

import assert from 'node:assert/strict';
import {
  assertClockIsRight, assertNoReload, assertQuiet, assertSafe, clickQuietly, each, flow, front, headline, isData, linkTo, mark, mount, readMasthead,
  runFlows, shown, sleep, teasers, waitForFront, waitForHeadline,
} from './flow.mjs';
import { KINDS, kinds } from './kinds.mjs';

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

const answers = (page) => page.evaluate(() => performance.getEntriesByName('khabar-answers').length > 0);

flow('the page after the app came is the page before it, node for node', { site: dist, timeout: 300_000 }, async ({ page, site }) => {
  site.prelude(SNAPSHOT);
  const drawn = kinds(site).filter(({ path }) => path !== KINDS['the 404 page']);
  await each(drawn, async ({ path }) => {
    await page.goto(site.url(path));
    await shown(page);
    await sleep(100);
    const { before, after } = await page.evaluate(() => ({ before: window.__before, after: window.__snapshot() }));
    assert.equal(after, before);
    assert.deepEqual(await page.evaluate(() => window.__probe.shifts), [], 'nothing moves');
    assert.equal(site.requests.filter(isData).length, 0, 'the page is there; its data is not asked for');
    await assertQuiet(page);
    await assertSafe(page);
  });
});

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
  });
  const state = () => page.evaluate(() => ({
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
