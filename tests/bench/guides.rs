//! The same guide laid out for several generators, to measure them side by side.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The same chapters in the layout of each generator.
pub fn write(root: &Path, count: usize) {
    let write = |path: String, content: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, content).expect("a written file");
    };
    let mut words = Words(1);
    let mut summary = String::from("# Summary\n\n");
    for n in 0..count {
        let number = format!("{}.{}.{}", n / 100 + 1, n / 10 % 10 + 1, n % 10 + 1);
        let title = words.sentence(4);
        let body = body(&mut words);
        let front = format!("---\ntitle: {title}\n---\n\n{body}");
        write(format!("wijkengids/content/{number}.md"), &front);
        write(format!("hugo/content/{}/{number}.md", n / 100 + 1), &front);
        write(
            format!("zola/content/{number}.md"),
            &format!("+++\ntitle = \"{title}\"\n+++\n\n{body}"),
        );
        write(format!("mdbook/src/{number}.md"), &format!("# {title}\n\n{body}"));
        writeln!(summary, "- [{title}]({number}.md)").expect("a string takes every line");
    }
    write("mdbook/src/SUMMARY.md".into(), &summary);
    write("mdbook/book.toml".into(), "[book]\ntitle = \"Proef\"\nlanguage = \"nl\"\n");
    write("wijkengids/book.toml".into(), "[book]\ntitle = \"Proef\"\n");
    write("hugo/hugo.toml".into(), "baseURL = \"https://example.org/\"\ntitle = \"Proef\"\n");
    let page = "<!doctype html><html lang=\"nl\"><title>{{ .Title }}</title><main>{{ .Content }}<ul>{{ range .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul></main></html>";
    for layout in ["home", "list", "single"] {
        let page = if layout == "single" {
            page.replace("{{ range .Pages }}", "{{ range .CurrentSection.RegularPages }}")
        } else {
            page.to_owned()
        };
        write(format!("hugo/layouts/{layout}.html"), &page);
    }
    write("zola/config.toml".into(), "base_url = \"https://example.org\"\ntitle = \"Proef\"\n");
    write("zola/content/_index.md".into(), "+++\ntitle = \"Proef\"\nsort_by = \"title\"\n+++\n");
    let list = "<ul>{% for page in section.pages %}<li><a href=\"{{ page.permalink }}\">{{ page.title }}</a></li>{% endfor %}</ul>";
    let page = "<!doctype html><html lang=\"nl\"><title>{{ page.title }}</title><main>{{ page.content | safe }}</main></html>";
    write("zola/templates/index.html".into(), list);
    write("zola/templates/page.html".into(), page);
}

fn body(words: &mut Words) -> String {
    let mut body = String::new();
    for section in 0..4 {
        let items: String = (0..5).map(|_| format!("- {}\n", words.sentence(12))).collect();
        let text: String = (0..4).map(|_| words.sentence(14) + " ").collect();
        write!(body, "## {}\n\n{text}\n\n{items}\n", words.sentence(5)).expect("a string takes it");
        if section == 1 && words.below(10) == 0 {
            body.push_str(
                "```python\ndef budget(wijk, jaar=2026):\n    return sum(wijk.posten)\n```\n\n",
            );
        }
    }
    body.push_str("| a | b |\n|---|---|\n| 1 | 2 |\n");
    body
}

/// Words in a fixed pseudo-random order: as in real texts, few are common and most are not.
struct Words(u64);

impl Words {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % end
    }

    /// One of some words, the first ones oftenest.
    fn one_of(&mut self, words: &[&'static str]) -> &'static str {
        let most = self.below(words.len()) + 1;
        words[self.below(most)]
    }

    fn word(&mut self) -> String {
        const SMALL: [&str; 16] = [
            "de", "het", "een", "en", "van", "in", "op", "voor", "met", "aan", "is", "dat", "niet",
            "te", "zijn", "er",
        ];
        const SUBJECTS: [&str; 24] = [
            "wijk",
            "buurt",
            "bewoner",
            "gemeente",
            "zorg",
            "jeugd",
            "veiligheid",
            "welzijn",
            "woning",
            "school",
            "sport",
            "groen",
            "budget",
            "regie",
            "netwerk",
            "bestuur",
            "politie",
            "opgave",
            "kans",
            "signaal",
            "preventie",
            "rol",
            "steun",
            "norm",
        ];
        const ENDS: [&str; 16] = [
            "aanpak", "beleid", "raad", "team", "plan", "coach", "huis", "straat", "toets",
            "visie", "agenda", "werker", "gids", "kaart", "monitor", "loket",
        ];
        const VERBS: [&str; 8] =
            ["versterken", "samen", "leren", "meten", "delen", "starten", "betrekken", "inrichten"];
        match self.below(100) {
            0..42 => self.one_of(&SMALL).into(),
            42..66 => self.one_of(&SUBJECTS).into(),
            66..84 => format!("{}{}", self.one_of(&SUBJECTS), self.one_of(&ENDS)),
            _ => self.one_of(&VERBS).into(),
        }
    }

    fn sentence(&mut self, length: usize) -> String {
        let words: Vec<String> = (0..length).map(|_| self.word()).collect();
        let sentence = words.join(" ");
        format!("{}{}.", sentence[..1].to_uppercase(), &sentence[1..])
    }
}
