//! Stories of settling.

use crate::chat::Happening;
use crate::testing::{TestBot, at};

async fn with_admin() -> TestBot {
    let mut bot = TestBot::new().await;
    let channel =
        |id: &str, name: &str| Happening::Channel { id: id.into(), name: name.to_owned(), parent: None };
    bot.happens([channel("c1", "announcements"), channel("c2", "kith-log")]).await;
    bot.happens([Happening::Role { id: "r1".into(), name: "Regulars".to_owned() }]).await;
    bot.asks("Root", "/help").await;
    bot
}

#[tokio::test]
async fn everything_is_shown_with_its_default() {
    let mut bot = with_admin().await;
    assert_eq!(
        bot.asks("Root", "/settings").await,
        "says: How Kith behaves here:\n• zone: UTC\n• language: en\n• digest_channel: none\n• digest_day: Monday\n• \
         digest_hour: 09:00\n• allowance: 5\n• cooldown: 60 minutes\n• reaction: 🏆\n• shoutouts: public\n• log_channel: \
         none\n• values: none\n• learning: off\n• leaderboard: off\n• offer_thanks: off\n• keep_days: 400 days\n• give_needs: none\n• give_blocks: none\n• \
         receive_needs: none\n• receive_blocks: none\n• lead_roles: none\n• expert_roles: none\n• staff_roles: none\n• badge_roles: stack\nThere is no digest yet: choose a channel with /settings \
         digest_channel:#your-channel\n⚠️ An escalated question \
         would reach only peers who happen to know: there is no expert, and no channel of those who look \
         after questions. /expert invite or /escalation policy channel:#your-channel changes that.\nTo change one, name \
         it: /settings zone:Europe/Berlin"
    );
}

#[tokio::test]
async fn each_can_be_changed_and_is_kept() {
    let changes = [
        ("zone", "europe/berlin", "Europe/Berlin"),
        ("language", "EN", "en"),
        ("digest_day", "Friday", "Friday"),
        ("digest_day", "tue", "Tuesday"),
        ("digest_hour", "17", "17:00"),
        ("allowance", "3", "3"),
        ("cooldown", "1", "1 minute"),
        ("reaction", ":tada:", "🎉"),
        ("reaction", "👍🏿", "👍"),
        ("reaction", ":Our_Logo:", ":our_logo:"),
        ("reaction", "none", "none"),
        ("shoutouts", "thread", "thread"),
        ("values", "Be kind, Share early,,be KIND", "Be kind, Share early"),
        ("values", "none", "none"),
        ("offer_thanks", "on", "on"),
        ("leaderboard", "yes", "on"),
        ("leaderboard", "off", "off"),
        ("keep_days", "100", "100 days"),
        ("give_needs", "lead Regulars", "lead, Regulars"),
        ("give_blocks", "<@&r1>", "Regulars"),
        ("receive_needs", "member", "member"),
        ("receive_blocks", "staff", "staff"),
        ("receive_blocks", "none", "none"),
    ];
    let mut bot = with_admin().await;
    for (key, typed, shown) in changes {
        let told = bot.picks("Root", "settings", &[(key, typed)]).await;
        assert_eq!(told, format!("says: Done. Now it is:\n• {key}: {shown}"), "{key}:{typed}");
        let all = bot.asks("Root", "/settings").await;
        assert!(all.contains(&format!("• {key}: {shown}\n")), "{key}:{typed}: {all}");
    }
}

