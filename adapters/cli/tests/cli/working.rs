//! `kith run` on a chat server: it is there, tells how it is over HTTP, and ends as it should.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use fake_discord::Fake;

use crate::room::Room;

/// `kith run` on a fake Discord, with a door of its own.
fn runs(room: &Room, fake: &Fake, token: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kith"));
    command.args(["run", "--listen", "127.0.0.1:0"]).current_dir(room.path(".")).env_clear();
    command.env("HOME", room.path(".")).env("XDG_DATA_HOME", room.path("data"));
    command.env("KITH_DISCORD_TOKEN", token).env("KITH_DISCORD_API_URL", fake.url());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("kith")
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
    let mut lines = BufReader::new(kith.stdout.take().expect("an output"));
    let mut printed = String::new();
    while !printed.contains("/metrics") && lines.read_line(&mut printed).expect("UTF-8") > 0 {}
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
    assert!(gets(address, "/").starts_with("HTTP/1.1 404"), "there is no playground");
    let asked = Command::new("sh").args(["-c", &format!("kill -TERM {}", kith.id())]).status();
    assert!(asked.expect("a shell").success());
    assert!(kith.wait().expect("an end").success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_does_not_go_is_said_with_a_status_that_tells() {
    let (room, fake) = (Room::new(), Fake::start().await);
    let ended = runs(&room, &fake, "zzz-secret").wait_with_output().expect("an end");
    assert!(!ended.status.success());
    let said = String::from_utf8(ended.stderr).expect("UTF-8");
    assert!(said.contains("does not accept the bot's token") && !said.contains("zzz-secret"), "{said}");
}
