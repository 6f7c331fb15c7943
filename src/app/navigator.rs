//! From one page to the next within the open document, as a browser's own navigation would go.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::{ReadUntracked, Set};

use super::Shown;
use super::shelf::{FRESH_MILLIS, Shelf};
use crate::address::Address;
use crate::components::{RELOAD, RETRY, SHOW_EMBED, currency};
use crate::edition::dates;
use crate::model::Instant;
use crate::pages::{Cause, Context, Head, Page, ProblemPage};
use crate::platform::{self, LinkEvent, Location, PageNode, Timer};
use crate::source::{PageData, SourceError};

/// How long a page may take before the reader is told that it is on its way, in milliseconds.
const PATIENCE_MILLIS: u32 = 150;

/// How long a pointer or the focus rests on a link before its page is fetched ahead, in milliseconds.
const INTENT_MILLIS: u32 = 50;

/// How long a frame of another site may take before the reader is offered its link again, in milliseconds.
const FRAME_PATIENCE_MILLIS: u32 = 10_000;

/// What a page is shown for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// The document was opened.
    Open,
    /// The reader asked for the same page again.
    Retry,
    /// A link was followed.
    Link,
    /// Back or forward.
    History,
}

/// The page that the document came with. It is kept as it stands, with all that the reader did to it: to come back
/// to it needs no data and draws nothing.
struct Opened {
    path: String,
    branch: String,
    head: Head,
    node: PageNode,
    since: i64,
}

/// Goes from page to page.
pub(super) struct Navigator {
    context: Arc<Context>,
    shown: Shown,
    /// The path of the page that is shown, base path included.
    path: RefCell<String>,
    /// The page that the document came with.
    opened: RefCell<Option<Opened>>,
    shelf: Rc<Shelf>,
    /// Counts the ways that were begun: only the last one may end in a page.
    turn: Cell<u32>,
    /// The page that is waited for.
    awaited: RefCell<Option<String>>,
    /// The history entry that the reader is at.
    key: Cell<i64>,
    /// The history entry whose page is drawn: how far it is scrolled belongs to this one. While a page is on
    /// its way the two differ.
    drawn: Cell<Option<i64>>,
    scrolls: RefCell<Scrolls>,
    intent: RefCell<Option<Timer>>,
}

impl Navigator {
    pub(super) fn new(context: Arc<Context>, shown: Shown) -> Rc<Self> {
        Rc::new(Self {
            context,
            shown,
            path: RefCell::default(),
            opened: RefCell::default(),
            shelf: Rc::default(),
            turn: Cell::new(0),
            awaited: RefCell::new(None),
            key: Cell::new(0),
            drawn: Cell::new(None),
            scrolls: RefCell::new(Scrolls::remembered()),
            intent: RefCell::new(None),
        })
    }

    /// Shows the page that the document was opened at, and begins to listen.
    pub(super) fn start(self: &Rc<Self>) {
        platform::take_scrolling(true);
        let key = platform::history_key().unwrap_or_else(platform::now_millis);
        self.key.set(key);
        platform::replace_history(&platform::location(), key);
        let this = self.clone();
        platform::on_link_click(move |link| this.follow(link));
        let this = self.clone();
        platform::on_link_intent(move |link| this.expect(link));
        let this = self.clone();
        platform::on_act(move |act, on| match act {
            RETRY => this.go(platform::location(), Way::Retry),
            RELOAD => platform::reload(),
            SHOW_EMBED => on.show_frame(FRAME_PATIENCE_MILLIS, this.context.site.edition.words.embed_failed),
            _ => {}
        });
        let this = self.clone();
        platform::on_history(move || this.travel());
        let this = self.clone();
        platform::on_leaving(move || {
            this.note_scroll();
            this.scrolls.borrow().remember();
            platform::take_scrolling(false);
        });
        let this = self.clone();
        platform::on_return(move || {
            platform::take_scrolling(true);
            // Not every browser brings the position back with the page.
            let position = this.drawn.get().and_then(|key| this.scrolls.borrow().of(key));
            if let Some(position) = position {
                platform::scroll_to(position);
            }
        });
        let location = platform::location();
        match (platform::drawn_page(), self.page_path(&location.path)) {
            (Some(node), Some(path)) => {
                // The page is there, as a reader has it before them: nothing is asked for and nothing drawn.
                let head = Head {
                    title: platform::title(),
                    description: platform::attribute("meta[name=description]", "content"),
                    canonical: platform::attribute("link[rel=canonical]", "href"),
                };
                let branch = platform::attribute(".navigation [aria-current=true]", "href");
                self.path.replace(path.clone());
                self.drawn.set(Some(key));
                // Not every browser brings the place back when a document is loaded anew.
                if let Some(position) = self.scrolls.borrow().of(key).filter(|_| platform::scroll_position() == (0, 0))
                {
                    platform::scroll_to(position);
                }
                self.opened.replace(Some(Opened { path, branch, head, node, since: platform::now_millis() }));
            }
            _ => self.go(location, Way::Open),
        }
    }

