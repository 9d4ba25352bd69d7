//! Settings: what an admin settled for a community, each with a default that suits most.

mod change;
mod channel;
mod emoji;
mod fields;
mod gates;
pub(crate) mod gone;
pub(crate) mod queries;
#[cfg(test)]
mod tests;

use chrono::Weekday;
use chrono_tz::Tz;

use crate::command::{Command, Form as _};
use crate::features::members::RoleGate;

pub(crate) use emoji::Emoji;
pub(crate) use fields::{BadgeRoles, Mode, Number, OrNone, Zone};

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
    /// The channel that gets the digest, by our id.
    pub(crate) digest_channel: Option<i64>,
    /// The day on which it comes.
    pub(crate) digest_day: Weekday,
    /// The hour at which it comes, 0 to 23.
    pub(crate) digest_hour: u32,
    /// The platform's roles that make experts.
    pub(crate) expert_roles: Vec<RoleGate>,
    /// Who may not give shout-outs.
    pub(crate) give_blocks: Vec<RoleGate>,
    /// Who alone may give shout-outs; everybody if empty.
    pub(crate) give_needs: Vec<RoleGate>,
    /// How many days message references are kept.
    pub(crate) keep_days: i64,
    /// The language that Kith speaks.
    pub(crate) language: String,
    /// The platform's roles that make leads.
    pub(crate) lead_roles: Vec<RoleGate>,
    /// Whether there is a leaderboard.
    pub(crate) leaderboard: bool,
    /// Where shout-outs are posted in the mode [`Mode::Log`], by our id.
    pub(crate) log_channel: Option<i64>,
    /// The reaction that gives a shout-out.
    pub(crate) reaction: Option<Emoji>,
    /// Who cannot be thanked.
    pub(crate) receive_blocks: Vec<RoleGate>,
    /// Who alone can be thanked; everybody if empty.
    pub(crate) receive_needs: Vec<RoleGate>,
    /// How shout-outs are answered where a channel says nothing else.
    pub(crate) shoutouts: Mode,
    /// The platform's roles that make staff.
    pub(crate) staff_roles: Vec<RoleGate>,
    /// What the community values, for shout-outs to name.
    pub(crate) values: Vec<String>,
    /// The community's time zone.
    pub(crate) zone: Tz,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            allowance: 5,
            badge_roles: BadgeRoles::Stack,
            cooldown: 60,
            digest_channel: None,
            digest_day: Weekday::Mon,
            digest_hour: 9,
            expert_roles: Vec::new(),
            give_blocks: Vec::new(),
            give_needs: Vec::new(),
            keep_days: 400,
            language: "en".to_owned(),
            lead_roles: Vec::new(),
            leaderboard: false,
            log_channel: None,
            reaction: Some(Emoji::fold("🏆")),
            receive_blocks: Vec::new(),
            receive_needs: Vec::new(),
            shoutouts: Mode::Public,
            staff_roles: Vec::new(),
            values: Vec::new(),
            zone: Tz::UTC,
        }
    }
}

impl Settings {
    /// Reads what is stored. A key or a value that this Kith does not know is passed over: the default holds.
    pub(crate) fn read(stored: Vec<(String, String)>) -> Self {
        let mut settings = Self::default();
        for (key, value) in stored {
            settings.set(&key, &value);
        }
        settings
    }

    /// Sets one of them from its stored form; nothing if it makes no sense.
    fn set(&mut self, key: &str, value: &str) -> Option<()> {
        match key {
            "allowance" => self.allowance = value.parse().ok()?,
            "badge_roles" => self.badge_roles = BadgeRoles::parse(value)?,
            "cooldown" => self.cooldown = value.parse().ok()?,
            "digest_channel" => self.digest_channel = value.parse().ok(),
            "digest_day" => self.digest_day = value.parse().ok()?,
            "digest_hour" => self.digest_hour = value.parse().ok()?,
            "expert_roles" => self.expert_roles = gates(value),
            "give_blocks" => self.give_blocks = gates(value),
            "give_needs" => self.give_needs = gates(value),
            "keep_days" => self.keep_days = value.parse().ok()?,
            "language" => value.clone_into(&mut self.language),
            "lead_roles" => self.lead_roles = gates(value),
            "leaderboard" => self.leaderboard = value == "on",
            "log_channel" => self.log_channel = value.parse().ok(),
            "reaction" => self.reaction = (value != NONE).then(|| Emoji::fold(value)),
            "receive_blocks" => self.receive_blocks = gates(value),
            "receive_needs" => self.receive_needs = gates(value),
            "shoutouts" => self.shoutouts = Mode::parse(value)?,
            "staff_roles" => self.staff_roles = gates(value),
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
