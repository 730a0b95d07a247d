//! Catches panics, so that the preview goes on, and reports them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::diagnostic::Diagnostic;

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
pub fn diagnostic(action: &str, panic: &str) -> Diagnostic {
    Diagnostic::error(format!("the program failed to {action}: {panic}")).help(
        "this is a fault of wijkengids, not of the guide: please report it, with the file; \
         it is tried again when a file is saved",
    )
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
}
