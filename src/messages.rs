//! What the program says, in the reader's language.
//!
//! The texts are in `messages/`, a file for each language. [`message!`] names one. The compiler
//! rejects a name or argument that the English file lacks; a test checks that every language has
//! every message.

use std::io;
use std::sync::LazyLock;

use i18n_embed::fluent::{FluentLanguageLoader, fluent_language_loader};
use i18n_embed::unic_langid::LanguageIdentifier;
use i18n_embed::{DesktopLanguageRequester, LanguageLoader};
use rust_embed::RustEmbed;

/// The languages that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Language {
    /// Dutch
    #[default]
    Nl,
    /// English
    En,
}

impl Language {
    /// Its tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }
}

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

/// The tag of the language of all messages.
pub fn language() -> String {
    LOADER.current_language().language.to_string()
}

/// The languages that the system asks for, best first.
pub fn of_system() -> Vec<String> {
    DesktopLanguageRequester::requested_languages().iter().map(ToString::to_string).collect()
}

fn load(loader: &FluentLanguageLoader, languages: &[LanguageIdentifier]) {
    // Cannot fail: the files are embedded, and a test parses them.
    let _ = loader.load_languages(&Files, languages);
    // Fluent would wrap arguments in invisible isolation marks, which terminals show.
    loader.set_use_isolating(false);
}

/// Formats a number with `digits` decimals.
pub fn decimal(number: f64, digits: usize) -> String {
    with_decimal_mark(&format!("{number:.digits$}"))
}

/// A number that has a point, such as the size of a file, with the decimal mark of the language.
pub fn with_decimal_mark(number: &str) -> String {
    number.replace('.', &message!("decimal-mark"))
}

/// Why the system refuses something: in the language of the messages, or in the system's own words
/// where the kind of error tells nothing.
pub fn io_reason(error: &io::Error) -> String {
    use io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => message!("io-not-found"),
        ErrorKind::PermissionDenied => message!("io-permission-denied"),
        ErrorKind::AlreadyExists => message!("io-already-exists"),
        ErrorKind::StorageFull => message!("io-storage-full"),
        ErrorKind::QuotaExceeded => message!("io-quota-exceeded"),
        ErrorKind::ReadOnlyFilesystem => message!("io-read-only"),
        ErrorKind::FileTooLarge => message!("io-file-too-large"),
        ErrorKind::TimedOut => message!("io-timed-out"),
        ErrorKind::Interrupted => message!("io-interrupted"),
        ErrorKind::NotADirectory => message!("io-not-a-directory"),
        ErrorKind::IsADirectory => message!("io-is-a-directory"),
        ErrorKind::DirectoryNotEmpty => message!("io-directory-not-empty"),
        ErrorKind::InvalidFilename => message!("io-invalid-filename"),
        ErrorKind::InvalidData => message!("io-invalid-data"),
        ErrorKind::Unsupported => message!("io-unsupported"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => message!("io-busy"),
        ErrorKind::CrossesDevices => message!("io-crosses-devices"),
        ErrorKind::AddrInUse => message!("io-address-in-use"),
        ErrorKind::AddrNotAvailable => message!("io-address-not-available"),
        ErrorKind::NetworkDown | ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable => {
            message!("io-network")
        }
        ErrorKind::ConnectionRefused => message!("io-connection-refused"),
        ErrorKind::OutOfMemory => message!("io-out-of-memory"),
        _ => error.to_string(),
    }
}

