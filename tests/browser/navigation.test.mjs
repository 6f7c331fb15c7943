// Navigation inside the app behaves as the browser's own: links, history, scroll, focus, addresses.

import assert from 'node:assert/strict';
import {
  Unsupported, assertNear, assertNoReload, assertQuiet, assertSafe, build, clickQuietly, flow, front, headline,
  isData, linkTo, mark, mount, runFlows, sleep, unanswered, variant, visit, waitForFront, waitForHeadline,
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
  await clickQuietly(page, linkTo(href));
  await waitForHeadline(page, text);
  const read = () => page.evaluate(() => ({
    isOnHeadline: document.activeElement === document.querySelector('main h1'),
    announced: document.querySelector('.announcer').textContent,
    title: document.title,
    role: document.querySelector('.announcer').getAttribute('role'),
    current: [...document.querySelectorAll('.navigation [aria-current]')].map((link) => new URL(link.href).pathname),
  }));
  const announced = () => page.waitFor(() => document.querySelector('.announcer').textContent === document.title, 3000);
  await announced();
  const article = await read();
  assert.ok(article.isOnHeadline, 'the article’s headline has the focus');
  assert.ok(article.title.includes(text) && article.title !== frontTitle, `the title is «${article.title}»`);
  assert.equal(article.role, 'status');
  assert.ok(!article.current.includes(new URL(site.url('/')).pathname), 'the front is no longer marked as the current page');

  await page.back();
  await waitForFront(page);
  await page.waitFor((title) => document.title === title, 3000, frontTitle);
  await announced();
  const back = await read();
  assert.ok(back.isOnHeadline, 'after back the front’s headline has the focus');
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
