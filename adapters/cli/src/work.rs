//! Kith at work on a chat server: it hears, answers and posts until somebody stops it, and keeps an eye on the clock.

use std::io::Write as _;
use std::time::Duration;

use anyhow::Context as _;
use bot_core::Bot;
use bot_core::moment::Moment;
use chrono::Utc;

use crate::database::Database;
use crate::run::stopped;

/// How often the clock is looked at.
const LOOK: Duration = Duration::from_secs(30);

/// Is on Discord until somebody stops it.
pub(crate) async fn on_discord(settings: discord::Settings, database: &Database) -> anyhow::Result<u8> {
    let out = &mut std::io::stdout();
    let bot = database.open().await?;
    writeln!(out, "Kith goes to work on Discord. What it keeps is in {database}. Ctrl-C ends it.")?;
    out.flush()?;
    let ticking = tokio::spawn(tick(bot.clone()));
    let served = discord::serve(bot.clone(), settings, stopped()).await;
    ticking.abort();
    bot.close().await;
    served.context("Kith is not on Discord")?;
    Ok(0)
}

/// Does what falls due by the clock. It ends with its task.
async fn tick(bot: Bot) {
    loop {
        if let Err(error) = bot.tick(Moment::from(Utc::now())).await {
            tracing::error!(%error, "what fell due is tried again");
        }
        tokio::time::sleep(LOOK).await;
    }
}
