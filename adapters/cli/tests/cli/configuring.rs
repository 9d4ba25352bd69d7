//! Settings that cannot be meant so: `kith run` and `kith doctor` say which one, and what would help.

use crate::room::Room;

const DISCORD: (&str, &str) = ("KITH_DISCORD_TOKEN", "secret");
const SLACK: (&str, &str) = ("KITH_SLACK_BOT_TOKEN", "xoxb-secret");
/// Where nobody answers.
const NOWHERE: [(&str, &str); 2] =
    [("KITH_DISCORD_API_URL", "http://127.0.0.1:1"), ("KITH_SLACK_API_URL", "http://127.0.0.1:1/api/")];

/// What `kith run` complains of with these settings, which `kith doctor` finds too.
#[track_caller]
fn complaint(variables: &[(&str, &str)]) -> String {
    let room = Room::new();
    let ran = room.kith_with(&["run", "--listen", "127.0.0.1:0"], variables, "");
    assert_eq!((ran.status, ran.out.as_str()), (1, ""), "{variables:?}: {}", ran.err);
    let told = room.kith_with(&["doctor"], variables, "");
    assert_eq!(told.status, 1, "{}", told.out);
    let said = ran.err.strip_prefix("kith: ").expect("who says it").trim_end().to_owned();
    told.says(&format!("✗ {said}\n")).says("tells what each setting is.").says("1 thing is wrong.");
    assert!(!told.out.contains("get a token"), "{}", told.out);
    // What has nothing to do with platforms goes on.
    room.kith_with(&["migrate"], variables, "").well();
    said
}

#[test]
fn a_platform_without_its_token_opens_no_playground() {
    for name in ["KITH_SLACK_APP_TOKEN", "KITH_SLACK_SIGNING_SECRET", "KITH_SLACK_CLIENT_ID"] {
        let said = complaint(&[(name, "zzz-secret")]);
        assert!(
            said.starts_with(&format!("KITH_SLACK_BOT_TOKEN is missing, though {name} is set")),
            "{said}"
        );
        assert!(!said.contains("zzz"), "{said}");
    }
    let said = complaint(&[("KITH_DISCORD_MEMBERS", "true")]);
    assert!(said.starts_with("KITH_DISCORD_TOKEN is missing, though KITH_DISCORD_MEMBERS is set"), "{said}");
    let said = complaint(&[("KITH_DISCORD_MEMBERS", "true"), ("KITH_DISCORD_API_URL", "http://127.0.0.1:1")]);
    assert!(said.starts_with("KITH_DISCORD_TOKEN is missing"), "{said}");
}

#[test]
fn an_address_that_is_none_is_named_before_anything_is_asked_there() {
    let said = complaint(&[("KITH_DISCORD_TOKEN", "secret"), ("KITH_DISCORD_API_URL", "127.0.0.1:99")]);
    assert_eq!(
        said,
        "KITH_DISCORD_API_URL should be an address that begins with http:// or https://, such as http://127.0.0.1:PORT. What \
         was found: 127.0.0.1:99"
    );
    let slack = [("KITH_SLACK_BOT_TOKEN", "xoxb-secret"), ("KITH_SLACK_APP_TOKEN", "xapp-secret")];
    let said = complaint(&[slack[0], slack[1], ("KITH_SLACK_API_URL", "127.0.0.1:1")]);
    assert!(said.contains("such as http://127.0.0.1:PORT/api/. What was found: 127.0.0.1:1"), "{said}");
    // One that is fine, and where nobody answers, is no matter of tokens.
    let nobody = [("KITH_DISCORD_TOKEN", "secret"), ("KITH_DISCORD_API_URL", "http://127.0.0.1:1")];
    let told = Room::new().kith_with(&["doctor"], &nobody, "");
    told.says("Discord was not reached").says("If KITH_DISCORD_API_URL is set, is it right?");
    assert!(!told.out.contains("get a token"), "{}", told.out);
}

