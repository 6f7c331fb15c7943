// What Chromium and Firefox share: puppeteer-core drives both, over CDP and over WebDriver BiDi.

import puppeteer from 'puppeteer-core';
import { pointOf, poll, probeLines } from './page.mjs';
import { START_MILLIS, groups } from './processes.mjs';

/** Starts a browser of puppeteer's. */
export async function launch(options) {
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

export class PuppeteerPage {
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

  async resize(viewport) {
    await this.tab.setViewport(viewport);
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
