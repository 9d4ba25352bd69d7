//! The settings: defaults, then the configuration file, then `KITH_…` variables, then flags.

mod address;
mod platforms;
mod variables;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::ValueEnum;
use figment::Figment;
use figment::error::Kind;
use figment::providers::{Format as _, Serialized, Toml};
use serde::{Deserialize, Serialize};

use crate::database::Database;
use crate::draw::line;
use crate::speak::quoted;

use variables::Variables;

/// Where the configuration file is looked for when nobody says.
const USUAL: &str = "config/kith.toml";

/// What every variable's name begins with.
const PREFIX: &str = "KITH_";

/// Every setting, as `config/kith.toml` explains it.
#[derive(Clone, Default, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// The database; empty for the usual file. It may hold a password, so it is never shown as it is.
    database: String,
    /// The folder for Kith's own files; empty for the usual one.
    data_dir: String,
    /// Which log entries are written.
    pub(crate) log: String,
    /// How they look.
    pub(crate) log_format: LogFormat,
    /// Where Discord's API is; empty for the real one.
    pub(crate) discord_api_url: String,
    /// Whether Discord grants what messages say.
    pub(crate) discord_content: bool,
    /// Whether Discord grants who joins, leaves and changes roles.
    pub(crate) discord_members: bool,
    /// The one Discord server whose commands are registered at once, for trying things out; empty for everywhere.
    #[serde(deserialize_with = "text_or_number")]
    pub(crate) discord_test_server: String,
    /// The Discord bot's token; empty for none. A secret: it is never shown.
    pub(crate) discord_token: String,
    /// Where the playground is.
    pub(crate) listen: String,
    /// Where Slack's Web API is; empty for the real one.
    slack_api_url: String,
    /// The Slack app's token for Socket Mode; empty for none. A secret: it is never shown.
    slack_app_token: String,
    /// The Slack bot's token; empty for none. A secret: it is never shown.
    slack_bot_token: String,
    /// The Slack app's client id, with which workspaces install Kith by themselves; empty if they may not.
    slack_client_id: String,
    /// The Slack app's client secret; empty for none. A secret: it is never shown.
    slack_client_secret: String,
    /// The public address of Kith, such as `https://kith.example.org`; empty for none.
    slack_public_url: String,
    /// What Slack signs with what it sends to a public address; empty for none. A secret: it is never shown.
    slack_signing_secret: String,
    /// What seals the tokens of workspaces that installed Kith; empty for none. A secret: it is never shown.
    slack_token_key: String,
}

/// How a log entry looks: one JSON object a line, or text for people.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    Json,
    #[default]
    Text,
}

/// The settings that flags set, for every command.
#[derive(clap::Args, Serialize)]
#[command(next_help_heading = "Settings")]
pub(crate) struct Flags {
    /// Configuration file [default: config/kith.toml, if there is one; or KITH_CONFIG]
    #[arg(long, global = true, value_name = "PATH")]
    #[serde(skip)]
    pub(crate) config: Option<PathBuf>,
    /// Database: a file's path, sqlite:… or postgres://… [default: kith.db in the data directory; or KITH_DATABASE]
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) database: Option<String>,
    /// Folder for Kith's own files [default: where this system keeps them; or KITH_DATA_DIR]
    #[arg(long, global = true, value_name = "PATH")]
    #[serde(skip_serializing_if = "Option::is_none")]
    data_dir: Option<PathBuf>,
    /// What is logged, such as info [default: warn; or KITH_LOG]
    #[arg(long, global = true, value_name = "LEVEL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    log: Option<String>,
    /// How log entries look [default: text; or KITH_LOG_FORMAT]
    #[arg(long, global = true, value_name = "FORMAT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    log_format: Option<LogFormat>,
}

impl Flags {
    /// The flag that names the same database in a line to type next, if one was given. A password stays out of it.
    pub(crate) fn again(&self, database: &Database) -> String {
        let Some(_) = self.database else { return String::new() };
        let file = database.file().map(|file| file.display().to_string());
        format!(" --database {}", quoted(&line(&file.unwrap_or_else(|| database.without_password()))))
    }
}

/// The settings, and where they came from.
pub(crate) struct Loaded {
    pub(crate) settings: Settings,
    /// The configuration file that was read.
    pub(crate) file: Option<PathBuf>,
    /// Variables that begin like ours and are none.
    pub(crate) strange: Vec<String>,
}

impl Settings {
    /// Every setting's name.
    const NAMES: [&'static str; 18] = [
        "database",
        "data_dir",
        "discord_api_url",
        "discord_content",
        "discord_members",
        "discord_test_server",
        "discord_token",
        "listen",
        "log",
        "log_format",
        "slack_api_url",
        "slack_app_token",
        "slack_bot_token",
        "slack_client_id",
        "slack_client_secret",
        "slack_public_url",
        "slack_signing_secret",
        "slack_token_key",
    ];

    fn usual() -> Self {
        Self { log: "warn".to_owned(), listen: "127.0.0.1:8080".to_owned(), ..Self::default() }
    }

