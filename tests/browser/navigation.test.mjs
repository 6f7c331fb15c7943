// Navigation inside the app behaves as the browser's own: links, history, scroll, focus, loading.

import assert from 'node:assert/strict';
import {
  Unsupported, assertFrame, assertNear, assertNoReload, assertQuiet, assertSafe, build, clickQuietly, dataPath, flow, headline, linkTo, mark,
  mount, runFlows, sleep, teasers, unanswered, variant, visit, waitForFront, waitForHeadline,
} from './flow.mjs';

const ARABIC_SLUG = 'أخبار-الخليج-2026';
const ARABIC_HEADLINE = 'خبر عنوانه بالعربية';
const SUB_PATH = '/sub/أخبار/';

const dist = mount();
const underSubPath = mount(build('sub-path', variant('sub-path', (settings) => {
  settings.base_url = new URL(SUB_PATH, settings.base_url).href;
}, {
  [ARABIC_SLUG]: {
    version: 1, id: 'arabic-slug', headline: ARABIC_HEADLINE, date_published: '2026-01-10T08:00:00+03:00', body: ['نص قصير.'],
  },
})), SUB_PATH);

const isData = ({ path }) => path.endsWith('/page.v1.json');

/** The front, and teasers of two articles on it. */
async function front(page, site) {
  await visit(page, site.url('/'));
  const found = await teasers(page, site);
  assert.ok(found.length >= 3, 'the front shows at least three teasers');
  return found;
}

/** Waits until the server has been asked for a path. */
async function requested(site, path) {
  for (let waited = 0; !site.fetches.some((request) => request.path === path); waited += 25) {
    assert.ok(waited < 5000, `${path} was not asked for`);
    await sleep(25);
  }
}

async function scrollTo(page, top) {
  await page.evaluate((y) => { scrollTo({ top: y, behavior: 'instant' }); }, top);
  await page.waitFor((y) => Math.abs(scrollY - y) <= 1, 5000, top);
  // Readers pause before they click; an app that notes the position on scroll needs a moment as well.
  await sleep(250);
}

async function assertScroll(page, top, message) {
  await page.waitFor((y) => Math.abs(scrollY - y) <= 1, 5000, top).catch(() => {});
  assertNear(await page.evaluate(() => scrollY), top, 1, message);
  await sleep(300);
  assertNear(await page.evaluate(() => scrollY), top, 1, `${message}, and it stays there`);
}

// ---------------------------------------------------------------------------------------------
// Which clicks are the app's

flow('a plain click is the app’s; every other one is left to the browser', { site: dist }, async ({ page, site, engine }) => {
  const [{ href }] = await front(page, site);
  const selector = linkTo(href);
  await mark(page);
  await sleep(300);
  await page.evaluate(() => { window.__probe.watchClicks(); });

  const cases = [
    ['middle click', { button: 'middle' }],
    ['click with Control', { modifiers: ['Control'] }],
    ['click with Shift', { modifiers: ['Shift'] }],
    ['click with Meta', { modifiers: ['Meta'] }],
    ['click with Alt', { modifiers: ['Alt'] }],
  ];
  const before = await page.evaluate(() => location.href);
  for (const [name, how] of cases) {
    await page.evaluate(() => { window.__probe.clicks.length = 0; });
    await page.click(selector, how).catch((error) => {
      if (!(error instanceof Unsupported)) {
        throw error;
      }
      // The event that a browser makes of a middle click.
      return page.evaluate((wanted) => {
        document.querySelector(wanted).dispatchEvent(new MouseEvent('auxclick', { bubbles: true, cancelable: true, button: 1, buttons: 0 }));
      }, selector);
    });
    await sleep(100);
    const clicks = await page.evaluate(() => window.__probe.clicks);
    assert.ok(clicks.length > 0, `the harness made no ${name} in ${engine}`);
    assert.deepEqual(clicks.filter(({ isTakenByApp }) => isTakenByApp), [], `a ${name} belongs to the browser`);
    assert.equal(await page.evaluate(() => location.href), before, `a ${name} is no navigation of this page`);
  }

  await page.evaluate(() => { window.__probe.clicks.length = 0; });
  await page.click(selector);
  const [click] = await page.waitFor(() => window.__probe.clicks.length > 0 && window.__probe.clicks);
  assert.ok(click.isTakenByApp, 'a plain click on a link of the site is the app’s');
  await assertNoReload(page);
});

