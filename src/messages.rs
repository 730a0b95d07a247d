//! What the program says, in the language of who reads it.
//!
//! The texts are in `messages/`, a file for each language. [`message!`] names one; the compiler
//! refuses a name or an argument that the file does not have, and a test that a language lacks one.

use std::sync::LazyLock;

use i18n_embed::fluent::{FluentLanguageLoader, fluent_language_loader};
use i18n_embed::unic_langid::LanguageIdentifier;
use i18n_embed::{DesktopLanguageRequester, LanguageLoader};
use rust_embed::RustEmbed;

/// The message files.
#[derive(RustEmbed)]
#[folder = "messages/"]
struct Files;

static LOADER: LazyLock<FluentLanguageLoader> = LazyLock::new(|| {
    let loader = fluent_language_loader!();
    load(&loader, &[loader.fallback_language().clone()]);
    loader
});

/// The messages in the language that was chosen last; English until then.
pub fn loader() -> &'static FluentLanguageLoader {
    &LOADER
}

/// Chooses the language of all messages from now on: that of a tag such as `nl` or `nl-BE`.
/// Returns whether there are messages in it.
pub fn choose(tag: &str) -> bool {
    let known = known(tag);
    known.iter().for_each(|known| load(&LOADER, std::slice::from_ref(known)));
    known.is_some()
}

/// The language of a tag, if there are messages in it.
fn known(tag: &str) -> Option<LanguageIdentifier> {
    let asked: LanguageIdentifier = tag.parse().ok()?;
    let known = LOADER.available_languages(&Files).ok()?;
    known.into_iter().find(|known| known.language == asked.language)
}

/// The languages that the system asks for, best first.
pub fn of_system() -> Vec<String> {
    DesktopLanguageRequester::requested_languages().iter().map(ToString::to_string).collect()
}

fn load(loader: &FluentLanguageLoader, languages: &[LanguageIdentifier]) {
    // The files are inside the program and a test reads them.
    let _ = loader.load_languages(&Files, languages);
    // Terminals and pages show the marks of isolation as they are.
    loader.set_use_isolating(false);
}

/// A message by its name, with its arguments: `message!("chapters", count = 3)`, and an attribute
/// of it: `message!("no-title", "help")`.
#[macro_export]
macro_rules! message {
    ($($argument:tt)*) => {
        ::i18n_embed_fl::fl!($crate::messages::loader(), $($argument)*)
    };
}
pub use message;

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
    use fluent_syntax::parser;

    use super::*;

    /// The messages of a language and their attributes, each with its arguments.
    fn arguments_of(language: &str) -> BTreeMap<String, BTreeSet<String>> {
        let file = Files::get(&format!("{language}/wijkengids.ftl")).expect("a file of messages");
        let text = std::str::from_utf8(&file.data).expect("UTF-8");
        let resource = parser::parse(text).unwrap_or_else(|(_, faults)| panic!("{faults:?}"));
        let mut messages = BTreeMap::new();
        let mut add = |name: String, pattern: &Pattern<&str>| {
            let mut arguments = BTreeSet::new();
            gather(pattern, &mut arguments);
            assert!(messages.insert(name.clone(), arguments).is_none(), "{name} stands twice");
        };
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            message.value.iter().for_each(|value| add(message.id.name.to_owned(), value));
            for attribute in &message.attributes {
                add(format!("{}.{}", message.id.name, attribute.id.name), &attribute.value);
            }
        }
        messages
    }

    fn gather(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>) {
        for element in &pattern.elements {
            let PatternElement::Placeable { expression } = element else { continue };
            let (Expression::Inline(inline) | Expression::Select { selector: inline, .. }) =
                expression;
            if let InlineExpression::VariableReference { id } = inline {
                arguments.insert(id.name.to_owned());
            }
            if let Expression::Select { variants, .. } = expression {
                variants.iter().for_each(|variant| gather(&variant.value, arguments));
            }
        }
    }

    #[test]
    fn every_language_has_every_message_with_the_same_arguments() {
        let (english, dutch) = (arguments_of("en"), arguments_of("nl"));
        assert_eq!(english, dutch);
    }

    #[test]
    fn messages_are_found_by_the_language_of_a_tag() {
        let loader = fluent_language_loader!();
        load(&loader, &["nl".parse().expect("a tag")]);
        let said = i18n_embed_fl::fl!(loader, "chapters", count = 2);
        assert_eq!(said, "2 hoofdstukken");
        assert_eq!(known("nl-BE").map(|known| known.to_string()).as_deref(), Some("nl"));
        assert_eq!(known("fr"), None);
        assert_eq!(message!("chapters", count = 1), "1 chapter");
    }
}