    /// Reads them from everywhere.
    pub(crate) fn load(flags: &Flags) -> anyhow::Result<Loaded> {
        let named = flags.config.clone().or_else(|| std::env::var_os("KITH_CONFIG").map(PathBuf::from));
        let file = named.or_else(|| Some(PathBuf::from(USUAL)).filter(|usual| usual.exists()));
        let mut figment = Figment::from(Serialized::defaults(Self::usual()));
        if let Some(file) = &file {
            let text = std::fs::read_to_string(file)
                .with_context(|| format!("The configuration file {} cannot be read", file.display()))?;
            figment = figment.merge(Toml::string(&text));
        }
        let figment = figment.merge(Variables).merge(Serialized::defaults(flags));
        let settings = figment.extract().map_err(|error| explain(error, file.as_deref()))?;
        Ok(Loaded { settings, file, strange: strange() })
    }

    /// The folder for Kith's own files.
    pub(crate) fn data_dir(&self) -> anyhow::Result<PathBuf> {
        if let Some(within) = self.data_dir.strip_prefix("~/")
            && let Some(home) = folder("HOME")
        {
            return Ok(home.join(within));
        }
        if !self.data_dir.is_empty() {
            return Ok(PathBuf::from(&self.data_dir));
        }
        let usual = if cfg!(windows) {
            folder("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            folder("HOME").map(|home| home.join("Library/Application Support"))
        } else {
            folder("XDG_DATA_HOME").or_else(|| folder("HOME").map(|home| home.join(".local/share")))
        };
        match usual {
            Some(usual) => Ok(usual.join("kith")),
            None => bail!("Where shall Kith keep its files? Please say so with --data-dir or KITH_DATA_DIR."),
        }
    }

    /// The database.
    pub(crate) fn database(&self) -> anyhow::Result<Database> {
        if self.database.is_empty() {
            return Ok(Database::at(&self.data_dir()?.join("kith.db")));
        }
        Database::parse(&self.database)
    }
}

/// A setting that is text, also where somebody writes it as a number: a variable of digits looks like one.
fn text_or_number<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Number(u64),
        Text(String),
    }
    Ok(match Either::deserialize(from)? {
        Either::Number(number) => number.to_string(),
        Either::Text(text) => text,
    })
}

/// A folder that a variable names.
fn folder(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|folder| folder.is_absolute())
}

/// Variables with our prefix that set nothing. They are no error: an orchestrator sets some for a service of our name.
fn strange() -> Vec<String> {
    let known = |name: &str| {
        name == "CONFIG" || name.starts_with("TEST_") || Settings::NAMES.contains(&lower(name).as_str())
    };
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    names.filter(|name| name.strip_prefix(PREFIX).is_some_and(|rest| !known(rest))).collect()
}

fn lower(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// Says in kind words what is wrong, and where. Values are not repeated: one may be a secret.
fn explain(error: figment::Error, file: Option<&Path>) -> anyhow::Error {
    let file = file.map_or_else(|| USUAL.to_owned(), |file| file.display().to_string());
    let mut lines = Vec::new();
    for error in error {
        let setting = error.path.join(".");
        let by_variable = error.metadata.as_ref().is_some_and(|source| source.name.contains("environment"));
        let place = if by_variable {
            format!("{PREFIX}{}", setting.to_uppercase())
        } else {
            format!("{file}, setting {setting}")
        };
        lines.push(match &error.kind {
            Kind::UnknownField(name, known) => {
                let near = known
                    .iter()
                    .map(|known| (strsim::jaro_winkler(name, known), known))
                    .filter(|(alike, _)| *alike > 0.75)
                    .max_by(|a, b| a.0.total_cmp(&b.0));
                let what_to_do = match near {
                    Some((_, near)) => format!("Did you mean {near}?"),
                    None => format!("The settings are {}.", known.join(", ")),
                };
                format!("{file} has a setting {name}, which Kith does not know. {what_to_do}")
            }
            Kind::UnknownVariant(_, known) => format!("{place}: please choose one of {}.", known.join(", ")),
            Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected) => {
                format!("{place}: this should be {}.", expected.replace("a boolean", "true or false"))
            }
            Kind::Message(_) if !by_variable && setting.is_empty() => {
                format!("{file} is not TOML: {}", error.kind)
            }
            other => format!("{place}: {other}"),
        });
    }
    anyhow::Error::msg(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_named_by_its_number_or_in_quotes() {
        for written in ["800000000000000001", "\"800000000000000001\""] {
            let usual = Figment::from(Serialized::defaults(Settings::usual()));
            let settings = usual.merge(Toml::string(&format!("discord_test_server = {written}")));
            let settings: Settings = settings.extract().unwrap();
            assert_eq!(settings.discord_test_server, "800000000000000001");
        }
    }

    #[test]
    fn the_file_that_ships_holds_every_setting_with_its_default() {
        let text = include_str!("../../../config/kith.toml");
        let table: figment::value::Dict = Figment::from(Toml::string(text)).extract().unwrap();
        let mut names = Settings::NAMES.to_vec();
        names.sort_unstable();
        assert_eq!(table.keys().map(String::as_str).collect::<Vec<_>>(), names);
        let shipped: Settings = Figment::from(Toml::string(text)).extract().unwrap();
        assert!(shipped == Settings::usual());
        let commented = text.split("\n\n").skip(1).all(|block| block.starts_with("# "));
        assert!(commented, "every setting has a comment");
    }
}
