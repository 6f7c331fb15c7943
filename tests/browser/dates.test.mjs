// Dates are the newsroom's, never the machine's: the browser prints the same bytes as the native side,
// whatever zone and language it runs in. An article with thousands of corrections carries the instants.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  IS_FULL, assertClockIsRight, assertSafe, build, flow, khabar, mount, readMasthead, runFlows, sleep, variant, visit, waitForHeadline,
} from './flow.mjs';

const HEADLINE = 'ثلاثة آلاف تصويب';
const SLUG = 'corrections';
const NOW = '2026-01-15T09:00:00Z';
const N_INSTANTS = 3000;
const MACHINE_ZONES = ['UTC', 'Asia/Kuwait', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'Africa/Casablanca'];
const LANGUAGES = ['ar', 'ar-EG', 'en-US', 'fr'];

/** Instants of 1990–2035: the edges of summer time, of days, months and years, and others in between. */
function instants() {
  const [from, until] = [Date.UTC(1990, 0, 1), Date.UTC(2036, 0, 1)];
  const chosen = new Set();
  const choose = (instant) => {
    if (instant >= from && instant < until) {
      chosen.add(instant);
    }
  };
  const second = 1000;
  const hour = 3600 * second;
  for (let year = 1990; year <= 2035; year += 1) {
    for (const month of [2, 8, 9, 10]) {
      // Europe changes on the last Sunday of March and, since 1996, October; before, of September.
      const last = new Date(Date.UTC(year, month + 1, 0, 1));
      const change = last.getTime() - last.getUTCDay() * 24 * hour;
      for (const offset of [-second, 0, second, -hour, hour, hour / 2]) {
        choose(change + offset);
      }
    }
    // Midnight and noon of Kuwait and Paris around the turn of year and of February.
    for (const day of [Date.UTC(year, 0, 1), Date.UTC(year, 1, 29), Date.UTC(year, 2, 1), Date.UTC(year, 6, 1)]) {
      for (const offset of [-3 * hour, -3 * hour - second, -hour, -hour - second, 9 * hour, 9 * hour - second, 11 * hour]) {
        choose(day + offset);
      }
    }
  }
  // The rest from a small generator, so that every run has the same ones.
  let state = 20260115;
  while (chosen.size < N_INSTANTS) {
    state = (state * 1103515245 + 12345) % 2147483648;
    choose(from + Math.floor((state / 2147483648) * ((until - from) / second)) * second);
  }
  const all = [...chosen].slice(0, N_INSTANTS);
  // Written in several offsets: what counts is the instant.
  const offsets = ['Z', '+03:00', '-05:00', '+05:30', '+00:00', '-09:30'];
  return all.map((instant, index) => {
    const offset = offsets[index % offsets.length];
    const [, sign, hours, minutes] = offset.match(/([+-])(\d\d):(\d\d)/) ?? [null, '+', '0', '0'];
    const shift = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60 * second;
    return new Date(instant + shift).toISOString().replace('.000Z', offset);
  });
}

const INSTANTS = instants();
assert.equal(INSTANTS.length, N_INSTANTS);

/** A site in `timeZone` with that one article, and the texts that the native side prints. */
function newsroomIn(timeZone) {
  const name = `dates-${timeZone.replace('/', '-').toLowerCase()}`;
  const folder = variant(name, (settings) => {
    const edition = settings.editions[settings.default_edition];
    edition.time_zone = timeZone;
    edition.front = { pinned: [] };
  }, {
    [SLUG]: {
      version: 1,
      id: 'corrections',
      headline: HEADLINE,
      date_published: '2026-01-15T08:00:00Z',
      body: ['نص.'],
      corrections: INSTANTS.map((date, index) => ({ date, text: `تصويب ${index}` })),
    },
  }, { withSamples: false });
  const expected = khabar(['dates', '--content', folder, '--now', NOW], `${INSTANTS.join('\n')}\n`).trimEnd().split('\n');
  assert.equal(expected.length, N_INSTANTS, 'the native side prints one line for each instant');
  return { timeZone, expected, site: mount(build(name, folder, NOW)) };
}

const newsrooms = ['Asia/Kuwait', 'Europe/Paris'].map(newsroomIn);

const recent = mount(build('dates-recent', variant('dates-recent', (settings) => {
  settings.editions[settings.default_edition].front = { pinned: [] };
}, {
  recent: { version: 1, id: 'recent', headline: 'خبر جديد', date_published: '2026-01-15T08:00:00+03:00', body: ['نص.'] },
}, { withSamples: false }), NOW));

