// Every block as the gallery of `scripts/serve` shows it, in a site that a flow can visit.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIXTURES, build, variant } from './flow.mjs';

/** An article of the gallery, without the marks and files that `khabar build` rightly refuses. */
function gallery(name) {
  const article = JSON.parse(readFileSync(join(FIXTURES, 'gallery', `${name}.json`), 'utf8'));
  const isPointless = ({ type, id }) => type === 'footnote' && id === 'missing';
  for (const block of article.body) {
    if (Array.isArray(block.text)) {
      block.text = block.text.filter((inline) => !isPointless(inline));
    }
  }
  return article;
}

/** The articles of the gallery, by slug. */
export const GALLERY = { 'blocks-rtl': gallery('blocks-rtl'), 'blocks-ltr': gallery('blocks-ltr') };

/** Builds the sample content with the gallery, and further articles, in it; returns its folder. */
export function buildGallery(name, further = {}) {
  const content = variant(name, () => {}, { ...GALLERY, ...further });
  // There, and no pictures, recordings or captions: what a reader's browser makes of an answer that it cannot read.
  for (const file of ['no-such-picture.jpg', 'no-such-clip.mp4', 'no-such-clip.ar.vtt', 'no-such-clip.en.vtt', 'no-such-file']) {
    writeFileSync(join(content, 'media', file), 'nothing');
  }
  return build(name, content);
}
