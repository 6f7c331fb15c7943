// What every flow file shares: a served site, one test per engine, and the few questions that are
// asked of every page. A flow that fails leaves a screenshot under target/flows/ and says what the
// page looked like.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ENGINES, Unsupported, closeAll, open, sleep } from './engines.mjs';
import { serve } from './server.mjs';

export { Unsupported, sleep };

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const setting = (name, fallback) => resolve(REPOSITORY, process.env[name] || fallback);

export const DIST = setting('KHABAR_DIST', 'dist');
export const BINARY = setting('KHABAR_BIN', 'target/debug/khabar');
export const APP = process.env.KHABAR_APP && setting('KHABAR_APP');
export const CONTENT = setting('KHABAR_CONTENT', 'public');
export const OUTPUT = join(REPOSITORY, 'target', 'flows');
export const FIXTURES = join(REPOSITORY, 'tests', 'fixtures');
export const IS_FULL = Boolean(process.env.KHABAR_FULL);
const IS_EMPTY = Boolean(process.env.KHABAR_EMPTY);

const WANTED = (process.env.KHABAR_ENGINES || ENGINES.join(' ')).split(/[\s,]+/).filter(Boolean);
const unknown = WANTED.filter((engine) => !ENGINES.includes(engine));
if (unknown.length > 0) {
  throw new Error(`KHABAR_ENGINES names ${unknown.join(', ')}; known are ${ENGINES.join(', ')}`);
}

after(closeAll);
process.once('exit', () => {
  if (flows.length > 0) {
    console.error(`${process.argv[1]} declares flows and does not end with runFlows().`);
    process.exitCode = 1;
  }
});

// ---------------------------------------------------------------------------------------------
// Sites

/**
 * A built site, to be served below `base`: by a server of its own for each engine, since they run side by side. With
 * `isEmpty` every document is the empty one of 404.html, and the app gets each page from its data alone.
 */
export function mount(folder = DIST, base = '/', { isEmpty = IS_EMPTY } = {}) {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`There is no built site in ${folder}; run scripts/build, or set KHABAR_DIST.`);
  }
  const servers = new Map();
  after(async () => {
    for (const server of servers.values()) {
      await (await server).close();
    }
  });
  return {
    folder,
    serveFor(engine) {
      if (!servers.has(engine)) {
        servers.set(engine, serve(folder, base, { isEmpty }));
      }
      return servers.get(engine);
    },
  };
}

/** Runs the native binary and returns what it printed; a failure shows its own words. */
export function khabar(parameters, input) {
  try {
    return execFileSync(BINARY, parameters, { cwd: REPOSITORY, input, encoding: 'utf8', maxBuffer: 64 << 20, stdio: ['pipe', 'pipe', 'pipe'] });
  } catch (error) {
    throw new Error(`${BINARY} ${parameters.join(' ')} failed: ${error.stderr || error.message}`);
  }
}

