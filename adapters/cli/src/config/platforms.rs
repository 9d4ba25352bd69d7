//! The settings of each platform, if Kith is to be there.

use anyhow::bail;

use super::{Settings, address};

fn secret(pasted: &str) -> Option<slack::Secret> {
    Some(slack::Secret::new(pasted)).filter(|secret| !secret.is_empty())
}

fn is_set(text: &str) -> bool {
    !text.trim().is_empty()
}

/// Reads the id of a server: nothing if nobody says. What was found may be a secret, so it is not repeated.
fn server(written: &str) -> anyhow::Result<Option<String>> {
    let id = written.trim();
    if id.is_empty() {
        return Ok(None);
    }
    if !id.bytes().all(|byte| byte.is_ascii_digit()) || id.parse::<u64>().is_err() {
        bail!(
            "KITH_DISCORD_TEST_SERVER should be the id of a server, digits only, such as 800000000000000001. Switch on the \
             developer mode in Discord's settings, under Advanced; then a right click on the server offers Copy Server ID"
        );
    }
    Ok(Some(id.to_owned()))
}

impl Settings {
    /// How Kith is on Discord, if it is to be there.
    pub(crate) fn discord(&self) -> anyhow::Result<Option<discord::Settings>> {
        let api_url = address::discord(&self.discord_api_url)?;
        let test_server = server(&self.discord_test_server)?;
        let token = discord::Token::new(&self.discord_token);
        if token.is_empty() {
            self.nothing_waits_for_discord()?;
            return Ok(None);
        }
        let usual = discord::Settings::new(token);
        Ok(Some(discord::Settings {
            api_url: api_url.unwrap_or_else(|| usual.api_url.clone()),
            test_server,
            members: self.discord_members,
            content: self.discord_content,
            ..usual
        }))
    }

    /// Without the token, nothing else may be said of Discord: whoever says it means Kith to be there. Where its API is
    /// does no harm alone.
    fn nothing_waits_for_discord(&self) -> anyhow::Result<()> {
        let others = [
            ("KITH_DISCORD_CONTENT", self.discord_content),
            ("KITH_DISCORD_MEMBERS", self.discord_members),
            ("KITH_DISCORD_TEST_SERVER", is_set(&self.discord_test_server)),
        ];
        if let Some((other, _)) = others.iter().find(|(_, set)| *set) {
            bail!(
                "KITH_DISCORD_TOKEN is missing, though {other} is set, so Kith would not be on Discord. The token stands on \
                 the Bot page of the developer portal"
            );
        }
        Ok(())
    }

    /// How Kith is on Slack, if it is to be there.
    pub(crate) fn slack(&self) -> anyhow::Result<Option<slack::Settings>> {
        let api_url = address::slack(&self.slack_api_url)?;
        let own = secret(&self.slack_bot_token);
        if own.is_none() {
            self.nothing_waits_for_slack()?;
        }
        let install = self.slack_install()?;
        if own.is_none() && install.is_none() {
            return Ok(None);
        }
        let usual = slack::Settings::new(own.unwrap_or_default());
        Ok(Some(slack::Settings {
            app_token: secret(&self.slack_app_token),
            signing_secret: secret(&self.slack_signing_secret),
            api_url: api_url.unwrap_or_else(|| usual.api_url.clone()),
            install,
            ..usual
        }))
    }

    /// Without the bot token, nothing else may be said of Slack, unless it is all that workspaces install Kith with.
    fn nothing_waits_for_slack(&self) -> anyhow::Result<()> {
        let ways = [
            ("KITH_SLACK_APP_TOKEN", is_set(&self.slack_app_token)),
            ("KITH_SLACK_SIGNING_SECRET", is_set(&self.slack_signing_secret)),
        ];
        let parts = [
            ("KITH_SLACK_CLIENT_ID", is_set(&self.slack_client_id)),
            ("KITH_SLACK_CLIENT_SECRET", is_set(&self.slack_client_secret)),
            ("KITH_SLACK_PUBLIC_URL", is_set(&self.slack_public_url)),
            ("KITH_SLACK_TOKEN_KEY", is_set(&self.slack_token_key)),
        ];
        let lacking: Vec<&str> = parts.iter().filter(|(_, set)| !set).map(|(name, _)| *name).collect();
        let other = ways.iter().chain(&parts).find(|(_, set)| *set);
        let Some((other, _)) = other.filter(|_| !lacking.is_empty()) else { return Ok(()) };
        let instead = if lacking.len() < parts.len() {
            format!(
                ". Where workspaces install Kith by themselves, this is missing instead: {}",
                lacking.join(", ")
            )
        } else {
            String::new()
        };
        bail!(
            "KITH_SLACK_BOT_TOKEN is missing, though {other} is set, so Kith would not be on Slack. The token begins with \
             xoxb- and stands on the app's page Install App{instead}"
        );
    }

