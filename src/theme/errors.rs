//! Errors of the template engine, with template, line and column.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, ErrorKind};

use crate::diagnostic::{Diagnostic, Span, Text};
use crate::messages::message;
use crate::suggestion::did_you_mean;

/// The most names that advice lists.
const LISTED: usize = 12;

/// The templates, by name.
type Templates = BTreeMap<String, Arc<Text>>;

/// Errors of the engine as diagnostics: it may find several at once.
pub fn explain(error: &Error, templates: &Templates) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            let said = one_line(report.message());
            let problem = Diagnostic::error(message!("template-unreadable", said = said));
            vec![at_place(problem, report, templates).help(message!("template-help"))]
        }
        ErrorKind::RenderingError(report) => {
            let problem = known(report.message(), templates).unwrap_or_else(|| {
                let said = one_line(report.message());
                Diagnostic::error(message!("template-not-filled", said = said))
                    .help(message!("template-help"))
            });
            vec![at_place(problem, report, templates)]
        }
        ErrorKind::MissingParent { current, parent } => {
            let problem = no_template(parent, templates);
            vec![match templates.get(current) {
                Some(text) => problem.at(text, text.find(parent)),
                None => problem,
            }]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
        | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
            let chain = chain.join(" → ");
            let message = message!("template-circle", name = tpl.as_str(), chain = chain);
            let problem = Diagnostic::error(message).help(message!("template-help"));
            vec![match templates.get(tpl) {
                Some(text) => problem.at(text, Span::START),
                None => problem,
            }]
        }
        kind => match reports(&kind.to_string(), templates) {
            found if found.is_empty() => {
                let reason = one_line(&kind.to_string());
                vec![
                    Diagnostic::error(message!("theme-unusable", reason = reason))
                        .help(message!("template-help")),
                ]
            }
            found => found,
        },
    }
}

/// The place of an error in its template.
fn at_place(problem: Diagnostic, report: &tera::ReportError, templates: &Templates) -> Diagnostic {
    let Some(text) = templates.get(report.filename()) else { return problem };
    let span = report.span();
    let start = text.offset(span.start_line, span.start_col + 1);
    let end = text.offset(span.end_line, span.end_col + 1);
    problem.at(text, text.span(start..end))
}

/// What the engine checks of all templates at once it reports as one text: for each error a line
/// with what is wrong, and one with its template, line and column.
fn reports(said: &str, templates: &Templates) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for report in said.split("\n\n") {
        let mut lines = report.lines();
        let Some(message) = lines.next().and_then(|line| line.strip_prefix("error: ")) else {
            continue;
        };
        let problem = known(message, templates).unwrap_or_else(|| {
            Diagnostic::error(message!("theme-unusable", reason = message))
                .help(message!("template-help"))
        });
        let place = lines.next().and_then(|line| line.trim().strip_prefix("--> "));
        found.push(match place.and_then(|place| place_of(place, templates)) {
            Some((text, span)) => problem.at(text, span),
            None => problem,
        });
    }
    found
}

/// The place that `template:line:column` names.
fn place_of<'a>(place: &str, templates: &'a Templates) -> Option<(&'a Arc<Text>, Span)> {
    let (place, column) = place.rsplit_once(':')?;
    let (name, line) = place.rsplit_once(':')?;
    let text = templates.get(name)?;
    let start = text.offset(line.parse().ok()?, column.parse().ok()?);
    Some((text, text.rest_of_line(start)))
}

/// What the engine says most often, in our words.
fn known(said: &str, templates: &Templates) -> Option<Diagnostic> {
    let name = said.split('`').nth(1).unwrap_or_default();
    let unknown = |kind: &str| {
        Diagnostic::error(message!("template-unknown", kind = kind, name = name))
            .help(message!("template-help"))
    };
    let is = |start: &str| said.starts_with(start);
    Some(if is("Variable `") {
        Diagnostic::error(message!("template-no-value", name = name)).help(near(said, name))
    } else if is("Field `") {
        Diagnostic::error(message!("template-no-field", name = name)).help(near(said, name))
    } else if is("Tried to render a variable that is undefined") {
        Diagnostic::error(message!("template-empty-value")).help(message!("template-help"))
    } else if is("Unknown template `") {
        no_template(name, templates)
    } else if is("Unknown filter `") {
        unknown("filter")
    } else if is("Unknown test `") {
        unknown("test")
    } else if is("Unknown function `") {
        unknown("function")
    } else if is("Unknown component `") {
        unknown("component")
    } else if is("Block `") {
        Diagnostic::error(message!("template-no-block", name = name))
            .help(message!("template-help"))
    } else {
        return None;
    })
}

