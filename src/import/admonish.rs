//! Boxes of the preprocessor `admonish`, which mdBook itself takes for code blocks.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::python_markdown::{boxed, dedent};

/// Turns ```` ```admonish warning "Title" ```` into a box.
pub fn convert(body: &str) -> String {
    static FENCE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^( *)(`{3,}|~{3,})\s*(.*)$").expect("a valid expression"));
    let lines: Vec<&str> = body.lines().collect();
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let Some(fence) = FENCE.captures(line) else {
            out.push((*line).to_owned());
            at += 1;
            continue;
        };
        let rest = &lines[at + 1..];
        let end = rest.iter().position(|line| closes(line, &fence[2])).unwrap_or(rest.len());
        let inner = &rest[..end];
        match fence[3].strip_prefix("admonish").filter(|info| !info.starts_with(is_letter)) {
            Some(info) => out.extend(of_fence(&fence, info, inner)),
            None => {
                out.extend(lines[at..(at + end + 2).min(lines.len())].iter().map(|&l| l.into()));
            }
        }
        at += end + 2;
    }
    out.join("\n") + "\n"
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
}

fn closes(line: &str, fence: &str) -> bool {
    let line = line.trim();
    line.len() >= fence.len() && line.chars().all(|c| fence.starts_with(c))
}

fn of_fence(fence: &Captures<'_>, info: &str, inner: &[&str]) -> Vec<String> {
    static TITLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?:^|\s)(?:title\s*=\s*)?(?:"([^"]*)"|'([^']*)')"#)
            .expect("a valid expression")
    });
    let title = TITLE.captures(info).and_then(|found| found.get(1).or(found.get(2)));
    let name = info.split_whitespace().next().filter(|word| !word.contains(['"', '\'', '=']));
    let name = name.and_then(|name| name.split('.').next()).filter(|name| !name.is_empty());
    let indent = fence[1].len();
    let inner: Vec<&str> = inner.iter().map(|line| dedent(line, indent)).collect();
    let inner: Vec<String> = convert(&inner.join("\n")).lines().map(str::to_owned).collect();
    boxed(name.unwrap_or("note"), title.map(|title| title.as_str()), &inner, &fence[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_told_from_code() {
        let body = "```admonish\nEen.\n```\n\n````\n```admonish\n```\n````\n\
                    ```admonish bug title=\"Wat?\" collapsible=true\n~~~rust\nx\n~~~\n```\n\
                    ```admonishment\n```\n";
        assert_eq!(
            convert(body),
            "\n> [!NOTE]\n> Een.\n\n\n````\n```admonish\n```\n````\n\
             \n::: bug Wat?\n~~~rust\nx\n~~~\n:::\n\n```admonishment\n```\n"
        );
    }
}
