// How soon a reader on a phone has the story, and how soon the page answers: Khabar, the limit, and SvelteKit.

import puppeteer from 'puppeteer-core';
import lighthouse from 'lighthouse';
import * as constants from 'lighthouse/core/config/constants.js';
import {
  ARTICLE, CHROMIUM_FLAGS, SITE_OPTIONS, chromium, figure, machine, median, ratio, report, say, settings, spread,
  startSites, table, writeIntoDocs,
} from './common.mjs';

const USAGE = `
bench/lighthouse [--runs 9] [--sites khabar,limit,sveltekit] [--paths article,front] [--dist DIR] [--pages DIR]
                 [--scores] [--write]

Measures each page with Lighthouse's mobile throttling, site by site in turn, and prints medians.

  --sites   khabar, limit, sveltekit, and sveltekit-inlined (its sheet within the page)
  --paths   article, front and section
  --pages   finished pages for the limit, where those of --dist are empty shells (khabar preview)
  --scores  one more run of Khabar with every category: scores, and the audits that lost points
  --write   puts the tables into docs/benchmarks.md
`;

const PATHS = { front: '/', article: `/article/${ARTICLE}/`, section: '/section/politics/' };

/** Set by the app when it first handles clicks; SvelteKit's root layout sets the same. */
const MARK = 'khabar-answers';

/** How long "answers" is waited for, in milliseconds. */
const PATIENCE = 20_000;

const options = settings(USAGE, {
  ...SITE_OPTIONS,
  runs: { type: 'string', default: '9' },
  sites: { type: 'string', default: 'khabar,limit,sveltekit' },
  paths: { type: 'string', default: 'article,front' },
  scores: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
});
const names = options.sites.split(',');
const paths = options.paths.split(',');
const nRuns = Number(options.runs);
const sites = await startSites(names, options);
const raw = [];

for (let run = 1; run <= nRuns; run += 1) {
  for (const path of paths) {
    // Whoever comes first meets the machine in another state: each site is first in turn.
    for (const name of rotated(names, run)) {
      const url = sites.get(name).origin + PATHS[path];
      const found = { run, path, site: name, ...await simulated(url), ...await heldBack(url, name !== 'limit') };
      raw.push(found);
      say(`${run}/${nRuns} ${path} ${name}: LCP ${figure(found.lcp)} ms, TBT ${figure(found.tbt)} ms, answers ${figure(found.answers)} ms`);
    }
  }
}

let markdown = paths.map(tableOf).join('\n\n');
markdown += `\n\nMedians of ${nRuns} interleaved runs; in brackets how far the middle half of them lies apart. ${machine()}`;
if (options.scores) {
  markdown += `\n\n${await scores()}`;
}
for (const site of sites.values()) {
  await site.close();
}
report('lighthouse', markdown, raw);
if (options.write) {
  writeIntoDocs('lighthouse', markdown);
}

