//! Ranks sections by the impact of the words of a query, before any text is read.

use super::narrowing::Narrowing;
use super::posting::{self, Posting};
use super::query::Query;
use super::reader::IndexReader;
use super::resolve::Resolved;
use super::tuning::TUNING;

/// A chapter that may answer, and its sections with their scores.
pub type Candidate = (usize, Vec<(usize, u64)>);

/// How well sections answer a query, before their text is read.
pub struct Scores {
    /// The impact of each word on each section.
    words: Vec<Vec<u32>>,
    rarities: Vec<u64>,
    required: Vec<bool>,
}

impl Scores {
    /// The sum over all words of impact times rarity, reduced if words are missing.
    fn of(&self, impact: impl Fn(&[u32]) -> u32) -> u64 {
        let (mut sum, mut matched, mut total) = (0, 0, 0);
        for (word, rarity) in self.words.iter().zip(&self.rarities) {
            let impact = u64::from(impact(word));
            sum += impact * rarity;
            total += rarity;
            if impact > 0 {
                matched += rarity;
            }
        }
        if total == 0 { 0 } else { sum * (matched + total) / (2 * total) }
    }

    /// Whether a section has all required words.
    fn has_required(&self, at: usize) -> bool {
        self.words.iter().zip(&self.required).all(|(word, required)| !required || word[at] > 0)
    }
}

impl IndexReader<'_> {
    /// The impact on each section of each word that ranks them.
    pub fn scores(&self, words: &[&Resolved], is_complete: bool) -> Scores {
        let impacts = |word: &&Resolved| {
            let mut out = vec![0; self.section_count()];
            for meaning in &word.meanings {
                let lists: Vec<Vec<Posting>> =
                    meaning.terms.iter().map(|term| self.postings(term, is_complete)).collect();
                for (section, impact) in posting::intersection(lists) {
                    if let Some(best) = out.get_mut(section as usize) {
                        *best = (impact * meaning.weight).max(*best);
                    }
                }
            }
            out
        };
        Scores {
            words: words.iter().map(impacts).collect(),
            rarities: words.iter().map(|word| u64::from(word.rarity)).collect(),
            required: words.iter().map(|word| word.word.required).collect(),
        }
    }

    /// The chapters with the best sections, each with the best of its sections.
    pub fn best_chapters(
        &self,
        scores: &Scores,
        narrowing: &Narrowing,
        query: &Query,
        limit: usize,
    ) -> Vec<Candidate> {
        let has_phrase = !query.phrases.is_empty();
        // A phrase is found even if its words are too common to score.
        let least = u64::from(has_phrase && !narrowing.is_open);
        let mut chapters: Vec<(u64, Candidate)> = Vec::new();
        for chapter in 0..self.chapter_count() {
            let all = self.sections(chapter);
            let together = scores
                .of(|word| word[all.clone()].iter().copied().max().unwrap_or_default())
                .max(least);
            if together == 0 {
                continue;
            }
            let mut sections: Vec<(usize, u64)> = all
                .clone()
                .filter(|&at| narrowing.allows(at) && scores.has_required(at))
                .map(|at| (at - all.start, scores.of(|word| word[at]).max(least)))
                .filter(|(_, score)| *score > 0)
                .map(|(section, score)| (section, score * 2 + together))
                .collect();
            sections.sort_by_key(|&(section, score)| (std::cmp::Reverse(score), section));
            let Some(&(_, best)) = sections.first() else { continue };
            if !has_phrase {
                sections.retain(|(_, score)| score * 2 >= best);
                sections.truncate(TUNING.sections);
            }
            chapters.push((best, (chapter, sections)));
        }
        chapters.sort_by_key(|(best, (chapter, _))| (std::cmp::Reverse(*best), *chapter));
        let most = if has_phrase { limit.saturating_mul(TUNING.overfetch) } else { limit };
        chapters.into_iter().take(most).map(|(_, candidate)| candidate).collect()
    }
}
