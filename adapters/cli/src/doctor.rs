//! `kith doctor`: looks at configuration and database, and says what to do.

mod platforms;

use std::io::Write as _;
use std::path::Path;

use bot_core::moment::Moment;
use bot_core::{Bot, Checkup, CommunityName, Standing};
use chrono::Utc;

use crate::config::Loaded;
use crate::database::Database;
use crate::draw::{count, grouped, line};

/// How a database that is not there comes to be.
const MAKES: &str =
    "`kith run` makes it by itself, and `kith import PATH` makes it out of a community's history.";

/// Check configuration and database, and say what to do.
#[derive(clap::Args)]
#[command(
    after_help = "✓ is fine, ! could be better, ✗ needs you. Exit status: 1 if there is a ✗, otherwise 0."
)]
pub(crate) struct Args;

/// Findings, printed as they are made.
#[derive(Default)]
struct Report {
    better: usize,
    wrong: usize,
}

impl Report {
    fn good(&mut self, what: &str) -> anyhow::Result<()> {
        Ok(writeln!(std::io::stdout(), "✓ {}", line(what))?)
    }

    fn could_be_better(&mut self, what: &str, to_do: &str) -> anyhow::Result<()> {
        self.better += 1;
        Ok(writeln!(std::io::stdout(), "! {}\n    {}", line(what), line(to_do))?)
    }

    fn wrong(&mut self, what: &str, to_do: &str) -> anyhow::Result<()> {
        self.wrong += 1;
        Ok(writeln!(std::io::stdout(), "✗ {}\n    {}", line(what), line(to_do))?)
    }
}

/// The configuration could not even be read.
pub(crate) fn misconfigured(why: &anyhow::Error) -> anyhow::Result<u8> {
    let why = format!("{why:#}").lines().map(str::trim).collect::<Vec<_>>().join(" ");
    Report::default().wrong(&why, "Please correct this first; config/kith.toml shows every setting.")?;
    Ok(1)
}

pub(crate) async fn run(loaded: &Loaded, database: &Database) -> anyhow::Result<u8> {
    let mut report = Report::default();
    match &loaded.file {
        Some(file) => report.good(&format!("Configuration: {}", file.display()))?,
        None => report.good("Configuration: the defaults, as there is no config/kith.toml here")?,
    }
    for name in &loaded.strange {
        report.could_be_better(
            &format!("{name} sets nothing"),
            "If it was meant for Kith, please check its name.",
        )?;
    }
    folder(&loaded.settings.data_dir()?, &mut report)?;
    let bot = reach(database, &mut report).await?;
    if let Some(bot) = &bot {
        effects(bot, &mut report).await?;
        let communities = bot.communities().await?;
        if communities.is_empty() {
            report.could_be_better("No community yet", &platforms::begins(&loaded.settings))?;
        }
        for community in &communities {
            let checkup = bot.checkup(Moment::from(Utc::now()), community).await?;
            settled(community, &checkup, &mut report)?;
        }
    }
    platforms::look(&loaded.settings, bot.as_ref(), &mut report).await?;
    let out = &mut std::io::stdout();
    match (report.wrong, report.better) {
        (0, 0) => writeln!(out, "All is well.")?,
        (0, n) => writeln!(out, "Nothing is wrong. {} could be better.", count(n as u64, "thing", "things"))?,
        (n, _) => writeln!(out, "{} wrong.", count(n as u64, "thing is", "things are"))?,
    }
    Ok(u8::from(report.wrong > 0))
}

/// Whether Kith can keep its files.
fn folder(folder: &Path, report: &mut Report) -> anyhow::Result<()> {
    let shown = folder.display();
    if !folder.exists() {
        return report.good(&format!("Data directory: {shown}, not needed yet"));
    }
    let probe = folder.join(format!(".kith-{}", std::process::id()));
    match std::fs::write(&probe, "").and_then(|()| std::fs::remove_file(&probe)) {
        Ok(()) => report.good(&format!("Data directory: {shown}")),
        Err(error) => report.wrong(
            &format!("Nothing can be written in the data directory {shown}: {error}"),
            "Please give Kith's user the right to, or choose another folder with --data-dir.",
        ),
    }
}

