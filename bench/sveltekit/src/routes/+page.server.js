import { front } from '../content.server.js';

export function load() {
  const { sponsors, ...page } = front();
  return { front: page, sponsors };
}
