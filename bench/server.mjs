// A static host as it should be, the same for every site that is measured: whole files from memory, compressed
// beforehand with brotli 11 or gzip 9, over HTTP/1.1 on the loopback address.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { TYPES } from '../tests/browser/media_types.mjs';

const COMPRESSED = new Set(['.html', '.css', '.js', '.mjs', '.json', '.wasm', '.svg', '.txt', '.xml', '.webmanifest', '.vtt']);

/** Serves `folder` on a free port; `cache` keeps what was compressed, by content. */
export async function serve(folder, cache) {
  const files = new Map();
  for (const path of walk(folder)) {
    files.set(`/${relative(folder, path).split(sep).join('/')}`, path);
  }
  const answers = new Map();

  function answer(path, encoding) {
    const key = `${encoding} ${path}`;
    if (!answers.has(key)) {
      const body = readFileSync(path);
      answers.set(key, encoding ? compressed(body, encoding, cache) : body);
    }
    return answers.get(key);
  }

  const server = createServer((request, response) => {
    let path = decoded(request.url.split(/[?#]/, 1)[0]);
    if (path && !path.endsWith('/') && files.has(`${path}/index.html`)) {
      response.writeHead(301, { location: `${encodeURI(path)}/`, 'content-length': 0 }).end();
      return;
    }
    path = path?.endsWith('/') ? `${path}index.html` : path;
    const isThere = files.has(path);
    const file = files.get(path) ?? files.get('/404.html');
    if (!file) {
      response.writeHead(404, { 'content-type': TYPES['.txt'], 'content-length': 0 }).end();
      return;
    }
    const wanted = request.headers['accept-encoding'] ?? '';
    const encoding = !COMPRESSED.has(extname(file)) ? '' : /\bbr\b/.test(wanted) ? 'br' : /\bgzip\b/.test(wanted) ? 'gzip' : '';
    const body = answer(file, encoding);
    const isNamedByContent = request.url.includes('?v=') || request.url.includes('/immutable/') || /[.-][\da-f]{8,}\.\w+$/.test(path);
    response.writeHead(isThere ? 200 : 404, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-length': body.length,
      'cache-control': isNamedByContent ? 'public, max-age=31536000, immutable' : extname(file) === '.html' ? 'no-cache' : 'public, max-age=3600',
      vary: 'accept-encoding',
      ...(encoding ? { 'content-encoding': encoding } : {}),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  // Between two runs of a page more time passes than Node.js keeps a connection by default.
  server.keepAliveTimeout = 60_000;
  await new Promise((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));

  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** What a file weighs on its way to a browser. */
    weight(path) {
      const file = files.get(path);
      return file ? answer(file, COMPRESSED.has(extname(file)) ? 'br' : '').length : 0;
    },
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

function compressed(body, encoding, cache) {
  const kept = join(cache, `${createHash('sha256').update(body).digest('hex').slice(0, 32)}.${encoding}`);
  if (existsSync(kept)) {
    return readFileSync(kept);
  }
  const made = encoding === 'br'
    ? brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } })
    : gzipSync(body, { level: 9 });
  mkdirSync(cache, { recursive: true });
  writeFileSync(`${kept}.${process.pid}`, made);
  renameSync(`${kept}.${process.pid}`, kept);
  return made;
}

function* walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* walk(path);
    } else if (entry.isFile()) {
      yield path;
    }
  }
}

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
