// On paper an article is the article: what leads on, passes on or plays is gone, and its address stands at the end.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { OUTPUT, each, flow, mount, runFlows, visit } from './flow.mjs';
import { KINDS } from './kinds.mjs';

/** What nobody can use on paper. Each of these is on at least one of the articles. */
const GONE = [
  '.skip-link', '.masthead-date', '.theme-switch', '.navigation', '.sponsor-banner', '.breadcrumbs', '.share', '.contents',
  '.read-also', '.topics', '.older-story', '.related-articles', '.footer-navigation', '.embed-screen', '.audio-player', '.video-player',
  '.footnote-back', '.button',
];
const KEPT = ['.nameplate', 'h1', '.byline', '.timestamp', '.body', '.footer-copyright'];
const ARTICLES = ['the seed’s article', 'an article with every block', 'an article with a table of contents'];
const dist = mount();

/** Every colour that is laid on the page. */
const inks = (page) => page.evaluate(() => [...new Set([...document.querySelectorAll('html, body *')].filter((element) => element.checkVisibility())
  .flatMap((element) => {
    const { color, backgroundColor, borderBlockStartColor } = getComputedStyle(element);
    return [color, backgroundColor, borderBlockStartColor];
  }))].sort());

flow('an article on paper is the article, and ends with its address', { site: dist, engines: ['chromium'] }, async ({ page, site }) => {
  const met = new Set();
  await each(ARTICLES.map((name) => ({ name })), async ({ name }) => {
    await page.setMedium('screen');
    await visit(page, site.url(KINDS[name]));
    for (const selector of await page.evaluate((all) => all.filter((one) => document.querySelector(one)), GONE)) {
      met.add(selector);
    }
    await page.setMedium('print');
    const seen = await page.evaluate((gone, kept) => {
      const isPrinted = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      const article = document.querySelector('.article');
      return {
        left: gone.filter((one) => [...document.querySelectorAll(one)].some(isPrinted)),
        lost: kept.filter((one) => ![...document.querySelectorAll(one)].some(isPrinted)),
        closed: [...document.querySelectorAll('.body details *')].filter((element) => element.getBoundingClientRect().height === 0 && element.textContent.trim()).length,
        address: getComputedStyle(article, '::after').content,
        canonical: document.querySelector('link[rel="canonical"]').href,
        background: getComputedStyle(document.documentElement).backgroundColor,
      };
    }, GONE, KEPT);
    assert.deepEqual({ left: seen.left, lost: seen.lost }, { left: [], lost: [] });
    // Within isolates, so that it runs its own way in a page from right to left.
    assert.equal(seen.address, `"\u2066${seen.canonical}\u2069"`);
    assert.equal(seen.background, 'rgb(255, 255, 255)');
    assert.equal(seen.closed, 0, 'what opens on a screen lies open on paper');
    const light = await inks(page);
    await page.setColorScheme('dark');
    assert.deepEqual(await inks(page), light, 'paper is light, whatever the screen is');
    await page.setColorScheme('light');
    await page.pdf(join(OUTPUT, `print-${ARTICLES.indexOf(name)}.pdf`));
  });
  assert.deepEqual(GONE.filter((one) => !met.has(one) && one !== '.button'), [], 'these stand in no article that this flow prints');
});

runFlows();
