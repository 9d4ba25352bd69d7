//! Stories in German.

use crate::chat::Happening;
use crate::moment::Span;
use crate::testing::{TestBot, at};

/// Hafen, where twelve people wrote in the week before Monday 2 March 2026, Ana most of it.
async fn hafen() -> TestBot {
    let mut bot = TestBot::new().await;
    let today = bot.now;
    bot.happens([Happening::Server { name: "Hafen".to_owned() }]).await;
    bot.now = at("2026-02-24 10:00");
    for n in 0..40 {
        let who = if n < 28 { "Ana".to_owned() } else { format!("Gast{}", n - 28) };
        bot.later(Span::minutes(20));
        bot.writes(&who, "kai", &format!("m{n}"), "moin").await;
    }
    bot.now = today;
    assert_eq!(
        bot.asks("Root", "/settings language:de leaderboard:on digest_day:friday").await,
        "says: Nobody was admin here yet and you asked first, so you are the admin now. Start with /settings, and make leads with /roles \
         give.\nErledigt. Jetzt gilt:\n• language: de\n• digest_day: Freitag\n• leaderboard: on"
    );
    bot
}

#[tokio::test]
async fn kith_speaks_german_from_the_answer_that_sets_it() {
    let mut bot = hafen().await;
    assert!(bot.asks("Ana", "/roles list").await.starts_with("says: Wer welche Rolle hat:\n• admin: @Root"));
    let refused = bot.asks("Ana", "/settings").await;
    assert!(refused.starts_with("refuses: Das ist für Leute mit der Rolle admin."), "{refused}");
    let thanked = bot.asks("Ana", "/shoutout @Gast1 @Gast2 fürs Fegen").await;
    assert!(thanked.contains("🎉 @Ana dankt @Gast1 und @Gast2\n> fürs Fegen\n[Zurücknehmen]"), "{thanked}");
    let audit = bot.asks("Root", "/audit").await;
    let changed = "• 2. März, 10:00 UTC — Root hat eine Einstellung geändert: digest_day: Montag → Freitag";
    assert!(audit.contains(changed), "{audit}");
    assert!(audit.contains("Kith hat eine Rolle an Root vergeben: admin"), "{audit}");
    bot.outbox();
}

#[tokio::test]
async fn help_is_german() {
    let mut bot = hafen().await;
    let help = bot.asks("Root", "/help").await;
    assert!(help.starts_with("says: Das kannst du hier tun:\n"), "{help}");
    for command in crate::Bot::commands() {
        assert!(!help.contains(command.spec.about), "{}: {help}", command.spec.name);
    }
    assert!(help.contains("• /wall — Zeigt die Shout-outs der letzten sieben Tage.\n"), "{help}");
    assert!(help.contains("Hat das gezählt?, Das ist die Antwort und Danke dafür sagen."), "{help}");
    let one = bot.asks("Ana", "/help shoutout").await;
    assert!(one.contains("\n• value (wenn du magst): Welchen unserer Werte zeigt es?"), "{one}");
}

#[tokio::test]
async fn the_digest_is_german_with_its_days_and_pictures() {
    let mut bot = hafen().await;
    let answer = bot.answer("Root", "/digest preview week:2026-W09").await;
    let told = bot.shown(&answer);
    for line in [
        "Hafen · 23. Februar – 1. März 2026",
        "👥 13 Leute waren dabei (in der Woche davor 0), mit 40 Nachrichten (0).",
        "🌱 13 Neue (0), 0 zurückgekehrt (0), 0 still geworden (0).",
        "⚖️ Die Hälfte der Nachrichten kam von 1 der 13 Leute;",
        "(Gini 0,",
        "🎉 Keine Shout-outs (in der Woche davor 0).",
        "• #kai: 40 Nachrichten von 13 Leuten",
    ] {
        assert!(told.contains(line), "{line}\n\n{told}");
    }
    let pictures = &answer.reply.message().expect("a message").pictures;
    assert_eq!(pictures.len(), 2);
    for picture in pictures {
        assert!(picture.alt.contains("Leute"), "{}", picture.alt);
        assert!(!picture.svg.contains('…'), "words that do not fit: {}", picture.svg);
    }
}