flow('links with target, download, another host or another scheme are left to the browser', { site: dist }, async ({ page, site }) => {
  const [{ href }] = await front(page, site);
  await sleep(300);
  await page.evaluate((inside) => {
    window.__probe.watchClicks();
    const add = (id, attributes) => {
      const link = document.createElement('a');
      link.id = id;
      link.textContent = id;
      for (const [name, value] of Object.entries(attributes)) {
        link.setAttribute(name, value);
      }
      document.querySelector('main').append(link);
    };
    add('target-blank', { href: inside, target: '_blank' });
    add('target-named', { href: inside, target: 'other' });
    add('target-self', { href: inside, target: '_self' });
    add('download', { href: inside, download: '' });
    add('external', { href: 'https://example.org/' });
    add('other-port', { href: `${location.protocol}//${location.hostname}:1/` });
    add('mail', { href: 'mailto:editor@example.org' });
    add('telephone', { href: 'tel:+96500000000' });
    add('no-address', {});
  }, href);
  const before = await page.evaluate(() => location.href);
  for (const id of ['target-blank', 'target-named', 'download', 'external', 'other-port', 'mail', 'telephone', 'no-address']) {
    await page.evaluate(() => { window.__probe.clicks.length = 0; });
    await clickQuietly(page, `#${id}`);
    const [click] = await page.evaluate(() => window.__probe.clicks);
    assert.equal(click.isTakenByApp, false, `a click on the ${id} link belongs to the browser`);
    assert.equal(await page.evaluate(() => location.href), before);
  }
  await page.evaluate(() => { window.__probe.clicks.length = 0; });
  await clickQuietly(page, '#target-self');
  const [click] = await page.evaluate(() => window.__probe.clicks);
  assert.equal(click.isTakenByApp, true, 'target="_self" is a plain link');
});

flow('an in-page link jumps without a request and stays in the history', { site: dist }, async ({ page, site }) => {
  const [{ href, text }] = await front(page, site);
  await clickQuietly(page, linkTo(href));
  await waitForHeadline(page, text);
  await mark(page);
  await sleep(500);
  site.resetRequests();
  await page.evaluate(() => {
    window.__probe.clicks = [];
    window.addEventListener('click', (event) => { window.__probe.clicks.push(event.defaultPrevented); });
    const link = document.createElement('a');
    link.id = 'to-footer';
    link.href = '#footer-of-this-test';
    link.textContent = 'down';
    document.querySelector('main').prepend(link);
    document.querySelector('.footer').id = 'footer-of-this-test';
  });
  await clickQuietly(page, '#to-footer');
  await page.waitFor(() => location.hash === '#footer-of-this-test');
  assert.deepEqual(await page.evaluate(() => window.__probe.clicks), [false]);
  assert.ok(await page.evaluate(() => scrollY) > 0, 'the browser jumped to the place');
  await page.back();
  await page.waitFor(() => location.hash === '');
  await sleep(300);
  assert.equal(await headline(page), text);
  await assertNoReload(page);
  assert.deepEqual(site.fetches.filter(isData), [], 'an in-page jump asks for nothing');
  await assertQuiet(page);
});

// ---------------------------------------------------------------------------------------------
// History, focus, title

flow('back and forward restore the scroll exactly', { site: dist, viewport: { width: 900, height: 500 } }, async ({ page, site }) => {
  const [first, second] = await front(page, site);
  await mark(page);
  const bottom = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  assert.ok(bottom > 400, `the front is only ${bottom} px taller than the window; this flow needs more`);
  await scrollTo(page, 333);
  await clickQuietly(page, linkTo(first.href));
  await waitForHeadline(page, first.text);
  await assertScroll(page, 0, 'a new page starts at its top');
  await scrollTo(page, 217);
  await page.back();
  await waitForFront(page);
  await assertScroll(page, 333, 'back restores the front’s position');
  await page.forward();
  await waitForHeadline(page, first.text);
  await assertScroll(page, 217, 'forward restores the article’s position');
  await page.back();
  await waitForFront(page);
  await assertScroll(page, 333, 'back restores the front’s position once more');

  // The bottom is the hardest place: it exists only once everything above it has its height.
  await scrollTo(page, bottom);
  const exact = await page.evaluate(() => scrollY);
  await clickQuietly(page, linkTo(second.href));
  await waitForHeadline(page, second.text);
  await page.back();
  await waitForFront(page);
  await assertScroll(page, exact, 'back restores the front’s very end');
  await assertNoReload(page);
  await assertQuiet(page);
});

