//! What becomes of what Slack does not do: later, or never, in plain words for whoever runs the workspace.

use bot_core::Delivery;
use bot_core::moment::Moment;
use rand::RngExt as _;

use crate::fault::Fault;
use crate::words::{Own, say};

/// The longest wait after something failed, in seconds.
const LONGEST: f64 = 3_600.0;

/// No workspace of the community has Kith any more.
pub(crate) fn no_workspace() -> Fault {
    Fault::refused("kith_no_workspace")
}

/// What should be an id of Slack's is none.
pub(crate) fn no_id() -> Fault {
    Fault::refused("kith_no_id")
}

/// Why, and what would help, in English and with Slack's code: so it is kept.
pub(crate) fn plainly(fault: &Fault) -> String {
    let Fault::Refused { code, needed } = fault else { return fault.to_string() };
    let code = needed.as_ref().map_or_else(|| code.clone(), |needed| format!("{code} {needed}"));
    let own = Own::of("en");
    let why = by_code(&code, own).unwrap_or_else(|| say!(own, "refused-otherwise"));
    format!("{why} ({code})")
}

/// The same as it was kept, in other words: for whoever reads it in another language.
pub(crate) fn retold(problem: &str, own: Own) -> String {
    let passing = ["Slack was not reached", "Slack is in trouble", "Slack refuses: "];
    if problem == bot_core::WAITED || passing.iter().any(|trouble| problem.starts_with(trouble)) {
        return say!(own, "refused-in-time");
    }
    let code = problem.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")).map(|(_, code)| code);
    match code {
        Some(code) => {
            let why = by_code(code, own).unwrap_or_else(|| say!(own, "refused-otherwise"));
            format!("{why} ({code})")
        }
        None => problem.to_owned(),
    }
}

fn by_code(code: &str, own: Own) -> Option<String> {
    if let Some(scope) = code.strip_prefix("missing_scope") {
        let scope = scope.trim();
        return Some(say!(own, "refused-scope", scope = if scope.is_empty() { "?" } else { scope }));
    }
    Some(match code {
        "cant_update_message" | "edit_window_closed" | "message_not_found" => {
            say!(own, "refused-message-gone")
        }
        "cannot_dm_bot" | "messages_tab_disabled" | "restricted_action_dm" | "user_not_visible" => {
            say!(own, "refused-no-direct")
        }
        "channel_not_found" => say!(own, "refused-channel-gone"),
        "is_archived" => say!(own, "refused-archived"),
        "kith_no_workspace" => say!(own, "refused-no-workspace"),
        "no_such_subteam" => say!(own, "refused-group-gone"),
        "not_in_channel" | "not_in_room" => say!(own, "refused-not-in-channel"),
        "restricted_action" | "restricted_action_read_only_channel" | "restricted_action_thread_locked" => {
            say!(own, "refused-restricted")
        }
        "user_disabled" | "user_not_found" | "users_not_found" => say!(own, "refused-account-gone"),
        _ => return None,
    })
}

/// What becomes of an effect that was not carried out.
pub(crate) fn judged(fault: &Fault, attempts: i64, now: Moment) -> Delivery {
    let in_ms = |seconds: f64| Moment(now.0.saturating_add((seconds * 1_000.0) as i64));
    let jitter = rand::rng().random_range(0.5..1.5);
    match fault {
        Fault::Limited(pause) => Delivery::Paused(in_ms(pause.as_secs_f64() + jitter)),
        // The token is wrong, not the effect.
        fault if fault.is_token() => Delivery::Later(fault.to_string(), Some(in_ms(300.0 * jitter))),
        Fault::Elsewhere | Fault::Refused { .. } => Delivery::Refused(plainly(fault)),
        Fault::Trouble(_) | Fault::Unreached(_) => {
            let pause = 2_f64.powi(i32::try_from(attempts.clamp(0, 20)).unwrap_or(20)).min(LONGEST);
            Delivery::Later(fault.to_string(), Some(in_ms(pause * jitter)))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn trouble_is_tried_again_later_and_later_and_a_refusal_is_not() {
        let now = Moment(1_000_000);
        let wait = |fault: &Fault, attempts| match judged(fault, attempts, now) {
            Delivery::Later(_, Some(when)) => Some((when.0 - now.0) as f64 / 1_000.0),
            _ => None,
        };
        let trouble = Fault::Trouble("503".to_owned());
        for attempts in [0, 3, 40] {
            let expected = 2_f64.powi(attempts.min(20)).min(3_600.0);
            let waited = wait(&trouble, i64::from(attempts)).expect("later");
            assert!((expected * 0.49..expected * 1.51).contains(&waited), "{attempts}: {waited}");
        }
        let paused = judged(&Fault::Limited(Duration::from_secs(9)), 0, now);
        assert!(matches!(paused, Delivery::Paused(until) if until.0 > now.0 + 9_000), "{paused:?}");
        assert_eq!(wait(&Fault::refused("not_in_channel"), 0), None);
        assert!(wait(&Fault::refused("token_revoked"), 0).is_some());
    }

    #[test]
    fn a_refusal_says_what_would_help() {
        let fault =
            Fault::Refused { code: "missing_scope".to_owned(), needed: Some("files:write".to_owned()) };
        let told = plainly(&fault);
        assert!(
            told.contains("scope files:write") && told.ends_with("(missing_scope files:write)"),
            "{told}"
        );
        assert!(retold(&told, Own::of("de")).contains("Scope files:write"));
        let archived = plainly(&Fault::refused("is_archived"));
        assert!(retold(&archived, Own::of("de")).contains("archiviert"));
        assert!(retold(&Fault::Trouble("503".to_owned()).to_string(), Own::of("de")).contains("tagelang"));
        assert_eq!(retold(bot_core::WAITED, Own::of("en")), say!(Own::of("en"), "refused-in-time"));
    }
}