/** Builds a site of its own from `content` with the app that is under test; returns its folder. */
export function build(name, content, now) {
  const out = join(OUTPUT, name);
  // A site of an earlier run is none of this one's past.
  const history = `${out}.history.json`;
  for (const old of [out, history]) rmSync(old, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
  khabar(['build', '--content', content, '--out', out, '--history', history, ...(APP ? ['--app', APP] : []), ...(now ? ['--now', now] : [])]);
  return out;
}

/** A fresh copy of the sample content under target/flows/, where tests may change it. */
function copyOfSamples(name, without = []) {
  const folder = join(OUTPUT, `${name}-content`);
  for (const old of [folder, `${folder}.history.json`]) rmSync(old, { recursive: true, force: true });
  cpSync(CONTENT, folder, { recursive: true });
  for (const part of without) {
    rmSync(join(folder, part), { recursive: true, force: true });
  }
  return folder;
}

/**
 * The sample content with changes: `edit(site)` may change the settings, and `articles` maps slugs to
 * further articles, or to the only ones.
 */
export function variant(name, edit = () => {}, articles = {}, { withSamples = true } = {}) {
  const folder = copyOfSamples(name, withSamples ? [] : ['articles', 'pages']);
  const settings = JSON.parse(readFileSync(join(folder, 'site.json'), 'utf8'));
  edit(settings);
  writeFileSync(join(folder, 'site.json'), JSON.stringify(settings, null, 2));
  mkdirSync(join(folder, 'articles'), { recursive: true });
  for (const [slug, article] of Object.entries(articles)) {
    writeFileSync(join(folder, 'articles', `${slug}.json`), JSON.stringify(article, null, 2));
  }
  return folder;
}

/** The content of a fixture, with the fonts, icons and other files of the sample content beside it. */
export function fixture(name) {
  const folder = copyOfSamples(name, ['articles', 'pages', 'site.json']);
  cpSync(join(FIXTURES, name), folder, { recursive: true });
  return folder;
}

// ---------------------------------------------------------------------------------------------
// Flows

const flows = [];

/**
 * Declares one test per engine; `runFlows` at the end of the file runs them. The body gets a fresh
 * `page` and the `site` (or `sites`, where several are given), honest again and with an empty log. `browser` holds options of the page
 * (see engines.mjs); `engines` names those that can show the thing, where not all can. `timeout` ends a flow that hangs; it
 * leaves room for the start of a browser, and is no measure of anything.
 */
export function flow(title, { site: mounted, browser = {}, engines = ENGINES, timeout = 240_000, viewport }, body) {
  flows.push({
    title,
    engines,
    timeout,
    async run(t, engine) {
      let page;
      try {
        const sites = await Promise.all([mounted].flat().map((one) => one.serveFor(engine)));
        for (const site of sites) {
          site.reset();
        }
        page = await open(engine, { ...browser, ...(viewport && { viewport }) });
        await body({ page, site: sites[0], sites, engine, t });
      } catch (error) {
        if (error instanceof Unsupported) {
          t.skip(error.message);
          return;
        }
        if (page) {
          const said = error.message;
          error.message += await circumstances(page, `${title} ${engine}`);
          // The runner prints the stack, which has kept the first wording.
          error.stack = error.stack.replace(said, () => error.message);
        }
        throw error;
      } finally {
        await page?.close();
      }
    },
  });
}

/** Runs the declared flows: one after the other within an engine, the engines side by side. */
export function runFlows() {
  const declared = flows.splice(0);
  describe('browser', { concurrency: WANTED.length }, () => {
    for (const engine of WANTED) {
      describe(engine, { concurrency: 1 }, () => {
        for (const { title, timeout, run } of declared.filter(({ engines }) => engines.includes(engine))) {
          test(title, { timeout }, (t) => run(t, engine));
        }
      });
    }
  });
}

async function circumstances(page, title) {
  const file = `${basename(process.argv[1] ?? 'flow', '.test.mjs')} ${title}`.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 120) + '.png';
  const notes = [];
  try {
    mkdirSync(OUTPUT, { recursive: true });
    await page.screenshot(join(OUTPUT, file));
    notes.push(`screenshot: ${join('target', 'flows', file)}`);
  } catch (error) {
    notes.push(`no screenshot (${error.message})`);
  }
  try {
    notes.push(await page.evaluate(() => `at ${location.href}, headline «${document.querySelector('h1')?.textContent ?? '(none)'}», `
      + `errors ${JSON.stringify(window.__probe?.errors ?? [])}, violations ${JSON.stringify(window.__probe?.violations ?? [])}`));
    notes.push(`console ${JSON.stringify(await page.consoleLines())}`);
  } catch (error) {
    notes.push(`the page does not answer (${error.message})`);
  }
  return `\n  ${notes.join('\n  ').slice(0, 3000)}`;
}

// ---------------------------------------------------------------------------------------------
// Questions to a page

/** Opens an address and waits until the app shows it: a headline of a page, or of an error. */
export async function visit(page, url) {
  await page.goto(url);
  await shown(page);
}

/** Waits until a page is there and the app answers. */
export async function shown(page, timeout = 15_000) {
  await page.waitFor(() => document.querySelector('main h1') && document.querySelector('.masthead-day')?.textContent.trim()
    && performance.getEntriesByName('khabar-answers').length > 0, timeout);
}

// A score or a range in a headline is held together by a joiner that nobody sees and no file has.
export const headline = (page) => page.evaluate(() => document.querySelector('main h1')?.textContent.replaceAll('\u2060', '').trim());

