//! Work on all cores, with results in their order; and a fault in one piece of it that is only that piece's.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does pieces of work by their number. The result does not show how many cores there were.
pub(super) fn each<T: Send>(n_pieces: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let some = || {
        let mut done = Vec::new();
        loop {
            let piece = next.fetch_add(1, Ordering::Relaxed);
            if piece >= n_pieces {
                return done;
            }
            done.push((piece, work(piece)));
        }
    };
    let n_threads = thread::available_parallelism().map_or(1, usize::from).min(n_pieces);
    let mut done = thread::scope(|scope| {
        let threads: Vec<_> = (0..n_threads).map(|_| scope.spawn(some)).collect();
        let mut done = Vec::with_capacity(n_pieces);
        for thread in threads {
            match thread.join() {
                Ok(some) => done.extend(some),
                Err(fault) => panic::resume_unwind(fault),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(piece, _)| *piece);
    done.into_iter().map(|(_, result)| result).collect()
}

thread_local! {
    /// Where this thread panicked, while that is only a fault of the piece of work at hand.
    static FAULT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Does a piece of work whose panic is an error like others; gives what it said, and where.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |fault| {
            let place = fault.location().map_or_else(String::new, |place| format!(" ({place})"));
            let is_caught = FAULT.with_borrow_mut(|known| known.as_mut().map(|known| *known = place).is_some());
            if !is_caught {
                usual(fault);
            }
        }));
    });
    FAULT.set(Some(String::new()));
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    let place = FAULT.take().unwrap_or_default();
    result.map_err(|fault| format!("{}{place}", words(fault.as_ref())))
}

fn words(fault: &(dyn Any + Send)) -> &str {
    let text = fault.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| fault.downcast_ref::<&str>().copied()).unwrap_or("a fault without words")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_their_order() {
        assert_eq!(each(1_000, |piece| piece * 2), (0..1_000).map(|piece| piece * 2).collect::<Vec<_>>());
        assert!(each(0, |piece| piece).is_empty());
    }

    #[test]
    fn a_fault_is_told_with_its_place_and_the_rest_is_done() {
        let done = each(3, |piece| caught(|| assert_ne!(piece, 1, "one")));
        assert!(done[0].is_ok() && done[2].is_ok());
        let fault = done[1].as_ref().unwrap_err();
        assert!(fault.contains("one") && fault.contains("src/prerender/cores.rs:"), "{fault}");
    }
}
