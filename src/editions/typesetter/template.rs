//! The functions of a template. One of a guide may be older than this program: it may lack some of
//! them, or arguments of them.

use std::collections::{BTreeMap, BTreeSet};

use typst::syntax::ast::{Closure, Expr, Imports, LetBindingKind, Markup, Param};
use typst::syntax::parse;

use crate::diagnostic::{Diagnostic, Span};
use crate::guide::Guide;
use crate::messages::message;
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
    let own = guide.theme.typst.get(template).filter(|own| !own.content.trim().is_empty());
    let built_in = theme::built_in_template(template);
    let Some((own, built_in)) = own.zip(built_in).filter(|(own, all)| own.content != *all) else {
        return (code, problems);
    };
    let Some(of_own) = definitions(&own.content, &guide.theme.typst, 0) else {
        return (code, problems);
    };
    let known = definitions(&built_in, &ByName::new(), 0).unwrap_or_default();
    let path = own.path.as_str();
    let mut tell = |message: String, help: String| {
        problems.push(Diagnostic::warning(message).help(help).at(own, Span::START));
    };
    let absent: Vec<&str> =
        functions.iter().copied().filter(|name| !of_own.contains_key(*name)).collect();
    if !absent.is_empty() {
        let name = built_in_name(template);
        code.push_str(&format!("#import \"{name}\": {}\n", absent.join(", ")));
        let functions = quoted(&absent);
        let message = message!(
            "typst-lacks-functions",
            path = path,
            count = absent.len(),
            functions = functions
        );
        tell(message, message!("typst-lacks-functions", "help"));
    }
    for &name in functions {
        let (Some(Some(own)), Some(Some(all))) = (of_own.get(name), known.get(name)) else {
            continue;
        };
        let unknown: Vec<&str> = all.difference(own).map(String::as_str).collect();
        if !unknown.is_empty() {
            let dropped: String = unknown.iter().map(|name| format!("{name}: none, ")).collect();
            code.push_str(&format!(
                "#let {name} = {{ let own = {name}; ({dropped}..rest) => own(..rest) }}\n"
            ));
            let message = message!(
                "typst-lacks-arguments",
                path = path,
                function = name,
                count = unknown.len(),
                arguments = quoted(&unknown)
            );
            tell(message, message!("typst-lacks-arguments", "help"));
        }
    }
    (code, problems)
}

fn quoted(names: &[&str]) -> String {
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
    use crate::span::Text;

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
