//! A page of somebody's own, for an adapter that has a place for one: the open questions that concern them, their weeks, their
//! badges, the wall, and for staff the last digest. Looking at it changes nothing.

use crate::bot::Bot;
use crate::chat::{AccountId, Button, ButtonStyle, Message, ServerId, Text};
use crate::command::Role;
use crate::context::{Context, Member};
use crate::error::Result;
use crate::features::members::queries as people;
use crate::features::{badges, contributions, digest, escalation, shoutouts};
use crate::host;
use crate::moment::Moment;
use crate::text::say;

/// A page of somebody's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The language that Kith speaks there, such as `en`.
    pub language: String,
    /// What stands on it, from above.
    pub sections: Vec<Section>,
}

/// A part of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// What stands above it, if anything does.
    pub title: Option<String>,
    /// What it says.
    pub message: Message,
}

impl Bot {
    /// The page of whoever has this account; nothing if the server belongs to no community.
    pub async fn page(&self, now: Moment, server: &ServerId, account: &AccountId) -> Result<Option<Page>> {
        let Some(mut ctx) = host::visit(self, now, server).await? else { return Ok(None) };
        let (community, platform) = (ctx.community.id, ctx.platform.clone());
        let member = people::by_account(&mut ctx.tx, community, &platform, account).await?;
        let mut sections = Vec::new();
        let shown = match &member {
            Some(member) => own(member, &mut ctx, &mut sections).await?,
            None => false,
        };
        if !shown {
            sections.push(Section { title: None, message: Message::new(say!(ctx.words, "page-begin")) });
        }
        buttons(&ctx, &mut sections);
        if let Some(member) = &member {
            questions(member, &mut ctx, &mut sections).await?;
        }
        let roles = match &member {
            Some(member) => people::roles_of(&mut ctx.tx, community, member.id).await?,
            None => Vec::new(),
        };
        let codes = roles.iter().any(|role| matches!(role, Role::Lead | Role::Admin));
        let wall = shoutouts::wall(&mut ctx, codes).await?.unwrap_or_else(|| say!(ctx.words, "wall-empty"));
        sections.push(titled(&say!(ctx.words, "page-wall"), wall));
        if roles.iter().any(|role| matches!(role, Role::Staff | Role::Admin))
            && let Some(summary) = digest::latest(&mut ctx).await?
        {
            sections.push(titled(&say!(ctx.words, "page-digest"), summary));
        }
        Ok(Some(Page { language: ctx.community.settings.language.clone(), sections }))
    }
}

fn titled(title: &Text, text: Text) -> Section {
    Section { title: Some(title.to_string()), message: Message::new(text) }
}

/// What is a member's own; whether there is anything.
async fn own(member: &Member, ctx: &mut Context, sections: &mut Vec<Section>) -> Result<bool> {
    let badges = badges::held(ctx, member.id).await?;
    let known = contributions::did_anything(ctx, member.id).await?;
    if !known && badges.is_empty() {
        return Ok(false);
    }
    let weeks = contributions::weeks(ctx, member).await?;
    sections.push(titled(&say!(ctx.words, "page-weeks"), weeks));
    if !badges.is_empty() {
        sections.push(titled(&say!(ctx.words, "page-badges"), badges));
    }
    Ok(true)
}

/// What somebody is asked, owes, or asked themselves: below how to begin.
async fn questions(member: &Member, ctx: &mut Context, sections: &mut Vec<Section>) -> Result<()> {
    for (n, message) in escalation::on_page(ctx, member.id).await?.into_iter().enumerate() {
        let title = (n == 0).then(|| say!(ctx.words, "page-questions").to_string());
        sections.push(Section { title, message });
    }
    Ok(())
}

