// Chromium, over the DevTools protocol.

import { find, shared } from './processes.mjs';
import { PuppeteerPage, launch } from './puppeteer.mjs';

export async function openChromium(options) {
  const { timeZone, languages, reducedMotion, colorScheme } = options;
  const running = await shared(JSON.stringify(['chromium', timeZone, languages, options.isAlone]), () => launch({
    executablePath: find(
      ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome',
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
      'KHABAR_CHROMIUM', 'Debian: chromium'),
    env: { ...process.env, TZ: timeZone, LANGUAGE: languages.join(':') },
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', `--lang=${languages[0]}`, `--accept-lang=${languages.join(',')}`],
  }));
  const context = await running.browser.createBrowserContext();
  const tab = await context.newPage();
  await tab.setViewport(options.viewport);
  await tab.emulateMediaFeatures([
    { name: 'prefers-reduced-motion', value: reducedMotion ? 'reduce' : 'no-preference' },
    { name: 'prefers-color-scheme', value: colorScheme },
  ]);
  if (!options.javaScript) {
    await tab.setJavaScriptEnabled(false);
  }
  const page = new ChromiumPage('chromium', tab, context, running);
  // What the engine itself complains about (failed loads, policies, interventions) comes over the
  // Log domain; what the page says through console.* is recorded by the probe, in all engines alike.
  const session = await tab.createCDPSession();
  session.on('Log.entryAdded', ({ entry }) => page.complaints.push(
    { from: 'engine', level: entry.level, source: entry.source, text: `${entry.text} ${entry.url ?? ''}`.trim() }));
  await session.send('Log.enable');
  page.session = session;
  return page;
}

/** What Chromium alone can be asked. */
class ChromiumPage extends PuppeteerPage {
  /** `screen` or `print`. */
  async setMedium(medium) {
    this.medium = medium;
    await this.emulate();
  }

  async setColorScheme(value) {
    this.colorScheme = value;
    await this.emulate();
  }

  /** All at once: what a command of this kind does not name, it takes back. */
  async emulate() {
    await this.session.send('Emulation.setEmulatedMedia', {
      media: this.medium ?? '',
      features: [{ name: 'prefers-color-scheme', value: this.colorScheme ?? 'light' }],
    });
  }

  /** The size of text that a reader has chosen in the browser's settings, in CSS pixels; 16 if none. */
  async setTextSize(standard) {
    await this.session.send('Page.setFontSizes', { fontSizes: { standard, fixed: Math.round(standard * 13 / 16) } });
  }

  /** The nodes that a screen reader is given, as the DevTools protocol has them. */
  async accessibilityNodes() {
    const { nodes } = await this.session.send('Accessibility.getFullAXTree');
    return nodes;
  }

  async pdf(path) {
    await this.tab.pdf({ path, format: 'A4', printBackground: false, preferCSSPageSize: true });
  }
}