/// The database, if it can be reached and is fit for use.
async fn reach(database: &Database, report: &mut Report) -> anyhow::Result<Option<Bot>> {
    if database.file().is_some_and(|file| !file.exists()) {
        let what = format!("Database: {database}, not made yet");
        report.could_be_better(&what, MAKES)?;
        return Ok(None);
    }
    let looked = match database.look().await {
        Ok(bot) => bot.standing().await.map(|standing| (bot, standing)).map_err(anyhow::Error::from),
        Err(error) => Err(error),
    };
    let (bot, standing) = match looked {
        Ok(looked) => looked,
        Err(error) => {
            let why = database.cover(&format!("{error:#}"));
            let to_do = if database.file().is_some() {
                "Is it the right file? `kith restore PATH --force` puts a backup in its place."
            } else {
                "Is the server running, and are address, name and password right?"
            };
            report.wrong(&why, to_do)?;
            return Ok(None);
        }
    };
    let to_do = match standing {
        Standing::UpToDate => None,
        Standing::Empty => Some(MAKES),
        Standing::Behind(_) => Some("Please run `kith migrate`, after a `kith backup`."),
        Standing::Ahead => Some("A newer Kith wrote it: please update this one."),
        Standing::Foreign => Some("It belongs to something else: please name another one with --database."),
    };
    match (standing, to_do) {
        (Standing::Behind(n), Some(to_do)) => {
            let behind = count(n as u64, "migration", "migrations");
            report.wrong(&format!("Database: {database} is {behind} behind"), to_do)?;
        }
        (Standing::Empty, Some(to_do)) => {
            report.could_be_better(&format!("Database: {database} is empty"), to_do)?;
        }
        (_, Some(to_do)) => report.wrong(&format!("Database: {database} is not ready"), to_do)?,
        (_, None) => report.good(&format!("Database: {database}"))?,
    }
    for damage in bot.damage().await? {
        let to_do =
            "The file is damaged: please restore a backup (`kith restore PATH --force`) and check the disk.";
        report.wrong(&format!("Database: {damage}"), to_do)?;
    }
    Ok((to_do.is_none()).then_some(bot))
}

/// What was given up.
async fn effects(bot: &Bot, report: &mut Report) -> anyhow::Result<()> {
    let dead = bot.dead_effects().await?;
    for effect in &dead {
        let problem = effect.problem.as_deref().unwrap_or("no reason was given");
        let what = format!(
            "Not delivered on {}, since {}: {problem}",
            effect.platform,
            effect.due.utc().date_naive()
        );
        report.could_be_better(&what, "Does the bot still have access to that channel or person?")?;
    }
    Ok(())
}

/// What is settled in a community, and what is not yet.
fn settled(community: &CommunityName, checkup: &Checkup, report: &mut Report) -> anyhow::Result<()> {
    let name = line(&community.name);
    let number = |n: i64| u64::try_from(n).unwrap_or_default();
    let mut figures = format!(
        "{name}: {}, {}",
        count(number(checkup.members), "person", "people"),
        count(number(checkup.written), "message", "messages")
    );
    if let (Some(first), Some(last)) = (checkup.first, checkup.last) {
        figures.push_str(&format!(" from {} to {}", first.date(), last.date()));
    }
    report.good(&format!("{figures}, days in {}", checkup.zone))?;
    if checkup.waiting > 0 {
        report.good(&format!("{name}: {} waiting in the outbox", grouped(number(checkup.waiting))))?;
    }
    if checkup.admins == 0 {
        let to_do = "Whoever may manage the place (Discord: Manage Server; Slack: owners and admins of the workspace) and \
            asks Kith for something first becomes one.";
        report.could_be_better(&format!("{name} has no admin yet"), to_do)?;
    }
    if checkup.leads == 0 {
        let to_do = "An admin names one with /roles give, once members have chosen.";
        report.could_be_better(&format!("{name} has no lead, so nobody can give badges"), to_do)?;
    }
    if !checkup.questions_reach_somebody {
        let what =
            format!("{name} has no expert and no channel for questions: an escalated one may reach nobody");
        let to_do = "Leads ask somebody with /expert invite, or choose a channel with /escalation policy channel:#channel.";
        report.could_be_better(&what, to_do)?;
    }
    if !checkup.topics_without_expert.is_empty() {
        let topics = checkup.topics_without_expert.join(", ");
        let to_do = "/expert recruit shows who already answers well.";
        report
            .could_be_better(&format!("{name} has topics that nobody is an expert for: {topics}"), to_do)?;
    }
    if checkup.digest_channel.is_none() {
        let to_do = "An admin chooses one with /settings digest_channel:#channel.";
        report.could_be_better(&format!("{name} has no channel for its digest"), to_do)?;
    }
    Ok(())
}
