// An editor saves, and the open page shows it: without a reload, at the same place, with what the check says.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { APP, BINARY, assertNoReload, flow, mark, runFlows, shown, sleep, variant, visit } from './flow.mjs';

const LONG = Object.fromEntries([['long', {
  version: 1,
  id: 'long',
  headline: 'خبر طويل',
  date_published: '2026-01-15T20:00:00+03:00',
  lead_image: { url: '/media/calm-sea.jpg', width: 1200, height: 800, alt: 'بحر هادئ', credit: 'رسم' },
  body: [...Array.from({ length: 60 }, (_, index) => `الفقرة ${index + 1} من خبر يُكتب الآن.`),
    { type: 'details', summary: 'تفاصيل', body: ['كلام في التفاصيل.'] }],
}], ['scheduled', {
  version: 1, id: 'scheduled', headline: 'خبر الغد', date_published: '2026-01-20T20:00:00+03:00', body: ['غدًا.'],
}]]);

/** A server of its own for each engine, over content that it may change. */
const watched = () => {
  const servers = new Map();
  after(() => { for (const { child } of servers.values()) child.kill(); });
  const start = (engine) => new Promise((done, fail) => {
    const content = variant(`watch-${engine}`, () => {}, LONG);
    const child = spawn(BINARY, ['serve', '--watch', '--port', '0', '--content', content, '--now', '2026-01-15T22:12:24+03:00',
      ...(APP ? ['--app', APP] : [])], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.once('exit', (code) => fail(new Error(`khabar serve --watch ended with ${code}`)));
    child.stdout.on('data', (text) => {
      const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
      if (origin) {
        servers.set(engine, { child });
        done({ content, folder: content, base: '/', url: (path) => origin + path, reset() {}, close() {} });
      }
    });
  });
  const started = new Map();
  return {
    serveFor(engine) {
      if (!started.has(engine)) started.set(engine, start(engine));
      return started.get(engine);
    },
  };
};

const site = watched();
const engines = ['chromium', 'firefox'];
const file = (of) => join(of.content, 'articles', 'long.json');
const read = (of) => JSON.parse(readFileSync(file(of), 'utf8'));

/** Saves as many programs do: a new file that takes the old one's place. */
const save = (of, json) => {
  writeFileSync(`${file(of)}~`, typeof json === 'string' ? json : JSON.stringify(json, null, 2));
  renameSync(`${file(of)}~`, file(of));
};

const hasText = (page, text) => page.waitFor((wanted) => document.querySelector('main').textContent.includes(wanted), 10_000, text);
const panelSays = (page, text) => page.waitFor((wanted) => document.getElementById('khabar-watch')?.textContent.includes(wanted), 10_000, text);
const noFault = (page) => page.waitFor(() => !document.querySelector('#khabar-watch [data-level="error"]'), 10_000);

flow('a save shows in the open page, which stays where it was with what is open and focused', { site, engines }, async ({ page, site: of }) => {
  save(of, LONG.long);
  await visit(page, of.url('/article/long/'));
  await mark(page);
  await page.evaluate(() => {
    const details = document.querySelector('main details');
    details.open = true;
    details.querySelector('summary').focus();
    scrollTo({ top: 900, behavior: 'instant' });
  });
  const before = await page.evaluate(() => scrollY);
  const json = read(of);
  json.body[40] = 'الفقرة 41 وقد تغيّرت.';
  json.body.splice(50, 0, 'فقرة أضيفت بينها.', { type: 'pull_quote', text: 'كلام مقتبس جديد.' });
  save(of, json);
  await hasText(page, 'وقد تغيّرت');
  await hasText(page, 'كلام مقتبس جديد');
  await assertNoReload(page);
  const after = await page.evaluate(() => ({
    y: scrollY,
    isOpen: document.querySelector('main details').open,
    focus: document.activeElement.localName,
    order: [...document.querySelectorAll('main p')].map(({ textContent }) => textContent).filter((text) => /الفقرة (50|51) |أضيفت/.test(text)),
    quote: getComputedStyle(document.querySelector('.pull-quote')).borderBlockStartStyle,
  }));
  assert.deepEqual({ y: after.y, isOpen: after.isOpen, focus: after.focus }, { y: before, isOpen: true, focus: 'summary' });
  assert.deepEqual(after.order, ['الفقرة 50 من خبر يُكتب الآن.', 'فقرة أضيفت بينها.', 'الفقرة 51 من خبر يُكتب الآن.']);
  assert.deepEqual(await page.consoleLines(), [], 'no policy is broken, and nothing else is said');
});

flow('a file that breaks says so at its line, and the last good page stays until it is mended', { site, engines }, async ({ page, site: of }) => {
  save(of, LONG.long);
  await visit(page, of.url('/article/long/'));
  await noFault(page);
  await mark(page);
  save(of, JSON.stringify(LONG.long, null, 2).replace('"headline"', 'headline'));
  await panelSays(page, 'articles/long.json:4:3');
  await hasText(page, 'الفقرة 60 من');
  const panel = await page.evaluate(() => {
    const { open } = document.querySelector('#khabar-watch details');
    return { open, label: document.getElementById('khabar-watch').getAttribute('aria-label'), lang: document.querySelector('#khabar-watch li').lang };
  });
  assert.deepEqual(panel, { open: true, label: 'ملاحظات على المحتوى', lang: 'en' });
  await page.click('#khabar-watch button');
  await noFault(page);
  save(of, LONG.long);
  await sleep(800);
  await noFault(page);
  save(of, { ...LONG.long, lead_image: { url: '/media/none.jpg', width: 1, height: 1, alt: '' } });
  await panelSays(page, 'missing-file');
  await assertNoReload(page);
  save(of, LONG.long);
  await noFault(page);
});

flow('drafts and scheduled articles are there and marked, and a link leads to a note elsewhere', { site, engines }, async ({ page, site: of }) => {
  save(of, LONG.long);
  await visit(page, of.url('/article/scheduled/'));
  assert.equal(await page.evaluate(() => document.querySelector('main .kicker')?.textContent.trim()), 'مجدول');
  save(of, JSON.stringify(LONG.long).slice(0, 200));
  await panelSays(page, 'صفحات أخرى');
  await page.waitFor(() => [...document.querySelectorAll('#khabar-watch li[data-level="error"] a[href="/article/long/"]')]
    .some(({ textContent }) => /long\.json:1:\d+$/.test(textContent)), 10_000);
  save(of, LONG.long);
  await noFault(page);
});

flow('the settings of the site load the page anew, at the same place', { site, engines }, async ({ page, site: of }) => {
  save(of, LONG.long);
  await visit(page, of.url('/article/long/'));
  await page.evaluate(() => scrollTo({ top: 700, behavior: 'instant' }));
  const before = await page.evaluate(() => scrollY);
  const settings = join(of.content, 'site.json');
  const text = readFileSync(settings, 'utf8');
  writeFileSync(settings, text.replaceAll('حقوق النشر محفوظة', 'كل الحقوق محفوظة'));
  await page.waitFor(() => document.querySelector('.footer')?.textContent.includes('كل الحقوق محفوظة'), 10_000);
  await shown(page);
  await page.waitFor((y) => Math.abs(scrollY - y) < 2, 5000, before);
  writeFileSync(settings, text);
  await page.waitFor(() => document.querySelector('.footer')?.textContent.includes('حقوق النشر محفوظة'), 10_000);
});

flow('a picture that is saved over is shown anew, and an article that goes stays in view', { site, engines }, async ({ page, site: of }) => {
  save(of, LONG.long);
  await visit(page, of.url('/article/long/'));
  await mark(page);
  const picture = join(of.content, 'media', 'calm-sea.jpg');
  const bytes = readFileSync(picture);
  writeFileSync(picture, readFileSync(join(of.content, 'media', 'foggy-sea.jpg')));
  await page.waitFor(() => /\?v=\d+/.test(document.querySelector('main img').currentSrc), 10_000);
  writeFileSync(picture, bytes);
  rmSync(file(of));
  await panelSays(page, 'لم يعد لهذه الصفحة ملف');
  await hasText(page, 'الفقرة 60 من');
  await assertNoReload(page);
  save(of, LONG.long);
  await noFault(page);
});

runFlows();
