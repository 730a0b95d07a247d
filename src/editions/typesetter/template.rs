//! The functions of a template. One of a guide may be older than this program: it may lack some of
//! them, or arguments of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::sync::Arc;

use typst::syntax::ast::{Closure, Expr, Imports, LetBindingKind, Markup, Param};
use typst::syntax::parse;

use crate::diagnostic::{Diagnostic, Span};
use crate::guide::Guide;
use crate::messages::message;
use crate::span::Text;
use crate::theme::{self, ByName};

/// How far imports of files in each other are followed.
const DEEPEST: usize = 8;

/// The name under which the template of the built-in theme can be imported.
pub fn built_in_name(template: &str) -> String {
    format!("built-in-{template}")
}

/// What a document begins with: the functions of a template. What the guide's own one lacks comes from
/// the built-in theme, and arguments that it does not know are left out; both are told.
pub fn import(guide: &Guide, template: &str, functions: &[&str]) -> (String, Vec<Diagnostic>) {
    let mut code = format!("#import \"{template}\": *\n");
    let mut problems = Vec::new();
    let Some(lack) = Lack::of(guide, template, functions) else { return (code, problems) };
    let place = |problem: Diagnostic| problem.at(lack.own, Span::START);
    if !lack.functions.is_empty() {
        let names = lack.functions.join(", ");
        code.push_str(&format!("#import \"{}\": {names}\n", built_in_name(template)));
        problems.push(place(lack.of_functions()));
    }
    for (function, arguments) in &lack.arguments {
        let dropped: String = arguments.iter().map(|name| format!("{name}: none, ")).collect();
        // The same function, but for these arguments.
        code.push_str(&format!(
            "#let {function} = {{ let f = {function}; ({dropped}..rest) => f(..rest) }}\n"
        ));
        problems.push(place(lack.of_arguments(function, arguments)));
    }
    (code, problems)
}

/// What a guide's own template lacks.
struct Lack<'a> {
    own: &'a Arc<Text>,
    functions: Vec<&'a str>,
    /// By function.
    arguments: Vec<(&'a str, Vec<String>)>,
}

impl<'a> Lack<'a> {
    /// `None` for the built-in template, and where nobody can tell. An empty one is an error of its own.
    fn of(guide: &'a Guide, template: &str, functions: &[&'a str]) -> Option<Self> {
        let own = guide.theme.typst.get(template)?;
        let built_in = theme::built_in_template(template)?;
        if own.content == built_in || own.content.trim().is_empty() {
            return None;
        }
        let defined = definitions(&own.content, &guide.theme.typst, 0)?;
        let known = definitions(&built_in, &ByName::new(), 0)?;
        let (there, absent): (Vec<&str>, Vec<&str>) =
            functions.iter().partition(|name| defined.contains_key(**name));
        let arguments = there.into_iter().filter_map(|name| {
            let (own, all) = (defined.get(name)?.as_ref()?, known.get(name)?.as_ref()?);
            let lacking: Vec<String> = all.difference(own).cloned().collect();
            (!lacking.is_empty()).then_some((name, lacking))
        });
        Some(Self { own, functions: absent, arguments: arguments.collect() })
    }

    fn of_functions(&self) -> Diagnostic {
        let functions = quoted(&self.functions);
        let count = self.functions.len();
        let path = self.own.path.as_str();
        let message =
            message!("typst-lacks-functions", path = path, count = count, functions = functions);
        Diagnostic::warning(message).help(message!("typst-lacks-functions", "help"))
    }

    fn of_arguments(&self, function: &str, arguments: &[String]) -> Diagnostic {
        let message = message!(
            "typst-lacks-arguments",
            path = self.own.path.as_str(),
            function = function,
            count = arguments.len(),
            arguments = quoted(arguments)
        );
        Diagnostic::warning(message).help(message!("typst-lacks-arguments", "help"))
    }
}

fn quoted(names: &[impl Display]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The named arguments that a function takes; `None` if it takes any, or nobody can tell.
type Arguments = Option<BTreeSet<String>>;

/// What a template defines by names; `None` if nobody can tell before it runs.
fn definitions(text: &str, others: &ByName, depth: usize) -> Option<BTreeMap<String, Arguments>> {
    let root = parse(text);
    let mut found = BTreeMap::new();
    for expr in root.cast::<Markup<'_>>()?.exprs() {
        match expr {
            Expr::LetBinding(binding) => {
                let closure = match binding.init() {
                    Some(Expr::Closure(closure)) => arguments(closure),
                    _ => None,
                };
                match binding.kind() {
                    LetBindingKind::Closure(name) => {
                        found.insert(name.to_string(), closure);
                    }
                    LetBindingKind::Normal(pattern) => {
                        let names = pattern.bindings();
                        let closure = closure.filter(|_| names.len() == 1);
                        found.extend(names.iter().map(|name| (name.to_string(), closure.clone())));
                    }
                }
            }
            Expr::ModuleImport(import) => match import.imports() {
                Some(Imports::Items(items)) => {
                    found.extend(items.iter().map(|item| (item.bound_name().to_string(), None)));
                }
                Some(Imports::Wildcard) => {
                    let Expr::Str(path) = import.source() else { return None };
                    let other = others.get(path.get().trim_start_matches('/'))?;
                    if depth == DEEPEST {
                        return None;
                    }
                    found.extend(definitions(&other.content, others, depth + 1)?);
                }
                None => {}
            },
            _ => {}
        }
    }
    Some(found)
}

fn arguments(closure: Closure<'_>) -> Arguments {
    closure.params().children().try_fold(BTreeSet::new(), |mut known, param| {
        match param {
            Param::Named(named) => {
                known.insert(named.name().to_string());
            }
            Param::Spread(_) => return None,
            Param::Pos(_) => {}
        }
        Some(known)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(text: &str) -> Option<BTreeMap<String, Arguments>> {
        let others = [("other.typ".to_owned(), Text::new("other.typ", "#let extra(a: 1) = a\n"))];
        definitions(text, &others.into(), 0)
    }

    fn named(names: &[&str]) -> Arguments {
        Some(names.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn functions_and_their_arguments_are_known_before_a_template_runs() {
        for (text, name, expected) in [
            ("#let f(a, b: 1, c: 2, body) = body", "f", named(&["b", "c"])),
            ("#let f = (b: 1) => b", "f", named(&["b"])),
            ("#let f(b: 1, ..rest) = rest", "f", None),
            ("#let f = other.with(b: 1)", "f", None),
            ("#let (f, g) = (1, 2)", "g", None),
            ("#import \"other.typ\": extra as f", "f", None),
            ("#import \"other.typ\": *", "extra", named(&["a"])),
        ] {
            assert_eq!(known(text).unwrap().get(name), Some(&expected), "{text}");
        }
        assert_eq!(known("#{ let f(a) = a }"), Some(BTreeMap::new()));
        assert_eq!(known("#import \"unknown.typ\": *"), None);
    }
}
