//! Captions in blocks between slashes, of the picture or the table above them.

use std::sync::LazyLock;

use regex::Regex;

/// Gives the last block of a page a caption. Returns whether it is a picture or a table, which can have one.
pub fn add(caption: &str, page: &mut Vec<String>) -> bool {
    /// A picture without a title, on a line of its own.
    static PICTURE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(\s*!\[[^\[\]]*\]\((?:<[^<>]*>|[^\s()<>]+))(\)(?:\{[^{}]*\})?\s*)$")
            .expect("a valid expression")
    });
    static ROW: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(\s*)\|?[^|]+\|").expect("a valid expression"));
    let Some(last) = page.iter().rposition(|line| !line.trim().is_empty()) else { return false };
    if let Some(found) = PICTURE.captures(&page[last]) {
        let title = caption.replace('"', "\\\"");
        page[last] = format!("{} \"{title}\"{}", &found[1], &found[2]);
    } else if let Some(found) = ROW.captures(&page[last]) {
        let line = format!("{}Tabel: {caption}", &found[1]);
        page.truncate(last + 1);
        page.extend([String::new(), line]);
    } else {
        return false;
    }
    page.push(String::new());
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_is_that_of_the_picture_or_table_above_it() {
        let with = |page: &str| {
            let mut page: Vec<String> = page.lines().map(str::to_owned).collect();
            add("De \"wijk\"", &mut page).then(|| page.join("\n"))
        };
        assert_eq!(with("![a](b.png)\n").unwrap(), "![a](b.png \"De \\\"wijk\\\"\")\n");
        assert_eq!(
            with("  | a |\n  |---|\n\n").unwrap(),
            "  | a |\n  |---|\n\n  Tabel: De \"wijk\"\n"
        );
        for other in ["", "Tekst.", "![a](b.png \"c\")", "![a](b.png) en"] {
            assert_eq!(with(other), None, "{other}");
        }
    }
}
