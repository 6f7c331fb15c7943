// Firefox, over WebDriver BiDi.

import { Unsupported } from './page.mjs';
import { find, shared } from './processes.mjs';
import { PuppeteerPage, launch } from './puppeteer.mjs';

export async function openFirefox(options) {
  const { timeZone, languages, reducedMotion, colorScheme } = options;
  if (!options.javaScript) {
    throw new Unsupported('this harness cannot switch JavaScript off in Firefox and still look at the page');
  }
  const key = JSON.stringify(['firefox', timeZone, languages, reducedMotion, colorScheme, options.isAlone]);
  const running = await shared(key, () => launch({
    browser: 'firefox',
    protocol: 'webDriverBiDi',
    executablePath: find(['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
      'KHABAR_FIREFOX', 'Debian: firefox-esr'),
    env: { ...process.env, TZ: timeZone },
    extraPrefsFirefox: {
      'intl.accept_languages': languages.join(','),
      'ui.prefersReducedMotion': reducedMotion ? 1 : 0,
      'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
    },
  }));
  const context = await running.browser.createBrowserContext();
  const tab = await context.newPage();
  await tab.setViewport(options.viewport);
  return new PuppeteerPage('firefox', tab, context, running);
}
