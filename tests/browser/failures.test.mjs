// Bad input: what a reader gets when something is broken, missing, hostile or slow. The frame of the
// site stays, a calm sentence says what happened, a way on is offered, and nothing ever runs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DIST, assertFrame, assertNoReload, assertQuiet, assertSafe, clickQuietly, dataPath, each, flow, headline, linkTo,
  mark, mount, runFlows, shown, sleep, teasers, toFront, visit, waitForFront, waitForHeadline,
} from './flow.mjs';

// The app has to bring the page here: in a document with its page in it there is nothing to fail.
const empty = () => mount(DIST, '/', { isEmpty: true });
const dist = empty();

/** What the page itself wrote to the console since the last question. */
async function newLines(page) {
  return page.evaluate(() => {
    const from = window.__seenLines ?? 0;
    window.__seenLines = window.__probe.lines.length;
    return window.__probe.lines.slice(from);
  });
}

const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The notice in place of a page: one of the kinds, with words, a headline in focus and ways on. */
async function assertProblem(page, kinds, { canRetry, latest = true } = {}) {
  await page.waitFor(() => document.querySelector('.problem[data-problem]'));
  if (latest) {
    await page.waitFor(() => document.querySelector('main .related-articles a[href]'), 8000)
      .catch(() => { throw new Error('the notice offers no latest news as a way on'); });
  }
  await assertFrame(page);
  const seen = await page.evaluate(() => {
    const problem = document.querySelector('.problem');
    return {
      kind: problem.dataset.problem,
      headline: problem.querySelector('h1.headline')?.textContent.trim() ?? '',
      text: problem.querySelector('.problem-text')?.textContent.trim() ?? '',
      home: [...problem.querySelectorAll('.problem-acts a')].map((link) => new URL(link.href).pathname),
      hasRetry: problem.querySelector('[data-act="retry"]')?.textContent.trim() ?? '',
      title: document.title,
    };
  });
  assert.ok(kinds.includes(seen.kind), `the notice is «${seen.kind}», expected ${kinds.join(' or ')}`);
  assert.ok(seen.headline && /[\u0600-\u06ff]/.test(seen.text), 'the notice has a headline and a sentence in the edition’s language');
  assert.ok(!/[{}[\]$]|undefined|null|NaN|Error/.test(seen.text + seen.headline), `the sentence is for readers: «${seen.text}»`);
  assert.ok(seen.home.length > 0, 'the notice leads to the front');
  assert.ok(seen.title.includes(seen.headline), `the title is «${seen.title}»`);
  if (canRetry !== undefined) {
    assert.equal(Boolean(seen.hasRetry), canRetry, canRetry ? 'the notice offers to try again' : 'trying again would not help');
  }
}

// ---------------------------------------------------------------------------------------------
// Page data that cannot be shown

const edited = (edit) => ({
  transform: (text) => {
    const data = JSON.parse(text);
    return JSON.stringify(edit(data) ?? data);
  },
});
const nested = (depth, wrap, core) => {
  let value = core;
  for (let level = 0; level < depth; level += 1) {
    value = wrap(value);
  }
  return value;
};

