//! The settings of each platform, if Kith is to be there.

use super::Settings;

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
    pub(crate) fn slack(&self) -> Option<slack::Settings> {
        let secret = |pasted: &str| Some(slack::Secret::new(pasted)).filter(|secret| !secret.is_empty());
        let usual = slack::Settings::new(secret(&self.slack_bot_token)?);
        let url = Some(self.slack_api_url.trim().to_owned()).filter(|url| !url.is_empty());
        Some(slack::Settings {
            app_token: secret(&self.slack_app_token),
            signing_secret: secret(&self.slack_signing_secret),
            api_url: url.unwrap_or_else(|| usual.api_url.clone()),
            ..usual
        })
    }
}
