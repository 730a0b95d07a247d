//! Values that go on over several lines of `book.toml`, and do not end or are not TOML.

use super::values::{as_value, is_toml};
use crate::messages::message;

/// What is wrong with a value over several lines: the number of the line to mark, the message and
/// the advice.
pub type Found = (usize, String, String);

/// Finds the value over several lines that was not at its end at `at`, where TOML could not be
/// read any further.
pub fn find(lines: &[&str], at: usize) -> Option<Found> {
    open_text(lines, at).or_else(|| open_list(lines, at)).or_else(|| yaml_list(lines, at))
}

fn mended(line: &str) -> String {
    message!("mended", line = line)
}

/// The last line up to `at` with a key whose value `is_open`.
fn opening(lines: &[&str], at: usize, is_open: impl Fn(&str) -> bool) -> Option<usize> {
    let value = |at: &usize| Some(lines.get(*at)?.split_once('=')?.1.trim());
    (0..=at).rev().find(|at| value(at).is_some_and(&is_open))
}

/// Whether a line begins another key or table.
fn is_next(line: &str) -> bool {
    line.starts_with('[') || line.split_once('=').is_some_and(|(key, _)| is_key(key))
}

fn is_key(key: &str) -> bool {
    let key = key.trim();
    !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// A text after three quotation marks that none follow.
fn open_text(lines: &[&str], at: usize) -> Option<Found> {
    const MARKS: &str = "\"\"\"";
    let start = opening(lines, at, |value| value.starts_with(MARKS))?;
    let rest = lines.get(start..)?;
    if rest.iter().map(|line| line.matches(MARKS).count()).sum::<usize>() != 1 {
        return None;
    }
    let end = rest.iter().skip(1).position(|line| line.trim().is_empty() || is_next(line.trim()));
    let end = end.map_or(lines.len() - 1, |end| start + end);
    let line = format!("{}{MARKS}", lines.get(end)?.trim());
    let whole = [lines.get(start..end)?, &[&line]].concat().join("\n");
    is_toml(&whole).then(|| (end, message!("config-open-text"), mended(&line)))
}

/// A list that has not ended when another key or table begins.
fn open_list(lines: &[&str], at: usize) -> Option<Found> {
    let start = opening(lines, at.checked_sub(1)?, |value| value.starts_with('['))?;
    let end = (start..at).rev().find(|&at| !lines[at].trim().is_empty())?;
    let last = format!("{}]", lines[end].trim().trim_end_matches(','));
    let before = lines.get(start..end)?;
    let is_open = is_next(lines.get(at)?.trim()) && !is_toml(&lines.get(start..=end)?.join("\n"));
    let whole = [before, &[last.as_str()]].concat().join("\n");
    (is_open && is_toml(&whole)).then(|| (end, message!("config-open-list"), mended(&last)))
}

/// A list in the syntax of YAML.
fn yaml_list(lines: &[&str], at: usize) -> Option<Found> {
    let key = lines.get(at)?.trim().strip_suffix([':', '=']).map(str::trim_end)?;
    let below = lines.get(at + 1..)?;
    let items = below.iter().map_while(|line| line.trim().strip_prefix("- "));
    let items: Vec<String> = items.map(|item| as_value(item.trim())).collect();
    let line = format!("{key} = [{}]", items.join(", "));
    let is_list = is_key(key) && !items.is_empty() && is_toml(&line);
    let help = message!("mended-lines", key = key, line = line);
    is_list.then(|| (at, message!("config-yaml-list"), help))
}