const BROKEN = [
  { name: 'broken JSON', fault: { transform: (text) => text.replace(':', ';') }, kinds: ['broken'], says: ['$'] },
  { name: 'no JSON at all', fault: { body: 'hello' }, kinds: ['broken'], says: ['$'] },
  { name: 'empty', fault: { body: '' }, kinds: ['broken'], says: ['$'] },
  { name: 'truncated', fault: { transform: (text) => text.slice(0, Math.floor(text.length / 2)) }, kinds: ['broken'], says: ['$'] },
  { name: 'HTML of somebody else', fault: { body: '<!doctype html><p>maintenance', type: 'text/html' }, kinds: ['broken'], says: ['$'] },
  { name: 'a list', fault: { body: '[]' }, kinds: ['broken'], says: ['$'] },
  { name: 'null', fault: { body: 'null' }, kinds: ['broken'], says: ['$'] },
  { name: 'text', fault: { body: '"text"' }, kinds: ['broken'], says: ['$'] },
  { name: 'format of a wrong type', fault: edited((data) => { data.format = 'one'; }), kinds: ['broken'], says: ['$', 'format'] },
  { name: 'article of a wrong type', fault: edited((data) => { data.article = 5; }), kinds: ['broken'], says: ['$.article'] },
  { name: 'headline missing', fault: edited((data) => { delete data.article.headline; }), kinds: ['broken'], says: ['$.article', 'headline'] },
  { name: 'headline of a wrong type', fault: edited((data) => { data.article.headline = 7; }), kinds: ['broken'], says: ['$.article.headline'] },
  { name: 'body of a wrong type', fault: edited((data) => { data.article.body = { text: 'x' }; }), kinds: ['broken'], says: ['$.article.body'] },
  { name: 'date that is none', fault: edited((data) => { data.article.date_published = '2026-13-45'; }), kinds: ['broken'], says: ['$.article.date_published'] },
  { name: 'date that is far out', fault: edited((data) => { data.article.date_published = '999999-01-01T00:00:00Z'; }), kinds: ['broken'], says: ['$.article.date_published'] },
  { name: 'lone surrogate', fault: { transform: (text) => text.replace(/"headline":\s*"/, '$&\\ud800') }, kinds: ['broken'], says: ['$'] },
  {
    name: 'twenty megabytes',
    fault: edited((data) => { data.padding = 'x'.repeat(20 << 20); }),
    kinds: ['broken'],
    says: ['$'],
  },
  {
    name: 'details nested a thousand deep',
    fault: edited((data) => { data.article.body = nested(1000, (body) => [{ type: 'details', summary: 'x', body }], ['x']); }),
    kinds: ['broken'],
    says: ['$.article.body'],
  },
  {
    name: 'inlines nested a thousand deep',
    fault: edited((data) => { data.article.body = [{ type: 'paragraph', text: nested(1000, (text) => [{ type: 'strong', text }], 'x') }]; }),
    kinds: ['broken'],
    says: ['$.article.body'],
  },
  {
    name: 'an unknown field nested a hundred thousand deep',
    fault: { transform: (text) => text.replace('{', `{"deep":${'['.repeat(100_000)}${']'.repeat(100_000)},`) },
    kinds: ['broken'],
    says: ['$'],
  },
  { name: 'a newer format', fault: edited((data) => { data.format = 99; }), kinds: ['too-new'], says: ['$', '99'] },
  { name: 'an article of a newer version', fault: edited((data) => { data.article.version = 99; }), kinds: ['too-new'], says: ['$.article', '99'] },
  { name: 'missing', fault: { status: 404, body: 'no', type: 'text/plain' }, kinds: ['not-found'], canRetry: false },
  { name: 'gone', fault: { status: 410, body: 'no', type: 'text/plain' }, kinds: ['not-found', 'network'] },
  { name: 'server error', fault: { status: 500, body: 'no', type: 'text/plain' }, kinds: ['network'], canRetry: true },
  { name: 'a gateway’s page', fault: { status: 502, body: '<html>bad gateway', type: 'text/html' }, kinds: ['network'], canRetry: true },
  { name: 'network gone', fault: { abort: true }, kinds: ['network'], canRetry: true },
  { name: 'broken off midway', fault: { abort: 'midway' }, kinds: ['network'], canRetry: true },
  // The last one: data that can be read and yet makes no page must not be kept for the next visit either.
  { name: 'article missing', fault: edited((data) => { delete data.article; }), kinds: ['broken'], says: ['$'] },
];

flow('page data that cannot be shown leads to a calm notice with a way on', { site: dist, timeout: 180_000 }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  const [{ href, path, text }] = await teasers(page, site);
  await mark(page);
  await newLines(page);
  await each(BROKEN, async ({ fault, kinds, says = [], canRetry }) => {
    site.fault(dataPath(site, path), fault);
    try {
      await clickQuietly(page, linkTo(href));
      await assertProblem(page, kinds, { canRetry });
      const lines = await newLines(page);
      assert.equal(lines.length, 1, `the console has one line: ${JSON.stringify(lines).slice(0, 600)}`);
      const [line] = lines;
      assert.ok(['warn', 'error'].includes(line.level));
      assert.ok(decoded(line.text).includes(decoded(path)), `«${line.text.slice(0, 300)}» names the address ${path}`);
      for (const part of says) {
        assert.ok(line.text.includes(part), `«${line.text.slice(0, 300)}» names ${part}`);
      }
      assert.ok(line.text.length < 500, `a line of ${line.text.length} letters`);
    } finally {
      site.clearFaults();
      await toFront(page, site);
      await newLines(page);
    }
  });
  await clickQuietly(page, linkTo(href));
  await waitForHeadline(page, text);
  await assertNoReload(page);
  await assertSafe(page);
});

flow('the same holds for an address that is opened by itself', { site: dist }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  const [{ path, text }] = await teasers(page, site);
  const wanted = ['broken JSON', 'headline of a wrong type', 'a newer format', 'missing', 'network gone', 'details nested a thousand deep'];
  await each(BROKEN.filter(({ name }) => wanted.includes(name)), async ({ fault, kinds, says = [], canRetry }) => {
    site.clearFaults();
    site.fault(dataPath(site, path), fault);
    await page.goto(site.origin + path);
    await assertProblem(page, kinds, { canRetry });
    const lines = await newLines(page);
    assert.equal(lines.length, 1, JSON.stringify(lines).slice(0, 600));
    for (const part of [decoded(path), ...says]) {
      assert.ok(decoded(lines[0].text).includes(part), `«${lines[0].text.slice(0, 300)}» names ${part}`);
    }
    await assertSafe(page);
  });
  // The last one offered to try again.
  site.clearFaults();
  await page.waitFor(() => document.querySelector('[data-act="retry"]'));
  await page.click('[data-act="retry"]');
  await waitForHeadline(page, text);
});

flow('a host that answers every path with the shell has no such page', { site: dist }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  const [{ href, path }] = await teasers(page, site);
  site.fault(dataPath(site, path), { body: readFileSync(join(DIST, 'index.html')), type: 'text/html', status: 200 });
  await clickQuietly(page, linkTo(href));
  await assertProblem(page, ['not-found', 'broken']);
});

