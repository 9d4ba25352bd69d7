//! Why something asked of Slack came to nothing, by Slack's own codes.

use std::time::Duration;

use hyper::StatusCode;
use serde_json::Value;

/// Why a request came to nothing.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub(crate) enum Fault {
    /// An address that Slack named is not of the Slack that is asked.
    #[error("an address on another host than Slack's own is not asked")]
    Elsewhere,
    /// A rate limit holds for this much longer.
    #[error("Slack asks for a pause of {} ms", .0.as_millis())]
    Limited(Duration),
    /// Slack refuses, and will refuse again.
    #[error("Slack refuses: {code}{}", .needed.as_ref().map(|scope| format!(" (needs {scope})")).unwrap_or_default())]
    Refused {
        /// Slack's own code, such as `channel_not_found`.
        code: String,
        /// The scope that is missing, if it is one.
        needed: Option<String>,
    },
    /// Slack is in trouble itself.
    #[error("Slack is in trouble ({0})")]
    Trouble(String),
    /// Slack was not reached, or did not answer in time.
    #[error("Slack was not reached: {0}")]
    Unreached(String),
}

/// What Slack says when it is in trouble itself, or somebody else is.
const PASSING: [&str; 8] = [
    "fatal_error",
    "internal_error",
    "ratelimited",
    "request_timeout",
    "rollup_error",
    "service_unavailable",
    "team_added_to_org",
    "updating",
];
/// What Slack says of a token that it does not take, or no longer.
const TOKEN: [&str; 7] = [
    "account_inactive",
    "invalid_auth",
    "no_permission_to_token",
    "not_allowed_token_type",
    "not_authed",
    "token_expired",
    "token_revoked",
];

impl Fault {
    /// Slack refuses with this code.
    pub(crate) fn refused(code: &str) -> Self {
        Self::Refused { code: code.to_owned(), needed: None }
    }

    /// Whether the same may go through later.
    pub(crate) fn is_passing(&self) -> bool {
        !matches!(self, Self::Elsewhere | Self::Refused { .. })
    }

    /// Whether it is the token that is wrong, whatever was asked.
    pub(crate) fn is_token(&self) -> bool {
        self.code().is_some_and(|code| TOKEN.contains(&code))
    }

    /// Slack's own code, if it refused.
    pub(crate) fn code(&self) -> Option<&str> {
        match self {
            Self::Refused { code, .. } => Some(code),
            _ => None,
        }
    }

    /// Whether Slack refused with one of these codes.
    pub(crate) fn is_any(&self, codes: &[&str]) -> bool {
        self.code().is_some_and(|code| codes.contains(&code))
    }
}

/// What an answer of the Web API says.
pub(crate) fn judge(status: StatusCode, body: &[u8]) -> Result<Value, Fault> {
    if status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT {
        return Err(Fault::Trouble(status.to_string()));
    }
    let Ok(said) = serde_json::from_slice::<Value>(body) else {
        return Err(Fault::Trouble(format!("no JSON, {status}")));
    };
    if said["ok"] == true {
        return Ok(said);
    }
    let code = said["error"].as_str().unwrap_or("unknown_error").to_owned();
    if PASSING.contains(&code.as_str()) {
        return Err(Fault::Trouble(code));
    }
    Err(Fault::Refused { code, needed: said["needed"].as_str().map(ToOwned::to_owned) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_judged_by_slacks_codes() {
        let judged = |body: &str| judge(StatusCode::OK, body.as_bytes());
        assert!(judged(r#"{"ok":true,"ts":"1.2"}"#).is_ok());
        let refused = judged(r#"{"ok":false,"error":"missing_scope","needed":"files:write"}"#).unwrap_err();
        assert!(!refused.is_passing() && refused.is_any(&["missing_scope"]));
        assert_eq!(refused.to_string(), "Slack refuses: missing_scope (needs files:write)");
        assert!(judged(r#"{"ok":false,"error":"internal_error"}"#).unwrap_err().is_passing());
        assert!(judged("<html>").unwrap_err().is_passing());
        assert!(judged(r#"{"ok":false,"error":"token_revoked"}"#).unwrap_err().is_token());
        assert!(judge(StatusCode::BAD_GATEWAY, b"").unwrap_err().is_passing());
    }
}