flow('the scroll survives a reload and a visit elsewhere', { site: dist, viewport: { width: 900, height: 500 } }, async ({ page, site }) => {
  await front(page, site);
  await scrollTo(page, 291);
  await page.reload();
  await waitForFront(page);
  await assertScroll(page, 291, 'a reload keeps the position');
  await page.goto(`${site.origin}/__blank`);
  await page.back();
  await waitForFront(page);
  await assertScroll(page, 291, 'coming back from another site restores the position');
});

flow('quick steps through the history end on the last page asked for', { site: dist }, async ({ page, site }) => {
  const [first, second, third] = await front(page, site);
  for (const { href, text } of [first, second, third]) {
    // Only the front has all three links, so each article is reached from there.
    await clickQuietly(page, linkTo(href));
    await waitForHeadline(page, text);
    await clickQuietly(page, '.masthead .nameplate');
    await waitForFront(page);
  }
  await mark(page);
  for (let step = 0; step < 3; step += 1) {
    await page.back();
  }
  await waitForHeadline(page, second.text);
  await sleep(500);
  assert.equal(await headline(page), second.text);
  assert.equal(await page.evaluate(() => location.pathname), second.path);
  await assertNoReload(page);
  await assertSafe(page);
});

flow('focus goes to the new headline and its title is announced', { site: dist }, async ({ page, site }) => {
  const [{ href, text, path }] = await front(page, site);
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true, 'the first page takes no focus');
  const frontTitle = await page.evaluate(() => document.title);
  const frontHeadline = await headline(page);
  await clickQuietly(page, linkTo(href));
  await waitForHeadline(page, text);
  const read = () => page.evaluate(() => ({
    isOnHeadline: document.activeElement === document.querySelector('main h1'),
    announced: document.querySelector('.announcer').textContent,
    title: document.title,
    role: document.querySelector('.announcer').getAttribute('role'),
    current: [...document.querySelectorAll('.navigation [aria-current]')].map((link) => new URL(link.href).pathname),
  }));
  await page.waitFor(() => document.querySelector('.announcer').textContent);
  const article = await read();
  assert.ok(article.isOnHeadline, 'the article’s headline has the focus');
  assert.ok(article.announced.includes(text), `«${article.announced}» names the new page`);
  assert.ok(article.title.includes(text) && article.title !== frontTitle, `the title is «${article.title}»`);
  assert.equal(article.role, 'status');
  assert.ok(!article.current.includes(new URL(site.url('/')).pathname), 'the front is no longer marked as the current page');

  await page.back();
  await waitForFront(page);
  await page.waitFor((title) => document.title === title, 3000, frontTitle);
  const back = await read();
  assert.ok(back.isOnHeadline, 'after back the front’s headline has the focus');
  assert.ok(back.announced.includes(frontHeadline) || back.announced.includes(frontTitle), `«${back.announced}» names the front`);
  assert.notEqual(path, new URL(site.url('/')).pathname);
  await assertQuiet(page);
});

flow('a link to the page that is open adds nothing to the history', { site: dist }, async ({ page, site }) => {
  await front(page, site);
  const before = await page.evaluate(() => history.length);
  await mark(page);
  await clickQuietly(page, '.masthead .nameplate');
  await sleep(500);
  await waitForFront(page);
  assert.equal(await page.evaluate(() => history.length), before);
  await assertNoReload(page);
  await assertQuiet(page);
});

// ---------------------------------------------------------------------------------------------
// Loading and failing

