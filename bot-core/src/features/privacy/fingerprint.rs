//! Fingerprints of forgotten accounts: enough to know one again, not enough to name one.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

use super::queries;
use crate::chat::Platform;
use crate::context::Context;
use crate::error::Result;
use crate::moment::Moment;

/// An account's fingerprint, another one in each community.
pub(super) fn fingerprint(community: i64, platform: &str, account: &str) -> String {
    let hash = Sha256::digest(format!("{community}\n{platform}\n{account}"));
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Which of these accounts on this platform asked to be forgotten, and when they last did.
pub(crate) async fn forgotten(ctx: &mut Context, accounts: Vec<String>) -> Result<HashMap<String, Moment>> {
    let community = ctx.community.id;
    if accounts.is_empty() || !queries::anybody_forgotten(&mut ctx.tx, community).await? {
        return Ok(HashMap::new());
    }
    let Platform(platform) = &ctx.platform;
    let print = |account: String| (fingerprint(community, platform, &account), account);
    let mut prints: HashMap<String, String> = accounts.into_iter().map(print).collect();
    let asked: Vec<_> = prints.keys().map(|print| serde_json::json!({ "print": print })).collect();
    let found = queries::forgotten(&mut ctx.tx, community, &asked).await?;
    let named = |(print, since)| prints.remove(&print).map(|account| (account, since));
    Ok(found.into_iter().filter_map(named).collect())
}

#[cfg(test)]
mod unit {
    use super::fingerprint;

    #[test]
    fn an_account_has_another_fingerprint_elsewhere() {
        let ana = fingerprint(1, "slack", "U1");
        assert_eq!(ana.len(), 64);
        assert_eq!(ana, fingerprint(1, "slack", "U1"));
        assert_ne!(ana, fingerprint(2, "slack", "U1"));
        assert_ne!(ana, fingerprint(1, "discord", "U1"));
    }
}
