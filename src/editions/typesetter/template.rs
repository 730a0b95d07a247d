//! The functions of a template. One of a guide may be older than this program: it may lack some of
//! them, or define them otherwise.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::sync::Arc;

use typst::syntax::ast::{AstNode, Expr, Imports, LetBindingKind, Markup, Param};
use typst::syntax::{SyntaxNode, parse};
use typst::{World, WorldExt};

use super::world::{BookWorld, built_in_name};
use crate::diagnostic::{Diagnostic, Span};
use crate::guide::Guide;
use crate::messages::message;
use crate::span::Text;
use crate::theme::{self, ByName};

/// How far imports of files in each other are followed.
const DEEPEST: usize = 8;

/// The arguments that functions of the guide's own template do not know, by function.
pub type Unknown = BTreeMap<String, BTreeSet<String>>;

/// What a document begins with: the functions of a template. What the guide's own one lacks comes from
/// the built-in theme.
pub fn import(guide: &Guide, template: &str, functions: &[&str]) -> String {
    let own = format!("#import \"{template}\": *\n");
    if !guide.theme.has_own_typst {
        return own;
    }
    format!("#import \"{}\": {}\n{own}", built_in_name(template), functions.join(", "))
}

/// Where code can be put into a document that begins so.
pub fn end_of_import(main: &str) -> usize {
    let lines = main.split_inclusive('\n').take_while(|line| line.starts_with("#import \""));
    lines.map(str::len).sum()
}

/// The same function, but for an argument that the guide's own template does not know.
pub fn without(function: &str, argument: &str) -> String {
    format!("#let {function} = {{ let f = {function}; ({argument}: none, ..rest) => f(..rest) }}\n")
}

/// Says which functions of the built-in theme stand in for those that the guide's own template lacks.
pub fn lacking(world: &BookWorld) -> Option<Diagnostic> {
    let (own, defined) = own(world)?;
    let absent = called(world.main_source().root(), &built_in_name(&world.given().template))?;
    let absent: Vec<_> = absent.into_iter().filter(|name| !defined.contains(name)).collect();
    if absent.is_empty() {
        return None;
    }
    let (path, functions) = (own.path.as_str(), quoted(&absent));
    let message =
        message!("typst-lacks-functions", path = path, count = absent.len(), functions = functions);
    let problem = Diagnostic::warning(message).help(message!("typst-lacks-functions", "help"));
    Some(problem.at(own, Span::START))
}

/// Says which arguments are left out, since the guide's own template does not know them.
pub fn dropped(unknown: &Unknown, world: &BookWorld) -> Vec<Diagnostic> {
    let problem = |(function, arguments): (&String, &BTreeSet<String>)| {
        let (text, span) = definition(function, world)?;
        let message = message!(
            "typst-lacks-arguments",
            path = text.path.as_str(),
            function = function.as_str(),
            count = arguments.len(),
            arguments = quoted(arguments)
        );
        let problem = Diagnostic::warning(message).help(message!("typst-lacks-arguments", "help"));
        Some(problem.at(&text, span))
    };
    unknown.iter().filter_map(problem).collect()
}

/// Says which functions of the guide's own template do not show the labels that they are given.
pub fn unlabelled<'a>(
    functions: impl Iterator<Item = &'a String>,
    world: &BookWorld,
) -> Vec<Diagnostic> {
    let problem = |function: &String| {
        let (text, span) = definition(function, world)?;
        let path = text.path.as_str();
        let message = message!("typst-drops-label", function = function.as_str(), path = path);
        let problem = Diagnostic::warning(message).help(message!("typst-drops-label", "help"));
        Some(problem.at(&text, span))
    };
    functions.collect::<BTreeSet<_>>().into_iter().filter_map(problem).collect()
}

/// The guide's own template with the names that it defines. `None` for the built-in one, and where nobody
/// can tell before it runs.
fn own(world: &BookWorld) -> Option<(&Arc<Text>, BTreeSet<String>)> {
    let own = world.own_template()?;
    Some((own, names(&own.content, &world.given().templates, 0)?))
}

/// The functions that the guide's own template defines.
pub fn defined(world: &BookWorld) -> Option<BTreeSet<String>> {
    own(world).map(|(_, names)| names)
}

