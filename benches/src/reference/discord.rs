//! A bot on bare serenity: its client, its gateway, its HTTP.

use serenity::all::{
    ApplicationId, Client, Context, CreateInteractionResponse, CreateInteractionResponseMessage,
    EventHandler, GatewayIntents, HttpBuilder, Interaction,
};
use serenity::async_trait;

use super::ANSWER;
use super::rows::Rows;

struct Bot(Option<Rows>);

#[async_trait]
impl EventHandler for Bot {
    async fn interaction_create(&self, ctx: Context, asked: Interaction) {
        let Interaction::Command(asked) = asked else { return };
        if let Some(rows) = &self.0 {
            rows.keep(asked.id.to_string()).await;
        }
        let message = CreateInteractionResponseMessage::new().content(ANSWER);
        asked
            .create_response(&ctx.http, CreateInteractionResponse::Message(message))
            .await
            .expect("an answer");
    }
}

/// Answers until it is killed.
pub(crate) async fn serve(url: &str, rows: Option<Rows>) {
    // Its limiter would ignore the proxy.
    let http = HttpBuilder::new(fake_discord::TOKEN).proxy(url).ratelimiter_disabled(true);
    let http = http.application_id(ApplicationId::new(fake_discord::APP.parse().expect("a number"))).build();
    let intents = GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES;
    let client = serenity::all::ClientBuilder::new_with_http(http, intents).event_handler(Bot(rows));
    let mut client: Client = client.await.expect("a client");
    client.start().await.expect("it serves");
}
