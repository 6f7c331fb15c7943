//! From one page to the next within the open document, as a browser's own navigation would go.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::Set;
use leptos::tachys::renderer::types;

use super::shelf::{FRESH_MILLIS, Shelf};
use super::{Shown, under_masthead};
use crate::address::Address;
use crate::components::{RELOAD, RETRY, SHOW_EMBED, currency};
use crate::edition::dates;
use crate::model::Instant;
use crate::pages::{Cause, Context, Head, Page, ProblemPage};
use crate::platform::{self, LinkEvent, Location, Timer};
use crate::source::{PageData, SourceError};

/// How long a page may take before the reader is told that it is on its way, in milliseconds.
const PATIENCE_MILLIS: u32 = 150;

/// How long a pointer or the focus rests on a link before its page is fetched ahead, in milliseconds.
const INTENT_MILLIS: u32 = 50;

/// How long after a page came its title is announced, in milliseconds: first it is painted.
const BREATH_MILLIS: u32 = 50;

/// How long a reader stays at a place in the page before what its links lead to is fetched ahead, in milliseconds.
const REST_MILLIS: u32 = 1_000;

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

/// A page that was drawn.
#[derive(Clone)]
struct View {
    /// What is wrong, if it says that.
    cause: Option<Cause>,
    branch: String,
    head: Head,
    node: types::Element,
}

/// The page that the document came with. It is kept as it stands, with all that the reader did to it: to come back
/// to it needs no data and draws nothing.
struct Opened {
    path: String,
    view: View,
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
    /// The page that the reader is about to ask for, drawn ahead of the data beside it.
    ready: RefCell<Option<(Arc<PageData>, View)>>,
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
    /// The page that the reader pointed at last.
    wanted: RefCell<String>,
    /// Ends when the reader has stayed at a place.
    rest: RefCell<Option<Timer>>,
    /// What is said of a page that has come.
    announcement: RefCell<Option<Timer>>,
}

