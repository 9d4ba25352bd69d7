//! Stories of asking for help, and of typing what nobody understands.

use crate::testing::TestBot;

async fn village() -> TestBot {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana", "Bo", "Lou"]).await;
    bot.asks("Root", "/help").await;
    bot.asks("Root", "/roles give @lou lead").await;
    bot
}

#[tokio::test]
async fn everybody_sees_what_they_may_use_and_nothing_else() {
    let mut bot = village().await;
    let member = bot.asks("Ana", "/help").await;
    let lead = bot.asks("Lou", "/help").await;
    let admin = bot.asks("Root", "/help").await;
    for command in crate::Bot::commands() {
        let spec = &command.spec;
        let line = format!("• {} — {}", spec.usage(), spec.about);
        let shown = |help: &str| help.lines().any(|other| other == line);
        let may = |role| spec.is_typed() && (spec.roles.is_empty() || spec.roles.contains(&role));
        assert_eq!(shown(&member), spec.is_typed() && spec.roles.is_empty(), "{line}");
        assert_eq!(shown(&lead), may(crate::command::Role::Lead), "{line}");
        assert_eq!(shown(&admin), may(crate::command::Role::Admin), "{line}");
    }
    assert!(member.starts_with("says: What you can do here:\n"), "{member}");
    assert!(!member.contains("And, as"), "{member}");
    assert!(lead.contains("\nAnd, as lead:\n• /"), "{lead}");
    assert!(admin.contains("\nAnd, as admin:\n• /"), "{admin}");
    assert!(
        member.contains(
            "On the menu of a message: Ask an expert, Did this count?, This is the answer and Shout out the author."
        ),
        "{member}"
    );
    assert!(member.contains("Give a shout-out"), "{member}");
}

#[tokio::test]
async fn one_command_is_shown_with_its_form() {
    let mut bot = village().await;
    let expected = "says: /shoutout to reason [value]\nThank one to five people for what they did.\n• to: Who helped? One \
                    to five people\n• reason: What did they do?\n• value (if you like): Which of our values does it show?";
    assert_eq!(bot.asks("Ana", "/help shoutout").await, expected);
    assert_eq!(bot.asks("Ana", "/help /Shoutout").await, expected);
    let told = bot.asks("Ana", "/help retract").await;
    assert!(told.ends_with("\nFor people with the role lead or admin."), "{told}");
    let names = bot.suggests("Ana", "help", "command", "/shout").await;
    assert_eq!(names, [("/shoutout".to_owned(), "shoutout".to_owned())]);
}

#[tokio::test]
async fn what_nobody_understands_is_answered_with_what_is_near() {
    let mut bot = village().await;
    assert_eq!(
        bot.asks("Ana", "/shoutuot").await,
        "refuses: I do not know /shoutuot. Did you mean /shoutout? /help shows what you can do."
    );
    assert_eq!(
        bot.asks("Ana", "/xyzzy").await,
        "refuses: I do not know /xyzzy. /help shows what you can do."
    );
    let told = bot.asks("Ana", "/help dance").await;
    assert!(told.ends_with("command: I do not know /dance. /help shows what you can do."), "{told}");
}

#[tokio::test]
async fn what_is_far_too_long_is_handed_back() {
    let mut bot = village().await;
    let long = "é".repeat(4_001);
    assert_eq!(
        bot.picks("Ana", "shoutout", &[("to", "@bo"), ("reason", &long)]).await,
        format!(
            "refuses: That is longer than 4000 characters. Please shorten it a little.\nYou wrote:\n> /shoutout \
             to:@bo reason:{long}"
        )
    );
    // Characters are counted, not bytes.
    let told = bot.picks("Ana", "shoutout", &[("to", "@bo"), ("reason", &"é".repeat(4_000))]).await;
    assert!(told.ends_with("reason: Please keep this to 500 characters; it has 4000."), "{told}");
}

#[tokio::test]
async fn what_no_platform_draws_is_dropped() {
    let mut bot = village().await;
    let odd = "for\u{0} the\u{7} \u{1b}[31mdocs\r\nand\u{E000}pbo\u{E001}x\u{E002} \u{2764}";
    assert_eq!(
        bot.picks("Ana", "shoutout", &[("to", "@bo\u{0}"), ("reason", odd)]).await,
        "says to all: 🎉 @Ana thanks @Bo\n> for the [31mdocs\n> andpbox \u{2764}\n[Undo]"
    );
    let empty = "\u{0}\u{E000} \r";
    let told = bot.picks("Ana", "shoutout", &[("to", "@bo"), ("reason", empty)]).await;
    assert!(told.ends_with("\nreason: missing"), "{told}");
    assert!(bot.suggests("Ana", "shoutout", "to", "bo\u{0}").await.len() == 1);
}