flow('an answer with a mark of byte order, odd spaces or a wrong type of content is read all the same', { site: dist }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  const [first, second] = await teasers(page, site);
  site.fault(dataPath(site, first.path), { transform: (text) => `\ufeff\n\t ${text}\r\n`, type: 'application/octet-stream' });
  await clickQuietly(page, linkTo(first.href));
  await waitForHeadline(page, first.text);
  await page.back();
  await waitForFront(page);
  site.fault(dataPath(site, second.path), edited((data) => {
    data.from_the_future = { any: ['thing'] };
    data.article.from_the_future = [1, 2, { 3: null }];
  }));
  await clickQuietly(page, linkTo(second.href));
  await waitForHeadline(page, second.text);
  await assertQuiet(page);
});

flow('with the network gone the frame stays, and it comes back with retry', { site: dist }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  const [{ href, text }] = await teasers(page, site);
  await mark(page);
  site.fault(() => true, { abort: true });
  await clickQuietly(page, linkTo(href));
  await assertProblem(page, ['network'], { canRetry: true, latest: false });
  await page.click('[data-act="retry"]');
  await sleep(500);
  await assertProblem(page, ['network'], { canRetry: true, latest: false });
  site.clearFaults();
  await page.click('[data-act="retry"]');
  await waitForHeadline(page, text);
  await assertNoReload(page);
  await assertSafe(page);
});

flow('an answer that never comes is given up after about ten seconds', { site: dist }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  const [{ href, path, text }] = await teasers(page, site);
  site.fault(dataPath(site, path), { hang: true });
  const started = Date.now();
  await clickQuietly(page, linkTo(href));
  await page.waitFor(() => document.querySelector('.loading')?.getClientRects().length > 0, 3000);
  await page.waitFor(() => document.querySelector('.problem[data-problem]'), 20_000);
  const waited = Date.now() - started;
  assert.ok(waited > 8000 && waited < 16_000, `given up after ${waited} ms`);
  await assertProblem(page, ['network'], { canRetry: true });
  assert.equal(site.fetches.filter((request) => request.path === dataPath(site, path)).at(-1).isAborted, true, 'the request was dropped');
  assert.equal(await page.evaluate(() => document.querySelector('.loading').getClientRects().length), 0, 'nothing says that it still loads');
  site.clearFaults();
  await page.click('[data-act="retry"]');
  await waitForHeadline(page, text);
  await assertSafe(page);
});

flow('a broken answer that the reader no longer waits for is not mentioned', { site: dist }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  const [broken, good] = await teasers(page, site);
  site.fault(dataPath(site, broken.path), { body: '{', delayMs: 700 });
  await newLines(page);
  await clickQuietly(page, linkTo(broken.href));
  await sleep(250);
  await clickQuietly(page, linkTo(good.href));
  await waitForHeadline(page, good.text);
  await sleep(900);
  assert.equal(await headline(page), good.text);
  assert.deepEqual(await newLines(page), []);
  await assertSafe(page);
});

