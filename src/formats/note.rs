//! What an editor should look at in what was read.

/// What an editor should look at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Note {
    /// What kind of note it is.
    pub kind: NoteKind,
    /// What happened, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// The kind of a note. Many notes of one kind can be told as one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NoteKind {
    /// The name of its message.
    name: &'static str,
    /// What only this note is about, so that it must be told by itself.
    subject: String,
}

/// A note for an editor, and its line.
pub type Remark = (usize, Note);

impl Note {
    /// The note that is the message of this name.
    pub fn new(name: &'static str, message: String) -> Self {
        Self { kind: NoteKind { name, subject: String::new() }, message, help: None }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(self, help: String) -> Self {
        Self { help: Some(help), ..self }
    }

    /// The same, as a note that is about this alone.
    #[must_use]
    pub fn about(mut self, subject: &str) -> Self {
        subject.clone_into(&mut self.kind.subject);
        self
    }
}

/// The note that is a message, named as [`message!`](crate::messages::message) names it, with its
/// help. One of which there is `nothing` to do has no help.
macro_rules! note {
    (nothing $name:tt $($argument:tt)*) => {
        $crate::formats::Note::new($name, $crate::messages::message!($name $($argument)*))
    };
    ($name:tt $($argument:tt)*) => {
        $crate::formats::Note::new($name, $crate::messages::message!($name $($argument)*))
            .help($crate::messages::message!($name, "help"))
    };
}
pub(crate) use note;