impl Navigator {
    pub(super) fn new(context: Arc<Context>, shown: Shown) -> Rc<Self> {
        Rc::new(Self {
            context,
            shown,
            path: RefCell::default(),
            opened: RefCell::default(),
            ready: RefCell::default(),
            shelf: Rc::default(),
            turn: Cell::new(0),
            awaited: RefCell::new(None),
            key: Cell::new(0),
            drawn: Cell::new(None),
            scrolls: RefCell::new(Scrolls::remembered()),
            intent: RefCell::default(),
            wanted: RefCell::default(),
            rest: RefCell::default(),
            announcement: RefCell::default(),
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
        platform::on_scroll(move || this.look_around());
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
        let node = platform::page_node().filter(|_| platform::is_drawn());
        match (node, self.page_path(&location.path)) {
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
                let view = View { cause: None, branch, head, node };
                self.opened.replace(Some(Opened { path, view, since: platform::now_millis() }));
                self.look_around();
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

    /// Fetches ahead what a reader is about to ask for, and draws it.
    fn expect(self: &Rc<Self>, link: Option<&LinkEvent>) {
        if self.intent.replace(None).is_some() {
            self.look_around();
        }
        let path = link.filter(|link| !link.is_within_page).and_then(|link| self.page_path(&link.location.path));
        let Some(path) = path.filter(|path| *path != *self.path.borrow()) else { return };
        let this = self.clone();
        let timer = platform::after(INTENT_MILLIS, move || {
            if this.opened_view(&path, Way::Link).is_some() {
                return;
            }
            let turn = this.turn.get();
            this.wanted.replace(path.clone());
            leptos::task::spawn_local(async move {
                let data = match this.shelf.fresh(&path) {
                    None if !platform::saves_data() => this.shelf.request(&path).await.ok(),
                    data => data,
                };
                if let Some(data) = data
                    && this.turn.get() == turn
                    && *this.wanted.borrow() == path
                {
                    let view = this.view(&data, &path);
                    this.ready.replace(Some((data, view)));
                }
            });
        });
        self.intent.replace(Some(timer));
    }

    /// Once the reader has come to rest, fetches the articles ahead that they could ask for from there.
    fn look_around(self: &Rc<Self>) {
        if !platform::saves_data() {
            let this = self.clone();
            let rest = platform::after(REST_MILLIS, move || platform::when_idle(move || this.fetch_near()));
            self.rest.replace(Some(rest));
        }
    }

    /// Fetches one of the articles that links near what is seen lead to, and then the next.
    fn fetch_near(self: &Rc<Self>) {
        // A reader at a link is about to ask for that one.
        if self.intent.borrow().is_some() {
            return;
        }
        let is_wanted = |path: &String| !self.shelf.knows(path) && self.opened_view(path, Way::History).is_none();
        let near = platform::paths_near("main a[href]").into_iter().find_map(|path| {
            let address = self.context.addresses.parse(&path);
            matches!(address, Address::Article(..)).then(|| self.page_path(&path)).flatten().filter(is_wanted)
        });
        let Some(path) = near else { return };
        let (this, turn) = (self.clone(), self.turn.get());
        leptos::task::spawn_local(async move {
            if this.shelf.request(&path).await.is_ok() && this.turn.get() == turn {
                platform::when_idle(move || this.fetch_near());
            }
        });
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
            let view = self.draw(&problem_page(Cause::NotFound));
            return self.show(view, location.path.clone(), &location, way);
        };
        self.end_waiting(Some(&path));
        let here = self.opened_view(&path, way).or_else(|| {
            let data = match way {
                Way::History => self.shelf.kept(&path),
                Way::Link => self.shelf.fresh(&path),
                Way::Open | Way::Retry => None,
            };
            data.map(|data| self.view(&data, &path))
        });
        if let Some(view) = here {
            return self.show(view, path, &location, way);
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
            let view = match result {
                Ok(data) => this.view(&data, &path),
                Err(error) if this.loads_fully(&error) => {
                    platform::log_error(&format!("Khabar: {path}: {error}"));
                    return platform::load(&location, way == Way::Link);
                }
                Err(error) => {
                    platform::log_error(&format!("Khabar: {path}: {error}"));
                    this.draw(&problem_page(Cause::from(&error)))
                }
            };
            this.show(view, path, &location, way);
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

    /// The page of some data, drawn ahead where it is.
    fn view(&self, data: &Arc<PageData>, path: &str) -> View {
        if let Some((of, view)) = self.ready.take()
            && Arc::ptr_eq(&of, data)
        {
            return view;
        }
        let page = Page::from_data(&self.context, data.clone()).unwrap_or_else(|| {
            platform::log_error(&format!("Khabar: {path}: $: the data does not make a page"));
            self.shelf.forget(path);
            problem_page(Cause::Broken)
        });
        self.draw(&page)
    }

    fn draw(&self, page: &Page) -> View {
        let cause = match page {
            Page::Problem(problem) => Some(problem.cause),
            _ => None,
        };
        let now = Instant::from_millis(platform::now_millis());
        let (head, branch) = (page.head(&self.context), page.branch(&self.context));
        View { cause, branch, head, node: under_masthead(&self.context, page, now).draw() }
    }

    /// The page that the document came with, where a path is its own and this way leads back to it.
    fn opened_view(&self, path: &str, way: Way) -> Option<View> {
        let is_young = |since| (0..FRESH_MILLIS).contains(&(platform::now_millis() - since));
        let opened = self.opened.borrow();
        let opened = opened.as_ref().filter(|opened| {
            opened.path == path && (way == Way::History || way == Way::Link && is_young(opened.since))
        });
        opened.map(|opened| opened.view.clone())
    }

    /// Puts a page before the reader: address, words, head, focus, place in the page.
    fn show(self: &Rc<Self>, view: View, path: String, location: &Location, way: Way) {
        self.shown.is_loading.set(false);
        if way == Way::Link {
            self.leave(location, &path);
        }
        self.drawn.set(Some(self.key.get()));
        platform::put_page(&view.node, way == Way::Link && location.hash.is_empty());
        platform::mark_menu(|href| currency(href, &path, &view.branch));
        let Head { title, description, canonical } = view.head;
        platform::set_head(&title, &description, &canonical);
        self.path.replace(path);
        self.refresh_times();
        self.arrive(way, title);
        self.look_around();
        if let Some(cause) = view.cause {
            let this = self.clone();
            leptos::task::spawn_local(async move { this.offer_latest(cause).await });
        }
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
        if way != Way::Open {
            platform::focus_headline();
            let announcement = self.shown.announcement;
            self.announcement.replace(Some(platform::after(BREATH_MILLIS, move || announcement.set(title))));
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
            platform::put_page(&self.draw(&Page::Problem(ProblemPage { cause, front: Some(front) })).node, false);
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
