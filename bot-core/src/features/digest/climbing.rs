//! What a digest says about answers and about questions that climbed: in the summary, in the details, in a picture.

use super::details::under;
use super::figures::Figures;
use super::names::Names;
use crate::charts;
use crate::chat::{Picture, Text, one_line};
use crate::context::Context;
use crate::text::{Words, percent, say};

/// So many open questions are listed.
const LISTED: usize = 8;
/// So much of a question is shown.
const SHOWN: usize = 90;
/// So many minutes are still told in minutes, and so many hours in hours.
const MINUTES: i64 = 120;
const HOURS: i64 = 48;

/// A span of minutes as people say it.
fn span(words: Words, minutes: i64) -> Text {
    let hours = (minutes + 30) / 60;
    let days = (hours + 12) / 24;
    match minutes {
        _ if minutes < MINUTES => say!(words, "minutes", n = minutes.max(1)),
        _ if hours < HOURS => say!(words, "hours", n = hours),
        _ => say!(words, "days", n = days),
    }
}

/// Who answered and how fast, and how questions fared that climbed; nothing where there were none.
pub(super) fn summary(ctx: &Context, figures: &Figures) -> Text {
    let words = ctx.words;
    let answers = &figures.answers;
    let mut text = Text::default();
    if answers.answered() > 0 {
        #[expect(clippy::cast_precision_loss, reason = "counts of answers are far below 2^52")]
        let share = percent(answers.peers as f64 / answers.answered() as f64);
        let mut line = say!(
            words,
            "digest-answered",
            peers = answers.peers,
            experts = answers.experts,
            staff = answers.staff,
            share = share
        );
        if let Some(first) = answers.first {
            line = Text::join([line, say!(words, "digest-first-answer", span = span(words, first))], " ");
        }
        if let Some(solution) = answers.solution {
            line = Text::join([line, say!(words, "digest-solution", span = span(words, solution))], " ");
        }
        text.line(line);
    }
    let climbed = &figures.climbed;
    if climbed.opened + climbed.solved + climbed.expired + climbed.nobody > 0 {
        text.line(say!(
            words,
            "digest-climbed",
            opened = climbed.opened,
            solved = climbed.solved,
            expired = climbed.expired,
            nobody = climbed.nobody
        ));
    }
    text
}

/// Questions that climb and are open, oldest first, with links.
pub(super) fn open(ctx: &Context, figures: &Figures, names: &Names) -> Text {
    let words = ctx.words;
    let mut lines = Text::default();
    for one in figures.climbed.open.iter().take(LISTED) {
        let at = words.moment(one.opened, ctx.community.settings.zone);
        let what: String = one_line(&one.question).chars().take(SHOWN).collect();
        let what = match (one.private, what.is_empty()) {
            (true, _) => say!(words, "questions-untold"),
            (false, true) => say!(words, "question-thread"),
            (false, false) => Text::typed(&what),
        };
        let who = one.asker.map_or_else(|| say!(words, "somebody"), |id| names.member(ctx, id));
        let here = say!(words, "question-here").to_string();
        let link = one.thread.as_ref().map(|at| Text::message(at, &here)).unwrap_or_default();
        let nobody = if one.nobody { "yes" } else { "no" };
        lines.line(say!(
            words,
            "details-climbing-line",
            at = at,
            who = who,
            what = what,
            nobody = nobody,
            link = link
        ));
    }
    let more = figures.climbed.open.len().saturating_sub(LISTED);
    if more > 0 {
        lines.line(say!(words, "details-questions-more", n = more));
    }
    under(&say!(words, "details-climbing"), lines)
}

/// Experts with enough to do, and topics without any, with those who might be invited.
pub(super) fn experts(ctx: &Context, figures: &Figures, names: &Names) -> Text {
    let words = ctx.words;
    let mut lines = Text::default();
    for (member, n) in &figures.climbed.busy {
        let (who, n) = (names.member(ctx, *member), *n);
        lines.line(say!(words, "details-expert-busy", who = who, n = n));
    }
    for one in &figures.climbed.lacking {
        let (topic, people) = (Text::typed(&one.topic), one.named(ctx));
        lines.line(if people.is_empty() {
            say!(words, "details-topic-lacks", topic = topic)
        } else {
            say!(words, "details-topic-lacks-but", topic = topic, people = people)
        });
    }
    under(&say!(words, "details-experts"), lines)
}

/// How long questions waited for a first answer in eight weeks; nothing if hardly any were answered.
pub(super) fn waits(ctx: &Context, figures: &Figures) -> Option<Picture> {
    let words = ctx.words;
    let by_week = &figures.answers.first_by_week;
    if by_week.iter().flatten().count() < 2 {
        return None;
    }
    let in_hours = by_week.iter().flatten().any(|minutes| *minutes >= 10 * 60);
    let value = |minutes: i64| if in_hours { (minutes + 30) / 60 } else { minutes };
    let title = match figures.answers.first {
        Some(first) => say!(words, "picture-waits-title", span = span(words, first)).to_string(),
        None => say!(words, "picture-waits-none").to_string(),
    };
    let label =
        if in_hours { say!(words, "picture-waits-hours") } else { say!(words, "picture-waits-minutes") };
    let weeks = figures.weeks.iter().zip(by_week);
    let told = weeks.clone().map(|(week, minutes)| {
        let day = words.short_day(week.week.monday());
        let waited = minutes.map_or_else(|| Text::words("–"), |minutes| span(words, minutes));
        say!(words, "picture-waits-alt-week", day = day, span = waited).to_string()
    });
    let alt = format!("{title} {}", told.collect::<Vec<_>>().join("; "));
    let weeks = weeks.map(|(week, minutes)| {
        (words.short_day(week.week.monday()), minutes.map(|minutes| value(minutes).unsigned_abs()))
    });
    Some(charts::waits(&charts::Waits { title, label: label.to_string(), alt, weeks: weeks.collect() }))
}
