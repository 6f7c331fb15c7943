// How fast a newsroom's site is built, and in how much memory: the first build, and a second one of the same content.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NOW, ROOT, WORK, die, figure, machine, median, ratio, report, say, settings, table, writeIntoDocs } from './common.mjs';
import { generate } from './generate.mjs';
import { writeHugo } from './hugo.mjs';

const USAGE = `
bench/build [--articles 1000,10000] [--runs 3] [--bin target/release/khabar] [--app target/built-app] [--write]

Generates newsrooms, builds each anew and then once more, in turn with Hugo where that is installed, and prints medians.
`;

const options = settings(USAGE, {
  articles: { type: 'string', default: '1000,10000' },
  runs: { type: 'string', default: '3' },
  bin: { type: 'string', default: join(ROOT, 'target', 'release', 'khabar') },
  app: { type: 'string', default: join(ROOT, 'target', 'built-app') },
  write: { type: 'boolean', default: false },
});
const [bin, app] = [resolve(options.bin), resolve(options.app)];
if (!existsSync(bin) || !existsSync(join(app, 'khabar_bg.wasm'))) {
  die(`${bin} or the app in ${app} is missing. Build both first: scripts/build`);
}
const nRuns = Number(options.runs);
const hugo = spawnSync('hugo', ['version'], { encoding: 'utf8' }).stdout?.match(/v[\d.]+/)?.[0];
const raw = [];

for (const nArticles of options.articles.split(',').map(Number)) {
  const content = join(WORK, `content-${nArticles}`);
  say(`Generating ${nArticles} articles`);
  generate(nArticles, content);
  for (const old of [`${content}.history.json`, join(WORK, `site-${nArticles}`)]) rmSync(old, { recursive: true, force: true });
  const builders = [['khabar', join(WORK, `site-${nArticles}`), (out) => [bin, 'build', '--content', content, '--app', app, '--out', out, '--now', NOW]]];
  if (hugo) {
    const source = join(WORK, `hugo-${nArticles}`);
    writeHugo(content, source, hugo);
    builders.push([`Hugo ${hugo}`, join(WORK, `hugo-site-${nArticles}`), (out) => ['hugo', '--quiet', '--source', source, '--destination', out]]);
  }
  for (let run = 1; run <= nRuns; run += 1) {
    for (const [name, out, command] of builders) {
      // A newsroom's very first build: nothing of its pictures and cards was made before.
      for (const made of [out, `${content}.cache`]) rmSync(made, { recursive: true, force: true });
      for (const kind of ['first', 'second']) {
        const found = timed(command(out));
        const nPages = count(out);
        raw.push({ nArticles, run, name, kind, nPages, ...found });
        say(`${run}/${nRuns} ${nArticles} ${name}, ${kind} build: ${figure(found.seconds, 2)} s, ${nPages} pages`);
      }
    }
  }
}

const rows = [['articles', 'builder', 'pages', 'first build', 'pages per second', 'second build', 'peak memory', 'first build to Hugo']];
for (const nArticles of new Set(raw.map((found) => found.nArticles))) {
  const of = (name, kind) => raw.filter((found) => found.nArticles === nArticles && found.name === name && found.kind === kind);
  const names = [...new Set(raw.map(({ name }) => name))];
  for (const name of names) {
    const first = median(of(name, 'first').map(({ seconds }) => seconds));
    const second = median(of(name, 'second').map(({ seconds }) => seconds));
    const memory = median([...of(name, 'first'), ...of(name, 'second')].map(({ bytes }) => bytes));
    const [{ nPages }] = of(name, 'first');
    const other = names.find((found) => found.startsWith('Hugo'));
    rows.push([
      figure(nArticles), name, figure(nPages), `${figure(first, 2)} s`, figure(nPages / first), `${figure(second, 2)} s`,
      `${figure(memory / 2 ** 20)} MiB`, ratio(first, median(of(other, 'first').map(({ seconds }) => seconds))),
    ]);
  }
}
const markdown = `${table(rows)}\n\nMedians of ${nRuns} interleaved runs. ${hugo ? '' : 'Hugo was not installed. '}${machine()}`;
report('build', markdown, raw);
if (options.write) {
  writeIntoDocs('build', markdown);
}

/** Runs a command; its time, and the most memory that it held, where this machine has a `time` that tells it. */
function timed([program, ...rest]) {
  const note = join(WORK, 'time');
  const isGnu = process.platform === 'linux' && existsSync('/usr/bin/time');
  const before = process.hrtime.bigint();
  const ran = isGnu
    ? spawnSync('/usr/bin/time', ['-f', '%M', '-o', note, program, ...rest], { encoding: 'utf8', maxBuffer: 2 ** 28 })
    : spawnSync(program, rest, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const seconds = Number(process.hrtime.bigint() - before) / 1e9;
  if (ran.status !== 0) {
    die(`${[program, ...rest].join(' ')} failed:\n${ran.stdout}\n${ran.stderr}`);
  }
  return { seconds, bytes: isGnu ? Number(readFileSync(note, 'utf8').trim().split('\n').at(-1)) * 1024 : NaN };
}

/** How many pages there are; Hugo's first page of each list has a second address, which only leads there. */
function count(folder) {
  return readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.html') && !name.endsWith('page/1/index.html')).length;
}