export const waitForHeadline = (page, text, timeout = 10_000) => page.waitFor(
  (wanted) => document.querySelector('main h1')?.textContent.replaceAll('\u2060', '').trim() === wanted, timeout, text);

/** Back to the front between two cases, however the last one ended. */
export async function toFront(page, site) {
  try {
    await clickQuietly(page, '.masthead .nameplate');
    await waitForFront(page, 3000);
  } catch {
    await visit(page, site.url('/'));
    await waitForFront(page);
  }
}

/** Marks the document; a reload would lose the mark. */
export const mark = (page) => page.evaluate(() => { window.__mark = 'kept'; });

export async function assertNoReload(page) {
  assert.equal(await page.evaluate(() => window.__mark), 'kept', 'the document was loaded anew; it was meant to stay');
}

/** Waits for the front; an article has teasers too, of related articles. */
export const waitForFront = (page, timeout = 10_000) =>
  page.waitFor(() => document.querySelector('main .teaser-list[data-look="front"] .teaser-headline a'), timeout);

/**
 * The teasers of a list page: `href` as written, the `path` it leads to, and `text`, the headline that
 * stands there (a teaser may show the alternative one).
 */
export async function teasers(page, site) {
  const links = await page.evaluate(() => [...document.querySelectorAll('main .teaser-list:not([data-look="related"]) .teaser-headline a')]
    .map((link) => ({ href: link.getAttribute('href'), path: new URL(link.href).pathname })));
  return links.map((link) => {
    const { article } = JSON.parse(readFileSync(join(site.folder, dataPath(site, link.path)), 'utf8'));
    return { ...link, text: article.headline };
  });
}

/** The front, opened, and its teasers. */
export async function front(page, site) {
  await visit(page, site.url('/'));
  const found = await teasers(page, site);
  assert.ok(found.length >= 3, 'the front shows at least three teasers');
  return found;
}

/** Where a page's data lies, as the server's log writes it. */
export function dataPath(site, path) {
  return decodeURIComponent(path).slice(site.base.length - 1).replace(/\/?$/, '/') + 'page.v1.json';
}

/** Whether a request of the server's log asked for a page's data. */
export const isData = ({ path }) => path.endsWith('/page.v1.json');

/** Waits until the server has been asked for a path. */
export async function requested(site, path) {
  for (let waited = 0; !site.fetches.some((request) => request.path === path); waited += 25) {
    assert.ok(waited < 5000, `${path} was not asked for`);
    await sleep(25);
  }
}

/** What the server could not give: neither a good answer nor one that is still under way or was given up. */
export const unanswered = (site) => site.requests
  .filter(({ status, isOutside }) => isOutside || (status !== undefined && status !== 200)).map(({ status, raw }) => `${status} ${raw}`);

/** A click that moves no pointer, so that nothing is prefetched on the way. */
export const clickQuietly = (page, selector) => page.evaluate((wanted) => { document.querySelector(wanted).click(); }, selector);

/** A CSS selector for the link that leads to `path` in main. */
export const linkTo = (href) => `main a[href="${href.replace(/["\\]/g, '\\$&')}"]`;

/** Nothing at all in the console, no error, no policy violation, nothing fetched from elsewhere. */
export async function assertQuiet(page, { except = () => false } = {}) {
  const lines = (await page.consoleLines()).filter((line) => !except(line));
  assert.deepEqual(lines, [], 'the console was meant to stay empty');
  assert.deepEqual(await page.evaluate(() => window.__probe.failedLoads), [], 'every file was meant to load');
  await assertSafe(page);
}

/** No error was thrown, no policy was violated, no third party was asked; files may have failed to load. */
export async function assertSafe(page) {
  const seen = await page.evaluate(() => ({
    errors: window.__probe.errors,
    violations: window.__probe.violations,
    foreign: performance.getEntriesByType('resource').map(({ name }) => name)
      .filter((name) => /^(https?|wss?):/.test(name) && !name.startsWith(location.origin)),
  }));
  assert.deepEqual(seen, { errors: [], violations: [], foreign: [] });
}