flow('the loading bar comes only after 150 ms', { site: dist }, async ({ page, site }) => {
  const [first, second] = await front(page, site);
  const go = async ({ href, text }, delayMs) => {
    site.clearFaults();
    site.fault(isData, { delayMs });
    await page.evaluate(() => { window.__probe.watchLoading(); });
    await clickQuietly(page, linkTo(href));
    await waitForHeadline(page, text);
    await sleep(250);
    site.clearFaults();
    return page.evaluate(() => {
      window.__probe.loading.isRunning = false;
      return window.__probe.loading;
    });
  };
  // On a busy machine 50 ms of the server can be 150 ms for the reader; then the bar is right, and says nothing.
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const quick = await go(first, 50);
    assert.ok(quick.firstShownAfter === null || quick.pageAfter > 150,
      `the page came after ${quick.pageAfter} ms, and yet the loading bar after ${quick.firstShownAfter} ms`);
    await page.back();
    await waitForFront(page);
    if (quick.firstShownAfter === null) {
      break;
    }
  }
  const slow = await go(second, 1500);
  assert.ok(slow.firstShownAfter !== null, 'an answer after 1500 ms shows the loading bar');
  assert.ok(slow.firstShownAfter >= 140 && slow.firstShownAfter < slow.pageAfter,
    `the bar came after ${slow.firstShownAfter} ms, the page after ${slow.pageAfter}`);
  assert.equal(slow.isShown, false, 'the bar goes when the page is there');
  await assertQuiet(page);
});

flow('the old page stays readable while the next one loads', { site: dist }, async ({ page, site }) => {
  const [{ href, text }] = await front(page, site);
  const old = await headline(page);
  site.fault(isData, { delayMs: 800 });
  await clickQuietly(page, linkTo(href));
  await sleep(400);
  assert.equal(await headline(page), old, 'the front is still there while the article loads');
  assert.ok(await page.evaluate(() => document.querySelectorAll('main .teaser').length) > 0);
  await waitForHeadline(page, text);
});

flow('an error offers retry, and retry works', { site: dist }, async ({ page, site }) => {
  const [{ href, text, path }] = await front(page, site);
  await mark(page);
  site.fault(dataPath(site, path), { status: 503, body: 'busy', type: 'text/plain' });
  await clickQuietly(page, linkTo(href));
  await page.waitFor(() => document.querySelector('.problem[data-problem="network"] [data-act="retry"]'));
  await assertFrame(page);
  assert.equal(await page.evaluate(() => location.pathname), path, 'the address is that of the page asked for');
  assert.equal(await page.evaluate(() => document.activeElement === document.querySelector('main h1')), true,
    'the problem’s headline has the focus');

  await page.click('[data-act="retry"]');
  await sleep(300);
  assert.ok(await page.evaluate(() => document.querySelector('.problem') !== null), 'a retry that fails leads to the same notice');

  site.clearFaults();
  site.resetRequests();
  await page.click('[data-act="retry"]');
  await waitForHeadline(page, text);
  assert.equal(site.fetches.filter((request) => request.path === dataPath(site, path)).length, 1, 'a retry is one request');
  await assertNoReload(page);
  await page.back();
  await waitForFront(page);
  await assertSafe(page);
});

flow('the last click wins, and the earlier request is dropped', { site: dist }, async ({ page, site }) => {
  const [slow, quick] = await front(page, site);
  await mark(page);
  site.fault(dataPath(site, slow.path), { delayMs: 1500 });
  site.resetRequests();
  await clickQuietly(page, linkTo(slow.href));
  await requested(site, dataPath(site, slow.path));
  await clickQuietly(page, linkTo(quick.href));
  await waitForHeadline(page, quick.text);
  await sleep(1800);
  assert.equal(await headline(page), quick.text, 'the slow answer did not overwrite the newer page');
  assert.equal(await page.evaluate(() => location.pathname), quick.path);
  assert.ok((await page.evaluate(() => document.title)).includes(quick.text));
  const dropped = site.fetches.filter(({ path }) => path === dataPath(site, slow.path));
  assert.deepEqual(dropped.map(({ isAborted }) => isAborted), [true], 'the request of the first click was aborted');
  assert.equal(await page.evaluate(() => document.querySelector('.problem')), null);
  await page.back();
  await waitForFront(page);
  await assertNoReload(page);
  await assertQuiet(page);
});