/// Where the guide's own template defines a function: at its start, if it only imports it. `None` if the
/// built-in theme defines it.
pub fn definition(function: &str, world: &BookWorld) -> Option<(Arc<Text>, Span)> {
    let (own, names) = own(world)?;
    let found = world.given().templates.keys().find_map(|name| {
        let id = world.id_of(name)?;
        let source = world.source(id).ok()?;
        // The last is the one that counts.
        let (_, ident) = bound(source.root()).filter(|(name, _)| name == function).last()?;
        let text = world.template(id)?;
        Some((Arc::clone(text), text.span(world.range(ident)?)))
    });
    names.contains(function).then(|| found.unwrap_or_else(|| (Arc::clone(own), Span::START)))
}

/// How the built-in theme defines a function: `turned(columns, body)`.
pub fn signature(function: &str, world: &BookWorld) -> Option<String> {
    let text = theme::built_in_template(&world.given().template)?;
    let root = parse(&text);
    let closure = root.cast::<Markup<'_>>()?.exprs().find_map(|expr| match expr {
        Expr::LetBinding(binding) => match (binding.kind(), binding.init()) {
            (LetBindingKind::Closure(name), Some(Expr::Closure(closure)))
                if name.as_str() == function =>
            {
                Some(closure)
            }
            _ => None,
        },
        _ => None,
    })?;
    let parameter = |parameter| match parameter {
        Param::Pos(pattern) => pattern.to_untyped().full_text().to_string(),
        Param::Named(named) => format!("{}:", named.name().as_str()),
        Param::Spread(spread) => spread.to_untyped().full_text().to_string(),
    };
    let parameters: Vec<String> = closure.params().children().map(parameter).collect();
    Some(format!("{function}({})", parameters.join(", ")))
}

fn quoted(names: impl IntoIterator<Item = impl Display>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The names that a document imports from a file.
fn called(main: &SyntaxNode, file: &str) -> Option<Vec<String>> {
    main.cast::<Markup<'_>>()?.exprs().find_map(|expr| match expr {
        Expr::ModuleImport(import) => match (import.source(), import.imports()?) {
            (Expr::Str(path), Imports::Items(items)) if path.get() == file => {
                Some(items.iter().map(|item| item.bound_name().to_string()).collect())
            }
            _ => None,
        },
        _ => None,
    })
}

/// The names that a template binds itself, and where.
fn bound(root: &SyntaxNode) -> impl Iterator<Item = (String, typst::syntax::Span)> {
    let exprs = root.cast::<Markup<'_>>().into_iter().flat_map(Markup::exprs);
    let bindings = exprs.filter_map(|expr| match expr {
        Expr::LetBinding(binding) => Some(binding.kind().bindings()),
        _ => None,
    });
    bindings.flatten().map(|ident| (ident.as_str().to_owned(), ident.span()))
}

/// What a template defines by names; `None` if nobody can tell before it runs.
fn names(text: &str, others: &ByName, depth: usize) -> Option<BTreeSet<String>> {
    let root = parse(text);
    let mut found: BTreeSet<String> = bound(&root).map(|(name, _)| name).collect();
    for expr in root.cast::<Markup<'_>>()?.exprs() {
        let Expr::ModuleImport(import) = expr else { continue };
        match import.imports() {
            Some(Imports::Items(items)) => {
                found.extend(items.iter().map(|item| item.bound_name().to_string()));
            }
            Some(Imports::Wildcard) => {
                let Expr::Str(path) = import.source() else { return None };
                let other = others.get(path.get().trim_start_matches('/'))?;
                if depth == DEEPEST {
                    return None;
                }
                found.extend(names(&other.content, others, depth + 1)?);
            }
            None => {}
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(text: &str) -> Option<BTreeSet<String>> {
        let others = [("other.typ".to_owned(), Text::new("other.typ", "#let extra(a: 1) = a\n"))];
        names(text, &others.into(), 0)
    }

    #[test]
    fn functions_are_known_before_a_template_runs() {
        for (text, name) in [
            ("#let f(a, b: 1, c: 2, body) = body", "f"),
            ("#let f = (b: 1) => b", "f"),
            ("#let (f, g) = (1, 2)", "g"),
            ("#import \"other.typ\": extra as f", "f"),
            ("#import \"other.typ\": *", "extra"),
        ] {
            assert!(known(text).unwrap().contains(name), "{text}");
        }
        assert_eq!(known("#{ let f(a) = a }"), Some(BTreeSet::new()));
        assert_eq!(known("#import \"unknown.typ\": *"), None);
    }

    #[test]
    fn code_goes_behind_the_imports() {
        let imports = "#import \"built-in-book.typ\": a, b\n#import \"book.typ\": *\n";
        assert_eq!(end_of_import(&format!("{imports}#show: book\n#import")), imports.len());
        assert_eq!(end_of_import("#show: book"), 0);
    }
}
