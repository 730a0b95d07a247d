//! `[accessibility]`: the accessibility statement of the site.

use jiff::civil::Date;
use serde::Deserialize;

use super::address::{link, optional_link};
use crate::diagnostic::refuse;
use crate::messages::message;

/// `[accessibility]`: makes an accessibility statement, in the form that Dutch public bodies use.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Accessibility {
    /// Whose statement it is; by default the publisher's.
    #[serde(default)]
    pub organisation: Option<String>,
    /// How far the site meets the requirements.
    pub status: Compliance,
    /// When the statement was drawn up.
    #[serde(deserialize_with = "date")]
    pub date: Date,
    /// When it was last reviewed.
    #[serde(default, deserialize_with = "optional_date")]
    pub updated: Option<Date>,
    /// Where readers report what they cannot use: a mail address or the address of a page.
    #[serde(deserialize_with = "link")]
    pub contact: String,
    /// A telephone number for the same.
    #[serde(default)]
    pub phone: Option<String>,
    /// The address of the statement in a public register.
    #[serde(default, deserialize_with = "optional_link")]
    pub register: Option<String>,
    /// The evaluation that the status is based on.
    #[serde(default)]
    pub evaluation: Option<Evaluation>,
    /// What is not accessible yet.
    #[serde(default)]
    pub issues: Vec<Issue>,
}

/// How far the site meets the requirements, in the terms of the Dutch register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Compliance {
    /// Status A: all requirements are met.
    Full,
    /// Status B: most are met, and what is not is listed.
    Partial,
    /// Status C: not evaluated as a whole yet; first measures have been taken.
    FirstMeasures,
    /// Status D: requirements are not met.
    None,
}

/// An evaluation of the site.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Evaluation {
    /// Who evaluated it.
    pub by: String,
    /// When.
    #[serde(deserialize_with = "date")]
    pub date: Date,
    /// The address of the report.
    #[serde(default, deserialize_with = "optional_link")]
    pub report: Option<String>,
}

/// Something that is not accessible yet.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Issue {
    /// What it is.
    pub what: String,
    /// The reason.
    #[serde(default)]
    pub why: Option<String>,
    /// What readers can use instead.
    #[serde(default)]
    pub alternative: Option<String>,
    /// When it will be fixed.
    #[serde(default, deserialize_with = "optional_date")]
    pub mended_by: Option<Date>,
}

/// Reads a date as TOML writes it, or in quotation marks.
fn date<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Date, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Date(toml::value::Datetime),
        Text(String),
    }
    let written = match Written::deserialize(input) {
        Ok(Written::Date(date)) => date.to_string(),
        Ok(Written::Text(text)) => text,
        Err(_) => return Err(refuse(&message!("not-a-date"), &message!("not-a-date", "help"))),
    };
    written.parse().map_err(|_| {
        let message = message!("not-this-date", written = written);
        refuse(&message, &message!("not-a-date", "help"))
    })
}

pub(super) fn optional_date<'de, D: serde::Deserializer<'de>>(
    input: D,
) -> Result<Option<Date>, D::Error> {
    date(input).map(Some)
}

#[cfg(test)]
mod tests {
    use super::super::Config;
    use super::*;
    use crate::diagnostic::Text;

    fn parse(keys: &str) -> (Config, Vec<String>) {
        let toml = format!("[book]\ntitle = \"x\"\n\n[accessibility]\n{keys}\n");
        let (config, diagnostics) = Config::parse(&Text::new("book.toml", toml)).unwrap();
        (config, diagnostics.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn dates_may_be_quoted() {
        for date in ["2026-03-01", "\"2026-03-01\""] {
            let (config, problems) =
                parse(&format!("status = \"partial\"\ndate = {date}\ncontact = \"a@b.nl\""));
            assert_eq!(problems, [] as [&str; 0]);
            let accessibility = config.accessibility.unwrap();
            assert_eq!(accessibility.date, jiff::civil::date(2026, 3, 1));
            assert_eq!(accessibility.status, Compliance::Partial);
        }
    }

    #[test]
    fn missing_and_wrong_values_are_reported() {
        let (_, problems) = parse("status = \"goed\"\ndate = \"gisteren\"\ncontact = \"a@b.nl\"");
        assert!(problems.iter().any(|problem| problem.contains("goed")), "{problems:?}");
        assert!(problems.iter().any(|problem| problem.contains("not a date")), "{problems:?}");
        let (_, problems) = parse("status = \"full\"");
        assert!(problems[0].contains("needs the key `date`"), "{problems:?}");
    }
}