flow('back during a slow navigation gives it up', { site: dist }, async ({ page, site }) => {
  const [first, slow] = await front(page, site);
  await clickQuietly(page, linkTo(first.href));
  await waitForHeadline(page, first.text);
  await clickQuietly(page, '.masthead .nameplate');
  await waitForFront(page);
  site.fault(dataPath(site, slow.path), { delayMs: 1200 });
  await clickQuietly(page, linkTo(slow.href));
  await requested(site, dataPath(site, slow.path));
  await page.back();
  await sleep(1500);
  const { path, shown } = await page.evaluate(() => ({
    path: location.pathname,
    shown: document.querySelector('main h1').textContent.trim(),
  }));
  assert.notEqual(shown, slow.text, 'back was the reader’s last word');
  assert.notEqual(path, slow.path, 'address and page agree');
  await assertQuiet(page);
});

// ---------------------------------------------------------------------------------------------
// Prefetching

const prefetches = {
  hover: (page, selector) => page.hover(selector),
  focus: (page, selector) => page.evaluate((wanted) => { document.querySelector(wanted).focus(); }, selector),
  touch: (page, selector) => page.evaluate((wanted) => {
    const link = document.querySelector(wanted);
    for (const kind of ['pointerover', 'pointerenter', 'pointerdown']) {
      link.dispatchEvent(new PointerEvent(kind, { bubbles: kind !== 'pointerenter', pointerType: 'touch', isPrimary: true }));
    }
    link.dispatchEvent(new Event('touchstart', { bubbles: true, cancelable: true }));
  }, selector),
};

for (const [how, begin] of Object.entries(prefetches)) {
  flow(`prefetch on ${how} makes the one request, and the click none`, { site: dist }, async ({ page, site }) => {
    const [{ href, text, path }] = await front(page, site);
    await sleep(300);
    site.resetRequests();
    const data = dataPath(site, path);
    const asked = () => site.fetches.filter((request) => request.path === data);
    await begin(page, linkTo(href));
    await requested(site, data);
    assert.equal(asked().length, 1, `${how} fetches ${data}`);
    await sleep(300);
    assert.equal(await page.evaluate(() => document.querySelector('.loading')?.hidden), true, 'a prefetch is not seen');
    site.fault(isData, { abort: true });
    await clickQuietly(page, linkTo(href));
    await waitForHeadline(page, text);
    assert.equal(asked().length, 1, 'the click asked for nothing more');
    await assertQuiet(page);
  });
}

flow('a click while its prefetch is under way waits for that one request', { site: dist }, async ({ page, site }) => {
  const [{ href, text, path }] = await front(page, site);
  const data = dataPath(site, path);
  site.fault(data, { delayMs: 600 });
  site.resetRequests();
  await page.hover(linkTo(href));
  await requested(site, data);
  await clickQuietly(page, linkTo(href));
  await waitForHeadline(page, text);
  assert.equal(site.fetches.filter((request) => request.path === data).length, 1);
  await assertQuiet(page);
});

flow('a prefetch that fails is not seen, and the click asks anew', { site: dist }, async ({ page, site }) => {
  const [{ href, text, path }] = await front(page, site);
  site.fault(dataPath(site, path), { status: 503, body: 'busy', type: 'text/plain' });
  await page.hover(linkTo(href));
  await sleep(700);
  assert.equal(await page.evaluate(() => document.querySelector('.problem')), null);
  assert.deepEqual((await page.consoleLines()).filter(({ from }) => from === 'probe'), [], 'a failed guess is nobody’s business');
  site.clearFaults();
  await clickQuietly(page, linkTo(href));
  await waitForHeadline(page, text);
  await assertSafe(page);
});

flow('nothing is prefetched on Save-Data', { site: dist }, async ({ page, site }) => {
  site.prelude(`Object.defineProperty(Navigator.prototype, 'connection', {
    configurable: true,
    get: () => ({ saveData: true, effectiveType: '4g', addEventListener() {}, removeEventListener() {} }),
  });`);
  const [{ href, text, path }] = await front(page, site);
  await sleep(300);
  site.resetRequests();
  for (const begin of Object.values(prefetches)) {
    await begin(page, linkTo(href));
    await sleep(400);
  }
  assert.deepEqual(site.fetches.map((request) => request.path), [], 'the reader asked to save data');
  await clickQuietly(page, linkTo(href));
  await waitForHeadline(page, text);
  assert.equal(site.fetches.filter((request) => request.path === dataPath(site, path)).length, 1);
  await assertQuiet(page);
});

