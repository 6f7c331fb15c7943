// One small interface over three browser engines, so that a flow is written once.
//
// Chromium and Firefox are driven by puppeteer-core (CDP and WebDriver BiDi), WebKit by plain
// WebDriver calls to WebKitWebDriver, which starts the MiniBrowser of WebKitGTK. Browser processes
// are shared by all pages of one test file that ask for the same process-wide options; every page
// starts with empty storage. What an engine cannot do is said by throwing `Unsupported`: a flow is
// then skipped with that reason, never passed.

import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import puppeteer from 'puppeteer-core';

export const ENGINES = ['chromium', 'firefox', 'webkit'];

/** Thrown where an engine has no way to do what a flow asks for. */
export class Unsupported extends Error {}

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

/** Ends every browser process that this test file started. */
export async function closeAll() {
  await Promise.allSettled([...processes.values()].map(async (starting) => end(await starting)));
}

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// ---------------------------------------------------------------------------------------------
// Processes

const processes = new Map();

/** The process for `key`, started at its first use. */
function shared(key, start) {
  if (!processes.has(key)) {
    const starting = start();
    processes.set(key, starting);
    starting.catch(() => processes.delete(key));
  }
  return processes.get(key);
}

/**
 * Process groups to end when the test file ends in any way. puppeteer has a listener of its own, which
 * forgets every second browser.
 */
const groups = new Set();

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

process.once('exit', () => {
  for (const pid of groups) {
    signalGroup(pid, 'SIGKILL');
  }
});
// Without a listener these end the process, and its exit is not heard.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => process.exit(1));
}

/**
 * How long a browser may take to start, in milliseconds: right after a build, while its files are still on
 * their way to the disk, three browsers that start for the first time were seen to take over half a minute.
 */
const START_MILLIS = 120_000;

/** Starts a browser of puppeteer's. */
async function launch(options) {
  const browser = await puppeteer.launch({ headless: true, timeout: START_MILLIS, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false, ...options });
  const { pid } = browser.process();
  groups.add(pid);
  return {
    browser,
    async stop() {
      await browser.close();
      groups.delete(pid);
    },
  };
}

