//! Where Kith lived: what it hears live leaves notes in its database, and a history that was only brought in leaves none.

use anyhow::bail;
use bot_core::Bot;
use bot_core::chat::Platform;

use crate::database::Database;

/// A chat server on which Kith may have lived.
pub(crate) struct Place {
    /// What people call it.
    pub(crate) name: &'static str,
    platform: &'static str,
    /// What the keys of the notes begin with that are only written there.
    notes: &'static str,
    /// The setting with which Kith goes on there.
    pub(crate) token: &'static str,
}

const PLACES: [Place; 2] = [
    Place {
        name: "Discord",
        platform: discord::PLATFORM,
        notes: discord::LIVED,
        token: "KITH_DISCORD_TOKEN",
    },
    Place {
        name: "Slack",
        platform: slack::PLATFORM,
        notes: slack::LIVED,
        token: "KITH_SLACK_BOT_TOKEN (or, where workspaces install Kith, KITH_SLACK_CLIENT_ID)",
    },
];

/// The chat servers on which Kith lived with this database.
pub(crate) async fn places(bot: &Bot) -> anyhow::Result<Vec<&'static Place>> {
    let mut lived = Vec::new();
    for place in &PLACES {
        if !bot.notes(&Platform::from(place.platform), place.notes).await?.is_empty() {
            lived.push(place);
        }
    }
    Ok(lived)
}

/// Something of each of them, in a row.
pub(crate) fn each(places: &[&Place], what: fn(&Place) -> &'static str) -> String {
    places.iter().map(|place| what(place)).collect::<Vec<_>>().join(" and ")
}

/// Makes sure that these members are nobody's playthings: on the playground, anybody speaks as whomever they like.
pub(crate) async fn must_be_nowhere(bot: &Bot, database: &Database) -> anyhow::Result<()> {
    let lived = places(bot).await?;
    if lived.is_empty() {
        return Ok(());
    }
    bail!(
        "Kith lives on {} with the database {database}, so it opens no playground with it, where anybody could speak as its \
         members. To go on there, set {}. To play, name another database with --database or KITH_DATABASE, such as: \
         kith run --database playground.db",
        each(&lived, |place| place.name),
        each(&lived, |place| place.token),
    )
}
