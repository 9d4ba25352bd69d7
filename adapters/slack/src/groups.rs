//! User groups: Slack's nearest thing to roles. A badge may bring one, where the workspace lets Kith change it; elsewhere the
//! badge shows on the profile and on Kith's page all the same.

use std::collections::{BTreeMap, BTreeSet};

use bot_core::chat::{Event, Happening, RoleId};
use bot_core::moment::Moment;
use serde_json::{Value, json};

use crate::fault::Fault;
use crate::http::Http;
use crate::workspace::Workspace;

/// What Slack says where a workspace keeps its groups to itself: then there is nothing to do, and nothing went wrong.
const NOT_OURS: [&str; 7] = [
    "feature_not_enabled",
    "missing_scope",
    "not_allowed",
    "paid_teams_only",
    "permission_denied",
    "plan_upgrade_required",
    "restricted_action",
];

/// Puts somebody into a group.
pub(crate) async fn grant(http: &Http, here: &Workspace, group: &str, who: &str) -> Result<(), Fault> {
    change(http, here, group, |users| {
        let new = users.iter().all(|user| user != who);
        if new {
            users.push(who.to_owned());
        }
        new
    })
    .await
}

/// Takes somebody out of a group.
pub(crate) async fn revoke(http: &Http, here: &Workspace, group: &str, who: &str) -> Result<(), Fault> {
    change(http, here, group, |users| {
        let before = users.len();
        users.retain(|user| user != who);
        users.len() < before
    })
    .await
}

async fn change(
    http: &Http,
    here: &Workspace,
    group: &str,
    change: impl FnOnce(&mut Vec<String>) -> bool,
) -> Result<(), Fault> {
    let done = async {
        let said = http
            .call(here, "usergroups.users.list", json!({ "usergroup": group, "include_disabled": true }))
            .await?;
        let mut users = texts(&said["users"]);
        let before = users.len();
        if !change(&mut users) {
            return Ok(());
        }
        if users.is_empty() {
            // Slack has no empty groups: the last one to go switches it off.
            return http.call(here, "usergroups.disable", json!({ "usergroup": group })).await.map(drop);
        }
        if before == 0 {
            http.call(here, "usergroups.enable", json!({ "usergroup": group })).await.ok();
        }
        http.call(here, "usergroups.users.update", json!({ "usergroup": group, "users": users.join(",") }))
            .await
            .map(drop)
    };
    match done.await {
        Err(fault) if fault.is_any(&NOT_OURS) => {
            tracing::info!(%fault, "a user group is not Kith's to change; the badge shows without it");
            Ok(())
        }
        done => done,
    }
}

fn texts(list: &Value) -> Vec<String> {
    let texts = list.as_array().into_iter().flatten().filter_map(Value::as_str);
    texts.map(ToOwned::to_owned).collect()
}

/// Every group and who is in which, for the core; nothing where Kith may not look. `before` are those who were in any when it
/// was listed last.
pub(crate) async fn list(
    http: &Http,
    here: &Workspace,
    now: Moment,
    before: &mut BTreeSet<String>,
) -> Result<Vec<Event>, Fault> {
    let said = match http.call(here, "usergroups.list", json!({ "include_users": true })).await {
        Ok(said) => said,
        Err(fault) if fault.is_any(&NOT_OURS) => return Ok(Vec::new()),
        Err(fault) => return Err(fault),
    };
    let mut what = Vec::new();
    let mut roles: BTreeMap<String, Vec<RoleId>> = BTreeMap::new();
    for group in said["usergroups"].as_array().into_iter().flatten() {
        let Some(id) = group["id"].as_str() else { continue };
        let name = group["name"].as_str().unwrap_or(id).to_owned();
        what.push(Happening::Role { id: RoleId(id.to_owned()), name });
        for user in texts(&group["users"]) {
            roles.entry(user).or_default().push(RoleId(id.to_owned()));
        }
    }
    // Who was in one and is in none now is told apart by nothing else.
    for user in std::mem::take(before) {
        roles.entry(user).or_default();
    }
    before.extend(roles.iter().filter(|(_, roles)| !roles.is_empty()).map(|(user, _)| user.clone()));
    let in_them =
        roles.into_iter().map(|(user, roles)| Happening::Roles { account: user.as_str().into(), roles });
    what.extend(in_them);
    Ok(what.into_iter().map(|what| Event { server: here.server(), at: now, what }).collect())
}
