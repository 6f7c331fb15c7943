// What the pages of all engines do alike, by asking the page itself.

/** Thrown where an engine has no way to do what a flow asks for. */
export class Unsupported extends Error {}

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Polled from outside, so that it works alike in every engine, across navigations and under any CSP. */
export async function poll(page, fn, timeout = 10_000, args = []) {
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
export async function pointOf(page, selector) {
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

export async function probeLines(page) {
  return (await page.evaluate(() => window.__probe?.lines ?? [])).map((line) => ({ from: 'probe', ...line }));
}
