//! A bot on bare slack-morphism: its client and its Socket Mode, with two connections as is usual.

use std::sync::Arc;

use hyper_rustls::HttpsConnectorBuilder;
use slack_morphism::prelude::*;

use super::ANSWER;
use super::rows::Rows;

type Client = Arc<SlackHyperClient>;

async fn answer(
    asked: SlackCommandEvent,
    _client: Client,
    states: SlackClientEventsUserState,
) -> UserCallbackResult<SlackCommandEventResponse> {
    let rows = states.read().await.get_user_state::<Option<Rows>>().cloned().flatten();
    if let Some(rows) = rows {
        rows.keep(asked.trigger_id.to_string()).await;
    }
    Ok(SlackCommandEventResponse::new(SlackMessageContent::new().with_text(ANSWER.to_owned())))
}

async fn hear(
    _event: SlackPushEventCallback,
    _client: Client,
    _states: SlackClientEventsUserState,
) -> UserCallbackResult<()> {
    Ok(())
}

/// Answers until it is killed.
pub(crate) async fn serve(url: &str, rows: Option<Rows>) {
    let https = HttpsConnectorBuilder::new().with_webpki_roots().https_or_http().enable_http1().build();
    let connector =
        SlackClientHyperConnector::with_connector(https).with_slack_api_url(url.trim_end_matches('/'));
    let client = Arc::new(SlackClient::new(connector));
    let environment = SlackClientEventsListenerEnvironment::new(client).with_user_state(rows);
    let callbacks =
        SlackSocketModeListenerCallbacks::new().with_command_events(answer).with_push_events(hear);
    let mut config = SlackClientSocketModeConfig::new();
    // Otherwise the second connection comes after five seconds.
    config.initial_backoff_in_seconds = 0;
    let listener = SlackClientSocketModeListener::new(&config, Arc::new(environment), callbacks);
    let token = SlackApiToken::new(SlackApiTokenValue(fake_slack::APP_TOKEN.to_owned()));
    listener.listen_for(&token).await.expect("it listens");
    listener.serve().await;
}
