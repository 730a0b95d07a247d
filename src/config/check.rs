//! `[check]`: what `wijkengids check` looks for.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::diagnostic::exemption::Exemptions;
use crate::diagnostic::{Diagnostic, Text, refuse};
use crate::messages::message;
use crate::rule::{Level, Rule};
use crate::suggestion::did_you_mean;

/// `[check]`: which rules are checked, and how severe a breach of each is.
///
/// Every [`Rule`] is a key whose value is `"error"`, `"warn"` or `"off"`; the other keys are the
/// fields of this type.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// The rules whose level is set.
    pub rules: BTreeMap<Rule, Level>,
    /// The most characters in a chapter's title before `long-title` reports it. Headings may have
    /// half as many more.
    pub title_length: usize,
    /// The most words in a sentence before `long-sentence` reports it.
    pub sentence_length: usize,
    /// Prefixes of addresses that `--external` skips, such as those of an intranet.
    pub ignore_links: Vec<String>,
    /// For how many days an address that answered is not requested again.
    pub link_age: u32,
    /// The timeout of a request, in seconds.
    pub link_timeout: u32,
}

impl Default for Check {
    fn default() -> Self {
        Self {
            rules: BTreeMap::new(),
            title_length: 80,
            sentence_length: 25,
            ignore_links: Vec::new(),
            link_age: 7,
            link_timeout: 20,
        }
    }
}

impl Check {
    /// The level of a rule in this guide.
    pub fn level(&self, rule: Rule) -> Level {
        self.rules.get(&rule).copied().unwrap_or(rule.default_level())
    }

    /// Gives every diagnostic the severity of its rule, and removes those whose rule is off or that
    /// a comment exempts.
    pub fn weigh(&self, diagnostics: &mut Vec<Diagnostic>) {
        let mut exemptions: HashMap<*const Text, Exemptions> = HashMap::new();
        diagnostics.retain_mut(|diagnostic| {
            let Some(rule) = diagnostic.rule else { return true };
            if let Some((text, span)) = diagnostic.location.as_ref().filter(|_| !rule.is_fixed()) {
                let of_text = exemptions.entry(Arc::as_ptr(text));
                let exemptions = of_text.or_insert_with(|| Exemptions::of(text));
                if exemptions.hold(text.position(span.start()).0, rule) {
                    return false;
                }
            }
            let severity = self.level(rule).severity();
            diagnostic.severity = severity.unwrap_or(diagnostic.severity);
            severity.is_some()
        });
    }
}

/// The keys of [`Check`] that are not rules.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Setting {
    TitleLength,
    SentenceLength,
    IgnoreLinks,
    LinkAge,
    LinkTimeout,
}

impl<'de> Deserialize<'de> for Check {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = Check;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("rules, each with \"error\", \"warn\" or \"off\"")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Check, A::Error> {
                let mut check = Check::default();
                while let Some(key) = map.next_key::<Key>()? {
                    match key {
                        Key::Rule(rule) => {
                            let level = map.next_value_seed(LevelOf(rule))?;
                            check.rules.insert(rule, level);
                        }
                        Key::Setting(Setting::TitleLength) => {
                            check.title_length = map.next_value()?;
                        }
                        Key::Setting(Setting::SentenceLength) => {
                            check.sentence_length = map.next_value()?;
                        }
                        Key::Setting(Setting::IgnoreLinks) => {
                            check.ignore_links = map.next_value()?;
                        }
                        Key::Setting(Setting::LinkAge) => check.link_age = map.next_value()?,
                        Key::Setting(Setting::LinkTimeout) => {
                            check.link_timeout = map.next_value()?;
                        }
                    }
                }
                Ok(check)
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

/// Reads the level of a rule, with an error that has the position of the value.
struct LevelOf(Rule);

impl<'de> DeserializeSeed<'de> for LevelOf {
    type Value = Level;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Level, D::Error> {
        let level = Level::deserialize(deserializer)?;
        if self.0.is_fixed() && level != Level::Error {
            let message = message!("fixed-rule", rule = self.0.name());
            Err(refuse(&message, &message!("fixed-rule", "help")))
        } else {
            Ok(level)
        }
    }
}

enum Key {
    Setting(Setting),
    Rule(Rule),
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let plain = de::value::StrDeserializer::<de::value::Error>::new;
        match Setting::deserialize(plain(&name)) {
            Ok(setting) => Ok(Self::Setting(setting)),
            Err(_) => Rule::deserialize(plain(&name))
                .map(Self::Rule)
                .map_err(|_| refuse(&message!("no-such-rule", name = name.as_str()), &near(&name))),
        }
    }
}

/// What to do about a key that is neither a rule nor a setting.
fn near(name: &str) -> String {
    const SETTINGS: [&str; 5] =
        ["title-length", "sentence-length", "ignore-links", "link-age", "link-timeout"];
    let known = Rule::ALL.iter().map(|rule| rule.name()).chain(SETTINGS);
    match did_you_mean(name, known) {
        Some(near) => message!("did-you-mean", near = near),
        None => message!("no-such-rule", "help"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str) -> Result<Check, String> {
        toml::from_str(toml).map_err(|error: toml::de::Error| error.message().to_owned())
    }

    #[test]
    fn rules_have_levels_and_there_are_settings() {
        let check = read("todo = \"error\"\nnumber-gap = \"warn\"\ntitle-length = 60\n").unwrap();
        assert_eq!(check.level(Rule::Todo), Level::Error);
        assert_eq!(check.level(Rule::NumberGap), Level::Warn);
        assert_eq!(check.level(Rule::LongSentence), Level::Off);
        assert_eq!(check.title_length, 60);
    }

    #[test]
    fn mistakes_are_explained() {
        assert!(read("toodo = \"warn\"").unwrap_err().contains("did you mean `todo`?"));
        assert!(read("todo = \"maybe\"").unwrap_err().contains("`off`"));
        assert!(read("duplicate-number = \"off\"").unwrap_err().contains("always an error"));
    }

    #[test]
    fn rules_that_are_off_are_not_reported() {
        let check = read("todo = \"off\"\nvague-link = \"error\"").unwrap();
        let mut found = vec![
            Diagnostic::of(Rule::Todo, "a"),
            Diagnostic::of(Rule::VagueLink, "b"),
            Diagnostic::warning("c"),
        ];
        check.weigh(&mut found);
        let weights: Vec<_> = found.iter().map(|d| (d.message.as_str(), d.severity)).collect();
        use crate::diagnostic::Severity::{Error, Warning};
        assert_eq!(weights, [("b", Error), ("c", Warning)]);
    }
}
