//! Addresses of other programs, read once: what is none is said before anything is asked there.

use anyhow::bail;
use hyper::Uri;

use crate::draw::line;

/// Longer words without a colon or a slash are rather a secret that stands in the wrong place.
const SHOWN: usize = 30;

/// Reads where Discord's API is: nothing if nobody says.
pub(super) fn discord(written: &str) -> anyhow::Result<Option<String>> {
    read("KITH_DISCORD_API_URL", written, "http://127.0.0.1:PORT")
}

/// Reads where Slack's Web API is: nothing if nobody says.
pub(super) fn slack(written: &str) -> anyhow::Result<Option<String>> {
    read("KITH_SLACK_API_URL", written, "http://127.0.0.1:PORT/api/")
}

fn read(variable: &str, written: &str, example: &str) -> anyhow::Result<Option<String>> {
    let written = written.trim();
    if written.is_empty() {
        return Ok(None);
    }
    if !is_address(written) {
        bail!(
            "{variable} should be an address that begins with http:// or https://, such as {example}. What was found: {}",
            found(written)
        );
    }
    Ok(Some(written.to_owned()))
}

/// Whether something is asked there: a scheme, a host, a port that is a number if there is one, and perhaps a path.
fn is_address(written: &str) -> bool {
    let Ok(uri) = written.parse::<Uri>() else { return false };
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return false };
    let place = match authority.port() {
        Some(port) => format!("{}:{port}", authority.host()),
        None => authority.host().to_owned(),
    };
    let whole = !place.is_empty() && authority.as_str() == place;
    matches!(scheme, "http" | "https") && whole && uri.query().is_none()
}

fn found(written: &str) -> String {
    let secret = written.len() > SHOWN && !written.contains([':', '/']);
    if secret || written.contains('@') { "something else".to_owned() } else { line(written) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_address_is_named_with_its_variable_and_an_example() {
        for none in [
            "127.0.0.1:99",
            "localhost",
            "/api/",
            "ftp://host",
            "http://",
            "http://127.0.0.1:PORT",
            "http://a b",
        ] {
            let error = discord(none).unwrap_err().to_string();
            assert!(error.starts_with("KITH_DISCORD_API_URL ") && error.ends_with(none), "{error}");
            assert!(error.contains("such as http://127.0.0.1:PORT."), "{error}");
            let error = slack(none).unwrap_err().to_string();
            assert!(error.starts_with("KITH_SLACK_API_URL ") && error.contains("PORT/api/"), "{error}");
        }
        for fine in ["http://127.0.0.1:99", "https://discord.example/", " http://[::1]:99/api "] {
            assert_eq!(discord(fine).unwrap().as_deref(), Some(fine.trim()));
        }
        assert_eq!(discord(" ").unwrap(), None);
        for fine in ["http://127.0.0.1:99/api", "https://slack.example/api/"] {
            assert_eq!(slack(fine).unwrap().as_deref(), Some(fine));
        }
    }

    #[test]
    fn a_secret_in_the_wrong_place_is_not_repeated() {
        for secret in ["xoxb-0000000000-0000000000-secretsecret", "http://me:secret@host"] {
            assert!(!discord(secret).unwrap_err().to_string().contains("secret"));
        }
    }
}