async function end(process) {
  for (const [key, starting] of processes) {
    if (await starting === process) {
      processes.delete(key);
    }
  }
  await process.stop();
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

function find(names, override, hint) {
  const asked = process.env[override];
  if (asked) {
    return asked;
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const name of names) {
    const candidates = name.includes('/') ? [name] : folders.map((folder) => join(folder, name));
    const found = candidates.find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
    if (found) {
      return found;
    }
  }
  throw new Error(`None of ${names.join(', ')} was found. Install it (${hint}), or name it in ${override}.`);
}

// ---------------------------------------------------------------------------------------------
// Chromium and Firefox: puppeteer-core

async function openChromium(options) {
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
  const page = new PuppeteerPage('chromium', tab, context, running);
  // What the engine itself complains about (failed loads, policies, interventions) comes over the
  // Log domain; what the page says through console.* is recorded by the probe, in all engines alike.
  const session = await tab.createCDPSession();
  session.on('Log.entryAdded', ({ entry }) => page.complaints.push(
    { from: 'engine', level: entry.level, source: entry.source, text: `${entry.text} ${entry.url ?? ''}`.trim() }));
  await session.send('Log.enable');
  return page;
}

async function openFirefox(options) {
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

class PuppeteerPage {
  complaints = [];

  constructor(engine, tab, context, process) {
    this.engine = engine;
    this.tab = tab;
    this.context = context;
    this.process = process;
    tab.on('pageerror', (error) => this.complaints.push(
      { from: 'engine', level: 'error', source: 'javascript', text: String(error?.message ?? error) }));
  }

  /** Returns once the document is parsed; flows then wait for what they want to see. */
  async goto(url) {
    await this.tab.goto(url, { waitUntil: 'domcontentloaded', timeout: 30_000 });
  }

  async reload() {
    await this.tab.reload({ waitUntil: 'domcontentloaded', timeout: 30_000 });
  }

  back() {
    return this.evaluate(() => { history.back(); });
  }

  forward() {
    return this.evaluate(() => { history.forward(); });
  }

  evaluate(fn, ...args) {
    return this.tab.evaluate(fn, ...args);
  }

  async waitFor(fn, timeout, ...args) {
    return poll(this, fn, timeout, args);
  }

  async click(selector, { button = 'left', modifiers = [] } = {}) {
    const { x, y } = await pointOf(this, selector);
    for (const modifier of modifiers) {
      await this.tab.keyboard.down(modifier);
    }
    await this.tab.mouse.click(x, y, { button });
    for (const modifier of [...modifiers].reverse()) {
      await this.tab.keyboard.up(modifier);
    }
  }

  async hover(selector) {
    const { x, y } = await pointOf(this, selector);
    await this.tab.mouse.move(x, y);
  }

  async press(key) {
    await this.tab.keyboard.press(key === 'Space' ? ' ' : key);
  }

  async screenshot(path) {
    await this.tab.screenshot({ path });
  }

  async consoleLines() {
    return [...await probeLines(this), ...this.complaints];
  }

  async close() {
    await this.context.close();
  }
}

// ---------------------------------------------------------------------------------------------
// WebKit: WebDriver by hand

async function openWebKit(options) {
  const { timeZone, languages, reducedMotion, colorScheme } = options;
  if (!options.javaScript) {
    throw new Unsupported('WebKitWebDriver looks at a page by running scripts in it');
  }
  if (colorScheme !== 'light') {
    throw new Unsupported('WebKitGTK takes its colour scheme from the desktop');
  }
  const driver = await shared(JSON.stringify(['webkit', timeZone, languages, reducedMotion, options.isAlone]),
    () => startWebKit({ timeZone, languages, reducedMotion }));
  return driver.openPage(options.viewport);
}

async function startWebKit({ timeZone, languages, reducedMotion }) {
  if (process.platform !== 'linux') {
    throw new Unsupported('the WebKit flows need WebKitGTK, which is there for Linux only');
  }
  const xvfb = find(['xvfb-run'], 'KHABAR_XVFB_RUN', 'Debian: xvfb');
  const webDriver = find(['WebKitWebDriver'], 'KHABAR_WEBKIT_DRIVER', 'Debian: webkit2gtk-driver');
  const triplet = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch] ?? '';
  const miniBrowser = find(
    [`/usr/lib/${triplet}/webkit2gtk-4.1/MiniBrowser`, '/usr/lib64/webkit2gtk-4.1/MiniBrowser',
      '/usr/libexec/webkit2gtk-4.1/MiniBrowser', 'MiniBrowser'],
    'KHABAR_MINIBROWSER', 'Debian: it comes with webkit2gtk-driver');

  // GTK's settings are where WebKitGTK reads the reader's wish for less motion.
  const configuration = mkdtempSync(join(tmpdir(), 'khabar-webkit-'));
  mkdirSync(join(configuration, 'gtk-3.0'));
  writeFileSync(join(configuration, 'gtk-3.0', 'settings.ini'),
    `[Settings]\ngtk-enable-animations=${reducedMotion ? 0 : 1}\n`);
  const port = await freePort();
  // With the locale C.UTF-8 navigator.language is the useless "C"; one that is not installed gives en-US.
  const locale = `${languages[0].replace('-', '_')}.UTF-8`;
  const child = spawn(xvfb, ['-a', '-s', '-screen 0 1600x1400x24', webDriver, `--port=${port}`], {
    // A process group of its own, so that the X server and the browser end with the driver.
    detached: true,
    stdio: 'ignore',
    env: {
      ...process.env, TZ: timeZone, LANG: locale, LC_ALL: locale, XDG_CONFIG_HOME: configuration,
      // No desktop is running: looking for its buses only costs time.
      NO_AT_BRIDGE: '1', GTK_A11Y: 'none', DBUS_SESSION_BUS_ADDRESS: 'disabled:', GIO_USE_VFS: 'local',
    },
  });
  groups.add(child.pid);
  const driver = new WebKitDriver(`http://127.0.0.1:${port}`);
  try {
    await driver.start(miniBrowser, child);
  } catch (error) {
    signalGroup(child.pid, 'SIGTERM');
    throw error;
  }
  driver.stop = async () => {
    await driver.call('DELETE', '', undefined, 3000).catch(() => {});
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      const insistence = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), 3000);
      signalGroup(child.pid, 'SIGTERM');
      await ended;
      clearTimeout(insistence);
    }
    groups.delete(child.pid);
    rmSync(configuration, { recursive: true, force: true });
  };
  return driver;
}

class WebKitDriver {
  constructor(origin) {
    this.origin = origin;
    this.path = '';
    this.hasPage = false;
  }

