//! What the platforms say of the settings that Kith has for them.

use bot_core::Bot;

use super::Report;
use crate::config::Settings;
use crate::lived;

/// How a first community comes to be, where a platform is set up and where none is.
pub(super) fn begins(settings: &Settings) -> String {
    let discord = matches!(settings.discord(), Ok(Some(_)));
    let slack = matches!(settings.slack(), Ok(Some(_)));
    let places = [
        (discord, "is on a Discord server (the link that installs it stands below)"),
        (slack, "is in a Slack workspace"),
    ];
    let places: Vec<&str> = places.into_iter().filter(|(set, _)| *set).map(|(_, place)| place).collect();
    let history = "`kith import PATH` brings a community's history in.";
    if places.is_empty() {
        return history.to_owned();
    }
    format!("One begins as soon as `kith run` is at work and the bot {}. {history}", places.join(" or "))
}

/// Looks at every platform that the settings name; `bot` is there if its database can be used.
pub(super) async fn look(settings: &Settings, bot: Option<&Bot>, report: &mut Report) -> anyhow::Result<()> {
    if matches!((settings.discord(), settings.slack()), (Ok(None), Ok(None))) {
        return on_none(bot, report).await;
    }
    match settings.discord() {
        Ok(Some(settings)) => on_discord(&settings, report).await?,
        Ok(None) => {}
        Err(error) => report.wrong(&error.to_string(), "docs/discord.md tells what each setting is.")?,
    }
    match settings.slack() {
        Ok(Some(settings)) => on_slack(&settings, report).await,
        Ok(None) => Ok(()),
        Err(error) => report.wrong(&error.to_string(), "docs/slack.md tells what each setting is."),
    }
}

/// What `kith run` does where no platform is set up.
async fn on_none(bot: Option<&Bot>, report: &mut Report) -> anyhow::Result<()> {
    let lived = match bot {
        Some(bot) => lived::places(bot).await?,
        None => Vec::new(),
    };
    if lived.is_empty() {
        return report.good(
            "Neither Discord nor Slack is set up, so `kith run` opens the playground. To put Kith on Discord, set \
             KITH_DISCORD_TOKEN; on Slack, KITH_SLACK_BOT_TOKEN",
        );
    }
    let (names, tokens) = (lived::each(&lived, |place| place.name), lived::each(&lived, |place| place.token));
    report.could_be_better(
        &format!("Kith lives on {names} with this database, and neither Discord nor Slack is set up here"),
        &format!("`kith run` needs {tokens} to go on there. To play, name another database with --database."),
    )
}

/// Whether Discord knows the token, and what it grants.
async fn on_discord(settings: &discord::Settings, report: &mut Report) -> anyhow::Result<()> {
    let found = match discord::check(settings).await {
        Ok(found) => found,
        Err(error) => {
            let to_do = match error {
                discord::Error::Token => "docs/discord.md tells how to get a token.",
                _ => "Can this machine reach Discord? If KITH_DISCORD_API_URL is set, is it right?",
            };
            return report.wrong(&error.to_string(), to_do);
        }
    };
    report.good(&format!("Discord: the bot is called {}", found.name))?;
    report.good(&format!("Discord: to install it on a server, open {}", found.install))?;
    for (intent, wanted, granted) in
        [(&MEMBERS, settings.members, found.members), (&CONTENT, settings.content, found.content)]
    {
        on_intent(intent, wanted, granted, report)?;
    }
    Ok(())
}

/// What Discord tells only those bots that it grants it.
struct Intent {
    /// As the developer portal calls it.
    name: &'static str,
    setting: &'static str,
    with: &'static str,
    without: &'static str,
}

const MEMBERS: Intent = Intent {
    name: "Server Members",
    setting: "KITH_DISCORD_MEMBERS",
    with: "Kith hears who joins, leaves and changes roles",
    without: "newcomers are met when they first write, react or ask, those who leave stay listed, and roles are known once \
              somebody asks Kith for something",
};

const CONTENT: Intent = Intent {
    name: "Message Content",
    setting: "KITH_DISCORD_CONTENT",
    with: "Kith sees whether a message asks or thanks",
    without: "only posts in forums and messages that get a thread are counted as questions, /settings offer_thanks never \
              offers, and learning learns no words",
};

/// Whether an intent is asked for and granted, and what does not work without it.
fn on_intent(intent: &Intent, wanted: bool, granted: bool, report: &mut Report) -> anyhow::Result<()> {
    let Intent { name, setting, with, without } = intent;
    match (wanted, granted) {
        (true, true) => report.good(&format!("Discord: with the intent {name}, {with}")),
        (true, false) => report.wrong(
            &format!("Discord does not grant the intent {name}, which {setting} asks for"),
            "Switch it on for your bot on the developer portal, page Bot, or switch the setting off.",
        ),
        (false, true) => report.could_be_better(
            &format!("Discord grants the intent {name}, and {setting} is off: {without}"),
            &format!("Set {setting}=true, and {with}."),
        ),
        (false, false) => report.good(&format!(
            "Discord: without the intent {name}, {without}; if you want it, switch it on for your bot on the developer \
             portal, page Bot, and set {setting}=true"
        )),
    }
}

/// Whether Slack knows the tokens, and what it grants.
async fn on_slack(settings: &slack::Settings, report: &mut Report) -> anyhow::Result<()> {
    if let Some(install) = &settings.install {
        report.good(&format!("Slack: workspaces install Kith at {}/slack/install", install.public_url))?;
        if settings.signing_secret.is_none() && settings.app_token.is_none() {
            report.wrong(
                "Slack: there is no way to hear it",
                "Set KITH_SLACK_SIGNING_SECRET for a public address, or KITH_SLACK_APP_TOKEN for Socket Mode.",
            )?;
        }
        if settings.bot_token.is_empty() {
            return Ok(());
        }
    }
    let found = match slack::check(settings).await {
        Ok(found) => found,
        Err(error) => return report.wrong(&error.to_string(), for_slack(&error)),
    };
    report.good(&format!("Slack: the workspace is called {}", found.workspace))?;
    for scope in &found.missing {
        report.wrong(
            &format!("Slack: the app lacks the scope {scope}"),
            "Put what `kith slack manifest` prints into the app's manifest, and install the app again.",
        )?;
    }
    match (found.socket, found.http) {
        (Some(Ok(())), _) => report.good("Slack: Socket Mode works"),
        (Some(Err(error)), _) => report.wrong(&error.to_string(), for_slack(&error)),
        (None, true) => report.good("Slack: awaited at a public address"),
        (None, false) => report.wrong(
            "Slack: there is no way to hear it",
            "Set KITH_SLACK_APP_TOKEN for Socket Mode, or KITH_SLACK_SIGNING_SECRET for a public address.",
        ),
    }
}

/// What helps where Kith cannot be on Slack.
fn for_slack(error: &slack::Error) -> &'static str {
    match error {
        slack::Error::AppToken | slack::Error::BotToken => "docs/slack.md tells how to get a token.",
        slack::Error::SocketMode => "docs/slack.md tells what each of the two ways needs.",
        slack::Error::Broken(_) => "The log tells where; please report it.",
        slack::Error::Elsewhere | slack::Error::Start(_) => {
            "Can this machine reach Slack, and is the app as docs/slack.md tells? If KITH_SLACK_API_URL is set, is it right?"
        }
    }
}
