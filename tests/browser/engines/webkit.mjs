// WebKit: plain WebDriver calls to WebKitWebDriver, which starts the MiniBrowser of WebKitGTK.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Unsupported, pointOf, poll, probeLines, sleep } from './page.mjs';
import { START_MILLIS, find, groups, shared, signalGroup } from './processes.mjs';

export async function openWebKit(options) {
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

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