  async start(binary, child) {
    const deadline = Date.now() + START_MILLIS;
    for (;;) {
      if (child.exitCode !== null) {
        throw new Error(`WebKitWebDriver ended with status ${child.exitCode} before it answered`);
      }
      try {
        await fetch(`${this.origin}/status`);
        break;
      } catch (error) {
        if (Date.now() > deadline) {
          throw new Error(`WebKitWebDriver did not answer: ${error.message}`);
        }
        await sleep(50);
      }
    }
    this.binary = binary;
    await this.startSession();
  }

  async startSession() {
    this.path = '';
    const session = await this.call('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          // The driver's own waiting misses the event on a busy machine and then hangs until its timeout.
          pageLoadStrategy: 'none',
          'webkitgtk:browserOptions': { binary: this.binary, args: ['--automation'] },
        },
      },
    });
    this.path = `/session/${session.sessionId}`;
    await this.call('POST', '/timeouts', { script: 5_000, pageLoad: 30_000, implicit: 0 });
  }

  async call(method, command, body, timeout = 40_000) {
    const response = await fetch(`${this.origin}${this.path}${command}`, {
      method,
      signal: AbortSignal.timeout(timeout),
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const { value } = await response.json();
    if (!response.ok) {
      throw new Error(`WebDriver ${method} ${command}: ${value.error}: ${value.message}`);
    }
    return value;
  }

  /** The driver allows one session, and only its single window is visible and has the focus. */
  async openPage(viewport) {
    if (this.hasPage) {
      throw new Unsupported('one WebKit process shows one page at a time');
    }
    try {
      await this.replaceWindow();
    } catch (error) {
      if (!error.message.includes('invalid session id')) {
        throw error;
      }
      // The browser ended, as it does when its last window goes before the new one is there.
      await this.startSession();
    }
    this.hasPage = true;
    const page = new WebKitPage(this);
    const inner = await page.evaluate(() => [outerWidth - innerWidth, outerHeight - innerHeight]);
    await this.call('POST', '/window/rect',
      { x: 0, y: 0, width: viewport.width + inner[0], height: viewport.height + inner[1] });
    return page;
  }

  async replaceWindow() {
    const { handle } = await this.call('POST', '/window/new', { type: 'window' });
    await this.call('DELETE', '/window');
    await this.call('POST', '/window', { handle });
  }
}

const WEBDRIVER_KEYS = {
  Tab: '\uE004', Enter: '\uE007', Escape: '\uE00C', Space: ' ', Home: '\uE011', End: '\uE010',
  PageDown: '\uE00F', PageUp: '\uE00E', ArrowDown: '\uE015', ArrowUp: '\uE013',
  ArrowLeft: '\uE012', ArrowRight: '\uE014',
  Shift: '\uE008', Control: '\uE009', Alt: '\uE00A', Meta: '\uE03D',
};

class WebKitPage {
  engine = 'webkit';
  complaints = [];
  hasCleanStorage = false;

  constructor(driver) {
    this.driver = driver;
    this.process = driver;
  }

  async goto(url) {
    if (!this.hasCleanStorage) {
      // All windows of the session share one storage; an empty page of the same origin clears it.
      await this.load('/url', { url: new URL('/__blank', url).href });
      await this.evaluate(() => { localStorage.clear(); sessionStorage.clear(); });
      this.hasCleanStorage = true;
    }
    await this.load('/url', { url });
  }

  async reload() {
    await this.load('/refresh', {});
  }

  /** Gives a command that replaces the document, and waits until the new one is parsed. */
  async load(command, body) {
    await this.evaluate(() => { window.__isLeaving = true; });
    await this.driver.call('POST', command, body);
    await this.waitFor(() => !window.__isLeaving && document.readyState !== 'loading', 30_000);
  }

  back() {
    return this.evaluate(() => { history.back(); });
  }

  forward() {
    return this.evaluate(() => { history.forward(); });
  }

  async evaluate(fn, ...args) {
    const answer = await this.driver.call('POST', '/execute/async', {
      script: `const done = arguments[arguments.length - 1];
        const args = Array.prototype.slice.call(arguments, 0, -1);
        new Promise((resolve) => resolve((${fn})(...args)))
          .then((value) => done(value === undefined ? {} : { value }),
                (error) => done({ error: String(error && error.stack || error) }));`,
      args,
    });
    if (answer?.error !== undefined) {
      throw new Error(answer.error);
    }
    return answer?.value;
  }

  async waitFor(fn, timeout, ...args) {
    return poll(this, fn, timeout, args);
  }

  async actions(...actions) {
    await this.driver.call('POST', '/actions', { actions });
  }

  async click(selector, { button = 'left', modifiers = [] } = {}) {
    if (button !== 'left') {
      throw new Unsupported('WebKitWebDriver releases every button as if it were the left one');
    }
    const { x, y } = await pointOf(this, selector);
    const pause = { type: 'pause', duration: 0 };
    const keys = modifiers.map((modifier) => WEBDRIVER_KEYS[modifier]);
    const pointer = [
      { type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y), origin: 'viewport' },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.actions(
      {
        type: 'key',
        id: 'keyboard',
        actions: [...keys.map((value) => ({ type: 'keyDown', value })), ...pointer.map(() => pause),
          ...[...keys].reverse().map((value) => ({ type: 'keyUp', value }))],
      },
      {
        type: 'pointer',
        id: 'mouse',
        parameters: { pointerType: 'mouse' },
        actions: [...keys.map(() => pause), ...pointer],
      });
  }

  async hover(selector) {
    const { x, y } = await pointOf(this, selector);
    await this.actions({
      type: 'pointer',
      id: 'mouse',
      parameters: { pointerType: 'mouse' },
      actions: [{ type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y), origin: 'viewport' }],
    });
  }

  async press(key) {
    const value = WEBDRIVER_KEYS[key] ?? key;
    await this.actions({
      type: 'key',
      id: 'keyboard',
      actions: [{ type: 'keyDown', value }, { type: 'keyUp', value }],
    });
  }

  async screenshot(path) {
    writeFileSync(path, Buffer.from(await this.driver.call('GET', '/screenshot'), 'base64'));
  }

  async consoleLines() {
    return probeLines(this);
  }

  /** The window stays until the next page opens: a session without one ends. */
  async close() {
    this.driver.hasPage = false;
    await this.driver.call('DELETE', '/actions').catch(() => {});
    await this.driver.call('POST', '/url', { url: 'about:blank' }).catch(() => {});
  }
}