function rotated(list, by) {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

async function withBrowser(use) {
  const browser = await puppeteer.launch({ executablePath: chromium(), args: CHROMIUM_FLAGS, headless: true });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** One page load as Lighthouse simulates it for a phone on slow 4G. */
async function simulated(url) {
  return withBrowser(async (browser) => {
    const { lhr } = await lighthouse(url, {
      port: Number(new URL(browser.wsEndpoint()).port), logLevel: 'silent', output: 'json', onlyCategories: ['performance'],
    });
    if (lhr.runtimeError) {
      throw new Error(`${url}: ${lhr.runtimeError.message}`);
    }
    const value = (audit) => lhr.audits[audit]?.numericValue;
    const requests = lhr.audits['network-requests'].details.items;
    return {
      fcp: value('first-contentful-paint'),
      lcp: value('largest-contentful-paint'),
      tbt: value('total-blocking-time'),
      cls: value('cumulative-layout-shift'),
      observedLcp: lhr.audits.metrics?.details?.items[0]?.observedLargestContentfulPaint,
      bytes: requests.reduce((sum, { transferSize }) => sum + (transferSize ?? 0), 0),
      requests: requests.length,
      performance: lhr.categories.performance.score * 100,
    };
  });
}

/**
 * The same load with latency, rate and processor really held back, by Lighthouse's own numbers for that; nobody touches
 * the page. Lighthouse's simulation counts what a fast load had fetched before its largest paint, needed or not, so its
 * LCP moves with the machine; and of its marks it knows only when they were set in the fast load.
 */
async function heldBack(url, hasApp) {
  const { requestLatencyMs, downloadThroughputKbps, uploadThroughputKbps, cpuSlowdownMultiplier } = constants.throttling.mobileSlow4G;
  return withBrowser(async (browser) => {
    const tab = await browser.newPage();
    await tab.setViewport({ width: 412, height: 823, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true });
    const session = await tab.createCDPSession();
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: requestLatencyMs,
      downloadThroughput: downloadThroughputKbps * 1024 / 8,
      uploadThroughput: uploadThroughputKbps * 1024 / 8,
    });
    await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdownMultiplier });
    await tab.goto(url, { waitUntil: 'load' });
    const isMarked = hasApp && await tab.waitForFunction((name) => performance.getEntriesByName(name).length > 0, { timeout: PATIENCE, polling: 100 }, MARK)
      .then(() => true, () => false);
    return tab.evaluate(async (name, isMarked) => {
      const entries = (type) => new Promise((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type, buffered: true });
        setTimeout(resolve, 2000, []);
      });
      return {
        heldLcp: (await entries('largest-contentful-paint')).at(-1)?.startTime,
        answers: isMarked ? performance.getEntriesByName(name)[0].startTime : undefined,
      };
    }, MARK, isMarked);
  });
}

function tableOf(path) {
  const of = (name, field) => raw.filter((found) => found.path === path && found.site === name).map((found) => found[field]);
  const timed = (name, field) => `${figure(median(of(name, field)))} (${figure(spread(of(name, field)))})`;
  const base = names.includes('limit') ? 'limit' : names[0];
  const rows = names.map((name) => {
    const [bytes, requests, cls] = ['bytes', 'requests', 'cls'].map((field) => median(of(name, field)));
    return [
      name, timed(name, 'fcp'), timed(name, 'lcp'), ratio(median(of(name, 'lcp')), median(of(base, 'lcp'))), timed(name, 'tbt'),
      figure(cls, 3), `${figure(bytes / 1024)} KiB`, figure(requests), timed(name, 'heldLcp'),
      ratio(median(of(name, 'heldLcp')), median(of(base, 'heldLcp'))),
      of(name, 'answers').some(Number.isFinite) ? timed(name, 'answers') : '–',
      ratio(median(of(name, 'answers')), median(of('sveltekit', 'answers'))),
    ];
  });
  return `**The ${path}**, \`${PATHS[path]}\`, times in ms:\n\n${table([
    ['site', 'FCP', 'LCP', `LCP to ${base}`, 'TBT', 'CLS', 'bytes', 'requests', 'LCP held back', `to ${base}`, 'answers', 'to sveltekit'], ...rows])}`;
}

async function scores() {
  const rows = [['page', 'performance', 'accessibility', 'best practices', 'SEO', 'lost points']];
  for (const path of paths) {
    const lhr = await withBrowser(async (browser) => (await lighthouse(sites.get('khabar').origin + PATHS[path], {
      port: Number(new URL(browser.wsEndpoint()).port), logLevel: 'silent', output: 'json',
    })).lhr);
    const categories = ['performance', 'accessibility', 'best-practices', 'seo'].map((id) => lhr.categories[id]);
    const lost = categories.flatMap(({ auditRefs }) => auditRefs)
      .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
      .map(({ id }) => `\`${id}\` ${Math.round(lhr.audits[id].score * 100)}`);
    rows.push([path, ...categories.map(({ score }) => figure(score * 100)), lost.join(', ') || 'none']);
  }
  return `Lighthouse's scores of Khabar, in one run:\n\n${table(rows)}`;
}
