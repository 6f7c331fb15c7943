// Content that no newsroom writes on purpose: hostile, poor, huge or unknown. It is shown as what it is,
// text, and nothing of it ever runs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  FIXTURES, assertFrame, assertNoReload, assertQuiet, assertSafe, build, clickQuietly, each, fixture, flow, linkTo,
  mark, mount, runFlows, shown, sideways, sleep, teasers, toFront, variant, visit, waitForHeadline,
} from './flow.mjs';

const hard = mount(build('hard', fixture('hard')));
// The widest file where the narrow one belongs, and the other way round.
const misfit = mount(build('misfit', variant('misfit', (settings) => {
  settings.sponsors = settings.sponsors.map((sponsor) => ({ ...sponsor, slots: [] }));
  settings.sponsors.unshift({
    id: 'misfit',
    name: 'مكتبة الديوان',
    label: 'هذا الموقع برعاية',
    link: 'https://example.org/misfit',
    creatives: [
      { image: '/media/diwan-320x50.png', width: 728, height: 90, alt: 'إعلان' },
      { image: '/media/diwan-728x90.png', width: 280, height: 120, alt: 'إعلان' },
    ],
    slots: ['top'],
  });
})));
const hardArticle = (slug) => JSON.parse(readFileSync(join(FIXTURES, 'hard', 'articles', `${slug}.json`), 'utf8'));

const hardUrl = (site, slug) => site.url(`article/${slug}/`);

/** Boxes without content, and punctuation that joins nothing. */
async function assertNothingStray(page) {
  const stray = await page.evaluate(() => {
    const media = 'img, picture, svg, video, audio, hr, br, input, iframe, button, td, th, col, track, source, wbr, time';
    // A place that a skip link leads to is no box.
    // Where a skip link leads is a place and no box.
    const isPlace = (element) => element.matches('span[id]');
    const isEmpty = (element) => !isPlace(element) && !element.matches(`${media}, span[id^="after."]`) && !element.querySelector(media) && element.textContent.trim() === '';
    const empty = [...document.querySelectorAll('main, main *')].filter(isEmpty)
      .map((element) => `<${element.localName} class="${element.className}">`);
    const joins = [...document.querySelectorAll('.byline, .byline *, .dateline, .timestamp, .timestamp > *, .teaser-meta, .kicker, .credit')]
      .map((element) => element.textContent.trim()).filter((text) => /^[–—\-·•،,|/:]|[–—\-·•،,|/:]$|[–·،,|]\s*[–·،,|]/.test(text));
    return { empty, joins };
  });
  assert.deepEqual(stray, { empty: [], joins: [] }, 'no empty boxes and no stray punctuation');
}

/** Nothing of the content became a script, a handler or a frame. */
async function assertNothingRan(page) {
  const seen = await page.evaluate(() => ({
    ran: window.__hostile ?? null,
    elements: [...document.querySelectorAll('#khabar :is(script, iframe, object, embed, base, meta, link, form, style)')]
      .map(({ localName }) => localName),
    handlers: [...document.querySelectorAll('#khabar *')].flatMap((element) => [...element.attributes])
      .filter(({ name }) => name.startsWith('on') || name === 'style' || name === 'srcdoc').map(({ name, value }) => `${name}=${value}`),
    links: [...document.querySelectorAll('#khabar a[href]')]
      .filter(({ protocol }) => !['http:', 'https:', 'mailto:', 'tel:'].includes(protocol)).map(({ href }) => href),
  }));
  assert.deepEqual(seen, { ran: null, elements: [], handlers: [], links: [] });
}

flow('every hard article opens, from outside and within', { site: hard }, async ({ page, site }) => {
  await visit(page, site.url('/'));
  const found = await teasers(page, site);
  await assertNothingStray(page);
  await assertNothingRan(page);
  await mark(page);
  await each(found.map((teaser) => ({ name: teaser.path, ...teaser })), async ({ href, path }) => {
    try {
      await clickQuietly(page, linkTo(href));
      await page.waitFor((wanted) => location.pathname === wanted && document.querySelector('main .article'), 5000, path);
      await assertFrame(page);
      await assertNothingStray(page);
      await assertNothingRan(page);
      await assertSafe(page);
    } finally {
      await toFront(page, site);
    }
  });
  await assertNoReload(page);
  assert.equal(found.length, 11, 'the front lists every article of the fixture');
  assert.equal(await page.evaluate(() => document.querySelectorAll('.sponsor-banner, .sponsor-label').length), 0,
    'a site without sponsors has no slot and no label');
});

