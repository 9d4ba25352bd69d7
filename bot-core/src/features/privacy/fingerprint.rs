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
    if accounts.is_empty() {
        return Ok(HashMap::new());
    }
    let Platform(platform) = &ctx.platform;
    let mut prints: HashMap<String, String> = HashMap::new();
    // Nobody can make a fingerprint anew that was made in a community which is part of this one now.
    for made_in in queries::forgotten_in(&mut ctx.tx, community).await? {
        let print = |account: &String| (fingerprint(made_in, platform, account), account.clone());
        prints.extend(accounts.iter().map(print));
    }
    if prints.is_empty() {
        return Ok(HashMap::new());
    }
    let asked: Vec<_> = prints.keys().map(|print| serde_json::json!({ "print": print })).collect();
    let found = queries::forgotten(&mut ctx.tx, community, &asked).await?;
    let mut named: HashMap<String, Moment> = HashMap::new();
    for (print, since) in found {
        if let Some(account) = prints.remove(&print) {
            let last = named.entry(account).or_insert(since);
            *last = since.max(*last);
        }
    }
    Ok(named)
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
