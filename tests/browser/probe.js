// Put first into every page by the test server. It records what a reader would never see (console,
// errors, policy violations, layout shifts) and lets a flow move the device's clock, hide the page
// and throw an error as a script of the site would. It must not change what the page does otherwise.
(() => {
  'use strict';
  const RealDate = Date;
  const probe = {
    lines: [],
    errors: [],
    failedLoads: [],
    violations: [],
    shifts: [],
    ticks: [],
    firstWords: undefined,
  };
  Object.defineProperty(window, '__probe', { value: probe });

  // What lies near is fetched ahead when the browser has nothing else to do, and a flow that counts requests would meet
  // that at any moment. So the browser is never idle, unless a flow is about just that. The loader asks with a time
  // limit, and is answered.
  const whenIdle = window.requestIdleCallback;
  window.requestIdleCallback = (call, options) => (options?.timeout ? (whenIdle ?? setTimeout)(call, options) : 0);
  probe.isIdleAtTimes = () => {
    window.requestIdleCallback = whenIdle;
  };

  const textOf = (value) => {
    if (value instanceof Error) {
      return value.stack ? `${value.name}: ${value.message}\n${value.stack}` : String(value);
    }
    try {
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
    } catch {
      return Object.prototype.toString.call(value);
    }
  };
  for (const level of ['debug', 'log', 'info', 'warn', 'error', 'trace', 'assert']) {
    const original = console[level];
    console[level] = function (...values) {
      if (level !== 'assert' || !values[0]) {
        probe.lines.push({ level, text: values.map(textOf).join(' ') });
      }
      return original.apply(this, values);
    };
  }
  window.addEventListener('error', (event) => {
    if (event instanceof ErrorEvent) {
      probe.errors.push({ kind: 'error', text: event.message });
    } else {
      // An element whose file did not come; that is heard in the capture phase only.
      probe.failedLoads.push(`<${event.target.localName}> ${event.target.src ?? event.target.href ?? ''}`);
    }
  }, true);
  window.addEventListener('unhandledrejection', (event) => {
    probe.errors.push({ kind: 'unhandledrejection', text: textOf(event.reason) });
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    probe.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''}:${event.lineNumber} ${event.sample}`);
  });
  const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
  try {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        probe.shifts.push({
          value: entry.value,
          isExpected: entry.hadRecentInput,
          nodes: entry.sources.map(({ node, previousRect, currentRect }) =>
            `${node?.className || node?.nodeName || '(gone)'} ${place(previousRect)} → ${place(currentRect)}`),
        });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  } catch {
    // Chromium alone measures layout shifts.
  }

  // The device's clock. Timers keep their real pace, as they do when a reader sets the clock.
  let offset = 0;
  class ShiftedDate extends RealDate {
    constructor(...values) {
      if (values.length === 0) {
        super(RealDate.now() + offset);
      } else {
        super(...values);
      }
    }

    static now() {
      return RealDate.now() + offset;
    }
  }
  // Date() without `new` gives text; a class cannot be called, so a proxy stands in front of it.
  window.Date = new Proxy(ShiftedDate, { apply: () => new ShiftedDate().toString() });
  probe.setOffset = (milliseconds) => { offset = milliseconds; };
  /** Moves the clock so that it reads `instant` now. */
  probe.setNow = (instant) => { offset = RealDate.parse(instant) - RealDate.now(); };
  probe.now = () => RealDate.now() + offset;

  // The page's visibility.
  let visibility;
  const real = Object.getOwnPropertyDescriptor(Document.prototype, 'visibilityState');
  Object.defineProperty(Document.prototype, 'visibilityState', {
    configurable: true,
    get() { return visibility ?? real.get.call(this); },
  });
  Object.defineProperty(Document.prototype, 'hidden', {
    configurable: true,
    get() { return this.visibilityState === 'hidden'; },
  });
  probe.setVisibility = (state) => {
    visibility = state;
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  };

  // Timers that are still to fire.
  const pending = new Set();
  const wrapTimer = (set, clear, isRepeating) => {
    const realSet = window[set];
    const realClear = window[clear];
    window[set] = function (callback, ...rest) {
      const run = typeof callback === 'function' ? function (...values) {
        if (!isRepeating) {
          pending.delete(id);
        }
        return callback.apply(this, values);
      } : callback;
      const id = realSet.call(window, run, ...rest);
      pending.add(id);
      return id;
    };
    window[clear] = function (id) {
      pending.delete(id);
      return realClear.call(window, id);
    };
  };
  wrapTimer('setTimeout', 'clearTimeout', false);
  wrapTimer('setInterval', 'clearInterval', true);
  probe.n_timers = () => pending.size;

  /** Writes down each text that the clock shows, with the wall clock's reading at that moment. */
  probe.watchClock = () => {
    const clock = () => document.querySelector('.masthead-clock')?.textContent ?? '';
    let last = clock();
    probe.ticks.length = 0;
    probe.clockObserver?.disconnect();
    probe.clockObserver = new MutationObserver(() => {
      const text = clock();
      if (text !== last) {
        last = text;
        probe.ticks.push({ at: probe.now(), text });
      }
    });
    probe.clockObserver.observe(document.documentElement, { subtree: true, childList: true, characterData: true });
  };

  /** Writes down, frame by frame, when the loading bar came into view and left it, and when another headline came. */
  probe.watchLoading = () => {
    const headline = () => document.querySelector('main h1')?.textContent;
    const old = headline();
    const seen = { isRunning: true, startedAt: performance.now(), firstShownAfter: null, isShown: false, pageAfter: null };
    probe.loading = seen;
    const look = () => {
      const bar = document.querySelector('.loading');
      const style = bar && getComputedStyle(bar);
      seen.isShown = Boolean(bar && bar.getClientRects().length > 0
        && style.visibility === 'visible' && Number(style.opacity) > 0);
      if (seen.isShown && seen.firstShownAfter === null) {
        seen.firstShownAfter = performance.now() - seen.startedAt;
      }
      if (seen.pageAfter === null && headline() !== old) {
        seen.pageAfter = performance.now() - seen.startedAt;
      }
      if (seen.isRunning) {
        requestAnimationFrame(look);
      }
    };
    look();
  };

  /** Writes down what happened to each click; the browser's own reaction is held back. */
  probe.watchClicks = () => {
    probe.clicks = [];
    for (const kind of ['click', 'auxclick']) {
      // The window hears a bubbling click last, so that the app has decided before.
      window.addEventListener(kind, (event) => {
        probe.clicks.push({
          kind, button: event.button, isTakenByApp: event.defaultPrevented,
          modifiers: ['ctrlKey', 'metaKey', 'shiftKey', 'altKey'].filter((key) => event[key]),
        });
        event.preventDefault();
      });
    }
  };

  // Errors as a script of this origin would throw them.
  probe.throwError = (text) => { setTimeout(() => { throw new Error(text); }, 0); };
  probe.reject = (text) => { setTimeout(() => { Promise.reject(new Error(text)); }, 0); };

  document.addEventListener('DOMContentLoaded', () => {
    const copy = document.getElementById('khabar')?.cloneNode(true);
    copy?.querySelector('.masthead-date')?.remove();
    probe.firstWords = (copy?.textContent ?? '').split(/\s+/).filter(Boolean);
  });
})();
