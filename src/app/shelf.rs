//! Pages that were read or are being fetched: one request per page, however often it is asked for.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use futures::FutureExt;
use futures::future::{LocalBoxFuture, Shared};

use crate::platform::{self, Abort};
use crate::source::load::load_page;
use crate::source::{PageData, SourceError};

/// How long a page answers a click without being asked for again, in milliseconds. Back and forward take
/// it at any age: there a reader expects the page as it was.
pub(super) const FRESH_MILLIS: i64 = 120_000;

/// How many pages are kept.
const MOST_PAGES: usize = 30;

type Request = Shared<LocalBoxFuture<'static, Result<Arc<PageData>, SourceError>>>;

/// Pages by their path.
#[derive(Default)]
pub(super) struct Shelf {
    pages: RefCell<Vec<Kept>>,
    requests: RefCell<Vec<Pending>>,
    last_request: Cell<u32>,
}

struct Kept {
    path: String,
    data: Arc<PageData>,
    since: i64,
}

struct Pending {
    path: String,
    number: u32,
    abort: Abort,
    request: Request,
}

impl Shelf {
    /// A page that is here, whatever its age.
    pub(super) fn kept(&self, path: &str) -> Option<Arc<PageData>> {
        self.pages.borrow().iter().find(|kept| kept.path == path).map(|kept| kept.data.clone())
    }

    /// A page that is here and young enough for a click.
    pub(super) fn fresh(&self, path: &str) -> Option<Arc<PageData>> {
        let now = platform::now_millis();
        let pages = self.pages.borrow();
        let kept = pages.iter().find(|kept| kept.path == path)?;
        (0..FRESH_MILLIS).contains(&(now - kept.since)).then(|| kept.data.clone())
    }

    /// Gets a page, over the request that is already on its way where there is one.
    pub(super) fn request(self: &Rc<Self>, path: &str) -> Request {
        if let Some(pending) = self.requests.borrow().iter().find(|pending| pending.path == path) {
            return pending.request.clone();
        }
        let number = self.last_request.get() + 1;
        self.last_request.set(number);
        let (abort, shelf, owned) = (Abort::new(), self.clone(), path.to_owned());
        let request = {
            let abort = abort.clone();
            async move {
                let result = load_page(&owned, &abort).await.map(Arc::new);
                shelf.requests.borrow_mut().retain(|pending| pending.number != number);
                if let Ok(data) = &result {
                    shelf.keep(owned, data.clone());
                }
                result
            }
        };
        let request = request.boxed_local().shared();
        let pending = Pending { path: path.to_owned(), number, abort, request: request.clone() };
        self.requests.borrow_mut().push(pending);
        request
    }

    /// Takes back the request for a page that nobody waits for any more.
    pub(super) fn take_back(&self, path: &str) {
        let mut requests = self.requests.borrow_mut();
        requests.retain(|pending| {
            let unwanted = pending.path == path;
            if unwanted {
                pending.abort.abort();
            }
            !unwanted
        });
    }

    /// Asks for a page anew the next time.
    pub(super) fn forget(&self, path: &str) {
        self.pages.borrow_mut().retain(|kept| kept.path != path);
    }

    /// Whether a page is here, whatever its age, or on its way.
    pub(super) fn knows(&self, path: &str) -> bool {
        self.kept(path).is_some() || self.requests.borrow().iter().any(|pending| pending.path == path)
    }

    fn keep(&self, path: String, data: Arc<PageData>) {
        let mut pages = self.pages.borrow_mut();
        pages.retain(|kept| kept.path != path);
        if pages.len() >= MOST_PAGES {
            pages.remove(0);
        }
        pages.push(Kept { path, data, since: platform::now_millis() });
    }
}
