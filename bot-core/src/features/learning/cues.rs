//! How people ask and thank, in the languages that Kith listens in: read from [`cues.txt`](cues.txt), which is nothing but
//! lists.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::terms::fold;

/// What ends a question, in the scripts that have a mark for it.
pub(super) const MARKS: &[char] = &['?', '？', '؟', '⁇', '՞', '፧', '⸮'];

/// The lists.
pub(super) struct Cues {
    /// Words that greet or fill: a question may begin behind them.
    pub(super) fillers: BTreeSet<String>,
    /// First words of questions whose writer forgot the mark.
    pub(super) beginnings: BTreeSet<String>,
    /// What somebody says who has a problem, or seeks something.
    pub(super) problems: Vec<String>,
    /// What sounds like one of those and is none: help that is offered, a problem that nobody has.
    pub(super) no_problems: Vec<String>,
    /// What somebody says who has a problem, in scripts that put no spaces between words.
    pub(super) spaceless_problems: Vec<String>,
    /// How sentences that ask end, where a language asks at the end.
    pub(super) endings: Vec<String>,
    /// How people thank.
    pub(super) thanks: Vec<String>,
    /// The same in scripts without spaces, and in Korean, whose words grow at their end.
    pub(super) spaceless_thanks: Vec<String>,
    /// What makes of a thanks something else: thanks for what is yet to come, for nothing, or to a thing.
    pub(super) no_thanks: Vec<String>,
}

/// All of them.
pub(super) static CUES: LazyLock<Cues> = LazyLock::new(|| Cues {
    fillers: list("fillers").collect(),
    beginnings: list("beginnings").collect(),
    problems: list("problems").collect(),
    no_problems: list("no_problems").collect(),
    spaceless_problems: list("spaceless_problems").collect(),
    endings: list("endings").map(|ending| ending.replace('_', " ")).collect(),
    thanks: list("thanks").collect(),
    spaceless_thanks: list("spaceless_thanks").collect(),
    no_thanks: list("no_thanks").collect(),
});

/// What one list holds, in every language, folded.
fn list(name: &str) -> impl Iterator<Item = String> {
    let sections = include_str!("cues.txt").split("\n# ");
    let section = sections.filter_map(|section| section.split_once('\n')).find(|(title, _)| *title == name);
    let lines = section.map_or("", |(_, lines)| lines).lines();
    lines.filter_map(|line| line.split_once(": ")).flat_map(|(_, cues)| cues.split(", ").map(fold))
}

/// Whether a letter belongs to a script that puts no spaces between words: Han, kana, Thai, Lao, Khmer, Burmese; and
/// Hangul, whose words grow at their end.
pub(super) fn is_spaceless(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0E01..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3005..=0x3007 | 0x3041..=0x3096 | 0x309D..=0x309F
        | 0x30A1..=0x30FA | 0x30FC..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF
        | 0xFF66..=0xFF9F | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_found() {
        let cues = &*CUES;
        assert!(cues.fillers.len() > 20 && cues.beginnings.len() > 100, "{:?}", cues.beginnings);
        for list in [
            &cues.problems,
            &cues.no_problems,
            &cues.spaceless_problems,
            &cues.endings,
            &cues.thanks,
            &cues.spaceless_thanks,
            &cues.no_thanks,
        ] {
            assert!(list.len() > 8 && list.iter().all(|cue| !cue.trim().is_empty()), "{list:?}");
        }
        assert!(cues.endings.contains(&" mi".to_owned()));
    }
}
