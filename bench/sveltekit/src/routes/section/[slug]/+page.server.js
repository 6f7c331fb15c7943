import { error } from '@sveltejs/kit';
import { section, sectionEntries } from '../../../content.server.js';

export const entries = sectionEntries;

export function load({ params }) {
  const { sponsors, ...page } = section(params.slug) ?? error(404);
  return { section: page, sponsors };
}
