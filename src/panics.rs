//! Faults of the program itself. A panic in the work on one chapter, page or picture is a
//! diagnostic about that file, and all else goes on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{PoisonError, RwLock};

use crate::diagnostic::Diagnostic;
use crate::messages::message;

/// What is done to a file or page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// It is read: a chapter with its front matter, a picture.
    Reading,
    /// The text of a chapter is parsed.
    Parsing,
    /// The chapters are bound into a book.
    Binding,
    /// It is checked for what could be better.
    Checking,
    /// It is made.
    Making,
}

impl Action {
    /// Says that it failed on a file or page, and with which panic.
    fn failure(self, subject: &str, panic: &str) -> String {
        match self {
            Self::Reading => message!("fault-while-reading", subject = subject, panic = panic),
            Self::Parsing => message!("fault-while-parsing", subject = subject, panic = panic),
            Self::Binding => message!("fault-while-binding", subject = subject, panic = panic),
            Self::Checking => message!("fault-while-checking", subject = subject, panic = panic),
            Self::Making => message!("fault-while-making", subject = subject, panic = panic),
        }
    }
}

/// Runs something on a file or page that may panic. If it does, what it was changing must not be
/// used any more, and `subject` is called to name the file or page.
///
/// # Errors
/// A panic, as a diagnostic without a place.
pub fn guard<T>(
    action: Action,
    subject: impl Fn() -> String,
    work: impl FnOnce() -> T,
) -> Result<T, Diagnostic> {
    let result = catch(|| {
        provoke(action, &subject);
        work()
    });
    result.map_err(|panic| diagnostic(action, &subject(), &panic))
}

/// Runs something that may panic. If it does, what it was changing must not be used any more.
///
/// # Errors
/// The message of the panic.
pub fn catch<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let text = payload.downcast_ref::<&str>().map(ToString::to_string);
        text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default()
    })
}

/// A panic as a diagnostic.
pub fn diagnostic(action: Action, subject: &str, panic: &str) -> Diagnostic {
    Diagnostic::error(action.failure(subject, panic)).help(message!("internal-fault-help"))
}

/// The number of panics to provoke. Outside tests it is 0, and nothing else is checked.
static COUNT: AtomicUsize = AtomicUsize::new(0);
static PROVOKED: RwLock<Vec<(Action, String)>> = RwLock::new(Vec::new());

/// A guard: the panics happen until it is dropped.
#[must_use]
pub struct Provoked(Action, String);

/// For tests: makes `action` panic on every subject that contains `part`, in all threads.
pub fn inject(action: Action, part: impl Into<String>) -> Provoked {
    let part = part.into();
    PROVOKED.write().unwrap_or_else(PoisonError::into_inner).push((action, part.clone()));
    COUNT.fetch_add(1, Ordering::SeqCst);
    Provoked(action, part)
}

impl Drop for Provoked {
    fn drop(&mut self) {
        let mut provoked = PROVOKED.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) =
            provoked.iter().position(|(action, part)| (*action, part) == (self.0, &self.1))
        {
            provoked.swap_remove(at);
        }
        COUNT.fetch_sub(1, Ordering::SeqCst);
    }
}

fn provoke(action: Action, subject: impl Fn() -> String) {
    if COUNT.load(Ordering::Relaxed) == 0 {
        return;
    }
    let subject = subject();
    let provoked = PROVOKED.read().unwrap_or_else(PoisonError::into_inner).clone();
    let is_meant = |(of, part): &(Action, String)| *of == action && subject.contains(part);
    assert!(!provoked.iter().any(is_meant), "provoked");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_keeps_its_message() {
        let n = 3;
        assert_eq!(catch(|| n), Ok(3));
        assert_eq!(catch(|| panic!("zonder getal")), Err::<(), _>("zonder getal".into()));
        assert_eq!(catch(|| panic!("met {n}")), Err::<(), _>("met 3".into()));
        assert_eq!(catch(|| std::panic::panic_any(n)), Err::<(), _>(String::new()));
    }

    #[test]
    fn a_panic_is_a_fault_of_its_subject() {
        let work = |panics: bool| {
            guard(Action::Reading, || "content/een.md".into(), || assert!(!panics, "mis"))
        };
        assert!(work(false).is_ok());
        let problem = work(true).unwrap_err();
        assert_eq!(problem.message, "internal fault while reading content/een.md: mis");
        let injected = inject(Action::Reading, "een.md");
        assert!(work(false).is_err());
        drop(injected);
        assert!(work(false).is_ok());
    }
}
