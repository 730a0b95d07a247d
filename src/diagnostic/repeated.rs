//! Faults that are found very often: a few are shown, the rest are counted.

use std::collections::BTreeMap;
use std::fmt;

use super::Diagnostic;
use super::excerpt::visible;
use crate::messages::message;

/// How often the same fault is shown in one file.
const SHOWN: usize = 20;

/// Faults of one kind in one file that are not shown.
#[derive(Debug, PartialEq, Eq)]
pub struct Repeated {
    /// How many there are.
    pub count: usize,
    /// The name of the rule, or the message.
    pub what: String,
    /// The file.
    pub path: Option<String>,
}

impl fmt::Display for Repeated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, what) = (self.count, self.what.as_str());
        let said = match &self.path {
            Some(path) => message!("repeated-in-file", count = count, what = what, path = path),
            None => message!("repeated", count = count, what = what),
        };
        write!(f, "  {said}")
    }
}

/// A message in quotation marks, those within it single.
fn quoted(message: &str) -> String {
    let single = |c| match c {
        '“' => '‘',
        '”' => '’',
        c => c,
    };
    format!("“{}”", visible(message).chars().map(single).collect::<String>())
}

/// The diagnostics to show, in order, and those that are only counted. Diagnostics are the same
/// fault if they breach the same rule, or say the same, in the same file.
pub fn limit(diagnostics: &[Diagnostic]) -> (Vec<&Diagnostic>, Vec<Repeated>) {
    let mut counts: BTreeMap<(Option<&str>, String), usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for diagnostic in diagnostics {
        let path = diagnostic.location.as_ref().map(|(text, _)| text.path.as_str());
        let what = match diagnostic.rule {
            Some(rule) => format!("[{rule}]"),
            None => quoted(&diagnostic.message),
        };
        let count = counts.entry((path, what)).or_default();
        *count += 1;
        if *count <= SHOWN {
            shown.push(diagnostic);
        }
    }
    let more = counts.into_iter().filter(|(_, count)| *count > SHOWN);
    let more = more.map(|((path, what), count)| Repeated {
        count: count - SHOWN,
        what,
        path: path.map(visible),
    });
    (shown, more.collect())
}