#[tokio::test]
async fn several_are_changed_at_once_and_the_audit_log_says_from_what_to_what() {
    let mut bot = with_admin().await;
    bot.asks("Root", "/settings allowance:3 cooldown:60 zone:Asia/Tokyo").await;
    let audit = bot.asks("Root", "/audit").await;
    let lines: Vec<&str> = audit.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "• 2 March, 19:00 JST — Root changed a setting: allowance: 5 → 3",
            "• 2 March, 19:00 JST — Root changed a setting: zone: UTC → Asia/Tokyo",
            "• 2 March, 19:00 JST — Kith gave Root a role: admin"
        ]
    );
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_in_kind_words_and_nothing_is_changed() {
    let refused = [
        ("zone", "Berlin", "I do not know the time zone Berlin. Did you mean Europe/Berlin?"),
        (
            "zone",
            "Atlantis",
            "I do not know the time zone Atlantis. Zones are named like Europe/Berlin or America/New_York.",
        ),
        ("language", "tlh", "I do not know tlh here. It can be de or en."),
        ("digest_channel", "#nowhere", "I do not know a channel called #nowhere here."),
        (
            "digest_day",
            "someday",
            "I do not know someday here. It can be monday, tuesday, wednesday, thursday, friday, saturday or sunday.",
        ),
        ("digest_hour", "24", "24 should be a whole number from 0 to 23."),
        ("digest_hour", "-1", "-1 should be a whole number from 0 to 23."),
        ("allowance", "0", "0 should be a whole number from 1 to 100."),
        ("allowance", "many", "many should be a whole number from 1 to 100."),
        (
            "cooldown",
            "99999999999999999999",
            "99999999999999999999 should be a whole number from 0 to 10080.",
        ),
        (
            "reaction",
            "hello",
            "hello is not an emoji that I know. Please pick one emoji, or the name of one of your own like :logo:",
        ),
        ("shoutouts", "loud", "I do not know loud here. It can be public, thread, ephemeral or log."),
        ("leaderboard", "perhaps", "perhaps should be “on” or “off”."),
        ("keep_days", "99", "99 should be a whole number from 100 to 3650."),
        (
            "give_needs",
            "Kings",
            "I do not know the role Kings. Kith’s own are lead, expert, staff and admin.",
        ),
    ];
    let mut bot = with_admin().await;
    let before = bot.asks("Root", "/settings").await;
    for (key, typed, why) in refused {
        let told = bot
            .picks(
                "Root",
                "settings",
                &[(key, typed), ("allowance", if key == "allowance" { typed } else { "7" })],
            )
            .await;
        assert!(told.starts_with("asks: /settings ["), "{told}");
        assert!(told.ends_with(&format!("\n{key}: {why}")), "{told}");
    }
    let long = "x".repeat(61);
    let told = bot.picks("Root", "settings", &[("values", &long)]).await;
    assert!(told.ends_with("values: Please keep it to 25 values of at most 60 characters each."), "{told}");
    assert_eq!(bot.asks("Root", "/settings").await, before);
}

#[tokio::test]
async fn a_log_needs_its_channel() {
    let mut bot = with_admin().await;
    let why =
        "refuses: Shout-outs can only go to a log channel once there is one. Please set log_channel too.";
    assert!(bot.asks("Root", "/settings shoutouts:log").await.starts_with(why));
    assert!(bot.asks("Root", "/channel #announcements shoutouts:log").await.starts_with(why));
    assert!(bot.asks("Root", "/settings").await.contains("shoutouts: public"));
    bot.asks("Root", "/settings shoutouts:log log_channel:#kith-log").await;
    assert!(bot.asks("Root", "/settings shoutouts:log log_channel:none").await.starts_with(why));
    assert!(bot.asks("Root", "/settings").await.contains("log_channel: #kith-log"));
}

#[tokio::test]
async fn a_log_channel_says_what_comes_there_and_leaves_nobody_without_a_place() {
    let mut bot = with_admin().await;
    assert_eq!(
        bot.asks("Root", "/settings log_channel:#kith-log").await,
        "says: Done. Now it is:\n• log_channel: #kith-log\nShout-outs still stand where they are given. /settings \
         shoutouts:log brings them all into that channel."
    );
    let told = bot.asks("Root", "/settings shoutouts:log").await;
    assert_eq!(told, "says: Done. Now it is:\n• shoutouts: log");
    let told = bot.asks("Root", "/settings log_channel:none").await;
    assert_eq!(told, "says: Done. Now it is:\n• shoutouts: public\n• log_channel: none");
}