/// What can be done about a refusal of the system, where its kind tells.
pub fn io_advice(error: &io::Error) -> Option<String> {
    use io::ErrorKind;
    Some(match error.kind() {
        ErrorKind::NotFound => message!("io-not-found", "help"),
        ErrorKind::PermissionDenied => message!("io-permission-denied", "help"),
        ErrorKind::AlreadyExists => message!("io-already-exists", "help"),
        ErrorKind::StorageFull => message!("io-storage-full", "help"),
        ErrorKind::QuotaExceeded => message!("io-quota-exceeded", "help"),
        ErrorKind::ReadOnlyFilesystem => message!("io-read-only", "help"),
        ErrorKind::FileTooLarge => message!("io-file-too-large", "help"),
        ErrorKind::TimedOut | ErrorKind::Interrupted => message!("io-timed-out", "help"),
        ErrorKind::NotADirectory => message!("io-not-a-directory", "help"),
        ErrorKind::IsADirectory => message!("io-is-a-directory", "help"),
        ErrorKind::DirectoryNotEmpty => message!("io-directory-not-empty", "help"),
        ErrorKind::InvalidFilename => message!("io-invalid-filename", "help"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => message!("io-busy", "help"),
        ErrorKind::OutOfMemory => message!("io-out-of-memory", "help"),
        _ => return None,
    })
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
            assert!(messages.insert(name.clone(), arguments).is_none(), "{name} is there twice");
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
    fn dutch_messages_have_dutch_plurals_and_word_order() {
        let dutch = fluent_language_loader!();
        load(&dutch, &["nl".parse().expect("a tag")]);
        macro_rules! said {
            ($($argument:tt)*) => { i18n_embed_fl::fl!(dutch, $($argument)*) };
        }
        let counts = |errors: usize, warnings: usize| {
            let (errors, warnings) =
                (said!("errors", count = errors), said!("warnings", count = warnings));
            said!("errors-and-warnings", errors = errors, warnings = warnings)
        };
        assert_eq!(counts(2, 1), "2 fouten, 1 waarschuwing");
        assert_eq!(counts(1, 0), "1 fout, 0 waarschuwingen");
        assert_eq!(
            said!("preview-stays-good", what = "2.1 Wonen", count = 1),
            "2.1 Wonen: 1 melding, de laatste goede versie blijft staan"
        );
        assert_eq!(
            said!("divided-many", path = "plan.docx", count = 2, fewer = 1),
            "plan.docx: de koppen van 2 niveaus zijn hoofdstukken geworden; met --split 1 worden \
             het er minder"
        );
        assert_eq!(
            said!("cannot-read", path = "book.toml", reason = said!("io-permission-denied")),
            "book.toml is niet te lezen: je hebt er geen rechten voor"
        );
        assert_eq!(
            said!("repeated-in-file", count = 3, what = "[todo]", path = "a.md"),
            "… en nog 3 keer [todo] in a.md"
        );
        assert_eq!(
            [1, 3].map(|count| said!("not-removed", chapter = "1.2 Huren", count = count)),
            [
                "1.2 Huren is niet verwijderd: er leidt nog 1 link heen",
                "1.2 Huren is niet verwijderd: er leiden nog 3 links heen"
            ]
        );
        assert_eq!(
            said!("text-speaks-of", "moved", title = "Huren", new = "1.3"),
            "is “Huren” bedoeld, schrijf dan 1.3"
        );
        assert_eq!(
            said!("no-file", "elsewhere", near = "beeld/a.png", address = "../beeld/a.png"),
            "er is wel content/beeld/a.png; schrijf ../beeld/a.png"
        );
        assert_eq!(
            said!("unlisted-script", "help"),
            "vertrouw je het, zet het dan in book.toml:\n[site]\nscripts = [\"content/…\"]"
        );
        assert_eq!(
            said!("template-unknown", kind = "function", name = "now"),
            "Tera heeft geen functie `now`"
        );
        assert_eq!(
            said!("table-ragged", cells = 2, columns = 1),
            "deze rij heeft 2 cellen, en de tabel 1 kolom"
        );
        assert_eq!(
            said!("read-lessons-other", count = 1, promised = 3),
            "de inleiding kondigt 3 lessen aan, maar er volgt 1 kop: geen kop is een les geworden"
        );
        assert_eq!(
            said!("read-graphic", what = "diagram", shown = " “Stappen”"),
            "het diagram “Stappen” is niet te lezen"
        );
        assert_eq!(
            said!("import-icons", icon = ":smile:", more = 2),
            "het pictogram :smile: en nog 2 zijn als tekst gebleven"
        );
        assert_eq!(with_decimal_mark("1.5"), "1.5", "tests speak English");
    }

    #[test]
    fn system_errors_are_worded_by_kind() {
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        assert_eq!(io_reason(&denied), "you have no permission");
        assert!(io_advice(&denied).is_some_and(|advice| advice.contains("another folder")));
        assert_eq!(io_advice(&io::Error::other("broken")), None);
        assert_eq!(io_reason(&io::Error::other("broken")), "broken");
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
