// What the app costs a reader: JavaScript and Wasm together, as a host that compresses well sends them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { DIST } from './flow.mjs';

// What a reader's phone may be asked for, with every block in it.
const MOST = 100 * 1024;
const ASSETS = join(DIST, 'assets');

// The first flight of a connection: ten packets of 1,460 bytes, less what they carry besides.
const FIRST_FLIGHT = 14_336;
// The script in each document that brings it to life, as it stands there.
const MOST_OF_LOADER = 2048;
const SEED = 'article/paris-summit-ukraine-guarantees/index.html';

function compressed(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }).length;
}

test('the seed’s article comes whole in the first flight, with its sheet and its words', (t) => {
  const length = compressed(readFileSync(join(DIST, SEED)));
  t.diagnostic(`${length} bytes at brotli 11`);
  assert.ok(length <= FIRST_FLIGHT, `${length} bytes are ${length - FIRST_FLIGHT} more than ${FIRST_FLIGHT}`);
});

test('the loader within it is small', (t) => {
  const [, loader] = readFileSync(join(DIST, SEED), 'utf8').match(/<script type="module">([^]*?)<\/script>/);
  const length = compressed(Buffer.from(loader));
  t.diagnostic(`${length} bytes at brotli 11, ${Buffer.byteLength(loader)} as they stand`);
  assert.ok(length <= MOST_OF_LOADER, `${length} bytes are more than ${MOST_OF_LOADER}`);
});

test('JavaScript and Wasm stay within their bar at brotli 11', (t) => {
  // Those that the documents name: beside them lie the ones of earlier builds, for open pages.
  const [root] = readFileSync(join(DIST, SEED), 'utf8').match(/<html[^>]*>/);
  const names = ['script', 'program'].map((file) => root.match(new RegExp(`data-${file}="[^"]*/([^"/]*)"`))[1]);
  const rows = names.map((name) => {
    const bytes = readFileSync(join(ASSETS, name));
    return { name, raw: bytes.length, brotli: compressed(bytes) };
  });
  const total = rows.reduce((sum, { raw, brotli }) => ({ raw: sum.raw + raw, brotli: sum.brotli + brotli }), { raw: 0, brotli: 0 });
  const line = ({ name, raw, brotli }) => `${name.padEnd(32)} ${String(raw).padStart(9)} ${String(brotli).padStart(9)}`;
  t.diagnostic(`${'bytes'.padEnd(32)} ${'raw'.padStart(9)} ${'brotli 11'.padStart(9)}`);
  for (const row of [...rows, { name: 'together', ...total }]) {
    t.diagnostic(line(row));
  }
  assert.ok(total.brotli <= MOST, `${total.brotli} bytes are ${total.brotli - MOST} more than ${MOST}`);
});
