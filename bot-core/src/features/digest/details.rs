//! The details of a digest, for the thread below its summary.

use super::climbing;
use super::figures::Figures;
use super::names::Names;
use crate::chat::{MessageRef, Text, one_line};
use crate::context::Context;
use crate::text::{grouped, say};

/// How many open questions are listed.
const LISTED: usize = 10;

/// The details, one text a subject; none that would be empty.
pub(crate) fn details(ctx: &Context, figures: &Figures, names: &Names) -> Vec<Text> {
    let all = [
        people(ctx, figures, names),
        thanks(ctx, names),
        unthanked(ctx, figures, names),
        badges(ctx, names),
        questions(ctx, figures, names),
        climbing::open(ctx, figures, names),
        climbing::experts(ctx, figures, names),
        channels(ctx, figures, names),
        how(ctx, figures),
    ];
    all.into_iter().filter(|text| !text.is_empty()).collect()
}

fn heading(words: &Text) -> Text {
    Text::strong(&words.to_string())
}

fn people(ctx: &Context, figures: &Figures, names: &Names) -> Text {
    let part = &figures.part;
    let words = ctx.words;
    let mut lines = Text::default();
    let some = |ids: &[i64], n| names.some(ctx, ids, n);
    if part.newcomers > 0 {
        let who = some(&part.named_newcomers, part.newcomers);
        lines.line(say!(words, "details-newcomers", n = part.newcomers, who = who));
    }
    if part.returning > 0 {
        let who = some(&part.named_returning, part.returning);
        lines.line(say!(words, "details-returning", n = part.returning, who = who));
    }
    if part.quiet > 0 {
        let who = some(&part.named_quiet, part.quiet);
        lines.line(say!(words, "details-quiet", n = part.quiet, who = who));
    }
    under(&say!(words, "details-people"), lines)
}

/// Lines under a heading; nothing without lines.
pub(super) fn under(title: &Text, lines: Text) -> Text {
    if lines.is_empty() { lines } else { Text::join([heading(title), lines], "\n") }
}

fn thanks(ctx: &Context, names: &Names) -> Text {
    let mut lines = Text::default();
    for (one, thanked) in &names.quoted {
        let giver = one.giver.map_or_else(|| say!(ctx.words, "former-member"), |id| names.member(ctx, id));
        let who = ctx.words.list(thanked.iter().map(|id| names.member(ctx, *id)).collect());
        lines.line(say!(ctx.words, "details-thanks-line", giver = giver, who = who));
        lines.line(Text::quote(&one.reason));
    }
    under(&say!(ctx.words, "details-thanks"), lines)
}

fn unthanked(ctx: &Context, figures: &Figures, names: &Names) -> Text {
    let mut lines = Text::default();
    for (member, written) in &figures.unthanked {
        let (who, written) = (names.member(ctx, *member), *written);
        lines.line(say!(
            ctx.words,
            "details-unthanked-line",
            who = who,
            n = written,
            shown = grouped(written)
        ));
    }
    under(&say!(ctx.words, "details-unthanked"), lines)
}

fn badges(ctx: &Context, names: &Names) -> Text {
    let mut lines = Text::default();
    for granted in &names.badges {
        let badge = Text::typed(&format!("{} {}", granted.emoji, granted.badge));
        let (who, citation) = (names.member(ctx, granted.member), Text::typed(&one_line(&granted.citation)));
        lines.line(say!(ctx.words, "details-badge-line", who = who, badge = badge, citation = citation));
    }
    under(&say!(ctx.words, "details-badges"), lines)
}

fn questions(ctx: &Context, figures: &Figures, names: &Names) -> Text {
    let words = ctx.words;
    let mut lines = Text::default();
    for question in figures.open.iter().take(LISTED) {
        let at = words.moment(question.sent, ctx.community.settings.zone);
        let who = names.member(ctx, question.author);
        let channel = names.channel(question.channel);
        let here = say!(words, "details-question").to_string();
        let link = names.channel_id(question.channel).map_or_else(
            || Text::words(here.clone()),
            |channel| Text::message(&MessageRef::new(channel, &question.message), &here),
        );
        lines.line(say!(words, "details-question-line", link = link, who = who, channel = channel, at = at));
    }
    let more = figures.open.len().saturating_sub(LISTED);
    if more > 0 {
        lines.line(say!(words, "details-questions-more", n = more));
    }
    under(&say!(words, "details-questions"), lines)
}

fn channels(ctx: &Context, figures: &Figures, names: &Names) -> Text {
    let mut lines = Text::default();
    for (channel, written, people) in &figures.channels {
        let (channel, written, people) = (names.channel(*channel), *written, *people);
        lines.line(say!(
            ctx.words,
            "details-channel-line",
            channel = channel,
            n = written,
            shown = grouped(written),
            people = people
        ));
    }
    under(&say!(ctx.words, "details-channels"), lines)
}

/// What the figures mean, for whoever asks.
fn how(ctx: &Context, figures: &Figures) -> Text {
    let title = say!(ctx.words, "details-how");
    let mut lines = say!(ctx.words, "details-how-lines");
    if figures.asked > 0 {
        lines = Text::join([lines, say!(ctx.words, "details-how-questions")], " ");
    }
    under(&title, lines)
}
