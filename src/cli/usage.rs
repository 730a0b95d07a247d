//! What is wrong with the words of a command, in the language of the messages.

use std::error::Error;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::diagnostic::{Complaint, Diagnostic};
use crate::messages::message;

/// Says what the parser of arguments found. Nothing if it was asked for help or for the version.
pub fn explain(error: &clap::Error) -> Option<Diagnostic> {
    let mistake = Mistake(error);
    Some(match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::NoEquals => mistake.value(),
        ErrorKind::ValueValidation => mistake.refused_value(),
        ErrorKind::UnknownArgument => mistake.unknown(),
        ErrorKind::InvalidSubcommand => mistake.unknown_command(),
        ErrorKind::TooManyValues => mistake.surplus(),
        ErrorKind::ArgumentConflict => mistake.conflict(),
        ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::MissingRequiredArgument => mistake.missing(),
        ErrorKind::InvalidUtf8 => Diagnostic::error(message!("usage-not-utf8")),
        _ => return None,
    })
}

/// A mistake that the parser found.
struct Mistake<'a>(&'a clap::Error);

impl Mistake<'_> {
    /// All that the parser tells of this kind.
    fn texts(&self, kind: ContextKind) -> Vec<String> {
        match self.0.get(kind) {
            Some(ContextValue::String(text)) => vec![text.clone()],
            Some(ContextValue::Strings(texts)) => texts.clone(),
            Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
            _ => Vec::new(),
        }
    }

    fn text(&self, kind: ContextKind) -> String {
        self.texts(kind).join(", ")
    }

    /// The argument without the name of its value: `--port` of `--port <PORT>`.
    fn argument(&self) -> String {
        let argument = self.text(ContextKind::InvalidArg);
        argument.split([' ', '=']).next().unwrap_or_default().to_owned()
    }

    /// A value that an argument does not take, or lacks.
    fn value(&self) -> Diagnostic {
        let (argument, value) = (self.argument(), self.text(ContextKind::InvalidValue));
        let known = self.texts(ContextKind::ValidValue);
        let problem = Diagnostic::error(if value.is_empty() {
            message!("usage-no-value", argument = argument)
        } else {
            message!("usage-value", argument = argument, value = value)
        });
        if known.is_empty() {
            return problem;
        }
        problem.help(
            self.near(ContextKind::SuggestedValue)
                .unwrap_or_else(|| message!("choose-one", known = known.join(", "))),
        )
    }

    /// A value that one of our own readers refuses, which says why.
    fn refused_value(&self) -> Diagnostic {
        let said = self.0.source().map(ToString::to_string).unwrap_or_default();
        match Complaint::of(&said) {
            Complaint::Refused(message, Some(help)) => Diagnostic::error(message).help(help),
            _ => {
                let value = self.text(ContextKind::InvalidValue);
                let argument = self.argument();
                Diagnostic::error(message!("usage-value", argument = argument, value = value))
            }
        }
    }

    /// A value more than there can be.
    fn surplus(&self) -> Diagnostic {
        let argument = self.argument();
        Diagnostic::error(if argument.starts_with('-') {
            message!("usage-value-surplus", argument = argument)
        } else {
            message!("one-word-too-many", word = self.text(ContextKind::InvalidValue))
        })
    }

    fn unknown(&self) -> Diagnostic {
        let argument = self.text(ContextKind::InvalidArg);
        if !argument.starts_with('-') {
            return Diagnostic::error(message!("one-word-too-many", word = argument));
        }
        let problem = Diagnostic::error(message!("usage-unknown", argument = argument));
        match self.near(ContextKind::SuggestedArg) {
            Some(near) => problem.help(near),
            None => problem,
        }
    }

    fn unknown_command(&self) -> Diagnostic {
        let command = self.text(ContextKind::InvalidSubcommand);
        let near = self.near(ContextKind::SuggestedSubcommand);
        Diagnostic::error(message!("usage-no-command", command = command))
            .help(near.unwrap_or_else(|| message!("usage-no-command", "help")))
    }

    /// What was probably meant: the last that the parser names.
    fn near(&self, kind: ContextKind) -> Option<String> {
        let near = self.texts(kind).pop()?;
        Some(message!("did-you-mean", near = near))
    }

    fn conflict(&self) -> Diagnostic {
        let (argument, other) = (self.argument(), self.text(ContextKind::PriorArg));
        Diagnostic::error(if argument == other || other.is_empty() {
            message!("usage-twice", argument = argument)
        } else {
            message!("usage-conflict", argument = argument, other = other)
        })
    }

    fn missing(&self) -> Diagnostic {
        let missing = self.texts(ContextKind::InvalidArg).join(" ");
        let what = missing.split(['<', '>']).nth(1).unwrap_or_default().to_lowercase();
        Diagnostic::error(message!("usage-missing", what = what, missing = missing))
    }
}
