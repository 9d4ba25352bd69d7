//! From a text to its terms: what is left of it to learn from.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;

use super::cues::is_spaceless;

/// A text is looked at so far, and no further.
const LONGEST_TEXT: usize = 8_000;
/// So many different terms are learned from one message.
const MOST_TERMS: usize = 60;
/// What is shorter or longer than this is no word that says something.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=40;
/// So many letters of a word tell what it is about; endings differ. Six did as well as a stemmer for one language.
pub(super) const STEM: usize = 6;

/// A term as the database knows it: a fingerprint, different in each community.
pub(crate) type Term = i64;

/// The terms of a text with their fingerprints, each once.
pub(crate) fn terms(community: i64, text: &str) -> Vec<(Term, String)> {
    words(text).into_iter().map(|word| (fingerprint(community, &word), word)).collect()
}

/// The fingerprint of a term; never zero.
pub(crate) fn fingerprint(community: i64, term: &str) -> Term {
    let hash = Sha256::new().chain_update(community.to_be_bytes()).chain_update(term).finalize();
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    (i64::from_be_bytes(first) & i64::MAX).max(1)
}

/// The different terms of a text, folded and without endings, in an order of their own.
fn words(text: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let end = text.char_indices().nth(LONGEST_TEXT).map_or(text.len(), |(at, _)| at);
    let folded = fold(&prose(&text[..end]));
    for word in folded.unicode_words() {
        for part in word.split(['.', '\'', '’', '_', ':']) {
            add(&mut words, part);
        }
    }
    for pair in pairs(&folded) {
        words.insert(pair);
    }
    words.into_iter().take(MOST_TERMS).collect()
}

fn add(words: &mut BTreeSet<String>, word: &str) {
    let letters = word.chars().count();
    let says_something = LENGTHS.contains(&letters)
        && !word.chars().any(is_spaceless)
        && !word.chars().all(|c| c.is_ascii_digit());
    if says_something {
        words.insert(word.chars().take(STEM).collect());
    }
}

/// Two letters after each other, in scripts that put no spaces between words.
fn pairs(text: &str) -> impl Iterator<Item = String> {
    let letters = text.chars().zip(text.chars().skip(1));
    letters.filter(|(a, b)| is_spaceless(*a) && is_spaceless(*b)).map(|(a, b)| String::from_iter([a, b]))
}

/// The text as it is compared: one form for each letter, small, without accents.
pub(crate) fn fold(text: &str) -> String {
    let accent = |c: &char| is_combining_mark(*c) && ('\u{300}'..'\u{370}').contains(c);
    text.nfkd().filter(|c| !accent(c)).nfc().flat_map(char::to_lowercase).collect()
}

/// The text without what is no prose: code in fences, links, and what platforms write as `<…>` (mentions, channels,
/// links). Code between single marks stays: names of things stand there.
pub(crate) fn prose(text: &str) -> String {
    let mut prose: String = text.split("```").step_by(2).collect::<Vec<_>>().join(" ");
    let mut from = 0;
    while let Some(open) = prose[from..].find('<').map(|at| from + at) {
        let inside = open + 1;
        let marked = prose[inside..].starts_with(['@', '#', '!', ':']) || prose[inside..].starts_with("http");
        match prose[inside..].find('>').filter(|_| marked) {
            Some(length) => prose.replace_range(open..inside + length + 1, " "),
            None => from = inside,
        }
    }
    prose.split_whitespace().filter(|word| !word.contains("://")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        words(text).into_iter().collect()
    }

    #[test]
    fn words_are_folded_and_lose_their_endings() {
        assert_eq!(of("The Päers CRASHED, crashing!"), ["crashe", "crashi", "paers", "the"]);
        assert_eq!(of("peer.yaml fabric_ca"), ["ca", "fabric", "peer", "yaml"]);
        assert_eq!(of("１２３ 42 a ｐｅｅｒ"), ["peer"]);
    }

    #[test]
    fn scripts_without_spaces_are_read_in_pairs() {
        assert_eq!(of("ピアが起動"), ["が起", "アが", "ピア", "起動"]);
        assert_eq!(of("dockerで"), ["docker"]);
    }

    #[test]
    fn code_links_and_mentions_are_no_words() {
        assert_eq!(
            of("<@U1> see <https://x.example/abc> or https://y.example ```let x``` `peer`"),
            ["or", "peer", "see"]
        );
        assert_eq!(of("a < b > c and <b>"), ["and"]);
    }

    #[test]
    fn the_same_term_has_another_number_elsewhere() {
        assert_eq!(terms(1, "peer"), terms(1, "Peer"));
        assert_ne!(terms(1, "peer"), terms(2, "peer"));
    }
}
