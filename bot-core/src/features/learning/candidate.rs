//! What a ranking is asked, and what it answers: people, and why each of them.

use crate::chat::Text;
use crate::context::{Channel, Member};
use crate::text::{Words, say};

/// A question for which somebody is sought.
pub(crate) struct Question<'a> {
    /// Where it was asked.
    pub(crate) channel: &'a Channel,
    /// Who asked it: never their own answer.
    pub(crate) asker: i64,
    /// What it says, where that is known. Looked at once, never stored.
    pub(crate) text: Option<&'a str>,
    /// Members who said that they know its topic: they go before others of like evidence.
    pub(crate) declared: &'a [i64],
}

/// Somebody who may know, with what speaks for them.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) member: Member,
    /// The higher, the likelier; only good for comparing within one ranking.
    pub(crate) score: f64,
    /// What speaks for them, the strongest first; never empty.
    pub(crate) reasons: Vec<Reason>,
}

/// Something that speaks for somebody.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reason {
    /// They are active here.
    ActiveHere,
    /// They answered so many questions in this channel in the last 30 days.
    AnsweredHere(i64),
    /// They answered questions like this one.
    AnsweredSimilar {
        /// How many.
        n: i64,
        /// Where, if all of them were asked in one channel.
        place: Option<Box<Channel>>,
        /// Whether all of them were asked in the last 30 days.
        lately: bool,
    },
    /// They answered the asker before.
    AnsweredAsker,
    /// They said that they know this.
    Declared,
    /// The question names them.
    Named,
    /// They wrote here within the last hour.
    HereNow,
    /// They write about this.
    WritesAbout,
    /// They wrote so many replies in this channel in the last 30 days.
    RepliedHere(i64),
}

impl Reason {
    /// The reason in words that go on after somebody's name, such as “answered 4 similar questions in #fabric”.
    pub(crate) fn say(&self, channel: &Channel, words: Words) -> Text {
        let here = &channel.platform;
        let channel = channel.mention();
        match *self {
            Self::ActiveHere => say!(words, "reason-active-here", channel = channel),
            Self::AnsweredHere(n) => say!(words, "reason-answered-here", n = n, channel = channel),
            Self::AnsweredSimilar { n, place: None, .. } => say!(words, "reason-answered-similar", n = n),
            Self::AnsweredSimilar { n, place: Some(ref place), lately } => {
                let channel = place.mention_on(here);
                if lately {
                    say!(words, "reason-answered-similar-lately", n = n, channel = channel)
                } else {
                    say!(words, "reason-answered-similar-in", n = n, channel = channel)
                }
            }
            Self::AnsweredAsker => say!(words, "reason-answered-asker"),
            Self::Declared => say!(words, "reason-declared"),
            Self::Named => say!(words, "reason-named"),
            Self::HereNow => say!(words, "reason-here-now"),
            Self::WritesAbout => say!(words, "reason-writes-about"),
            Self::RepliedHere(n) => say!(words, "reason-replied-here", n = n, channel = channel),
        }
    }
}
