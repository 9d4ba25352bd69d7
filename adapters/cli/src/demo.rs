//! `kith` alone: imports the example that ships with it and shows its last week, so that one sees something at once.

mod weeks;

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use bot_core::moment::Moment;
use chrono::Utc;

use crate::config::Settings;
use crate::database::{Database, make_private};
use crate::draw::Pen;
use crate::speak::quoted;
use crate::{digest, import};

/// Ten weeks of an invented community; see `examples/README.md`.
const EXAMPLE: &[u8] = include_bytes!("../../../examples/harbour.zip");

pub(crate) async fn run(settings: &Settings) -> anyhow::Result<u8> {
    let out = &mut std::io::stdout();
    let folder = settings.data_dir()?.join("demo");
    make_private(&folder)?;
    let export = folder.join("harbour.zip");
    if std::fs::read(&export).ok().as_deref() != Some(EXAMPLE) {
        std::fs::write(&export, EXAMPLE)
            .with_context(|| format!("{} cannot be written", export.display()))?;
    }
    let database = Database::at(&folder.join("harbour.db"));
    let bot = database.open().await?;
    writeln!(out, "{}\n", Pen::new().strong("This is Kith, with ten weeks of an invented community."))?;
    let report = import::take_in(&bot, import::open(&export)?, Some("Harbour"), None).await?;
    import::tell(&report)?;
    weeks::happen(&bot, &report.server).await?;
    let all = bot.communities().await?;
    let found = all.into_iter().find(|community| community.servers.contains(&report.server));
    let community = found.context("The example was imported and cannot be found")?;
    let week = digest::last_full_week(&bot, &community).await?;
    writeln!(out, "\n{}\n", Pen::new().strong(&format!("Its digest for {}", week.iso())))?;
    match bot.digest(Moment::from(Utc::now()), &community, week).await? {
        Some(pages) => {
            writeln!(out, "{}\n", digest::drawn(&pages)?)?;
            let files = digest::write(&folder, week, pages.messages())?;
            writeln!(out, "The same with its pictures: {}\n", files[0].display())?;
        }
        None => writeln!(out, "There is nothing to tell.\n")?,
    }
    bot.close().await;
    next(&folder, &database)
}

/// What to try next.
fn next(folder: &Path, database: &Database) -> anyhow::Result<u8> {
    let out = &mut std::io::stdout();
    let database = quoted(&database.to_string());
    writeln!(
        out,
        "Your own history:  kith import PATH          (a Slack export or DiscordChatExporter JSON)"
    )?;
    writeln!(out, "Ask it something:  kith ask --database {database} --as hana '/help'")?;
    writeln!(out, "All there is:      kith --help              (this example is in {})", folder.display())?;
    Ok(0)
}
