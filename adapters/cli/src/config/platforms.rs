//! The settings of each platform, if Kith is to be there.

use anyhow::bail;

use super::Settings;

fn secret(pasted: &str) -> Option<slack::Secret> {
    Some(slack::Secret::new(pasted)).filter(|secret| !secret.is_empty())
}

impl Settings {
    /// How Kith is on Discord, if it is to be there.
    pub(crate) fn discord(&self) -> Option<discord::Settings> {
        let token = discord::Token::new(&self.discord_token);
        if token.is_empty() {
            return None;
        }
        let set = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let usual = discord::Settings::new(token);
        Some(discord::Settings {
            api_url: set(&self.discord_api_url).unwrap_or_else(|| usual.api_url.clone()),
            test_server: set(&self.discord_test_server),
            members: self.discord_members,
            content: self.discord_content,
            ..usual
        })
    }

    /// How Kith is on Slack, if it is to be there.
    pub(crate) fn slack(&self) -> anyhow::Result<Option<slack::Settings>> {
        let install = self.slack_install()?;
        let own = secret(&self.slack_bot_token);
        if own.is_none() && install.is_none() {
            return Ok(None);
        }
        let usual = slack::Settings::new(own.unwrap_or_default());
        let url = Some(self.slack_api_url.trim().to_owned()).filter(|url| !url.is_empty());
        Ok(Some(slack::Settings {
            app_token: secret(&self.slack_app_token),
            signing_secret: secret(&self.slack_signing_secret),
            api_url: url.unwrap_or_else(|| usual.api_url.clone()),
            install,
            ..usual
        }))
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
}