    /// How workspaces install Kith by themselves, if they may: all of it, or nothing.
    fn slack_install(&self) -> anyhow::Result<Option<slack::Install>> {
        let client_id = self.slack_client_id.trim();
        if client_id.is_empty() {
            return Ok(None);
        }
        let Some(client_secret) = secret(&self.slack_client_secret) else {
            bail!(
                "KITH_SLACK_CLIENT_SECRET is missing. It stands beside the client id, on the app's page Basic Information"
            );
        };
        let url = self.slack_public_url.trim();
        if !url.starts_with("https://") && !url.starts_with("http://127.0.0.1") {
            bail!(
                "KITH_SLACK_PUBLIC_URL should be the address at which Slack finds Kith, such as https://kith.example.org. \
                 Slack sends nobody back to one without https"
            );
        }
        let Some(keys) = slack::Keys::read(&self.slack_token_key) else {
            bail!(
                "KITH_SLACK_TOKEN_KEY should be 64 hexadecimal digits, as `openssl rand -hex 32` makes them. With it Kith \
                 seals the tokens of workspaces; keep it as well as you keep a password, and apart from the database"
            );
        };
        let public_url = url.trim_end_matches('/').to_owned();
        Ok(Some(slack::Install { client_id: client_id.to_owned(), client_secret, keys, public_url }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    fn installable() -> Settings {
        Settings {
            slack_client_id: "1111111111.2222222222".to_owned(),
            slack_client_secret: "client-secret".to_owned(),
            slack_public_url: "https://kith.example/".to_owned(),
            slack_token_key: KEY.to_owned(),
            ..Settings::default()
        }
    }

    #[test]
    fn workspaces_install_kith_with_all_of_it_or_not_at_all() {
        assert!(Settings::default().slack().unwrap().is_none());
        let install = installable().slack().unwrap().unwrap().install.unwrap();
        assert_eq!(
            (install.client_id.as_str(), install.public_url.as_str()),
            ("1111111111.2222222222", "https://kith.example")
        );
        type Lacks = fn(&mut Settings);
        let lacking: [(Lacks, &str); 4] = [
            (|settings| settings.slack_client_secret.clear(), "KITH_SLACK_CLIENT_SECRET"),
            (|settings| "kith.example".clone_into(&mut settings.slack_public_url), "KITH_SLACK_PUBLIC_URL"),
            (
                |settings| "http://kith.example".clone_into(&mut settings.slack_public_url),
                "KITH_SLACK_PUBLIC_URL",
            ),
            (|settings| "secret-but-short".clone_into(&mut settings.slack_token_key), "openssl rand -hex 32"),
        ];
        for (lacks, word) in lacking {
            let mut settings = installable();
            lacks(&mut settings);
            let error = settings.slack().unwrap_err().to_string();
            assert!(error.contains(word) && !error.contains("secret-but-short"), "{error}");
        }
    }

    #[test]
    fn what_is_set_for_a_platform_without_its_token_is_said() {
        type Sets = fn(&mut Settings);
        let slack: [(Sets, &str); 6] = [
            (|settings| "xapp-secret".clone_into(&mut settings.slack_app_token), "KITH_SLACK_APP_TOKEN"),
            (|settings| "secret".clone_into(&mut settings.slack_signing_secret), "KITH_SLACK_SIGNING_SECRET"),
            (|settings| "1.2".clone_into(&mut settings.slack_client_id), "KITH_SLACK_CLIENT_ID"),
            (|settings| "secret".clone_into(&mut settings.slack_client_secret), "KITH_SLACK_CLIENT_SECRET"),
            (
                |settings| "https://kith.example".clone_into(&mut settings.slack_public_url),
                "KITH_SLACK_PUBLIC_URL",
            ),
            (|settings| KEY.clone_into(&mut settings.slack_token_key), "KITH_SLACK_TOKEN_KEY"),
        ];
        for (n, (sets, name)) in slack.into_iter().enumerate() {
            let mut settings = Settings::default();
            sets(&mut settings);
            let error = settings.slack().unwrap_err().to_string();
            assert!(
                error.starts_with(&format!("KITH_SLACK_BOT_TOKEN is missing, though {name} is set")),
                "{error}"
            );
            assert_eq!(error.contains("install Kith by themselves"), n > 1, "{error}");
            settings.slack_bot_token = "xoxb-secret".to_owned();
            assert!(n == 2 || settings.slack().unwrap().is_some(), "{name}");
        }
        let discord: [(Sets, &str); 3] = [
            (|settings| settings.discord_content = true, "KITH_DISCORD_CONTENT"),
            (|settings| settings.discord_members = true, "KITH_DISCORD_MEMBERS"),
            (|settings| "8".clone_into(&mut settings.discord_test_server), "KITH_DISCORD_TEST_SERVER"),
        ];
        for (sets, name) in discord {
            let mut settings = Settings::default();
            sets(&mut settings);
            let error = settings.discord().unwrap_err().to_string();
            assert!(
                error.starts_with(&format!("KITH_DISCORD_TOKEN is missing, though {name} is set")),
                "{error}"
            );
            settings.discord_token = "secret".to_owned();
            assert!(settings.discord().unwrap().is_some(), "{name}");
        }
    }

    #[test]
    fn where_a_platform_is_does_no_harm_alone() {
        let settings = Settings {
            discord_api_url: "http://127.0.0.1:1".to_owned(),
            slack_api_url: "http://127.0.0.1:1/api/".to_owned(),
            ..Settings::default()
        };
        assert!(settings.discord().unwrap().is_none() && settings.slack().unwrap().is_none());
    }

    #[test]
    fn a_server_to_try_things_on_has_an_id_of_digits() {
        for none in ["abc", "+5", "8 0", "800000000000000001000"] {
            let error = server(none).unwrap_err().to_string();
            assert!(error.contains("digits only") && error.contains("Copy Server ID"), "{error}");
        }
        assert_eq!(server(" 800000000000000001 ").unwrap().as_deref(), Some("800000000000000001"));
        assert_eq!(server("").unwrap(), None);
    }
}