flow('an article with nothing but a line has no empty parts', { site: hard }, async ({ page, site }) => {
  for (const slug of ['bare-minimum', 'empty-body']) {
    await visit(page, hardUrl(site, slug));
    await waitForHeadline(page, hardArticle(slug).headline);
    const parts = await page.evaluate(() => ['.kicker', '.standfirst', '.byline', '.dateline', '.figure', '.figure-image',
      '.timestamp-modified', '.corrections', '.read-also', '.sponsor-banner'].filter((selector) => document.querySelector(`main ${selector}`)));
    assert.deepEqual(parts, [], `${slug} has none of these`);
    await assertNothingStray(page);
    await assertQuiet(page);
  }
});

flow('an unknown block or inline is left out, and the rest is shown', { site: hard }, async ({ page, site }) => {
  await visit(page, hardUrl(site, 'unknown-blocks'));
  await waitForHeadline(page, hardArticle('unknown-blocks').headline);
  const text = await page.evaluate(() => document.querySelector('.body').innerText.replace(/\s+/g, ' '));
  const parts = ['فقرة قبل المجهول.', 'قبل', 'وبعد.', 'بند أول', 'بند أخير', 'فقرة بعد المجهول.'];
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    assert.ok(at >= 0, `«${part}» is there, in order; the body reads «${text}»`);
    from = at + part.length;
  }
  assert.ok(!text.includes('كتلة مجهولة'), 'an unknown block is not guessed at');
  await assertNothingStray(page);
  await assertSafe(page);

  await visit(page, hardUrl(site, 'every-block'));
  await waitForHeadline(page, hardArticle('every-block').headline);
  const paragraphs = await page.evaluate(() => [...document.querySelectorAll('.body > p')].map((element) => element.textContent.trim()));
  assert.equal(paragraphs[0], 'أول فقرة.');
  assert.equal(paragraphs.at(-1), 'آخر فقرة.');
  const drawn = await page.evaluate(() => Object.fromEntries(Object.entries({
    headings: 'h2, h3, h4', nested: 'ol li ul li, ol li ol li', quote: 'blockquote .quote-source, .quote .quote-source', figure: '.figure[data-width="wide"]',
    rule: 'hr.rule', readAlso: '.read-also a', start: 'ol[start="3"]', strong: 'strong', sub: 'sub', sup: 'sup', bdi: '[dir="ltr"][lang="en"]', br: 'br',
  }).map(([name, selector]) => [name, document.querySelectorAll(`.body :is(${selector})`).length])));
  for (const [name, number] of Object.entries(drawn)) {
    assert.ok(number > 0, `${name} is drawn; all: ${JSON.stringify(drawn)}`);
  }
  await assertNothingStray(page);
  await assertSafe(page);
});

flow('text with markup in it is shown as text', { site: hard }, async ({ page, site }) => {
  const article = hardArticle('hostile-text');
  await visit(page, hardUrl(site, 'hostile-text'));
  await waitForHeadline(page, article.headline);
  const seen = await page.evaluate(() => ({
    kicker: document.querySelector('main .article-header .kicker').textContent,
    standfirst: document.querySelector('.standfirst').textContent,
    authors: document.querySelector('.byline-authors').textContent,
    dateline: document.querySelector('.dateline').textContent,
    alt: document.querySelector('.figure[data-place="lead"] img').alt,
    caption: document.querySelector('.figure[data-place="lead"] figcaption').textContent,
    body: document.querySelector('.body').textContent,
    title: document.title,
    footer: document.querySelector('.footer-copyright').textContent,
    nameplate: document.querySelector('.nameplate').textContent,
    navigation: document.querySelector('.navigation').textContent,
  }));
  assert.equal(seen.kicker, article.kicker);
  assert.equal(seen.standfirst, article.standfirst);
  assert.ok(seen.authors.includes(article.authors[0].name));
  assert.ok(seen.dateline.includes(article.dateline) && seen.dateline.includes(article.agencies[0]));
  assert.equal(seen.alt, article.lead_image.alt);
  assert.ok(seen.caption.includes(article.lead_image.caption) && seen.caption.includes(article.lead_image.credit));
  assert.ok(seen.body.includes(article.body[0]));
  assert.ok(seen.body.includes('إغلاق </script><script>window.__hostile = \'close\'</script> وتعليق <!-- ثم ]]>'));
  assert.ok(seen.body.includes('&lt;script&gt; &amp; {{7*7}} ${7*7}'), 'entities and templates are words like any other');
  assert.ok(seen.title.includes('<script>'));
  assert.ok(seen.footer.includes('<img src=x'));
  assert.ok(seen.nameplate.includes('<b>') && seen.nameplate.includes('Hard & "Site"'));
  assert.ok(seen.navigation.includes('<script>'));
  await sleep(300);
  await assertNothingRan(page);
  await assertQuiet(page);
  await visit(page, site.url('section/hostile/'));
  await assertNothingRan(page);
  await assertSafe(page);
});

