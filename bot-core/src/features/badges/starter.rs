//! The six badges that a community starts with: made once, when badges are first used, and the community's own from then.

use super::queries::{self, Badge};
use crate::charts::Colour;
use crate::chat::Text;
use crate::context::Context;
use crate::error::Result;
use crate::features::audit;
use crate::features::settings::Emoji;
use crate::schedule::{self, Job};
use crate::text::{Words, say};

/// One of the six, in words that people read.
struct Starter {
    emoji: &'static str,
    colour: u32,
    name: Text,
    meaning: Text,
    criteria: Text,
}

fn starters(words: Words) -> [Starter; 6] {
    [
        Starter {
            emoji: "🤝",
            colour: 0x1B5E8C,
            name: say!(words, "starter-connector"),
            meaning: say!(words, "starter-connector-meaning"),
            criteria: say!(words, "starter-connector-criteria"),
        },
        Starter {
            emoji: "💡",
            colour: 0xE0B000,
            name: say!(words, "starter-curious-mind"),
            meaning: say!(words, "starter-curious-mind-meaning"),
            criteria: say!(words, "starter-curious-mind-criteria"),
        },
        Starter {
            emoji: "🌱",
            colour: 0x3F8F4F,
            name: say!(words, "starter-good-neighbour"),
            meaning: say!(words, "starter-good-neighbour-meaning"),
            criteria: say!(words, "starter-good-neighbour-criteria"),
        },
        Starter {
            emoji: "🧭",
            colour: 0x2A8C82,
            name: say!(words, "starter-guide"),
            meaning: say!(words, "starter-guide-meaning"),
            criteria: say!(words, "starter-guide-criteria"),
        },
        Starter {
            emoji: "🔧",
            colour: 0x9A5207,
            name: say!(words, "starter-problem-solver"),
            meaning: say!(words, "starter-problem-solver-meaning"),
            criteria: say!(words, "starter-problem-solver-criteria"),
        },
        Starter {
            emoji: "✍️",
            colour: 0x7A4EA3,
            name: say!(words, "starter-writer"),
            meaning: say!(words, "starter-writer-meaning"),
            criteria: say!(words, "starter-writer-criteria"),
        },
    ]
}

/// The six, as they would be made now.
pub(super) fn badges(ctx: &Context) -> Vec<Badge> {
    let badge = |starter: Starter| Badge {
        id: ctx.id(),
        name: starter.name.to_string(),
        emoji: Emoji::fold(starter.emoji),
        colour: Colour::of(starter.colour),
        meaning: starter.meaning.to_string(),
        criteria: starter.criteria.to_string(),
        role: None,
        ladder: None,
        retired: false,
    };
    starters(ctx.words).into_iter().map(badge).collect()
}

/// Makes the six, unless that was done. The claim is a row: two at once make them once, and a badge that is renamed or
/// retired does not come back.
pub(super) async fn once(ctx: &mut Context) -> Result<()> {
    if !schedule::claim(ctx, Job::StarterBadges, "once").await? {
        return Ok(());
    }
    let community = ctx.community.id;
    let mut names = Vec::new();
    for badge in badges(ctx) {
        queries::define(&mut ctx.tx, community, &badge, ctx.now).await?;
        names.push(badge.name);
    }
    audit::note(ctx, None, audit::Action::BadgeDefined, None, &names.join(", ")).await
}
