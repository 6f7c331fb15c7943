import { error } from '@sveltejs/kit';
import { article, articleEntries } from '../../../content.server.js';

export const entries = articleEntries;

export function load({ params }) {
  const { sponsors, ...page } = article(params.slug) ?? error(404);
  return { article: page, sponsors };
}
