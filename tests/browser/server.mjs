// A static file server as any host has one, and a saboteur: it serves a built site below a base
// path, logs every request, and answers what a flow tells it to where a fault is set.
//
// It must not know the app: no fallback to a page for unknown paths, no headers of ours.

import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TYPES } from './media_types.mjs';

const PROBE = fileURLToPath(new URL('./probe.js', import.meta.url));

/**
 * Serves `folder` below `base` (a readable path that starts and ends with a slash) on a free port
 * of the loopback address.
 *
 * `requests` holds one record per request: `{ method, path, raw, isOutside, headers, at, status,
 * isAborted }`, where `path` is decoded and counted from the base, and `isAborted` says that the
 * browser hung up before the answer was complete.
 *
 * `fault(where, what)`: `where` is a path (as in the log), a RegExp on it, or a predicate on the
 * record; `what` is any of `{ status, body, type, delayMs, abort, hang, pause, transform, folder, times }`.
 * `folder` is another built site, from which the answer comes;
 * `transform(text, record)` changes the text that would have been sent; `abort: 'midway'` breaks the
 * connection in the middle of the body, `abort: true` before any of it; `pause: { after, ms }` rests for a while
 * before the first place where the body has the text `after`.
 *
 * With `isEmpty` every document that is there is the one of 404.html, with the status of its own.
 *
 * `prelude(script)` runs a script in every page before anything of the page itself.
 */
export async function serve(folder, base = '/', { isEmpty = false } = {}) {
  const root = resolve(folder);
  const probe = await readFile(PROBE, 'utf8');
  const encodedBase = encodeURI(base);
  let faults = [];
  let prelude = '';
  let requests = [];

  const server = createServer({ maxHeaderSize: 256 * 1024 }, (request, response) => {
    answer(request, response).catch((error) => {
      response.destroy(error);
    });
  });

  async function answer(request, response) {
    const raw = request.url;
    const rawPath = raw.split(/[?#]/, 1)[0];
    if (rawPath === '/__blank') {
      return send(response, 200, TYPES['.html'], '<!doctype html><title>blank</title><link rel="icon" href="data:,"><p>blank');
    }
    if (rawPath === `${encodedBase}__probe.js`) {
      return send(response, 200, TYPES['.js'], `${probe}\n${prelude}`);
    }
    const decoded = decodePath(rawPath);
    const isOutside = decoded === undefined ? !rawPath.startsWith(encodedBase) : !decoded.startsWith(base);
    const record = {
      method: request.method,
      path: decoded === undefined ? rawPath : isOutside ? decoded : decoded.slice(base.length - 1),
      raw, isOutside, headers: request.headers, at: Date.now(), status: undefined, isAborted: false,
    };
    requests.push(record);
    response.once('close', () => { record.isAborted = !response.writableFinished; });

    const fault = faults.find((candidate) => candidate.left > 0 && candidate.matches(record));
    if (fault) {
      fault.left -= 1;
    }
    const what = fault?.what ?? {};
    if (what.delayMs) {
      await new Promise((done) => setTimeout(done, what.delayMs));
      if (response.destroyed) {
        return;
      }
    }
    if (what.hang) {
      return;
    }
    if (what.abort === true) {
      request.socket.destroy();
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      record.status = 405;
      return send(response, 405, TYPES['.txt'], 'method not allowed');
    }

    let { status, type, body, location } = isOutside || decoded === undefined
      ? await missing()
      : await locate(record.path, rawPath, what.folder && resolve(what.folder));
    if (location) {
      record.status = status;
      response.writeHead(status, { location, 'content-length': 0 });
      response.end();
      return;
    }
    if (what.transform) {
      body = Buffer.from(await what.transform(body.toString('utf8'), record));
    }
    body = what.body === undefined ? body : Buffer.from(what.body);
    type = what.type ?? (what.body === undefined ? type : TYPES['.json']);
    status = what.status ?? (what.body === undefined ? status : 200);
    record.status = status;
    if (type.startsWith('text/html')) {
      body = Buffer.from(withProbe(body.toString('utf8'), `${encodedBase}__probe.js`));
    }
    if (what.abort === 'midway') {
      response.writeHead(status, { 'content-type': type, 'content-length': body.length });
      response.write(body.subarray(0, Math.ceil(body.length / 2)));
      setTimeout(() => request.socket.destroy(), 50);
      return;
    }
    const rest = what.pause ? body.indexOf(what.pause.after) : -1;
    if (rest >= 0) {
      response.writeHead(status, { 'content-type': type, 'content-length': body.length });
      response.write(body.subarray(0, rest));
      await new Promise((done) => setTimeout(done, what.pause.ms));
      response.end(body.subarray(rest));
      return;
    }
    send(response, status, type, request.method === 'HEAD' ? '' : body);
  }

  async function locate(path, rawPath, from = root) {
    const segments = path.split('/').slice(1);
    if (segments.some((segment) => segment === '..' || segment === '.' || /[\0\\]/.test(segment))) {
      return missing();
    }
    const file = join(from, ...segments);
    if (file !== from && !file.startsWith(from + sep)) {
      return missing();
    }
    const found = await stat(file).catch(() => undefined);
    if (found?.isDirectory() && !path.endsWith('/')) {
      return { status: 301, location: `${rawPath}/` };
    }
    const wanted = found?.isDirectory() ? join(file, 'index.html') : path.endsWith('/') ? undefined : file;
    const body = wanted && await readFile(wanted).catch(() => undefined);
    if (body && isEmpty && wanted.endsWith('.html')) {
      return { ...await missing(), status: 200 };
    }
    return body ? { status: 200, type: TYPES[extname(wanted)] ?? 'application/octet-stream', body } : missing();
  }

  async function missing() {
    const body = await readFile(join(root, '404.html')).catch(() => Buffer.from('<!doctype html><p>404'));
    return { status: 404, type: TYPES['.html'], body };
  }

  await new Promise((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${server.address().port}`;

  return {
    origin,
    base,
    folder: root,
    /** The address of a path counted from the base. What is percent-encoded in it stays as it is. */
    url: (path = '/') => origin + encodedBase + path.replace(/^\//, ''),
    get requests() {
      return requests;
    },
    /** The logged requests that fetched something other than pictures, fonts and the like. */
    get fetches() {
      return requests.filter(({ path }) => !/\.(svg|png|jpe?g|webp|avif|ico|woff2|webmanifest|mp4|mp3|vtt)$/.test(path));
    },
    resetRequests() {
      requests = [];
    },
    fault(where, what) {
      const matches = typeof where === 'function' ? where
        : where instanceof RegExp ? ({ path }) => where.test(path)
          : ({ path }) => path === where;
      faults.unshift({ matches, what, left: what.times ?? Infinity });
    },
    clearFaults() {
      faults = [];
    },
    prelude(script) {
      prelude = script;
    },
    /** Back to an honest server with an empty log. */
    reset() {
      faults = [];
      prelude = '';
      requests = [];
    },
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

function send(response, status, type, body) {
  // Cacheable, but asked for again each time, so that the log is complete.
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-cache', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function decodePath(raw) {
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}

/** First of all in the head, so that the probe hears everything and no policy of the page holds for it yet. */
function withProbe(html, address) {
  const tag = `<script src="${address}"></script>`;
  for (const opening of [/<head(\s[^>]*)?>/i, /<html(\s[^>]*)?>/i, /<!doctype[^>]*>/i]) {
    if (opening.test(html)) {
      return html.replace(opening, (found) => found + tag);
    }
  }
  return tag + html;
}