// ---------------------------------------------------------------------------------------------
// Addresses

flow('the site works under a sub-path', { site: underSubPath }, async ({ page, site }) => {
  const [{ href, text, path }] = await front(page, site);
  const base = encodeURI(SUB_PATH);
  await mark(page);
  const inside = await page.evaluate(() => [...document.querySelectorAll('#khabar a[href]')]
    .filter((link) => link.origin === location.origin).map((link) => link.pathname));
  for (const address of inside) {
    assert.ok(decodeURI(address).startsWith(SUB_PATH), `a link leads out of the site: ${address}`);
  }
  await page.click(linkTo(href));
  await waitForHeadline(page, text);
  assert.equal(await page.evaluate(() => location.pathname), path);
  await page.back();
  await waitForFront(page);
  await assertNoReload(page);
  assert.equal(decodeURI(await page.evaluate(() => location.pathname)), decodeURI(base));
  await visit(page, site.origin + path);
  await waitForHeadline(page, text);
  await page.click('.masthead .nameplate');
  await waitForFront(page);
  assert.deepEqual(unanswered(site), [],
    'every request stays below the base path and is answered');
  await assertQuiet(page);

  await visit(page, site.url('/nothing/here/'));
  await page.waitFor(() => document.querySelector('.problem[data-problem="not-found"]'));
  await page.click('.masthead .nameplate');
  await waitForFront(page);
  await assertSafe(page);
});

flow('links to the same host outside the base path are left to the browser', { site: underSubPath }, async ({ page, site }) => {
  await front(page, site);
  await page.evaluate(() => {
    window.__probe.watchClicks();
    for (const [id, href] of [['above', '/'], ['beside', '/sub/other/'], ['prefix', '/sub/أخبارنا/']]) {
      const link = document.createElement('a');
      link.id = id;
      link.href = href;
      link.textContent = id;
      document.querySelector('main').append(link);
    }
  });
  for (const id of ['above', 'beside', 'prefix']) {
    await page.evaluate(() => { window.__probe.clicks.length = 0; });
    await clickQuietly(page, `#${id}`);
    assert.deepEqual(await page.evaluate(() => window.__probe.clicks.map(({ isTakenByApp }) => isTakenByApp)), [false], id);
  }
});

flow('an Arabic slug opens raw and percent-encoded in either case', { site: underSubPath }, async ({ page, site }) => {
  const upper = encodeURIComponent(ARABIC_SLUG);
  const forms = { raw: ARABIC_SLUG, upper, lower: upper.toLowerCase() };
  const pattern = (slug) => site.url(`/article/${slug}/`);
  for (const [form, slug] of Object.entries(forms)) {
    await visit(page, pattern(slug));
    await waitForHeadline(page, ARABIC_HEADLINE).catch((error) => { throw new Error(`${form}: ${error.message}`); });
  }
  await front(page, site);
  await mark(page);
  for (const [form, slug] of Object.entries(forms)) {
    await page.evaluate((href) => {
      const link = document.createElement('a');
      link.id = 'arabic';
      link.setAttribute('href', href);
      link.textContent = 'arabic';
      document.querySelector('main').append(link);
    }, `${form === 'raw' ? site.base : encodeURI(site.base)}article/${slug}/`);
    await clickQuietly(page, '#arabic');
    await waitForHeadline(page, ARABIC_HEADLINE).catch((error) => { throw new Error(`a click, ${form}: ${error.message}`); });
    await page.back();
    await waitForFront(page);
  }
  await assertNoReload(page);
  assert.deepEqual(unanswered(site), []);
  await assertQuiet(page);
});

flow('a hash on an address from outside leads to its place', { site: dist }, async ({ page, site }) => {
  const [{ path, text }] = await front(page, site);
  await visit(page, `${site.origin}${path}#main`);
  await waitForHeadline(page, text);
  assert.equal(await page.evaluate(() => location.hash), '#main');
  await assertQuiet(page);
});

runFlows();
