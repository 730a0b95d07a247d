//! The operating system as a value, so that tests on one system cover all of them.

/// An operating system, as far as this program depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Windows.
    Windows,
    /// macOS.
    MacOs,
    /// Linux, and what resembles it.
    Linux,
}

impl System {
    /// The one this program was made for.
    pub const HERE: Self = if cfg!(windows) {
        Self::Windows
    } else if cfg!(target_os = "macos") {
        Self::MacOs
    } else {
        Self::Linux
    };

    /// An argument as one types it in a terminal: in quotes where it would not be one word.
    pub fn quoted(self, argument: &str) -> String {
        let is_plain = |c: char| c.is_alphanumeric() || "-_./:,+@%=".contains(c);
        let is_separator = |c: char| self == Self::Windows && c == '\\';
        if !argument.is_empty() && argument.chars().all(|c| is_plain(c) || is_separator(c)) {
            return argument.to_owned();
        }
        match self {
            // Windows file names cannot contain double quotes.
            Self::Windows => format!("\"{argument}\""),
            // Double quotes read better, and work unless they hold what a shell replaces.
            _ if !argument.contains(['"', '$', '`', '\\', '!']) => format!("\"{argument}\""),
            _ => format!("'{}'", argument.replace('\'', r"'\''")),
        }
    }

    /// The words of a command, quoted as in a shell; `None` if a quotation mark is not closed.
    pub fn words(self, command: &str) -> Option<Vec<String>> {
        match self {
            // On Windows a backslash is part of a path.
            Self::Windows => shlex::split(&command.replace('\\', "\\\\")),
            _ => shlex::split(command),
        }
    }

    /// A path as other programs understand it. The system itself may return one that begins with
    /// `\\?\` on Windows, which few programs know.
    pub fn plain_path(self, path: &str) -> String {
        let plain = match self {
            Self::Windows => path.strip_prefix(r"\\?\"),
            _ => None,
        };
        match plain {
            Some(rest) => match rest.strip_prefix(r"UNC\") {
                Some(share) => format!(r"\\{share}"),
                None => rest.to_owned(),
            },
            None => path.to_owned(),
        }
    }

    /// Whether a name in a path is more than a name: on Windows `C:` starts an absolute path, and a
    /// backslash separates two names.
    pub fn is_more_than_a_name(self, name: &str) -> bool {
        self == Self::Windows && name.contains([':', '\\'])
    }

    /// A name without the characters that separate names or that no name may have, which become
    /// dashes.
    pub fn file_name(self, name: &str) -> String {
        let is_special =
            |c| matches!(c, '/' | '\0') || self == Self::Windows && matches!(c, ':' | '\\');
        let name = name.replace(is_special, "-");
        if matches!(&*name, "" | "." | "..") { "-".to_owned() } else { name }
    }
}

#[cfg(test)]
mod tests {
    use super::System::{Linux, MacOs, Windows};

    #[test]
    fn a_folder_with_a_space_is_quoted() {
        for (system, argument, quoted) in [
            (Linux, "gids", "gids"),
            (Linux, "/home/noor/gids-2.0", "/home/noor/gids-2.0"),
            (MacOs, "/Users/noor/Mijn gids", "\"/Users/noor/Mijn gids\""),
            (Linux, "$HOME gids", "'$HOME gids'"),
            (Linux, "'s avonds", "\"'s avonds\""),
            (Linux, "'s \"avonds\"", r#"''\''s "avonds"'"#),
            (Linux, r"a\b", r"'a\b'"),
            (Linux, "", "\"\""),
            (Windows, r"C:\Users\noor\gids", r"C:\Users\noor\gids"),
            (Windows, r"C:\Users\Noor Jansen\gids", r#""C:\Users\Noor Jansen\gids""#),
            (Windows, "gids & zo", "\"gids & zo\""),
        ] {
            assert_eq!(system.quoted(argument), quoted, "{system:?}: {argument}");
        }
    }

    #[test]
    fn what_is_quoted_is_read_as_one_word() {
        for system in [Linux, MacOs] {
            for argument in
                ["gids", "Mijn gids", "$HOME gids", "'s \"avonds\"", r"a\b c", "a!b", ""]
            {
                assert_eq!(system.words(&system.quoted(argument)).unwrap(), [argument]);
            }
        }
        for argument in [r"C:\Users\Noor Jansen\gids", "Mijn gids", r"gids\deel"] {
            assert_eq!(Windows.words(&Windows.quoted(argument)).unwrap(), [argument]);
        }
    }

    #[test]
    fn a_command_is_read_as_the_system_reads_it() {
        let code = r#""C:\Program Files\VS Code\bin\code.cmd" -n"#;
        assert_eq!(Windows.words(code).unwrap(), [r"C:\Program Files\VS Code\bin\code.cmd", "-n"]);
        assert_eq!(Linux.words(r"/opt/My\ Editor/code -n").unwrap(), ["/opt/My Editor/code", "-n"]);
        assert_eq!(Linux.words("'niet gesloten"), None);
    }

    #[test]
    fn paths_for_other_programs_have_no_prefix() {
        for (system, path, plain) in [
            (Windows, r"\\?\C:\gids\a b.md", r"C:\gids\a b.md"),
            (Windows, r"\\?\UNC\server\deel\gids", r"\\server\deel\gids"),
            (Windows, r"C:\gids", r"C:\gids"),
            (Linux, r"/gids/\\?\x", r"/gids/\\?\x"),
        ] {
            assert_eq!(system.plain_path(path), plain);
        }
    }

    #[test]
    fn names_lead_to_no_other_place() {
        for name in ["C:", r"a\b", r"..\x", "a:stream"] {
            assert!(Windows.is_more_than_a_name(name), "{name}");
            assert!(!Linux.is_more_than_a_name(name) && !MacOs.is_more_than_a_name(name), "{name}");
        }
        assert_eq!(Windows.file_name(r"a:b\c/d"), "a-b-c-d");
        assert_eq!(MacOs.file_name(r"a:b\c/d"), r"a:b\c-d");
        assert_eq!(Linux.file_name(".."), "-");
    }
}