// ---------------------------------------------------------------------------------------------
// Addresses

const BAD_PATHS = [
  'nothing/here/', 'article/', 'article/none/', 'article/../../x', 'article/%2e%2e/%2e%2e/x', 'article/%2e%2e%2f%2e%2e%2fx', 'article/..%5c..%5cx/',
  'article/%00/', 'article/a%00b/', '%00', 'article/%E0%A4%A/', 'article/%/', 'article/%zz/', 'article/%ff%fe/', 'article/%C0%AF/', 'article/%ED%A0%80/',
  'article//double//', 'article/x/y/z/', 'article/%E2%80%AEx/', 'article/%3Cscript%3Ealert(1)%3C%2Fscript%3E/', 'section/none/', 'page.v1.json/',
  `${'a'.repeat(5000)}/`, `article/${'a'.repeat(5000)}/`, `article/${encodeURIComponent('خ'.repeat(2500))}/`, `${'a/'.repeat(2500)}`,
].map((path) => ({ name: path.length > 60 ? `${path.slice(0, 40)}… (${path.length} letters)` : path, path }));

flow('a bad address leads to the 404 page, from outside and within', { site: dist, timeout: 180_000 }, async ({ page, site }) => {
  await each(BAD_PATHS, async ({ path }) => {
    await page.goto(site.url(path));
    await assertProblem(page, ['not-found'], { latest: path === BAD_PATHS[0].path });
    await assertSafe(page);
    const lines = await newLines(page);
    assert.ok(lines.length <= 1, JSON.stringify(lines).slice(0, 600));
    assert.equal(await page.evaluate(() => document.getElementById('fault').hidden), true, 'the app did not break');
  });

  // Within, the app may know that there is no such page, ask for it, or leave the link to the browser.
  await visit(page, site.url('/'));
  await each(BAD_PATHS.filter(({ path }) => /^nothing|none|%2e%2e%2f|%00\/|%E0|%zz|^a{9}|^article\/%D8/.test(path)), async ({ path }) => {
    await page.evaluate((href) => {
      const link = document.createElement('a');
      link.id = 'bad';
      link.setAttribute('href', href);
      link.textContent = 'bad';
      document.querySelector('main').append(link);
    }, site.base + path);
    try {
      await clickQuietly(page, '#bad');
      await assertProblem(page, ['not-found'], { latest: false });
      await assertSafe(page);
    } finally {
      await toFront(page, site);
    }
  });
});

flow('queries and hashes that are odd do no harm', { site: dist }, async ({ page, site }) => {
  const odd = ['?p=%00', '?%E0%A4%A', '?utm_source=x&fbclid=y', '?1#%E0%A4%A', '?2#%00', '?3#"><script>', '?#', '?q=<script>'];
  await each(odd.map((name) => ({ name })), async ({ name }) => {
    await visit(page, site.url('/') + name);
    await waitForFront(page);
    await assertQuiet(page, { except: ({ from }) => from === 'engine' });
  });
});

// ---------------------------------------------------------------------------------------------
// The site's own data, and the app itself

const SITE_DATA = /(<script[^>]*\bid="?site-data"?[^>]*>)([\s\S]*?)(<\/script>)/;
const withSiteData = (change) => ({
  transform: (html) => {
    assert.match(html, SITE_DATA, 'the page carries its site data in <script type="application/json" id="site-data">');
    return html.replace(SITE_DATA, (whole, opening, text, closing) => change(text, whole) ?? opening + closing);
  },
});
const inPlace = (value) => withSiteData((text, whole) => whole.replace(text, () => value(text)));