flow('a dangerous link becomes its text', { site: hard }, async ({ page, site }) => {
  const { body } = hardArticle('dangerous-links');
  const links = body.filter(({ type }) => type === 'paragraph').map(({ text }) => text[1]);
  await visit(page, hardUrl(site, 'dangerous-links'));
  await waitForHeadline(page, hardArticle('dangerous-links').headline);
  const seen = await page.evaluate(() => [...document.querySelectorAll('.body > p')].map((paragraph) => ({
    text: paragraph.textContent.trim(),
    links: [...paragraph.querySelectorAll('a')].map((link) => [link.textContent, link.getAttribute('href')]),
  })));
  await each(links.map((link, index) => ({ name: JSON.stringify(link.href), link, index })), async ({ link, index }) => {
    assert.equal(seen[index]?.text, `قبل ${link.text} بعد`, 'the words stay');
    if (link.text.startsWith('آمن')) {
      assert.equal(seen[index].links.length, 1, 'a harmless link stays a link');
    } else {
      assert.deepEqual(seen[index].links, [], 'a dangerous link is no link');
    }
  });
  await assertNothingRan(page);
  await assertQuiet(page);
});

flow('directional controls that are left open are closed at the block’s end', { site: hard }, async ({ page, site }) => {
  const openControls = () => {
    const pairs = { '\u2066': '\u2069', '\u2067': '\u2069', '\u2068': '\u2069', '\u202a': '\u202c', '\u202b': '\u202c', '\u202d': '\u202c', '\u202e': '\u202c' };
    const unclosed = (text) => {
      const stack = [];
      for (const letter of text) {
        if (pairs[letter]) {
          stack.push(pairs[letter]);
        } else if (letter === '\u2069' && stack.includes(letter)) {
          // Closing an isolate ends the embeddings that were opened within it.
          while (stack.pop() !== letter);
        } else if (letter === '\u202c' && stack.at(-1) === letter) {
          stack.pop();
        }
      }
      return stack.length;
    };
    const blocks = 'h1, h2, h3, p, li, figcaption, .kicker, .standfirst, .byline span, .byline, .teaser-headline, .announcer';
    return [...document.querySelectorAll(blocks)].filter((element) => unclosed(element.textContent) > 0)
      .map((element) => `${element.localName}.${element.className}: ${escape(element.textContent)}`)
      .concat(unclosed(document.title) > 0 ? [`title: ${escape(document.title)}`] : []);
  };
  await visit(page, site.url('/'));
  const { href } = (await teasers(page, site)).find(({ path }) => path.includes('unbalanced-bidi'));
  assert.deepEqual(await page.evaluate(openControls), [], 'on the front');
  await clickQuietly(page, linkTo(href));
  await page.waitFor(() => document.querySelector('main .article'));
  await page.waitFor(() => document.querySelector('.announcer').textContent);
  assert.deepEqual(await page.evaluate(openControls), [], 'on the article');
  const paragraphs = await page.evaluate(() => [...document.querySelectorAll('.body > p')].map((element) => element.textContent));
  assert.ok(paragraphs.includes('فقرة \u2068متوازنة\u2069 تبقى كما هي.'), 'balanced isolates survive as they are');
  assert.equal(paragraphs.at(-1), 'آخر فقرة سليمة.');
  assert.ok(paragraphs.some((text) => text.includes('\u202e')), 'controls are closed, not removed');
  await assertQuiet(page);
});