export async function assertFrame(page) {
  const frame = await page.evaluate(() => ({
    masthead: document.querySelectorAll('.masthead').length,
    nameplate: document.querySelector('.masthead .nameplate')?.textContent.trim() ? 1 : 0,
    footer: document.querySelectorAll('.footer').length,
    copyright: document.querySelector('.footer-copyright')?.textContent.trim() ? 1 : 0,
    main: document.querySelectorAll('main#main').length,
    headlines: document.querySelectorAll('h1').length,
  }));
  assert.deepEqual(frame, { masthead: 1, nameplate: 1, footer: 1, copyright: 1, main: 1, headlines: 1 },
    'the frame of the site was meant to be whole');
}

/**
 * What reaches out of the window sideways, with everything opened that can be: `out` names the elements, apart from what
 * lies in strips that scroll by themselves, and the page itself, where it has become wider than the window.
 */
export const sideways = (page) => page.evaluate(() => {
  for (const details of document.querySelectorAll('details')) {
    details.open = true;
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  const scrolls = '.gallery-strip, .table-region, .code, .navigation';
  const out = [...document.querySelectorAll('body *')].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 1 && (left < -1 || right > clientWidth + 1) && !element.closest(scrolls);
  }).map(({ className, localName }) => className || localName).slice(0, 9);
  if (scrollWidth > clientWidth) {
    out.unshift(`the page, ${scrollWidth} px in ${clientWidth}`);
  }
  return { out, textSize: parseFloat(getComputedStyle(document.documentElement).fontSize) };
});

/** Goes through all cases and tells of every one that failed, not only of the first. */
export async function each(cases, check) {
  const failures = [];
  for (const one of cases) {
    try {
      await check(one);
    } catch (error) {
      failures.push(`${one.name}: ${error.message}`);
    }
  }
  assert.ok(failures.length === 0, `${failures.length} of ${cases.length} cases failed:\n  ${failures.join('\n  ')}`);
}

export function assertNear(actual, expected, tolerance, message) {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${message}: ${actual}, expected ${expected} ± ${tolerance}`);
}

// ---------------------------------------------------------------------------------------------
// The date header, worked out independently of the code under test

export const CLOCK = /^(0[1-9]|1[0-2]):[0-5]\d:[0-5]\d (صباحًا|مساءً)$/;
export const CLOCK_BY_THE_MINUTE = /^(0[1-9]|1[0-2]):[0-5]\d (صباحًا|مساءً)$/;
export const DAY = /^(الأحد|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت) - \d{4}\/\d{2}\/\d{2}$/;

/** `{ day, clock, minute }` as the masthead prints them for an instant in a zone. */
export function mastheadTexts(milliseconds, timeZone = 'Asia/Kuwait') {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-GB', {
    timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  }).formatToParts(milliseconds).map(({ type, value }) => [type, value]));
  const weekday = new Intl.DateTimeFormat('ar', { timeZone, weekday: 'long' }).format(milliseconds);
  const half = Number(parts.hour) < 12 ? 'صباحًا' : 'مساءً';
  const hour = String(Number(parts.hour) % 12 || 12).padStart(2, '0');
  return {
    day: `${weekday} - ${parts.year}/${parts.month}/${parts.day}`,
    clock: `${hour}:${parts.minute}:${parts.second} ${half}`,
    minute: `${hour}:${parts.minute} ${half}`,
  };
}

/** What the masthead shows now, and the device's time at that moment. */
export const readMasthead = (page) => page.evaluate(() => ({
  at: window.__probe.now(),
  day: document.querySelector('.masthead-day')?.textContent,
  clock: document.querySelector('.masthead-clock')?.textContent,
}));

/** The shown time is the wall clock's second, or one before it that is at most `lateBy` milliseconds gone. */
export function assertClockIsRight({ at, day, clock }, timeZone = 'Asia/Kuwait', lateBy = 1000) {
  const right = mastheadTexts(at, timeZone);
  for (let late = 0; late < lateBy + 1000; late += 1000) {
    const texts = mastheadTexts(at - Math.min(late, lateBy), timeZone);
    if (texts.day === day && texts.clock === clock) {
      return;
    }
  }
  assert.fail(`the header shows «${day} ${clock}», the wall clock reads «${right.day} ${right.clock}» in ${timeZone}`);
}
