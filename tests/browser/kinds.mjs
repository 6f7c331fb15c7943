// The kinds of pages that the sample newsroom has, one address of each, and all addresses of a built site.

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const KINDS = {
  'the front': '/',
  'a section': '/section/economy/',
  'a topic': '/tag/بحر/',
  'an author': '/author/mariam-aldosari/',
  'the archive': '/archive/',
  'a year': '/archive/2026/',
  'a month': '/archive/2026/01/',
  'a month of a section': '/section/local/2026/01/',
  'a static page': '/about/',
  'the seed’s article': '/article/paris-summit-ukraine-guarantees/',
  'an article': '/article/reading-room-reopens/',
  'an article with every block': '/article/how-to-read-a-marine-forecast/',
  'a photo story': '/article/رحلة-الغوص-في-ست-صور/',
  'an English article': '/article/a-year-at-the-lighthouse/',
  'an article with a table of contents': '/article/how-inflation-is-measured/',
  'the 404 page': '/article/nothing-here/',
};

/** The kinds as `{ name, path }`, after a look whether the sample content still has them. */
export function kinds(site) {
  return Object.entries(KINDS).map(([name, path]) => {
    assert.ok(path === KINDS['the 404 page'] || existsSync(join(site.folder, path, 'index.html')),
      `the sample content has no ${path} any more; name another page for «${name}» in kinds.mjs`);
    return { name, path };
  });
}

/** Every address of a built site. */
export function addresses(site) {
  return readdirSync(site.folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file === 'index.html' || file.endsWith('/index.html'))
    .map((file) => `/${dirname(file)}/`.replace('/./', '/'))
    .sort();
}
