import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));
// The command says where the site goes, and whether its sheet stands in the pages.
const out = process.env.BENCH_OUT ?? `${root}target/bench/sveltekit`;
const isInlined = process.env.BENCH_INLINED === '1';

/** The sheets of Khabar as one, in its order. */
function sheet() {
  const names = readdirSync(`${root}style`).filter((name) => name.endsWith('.css') && name !== 'main.css').sort();
  const sheets = ['main.css', ...names].map((name) => readFileSync(`${root}style/${name}`, 'utf8'));
  const { accent } = JSON.parse(readFileSync(`${root}public/site.json`, 'utf8'));
  // The sheet lies elsewhere here, so the fonts' addresses begin at the site's root.
  return `${sheets.join('\n').replaceAll('url("fonts/', 'url("/fonts/')}\n:root { --accent: ${accent}; }\n`;
}

export default defineConfig({
  plugins: [
    {
      name: 'khabar-sheet',
      resolveId: (id) => (id === 'virtual:khabar.css' ? '\0khabar.css' : undefined),
      load: (id) => (id === '\0khabar.css' ? sheet() : undefined),
    },
    sveltekit({
      adapter: adapter({ pages: out }),
      files: { assets: `${root}public` },
      inlineStyleThreshold: isInlined ? Infinity : 0,
      paths: { relative: false },
      // The pages that are measured and all stories; what else they link to is not built.
      prerender: { crawl: false },
    }),
  ],
});
