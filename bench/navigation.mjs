// From a click on a teaser to the painted headline, on a processor four times slower: Khabar and SvelteKit.

import puppeteer from 'puppeteer-core';
import {
  CHROMIUM_FLAGS, SITE_OPTIONS, chromium, figure, machine, median, ratio, report, say, settings, spread, startSites,
  table, writeIntoDocs,
} from './common.mjs';

const USAGE = `
bench/navigation [--runs 15] [--sites khabar,sveltekit] [--dist DIR] [--write] [--unmarked]

Opens the front in a fresh browser context, waits until the app answers, and clicks a teaser: cold, with nothing
fetched before the click, and warm, with the pointer on it for a while. Prints medians.

  --unmarked  goes on where an app sets no mark when it answers
  --write     puts the table into docs/benchmarks.md
`;

const SLOWER = 4;

/** How long the pointer rests on a teaser before a warm click, and a page before any, in milliseconds. */
const REST = 1500;

/** How long anything is waited for, in milliseconds. */
const PATIENCE = 20_000;

const options = settings(USAGE, {
  ...SITE_OPTIONS,
  runs: { type: 'string', default: '15' },
  sites: { type: 'string', default: 'khabar,sveltekit' },
  unmarked: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
});
const names = options.sites.split(',');
const nRuns = Number(options.runs);
const sites = await startSites(names, options);
const browser = await puppeteer.launch({ executablePath: chromium(), args: CHROMIUM_FLAGS, headless: true });
const raw = [];

try {
  for (let run = 1; run <= nRuns; run += 1) {
    for (const kind of ['cold', 'warm']) {
      for (const name of run % 2 ? names : [...names].reverse()) {
        const millis = await navigation(sites.get(name).origin, kind);
        raw.push({ run, kind, site: name, millis });
        say(`${run}/${nRuns} ${kind} ${name}: ${figure(millis)} ms`);
      }
    }
  }
} finally {
  await browser.close();
  for (const site of sites.values()) {
    await site.close();
  }
}

const base = names.includes('sveltekit') ? 'sveltekit' : names[0];
const of = (kind, name) => raw.filter((found) => found.kind === kind && found.site === name).map(({ millis }) => millis);
const cells = (name) => ['cold', 'warm'].flatMap((kind) => [
  `${figure(median(of(kind, name)))} (${figure(spread(of(kind, name)))})`, ratio(median(of(kind, name)), median(of(kind, base)))]);
const markdown = `${table([['site', 'cold, ms', `to ${base}`, 'warm, ms', `to ${base}`], ...names.map((name) => [name, ...cells(name)])])}\n\n`
  + `Medians of ${nRuns} interleaved runs; in brackets how far the middle half of them lies apart. ${machine()}`;
report('navigation', markdown, raw);
if (options.write) {
  writeIntoDocs('navigation', markdown);
}

async function navigation(origin, kind) {
  const context = await browser.createBrowserContext();
  try {
    const tab = await context.newPage();
    await tab.setViewport({ width: 1024, height: 700 });
    const session = await tab.createCDPSession();
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await tab.goto(`${origin}/`, { waitUntil: 'load' });
    // An app that waits for the reader before it starts sees one who moves the pointer, away from every link.
    await tab.mouse.move(3, 3);
    const hasMark = () => performance.getEntriesByName('khabar-answers').length > 0;
    await tab.waitForFunction(hasMark, { timeout: options.unmarked ? 3000 : PATIENCE, polling: 100 }).catch(() => {
      if (options.unmarked) {
        return;
      }
      throw new Error(`${origin} never said that it answers: the mark khabar-answers is missing`);
    });
    await new Promise((done) => setTimeout(done, REST));
    // The last teaser is far below what is seen, so no app has fetched its story because it is near. Warm, a reader has
    // scrolled there.
    const target = await tab.evaluate((isCold) => {
      const links = [...document.querySelectorAll('.teaser-headline a[href*="/article/"]')];
      const link = links.at(-1);
      link.id = 'target';
      if (!isCold) {
        link.scrollIntoView({ block: 'center', behavior: 'instant' });
      }
      return link.getAttribute('href');
    }, kind === 'cold');
    if (kind === 'warm') {
      const { x, y } = await tab.evaluate(() => {
        const box = document.getElementById('target').getClientRects()[0];
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      });
      await tab.mouse.move(x - 2, y);
      await tab.mouse.move(x, y, { steps: 3 });
      await new Promise((done) => setTimeout(done, REST));
    }
    const found = await tab.evaluate(measure, target, PATIENCE);
    if (found.wasFetched !== (kind === 'warm')) {
      throw new Error(`${origin}${target}: a ${kind} click, and the page's data ${found.wasFetched ? 'was' : 'was not'} fetched before it`);
    }
    return found.millis;
  } finally {
    await context.close();
  }
}

/** Runs in the page. The click comes from a script, so that no hover or press before it starts a request. */
async function measure(target, patience) {
  const isOfTarget = ({ name }) => decodeURI(name).includes(decodeURI(target));
  const wasFetched = performance.getEntriesByType('resource').some(isOfTarget);
  const before = document.querySelector('h1').textContent;
  const start = performance.now();
  const changed = new Promise((resolve, reject) => {
    const look = () => {
      const headline = document.querySelector('h1')?.textContent;
      if (headline && headline !== before) {
        observer.disconnect();
        resolve();
      }
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, characterData: true });
    setTimeout(() => reject(new Error(`no new headline after the click on ${target}`)), patience);
  });
  document.getElementById('target').click();
  await changed;
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame();
  await frame();
  // A headline that is still fading in is not there yet.
  const isFading = () => document.getAnimations().some(({ effect }) => effect?.pseudoElement?.startsWith('::view-transition'));
  while (isFading()) {
    await frame();
  }
  return { millis: performance.now() - start, wasFetched };
}
