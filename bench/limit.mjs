// The limit: what the same pages would be if nobody wanted an app of them. Every script and every page's data goes, and
// a sheet that stops the first paint is put into the page, as somebody who writes one page by hand would do.

import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const SCRIPT = /<script\b[^>]*>[\s\S]*?<\/script>/gi;
const FOR_SCRIPTS = /<link\b(?=[^>]*\brel="?(?:modulepreload|preload|prefetch|prerender)\b)(?=[^>]*(?:\bas="?(?:script|fetch|style)\b|rel="?modulepreload|\.(?:js|wasm|json)["?\s]))[^>]*>\n?/gi;
const OF_TRUNK = /<link\b[^>]*\bdata-trunk\b[^>]*>\n?/gi;
const POLICY = /<meta\b[^>]*http-equiv="?Content-Security-Policy\b[^>]*>\n?/gi;
const SHEET = /<link\b(?=[^>]*\brel="stylesheet")(?![^>]*\b(?:media|disabled))[^>]*>/gi;
const HREF = /\bhref="([^"?]*)/i;

/** Writes the pages of `from` without their apps to `to`; says how many they are. */
export function writeLimit(from, to) {
  rmSync(to, { recursive: true, force: true });
  const sheets = new Map();
  const sheet = (href) => {
    if (!sheets.has(href)) {
      const base = dirname(href);
      // What a sheet names, it names from its own place.
      sheets.set(href, readFileSync(join(from, href), 'utf8')
        .replace(/url\((["']?)(?![/#]|[a-z]+:)/g, (_, quote) => `url(${quote}${base === '/' ? '' : base}/`));
    }
    return sheets.get(href);
  };
  let nPages = 0;
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const name = relative(from, path);
    if (!entry.isFile() || /\.wasm$|\.js$|(^|\/)page\.v\d+\.json$/.test(name)) {
      continue;
    }
    const target = join(to, name);
    mkdirSync(dirname(target), { recursive: true });
    if (!name.endsWith('.html')) {
      cpSync(path, target);
      continue;
    }
    const page = readFileSync(path, 'utf8').replace(SCRIPT, '').replace(FOR_SCRIPTS, '').replace(OF_TRUNK, '').replace(POLICY, '')
      .replace(SHEET, (link) => `<style>${sheet(HREF.exec(link)[1])}</style>`);
    writeFileSync(target, page);
    nPages += 1;
  }
  return nPages;
}
