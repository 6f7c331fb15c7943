// The open page's half of `khabar serve --watch`, which alone serves it: no finished site has any of this.
//
// At each save it asks for the page's document anew and changes in the open one what differs: what was scrolled, opened,
// played or focused stays. What only a new document can bring (the site's data, the app, its sheet) loads the page
// again, at the same place. Text is always text: nothing here parses markup, so the site's policy holds as for readers.

const root = document.documentElement;
const own = (name) => `${root.dataset.base}_khabar/${name}`;
const PLACE = 'khabar-watch-place';
const HIDDEN = 'khabar-watch-hidden';

const isArabic = root.lang.startsWith('ar');
const plural = new Intl.PluralRules(isArabic ? 'ar' : 'en');
const counted = (number, forms) => (forms[plural.select(number)] ?? forms.other).replace('#', number);
const WORDS = isArabic ? {
  label: 'ملاحظات على المحتوى',
  here: (number) => counted(number, {
    one: 'ملاحظة واحدة على هذه الصفحة', two: 'ملاحظتان على هذه الصفحة', few: '# ملاحظات على هذه الصفحة', other: '# ملاحظة على هذه الصفحة',
  }),
  elsewhere: (number) => counted(number, {
    one: 'ملاحظة واحدة في صفحات أخرى', two: 'ملاحظتان في صفحات أخرى', few: '# ملاحظات في صفحات أخرى', other: '# ملاحظة في صفحات أخرى',
  }),
  gone: 'لم يعد لهذه الصفحة ملف؛ يبقى هنا آخر ما عُرض منها.',
  hide: 'إخفاء',
} : {
  label: 'Notes on the content',
  here: (number) => counted(number, { one: 'One note on this page', other: '# notes on this page' }),
  elsewhere: (number) => counted(number, { one: 'One note on other pages', other: '# notes on other pages' }),
  gone: 'This page has no file any more; what was last shown of it stays here.',
  hide: 'Hide',
};

let version = document.querySelector('script[data-version]').dataset.version;
let media = {};
let isGone = false;

const stored = (use) => { try { return use(sessionStorage); } catch { return null; } };

// ---------------------------------------------------------------------------------------------
// The page

/** The document of the open address. XMLHttpRequest parses it without running anything of it. */
const fetched = () => new Promise((done) => {
  const request = new XMLHttpRequest();
  request.open('GET', location.href.split('#')[0]);
  request.responseType = 'document';
  request.onload = () => done({ status: request.status, fresh: request.response });
  request.onerror = () => done({});
  request.send();
});

/** Pictures and other files that changed since are asked for under another address, or the browser would keep the old. */
function renew(fresh) {
  for (const element of fresh.querySelectorAll('[src], [srcset], [poster]')) {
    for (const name of ['src', 'srcset', 'poster']) {
      const value = element.getAttribute(name);
      if (value === null) continue;
      const renewed = value.replace(/[^\s,?#]+/g, (address) => {
        let path;
        try { path = decodeURIComponent(address); } catch { return address; }
        const changed = path.startsWith(root.dataset.base) && media[path.slice(root.dataset.base.length)];
        return changed ? `${address}?v=${changed}` : address;
      });
      if (renewed !== value) element.setAttribute(name, renewed);
    }
  }
}

/** What only a document that is loaded anew can change. */
function isOther(fresh) {
  const data = (from) => from.getElementById('site-data')?.textContent;
  const sheet = (from) => from.querySelector('style')?.textContent;
  const next = fresh.documentElement.dataset;
  return data(fresh) !== data(document) || sheet(fresh) !== sheet(document)
    || next.script !== root.dataset.script || next.program !== root.dataset.program;
}

/** The parts of the sheet that the page did not need before; the policy of each document allows them all. */
function dress(fresh) {
  const has = new Set([...document.querySelectorAll('style')].map(({ textContent }) => textContent));
  for (const style of fresh.querySelectorAll('style')) {
    if (!has.has(style.textContent)) document.head.append(document.importNode(style, true));
  }
}