flow('words of ten thousand letters wrap', { site: hard, viewport: { width: 360, height: 640 } }, async ({ page, site }) => {
  const widths = () => page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  // Breaking such words takes a browser seconds.
  await page.goto(hardUrl(site, 'long-word'));
  await shown(page, 90_000);
  await waitForHeadline(page, hardArticle('long-word').headline);
  const [wide, window] = await widths();
  assert.ok(wide <= window, `the article is ${wide} px wide in a window of ${window}`);
  const cut = await page.evaluate(() => [...document.querySelectorAll('.body > p, h1, .standfirst, .kicker')]
    .filter((element) => element.scrollWidth > element.clientWidth + 1).map((element) => element.className || element.localName));
  assert.deepEqual(cut, [], 'nothing is cut off');
  await visit(page, site.url('/'));
  const [frontWide, frontWindow] = await widths();
  assert.ok(frontWide <= frontWindow, `the front is ${frontWide} px wide in a window of ${frontWindow}`);
});

flow('pictures in text, rare letters and joined ones stay whole', { site: hard }, async ({ page, site }) => {
  const article = hardArticle('emoji');
  await visit(page, hardUrl(site, 'emoji'));
  await waitForHeadline(page, article.headline);
  const paragraphs = await page.evaluate(() => [...document.querySelectorAll('.body > p')].map((element) => element.textContent));
  assert.deepEqual(paragraphs, article.body);
  assert.ok((await page.evaluate(() => document.title)).includes(article.headline));
  await assertQuiet(page);
});

for (const width of [320, 1280]) {
  flow(`a headline of one letter, one of 300, and forty authors read well at ${width} px`, { site: hard, viewport: { width, height: 800 } }, async ({ page, site }) => {
    for (const slug of ['one-letter', 'long-headline']) {
      const article = hardArticle(slug);
      await visit(page, hardUrl(site, slug));
      await waitForHeadline(page, article.headline);
      assert.deepEqual((await sideways(page)).out, [], slug);
      await assertNothingStray(page);
      const seen = await page.evaluate(() => {
        const headline = document.querySelector('main h1');
        return {
          isWhole: headline.scrollWidth <= headline.clientWidth + 1 && getComputedStyle(headline).overflow === 'visible',
          height: headline.getBoundingClientRect().height,
          authors: document.querySelector('.byline-authors')?.textContent ?? '',
        };
      });
      assert.ok(seen.isWhole && seen.height > 20, `${slug}: ${JSON.stringify(seen)}`);
      for (const { name } of article.authors ?? []) {
        assert.ok(seen.authors.includes(name), `${name} is named`);
      }
      await assertQuiet(page);
    }
  });

  flow(`a creative of another size keeps to the box of its place, at ${width} px`, { site: misfit, viewport: { width, height: 800 } }, async ({ page, site }) => {
    await visit(page, site.url('/'));
    await page.waitFor(() => document.querySelector('.sponsor-creative')?.complete, 10_000);
    const { box, place, shape } = await page.evaluate(() => {
      const image = document.querySelector('.sponsor-creative');
      const { width, height } = image.getBoundingClientRect();
      const source = [...image.closest('picture')?.querySelectorAll('source') ?? []].find(({ media }) => matchMedia(media).matches) ?? image;
      return { box: [width, height], place: [source.getAttribute('width'), source.getAttribute('height')].map(Number), shape: image.naturalWidth / image.naturalHeight };
    });
    assert.notEqual(Math.round(shape), Math.round(place[0] / place[1]), 'the file is of another shape');
    assert.ok(box[0] <= width && Math.abs(box[1] - place[1]) <= 1, `a box of ${box} for a place of ${place}`);
    assert.deepEqual((await sideways(page)).out, []);
    const shifts = await page.evaluate(() => window.__probe.shifts.filter(({ nodes }) => !nodes.some((node) => /masthead/.test(node))));
    assert.deepEqual(shifts, [], 'nothing moves when it comes');
  });
}

runFlows();