async function assertSameBytes(page, site, { timeZone, expected }) {
  await visit(page, site.url(`article/${SLUG}/`));
  await waitForHeadline(page, HEADLINE);
  const seen = await page.evaluate(() => [...document.querySelectorAll('.corrections li time')]
    .map((time) => `${time.getAttribute('datetime')}\t${time.textContent}`));
  assert.equal(seen.length, expected.length, 'every correction is on the page');
  const different = seen.map((text, index) => ({ instant: INSTANTS[index], browser: text, native: expected[index] }))
    .filter(({ browser, native }) => browser !== native);
  assert.equal(different.length, 0, `${different.length} of ${seen.length} differ in the newsroom of ${timeZone}: ${JSON.stringify(different.slice(0, 3))}`);
  for (const [index, text] of seen.entries()) {
    const [datetime] = text.split('\t');
    if (Date.parse(datetime) !== Date.parse(INSTANTS[index])) {
      assert.fail(`${datetime} is another instant than ${INSTANTS[index]}`);
    }
  }
  assertClockIsRight(await readMasthead(page), timeZone, 1500);
  await assertSafe(page);
}

/** Which machines each engine plays: every zone in Chromium, each with two of the languages. */
const machines = {
  chromium: MACHINE_ZONES.flatMap((timeZone, index) => (IS_FULL ? LANGUAGES : [LANGUAGES[index % 4], LANGUAGES[(index + 2) % 4]])
    .map((language) => ({ timeZone, language }))),
  firefox: (IS_FULL ? MACHINE_ZONES : ['Asia/Kolkata']).map((timeZone, index) => ({ timeZone, language: LANGUAGES[(index + 3) % 4] })),
  // WebKitGTK takes its language from the C library's locales, of which few are installed.
  webkit: (IS_FULL ? MACHINE_ZONES : ['Africa/Casablanca']).map((timeZone) => ({ timeZone, language: 'en-US' })),
};

for (const [engine, played] of Object.entries(machines)) {
  for (const { timeZone, language } of played) {
    flow(`native bytes on a machine in ${timeZone} that speaks ${language}`, {
      site: newsrooms.map(({ site }) => site),
      engines: [engine],
      browser: { timeZone, languages: [language], isAlone: true },
    }, async ({ page, sites }) => {
      for (const [index, newsroom] of newsrooms.entries()) {
        await assertSameBytes(page, sites[index], newsroom);
      }
    });
  }
}

const AGO = [
  // [seconds ago, what the list says]: one, two, few and many of each unit.
  [20, /^الآن$|لحظات/], [60, /دقيقة/], [125, /دقيقتين/], [5 * 60, /5 دقائق/], [11 * 60, /11 دقيقة/], [59 * 60, /59 دقيقة/],
  [3600, /ساعة/], [2 * 3600, /ساعتين/], [10 * 3600, /10 ساعات/], [23 * 3600, /23 ساعة/],
  [86_400, /يوم|أمس/], [2 * 86_400, /يومين/], [6 * 86_400, /6 أيام/], [8 * 86_400, /^15 يناير 2026، 8:00 صباحًا$/],
];

flow('lists say how long ago it was, in the right one of the Arabic plurals', { site: recent }, async ({ page, site }) => {
  for (const [seconds, words] of AGO) {
    site.prelude(`__probe.setNow(${JSON.stringify(new Date(Date.parse('2026-01-15T05:00:00Z') + seconds * 1000).toISOString())});`);
    await visit(page, site.url('/'));
    const read = () => page.evaluate(() => {
      const time = document.querySelector('.teaser-meta time');
      return { text: time?.textContent.trim(), datetime: time?.getAttribute('datetime') };
    });
    await page.waitFor(() => document.querySelector('.teaser-meta time'));
    let seen = await read();
    for (let waited = 0; !words.test(seen.text) && waited < 2000; waited += 100) {
      await sleep(100);
      seen = await read();
    }
    assert.match(seen.text, words, `${seconds} seconds later`);
    assert.equal(seen.datetime, '2026-01-15T08:00:00+03:00', 'the instant itself stays readable for machines');
  }
  await assertSafe(page);
});

test('what the native side prints is the newsroom’s time', () => {
  for (const { timeZone, expected } of newsrooms) {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
    });
    for (const [index, line] of expected.entries()) {
      const [datetime, text] = line.split('\t');
      const at = Date.parse(INSTANTS[index]);
      // The table of zones reaches some years beyond the build; after that it need not know the rules.
      if (at > Date.parse(NOW) + 2 * 366 * 86_400_000) {
        continue;
      }
      const { year, month, day, hour, minute, second } = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
      assert.equal(datetime.slice(0, 19), `${year}-${month}-${day}T${hour}:${minute}:${second}`, `${INSTANTS[index]} in ${timeZone}`);
      const half = Number(hour) < 12 ? 'صباحًا' : 'مساءً';
      assert.match(text, new RegExp(`^${Number(day)} \\p{L}+ ${year}، ${Number(hour) % 12 || 12}:${minute} ${half}$`, 'u'), `${INSTANTS[index]} in ${timeZone}`);
    }
  }
});

runFlows();
