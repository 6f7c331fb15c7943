// What the benchmarks share: their sites, their browser, and tables.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { find } from '../tests/browser/engines/processes.mjs';
import { writeLimit } from './limit.mjs';
import { serve } from './server.mjs';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const WORK = join(ROOT, 'target', 'bench');

/** The instant of the sample newsroom: its scheduled story is not out yet, and its newest one is. */
export const NOW = '2026-01-15T22:12:24+03:00';

/** The story that is measured; its page is the seed's. */
export const ARTICLE = 'paris-summit-ukraine-guarantees';

/** Settings of the command line, with their defaults; `--help` prints `usage`. */
export function settings(usage, options) {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' }, ...options }, strict: true });
  if (values.help) {
    console.log(usage.trim());
    process.exit(0);
  }
  return values;
}

export function say(words) {
  process.stderr.write(`${words}\n`);
}

export function die(words) {
  say(`Error: ${words}`);
  process.exit(1);
}

/** Chromium, found as the browser flows find it. */
export function chromium() {
  return find(
    ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    'KHABAR_CHROMIUM', 'Debian: chromium');
}

export const CHROMIUM_FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--hide-scrollbars'];

/** Options that say which sites there are. */
export const SITE_OPTIONS = {
  dist: { type: 'string', default: join(ROOT, 'dist') },
  pages: { type: 'string' },
};

/**
 * Starts a server for each of `names`: `khabar`, `limit`, `sveltekit`, `sveltekit-inlined`. Each is made anew from the
 * content and the build that are there.
 */
export async function startSites(names, { dist, pages }) {
  dist = resolve(dist);
  if (!existsSync(join(dist, 'index.html'))) {
    die(`${dist} holds no site. Build it first: scripts/build -- or name another folder with --dist.`);
  }
  const sites = new Map();
  for (const name of names) {
    sites.set(name, await serve(folderOf(name), join(WORK, 'compressed')));
  }
  return sites;

  function folderOf(name) {
    const out = join(WORK, name);
    switch (name) {
      case 'khabar':
        return dist;
      case 'limit': {
        const from = pages ? resolve(pages) : dist;
        const article = readFileSync(join(from, 'article', ARTICLE, 'index.html'), 'utf8');
        if (!/<h1[\s>]/.test(article)) {
          die(`The pages of ${from} hold no story, so there is nothing to take scripts from. Give finished ones with --pages: `
            + `khabar preview --out FOLDER --now ${NOW}`);
        }
        writeLimit(from, out);
        return out;
      }
      case 'sveltekit':
      case 'sveltekit-inlined':
        buildSvelteKit(out, name === 'sveltekit-inlined');
        return out;
      default:
        return die(`There is no site called ${name}; there are khabar, limit, sveltekit and sveltekit-inlined.`);
    }
  }
}

function buildSvelteKit(out, isInlined) {
  const folder = join(ROOT, 'bench', 'sveltekit');
  say(`Building ${out}`);
  const built = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env, BENCH_OUT: out, BENCH_INLINED: isInlined ? '1' : '', BENCH_NOW: NOW,
      NODE_OPTIONS: `--import ${new URL('./sveltekit/node-20.mjs', import.meta.url)}`,
    },
  });
  if (built.status !== 0) {
    die(`SvelteKit's build failed:\n${built.stdout}\n${built.stderr}`);
  }
}

export function median(numbers) {
  const sorted = numbers.filter((number) => Number.isFinite(number)).sort((a, b) => a - b);
  if (sorted.length === 0) {
    return NaN;
  }
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** How far the middle half of the runs lies apart, so that a reader sees what noise there was. */
export function spread(numbers) {
  const sorted = numbers.filter((number) => Number.isFinite(number)).sort((a, b) => a - b);
  const at = (share) => sorted[Math.round((sorted.length - 1) * share)];
  return at(0.75) - at(0.25);
}

export function figure(number, digits = 0) {
  return Number.isFinite(number) ? number.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }) : '–';
}

/** How many times `base` a number is: `1.05 ×`. */
export function ratio(number, base) {
  return Number.isFinite(number / base) ? `${(number / base).toFixed(2)} ×` : '–';
}

/** A Markdown table of rows, the first of which is the head. */
export function table([head, ...rows]) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** What the figures were taken on: without it they mean nothing. */
export function machine() {
  let browser = 'no Chromium';
  try {
    browser = spawnSync(chromium(), ['--version'], { encoding: 'utf8' }).stdout.trim().split(' ').slice(0, 2).join(' ');
  } catch {
    // The build is measured without one.
  }
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).stdout?.trim();
  return `${cpus().length} cores; ${browser}; `
    + `Node.js ${process.versions.node}; commit ${commit}; ${new Date().toISOString().slice(0, 10)}.`;
}

/** Prints the Markdown, and keeps it where `bench/all` finds it; raw figures go beside it. */
export function report(name, markdown, raw) {
  mkdirSync(WORK, { recursive: true });
  writeFileSync(join(WORK, `${name}.md`), `${markdown}\n`);
  writeFileSync(join(WORK, `${name}.json`), `${JSON.stringify(raw, undefined, 1)}\n`);
  console.log(markdown);
}

/** Replaces what stands between the two marks of a benchmark in docs/benchmarks.md. */
export function writeIntoDocs(name, markdown) {
  const path = join(ROOT, 'docs', 'benchmarks.md');
  const [start, end] = [`<!-- ${name}: start -->`, `<!-- ${name}: end -->`];
  const [before, rest] = readFileSync(path, 'utf8').split(start);
  const after = rest?.split(end)[1];
  if (after === undefined) {
    die(`${path} lacks the marks ${start} and ${end}.`);
  }
  writeFileSync(path, `${before}${start}\n\n${markdown.trim()}\n\n${end}${after}`);
}