/** Loads the page anew, and comes back to the same place and focus. */
function reload() {
  const steps = [];
  for (let node = document.activeElement; node && node !== document.body && node.parentElement; node = node.parentElement) {
    steps.unshift([...node.parentElement.children].indexOf(node));
  }
  stored((storage) => storage.setItem(PLACE, JSON.stringify({ at: location.href, x: scrollX, y: scrollY, steps })));
  location.reload();
}

function comeBack() {
  const place = stored((storage) => JSON.parse(storage.getItem(PLACE)));
  stored((storage) => storage.removeItem(PLACE));
  if (place?.at !== location.href) return;
  const focused = place.steps.reduce((node, step) => node?.children[step], document.body);
  if (focused && focused !== document.body) focused.focus({ preventScroll: true });
  scrollTo({ left: place.x, top: place.y, behavior: 'instant' });
}

class NeedsDocument extends Error {}

const parts = (node) => [...node.childNodes].filter(({ nodeType }) => nodeType === 1 || nodeType === 3);

/** What goes on by itself in the open page: the clock, the frame of an embed, how long ago something was. */
const isLive = (old, fresh) => old.className === 'masthead-date' || old.querySelector(':scope > iframe')
  || (old.localName === 'time' && old.dateTime === fresh.dateTime);

/** Makes an open element like a fresh one, and touches nothing that is alike already. */
function morph(old, fresh) {
  if (old.nodeType === 3) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  if (isLive(old, fresh)) return;
  for (const { name, value } of fresh.attributes) {
    if (name !== 'open' && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (name !== 'open' && name !== 'tabindex' && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  // The app holds on to the frame and to the page as a whole: there nothing may come or go.
  const mayChange = Boolean(old.closest('main > *'));
  const [before, after] = [parts(old), parts(fresh)];
  let [from, at] = [0, 0];
  for (const [next, come] of [...after.entries(), [after.length]]) {
    const gone = come ? before.findIndex((node, index) => index >= from && isAlike(node, come)) : before.length;
    if (gone < 0) continue;
    fill(old, before.slice(from, gone), after.slice(at, next), before[gone] ?? null, mayChange);
    if (come && !before[gone].isEqualNode(come)) morph(before[gone], come);
    [from, at] = [gone + 1, next + 1];
  }
}

/** Whether two nodes say the same, whatever became of the open one meanwhile. */
const isAlike = (old, fresh) => old.nodeName === fresh.nodeName && old.textContent === fresh.textContent && isAlikeEmpty(old, fresh);

/** What has no words of its own, as a picture or a rule, is known by what it shows. */
const isAlikeEmpty = (old, fresh) => old.textContent !== '' || old.isEqualNode(fresh);

/** What lies between two nodes that stayed: one becomes the other where it can, the rest comes or goes. */
function fill(parent, olds, news, behind, mayChange) {
  for (let index = 0; index < Math.max(olds.length, news.length); index += 1) {
    const [gone, come] = [olds[index], news[index]];
    if (gone && come && gone.nodeName === come.nodeName) {
      morph(gone, come);
    } else if (!mayChange) {
      throw new NeedsDocument();
    } else if (!come) {
      gone.remove();
    } else if (!gone) {
      parent.insertBefore(document.importNode(come, true), behind);
    } else {
      gone.replaceWith(document.importNode(come, true));
    }
  }
}

let isAtWork = false;
let isWanted = false;

async function follow() {
  isWanted = true;
  if (isAtWork) return;
  isAtWork = true;
  while (isWanted) {
    isWanted = false;
    const { status, fresh } = await fetched();
    isGone = status === 404;
    if (fresh && !isGone) {
      renew(fresh);
      const [old, page] = [document, fresh].map((of) => of.getElementById('khabar'));
      try {
        if (!old || !page || isOther(fresh)) throw new NeedsDocument();
        dress(fresh);
        morph(old, page);
        document.title = fresh.title;
      } catch (error) {
        if (!(error instanceof NeedsDocument)) throw error;
        return reload();
      }
    }
    await tell();
  }
  isAtWork = false;
}

// ---------------------------------------------------------------------------------------------
// What the check says

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter(Boolean));
  return element;
}

// The messages are those of the command line, in English.
const note = ({ level, place, rule, path, message, mend, page }) => make('li', { 'data-level': level, lang: 'en', dir: 'ltr' },
  page ? make('a', { href: page }, make('code', {}, place)) : make('code', {}, place),
  make('span', { class: 'khabar-watch-rule' }, `${level}[${rule}]${path ? ` ${path}` : ''}`),
  make('p', {}, message),
  mend && make('p', { class: 'khabar-watch-mend' }, mend));

const list = (notes) => make('ul', {}, ...notes.map(note));

let panel;
let told = '';

async function tell() {
  let text;
  try {
    text = await (await fetch(own(`page?path=${encodeURIComponent(location.pathname)}`))).text();
  } catch {
    return;
  }
  const notes = JSON.parse(text);
  text += isGone;
  if (text === told) return;
  told = text;
  const hadFocus = panel?.contains(document.activeElement);
  const wasOpen = panel?.querySelector('details')?.open;
  const wasBad = panel?.dataset.level === 'error';
  panel?.remove();
  panel = undefined;
  const isHidden = stored((storage) => storage.getItem(HIDDEN)) === text;
  if (isHidden || (notes.here.length === 0 && notes.elsewhere.length === 0 && !isGone)) return;
  const hide = make('button', { type: 'button' }, WORDS.hide);
  const summary = make('summary', {}, isGone ? WORDS.gone : notes.here.length > 0 ? WORDS.here(notes.here.length) : WORDS.elsewhere(notes.n_elsewhere));
  const isBad = notes.here.some(({ level }) => level === 'error');
  const elsewhere = notes.elsewhere.length > 0 && notes.here.length > 0
    && make('p', {}, WORDS.elsewhere(notes.n_elsewhere));
  const details = make('details', {}, summary, notes.here.length > 0 && list(notes.here), elsewhere, notes.elsewhere.length > 0 && list(notes.elsewhere));
  // What broke just now is not to be looked for.
  details.open = (isBad && !wasBad) || (wasOpen ?? false);
  panel = make('aside', { id: 'khabar-watch', 'aria-label': WORDS.label, 'data-level': isBad ? 'error' : 'warning', dir: isArabic ? 'rtl' : 'ltr' },
    details, hide);
  hide.addEventListener('click', () => {
    stored((storage) => storage.setItem(HIDDEN, text));
    panel.remove();
    panel = undefined;
  });
  document.body.append(panel);
  if (hadFocus) summary.focus({ preventScroll: true });
  status.textContent = summary.textContent;
}

const status = make('div', { id: 'khabar-watch-status', role: 'status' });
document.body.append(status);

// ---------------------------------------------------------------------------------------------
// Listening

let source;

function listen() {
  if (source) return;
  source = new EventSource(own('events'));
  source.addEventListener('message', ({ data }) => {
    const said = JSON.parse(data);
    media = said.media;
    if (String(said.version) === version) return;
    version = String(said.version);
    follow();
  });
}

function rest() {
  source?.close();
  source = undefined;
}

// A browser has six connections for a site: a page that nobody sees holds none.
const attend = () => (document.hidden ? rest() : listen());
document.addEventListener('visibilitychange', attend);
addEventListener('pagehide', rest);
addEventListener('pageshow', attend);
attend();

// The app goes from page to page without a document: it may have kept what was saved over since.
let shown = location.pathname;
new MutationObserver(() => {
  if (location.pathname === shown) return;
  shown = location.pathname;
  follow();
}).observe(document.head, { childList: true, subtree: true, characterData: true });

if (document.readyState === 'complete') comeBack();
else addEventListener('load', comeBack, { once: true });
tell();