flow('broken site data gives a plain page that says so in Arabic and English', { site: dist }, async ({ page, site }) => {
  const cases = [
    { name: 'broken JSON', fault: inPlace((text) => text.slice(0, -20)) },
    { name: 'empty', fault: inPlace(() => '') },
    { name: 'a list', fault: inPlace(() => '[]') },
    { name: 'null', fault: inPlace(() => 'null') },
    { name: 'an empty object', fault: inPlace(() => '{}') },
    { name: 'editions of a wrong type', fault: inPlace((text) => text.replace(/"editions":\{/, '"editions":7,"was":{')) },
    { name: 'lone surrogate', fault: inPlace((text) => text.replace(/"name":"/, '$&\\ud800')) },
    { name: 'no site data at all', fault: withSiteData(() => '') },
  ];
  await each(cases, async ({ fault }) => {
    site.clearFaults();
    site.fault(/\/$/, fault);
    await page.goto(site.url('/'));
    const text = await page.waitFor(() => {
      if (document.getElementById('site-broken').hidden) return false;
      const words = document.body.innerText;
      return /[\u0600-\u06ff\s]{20}/.test(words) && /[a-z\s]{20}/i.test(words) && words;
    }, 10_000).catch(async () => {
      throw new Error(`the page reads «${(await page.evaluate(() => document.body.innerText)).slice(0, 300)}»`);
    });
    assert.ok((text.match(/[\u0600-\u06ff]/g) ?? []).length >= 20, 'it says so in Arabic');
    assert.ok((text.match(/[a-z]/gi) ?? []).length >= 20, 'it says so in English');
    const lines = await newLines(page);
    assert.equal(lines.length, 1, `the console has one line: ${JSON.stringify(lines).slice(0, 500)}`);
    await assertSafe(page);
  });
});

/** The calm notice of a fault: words, and a way to load the page again. */
async function assertFault(page) {
  await page.waitFor(() => {
    const fault = document.getElementById('fault');
    return fault && !fault.hidden && fault.getClientRects().length > 0;
  }, 10_000).catch(() => { throw new Error('the notice of a fault is not shown'); });
  const seen = await page.evaluate(() => {
    const fault = document.getElementById('fault');
    return { role: fault.getAttribute('role'), text: fault.innerText.trim(), reload: fault.querySelector('a')?.getAttribute('href') ?? null };
  });
  assert.equal(seen.role, 'alert');
  assert.match(seen.text, /[\u0600-\u06ff ]{10}/, 'it says what happened');
  assert.notEqual(seen.reload, null, 'it offers to load the page again');
}

const wasmNames = /\.wasm$/;
const scriptNames = /\/khabar[^/]*\.js$/;
for (const { name, where, fault } of [
  { name: 'Wasm missing', where: wasmNames, fault: { status: 404, body: 'no', type: 'text/plain' } },
  { name: 'Wasm corrupt', where: wasmNames, fault: { body: Buffer.from('not a module'), type: 'application/wasm' } },
  { name: 'Wasm cut off', where: wasmNames, fault: { body: Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1]), type: 'application/wasm' } },
  { name: 'Wasm out of reach', where: wasmNames, fault: { abort: true } },
  { name: 'script missing', where: scriptNames, fault: { status: 404, body: 'no', type: 'text/plain' } },
  { name: 'script broken', where: scriptNames, fault: { body: 'this is no script (', type: 'text/javascript' } },
  { name: 'HTML instead of the script', where: scriptNames, fault: { body: '<!doctype html><p>hello', type: 'text/html' } },
  { name: 'script out of reach', where: scriptNames, fault: { abort: true } },
]) {
  // An origin of its own for each: WebKit keeps a script that once came, whatever its headers say.
  flow(`${name}: the words stay, and a notice offers to reload`, { site: empty() }, async ({ page, site }) => {
    site.fault(where, fault);
    await page.goto(site.url('/'));
    await assertFault(page);
    const { words, sections } = await page.evaluate(() => {
      // The date came after the first words.
      const body = document.body.cloneNode(true);
      body.querySelector('.masthead-date').remove();
      return {
        words: window.__probe.firstWords.filter((word) => !body.textContent.includes(word)),
        sections: [...document.querySelectorAll('a[href]')].filter((link) => link.getClientRects().length > 0 && !link.closest('#fault')).length,
      };
    });
    assert.deepEqual(words, [], 'the words on the page stay');
    assert.ok(sections > 0, 'sections are offered as a way on');
    assert.ok((await newLines(page)).length >= 1, 'the console has the reason');
    assert.deepEqual(await page.evaluate(() => window.__probe.violations), []);

    site.clearFaults();
    await mark(page);
    await page.click('#fault a');
    await page.waitFor(() => window.__mark === undefined);
    await waitForFront(page);
    assert.equal(await page.evaluate(() => document.getElementById('fault').hidden), true);
    // And so do the loads after that one.
    await page.reload();
    await waitForFront(page);
    assert.equal(await page.evaluate(() => document.getElementById('fault').hidden), true);
  });
}

flow('a host that does not know Wasm’s type of content will do', { site: dist }, async ({ page, site }) => {
  site.fault(wasmNames, { type: 'application/octet-stream' });
  await visit(page, site.url('/'));
  await waitForFront(page);
  await assertSafe(page);
});

for (const [name, throwIt] of Object.entries({
  'an error thrown under the app': () => { window.__probe.throwError('thrown by a test'); },
  'a rejection that nobody handles': () => { window.__probe.reject('rejected by a test'); },
})) {
  flow(`${name} leaves the words and offers to reload`, { site: dist }, async ({ page, site }) => {
    await visit(page, site.url('/'));
    const [{ href, text }] = await teasers(page, site);
    await clickQuietly(page, linkTo(href));
    await waitForHeadline(page, text);
    await mark(page);
    const words = () => page.evaluate(() => document.querySelector('main').innerText);
    const before = await words();
    assert.equal(await page.evaluate(() => document.getElementById('fault').hidden), true);
    await page.evaluate(throwIt);
    await assertFault(page);
    assert.equal(await words(), before, 'the words on the page stay');
    await assertFrame(page);
    await page.click('#fault a');
    await page.waitFor(() => window.__mark === undefined);
    await waitForHeadline(page, text);
    assert.equal(await page.evaluate(() => document.getElementById('fault').hidden), true);
  });
}

flow('an app that breaks while it draws leaves the words and offers to reload', { site: dist }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  const [{ href }] = await teasers(page, site);
  const before = await page.evaluate(() => document.querySelector('main').innerText);
  await page.evaluate(() => {
    // A page is drawn in a document of its own before it is shown.
    for (const name of ['createElement', 'createElementNS']) {
      Document.prototype[name] = () => { throw new Error('this document makes no more elements'); };
    }
  });
  await clickQuietly(page, linkTo(href));
  await assertFault(page);
  assert.equal(await page.evaluate(() => document.querySelector('main')?.innerText), before, 'the words on the page stay');
  const said = await page.evaluate(() => [...window.__probe.lines.map(({ text }) => text), ...window.__probe.errors.map(({ text }) => text)]);
  assert.ok(said.some((text) => /no more elements/.test(text)), `the console has the reason: ${JSON.stringify(said).slice(0, 500)}`);
});

flow('a browser without Wasm gets a sentence and the sections', { site: dist }, async ({ page, site }) => {
  site.prelude('Object.defineProperty(window, "WebAssembly", { value: undefined, configurable: true });');
  await page.goto(site.url('/'));
  await assertFault(page);
  const links = await page.evaluate(() => [...document.querySelectorAll('.no-script a, .navigation a')]
    .filter((link) => link.getClientRects().length > 0).map((link) => link.textContent.trim()));
  assert.ok(links.length > 0 && links.every(Boolean), 'the sections are listed');
});

flow('a browser without script gets a sentence and the sections', { site: dist, engines: ['chromium'], browser: { javaScript: false } }, async ({ page, site }) => {
  await page.goto(site.url('/'));
  const seen = await page.evaluate(() => ({
    text: [...document.querySelectorAll('.no-script')].filter((element) => element.getClientRects().length > 0)
      .map((element) => element.innerText.trim()).join(' '),
    links: [...document.querySelectorAll('.no-script a')].filter((link) => link.getClientRects().length > 0)
      .map((link) => [link.textContent.trim(), link.pathname]),
    fault: document.getElementById('fault').getClientRects().length,
  }));
  assert.match(seen.text, /[\u0600-\u06ff ]{10}/, 'a sentence in the edition’s language');
  assert.ok(seen.links.length > 0 && seen.links.every(([text]) => text), 'a list of sections');
  assert.equal(seen.fault, 0, 'nothing has failed');
});

flow('a browser that refuses storage shows everything', { site: dist }, async ({ page, site }) => {
  site.prelude(`for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, { configurable: true, get() { throw new DOMException('refused', 'SecurityError'); } });
  }`);
  await visit(page, site.url('/'));
  const [{ href, text }] = await teasers(page, site);
  await page.click('.masthead-pause');
  await clickQuietly(page, linkTo(href));
  await waitForHeadline(page, text);
  await page.back();
  await shown(page);
  await waitForFront(page);
  await assertQuiet(page);
});

runFlows();