fn no_template(name: &str, templates: &Templates) -> Diagnostic {
    let near = did_you_mean(name, templates.keys().map(String::as_str));
    Diagnostic::error(message!("template-missing", name = name)).help(match near {
        Some(near) => message!("did-you-mean", near = near),
        None => message!("template-help"),
    })
}

/// The name that may have been meant of those that the engine lists after a colon.
fn near(said: &str, name: &str) -> String {
    let known = said.rsplit_once(": ").map_or("", |(_, known)| known);
    let known: Vec<&str> = known.split(", ").filter(|known| !known.is_empty()).collect();
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => message!("did-you-mean", near = near),
        None if known.is_empty() || known.len() > LISTED => message!("template-help"),
        None => message!("there-are", names = known.join(", ")),
    }
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use tera::{Context, Tera};

    use super::*;

    /// What is said of a template, at which place of it, and what to do.
    fn said(template: &str) -> Vec<(String, String, String)> {
        let sources = [("base.html", "{% block main %}{% endblock %}"), ("page.html", template)];
        let texts: Templates =
            sources.iter().map(|(name, text)| ((*name).into(), Text::new(*name, *text))).collect();
        let mut tera = Tera::new();
        let mut context = Context::new();
        context.insert("page", &BTreeMap::from([("title", "Een")]));
        let error = match tera.add_raw_templates(sources) {
            Err(error) => error,
            Ok(()) => tera.render("page.html", &context).expect_err("an error"),
        };
        let shown = |problem: Diagnostic| {
            let place = problem.location.map(|(text, span)| text.slice(span).to_owned());
            (problem.message, place.unwrap_or_default(), problem.help.unwrap_or_default())
        };
        explain(&error, &texts).into_iter().map(shown).collect()
    }

    #[test]
    fn what_the_engine_says_is_told_by_its_kind_and_at_its_place() {
        let handbook = "`wijkengids handbook 7.3`";
        for (template, message, place, help) in [
            ("{{ pge }}", "uses `pge`", "pge", "did you mean `page`?"),
            ("{{ page.titel }}", "uses `.titel`", "titel", "did you mean `title`?"),
            ("{{ page.x }}", "uses `.x`", "x", "there are: title"),
            ("{% if %}", "cannot be read from here on: ", "%}", handbook),
            ("a\n{{ page.title | uper }}", "no filter `uper`", "uper }}", handbook),
            ("{{ now() }}", "no function `now`", "now() }}", handbook),
            (
                "{% if page is odder %}{% endif %}",
                "no test `odder`",
                "odder %}{% endif %}",
                handbook,
            ),
            ("{% include \"bas.html\" %}", "no template `bas.html`", "", "mean `base.html`?"),
            (
                "{% extends \"bse.html\" %}",
                "no template `bse.html`",
                "bse.html",
                "mean `base.html`?",
            ),
            ("{% include \"page.html\" %}", "`page.html` leads back to itself", "", handbook),
            (
                "{% extends \"base.html\" %}{% block man %}{% endblock %}",
                "has no block `man`",
                "",
                handbook,
            ),
            ("{{ page.title + 1 }}", "cannot be filled in here: ", "", handbook),
        ] {
            let found = said(template);
            let [(said, at, advice)] = found.as_slice() else { panic!("{template}: {found:?}") };
            assert!(said.contains(message), "{template}: {said}");
            assert!(at.contains(place), "{template}: {at}");
            assert!(advice.contains(help), "{template}: {advice}");
        }
        assert_eq!(said("{{ 1 | uper }}{{ 2 | lwer }}").len(), 2);
    }
}
