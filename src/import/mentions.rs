//! Mentions of parts of a document in its text: "zie paragraaf 3.2", "tabellen 1 en 2".

use std::sync::LazyLock;

use regex::Regex;

/// What a caption may call a picture, among other things.
pub const PICTURES: [&str; 5] = ["grafiek", "kaart", "foto", "schema", "diagram"];

/// Whether a word in lower case is one for appendices.
pub fn is_appendix(word: &str) -> bool {
    word.starts_with("bijl") || word.starts_with("app") || word == "annex"
}

/// Whether a word is another one, in the singular or the plural.
pub fn is_word(word: &str, other: &str) -> bool {
    word.to_lowercase().starts_with(other)
}

/// A piece of a text.
pub enum Piece {
    Text(String),
    /// A word and a number that name a place, as they are said.
    Mention {
        word: String,
        number: String,
        said: String,
    },
}

/// Takes a text apart at its mentions.
pub fn pieces(text: &str) -> Vec<Piece> {
    static MENTION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)
            (?P<word>\b(?:hoofdstuk(?:ken)?|hfst\.?|(?:sub)?paragra(?:af|fen)|par\.|sectie|chapters?|sections?
              |bijlagen?|appendi(?:x|ces)|annex
              |figu(?:ur|ren|re|res)|fig\.|afbeelding(?:en)?|afb\.|tabel(?:len)?|tables?
              |grafiek(?:en)?|kaart(?:en)?|foto(?:[’']s)?|schema|diagram)|§§?)
            (?P<space>[\s\u{a0}]*)
            (?P<first>(?:(?:[A-Z]|[IVX]+)\.)?\d+(?:[.\u{2011}-]\d+)*[a-z]?\b|[A-Z]\b|[IVX]+\b)
            (?P<rest>(?:(?:,\s*|\s+(?:en|of|t/m|tot\s+en\s+met|and|or|to)\s+|\s*[–-]\s*)(?:\d+(?:\.\d+)*|[A-Z])\b)*)",
        )
        .expect("a valid expression")
    });
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\d+(?:\.\d+)*|\b[A-Z]\b").expect("a valid expression"));
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(found) = MENTION.captures(rest) {
        let whole = found.get(0).expect("a match has a whole");
        let (before, after) = (rest.get(..whole.start()), rest.get(whole.end()..));
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        let (word, space) = (&found["word"], &found["space"]);
        push_text(before, &mut out);
        // Only a sign such as § may touch its number.
        let is_mention = (!space.is_empty() || word.starts_with('§')) && !is_elsewhere(after);
        if is_mention {
            let mention = |number: &str, said: String| Piece::Mention {
                word: word.to_owned(),
                number: number.to_owned(),
                said,
            };
            let first = &found["first"];
            out.push(mention(first, format!("{word}{space}{first}")));
            let more = &found["rest"];
            let mut last = 0;
            for number in NUMBER.find_iter(more) {
                push_text(more.get(last..number.start()).unwrap_or_default(), &mut out);
                out.push(mention(number.as_str(), number.as_str().to_owned()));
                last = number.end();
            }
            push_text(more.get(last..).unwrap_or_default(), &mut out);
        } else {
            push_text(whole.as_str(), &mut out);
        }
        rest = after;
    }
    push_text(rest, &mut out);
    out
}

fn push_text(text: &str, out: &mut Vec<Piece>) {
    out.extend((!text.is_empty()).then(|| Piece::Text(text.to_owned())));
}

/// Whether the words after a mention say that it refers to another document.
fn is_elsewhere(after: &str) -> bool {
    static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x)^[,\s]*(?:
              (?:van|uit|in|bij)\s+(?:de|het|die|dat)\s+(?:[\p{Alphabetic}-]+\s+){0,4}?[\p{Alphabetic}-]*(?:[wW]et(?:boek)?|[bB]esluit|[rR]egeling|[vV]erordening|[rR]ichtlijn|[rR]apport|[nN]orm)\b
              |(?:van|uit|in|bij)\s+(?:de|het|een)\s+(?:[\p{Alphabetic}-]+\s+){0,2}?[\p{Alphabetic}-]*(?:[pP]lan|[nN]ota|[nN]otitie|[vV]isie|[aA]genda|[aA]kkoord|[pP]rogramma)\s+(?:[\p{Lu}“‘\x22]|\d{4}\b)
              |in\s+\p{Lu}[\p{Alphabetic}.-]*(?:\s+(?:en|and|et|al\.|&|\p{Lu}[\p{Alphabetic}.-]*)){0,4}\s*\(\d{4}[a-z]?\)
              |(?:van\s+(?:de\s+)?)?(?:Awb|Wmo|AVG|BW|Sr|Sv|Woo|Wob|Wro|Wabo|Gemeentewet|Omgevingswet|Grondwet|NEN|ISO)\b)",
        )
        .expect("a valid expression")
    });
    ELSEWHERE.is_match(after)
}