// ---------------------------------------------------------------------------------------------
// Shared by both

/** Polled from outside, so that it works alike in every engine, across navigations and under any CSP. */
async function poll(page, fn, timeout = 10_000, args = []) {
  const deadline = Date.now() + timeout;
  // An element is an answer too, but one that only some engines can hand over.
  const question = new Function('...args', `const value = (${fn})(...args); return value instanceof Node ? true : value;`);
  let last;
  for (;;) {
    try {
      const value = await page.evaluate(question, ...args);
      if (value) {
        return value;
      }
      last = undefined;
    } catch (error) {
      // A document that is just being replaced cannot answer.
      last = error;
    }
    if (Date.now() > deadline) {
      const what = fn.toString().replace(/\s+/g, ' ').slice(0, 200);
      throw new Error(`Waited ${timeout} ms in ${page.engine} for ${what} (${JSON.stringify(args)})`
        + (last ? `; last error: ${last.message}` : ''));
    }
    await sleep(25);
  }
}

/** Where a reader would put the pointer: the middle of the element's first line box, in view. */
async function pointOf(page, selector) {
  const found = await page.evaluate((wanted) => {
    const element = document.querySelector(wanted);
    if (!element) {
      return { problem: 'is not on the page' };
    }
    const box = () => element.getClientRects()[0];
    const middle = ({ left, top, width, height }) => ({ x: left + width / 2, y: top + height / 2 });
    if (!box()) {
      return { problem: 'has no box' };
    }
    let point = middle(box());
    if (point.x < 0 || point.y < 0 || point.x >= innerWidth || point.y >= innerHeight) {
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      point = middle(box());
    }
    const hit = document.elementFromPoint(point.x, point.y);
    if (!hit || !(element.contains(hit) || hit.contains(element))) {
      return { problem: `is covered by <${hit ? hit.tagName.toLowerCase() : 'nothing'} class="${hit ? hit.className : ''}">` };
    }
    return point;
  }, selector);
  if (found.problem) {
    throw new Error(`Cannot point at ${selector} in ${page.engine}: it ${found.problem}`);
  }
  return found;
}

async function probeLines(page) {
  return (await page.evaluate(() => window.__probe?.lines ?? [])).map((line) => ({ from: 'probe', ...line }));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
