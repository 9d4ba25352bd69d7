//! `kith run` on a chat server: it is there, tells how it is over HTTP, and ends as it should.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use fake_discord::Fake;

use crate::room::Room;

/// `kith run` with these variables, and a door of its own.
pub(crate) fn runs_with(room: &Room, variables: &[(&str, &str)]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kith"));
    command.args(["run", "--listen", "127.0.0.1:0"]).current_dir(room.path(".")).env_clear();
    command.env("HOME", room.path(".")).env("XDG_DATA_HOME", room.path("data"));
    command.envs(variables.iter().copied());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("kith")
}

/// `kith run` on a fake Discord.
pub(crate) fn runs(room: &Room, fake: &Fake, token: &str) -> Child {
    runs_with(room, &[("KITH_DISCORD_TOKEN", token), ("KITH_DISCORD_API_URL", fake.url())])
}

/// What it prints until it is at work.
pub(crate) fn begins(kith: &mut Child) -> String {
    let mut lines = BufReader::new(kith.stdout.take().expect("an output"));
    let mut printed = String::new();
    while !printed.contains("/metrics") && lines.read_line(&mut printed).expect("UTF-8") > 0 {}
    printed
}

/// What it complains of before it ends by itself, without success.
pub(crate) fn fails(kith: Child) -> String {
    let ended = kith.wait_with_output().expect("an end");
    let said = String::from_utf8(ended.stderr).expect("UTF-8");
    assert_eq!(ended.status.code(), Some(1), "{said}");
    said
}

/// It is asked to end, and does.
pub(crate) fn ends(kith: &mut Child) {
    let asked = Command::new("sh").args(["-c", &format!("kill -TERM {}", kith.id())]).status();
    assert!(asked.expect("a shell").success());
    assert!(kith.wait().expect("an end").success());
}

/// What stands at an address.
fn gets(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("a door");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("asked");
    let mut told = String::new();
    stream.read_to_string(&mut told).expect("UTF-8");
    told
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_work_it_tells_how_it_is_and_what_it_did() {
    let (room, fake) = (Room::new(), Fake::start().await);
    let mut kith = runs(&room, &fake, fake_discord::TOKEN);
    let printed = begins(&mut kith);
    assert!(printed.contains("Kith goes to work on Discord."), "{printed}");
    let address =
        printed.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address");
    fake.is_connected(1).await;
    assert!(gets(address, "/healthz").starts_with("HTTP/1.1 200"));
    let asked = fake.types("Ana", "help", &[]);
    fake.answer(&asked).await;
    let told = fake.until("it is counted", |_| {
        let told = gets(address, "/metrics");
        told.contains("kith_command_seconds_count{command=\"help\",outcome=\"done\"} 1").then_some(told)
    });
    let told = told.await;
    assert!(told.contains("kith_effects_waiting{platform=\"discord\"} 0"), "{told}");
    assert!(!told.contains(fake_discord::TOKEN) && !printed.contains(fake_discord::TOKEN), "{told}");
    assert!(gets(address, "/").starts_with("HTTP/1.1 404"), "there is no playground");
    ends(&mut kith);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_go_is_said_with_a_status_that_tells() {
    let (room, fake) = (Room::new(), Fake::start().await);
    let said = fails(runs(&room, &fake, "zzz-secret"));
    assert!(said.contains("does not accept the bot's token") && !said.contains("zzz-secret"), "{said}");
    fake.refuse(4014);
    let said = fails(runs(&room, &fake, fake_discord::TOKEN));
    for words in
        ["Server Members if KITH_DISCORD_MEMBERS is on", "Message Content if KITH_DISCORD_CONTENT is on"]
    {
        assert!(said.contains(words), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_slack_has_socket_mode_off_the_two_ways_out_are_said() {
    let (room, fake) = (Room::new(), fake_slack::Fake::start().await);
    fake.sockets(false);
    let url = fake.api_url();
    let variables = [
        ("KITH_SLACK_API_URL", url.as_str()),
        ("KITH_SLACK_APP_TOKEN", fake_slack::APP_TOKEN),
        ("KITH_SLACK_BOT_TOKEN", fake_slack::BOT_TOKEN),
    ];
    let said = fails(runs_with(&room, &variables));
    let told = room.kith_with(&["doctor"], &variables, "");
    assert_eq!(told.status, 1);
    for said in [&said, &told.out] {
        assert!(
            said.contains("Socket Mode is off in the app's settings") && said.contains("--url"),
            "{said}"
        );
        assert!(said.contains("start Kith without KITH_SLACK_APP_TOKEN"), "{said}");
        assert!(!said.contains("get a token") && !said.contains("socket_mode_not_enabled"), "{said}");
    }
}
