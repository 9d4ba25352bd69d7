//! Pure rules of hearing: whether a text asks something, and whether it thanks. Asked once when a message comes in.

use unicode_segmentation::UnicodeSegmentation as _;

use super::cues::{CUES, MARKS, is_spaceless};
use super::terms::{fold, prose};

/// Fewer words than this are rarely a question that waits for an answer.
const FEWEST_WORDS: usize = 4;
/// The same in letters, where words have no spaces between them.
const FEWEST_LETTERS: usize = 6;
/// A question may begin behind so many words that greet.
const MOST_FILLERS: usize = 4;
/// A thanks within so many words from the beginning is the point, also where a question follows.
const THANKS_FIRST: usize = 3;

/// A text as these rules read it: prose, folded, in words.
struct Heard {
    prose: String,
    words: Vec<String>,
    /// The words with one space between them, and around them.
    line: String,
    letters: usize,
}

impl Heard {
    fn new(text: &str) -> Self {
        let prose = without_code(&prose(text));
        let folded = fold(&prose).replace('’', "'");
        let words: Vec<String> = folded.unicode_words().map(str::to_owned).collect();
        let line = format!(" {} ", words.join(" "));
        let letters = prose.chars().filter(|c| is_spaceless(*c)).count();
        Self { prose: folded, words, line, letters }
    }

    fn says(&self, phrases: &[String]) -> bool {
        phrases.iter().any(|phrase| {
            self.line.match_indices(phrase.as_str()).any(|(at, _)| {
                self.line[..at].ends_with(' ') && self.line[at + phrase.len()..].starts_with(' ')
            })
        })
    }

    fn holds(&self, phrases: &[String]) -> bool {
        phrases.iter().any(|phrase| self.prose.contains(phrase.as_str()))
    }

    fn is_long_enough(&self) -> bool {
        if self.letters > 0 {
            self.letters + self.words.len() >= FEWEST_LETTERS
        } else {
            self.words.len() >= FEWEST_WORDS
        }
    }

    /// What only sounds like a problem hides none that stands beside it.
    fn tells_of_a_problem(&self) -> bool {
        if !self.says(&CUES.problems) {
            return false;
        }
        let mut line = self.line.clone();
        for phrase in &CUES.no_problems {
            line = line.replace(&format!(" {phrase} "), " | ");
        }
        Self { line, prose: String::new(), words: Vec::new(), letters: 0 }.says(&CUES.problems)
    }

    fn begins_like_a_question(&self) -> bool {
        let filler = |word: &&String| CUES.fillers.contains(word.as_str());
        let fillers = self.words.iter().take(MOST_FILLERS).take_while(filler).count();
        self.words.get(fillers).is_some_and(|word| CUES.beginnings.contains(word.as_str()))
            && !self.ends_with_word(fillers)
    }

    /// Whether a sentence ends with its nth word: "Please do." is no question.
    fn ends_with_word(&self, n: usize) -> bool {
        let end = self.prose.unicode_word_indices().nth(n).map(|(at, word)| at + word.len());
        end.is_some_and(|end| self.prose[end..].starts_with(['.', '!', ',']))
    }

    fn ends_like_a_question(&self) -> bool {
        let mut sentences = self.prose.split(['。', '.', '!', '！', '\n', '…']).map(str::trim);
        sentences.any(|sentence| CUES.endings.iter().any(|ending| sentence.ends_with(ending.as_str())))
    }
}

/// Whether a text to everybody asks something.
pub(crate) fn asks(text: &str) -> bool {
    let heard = Heard::new(text);
    heard.is_long_enough()
        && (heard.prose.contains(MARKS)
            || heard.begins_like_a_question()
            || heard.ends_like_a_question()
            || heard.tells_of_a_problem()
            || heard.letters > 0 && heard.holds(&CUES.spaceless_problems))
}

/// Whether a text thanks somebody for something that was done.
pub(crate) fn thanks(text: &str) -> bool {
    let heard = Heard::new(text);
    let phrase = CUES.thanks.iter().filter_map(|phrase| heard.line.find(&format!(" {phrase}"))).min();
    let thanks = phrase.is_some() || heard.holds(&CUES.spaceless_thanks);
    let spaceless = |cue: &&String| cue.chars().any(is_spaceless);
    let undone = CUES.no_thanks.iter().filter(spaceless).any(|cue| heard.prose.contains(cue.as_str()));
    if !thanks || undone || heard.says(&CUES.no_thanks) {
        return false;
    }
    // Whoever asks and closes with thanks has not been helped yet.
    let before = phrase.map_or(usize::MAX, |at| heard.line[..at].split_whitespace().count());
    before < THANKS_FIRST || !asks(text)
}

/// The text without code between single marks: a question mark in there asks nobody.
fn without_code(prose: &str) -> String {
    prose.split('`').step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_heard_in_many_languages() {
        for text in [
            "how do I start the peer",
            "Hi all, how do I start the peer",
            "the peer will not start, any idea why?",
            "the peer crashes when I start it",
            "ピアはどうやって起動しますか？",
            "ピアの起動方法を教えてください",
            "設定ファイルはどこにありますか。",
            "请问怎么启动节点",
            "노드를 어떻게 시작하나요",
            "wie starte ich den Dienst neu",
            "comment puis-je relancer le service ?",
            "alguien sabe como reiniciar el nodo",
            "не могу запустить узел второй день",
            "كيف يمكنني تشغيل العقدة؟",
            "sunucuyu nasıl yeniden başlatırım bilen var mı",
            "I can log in, no problem, but the export is not working",
        ] {
            assert!(asks(text), "{text}");
        }
    }

    #[test]
    fn statements_and_links_are_no_questions() {
        for text in [
            "thanks, all good now",
            "see https://example.org/?q=1 for the whole list",
            "why?",
            "run `is it up?` and then send me the output",
            "リリースしました。ありがとうございます。",
            "wir treffen uns um neun im Hafen",
            "we meet at nine in the harbour",
            "Please do. I'd read it twice",
            "Happy to help with that",
            "no problem at all, take your time",
        ] {
            assert!(!asks(text), "{text}");
        }
    }

    #[test]
    fn thanks_are_heard_and_told_from_what_only_sounds_so() {
        for text in [
            "thanks @bo, that fixed it",
            "ok, got it, thank you so much",
            "Danke dir!",
            "ありがとうございます、動きました",
            "谢谢，已经好了",
            "thanks! next question, when is it replayed?",
            "спасибо, помогло",
        ] {
            assert!(thanks(text), "{text}");
        }
        for text in [
            "the tx id is very important",
            "can anybody help me with this? thanks in advance",
            "how do I start the peer? thanks",
            "no thanks, I have one",
            "it works again thanks to the patch",
            "appreciate any pointers",
        ] {
            assert!(!thanks(text), "{text}");
        }
    }
}