/// How to begin, or to go on: under whatever stands first.
fn buttons(ctx: &Context, sections: &mut [Section]) {
    let button = |words: Text, command: &str| Button {
        label: words.to_string(),
        style: ButtonStyle::Plain,
        command: command.to_owned(),
        answers: crate::command::Answers::default(),
    };
    if let Some(first) = sections.first_mut() {
        first.message.buttons = vec![
            button(say!(ctx.words, "page-thank"), "shoutout").style(ButtonStyle::Primary),
            button(say!(ctx.words, "page-tell"), "contribute"),
        ];
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::TestBot;

    /// The page of somebody, as text.
    async fn page(bot: &TestBot, who: &str) -> String {
        let page = bot.bot.page(bot.now, &bot.server, &who.into()).await.expect("a look").expect("a page");
        let mut text = String::new();
        for section in page.sections {
            text.push_str(&format!("# {}\n{}\n", section.title.unwrap_or_default(), section.message.text));
            let labels: Vec<String> = section.message.buttons.iter().map(|one| one.label.clone()).collect();
            text.push_str(&format!("{labels:?}\n"));
        }
        text
    }

    #[tokio::test]
    async fn a_newcomer_is_told_how_to_begin_and_others_see_their_weeks() {
        let mut bot = TestBot::new().await;
        assert_eq!(bot.bot.page(bot.now, &bot.server, &"ann".into()).await.expect("a look"), None);
        bot.joins(&["Ann", "Bo"]).await;
        let before = page(&bot, "bo").await;
        assert!(
            before.contains("Welcome!") && before.contains("[\"Say thanks\", \"Tell of a contribution\"]"),
            "{before}"
        );
        assert!(page(&bot, "nobody").await.contains("Welcome!"));
        bot.writes("Bo", "general", "1", "hello").await;
        bot.asks("Ann", "/shoutout @bo for the docs").await;
        let after = page(&bot, "bo").await;
        assert!(after.contains("# Your last weeks\n• this week: 1 message"), "{after}");
        assert!(after.contains("# This week’s wall") && after.contains("for the docs"), "{after}");
        assert!(!after.contains("digest"), "{after}");
        bot.outbox();
    }

    #[tokio::test]
    async fn whoever_is_asked_sees_the_question_and_its_buttons() {
        let mut bot = TestBot::new().await;
        bot.joins(&["Ann", "Bo"]).await;
        for (who, line) in [
            ("Ann", "/help"),
            ("Ann", "/topic add Tides"),
            ("Ann", "/escalation policy steps:\"expert 4h\" hours:0-24"),
            ("Bo", "/expert offer tides"),
            ("Ann", "/ask how do I read the tides at night?"),
        ] {
            bot.asks(who, line).await;
        }
        let asked = page(&bot, "bo").await;
        assert!(asked.contains("# Open questions\n"), "{asked}");
        assert!(
            asked.contains("how do I read the tides") && asked.contains("[\"I’ll take it\", \"Not now\"]"),
            "{asked}"
        );
        let own = page(&bot, "ann").await;
        assert!(own.contains("how do I read the tides") && !own.contains("I’ll take it"), "{own}");
        let id = bot.reads::<(i64,)>("select id from escalation").await[0].0.to_string();
        bot.picks("Bo", "question take", &[("question", &id)]).await;
        let owed = page(&bot, "bo").await;
        assert!(owed.contains("[\"It is answered\", \"I cannot after all\"]"), "{owed}");
        bot.picks("Ann", "question withdraw", &[("question", &id)]).await;
        assert!(!page(&bot, "bo").await.contains("Open questions"));
        bot.outbox();
    }

    #[tokio::test]
    async fn staff_see_the_last_digest() {
        let mut bot = TestBot::new().await;
        bot.joins(&["Ann", "Bo"]).await;
        bot.writes("Bo", "general", "1", "hello").await;
        bot.asks("Ann", "/help").await;
        bot.later(crate::moment::Span::days(7));
        let ann = page(&bot, "ann").await;
        assert!(ann.contains("# The last weekly digest"), "{ann}");
        bot.outbox();
    }
}
