// Browser processes: found, started once for all pages that can share them, and ended with the test file.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const processes = new Map();

/** The process for `key`, started at its first use. */
export function shared(key, start) {
  if (!processes.has(key)) {
    const starting = start();
    processes.set(key, starting);
    starting.catch(() => processes.delete(key));
  }
  return processes.get(key);
}

/**
 * Process groups to end when the test file ends in any way. puppeteer has a listener of its own, which
 * forgets every second browser.
 */
export const groups = new Set();

export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

process.once('exit', () => {
  for (const pid of groups) {
    signalGroup(pid, 'SIGKILL');
  }
});
// Without a listener these end the process, and its exit is not heard.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => process.exit(1));
}

/**
 * How long a browser may take to start, in milliseconds: right after a build, while its files are still on
 * their way to the disk, three browsers that start for the first time were seen to take over half a minute.
 */
export const START_MILLIS = 120_000;

/** Ends one process, which the next page that asks for its kind starts anew. */
export async function end(process) {
  for (const [key, starting] of processes) {
    if (await starting === process) {
      processes.delete(key);
    }
  }
  await process.stop();
}

/** Ends every browser process that this test file started. */
export async function closeAll() {
  await Promise.allSettled([...processes.values()].map(async (starting) => end(await starting)));
}

/** The program called one of `names`, or the one that the setting `override` names. */
export function find(names, override, hint) {
  const asked = process.env[override];
  if (asked) {
    return asked;
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const name of names) {
    const candidates = name.includes('/') ? [name] : folders.map((folder) => join(folder, name));
    const found = candidates.find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
    if (found) {
      return found;
    }
  }
  throw new Error(`None of ${names.join(', ')} was found. Install it (${hint}), or name it in ${override}.`);
}
