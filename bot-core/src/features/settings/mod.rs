//! Settings: what an admin settled for a community, each with a default that suits most.

mod change;
mod channel;
mod channels;
mod emoji;
mod fields;
mod gates;
pub(crate) mod gone;
pub(crate) mod queries;
mod settled;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use chrono::Weekday;
use chrono_tz::Tz;

use crate::command::{Command, Form as _};
use crate::features::escalation::Policy;
use crate::features::members::RoleGate;

pub(crate) use channels::{Channels, stored_key};
pub(crate) use emoji::Emoji;
pub(crate) use fields::{BadgeRoles, Flag, Mode, Number, OrNone, Zone};
pub(crate) use gates::Mapped;
pub(crate) use settled::settled;

pub(crate) const COMMANDS: &[Command] = &[change::Settings::COMMAND, channel::ChannelSettings::COMMAND];

/// What is settled for a community.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Settings {
    /// How many people one member may thank in a day.
    pub(crate) allowance: i64,
    /// Whether a badge's role replaces those of the lower steps of its ladder.
    pub(crate) badge_roles: BadgeRoles,
    /// After thanking somebody, how many minutes until the same somebody again.
    pub(crate) cooldown: i64,
    /// The channels that get the digest.
    pub(crate) digest_channel: Channels,
    /// The day on which it comes.
    pub(crate) digest_day: Weekday,
    /// The hour at which it comes, 0 to 23.
    pub(crate) digest_hour: u32,
    /// Whom a question reaches, one step after another.
    pub(crate) escalation: Policy,
    /// The platforms' roles that make experts.
    pub(crate) expert_roles: Mapped,
    /// Who may not give shout-outs.
    pub(crate) give_blocks: Vec<RoleGate>,
    /// Who alone may give shout-outs; everybody if empty.
    pub(crate) give_needs: Vec<RoleGate>,
    /// How many days message references are kept.
    pub(crate) keep_days: i64,
    /// The language that Kith speaks.
    pub(crate) language: String,
    /// Whether Kith learns from what is written who knows what.
    pub(crate) learning: bool,
    /// The platforms' roles that make leads.
    pub(crate) lead_roles: Mapped,
    /// Whether there is a leaderboard.
    pub(crate) leaderboard: bool,
    /// Where shout-outs are posted in the mode [`Mode::Log`].
    pub(crate) log_channel: Channels,
    /// The channels of those who look after questions.
    pub(crate) questions_channel: Channels,
    /// Whether a thanks in a chat is offered as a shout-out.
    pub(crate) offer_thanks: bool,
    /// The reaction that gives a shout-out.
    pub(crate) reaction: Option<Emoji>,
    /// Who cannot be thanked.
    pub(crate) receive_blocks: Vec<RoleGate>,
    /// Who alone can be thanked; everybody if empty.
    pub(crate) receive_needs: Vec<RoleGate>,
    /// How shout-outs are answered where a channel says nothing else.
    pub(crate) shoutouts: Mode,
    /// The platform's roles that make staff.
    pub(crate) staff_roles: Mapped,
    /// What the community values, for shout-outs to name.
    pub(crate) values: Vec<String>,
    /// The community's time zone.
    pub(crate) zone: Tz,
}

/// What holds in a community that settled nothing. Every transaction begins with a copy.
static USUAL: LazyLock<Settings> = LazyLock::new(Settings::usual);

impl Default for Settings {
    fn default() -> Self {
        USUAL.clone()
    }
}

impl Settings {
    fn usual() -> Self {
        Self {
            allowance: 5,
            badge_roles: BadgeRoles::Stack,
            cooldown: 60,
            digest_channel: Channels::default(),
            digest_day: Weekday::Mon,
            digest_hour: 9,
            escalation: Policy::default(),
            expert_roles: Mapped::default(),
            give_blocks: Vec::new(),
            give_needs: Vec::new(),
            keep_days: 400,
            language: "en".to_owned(),
            learning: false,
            lead_roles: Mapped::default(),
            leaderboard: false,
            log_channel: Channels::default(),
            questions_channel: Channels::default(),
            offer_thanks: false,
            reaction: Some(Emoji::fold("🏆")),
            receive_blocks: Vec::new(),
            receive_needs: Vec::new(),
            shoutouts: Mode::Public,
            staff_roles: Mapped::default(),
            values: Vec::new(),
            zone: Tz::UTC,
        }
    }

    /// Reads what is stored. A key or a value that this Kith does not know is passed over: the default holds.
    pub(crate) fn read(stored: Vec<(String, String)>) -> Self {
        let mut settings = Self::default();
        for (key, value) in stored {
            settings.set(&key, &value);
        }
        settings
    }

    /// Sets one of them from its stored form; nothing if it makes no sense.
    pub(crate) fn set(&mut self, key: &str, value: &str) -> Option<()> {
        let (key, platform) = key.split_once(channels::AT).unwrap_or((key, ""));
        match key {
            "allowance" => self.allowance = value.parse().ok()?,
            "badge_roles" => self.badge_roles = BadgeRoles::parse(value)?,
            "cooldown" => self.cooldown = value.parse().ok()?,
            "digest_channel" => self.digest_channel.set(platform, value),
            "digest_day" => self.digest_day = value.parse().ok()?,
            "digest_hour" => self.digest_hour = value.parse().ok()?,
            "escalation" => self.escalation = Policy::read(value)?,
            "expert_roles" => self.expert_roles.set(platform, gates(value)),
            "give_blocks" => self.give_blocks = gates(value),
            "give_needs" => self.give_needs = gates(value),
            "keep_days" => self.keep_days = value.parse().ok()?,
            "language" => value.clone_into(&mut self.language),
            "lead_roles" => self.lead_roles.set(platform, gates(value)),
            "leaderboard" => self.leaderboard = value == "on",
            "learning" => self.learning = value == "on",
            "log_channel" => self.log_channel.set(platform, value),
            "questions_channel" => self.questions_channel.set(platform, value),
            "offer_thanks" => self.offer_thanks = value == "on",
            "reaction" => self.reaction = (value != NONE).then(|| Emoji::fold(value)),
            "receive_blocks" => self.receive_blocks = gates(value),
            "receive_needs" => self.receive_needs = gates(value),
            "shoutouts" => self.shoutouts = Mode::parse(value)?,
            "staff_roles" => self.staff_roles.set(platform, gates(value)),
            "values" => self.values = lines(value),
            "zone" => self.zone = value.parse().ok()?,
            _ => return None,
        }
        Some(())
    }
}

/// What is typed and stored for "nothing".
pub(crate) const NONE: &str = "none";

fn lines(value: &str) -> Vec<String> {
    value.lines().filter(|line| *line != NONE && !line.is_empty()).map(str::to_owned).collect()
}

fn gates(value: &str) -> Vec<RoleGate> {
    lines(value).iter().filter_map(|line| RoleGate::parse(line)).collect()
}
