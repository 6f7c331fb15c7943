// The same newsroom for Hugo: stories, sections, topics and authors with their lists and feeds, in plain templates.

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LAYOUTS = {
  '_default/baseof.html': `<!doctype html>
<html lang="ar-KW" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} - {{ site.Title }}</title>
<meta name="description" content="{{ .Params.standfirst }}">
<link rel="canonical" href="{{ .Permalink }}">
<link rel="stylesheet" href="/khabar.css">
</head>
<body>
<header class="masthead"><a class="nameplate" href="/">{{ site.Title }}</a>
<nav class="navigation"><ul>{{ range site.Params.sections }}<li><a href="/section/{{ .slug }}/">{{ .name }}</a></li>{{ end }}</ul></nav></header>
<main class="main" id="main">{{ block "main" . }}{{ end }}</main>
<footer class="footer"><p class="footer-copyright">© 2026 {{ site.Title }}</p></footer>
</body>
</html>
`,
  'partials/teaser.html': `<li class="teaser">{{ with .Params.image }}<img class="teaser-image" src="{{ .url }}" width="{{ .width }}" height="{{ .height }}" alt="" loading="lazy">{{ end }}
<div class="teaser-text"><p class="kicker">{{ .Params.kicker }}</p><h2 class="teaser-headline"><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p class="teaser-standfirst">{{ .Params.standfirst }}</p><p class="teaser-meta"><time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2006-01-02 15:04" }}</time></p></div></li>
`,
  '_default/single.html': `{{ define "main" }}<article class="article"><header class="article-header"><p class="kicker">{{ .Params.kicker }}</p>
<h1 class="headline">{{ .Title }}</h1><p class="standfirst">{{ .Params.standfirst }}</p>
<p class="timestamp"><time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2006-01-02 15:04" }}</time></p></header>
{{ with .Params.image }}<figure class="figure"><img class="figure-image" src="{{ .url }}" width="{{ .width }}" height="{{ .height }}" alt="{{ .alt }}"></figure>{{ end }}
<div class="body">{{ .Content }}</div>
<nav class="topics"><ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav></article>
{{ with site.RegularPages.Related . | first 6 }}<section class="related-articles"><ul class="teaser-list">{{ range . }}{{ partial "teaser.html" . }}{{ end }}</ul></section>{{ end }}{{ end }}
`,
  '_default/list.html': `{{ define "main" }}<h1 class="page-title">{{ .Title }}</h1><ul class="teaser-list">{{ range (.Paginate .Pages.ByDate.Reverse 60).Pages }}{{ partial "teaser.html" . }}{{ end }}</ul>
{{ range .Paginator.Pagers }}<a href="{{ .URL }}">{{ .PageNumber }}</a> {{ end }}{{ end }}
`,
  '_default/terms.html': `{{ define "main" }}<h1 class="page-title">{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
`,
  'index.html': `{{ define "main" }}<ul class="teaser-list">{{ range first 40 site.RegularPages.ByDate.Reverse }}{{ partial "teaser.html" . }}{{ end }}</ul>{{ end }}
`,
};

/** Writes a site for Hugo of that version (`v0.111.3`), with the content in `from`, to `to`. */
export function writeHugo(from, to, version) {
  // What the length of a page of a list is called changed with 0.128.
  const pages = Number(version.split('.')[1]) < 128 ? { paginate: 60 } : { pagination: { pagerSize: 60 } };
  rmSync(to, { recursive: true, force: true });
  const write = (name, text) => {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    writeFileSync(join(to, name), text);
  };
  for (const [name, layout] of Object.entries(LAYOUTS)) {
    write(`layouts/${name}`, layout);
  }
  const site = JSON.parse(readFileSync(join(from, 'site.json'), 'utf8'));
  const edition = site.editions[site.default_edition];
  write('config.json', JSON.stringify({
    baseURL: site.base_url, title: edition.name, languageCode: edition.language, timeZone: edition.time_zone, ...pages,
    taxonomies: { tag: 'tags', author: 'authors', section: 'section' }, permalinks: { article: '/article/:slug/' },
    rssLimit: 50, params: { sections: edition.sections }, buildFuture: true,
    related: { threshold: 0, includeNewer: false, indices: [{ name: 'tags', weight: 100 }, { name: 'section', weight: 50 }] },
  }));
  for (const name of readdirSync(join(from, 'articles'))) {
    const article = JSON.parse(readFileSync(join(from, 'articles', name), 'utf8'));
    const front = {
      title: article.headline, slug: name.replace('.json', ''), date: article.date_published, kicker: article.kicker,
      standfirst: article.standfirst, section: [article.article_section], tags: article.keywords,
      authors: article.authors.map((author) => author.name), image: article.lead_image,
    };
    const body = article.body.map((block) => {
      switch (block.type) {
        case undefined: return block;
        case 'heading': return `## ${block.text}`;
        case 'list': return block.items.map((item) => `- ${item}`).join('\n');
        case 'quote': return `> ${block.body[0]}`;
        case 'figure': return `![${block.image.alt}](${block.image.url})`;
        case 'read_also': return block.articles.map((slug) => `[${slug}](/article/${slug}/)`).join('\n');
        default: return '';
      }
    });
    write(`content/article/${name.replace('.json', '.md')}`, `${JSON.stringify(front)}\n\n${body.join('\n\n')}\n`);
  }
}