    /// Follows a link, if it leads to a page that this site could have.
    fn follow(self: &Rc<Self>, link: &LinkEvent) -> bool {
        let location = &link.location;
        if link.is_within_page {
            // The browser jumps there itself; back must lead to where the reader was.
            self.note_scroll();
            return false;
        }
        if self.context.addresses.parse(&location.path) == Address::Unknown {
            return false;
        }
        self.go(location.clone(), Way::Link);
        true
    }

    /// Fetches ahead what a reader is about to ask for.
    fn expect(self: &Rc<Self>, link: Option<&LinkEvent>) {
        self.intent.replace(None);
        let path = link.filter(|link| !link.is_within_page).and_then(|link| self.page_path(&link.location.path));
        let Some(path) = path.filter(|path| !self.shelf.knows(path)) else { return };
        if platform::saves_data() || path == *self.path.borrow() {
            return;
        }
        let shelf = self.shelf.clone();
        let timer = platform::after(INTENT_MILLIS, move || {
            if !shelf.knows(&path) {
                let request = shelf.request(&path);
                leptos::task::spawn_local(async move {
                    let _ = request.await;
                });
            }
        });
        self.intent.replace(Some(timer));
    }

    /// Goes where the browser's history went.
    fn travel(self: &Rc<Self>) {
        let location = platform::location();
        let key = match platform::history_key() {
            Some(key) => {
                self.note_scroll();
                key
            }
            None => {
                // The browser made this entry itself, for a place within the page, and has jumped already.
                let key = self.new_key();
                platform::replace_history(&location, key);
                key
            }
        };
        self.key.set(key);
        let path = self.page_path(&location.path).unwrap_or_else(|| location.path.clone());
        if path == *self.path.borrow() {
            self.turn.set(self.turn.get() + 1);
            self.end_waiting(None);
            self.drawn.set(Some(key));
            match self.scrolls.borrow().of(key) {
                Some(position) => platform::scroll_to(position),
                None => {
                    platform::scroll_to_hash();
                }
            }
            return;
        }
        self.go(location, Way::History);
    }

    /// The one form of a page's path, base path included; none for a path that cannot be a page's.
    fn page_path(&self, path: &str) -> Option<String> {
        let address = self.context.addresses.parse(path);
        self.context.addresses.path(&address).map(|path| self.context.site.href(&path))
    }

    fn go(self: &Rc<Self>, location: Location, way: Way) {
        let turn = self.turn.get() + 1;
        self.turn.set(turn);
        self.intent.replace(None);
        let Some(path) = self.page_path(&location.path) else {
            self.end_waiting(None);
            let page = problem_page(Cause::NotFound);
            return self.show(page, location.path.clone(), &location, way);
        };
        self.end_waiting(Some(&path));
        if self.has_opened(&path, way) {
            return self.reopen(&path, &location, way);
        }
        let here = match way {
            Way::History => self.shelf.kept(&path),
            Way::Link => self.shelf.fresh(&path),
            Way::Open | Way::Retry => None,
        };
        if let Some(data) = here {
            let page = self.page(&data, &path);
            return self.show(page, path, &location, way);
        }
        self.awaited.replace(Some(path.clone()));
        let this = self.clone();
        leptos::task::spawn_local(async move {
            let _patience = platform::after(PATIENCE_MILLIS, {
                let shown = this.shown;
                move || shown.is_loading.set(true)
            });
            let result = this.shelf.request(&path).await;
            if this.turn.get() != turn {
                return;
            }
            this.awaited.replace(None);
            let page = match result {
                Ok(data) => this.page(&data, &path),
                Err(error) if this.loads_fully(&error) => {
                    platform::log_error(&format!("Khabar: {path}: {error}"));
                    return platform::load(&location, way == Way::Link);
                }
                Err(error) => this.problem(&error, &path),
            };
            this.show(page, path, &location, way);
        });
    }

