// What the app costs a reader: JavaScript and Wasm together, as a host that compresses well sends them.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { DIST } from './flow.mjs';

// What a reader's phone may be asked for, with every block in it.
const MOST = 100 * 1024;
const FILES = ['khabar.js', 'khabar_bg.wasm'];

test('JavaScript and Wasm stay within their bar at brotli 11', (t) => {
  const rows = FILES.map((name) => {
    const file = join(DIST, name);
    assert.ok(existsSync(file), `${file} is missing; run scripts/build, or set KHABAR_DIST`);
    const bytes = readFileSync(file);
    const { length } = brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_LGWIN]: 22,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    });
    return { name, raw: bytes.length, brotli: length };
  });
  const total = rows.reduce((sum, { raw, brotli }) => ({ raw: sum.raw + raw, brotli: sum.brotli + brotli }), { raw: 0, brotli: 0 });
  const line = ({ name, raw, brotli }) => `${name.padEnd(16)} ${String(raw).padStart(9)} ${String(brotli).padStart(9)}`;
  t.diagnostic(`${'bytes'.padEnd(16)} ${'raw'.padStart(9)} ${'brotli 11'.padStart(9)}`);
  for (const row of [...rows, { name: 'together', ...total }]) {
    t.diagnostic(line(row));
  }
  assert.ok(total.brotli <= MOST, `${total.brotli} bytes are ${total.brotli - MOST} more than ${MOST}`);
});
