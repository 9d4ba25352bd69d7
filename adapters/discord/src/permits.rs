//! What Kith may do in a channel and with a role, by Discord's own rules; asked when somebody chooses one.

use std::collections::BTreeSet;

use bot_core::chat::{Effect, Place, Text};
use bot_core::command::{Answers, Invocation, Modal, Widget};
use serde_json::Value;

use crate::desk::Desk;
use crate::http::{Ask, Fault};
use crate::words::{Own, say};
use crate::write::form::{mentions, spec};
use crate::write::text::markdown;

/// What Discord says where Kith may not look.
const MISSING_ACCESS: i64 = 50_001;
const ADMINISTRATOR: u64 = 1 << 3;
const MANAGE_ROLES: u64 = 1 << 28;

/// What Kith needs where it posts.
const NEEDED: [(u64, Needed); 6] = [
    (1 << 10, Needed::View),
    (1 << 11, Needed::Send),
    (1 << 15, Needed::Attach),
    (1 << 16, Needed::ReadHistory),
    (1 << 35, Needed::OpenThreads),
    (1 << 38, Needed::SendInThreads),
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Needed {
    AddReactions,
    Attach,
    ManageRoles,
    OpenPrivateThreads,
    OpenThreads,
    ReadHistory,
    Send,
    SendInThreads,
    View,
}

impl Needed {
    /// As Discord's settings call it.
    fn name(self, own: Own) -> String {
        match self {
            Self::AddReactions => say!(own, "may-add-reactions"),
            Self::Attach => say!(own, "may-attach"),
            Self::ManageRoles => say!(own, "may-manage-roles"),
            Self::OpenPrivateThreads => say!(own, "may-open-private-threads"),
            Self::ReadHistory => say!(own, "may-read-history"),
            Self::OpenThreads => say!(own, "may-open-threads"),
            Self::Send => say!(own, "may-send"),
            Self::SendInThreads => say!(own, "may-send-in-threads"),
            Self::View => say!(own, "may-view"),
        }
    }
}

/// What it needs on the server besides.
const ON_SERVER: [(u64, Needed); 3] = [
    (1 << 6, Needed::AddReactions),
    (MANAGE_ROLES, Needed::ManageRoles),
    (1 << 36, Needed::OpenPrivateThreads),
];

/// A server's roles, and which of them Kith has.
struct Standing {
    guild: String,
    /// Kith's own account.
    me: String,
    roles: Vec<Value>,
    mine: Vec<String>,
}

fn bits(value: &Value) -> u64 {
    value.as_str().and_then(|bits| bits.parse().ok()).or_else(|| value.as_u64()).unwrap_or_default()
}

impl Standing {
    async fn ask(desk: &Desk, guild: &str) -> Result<Self, Fault> {
        let me = desk.me().await?;
        let roles = desk.http.ask(&Ask::get(format!("/guilds/{guild}/roles"))).await?;
        let member = desk.http.ask(&Ask::get(format!("/guilds/{guild}/members/{me}"))).await?;
        let mine = member["roles"].as_array().into_iter().flatten();
        let mine = mine.filter_map(Value::as_str).map(ToOwned::to_owned).collect();
        let roles = roles.as_array().cloned().unwrap_or_default();
        Ok(Self { guild: guild.to_owned(), me: me.to_owned(), roles, mine })
    }

    /// Whether a role is everybody's, or Kith's.
    fn has(&self, id: &str) -> bool {
        id == self.guild || self.mine.iter().any(|mine| mine == id)
    }

    fn own_roles(&self) -> impl Iterator<Item = &Value> {
        self.roles.iter().filter(|role| role["id"].as_str().is_some_and(|id| self.has(id)))
    }

    /// What Kith may do on the whole server.
    fn everywhere(&self) -> u64 {
        self.own_roles().fold(0, |all, role| all | bits(&role["permissions"]))
    }

    /// What Kith may do in a channel: the server's permissions, then those of everybody there, of its roles, and its own.
    fn within(&self, channel: &Value) -> u64 {
        let mut may = self.everywhere();
        if may & ADMINISTRATOR > 0 {
            return u64::MAX;
        }
        let rules = || channel["permission_overwrites"].as_array().into_iter().flatten();
        let mut apply = |applies: &dyn Fn(&str) -> bool| {
            let own = rules().filter(|rule| rule["id"].as_str().is_some_and(applies));
            let (deny, allow) = own.fold((0, 0), |(deny, allow), rule| {
                (deny | bits(&rule["deny"]), allow | bits(&rule["allow"]))
            });
            may = may & !deny | allow;
        };
        apply(&|id| id == self.guild);
        apply(&|id| self.mine.iter().any(|mine| mine == id));
        apply(&|id| id == self.me);
        may
    }

    fn lacks(&self, channel: &Value) -> Vec<Needed> {
        let may = self.within(channel);
        NEEDED.into_iter().filter(|(bit, _)| may & bit == 0).map(|(_, needed)| needed).collect()
    }

    /// The role that somebody named, by its mention or its name.
    fn named(&self, typed: &str) -> Option<&Value> {
        let id = typed.strip_prefix("<@&").and_then(|rest| rest.strip_suffix('>'));
        self.roles.iter().find(|role| match id {
            Some(id) => role["id"] == id,
            None => role["name"]
                .as_str()
                .is_some_and(|name| name.eq_ignore_ascii_case(typed.trim_start_matches('@'))),
        })
    }

    /// Whether Kith may give a role: it may give roles at all, and has one that stands above it.
    fn may_give(&self, role: &Value) -> (bool, bool) {
        let may = self.everywhere() & (MANAGE_ROLES | ADMINISTRATOR) > 0;
        let top = self.own_roles().filter_map(|role| role["position"].as_i64()).max().unwrap_or_default();
        (may, top > role["position"].as_i64().unwrap_or_default())
    }
}

/// What an admin should know about the channel or role that was just chosen; nothing if all is well.
pub(crate) async fn findings(desk: &Desk, invocation: &Invocation, own: Own) -> Option<String> {
    let guild = invocation.server.id.as_str();
    let answer = |field: &str| invocation.answers.get(field).map(str::trim);
    match invocation.command.as_str() {
        "settings" | "escalation policy" => in_channels(desk, guild, &invocation.answers, own).await,
        "badge define" | "badge edit" => {
            let role = answer("role")?;
            let standing = Standing::ask(desk, guild).await.ok()?;
            let role = standing.named(role)?;
            let name = markdown(&Text::typed(role["name"].as_str().unwrap_or_default()), guild);
            if role["managed"] == true || role["id"] == guild {
                return Some(say!(own, "role-managed", role = name));
            }
            match standing.may_give(role) {
                (true, true) => None,
                (true, false) => Some(say!(own, "role-above", role = name)),
                (false, _) => Some(say!(own, "roles-not-allowed", role = name)),
            }
        }
        _ => None,
    }
}

/// What Kith lacks in the channels that are chosen in these answers; nothing if all is well.
pub(crate) async fn in_channels(desk: &Desk, guild: &str, answers: &Answers, own: Own) -> Option<String> {
    let chosen = ["digest_channel", "log_channel", "channel"].into_iter();
    let chosen: BTreeSet<&str> =
        chosen.filter_map(|field| answers.get(field)).flat_map(|one| mentions(one, "<#")).collect();
    let mut told: Vec<String> = Vec::new();
    for channel in chosen {
        let lacks = in_channel(desk, guild, channel).await?;
        if !lacks.is_empty() {
            told.push(lacks_in(channel, &lacks, own));
        }
    }
    (!told.is_empty()).then(|| told.join("\n"))
}

/// What Kith lacks on a whole server, in words for an admin; nothing if all is well.
pub(crate) async fn on_server(desk: &Desk, guild: &str, own: Own) -> Option<String> {
    let standing = Standing::ask(desk, guild).await;
    let standing =
        standing.inspect_err(|fault| tracing::warn!(%fault, "permissions cannot be looked up")).ok()?;
    let may = standing.everywhere();
    if may & ADMINISTRATOR > 0 {
        return None;
    }
    let lacks = NEEDED.into_iter().chain(ON_SERVER).filter(|(bit, _)| may & bit == 0);
    let lacks: Vec<Needed> = lacks.map(|(_, needed)| needed).collect();
    (!lacks.is_empty()).then(|| say!(own, "lacks-on-server", lacks = names(&lacks, own)))
}

/// A channel that Kith may not see is one that the core has never heard of: where that was chosen, what is missing is said
/// instead.
pub(crate) async fn point_out(desk: &Desk, guild: &str, modal: &mut Modal, own: Own) {
    let fields = spec(&modal.command).map(|spec| spec.fields).unwrap_or_default();
    let is_channel = |name| fields.iter().any(|field| field.name == name && field.widget == Widget::Channel);
    for problem in modal.problems.iter_mut().filter(|problem| is_channel(problem.field)) {
        let answer = modal.answers.get(problem.field).unwrap_or_default();
        let Some(channel) = mentions(answer, "<#").next() else { continue };
        let lacks = in_channel(desk, guild, channel).await.unwrap_or_default();
        if lacks.contains(&Needed::View) {
            problem.words = Text::words(lacks_in(channel, &lacks, own));
        }
    }
}

fn lacks_in(channel: &str, lacks: &[Needed], own: Own) -> String {
    say!(own, "lacks", channel = format!("<#{channel}>"), lacks = names(lacks, own))
}

fn names(needed: &[Needed], own: Own) -> String {
    needed.iter().map(|needed| needed.name(own)).collect::<Vec<_>>().join(", ")
}

/// What Kith must be allowed in a channel to do this there; nothing where it is about a role.
pub(crate) fn needed_for(effect: &Effect, own: Own) -> Option<String> {
    use Needed::{AddReactions, Attach, OpenPrivateThreads, OpenThreads, ReadHistory, Send, SendInThreads};
    let needed: &[Needed] = match effect {
        Effect::GrantRole { .. } | Effect::RevokeRole { .. } => return None,
        Effect::React { .. } => &[AddReactions, ReadHistory],
        Effect::Thread { private: true, .. } => &[OpenPrivateThreads, SendInThreads],
        Effect::Thread { .. } => &[OpenThreads, SendInThreads],
        Effect::CloseThread { .. } | Effect::ThreadMembers { .. } => &[SendInThreads],
        Effect::Direct { .. } | Effect::Edit { .. } => &[Send],
        Effect::Post { to: Place::Channel(_), .. } => &[Send, Attach],
        Effect::Post { .. } => &[OpenThreads, SendInThreads, Attach],
    };
    Some(names(needed, own))
}

/// What Kith lacks in a channel; nothing where that cannot be looked up, or is another server's.
async fn in_channel(desk: &Desk, guild: &str, channel: &str) -> Option<Vec<Needed>> {
    let found = match desk.http.ask(&Ask::get(format!("/channels/{channel}"))).await {
        Ok(channel) if channel["guild_id"].as_str().is_some_and(|of| of != guild) => return None,
        Ok(channel) => Standing::ask(desk, guild).await.map(|standing| standing.lacks(&channel)),
        Err(fault) if fault.code() == Some(MISSING_ACCESS) => Ok(vec![Needed::View]),
        Err(fault) => Err(fault),
    };
    found.inspect_err(|fault| tracing::warn!(%fault, "permissions cannot be looked up")).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn standing() -> Standing {
        let role = |id: &str, name: &str, position: i64, permissions: u64| json!({ "id": id, "name": name, "position": position, "permissions": permissions.to_string() });
        let all = (1 << 10) | (1 << 11) | (1 << 16) | (1 << 35) | (1 << 38);
        let roles = vec![
            role("1", "@everyone", 0, all),
            role("2", "Kith", 5, (1 << 15) | MANAGE_ROLES),
            role("3", "Gardener", 4, 0),
            role("4", "Owner", 9, ADMINISTRATOR),
        ];
        Standing { guild: "1".to_owned(), me: "9".to_owned(), roles, mine: vec!["2".to_owned()] }
    }

    #[test]
    fn a_channels_rules_come_after_the_servers() {
        let standing = standing();
        let channel = |rules: Value| json!({ "permission_overwrites": rules });
        assert_eq!(standing.lacks(&channel(json!([]))), []);
        let closed = json!({ "id": "1", "type": 0, "allow": "0", "deny": "3072" });
        assert_eq!(standing.lacks(&channel(json!([closed]))), [Needed::View, Needed::Send]);
        let open = json!({ "id": "2", "type": 0, "allow": "3072", "deny": "0" });
        assert_eq!(standing.lacks(&channel(json!([open, closed]))), []);
        let own = json!({ "id": "9", "type": 1, "allow": "0", "deny": "32768" });
        assert_eq!(standing.lacks(&channel(json!([own, open, closed]))), [Needed::Attach]);
    }

    #[test]
    fn a_role_is_given_only_from_above() {
        let mut standing = standing();
        let find = |standing: &Standing, name: &str| standing.may_give(standing.named(name).expect("a role"));
        assert_eq!(find(&standing, "gardener"), (true, true));
        assert_eq!(find(&standing, "<@&4>"), (true, false));
        standing.mine.clear();
        assert_eq!(find(&standing, "@Gardener"), (false, false));
        assert!(standing.named("<@&7>").is_none());
    }
}
