//! The accessibility statement.

use serde::Serialize;
use tera::Context;

use super::{file, metadata};
use crate::config::{Accessibility, Compliance, Issue};
use crate::document::plain_line;
use crate::guide::Guide;

/// The data for the template.
#[derive(Debug, Serialize)]
struct Statement {
    organisation: String,
    /// A sentence.
    status: String,
    date: String,
    updated: Option<String>,
    contact: Contact,
    phone: Option<String>,
    register: Option<String>,
    evaluation: Option<Evaluation>,
    issues: Vec<IssueItem>,
}

#[derive(Debug, Serialize)]
struct Contact {
    href: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct Evaluation {
    by: String,
    date: String,
    report: Option<String>,
}

#[derive(Debug, Serialize)]
struct IssueItem {
    what: String,
    why: Option<String>,
    alternative: Option<String>,
    mended_by: Option<String>,
}

/// The data for the statement.
pub fn context(guide: &Guide, accessibility: &Accessibility) -> Context {
    let strings = &guide.theme.strings;
    let url = file(strings.get("page_accessibility"), "html");
    let title = strings.get("accessibility_title");
    let mut context = Context::new();
    context.insert("page", &metadata::of_page(guide, "accessibility", title, url.as_str()));
    context.insert("statement", &statement(guide, accessibility));
    context
}

fn statement(guide: &Guide, accessibility: &Accessibility) -> Statement {
    let book = &guide.config.book;
    let set = |text: &String| plain_line(text, &book.language);
    let issue = |issue: &Issue| IssueItem {
        what: set(&issue.what),
        why: issue.why.as_ref().map(set),
        alternative: issue.alternative.as_ref().map(set),
        mended_by: issue.mended_by.map(|date| date.to_string()),
    };
    let organisation = accessibility.organisation.as_ref().or(book.publisher.as_ref());
    Statement {
        organisation: set(organisation.unwrap_or(&book.title)),
        status: guide.theme.strings.get(status(accessibility.status)).to_owned(),
        date: accessibility.date.to_string(),
        updated: accessibility.updated.map(|date| date.to_string()),
        contact: contact(&accessibility.contact),
        phone: accessibility.phone.clone(),
        register: accessibility.register.clone(),
        evaluation: accessibility.evaluation.as_ref().map(|evaluation| Evaluation {
            by: set(&evaluation.by),
            date: evaluation.date.to_string(),
            report: evaluation.report.clone(),
        }),
        issues: accessibility.issues.iter().map(issue).collect(),
    }
}

/// The key of the string for a status.
fn status(status: Compliance) -> &'static str {
    match status {
        Compliance::Full => "accessibility_full",
        Compliance::Partial => "accessibility_partial",
        Compliance::FirstMeasures => "accessibility_first_measures",
        Compliance::None => "accessibility_none",
    }
}

/// A link to the contact, which may be a mail address without `mailto:`.
fn contact(address: &str) -> Contact {
    let is_mail = address.contains('@') && !address.contains(':');
    Contact {
        href: if is_mail { format!("mailto:{address}") } else { address.to_owned() },
        text: address.trim_start_matches("mailto:").to_owned(),
    }
}
