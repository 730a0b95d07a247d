//! Bigrams: which words are next to each other in which sections, for exact phrases.
//!
//! A bigram is a number, the hash of its words. The high bits tell which of a fixed number of lists
//! has its sections; the low bits are its mark there, which tells it from the other bigrams of that
//! list. Two bigrams of the same word are confused about once in four thousand times, others less often;
//! it shows when the text is read.
//!
//! The highest bits are of one of the words alone. In a guide that is not large they choose the shard, so
//! that an edit of a word changes few of them; in a large one, the shards of common words would be too
//! large to load.

use serde::{Deserialize, Serialize};

use super::posting::Encoder;

/// The maximum number of lists.
const MOST_LISTS: usize = 8192;

/// The maximum number of bigrams whose lists are by word.
const MOST_BY_WORD: usize = 1_200_000;

/// How many lists next to each other have the bigrams of a word, if they are by word.
const LISTS_OF_WORD: u32 = 64;

/// How many postings a list should have on average.
const LIST_LENGTH: usize = 64;

/// The hash of a text: FNV-1a over UTF-16, in which browsers keep text.
pub fn hash(text: &str) -> u32 {
    finish(begin(text))
}

/// The hash of a text that may go on.
pub fn begin(text: &str) -> u32 {
    extend(OFFSET, text)
}

/// A word of a text, with what many bigrams need to know of it.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    /// The word.
    pub form: &'a str,
    /// How its hash [begins](begin).
    pub begun: u32,
    /// Whether it is a stop word.
    pub is_stop: bool,
}

impl<'a> Word<'a> {
    /// A word whose hash is not known yet.
    pub fn new(form: &'a str, is_stop: bool) -> Self {
        Self { form, begun: begin(form), is_stop }
    }
}

/// How many bits of the hash of a bigram both words determine: enough for its list and its mark.
const BITS_OF_BOTH: u32 = 19;

/// The hash of two words with something between them. Its high bits are of one of them, `main`.
fn hash_of(first: Word<'_>, between: &str, second: Word<'_>, main: Word<'_>) -> u32 {
    let both = finish(extend(extend(first.begun, between), second.form));
    finish(main.begun) << BITS_OF_BOTH | both & ((1 << BITS_OF_BOTH) - 1)
}

/// The bigrams of a sequence of words; and how many words of each bigram are stop words. Two of those
/// stand next to each other nearly everywhere: instead of them, the words before and after them are a
/// bigram.
pub fn of<'a>(words: impl Iterator<Item = Word<'a>>) -> Vec<(usize, u32)> {
    let mut out = Vec::new();
    // The word before, and the last one that is no stop word with the number of those after it.
    let mut before: Option<Word<'_>> = None;
    let mut said: Option<(Word<'_>, usize)> = None;
    for word in words {
        if let Some(first) = before
            && !(first.is_stop && word.is_stop)
        {
            // The many bigrams of a stop word go to the shards of the words beside it.
            let main = if first.is_stop { word } else { first };
            let stops = usize::from(first.is_stop) + usize::from(word.is_stop);
            out.push((stops, hash_of(first, " ", word, main)));
        }
        before = Some(word);
        if word.is_stop {
            said = said.map(|(word, stops)| (word, stops + 1));
        } else if let Some((first, stops)) = said.replace((word, 0))
            && stops > 1
        {
            out.push((0, hash_of(first, "  ", word, first)));
        }
    }
    out
}

const OFFSET: u32 = 2_166_136_261;

fn extend(hash: u32, text: &str) -> u32 {
    let step = |hash: u32, unit: u16| (hash ^ u32::from(unit)).wrapping_mul(16_777_619);
    if text.is_ascii() {
        return text.bytes().map(u16::from).fold(hash, step);
    }
    text.encode_utf16().fold(hash, step)
}

fn finish(hash: u32) -> u32 {
    hash ^ (hash >> 15)
}

/// The mark of a bigram.
pub fn mark(hash: u32) -> u32 {
    hash & 63
}

/// Which lists there are, and which bigrams are in each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Lists {
    /// How many there are, a power of two.
    pub count: usize,
    /// Whether bigrams with the same main word are near each other.
    pub by_word: bool,
}

impl Lists {
    /// Those for so many bigrams.
    fn for_bigrams(total: usize) -> Self {
        let count = (total / LIST_LENGTH).next_power_of_two().min(MOST_LISTS);
        Self { count, by_word: total <= MOST_BY_WORD }
    }

    /// The list that has a bigram.
    pub fn of(self, hash: u32) -> usize {
        let of_both = hash >> 6;
        let at = if self.by_word {
            (hash >> BITS_OF_BOTH) * LISTS_OF_WORD + of_both % LISTS_OF_WORD
        } else {
            of_both
        };
        at as usize & (self.count.max(1) - 1)
    }

    /// The lists as they are published: ascending sections, each with the marks of its bigrams. A guide
    /// has millions of bigrams, so they are freed as they are written.
    pub fn write(sections: Vec<Vec<u32>>) -> (Self, Vec<String>) {
        let this = Self::for_bigrams(sections.iter().map(Vec::len).sum());
        let mut lists: Vec<Encoder> = (0..this.count).map(|_| Encoder::default()).collect();
        for (section, hashes) in (0..).zip(sections) {
            for hash in hashes {
                lists[this.of(hash)].push((section, mark(hash)));
            }
        }
        (this, lists.into_iter().map(Encoder::finish).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::posting;
    use super::*;

    fn beside(phrase: &str, main: &str) -> u32 {
        hash(main) << BITS_OF_BOTH | hash(phrase) & ((1 << BITS_OF_BOTH) - 1)
    }

    #[test]
    fn unless_there_are_many_the_bigrams_of_a_word_are_in_one_shard() {
        let forms = ["de", "lange", "adem", "van"].map(|form| Word::new(form, form.len() < 4));
        let shards = |total: usize| -> Vec<usize> {
            let lists = Lists::for_bigrams(total);
            of(forms.into_iter())
                .into_iter()
                .map(|(_, hash)| lists.of(hash) / LISTS_OF_WORD as usize)
                .collect()
        };
        let few = shards(MOST_BY_WORD);
        assert!(few[0] == few[1] && few[1] != few[2], "{few:?}");
        let many = shards(MOST_BY_WORD + 1);
        assert!(many[0] != many[1] && many[1] != many[2], "{many:?}");
    }

    #[test]
    fn words_around_stop_words_are_a_bigram() {
        let forms = ["wijk", "in", "een", "buurt", "en"];
        let forms = forms.map(|form| Word::new(form, ["in", "een"].contains(&form)));
        let expected = [
            (1, beside("wijk in", "wijk")),
            (1, beside("een buurt", "buurt")),
            (0, beside("wijk  buurt", "wijk")),
            (0, beside("buurt en", "buurt")),
        ];
        assert_eq!(of(forms.into_iter()), expected);
    }

    #[test]
    fn a_section_is_in_the_list_of_each_of_its_bigrams() {
        let bigrams = [hash("lange adem"), hash("korte klap")];
        let sections = [vec![bigrams[0]], vec![bigrams[1]], bigrams.to_vec()];
        let (place, lists) = Lists::write(sections.to_vec());
        for bigram in bigrams {
            let list = posting::decode(&lists[place.of(bigram)]);
            let with: Vec<u32> =
                list.iter().filter(|(_, of)| *of == mark(bigram)).map(|(at, _)| *at).collect();
            assert_eq!(with, if bigram == bigrams[0] { [0, 2] } else { [1, 2] });
        }
    }
}
