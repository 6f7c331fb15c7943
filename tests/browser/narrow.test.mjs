// No page of the sample newsroom scrolls sideways: not at 320 px, which is a window of 1280 px at 400 %, and not on a
// phone whose owner has set text to twice its size.

import assert from 'node:assert/strict';
import { each, flow, mount, runFlows, sideways, visit } from './flow.mjs';
import { KINDS, addresses } from './kinds.mjs';

const dist = mount();

flow('no page scrolls sideways at 320 px, or at 360 px with text of twice the size', { site: dist, engines: ['chromium'] }, async ({ page, site }) => {
  const all = [...addresses(site), KINDS['the 404 page']];
  assert.ok(all.length > 50, `the sample newsroom has only ${all.length} pages`);
  await each(all.map((path) => ({ name: path, path })), async ({ path }) => {
    await visit(page, site.url(path));
    await page.resize({ width: 320, height: 640 });
    const narrow = await sideways(page);
    await page.resize({ width: 360, height: 740 });
    await page.setTextSize(32);
    const large = await sideways(page);
    assert.equal(large.textSize, 32, 'the browser took the size of text');
    await page.setTextSize(16);
    assert.deepEqual({ narrow: narrow.out, large: large.out }, { narrow: [], large: [] });
  });
});

runFlows();
