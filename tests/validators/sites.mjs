// The sites that the validators look at: the sample's, as it was built, and one of 1,000 generated articles.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const BINARY = resolve(ROOT, process.env.KHABAR_BIN ?? 'target/debug/khabar');
const NOW = '2026-01-15T22:12:24+03:00';

export const DIST = resolve(ROOT, process.env.KHABAR_DIST ?? 'dist');

function run(program, parameters) {
  const { status, stdout, stderr, error } = spawnSync(program, parameters, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program} ${parameters.join(' ')}: ${error ?? ''}${stdout}${stderr}`);
}

/** The folder of a site of 1,000 generated articles; built once, and anew where the program is another. */
export function largeSite() {
  const work = join(ROOT, 'target', 'validators');
  const [content, out] = ['content', 'site'].map((name) => join(work, name));
  if (!existsSync(content)) run(join(ROOT, 'bench', 'generate'), ['--articles', '1000', '--out', content]);
  run(BINARY, ['build', '--content', content, '--out', out, '--now', NOW, '--history', join(work, 'history.json')]);
  return out;
}
