//! A wide table may have a page that is turned. What stands right above it goes along.

use super::above::{Above, turned};
use super::chapter::Writer;

impl Writer<'_> {
    /// Notes that what was written from here on goes along with a table right below it.
    pub(super) fn goes_along(&mut self, start: usize, close: &str, reopen: &str) {
        self.forget_unless_at(start);
        let end = self.code.end();
        let (close, reopen) = (close.to_owned(), reopen.to_owned());
        self.above.push(Above { start: Some(start), end, close, reopen });
    }

    /// What stands as a title goes along with a table right below it.
    pub(super) fn title(&mut self, title: impl FnOnce(&mut Self)) {
        let start = self.code.end();
        title(self);
        self.goes_along(start, "", "");
    }

    /// Closes what was opened at a place and goes along with a table in it. If it held only titles, it
    /// goes along with a table right below it too.
    pub(super) fn close_at(&mut self, start: usize, close: &str) {
        let end = self.code.end();
        self.code.push(close);
        let held = self.above.iter().rposition(|above| above.start == Some(start));
        let ends_so = self.above.last().is_some_and(|above| above.end == end);
        if let Some(held) = held.filter(|_| ends_so) {
            self.above.truncate(held);
            let (end, none) = (self.code.end(), String::new);
            self.above.push(Above { start: Some(start), end, close: none(), reopen: none() });
        }
    }

    /// Notes that what was written from here on is no text, so that it parts nothing from a table.
    pub(super) fn parts_nothing(&mut self, start: usize) {
        let end = self.code.end();
        if let Some(above) = self.above.last_mut().filter(|above| above.end == start) {
            above.end = end;
        }
    }

    /// A table of so many columns, which may need a page that is turned.
    pub(super) fn turned(&mut self, columns: usize, table: impl FnOnce(&mut Self)) {
        if !self.is_on_page {
            return table(self);
        }
        let end = self.code.end();
        self.forget_unless_at(end);
        let above = std::mem::take(&mut self.above);
        let call = turned(columns);
        match above.first().map(|first| first.start) {
            Some(Some(start)) => self.code.insert(start, &call),
            Some(None) => self.opening_turned = Some(columns),
            None => self.code.push(&call),
        }
        self.contained(table);
        above.iter().rev().for_each(|above| self.code.push(&above.close));
        self.code.push("]\n");
        above.iter().for_each(|above| self.code.push(&above.reopen));
    }

    /// What is in something else than the page itself, so that no page can begin there.
    pub(super) fn contained(&mut self, inner: impl FnOnce(&mut Self)) {
        let outside = std::mem::replace(&mut self.is_on_page, false);
        inner(self);
        self.is_on_page = outside;
    }

    /// Forgets what other text parts from this place.
    fn forget_unless_at(&mut self, place: usize) {
        if self.above.last().is_some_and(|above| above.end != place) {
            self.above.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{body, source, source_of};

    #[test]
    fn what_stands_above_a_table_goes_along_with_it() {
        let markdown = "| a | b |\n|---|---|\n| 1 | 2 |\n";
        let html = "<table><tr><td>1<td>2</table>\n";
        for table in [markdown, html] {
            for (text, code) in [
                (
                    format!("Tekst.\n\n## Kop\n\n{table}"),
                    "#turned(2)[\n#section(level: 2, rank: 2, id: \"ch-2:kop\", )[#\"Kop\"]\n#tabular(",
                ),
                (
                    format!("<i>x</i>\n\n## Kop\n\n### Kop\n\n{table}"),
                    "#turned(2)[\n#section(level: 2, rank: 2, id: \"ch-2:kop\", )[#\"Kop\"]\n#section(",
                ),
                (
                    format!("Tekst.\n\n<h2>Kop</h2>\n<div id=\"x\">\n\n{table}\n</div>\n"),
                    "#turned(2)[\n#section(level: 2, rank: 2, )[#\"Kop\"]\n#anchor(\"ch-2:x\")#tabular(",
                ),
                (
                    format!("Tekst.\n\n## Les {{.les}}\n\n{table}\nna\n"),
                    "#turned(2)[\n#lesson(id: \"ch-2:les-1\", themes: (), [\n#section(",
                ),
                (format!("Tekst.\n\n{table}"), "]\n#turned(2)[\n#tabular("),
                (
                    format!("Tekst.\n\n## Kop\n\n---\n\n{table}"),
                    "#turned(2)[\n#section(level: 2, rank: 2, id: \"ch-2:kop\", )[#\"Kop\"]\n\
                     #divider()\n#tabular(",
                ),
                (
                    format!("Tekst.\n\n**Titel**\n\n{table}"),
                    "#turned(2)[\n#lead-in[#strong[#\"Titel\"]]\n#tabular(",
                ),
                (
                    format!("Tekst.\n\n<p><b>Titel</b>\n</p>\n\n{table}"),
                    "#turned(2)[\n#lead-in[#strong[#\"Titel\"]]\n#tabular(",
                ),
                (
                    format!("Tekst.\n\n<details><summary>Titel</summary>\n\n{table}\n</details>\n"),
                    "#turned(2)[\n#[#set text(weight: 700)\n#lead-in[#strong[#\"Titel\"]]\n]\n#tabular(",
                ),
                (
                    format!("Tekst.\n\n<div lang=en><h2>Kop</h2></div>\n\n{table}"),
                    "#turned(2)[\n#[#set text(lang: \"en\")\n\
                     #section(level: 2, rank: 2, )[#\"Kop\"]\n]\n#tabular(",
                ),
                (
                    format!("Tekst.\n\n## Kop\n\n<div lang=en>\n\n{table}\n</div>\n"),
                    "#turned(2)[\n#section(level: 2, rank: 2, id: \"ch-2:kop\", )[#\"Kop\"]\n\
                     #[#set text(lang: \"en\")\n#tabular(",
                ),
            ] {
                let body = body(&text);
                assert!(body.contains(code), "{text}:\n{body}");
            }
        }
        let body = body(&format!("## Kop\n\nTekst.\n\n{markdown}"));
        assert!(body.contains("#par[#\"Tekst.\"]\n#turned(2)[\n#tabular("), "{body}");
    }

    #[test]
    fn the_opening_of_a_chapter_goes_along_with_its_first_table() {
        for table in ["| a |\n|---|\n| 1 |\n", "<table><tr><td>1</table>\n"] {
            for head in ["", "## Kop\n\n", "## Les {.les}\n\n"] {
                let source = source(&format!("{head}{table}\nna[^1]\n\n[^1]: Noot.\n"));
                let (_, chapter) = source.main.split_once("chapters: ((id: \"ch-2\"").unwrap();
                let (pages, chapter) = chapter.split_once("#chapter(").expect("a chapter");
                assert!(pages.ends_with("#turned(1)[\n"), "{head}{table}: {}", source.main);
                let (opening, rest) = chapter.split_once("#tabular(").expect("a table");
                assert!(opening.contains("#prose[\n"), "{opening}");
                let (_, rest) = rest.split_once("#[\n#prose[\n").expect("the rest");
                assert!(rest.contains("#noted[#\"na\"#note(1, "), "{rest}");
            }
        }
    }

    #[test]
    fn a_chapter_in_another_language_is_so_in_all_of_its_parts() {
        let table = "| a |\n|---|\n| 1 |\n";
        let main = source_of(&format!(
            "---\ntitle: Two\nlang: en\n---\n\n{table}\na[^1]\n\n[^1]: Note.\n"
        ))
        .main;
        for code in [
            "level: 1, starts: \"page\", language: (lang: \"en\")",
            "#text(lang: \"en\")[\n#prose[\n#noted[#\"a\"",
            "#note(1, \"ch-2:fn-1\", language: (lang: \"en\"), room: 1)[#\"Note.\"]",
        ] {
            assert!(main.contains(code), "{code}: {main}");
        }
    }

    #[test]
    fn a_table_within_something_else_is_not_turned() {
        let table = "| a | b |\n|---|---|\n| 1 | 2 |\n";
        let indented: String = table.lines().map(|line| format!("    {line}\n")).collect();
        let quoted: String = table.lines().map(|line| format!("> {line}\n")).collect();
        for text in [
            format!("::: kader\n## Kop\n\n{table}\n:::\n"),
            format!("::: citaat\n{table}\n:::\n"),
            format!("1.  a\n\n{indented}"),
            quoted,
            format!("Term\n:   uitleg\n\n{indented}"),
            format!("a[^1]\n\n[^1]: noot\n\n{indented}"),
            "<figure><table><tr><td>1<td>2</table></figure>\n".to_owned(),
            "<dl><dt>x<dd><table><tr><td>1<td>2</table></dl>\n".to_owned(),
        ] {
            let body = body(&format!("Tekst.\n\n{text}"));
            assert!(body.contains("#tabular(columns: 2"), "{text}:\n{body}");
            assert!(!body.contains("#turned("), "{text}:\n{body}");
        }
        let nested = "<table><tr><td><table><tr><td>1<td>2</table></table>";
        let body = body(&format!("Tekst.\n\n{nested}\n"));
        assert_eq!(body.matches("#turned(").count(), 1, "{body}");
    }
}
