//! Somebody as Slack describes them.

use serde::Deserialize;

use crate::people::Someone;

/// Somebody's entry in the list, or in an event, as far as Kith looks.
#[derive(Debug, Deserialize)]
pub(crate) struct User {
    pub(crate) id: String,
    team_id: Option<String>,
    name: Option<String>,
    real_name: Option<String>,
    deleted: Option<bool>,
    is_admin: Option<bool>,
    is_owner: Option<bool>,
    is_primary_owner: Option<bool>,
    is_bot: Option<bool>,
    is_workflow_bot: Option<bool>,
    is_restricted: Option<bool>,
    is_ultra_restricted: Option<bool>,
    is_stranger: Option<bool>,
    enterprise_user: Option<Enterprise>,
    profile: Option<Profile>,
}

#[derive(Debug, Deserialize)]
struct Profile {
    display_name: Option<String>,
    real_name: Option<String>,
}

/// In an organisation of several workspaces, somebody belongs to some of them.
#[derive(Debug, Deserialize)]
struct Enterprise {
    teams: Option<Vec<String>>,
}

impl User {
    /// Who they are in a workspace.
    pub(crate) fn someone(&self, team: &str) -> Someone {
        let is = |flag: Option<bool>| flag == Some(true);
        let teams = self.enterprise_user.as_ref().and_then(|all| all.teams.as_ref());
        let here = teams.is_some_and(|teams| teams.iter().any(|one| one == team));
        let away = self.team_id.as_deref().is_some_and(|home| home != team) && !here;
        let profile = self.profile.as_ref();
        let names = [
            profile.and_then(|profile| profile.display_name.as_deref()),
            self.real_name.as_deref(),
            profile.and_then(|profile| profile.real_name.as_deref()),
            self.name.as_deref(),
        ];
        let name = names.into_iter().flatten().map(str::trim).find(|name| !name.is_empty());
        Someone {
            name: name.map(ToOwned::to_owned),
            bot: is(self.is_bot) || is(self.is_workflow_bot) || self.id == "USLACKBOT",
            admin: is(self.is_admin) || is(self.is_owner) || is(self.is_primary_owner),
            visitor: is(self.is_restricted) || is(self.is_ultra_restricted) || is(self.is_stranger) || away,
            gone: is(self.deleted),
        }
    }
}
