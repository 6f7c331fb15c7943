// What a screen reader is told of the seed's page, line by line, as a person has read and accepted it.
//
// When the page is meant to say something else: KHABAR_ACCEPT=1 writes the new tree over the old one; read the
// difference aloud before you commit it.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { flow, mount, runFlows, visit } from './flow.mjs';
import { KINDS } from './kinds.mjs';

const SNAPSHOT = fileURLToPath(new URL('./snapshots/seed.txt', import.meta.url));
const dist = mount();

/** What no screen reader stops at by itself: its children stand in its place. */
const PASSED_OVER = ['none', 'generic', 'InlineTextBox', 'RootWebArea', 'LayoutTableRow'];
const TOLD = ['expanded', 'pressed', 'checked', 'disabled', 'roledescription', 'live', 'busy', 'valuetext'];

/** The tree as indented text: role, name, description and states; a text that only repeats its parent's name is left out. */
function lines(nodes) {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const tell = ({ childIds = [], ignored, role, name, description, properties = [], value }, depth, above) => {
    const says = name?.value?.replace(/\s+/g, ' ').trim() ?? '';
    const isSkipped = ignored || PASSED_OVER.includes(role?.value) || (role.value === 'StaticText' && (says === above || !says));
    const isTold = (key) => TOLD.includes(key) || (key === 'level' && role.value === 'heading');
    const states = properties.filter(({ name: key, value: { value: state } }) => isTold(key) && state && state !== 'off')
      .map(({ name: key, value: { value: state } }) => (state === true ? key : `${key}=${state}`));
    const own = isSkipped ? [] : [[
    '  '.repeat(depth) + (role.value === 'StaticText' ? 'text' : role.value),
      says && `«${says}»`, value?.value && `= ${value.value}`, description?.value && `(${description.value})`, ...states,
    ].filter(Boolean).join(' ')];
    const children = childIds.flatMap((id) => (byId.has(id) ? tell(byId.get(id), isSkipped ? depth : depth + 1, isSkipped ? above : says) : []));
    return [...own, ...children];
  };
  return tell(nodes[0], 0, '');
}

/** Without what differs from one run to the next: the newsroom's day, and the year of the build. */
const masked = (line) => line
  .replace(/«[^«»]+ - \d{4}\/\d{2}\/\d{2}»/, '«(اليوم - التاريخ)»')
  .replace(/(© 2025)–\u2060?\d{4}/, '$1–(السنة)');

flow('the seed’s page tells a screen reader what was read and accepted', { site: dist, engines: ['chromium'] }, async ({ page, site }) => {
  await visit(page, site.url(KINDS['the seed’s article']));
  await page.waitFor(() => [...document.images].every((image) => image.complete || image.loading === 'lazy'));
  const told = lines(await page.accessibilityNodes()).map(masked).join('\n') + '\n';
  if (process.env.KHABAR_ACCEPT) {
    writeFileSync(SNAPSHOT, told);
  }
  assert.equal(told, readFileSync(SNAPSHOT, 'utf8'), 'the page tells something new; see the head of this file');
});

runFlows();