#[tokio::test]
async fn nobody_becomes_staff_by_the_role_that_everybody_has() {
    let mut bot = with_admin().await;
    bot.happens([Happening::Role { id: "r0".into(), name: "@everyone".to_owned() }]).await;
    let told = bot.asks("Root", "/settings staff_roles:<@&r0>").await;
    assert!(told.contains("staff_roles: Everybody here has that role."), "{told}");
    // As a rule it is nothing but odd.
    assert!(bot.asks("Root", "/settings give_needs:<@&r0>").await.starts_with("says: Done."));
}

#[tokio::test]
async fn the_next_digest_follows_its_day_hour_and_zone() {
    let mut bot = with_admin().await;
    let told = bot.asks("Root", "/settings digest_channel:#announcements").await;
    assert!(told.contains("The next digest comes on 9 March, 09:00 UTC.\n"), "{told}");
    // Whoever sets Kith up hears what still lacks; whoever changes a detail does not.
    assert!(told.contains("An escalated question would reach only peers"), "{told}");
    let told = bot.asks("Root", "/settings zone:America/New_York digest_day:sunday digest_hour:8").await;
    // The clocks go forward that night.
    assert!(told.ends_with("The next digest comes on 8 March, 08:00 EDT."), "{told}");
    let due: Vec<(i64,)> = bot.reads("select due from schedule where job = 'digest'").await;
    assert_eq!(due, [(at("2026-03-08 12:00").0,)]);
    let told = bot.asks("Root", "/settings digest_channel:none").await;
    assert!(told.starts_with("says: Done. Now it is:\n• digest_channel: none\n⚠️"), "{told}");
    assert!(bot.reads::<(i64,)>("select due from schedule where job = 'digest'").await.is_empty());
}

#[tokio::test]
async fn a_channel_is_settled_by_itself_and_the_audit_log_says_so() {
    let mut bot = with_admin().await;
    let told = "says: In #announcements: what is written counts: on; shout-outs: as everywhere.";
    assert_eq!(bot.asks("Root", "/channel <#c1>").await, told);
    assert_eq!(bot.asks("Root", "/channel #Announcements").await, told);
    assert!(!bot.asks("Root", "/audit").await.contains("a channel’s settings"));
    assert_eq!(
        bot.asks("Root", "/channel #announcements counts:off shoutouts:ephemeral").await,
        "says: In #announcements: what is written counts: off; shout-outs: ephemeral."
    );
    assert_eq!(
        bot.asks("Root", "/channel #announcements counts:on").await,
        "says: In #announcements: what is written counts: on; shout-outs: ephemeral."
    );
    let audit = bot.asks("Root", "/audit").await;
    let lines: Vec<&str> = audit.lines().skip(1).take(2).collect();
    assert_eq!(
        lines,
        [
            "• 2 March, 10:00 UTC — Root changed a channel’s settings: #announcements counts:on shoutouts:ephemeral",
            "• 2 March, 10:00 UTC — Root changed a channel’s settings: #announcements counts:off shoutouts:ephemeral"
        ]
    );
    let told = bot.asks("Root", "/channel #nowhere").await;
    assert!(told.ends_with("channel: I do not know a channel called #nowhere here."), "{told}");
}

#[tokio::test]
async fn zones_channels_and_languages_are_suggested() {
    let mut bot = with_admin().await;
    let zones = bot.suggests("Root", "settings", "zone", "new y").await;
    assert_eq!(zones[0], ("America/New_York".to_owned(), "America/New_York".to_owned()));
    assert_eq!(bot.suggests("Root", "settings", "zone", "").await.len(), 25);
    let channels = bot.suggests("Root", "settings", "digest_channel", "#ann").await;
    assert_eq!(channels, [("#announcements".to_owned(), "<#c1>".to_owned())]);
    assert_eq!(
        bot.suggests("Root", "settings", "language", "").await,
        [("de".to_owned(), "de".to_owned()), ("en".to_owned(), "en".to_owned())]
    );
}

#[test]
fn a_misspelt_setting_is_no_value_of_another_one() {
    let specs = crate::Bot::commands().iter().map(|command| command.spec);
    let line =
        crate::command::parse_line("/settings digest_chanel:#announcements", specs).expect("a command");
    assert_eq!(line.left_over.as_deref(), Some("digest_chanel:#announcements"));
    assert_eq!(line.answers.iter().count(), 0);
}