    /// Whether a page whose data cannot be had is left to the browser: where pages stand in their documents, the one
    /// that was asked for may do so although its data is gone, broken or of another build. Not so while the network
    /// is gone: then this page is all that the reader has.
    fn loads_fully(&self, error: &SourceError) -> bool {
        self.opened.borrow().is_some() && !matches!(error, SourceError::Network(_) | SourceError::Aborted)
    }

    /// Stops waiting for another page than the one that is asked for now.
    fn end_waiting(&self, wanted: Option<&str>) {
        self.shown.is_loading.set(false);
        if let Some(path) = self.awaited.take().filter(|path| Some(path.as_str()) != wanted) {
            self.shelf.take_back(&path);
        }
    }

    fn page(&self, data: &Arc<PageData>, path: &str) -> Page {
        Page::from_data(&self.context, data.clone()).unwrap_or_else(|| {
            platform::log_error(&format!("Khabar: {path}: $: the data does not make a page"));
            self.shelf.forget(path);
            problem_page(Cause::Broken)
        })
    }

    fn problem(&self, error: &SourceError, path: &str) -> Page {
        platform::log_error(&format!("Khabar: {path}: {error}"));
        problem_page(Cause::from(error))
    }

    /// Puts a page before the reader: address, words, head, focus, place in the page.
    fn show(self: &Rc<Self>, page: Page, path: String, location: &Location, way: Way) {
        self.shown.is_loading.set(false);
        if way == Way::Link {
            self.leave(location, &path);
        }
        let cause = match &page {
            Page::Problem(problem) => Some(problem.cause),
            _ => None,
        };
        let (head, branch) = (page.head(&self.context), page.branch(&self.context));
        self.put(Some(Arc::new(page)), path, &branch, &head);
        let this = self.clone();
        leptos::task::spawn_local(async move {
            // The page is drawn in a task of its own, which this one waits for.
            leptos::task::tick().await;
            this.arrive(way, head.title);
            if let Some(cause) = cause {
                this.offer_latest(cause).await;
            }
        });
    }

    /// Whether a path is that of the page that the document came with, and this way leads back to it.
    fn has_opened(&self, path: &str, way: Way) -> bool {
        let is_young = |since| (0..FRESH_MILLIS).contains(&(platform::now_millis() - since));
        let opened = self.opened.borrow();
        opened.as_ref().is_some_and(|opened| {
            opened.path == path && (way == Way::History || way == Way::Link && is_young(opened.since))
        })
    }

