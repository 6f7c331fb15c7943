// A new build on the server, or two of them half and half, never breaks the page that a reader has open.

import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  APP, OUTPUT, build, clickQuietly, flow, isData, khabar, mark, mount, runFlows, shown, sleep, variant, waitForFront,
} from './flow.mjs';

const SLUG = 'two-builds';
const HEADLINES = { old: 'عنوان من البناء القديم', new: 'عنوان من البناء الجديد' };

function content(age) {
  return variant(`builds-${age}`, (settings) => {
    settings.editions[settings.default_edition].front = { pinned: [SLUG] };
  }, {
    [SLUG]: {
      version: 1, id: SLUG, headline: HEADLINES[age], date_published: '2026-01-10T08:00:00+03:00', body: ['نص الخبر.'],
    },
  });
}

/** Where `khabar build` looks for the app by itself. */
const BUILT_APP = 'target/built-app';

/** The same app in other bytes: with a section in the Wasm that nothing reads. */
function anotherApp() {
  const from = APP ?? BUILT_APP;
  const to = join(OUTPUT, 'builds-app');
  cpSync(from, to, { recursive: true });
  const program = join(to, 'khabar_bg.wasm');
  writeFileSync(program, Buffer.concat([readFileSync(program), Buffer.from([0, 4, 3, 110, 101, 119])]));
  return to;
}

const NOW = '2026-01-15T22:12:24+03:00';
const folders = { old: build('builds-old', content('old'), NOW), new: join(OUTPUT, 'builds-new') };
rmSync(folders.new, { recursive: true, force: true });
khabar(['build', '--content', content('new'), '--out', folders.new, '--app', anotherApp(), '--now', NOW]);

const isAsset = ({ path }) => path.startsWith('/assets/');
const isDocument = (record) => !isAsset(record) && !isData(record);
const link = `main a[href="/article/${SLUG}/"]`;

/** The page that was asked for is there, of either build, whole and without a word of regret. */
async function assertArticle(page) {
  await page.waitFor((known) => location.pathname.includes('two-builds') && known.includes(document.querySelector('main h1')?.textContent)
    && document.querySelector('main .body p'), 10_000, Object.values(HEADLINES));
  await assertNoRegret(page);
}

async function assertNoRegret(page) {
  assert.deepEqual(await page.evaluate(() => [document.getElementById('fault').hidden, document.querySelectorAll('.problem').length]), [true, 0]);
}

const builds = Object.keys(folders);
const mixes = builds.flatMap((documents) => builds.flatMap((assets) => builds.map((data) => ({ documents, assets, data }))));
for (const { documents, assets, data } of mixes) {
  flow(`documents of the ${documents} build, app of the ${assets} one, page data of the ${data} one: no page breaks`, {
    site: mount(folders.old, '/', { isEmpty: false }),
  }, async ({ page, site }) => {
    site.fault(isAsset, { folder: folders[assets] });
    site.fault(isData, { folder: folders[data] });
    site.fault(isDocument, { folder: folders[documents] });
    await page.goto(site.url('/'));
    await waitForFront(page);
    const isAlive = documents === assets;
    if (isAlive) {
      await shown(page);
    } else {
      await sleep(800);
    }
    await mark(page);
    await clickQuietly(page, link);
    await assertArticle(page);
    const isOneBuild = isAlive && data === documents;
    await page.waitFor((wanted) => (window.__mark === 'kept') === wanted, 3000, isOneBuild);
    await page.back();
    await waitForFront(page);
    await assertNoRegret(page);
  });
}

flow('a tab that was open when the new build came reads on', { site: mount(folders.old, '/', { isEmpty: false }) }, async ({ page, site }) => {
  await page.goto(site.url('/'));
  await shown(page);
  site.fault(() => true, { folder: folders.new });
  await mark(page);
  await clickQuietly(page, link);
  await assertArticle(page);
  await page.waitFor((wanted) => window.__mark === undefined && document.querySelector('main h1').textContent === wanted, 5000, HEADLINES.new);
  // From here on it is a tab of the new build.
  await shown(page);
  await mark(page);
  await clickQuietly(page, '.masthead .nameplate');
  await waitForFront(page);
  assert.equal(await page.evaluate(() => window.__mark), 'kept');
});

flow('two builds served half and half, request by request: no page breaks', { site: mount(folders.old, '/', { isEmpty: false }) }, async ({ page, site }) => {
  let n_requests = 0;
  site.fault(() => (n_requests += 1) % 2 === 0, { folder: folders.new });
  await page.goto(site.url('/'));
  for (let round = 0; round < 4; round += 1) {
    await waitForFront(page);
    await assertNoRegret(page);
    await clickQuietly(page, link);
    await assertArticle(page);
    await clickQuietly(page, '.masthead .nameplate');
  }
  await waitForFront(page);
  await assertNoRegret(page);
});

runFlows();
