import { frame } from '../content.server.js';

export const prerender = true;
export const trailingSlash = 'always';
export const load = () => ({ frame: frame() });
