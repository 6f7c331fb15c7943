// One small interface over three browser engines, so that a flow is written once; `engines/` has a file for each.
//
// Browser processes are shared by all pages of one test file that ask for the same process-wide options; every page
// starts with empty storage. What an engine cannot do is said by throwing `Unsupported`: a flow is then skipped with
// that reason, never passed.

import { openChromium } from './engines/chromium.mjs';
import { openFirefox } from './engines/firefox.mjs';
import { Unsupported, sleep } from './engines/page.mjs';
import { closeAll, end } from './engines/processes.mjs';
import { openWebKit } from './engines/webkit.mjs';

export { Unsupported, closeAll, sleep };

export const ENGINES = ['chromium', 'firefox', 'webkit'];

const DEFAULTS = {
  // Not the newsroom's zone, so that a date taken from the machine shows up in any flow.
  timeZone: 'America/New_York',
  languages: ['en-US'],
  reducedMotion: false,
  colorScheme: 'light',
  viewport: { width: 1024, height: 700 },
  javaScript: true,
};

/**
 * Opens a fresh page (own storage, own history) in `engine`. With `isAlone` its browser process is
 * not shared and ends with it, for flows that need many kinds of processes.
 */
export async function open(engine, options = {}) {
  const resolved = { ...DEFAULTS, ...options };
  const page = await { chromium: openChromium, firefox: openFirefox, webkit: openWebKit }[engine](resolved);
  if (resolved.isAlone) {
    const close = page.close.bind(page);
    page.close = async () => {
      await close();
      await end(page.process);
    };
  }
  try {
    await assureEnvironment(engine, page, resolved);
  } catch (error) {
    await page.close();
    throw error;
  }
  return page;
}

/** A flow about zones or languages proves nothing when the engine quietly kept its own. */
async function assureEnvironment(engine, page, { timeZone, languages, reducedMotion, colorScheme }) {
  const seen = await page.evaluate(() => ({
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    language: navigator.language,
    reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
  }));
  const canonical = (zone) => new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  if (canonical(seen.zone) !== canonical(timeZone)) {
    throw new Unsupported(`${engine} keeps the zone ${seen.zone} instead of ${timeZone}`);
  }
  if (seen.language !== languages[0]) {
    throw new Unsupported(`${engine} keeps the language ${seen.language} instead of ${languages[0]}`);
  }
  if (seen.reducedMotion !== reducedMotion) {
    throw new Unsupported(`${engine} does not take prefers-reduced-motion from this harness`);
  }
  if (seen.dark !== (colorScheme === 'dark')) {
    throw new Unsupported(`${engine} does not take prefers-color-scheme from this harness`);
  }
}
