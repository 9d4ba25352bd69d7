//! The pictures of a digest: eight weeks, and how evenly people took part.

use super::climbing;
use super::figures::Figures;
use crate::charts;
use crate::chat::Picture;
use crate::context::Context;
use crate::text::{grouped, percent, say};

fn count(n: i64) -> u64 {
    n.unsigned_abs()
}

/// The pictures that have something to show.
pub(crate) fn pictures(ctx: &Context, figures: &Figures) -> Vec<Picture> {
    let mut pictures = vec![weeks(ctx, figures)];
    pictures.extend(evenness(ctx, figures));
    pictures.extend(climbing::waits(ctx, figures));
    pictures
}

fn weeks(ctx: &Context, figures: &Figures) -> Picture {
    let words = ctx.words;
    let (now, before) = (figures.sums(), figures.sums_before());
    let title = say!(
        words,
        "picture-weeks-title",
        n = now.active,
        shown = grouped(now.active),
        before = before.active
    )
    .to_string();
    let each = figures.weeks.iter().map(|week| {
        let day = words.short_day(week.week.monday());
        say!(words, "picture-weeks-alt-week", day = day, active = week.active, written = week.written)
            .to_string()
    });
    let alt = format!("{title}. {}", each.collect::<Vec<_>>().join("; "));
    charts::weeks(&charts::Weeks {
        title,
        active: say!(words, "picture-active", n = now.active).to_string(),
        messages: say!(words, "picture-messages", n = now.written).to_string(),
        alt,
        weeks: figures
            .weeks
            .iter()
            .map(|week| charts::WeekFigures {
                label: words.short_day(week.week.monday()),
                active: count(week.active),
                messages: count(week.written),
            })
            .collect(),
    })
}

fn evenness(ctx: &Context, figures: &Figures) -> Option<Picture> {
    let words = ctx.words;
    let active = figures.sums().active;
    let now = figures.sums().evenness?;
    let others = active - now.half;
    let shown = grouped(active);
    let title = say!(words, "picture-breadth-title", half = now.half, active = shown).to_string();
    let alt = say!(words, "picture-breadth-alt", title = title.clone(), tenth = percent(now.top_tenth));
    Some(charts::breadth(&charts::Breadth {
        few: say!(words, "picture-few", n = now.half).to_string(),
        others: say!(words, "picture-others", n = others, shown = grouped(others)).to_string(),
        half: say!(words, "picture-half").to_string(),
        other_half: say!(words, "picture-other-half").to_string(),
        quiet: say!(words, "picture-quiet").to_string(),
        bars: say!(words, "picture-bars", n = now.half).to_string(),
        active: say!(words, "picture-of-active").to_string(),
        top_tenth: say!(words, "picture-top-tenth").to_string(),
        title,
        alt: alt.to_string(),
        weeks: figures
            .weeks
            .iter()
            .map(|week| charts::BreadthWeek {
                label: words.short_day(week.week.monday()),
                active: count(week.active),
                spread: week
                    .evenness
                    .map(|even| charts::Spread { half: count(even.half), top_tenth: even.top_tenth }),
            })
            .collect(),
    }))
}