    /// Shows the page that the document came with once more.
    fn reopen(self: &Rc<Self>, path: &str, location: &Location, way: Way) {
        let Some((branch, head)) =
            self.opened.borrow().as_ref().map(|opened| (opened.branch.clone(), opened.head.clone()))
        else {
            return;
        };
        self.shown.is_loading.set(false);
        if way == Way::Link {
            self.leave(location, path);
        }
        self.put(None, path.to_owned(), &branch, &head);
        let this = self.clone();
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            if let Some(opened) = this.opened.borrow_mut().as_mut() {
                opened.node.bring_back();
            }
            this.arrive(way, head.title);
        });
    }

    /// Puts a page into the frame, and what belongs to it into menu and head.
    fn put(&self, page: Option<Arc<Page>>, path: String, branch: &str, head: &Head) {
        self.drawn.set(Some(self.key.get()));
        // A page that is there already is not drawn anew.
        if page.is_some() || self.shown.page.read_untracked().is_some() {
            self.shown.page.set(page);
        }
        platform::mark_menu(|href| currency(href, &path, branch));
        platform::set_head(&head.title, &head.description, &head.canonical);
        self.path.replace(path);
    }

    /// Leaves the history entry that is shown for a new one.
    fn leave(&self, location: &Location, path: &str) {
        self.note_scroll();
        let location = Location { path: path.to_owned(), ..location.clone() };
        if path == *self.path.borrow() {
            // As a browser does for a link to the page itself.
            return platform::replace_history(&location, self.key.get());
        }
        let key = self.new_key();
        platform::push_history(&location, key);
        self.key.set(key);
    }

    /// Remembers how far the drawn page is scrolled.
    fn note_scroll(&self) {
        if let Some(key) = self.drawn.get() {
            self.scrolls.borrow_mut().note(key, platform::scroll_position());
        }
    }

    /// A key that no entry of this tab has.
    fn new_key(&self) -> i64 {
        platform::now_millis().max(self.key.get() + 1)
    }

    /// What a reader expects when a new page has come.
    fn arrive(&self, way: Way, title: String) {
        let position = self.scrolls.borrow().of(self.key.get());
        match (way, position) {
            (Way::Link | Way::Retry, _) => {
                if !platform::scroll_to_hash() {
                    platform::scroll_to((0, 0));
                }
            }
            (Way::Open | Way::History, Some(position)) => platform::scroll_to(position),
            (Way::Open | Way::History, None) => {
                platform::scroll_to_hash();
            }
        }
        self.refresh_times();
        if way != Way::Open {
            platform::focus_headline();
            self.shown.announcement.set(title);
        }
    }

    /// Says in lists how long ago something was, now that the page has come to life.
    pub(super) fn refresh_times(&self) {
        let edition = &self.context.site.edition;
        let now = Instant::from_millis(platform::now_millis());
        platform::rewrite_times(".teaser-meta time", |machine_readable| {
            let instant = Instant::parse(machine_readable)?;
            Some(dates::relative(edition, instant, now).unwrap_or_else(|| dates::timestamp(edition, instant)))
        });
    }

    /// Gets the latest news for a page that has nothing else to offer.
    async fn offer_latest(&self, cause: Cause) {
        let turn = self.turn.get();
        let front = self.context.site.base.clone();
        let data = match self.shelf.kept(&front) {
            Some(data) => Ok(data),
            None => self.shelf.request(&front).await,
        };
        // Without them the page still says what happened, and leads to the front.
        if let Ok(front) = data
            && self.turn.get() == turn
        {
            let had_focus = platform::headline_has_focus();
            self.shown.page.set(Some(Arc::new(Page::Problem(ProblemPage { cause, front: Some(front) }))));
            leptos::task::tick().await;
            self.refresh_times();
            if had_focus {
                // The headline that had the focus was drawn anew with the rest.
                platform::focus_headline();
            }
        }
    }
}

fn problem_page(cause: Cause) -> Page {
    Page::Problem(ProblemPage { cause, front: None })
}

/// How far down each history entry was scrolled, kept over a reload.
struct Scrolls(Vec<(i64, (i32, i32))>);

impl Scrolls {
    const NAME: &str = "khabar-scroll";

    /// How many entries are kept.
    const MOST: usize = 50;

    fn remembered() -> Self {
        let text = platform::session_get(Self::NAME).unwrap_or_default();
        let entry = |entry: &str| {
            let mut numbers = entry.split(',');
            let mut next = || numbers.next().and_then(|number| number.parse::<i64>().ok());
            let (key, x, y) = (next()?, next()?, next()?);
            Some((key, (i32::try_from(x).ok()?, i32::try_from(y).ok()?)))
        };
        Self(text.split(';').filter_map(entry).collect())
    }

    fn remember(&self) {
        let entries: Vec<String> = self.0.iter().map(|(key, (x, y))| format!("{key},{x},{y}")).collect();
        platform::session_set(Self::NAME, &entries.join(";"));
    }

    fn of(&self, key: i64) -> Option<(i32, i32)> {
        self.0.iter().find(|(other, _)| *other == key).map(|(_, position)| *position)
    }

    fn note(&mut self, key: i64, position: (i32, i32)) {
        self.0.retain(|(other, _)| *other != key);
        if self.0.len() >= Self::MOST {
            self.0.remove(0);
        }
        self.0.push((key, position));
    }
}
