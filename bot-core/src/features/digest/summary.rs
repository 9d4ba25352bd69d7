//! The summary of a digest: what fits one screen.

use super::advice::{Advice, advice};
use super::climbing;
use super::evenness::NOISE;
use super::figures::Figures;
use super::names::Names;
use crate::chat::Text;
use crate::context::Context;
use crate::text::{grouped, percent, say};

/// A week with fewer people or messages than this is told in two lines.
const QUIET_PEOPLE: i64 = 3;
const QUIET_WRITTEN: i64 = 10;

/// Whether there is too little to draw and to count.
pub(crate) fn is_quiet(figures: &Figures) -> bool {
    figures.sums().active < QUIET_PEOPLE || figures.sums().written < QUIET_WRITTEN
}

/// The summary.
pub(crate) fn summary(ctx: &Context, figures: &Figures, names: &Names) -> Text {
    let words = ctx.words;
    let title = say!(
        words,
        "digest-title",
        community = Text::typed(&ctx.community.name),
        week = words.week(figures.week)
    );
    let mut text = Text::strong(&title.to_string());
    if is_quiet(figures) {
        let sums = figures.sums();
        text.line(say!(words, "digest-quiet", active = sums.active, written = sums.written));
    } else {
        text.line(part(ctx, figures));
        text.line(spread(ctx, figures));
    }
    text.line(visitors(ctx, figures));
    text.line(thanks(ctx, figures));
    text.line(questions(ctx, figures));
    text.line(climbing::summary(ctx, figures));
    let todo = advice(figures);
    if !todo.is_empty() {
        text.line(Text::strong(&say!(words, "digest-next").to_string()));
        for (n, one) in (1_i64..).zip(todo) {
            let what = advise(ctx, figures, names, one);
            text.line(say!(words, "digest-todo", n = n, what = what));
        }
    }
    text
}

fn part(ctx: &Context, figures: &Figures) -> Text {
    let (now, before) = (figures.sums(), figures.sums_before());
    let (part, part_before) = (&figures.part, &figures.part_before);
    let words = ctx.words;
    let mut text = say!(
        words,
        "digest-active",
        n = now.active,
        shown = grouped(now.active),
        before = grouped(before.active),
        written = now.written,
        messages = grouped(now.written),
        messages_before = grouped(before.written)
    );
    text.line(say!(
        words,
        "digest-part",
        newcomers = part.newcomers,
        newcomers_before = part_before.newcomers,
        returning = part.returning,
        returning_before = part_before.returning,
        quiet = part.quiet,
        quiet_before = part_before.quiet
    ));
    text
}

/// Those among them who are visitors; nothing if none is.
fn visitors(ctx: &Context, figures: &Figures) -> Text {
    let (people, written) = figures.visitors;
    if people == 0 {
        return Text::default();
    }
    say!(ctx.words, "digest-visitors", n = people, written = grouped(written))
}

/// How evenly people took part, with what it means; a change within the usual noise is not one.
fn spread(ctx: &Context, figures: &Figures) -> Text {
    let Some(now) = figures.sums().evenness else { return Text::default() };
    let words = ctx.words;
    let mut text = say!(
        words,
        "digest-spread",
        half = now.half,
        active = grouped(figures.sums().active),
        tenth = percent(now.top_tenth),
        gini = words.decimal(now.gini)
    );
    let change = figures.sums_before().evenness.map(|before| now.gini - before.gini);
    if let Some(change) = change.filter(|change| change.abs() > NOISE) {
        let meaning = if change > 0.0 {
            say!(words, "digest-spread-narrower")
        } else {
            say!(words, "digest-spread-wider")
        };
        text = Text::join([text, meaning], " ");
    }
    text
}

fn thanks(ctx: &Context, figures: &Figures) -> Text {
    let (now, before) = (&figures.thanks, &figures.thanks_before);
    let words = ctx.words;
    let mut text = if now.given == 0 {
        say!(words, "digest-no-thanks", before = before.given)
    } else {
        say!(
            words,
            "digest-thanks",
            given = now.given,
            before = before.given,
            thanked = now.thanked,
            first = now.first_time
        )
    };
    if now.from_staff > 0 {
        text = Text::join([text, say!(words, "digest-thanks-staff", n = now.from_staff)], " ");
    }
    if figures.badges > 0 {
        text = Text::join([text, say!(words, "digest-badges", n = figures.badges)], " ");
    }
    text
}

fn questions(ctx: &Context, figures: &Figures) -> Text {
    match (figures.asked, figures.unanswered) {
        (0, _) => Text::default(),
        (asked, 0) => say!(ctx.words, "digest-all-answered", asked = asked),
        (asked, open) => say!(ctx.words, "digest-unanswered", open = open, asked = asked),
    }
}

fn advise(ctx: &Context, figures: &Figures, names: &Names, advice: Advice) -> Text {
    let words = ctx.words;
    let part = &figures.part;
    let some = |ids: &[i64], n| names.some(ctx, ids, n);
    match advice {
        Advice::Answer => {
            let oldest =
                figures.open.first().map(|question| names.channel(question.channel)).unwrap_or_default();
            say!(words, "advice-answer", n = figures.unanswered, channel = oldest)
        }
        Advice::Deliver => say!(words, "advice-deliver", n = figures.undelivered),
        Advice::FindExperts => {
            let topics = figures.climbed.lacking.iter().take(3).map(|one| Text::typed(&one.topic)).collect();
            say!(
                words,
                "advice-find-experts",
                topics = words.list(topics),
                how = Text::code("/expert recruit")
            )
        }
        Advice::FindLeads => say!(words, "advice-find-leads"),
        Advice::Greet => {
            let who = some(&part.named_newcomers, part.newcomers);
            say!(words, "advice-greet", who = who)
        }
        Advice::HelpClimbers => say!(words, "advice-help-climbers", n = figures.climbed.nobody),
        Advice::MissQuiet => say!(words, "advice-miss", who = some(&part.named_quiet, part.quiet)),
        Advice::RemindToThank => say!(words, "advice-remind", how = Text::code("/shoutout")),
        Advice::Thank => {
            let ids: Vec<i64> = figures.unthanked.iter().map(|(member, _)| *member).collect();
            say!(words, "advice-thank", who = some(&ids, ids.len() as i64))
        }
        Advice::Widen => {
            let half = figures.sums().evenness.map_or(0, |evenness| evenness.half);
            say!(words, "advice-widen", half = half)
        }
    }
}
