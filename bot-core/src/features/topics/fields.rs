//! Topics as fields of a form, and topics found in what somebody asks.

use super::queries::{self, Kept};
use crate::chat::Text;
use crate::command::{Choice, Field, Widget};
use crate::context::Context;
use crate::error::Result;
use crate::features::members::fold;
use crate::text::say;

/// The most suggestions that platforms show.
const MOST_CHOICES: usize = 25;
/// The most topics that one form may name.
const MOST_TOPICS: usize = 10;
/// The longest name of a topic.
pub(super) const LONGEST: usize = 40;

/// A topic about which people can be asked.
#[derive(Clone, Debug)]
pub(crate) struct Topic {
    pub(crate) id: i64,
    pub(crate) name: String,
}

impl Topic {
    /// As it is called in a text.
    pub(crate) fn named(&self) -> Text {
        Text::typed(&self.name)
    }
}

/// The topic that is meant by one: itself, or the one that it became part of.
fn meant<'a>(all: &'a [Kept], one: &'a Kept) -> Option<&'a Kept> {
    let topic = match one.merged {
        Some(into) => all.iter().find(|other| other.id == into)?,
        None => one,
    };
    (!topic.retired && topic.merged.is_none()).then_some(topic)
}

fn topic(kept: &Kept) -> Topic {
    Topic { id: kept.id, name: kept.name.clone() }
}

/// The topic with this name among all.
fn by_name(all: &[Kept], name: &str) -> Option<Topic> {
    let key = fold(name);
    all.iter().find(|one| fold(&one.name) == key).and_then(|one| meant(all, one)).map(topic)
}

/// There is no such topic: those that there are, if any.
fn unknown(ctx: &Context, all: &[Kept], typed: &str) -> crate::Error {
    let known: Vec<Text> = all
        .iter()
        .filter(|one| !one.retired && one.merged.is_none())
        .map(|one| Text::typed(&one.name))
        .collect();
    let typed = Text::typed(typed);
    if known.is_empty() {
        return say!(ctx.words, "topics-none-yet", typed = typed).into();
    }
    say!(ctx.words, "unknown-topic", typed = typed, known = ctx.words.list(known)).into()
}

impl Field for Topic {
    const WIDGET: Widget = Widget::Search;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let community = ctx.community.id;
        let all = queries::all(&mut ctx.tx, community).await?;
        by_name(&all, answer).ok_or_else(|| unknown(ctx, &all, answer))
    }

    async fn suggest(typed: &str, ctx: &mut Context) -> Result<Vec<Choice>> {
        let (community, key) = (ctx.community.id, fold(typed));
        let all = queries::all(&mut ctx.tx, community).await?;
        let like = all.into_iter().filter(|one| !one.retired && one.merged.is_none());
        let like = like.filter(|one| fold(&one.name).contains(&key)).take(MOST_CHOICES);
        Ok(like.map(|one| Choice { label: one.name.clone(), answer: one.name }).collect())
    }
}

/// Topics, with commas between.
#[derive(Clone, Debug)]
pub(crate) struct Topics(pub(crate) Vec<Topic>);

impl Topics {
    /// As they are told in a text.
    pub(crate) fn named(&self, ctx: &Context) -> Text {
        ctx.words.list(self.0.iter().map(Topic::named).collect())
    }
}

impl Field for Topics {
    const WIDGET: Widget = Widget::Text(MOST_TOPICS * LONGEST);

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let community = ctx.community.id;
        let all = queries::all(&mut ctx.tx, community).await?;
        let mut topics: Vec<Topic> = Vec::new();
        for typed in answer.split([',', '\n']).map(str::trim).filter(|typed| !typed.is_empty()) {
            let topic = by_name(&all, typed).ok_or_else(|| unknown(ctx, &all, typed))?;
            if topics.iter().all(|other| other.id != topic.id) {
                topics.push(topic);
            }
        }
        if topics.is_empty() || topics.len() > MOST_TOPICS {
            let most = i64::try_from(MOST_TOPICS).unwrap_or(i64::MAX);
            return Err(say!(ctx.words, "topics-too-many", most = most).into());
        }
        Ok(Self(topics))
    }

    async fn suggest(typed: &str, ctx: &mut Context) -> Result<Vec<Choice>> {
        // Only the last one is being typed.
        let (before, last) = typed.rsplit_once(',').map_or(("", typed), |(before, last)| (before, last));
        let before = before.trim();
        let with = |name: String| if before.is_empty() { name } else { format!("{before}, {name}") };
        let choices = Topic::suggest(last.trim(), ctx).await?;
        Ok(choices
            .into_iter()
            .map(|one| Choice { label: with(one.label), answer: with(one.answer) })
            .collect())
    }
}

/// The topic that a question is about, by its words: the longest name that stands in it, or the one that is called as
/// the channel is.
pub(crate) async fn named_in(ctx: &mut Context, question: &str, channel: &str) -> Result<Option<Topic>> {
    let community = ctx.community.id;
    let all = queries::all(&mut ctx.tx, community).await?;
    Ok(find_in(&all, question, channel))
}

fn find_in(all: &[Kept], question: &str, channel: &str) -> Option<Topic> {
    let question = fold(question);
    let named = |one: &&Kept| stands_in(&fold(&one.name), &question);
    let longest = all.iter().filter(named).max_by_key(|one| one.name.chars().count());
    longest.and_then(|one| meant(all, one)).map(topic).or_else(|| by_name(all, channel))
}

/// Whether a name stands in a text by itself. Scripts without blanks have no word's end to look for.
fn stands_in(name: &str, text: &str) -> bool {
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() || !c.is_ascii());
    text.match_indices(name)
        .any(|(at, _)| ends(text[..at].chars().next_back()) && ends(text[at + name.len()..].chars().next()))
}

#[cfg(test)]
mod unit {
    use super::*;

    fn kept(id: i64, name: &str, merged: Option<i64>) -> Kept {
        Kept { id, name: name.to_owned(), merged, retired: false, experts: 0 }
    }

    #[test]
    fn a_topic_is_found_in_a_question_by_its_longest_name() {
        let all = [
            kept(1, "Go", None),
            kept(2, "Tide tables", None),
            kept(3, "Tides", Some(2)),
            kept(4, "潮汐", None),
        ];
        let found = |question: &str, channel: &str| find_in(&all, question, channel).map(|topic| topic.id);
        assert_eq!(found("how do I read tide tables?", "help"), Some(2));
        assert_eq!(found("are the tides right?", "help"), Some(2), "what was merged leads to the other one");
        assert_eq!(found("good morning, any ideas?", "help"), None, "go is a part of good only");
        assert_eq!(found("why does it fail?", "go"), Some(1));
        assert_eq!(found("この潮汐はどう読みますか", "help"), Some(4));
    }
}
