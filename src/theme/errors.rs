//! Errors of the template engine, with template, line and column.

use std::sync::Arc;

use tera::{Error, ErrorKind};

use super::tags;
use super::wording::{self, Templates};
use crate::diagnostic::{Diagnostic, Span, Text};
use crate::messages::message;
use crate::span::split_at_char;

/// Errors of the engine as diagnostics: it may find several at once.
pub fn explain(error: &Error, templates: &Templates) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            let said = one_line(report.message());
            if let Some(problem) = unclosed(&said, report, templates) {
                return vec![problem];
            }
            let problem =
                wording::of_syntax(&said, written(report, templates)).unwrap_or_else(|| {
                    Diagnostic::error(message!("template-unreadable", said = said.as_str()))
                        .help(message!("template-help"))
                });
            vec![at_place(problem, report, templates)]
        }
        ErrorKind::RenderingError(report) => {
            let said = one_line(report.message());
            let problem = wording::of_rendering(&said, templates).unwrap_or_else(|| {
                Diagnostic::error(message!("template-not-filled", said = said.as_str()))
                    .help(message!("template-help"))
            });
            vec![at_place(problem, report, templates)]
        }
        ErrorKind::MissingParent { current, parent } => {
            let problem = wording::no_template(parent, templates);
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

/// A tag that is open where another is closed, or where the template ends.
fn unclosed(said: &str, report: &tera::ReportError, templates: &Templates) -> Option<Diagnostic> {
    let text = templates.get(report.filename())?;
    if wording::ends_too_soon(said) {
        return tags::unclosed(text, text.content.len(), None);
    }
    let end = written(report, templates).split_whitespace().next();
    let end = end.filter(|end| said.starts_with("Unknown tag") && end.starts_with("end"))?;
    tags::unclosed(text, place(report, text).start(), Some(end))
}

/// What is written where the engine stopped.
fn written<'a>(report: &tera::ReportError, templates: &'a Templates) -> &'a str {
    let Some(text) = templates.get(report.filename()) else { return "" };
    text.slice(place(report, text))
}

fn place(report: &tera::ReportError, text: &Text) -> Span {
    let span = report.span();
    let start = text.offset(span.start_line, span.start_col + 1);
    let end = text.offset(span.end_line, span.end_col + 1);
    if start < end {
        return text.span(start..end);
    }
    // It stopped before a sign that it does not know.
    let rest = text.rest_of_line(start);
    text.part(rest, 0..split_at_char(text.slice(rest), 1).0.len())
}

/// The place of an error in its template.
fn at_place(problem: Diagnostic, report: &tera::ReportError, templates: &Templates) -> Diagnostic {
    let Some(text) = templates.get(report.filename()) else { return problem };
    problem.at(text, place(report, text))
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
        let problem = wording::of_rendering(message, templates).unwrap_or_else(|| {
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

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

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
            ("{% if %}", "says `%}`, where a value belongs", "%}", handbook),
            ("{% fr x in page %}{% endfor %}", "no tag `fr`", "fr", "did you mean `for`?"),
            ("{% macro x() %}{% endmacro %}", "no tag `macro`", "macro", handbook),
            ("a{% endif %}", "`endif` closes nothing", "endif", "open before it"),
            (
                "{% if page %}",
                "`{% if page %}` is not closed",
                "{% if page %}",
                "{% endif %} where",
            ),
            (
                "{% block main %}\n{% if page %}x\n{% endblock %}",
                "`{% if page %}` is not closed",
                "{% if page %}",
                "write {% endif %} before line 3",
            ),
            (
                "{% for a in page %}{% if a %}{% endfor %}",
                "`{% if a %}` is not closed",
                "{% if a %}",
                "before the tag on this line",
            ),
            (
                "{# {% if x %} #}{% if page %}{% else %}{% endif %}{% for x in page %}",
                "`{% for x in page %}` is not closed",
                "{% for x in page %}",
                "write {% endfor %} where it ends",
            ),
            ("{% block a %}{% endif %}{% endblock %}", "`endif` closes nothing", "endif", "open"),
            ("{% if page %}{{ page.title", "ends before all is closed", "", "{% endif %}"),
            ("{{ page.title", "ends before all is closed", "", "{% endif %}"),
            ("{# nooit af", "ends before a note is closed", "", "#}"),
            ("{{ \"open }}", "ends before a text is closed", "", "quotation mark"),
            ("{% raw %}x", "ends before a raw part is closed", "", "{% endraw %}"),
            ("{{ page title }}", "says `title`, where `}}` belongs", "title", handbook),
            ("{% for in page %}{% endfor %}", "`in` is a word of Tera", "in", "another name"),
            ("{% for x of page %}{% endfor %}", "says `of`, where `in` belongs", "of", handbook),
            ("{% include x %}", "says `x`, where a text in quotation marks belongs", "x", handbook),
            ("{% block a %}{% endblock b %}", "closes `a` as `b`", "", "`a`"),
            (
                "{% block a %}{% endblock %}{% block a %}{% endblock %}",
                "block `a` twice",
                "",
                "another name",
            ),
            ("x{% extends \"base.html\" %}", "`extends` does not come first", "", "first line"),
            ("{% extends \"base.html\" %}x", "stands outside the blocks", "", "{% block"),
            ("{{ page.title & 1 }}", "says `&`, which means nothing", "&", handbook),
            ("{% for x in 3 %}{% endfor %}", "goes through a number", "", handbook),
            ("{{ page.title | round }}", "does not work on this kind of value", "", handbook),
            ("{{ page.title | replace }}", "`from` is missing", "", "from="),
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
            ("{{ page.title - 1 }}", "does not work on this kind of value", "", handbook),
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