#[test]
fn a_flag_may_be_said_in_many_ways_and_what_is_none_is_told_the_two_words() {
    let room = Room::new();
    for on in ["yes", "1", "on", "TRUE"] {
        let ran = room.kith_with(&["doctor"], &[("KITH_DISCORD_MEMBERS", on)], "");
        ran.says("KITH_DISCORD_TOKEN is missing, though KITH_DISCORD_MEMBERS is set");
    }
    room.kith_with(&["doctor"], &[("KITH_DISCORD_MEMBERS", "off")], "").well();
    let ran = room.kith_with(&["migrate"], &[("KITH_DISCORD_MEMBERS", "perhaps")], "");
    assert_eq!(ran.err, "kith: KITH_DISCORD_MEMBERS: this should be true or false.\n");
    room.write("config/kith.toml", "discord_content = \"perhaps\"\n");
    let ran = room.kith(&["migrate"]);
    assert_eq!(ran.err, "kith: config/kith.toml, setting discord_content: this should be true or false.\n");
}

#[test]
fn a_server_to_try_things_on_is_named_by_its_id() {
    let said = complaint(&[("KITH_DISCORD_TOKEN", "secret"), ("KITH_DISCORD_TEST_SERVER", "abc")]);
    assert!(said.starts_with("KITH_DISCORD_TEST_SERVER should be the id of a server, digits only"), "{said}");
}

#[test]
fn a_command_that_cannot_stand_by_itself_is_not_left_out_in_silence() {
    let room = Room::new();
    let ran = room.kith(&["slack", "manifest", "--alias", "nosuch"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    ran.complains("There is no command “nosuch”.").complains("ask, ").complains("shoutout, ");
    assert!(!ran.err.contains("roles give, "), "{}", ran.err);
    let ran = room.kith(&["slack", "manifest", "--alias", "shoutout", "--alias", "/roles  give"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    ran.complains("Only a command of one word").complains("/kith roles give works");
    let made = room.kith(&["slack", "manifest", "--alias", "/shoutout", "--alias", "me"]).well();
    made.says("\"/shoutout\"").says("\"/me\"");
}

#[test]
fn doctor_says_that_without_a_chat_server_it_is_the_playground() {
    let playground = "✓ Neither Discord nor Slack is set up, so `kith run` opens the playground. To put Kith on Discord, set \
                      KITH_DISCORD_TOKEN; on Slack, KITH_SLACK_BOT_TOKEN\n";
    Room::new().kith(&["doctor"]).well().says(playground);
    Room::with_history().kith(&["doctor"]).well().says(playground);
    for set in [DISCORD, SLACK, ("KITH_DISCORD_MEMBERS", "true")] {
        let told = Room::new().kith_with(&["doctor"], &[&[set][..], &NOWHERE].concat(), "");
        assert!(!told.out.contains("playground"), "{}", told.out);
    }
}

#[test]
fn doctor_says_how_a_database_and_an_admin_come_to_be() {
    let room = Room::new();
    let both = "`kith run` makes it by itself, and `kith import PATH` makes it out of a community's history.";
    room.kith(&["doctor"]).well().says("not made yet").says(both);
    room.kith(&["migrate"]).well();
    let history = "`kith import PATH` brings a community's history in.";
    room.kith(&["doctor"]).well().says(&format!("! No community yet\n    {history}\n"));
    for (variables, place) in [
        (&[DISCORD][..], "is on a Discord server (the link that installs it stands below)"),
        (&[SLACK], "is in a Slack workspace"),
        (
            &[DISCORD, SLACK],
            "is on a Discord server (the link that installs it stands below) or is in a Slack workspace",
        ),
    ] {
        let told = room.kith_with(&["doctor"], &[variables, &NOWHERE].concat(), "");
        told.says(&format!(
            "    One begins as soon as `kith run` is at work and the bot {place}. {history}\n"
        ));
    }
    let told = Room::with_history().kith(&["doctor"]).well();
    told.says("! team has no admin yet")
        .says("Whoever may manage the place (Discord: Manage Server; Slack: ");
}
