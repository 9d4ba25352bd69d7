//! What no page of ours sends: it is refused in kind words, breaks nothing, and is in nobody's way.

use std::io::{Read as _, Write as _};

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

use super::Kith;
use super::browser::Browser;
use super::http::{connect, exchange, form, head};

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

/// Everything that can be looked at in a community.
const LOOKS: [&str; 11] = [
    "/c/{c}",
    "/c/{c}/C1",
    "/c/{c}/C1/earlier",
    "/live/{c}",
    "/open/commands/{c}",
    "/open/form/{c}",
    "/open/line/{c}",
    "/open/member/{c}",
    "/open/people/{c}",
    "/open/picker/{c}",
    "/open/suggest/{c}",
];

/// What is no number of anything.
const NUMBERS: [&str; 9] = [
    "0",
    "-1",
    "999999",
    "9223372036854775807",
    "-9223372036854775808",
    "99999999999999999999",
    "x",
    "%00",
    "1.5",
];

#[test]
fn what_is_not_there_is_not_found() {
    let (_room, kith) = Kith::at_home();
    let ann = Browser::opens(&kith, "U1");
    ann.says("aaaaaaaa1", "hello").is(204);
    for number in NUMBERS.iter().chain(&["", "%ff", "%"]) {
        for look in LOOKS {
            let path = look.replace("{c}", number);
            ann.gets(&format!("{path}?as=U1&after=0")).refused(&path);
        }
        let other = Browser { community: (*number).to_owned(), ..ann.clone() };
        for what in ["ask", "delete", "edit", "gone", "join", "press", "react"] {
            other
                .does(what, &[("n", "1"), ("name", "x"), ("button", "0"), ("id", "aaaaaaaa2")])
                .refused(what);
        }
        other
            .sends(&[("channel", "C1"), ("id", "aaaaaaaa2"), ("text", "x")], &[])
            .expect("an answer")
            .refused("say");
        for what in ["delete", "edit", "press", "react"] {
            let fields =
                [("n", *number), ("text", "x"), ("button", "0"), ("id", "aaaaaaaa2"), ("emoji", "👍")];
            ann.does(what, &fields).refused(what);
        }
        for look in ["message", "edit"] {
            ann.gets(&ann.path(&format!("open/{look}/{{c}}?n={number}"))).refused(look);
        }
    }
    let long = "c".repeat(5_000);
    for channel in ["C2", "%40U2", "%00", "%ff", "..", "..%2f..", "c1", long.as_str()] {
        ann.gets(&ann.path(&format!("c/{{c}}/{channel}"))).refused(channel);
        ann.gets(&ann.path(&format!("c/{{c}}/{channel}/earlier"))).refused(channel);
    }
    for channel in ["C2", "@U2", "@U1", "", "\0", long.as_str()] {
        ann.sends(&[("channel", channel), ("id", "aaaaaaaa2"), ("text", "x")], &[])
            .expect("an answer")
            .refused(channel);
    }
    for thread in ["nope", "\0", "9", long.as_str()] {
        let fields = [("channel", "C1"), ("id", "aaaaaaaa2"), ("text", "x"), ("thread", thread)];
        ann.sends(&fields, &[]).expect("an answer").is(404);
        ann.does("ask", &[("channel", "C1"), ("id", "aaaaaaaa2"), ("command", "help"), ("thread", thread)])
            .is(404);
        // To look at, there is no such thread; a message that is not there is just not found on the page.
        ann.gets(&ann.path(&format!("c/{{c}}/C1?{}", form(&[("thread", thread)])))).is(404);
        ann.gets(&ann.path(&format!("c/{{c}}/C1?{}", form(&[("at", thread)])))).is(200);
    }
    for before in ["-1", "0", "9223372036854775807", "-9223372036854775808"] {
        ann.gets(&ann.path(&format!("c/{{c}}/C1/earlier?before={before}"))).is(200);
    }
    ann.gets(&ann.path("c/{c}/C1/earlier?before=x")).refused("before");
    assert_eq!(ann.page().len(), 1);
}

#[test]
fn odd_bytes_are_no_words_and_break_nothing() {
    let (_room, kith) = Kith::at_home();
    let ann = Browser::opens(&kith, "U1");
    ann.says("aaaaaaaa1", "he\0llo\u{7} <@U\u{1}2>\r\nthere\u{E000}").is(204);
    let hello = ann.finds("hello").n.to_string();
    let html = ann.finds("hello").html;
    assert!(html.contains("hello <") && html.contains("@Bo<") && html.contains("\nthere"), "{html:?}");
    ann.does("edit", &[("n", &hello), ("text", "he\0llo again\r\n")]).is(204);
    ann.finds(">hello again<");
    ann.does("edit", &[("n", &hello), ("text", "\0\r\n ")]).is(422);
    for emoji in ["", "\0", ":a\0b:", "a\nb", &"👍".repeat(20)] {
        ann.does("react", &[("n", &hello), ("emoji", emoji)]).is(422);
    }
    for text in ["", " \r\n\0", &"x".repeat(4_001)] {
        ann.says("aaaaaaaa2", text).is(422);
    }
    ann.says("aaaaaaaa3", &"é".repeat(4_000)).is(204);
    for id in ["", "short", "with space", "../../../x", "aaaaaaaa\0", &"a".repeat(65)] {
        ann.says(id, "x").is(400);
        ann.does("ask", &[("channel", "C1"), ("id", id), ("command", "help")]).is(400);
    }
    ann.does("join", &[("name", "\0 \n"), ("channel", "C1")]).is(422);
    let joined = ann.does("join", &[("name", "<script>\0\n</script>"), ("channel", "C1\"><b>")]).is(201);
    assert!(joined.header("location").starts_with(&format!("/c/{}/C1%22%3E%3Cb%3E?as=", ann.community)));
    for command in ["", "\0", "nope", "<b>", "help\0"] {
        let done = ann.does("ask", &[("channel", "C1"), ("id", "aaaaaaaa4"), ("command", command)]);
        assert!(done.status < 500, "{command:?}: {}", done.status);
    }
    for (field, answer) in
        [("to", "\0"), ("to\0", "x"), ("reason", "\u{E000}x\0"), ("nope", "x"), ("to", "<@U2>\0")]
    {
        let name = format!("answer.{field}");
        let fields =
            [("channel", "C1"), ("id", "aaaaaaaa5"), ("command", "shoutout"), (name.as_str(), answer)];
        let done = ann.does("ask", &fields);
        assert!(done.status < 500, "{name:?}: {}", done.status);
    }
    // What was typed oddly is in nobody's way: the next thing counts.
    ann.says("aaaaaaaa6", "still here").is(204);
    ann.finds("still here");
    let me = ann.says("aaaaaaaa7", "/me").is(204);
    assert_eq!(me.header("x-kith-outcome"), "done");
    let path = ann.path("do/join/{c}");
    for (kind, body, status) in [
        ("application/x-www-form-urlencoded", b"name=%".as_slice(), 201),
        ("application/x-www-form-urlencoded", b"name=%00&name=%00", 400),
        ("application/x-www-form-urlencoded", b"\xff\xfe\0=&&==&;", 422),
        ("application/x-www-form-urlencoded", b"n=1e9", 400),
        ("application/json", b"{\"name\":\"x\"}", 400),
        ("text/plain", b"name=x", 400),
        ("", b"name=x", 400),
    ] {
        let answer = ann.asks("POST", &path, &[("Content-Type", kind)], body).expect("an answer");
        assert_eq!(answer.status, status, "{kind} {body:?}: {}", answer.text());
    }
    let path = ann.path("do/say/{c}");
    for (kind, body) in [
        ("multipart/form-data", b"".as_slice()),
        ("multipart/form-data; boundary=", b"--\r\n"),
        ("multipart/form-data; boundary=x", b""),
        ("multipart/form-data; boundary=x", b"--x\r\n"),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhalf",
        ),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: \xff\xff\r\n\r\n\0\r\n--x--\r\n"),
        ("application/x-www-form-urlencoded", b"text=x"),
    ] {
        ann.asks("POST", &path, &[("Content-Type", kind)], body).expect("an answer").refused(kind);
    }
}

#[test]
fn the_clock_is_moved_a_month_at_most_and_never_back() {
    let (_room, kith) = Kith::at_home();
    let ann = Browser::opens(&kith, "U1");
    for until in ["9223372036854775807", "99999999999999"] {
        ann.does("clock", &[("until", until)]).is(422);
    }
    for until in ["-9223372036854775808", "-1", "0"] {
        ann.does("clock", &[("until", until)]).is(204);
    }
    ann.does("clock", &[("until", "tomorrow")]).refused("tomorrow");
    assert!(ann.gets(&ann.path("c/{c}/C1")).text().contains("data-ahead=\"0\""));
    ann.says("aaaaaaaa1", "hello").is(204);
}

#[test]
fn more_fields_and_files_than_a_message_has_are_refused() {
    let (_room, kith) = Kith::at_home();
    let ann = Browser::opens(&kith, "U1");
    let file = ("a.txt", "text/plain", b"x".as_slice());
    ann.tries_to_say("aaaaaaaa1", "six", &[file; 6]).expect("an answer").is(400);
    ann.tries_to_say("aaaaaaaa1", "many", &[file; 500]).expect("an answer").is(400);
    ann.tries_to_say("aaaaaaaa1", "/help", &[file]).expect("an answer").is(422);
    let names: Vec<String> = (0..500).map(|n| format!("field{n}")).collect();
    let fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x")).collect();
    ann.sends(&fields, &[]).expect("an answer").refused("many fields");
    let answers: Vec<String> = (0..3_000).map(|n| format!("answer.field{n}")).collect();
    let mut fields: Vec<(&str, &str)> = answers.iter().map(|name| (name.as_str(), "x")).collect();
    fields.extend([("channel", "C1"), ("id", "aaaaaaaa2"), ("command", "help")]);
    assert!(ann.does("ask", &fields).status < 500);
    assert!(ann.page().iter().all(|one| !one.html.contains("a.txt")));
    ann.tries_to_say("aaaaaaaa3", "five", &[file; 5]).expect("an answer").is(204);
    assert_eq!(ann.finds(">five<").html.matches("href=\"/file/").count(), 5);
}

/// The most memory that a process had so far, in kilobytes, where the system tells.
fn most_memory(kith: &Kith) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", kith.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// Sends a body that goes on for so many megabytes, or until nobody reads it; the status, if one came.
fn pours(ann: &Browser, path: &str, kind: &str, begin: &str, megabytes: usize) -> Option<u16> {
    let length = (begin.len() + megabytes * 1024 * 1024).to_string();
    let headers = [
        ("Host", ann.address.as_str()),
        ("Cookie", &ann.cookie),
        ("X-Kith-Token", &ann.token),
        ("Content-Type", kind),
        ("Content-Length", &length),
    ];
    let mut stream = connect(&ann.address).expect("a connection");
    let piece = vec![b'x'; 1024 * 1024];
    let mut fine = stream.write_all(format!("{}{begin}", head("POST", path, &headers)).as_bytes()).is_ok();
    for _ in 0..megabytes {
        fine = fine && stream.write_all(&piece).is_ok();
    }
    let mut read = Vec::new();
    // Whoever was refused while still talking may hear nothing more.
    stream.read_to_end(&mut read).ok();
    String::from_utf8_lossy(&read).split(' ').nth(1)?.parse().ok()
}

#[test]
fn what_is_too_long_is_refused_and_not_kept_in_memory() {
    const ENDLESS: usize = 300;
    let (_room, kith) = Kith::at_home();
    let ann = Browser::opens(&kith, "U1");
    ann.says("aaaaaaaa1", "hello").is(204);
    let before = most_memory(&kith);
    let part = "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n";
    let file = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
    let multipart = "multipart/form-data; boundary=x";
    for (path, kind, begin) in [
        ("do/ask/{c}", FORM.1, "command="),
        ("do/join/{c}", FORM.1, "name="),
        ("do/say/{c}", multipart, part),
        ("do/say/{c}", multipart, file),
        ("do/say/{c}", multipart, "nothing of the kind"),
        ("nowhere", FORM.1, ""),
    ] {
        let status = pours(&ann, &ann.path(path), kind, begin, ENDLESS);
        assert!(status.is_none_or(|status| (400..500).contains(&status)), "{path}: {status:?}");
    }
    if let (Some(before), Some(after)) = (before, most_memory(&kith)) {
        let grown = (after - before) / 1024;
        assert!(grown < ENDLESS as u64 / 3, "it grew by {grown} MB");
    }
    // One byte too many is as much too long.
    for (length, fine) in [(131_000, true), (131_080, false)] {
        let body = format!("name={}", "x".repeat(length - 5));
        let answer = ann.asks("POST", &ann.path("do/join/{c}"), &[FORM], body.as_bytes()).expect("an answer");
        assert_eq!(answer.status, if fine { 201 } else { 413 });
    }
    ann.says("aaaaaaaa2", "still here").is(204);
    assert_eq!(ann.page().len(), 2);
}

#[test]
fn heads_that_are_too_long_or_none_are_refused() {
    let (_room, kith) = Kith::at_home();
    let ann = Browser::opens(&kith, "U1");
    let long = "x".repeat(1024 * 1024);
    let many: String = (0..500).map(|n| format!("X-{n}: x\r\n")).collect();
    for sent in [
        head("GET", "/", &[("Host", &ann.address), ("X-Long", &long)]),
        head("GET", &format!("/{long}"), &[("Host", &ann.address)]),
        format!("GET / HTTP/1.1\r\nHost: {}\r\n{many}\r\n", ann.address),
        "\0\0\0\0\r\n\r\n".to_owned(),
        "GET\r\n\r\n".to_owned(),
        "GET / HTTP/9.9\r\n\r\n".to_owned(),
        format!("GET / HTTP/1.1\r\nHost: {}\r\n folded: x\r\nBad Name: x\r\n\r\n", ann.address),
        format!("POST / HTTP/1.1\r\nHost: {}\r\nContent-Length: -1\r\n\r\n", ann.address),
        format!("POST / HTTP/1.1\r\nHost: {}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", ann.address),
        format!(
            "POST / HTTP/1.1\r\nHost: {}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
            ann.address
        ),
    ] {
        if let Ok(answer) = exchange(&ann.address, sent.as_bytes()) {
            answer.refused(&sent[..sent.len().min(60)]);
        }
    }
    ann.says("aaaaaaaa1", "hello").is(204);
}

#[test]
fn who_says_nothing_or_half_of_it_is_in_nobodys_way() {
    let (_room, kith) = Kith::at_home();
    let ann = Browser::opens(&kith, "U1");
    let length = [
        ("Host", ann.address.as_str()),
        ("Content-Length", "1000"),
        FORM,
        ("Cookie", &ann.cookie),
        ("X-Kith-Token", &ann.token),
    ];
    let half = [
        String::new(),
        "GET".to_owned(),
        format!("GET / HTTP/1.1\r\nHost: {}\r\nX-Half: ", ann.address),
        format!("{}name=hal", head("POST", &ann.path("do/join/{c}"), &length)),
    ];
    let mut open = Vec::new();
    for n in 0..120 {
        let mut stream = connect(&ann.address).expect("a connection");
        stream.write_all(half[n % half.len()].as_bytes()).expect("half of it");
        open.push(stream);
    }
    ann.says("aaaaaaaa1", "hello").is(204);
    ann.finds("hello");
    ann.gets("/healthz").is(200);
    drop(open);
    ann.gets("/healthz").is(200);
}

#[test]
fn whatever_is_asked_nothing_breaks() {
    const TRIES: usize = 400;
    let (_room, kith) = Kith::at_home();
    let ann = Browser::opens(&kith, "U1");
    ann.says("aaaaaaaa1", "/shoutout @bo for the docs").is(204);
    let n = ann.finds("for the docs").n.to_string();
    let seed = rand::random::<u64>();
    println!("the seed is {seed}");
    let mut random = StdRng::seed_from_u64(seed);
    let names = [
        "account",
        "answer",
        "at",
        "before",
        "button",
        "channel",
        "command",
        "emoji",
        "field",
        "gone",
        "id",
        "n",
        "name",
        "text",
        "thread",
        "typed",
        "answer.to",
    ];
    let values = [
        "U1",
        "<@U2>",
        "C1",
        "shoutout",
        "badge give",
        "to",
        "leave",
        "👍",
        "/",
        "/shoutout @",
        "/settings zone:",
        "@b",
        "-1",
        "1",
        "\0",
        "\u{E000}",
        "%",
        "<b>",
        "9223372036854775807",
        "aaaaaaaa9",
        n.as_str(),
    ];
    let looks = [&LOOKS[..], &["/open/message/{c}", "/open/edit/{c}", "/open/clock/{c}"]].concat();
    let does = ["ask", "delete", "edit", "gone", "join", "press", "react"];
    for _ in 0..TRIES {
        let mut fields: Vec<(&str, String)> = Vec::new();
        for _ in 0..random.random_range(0..8) {
            let value = if random.random_bool(0.2) {
                (0..random.random_range(0..30)).map(|_| random.random::<char>()).collect()
            } else {
                values[random.random_range(0..values.len())].repeat(random.random_range(0..3))
            };
            fields.push((names[random.random_range(0..names.len())], value));
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = if random.random_bool(0.5) {
            ann.does(does[random.random_range(0..does.len())], &fields)
        } else {
            let look = looks[random.random_range(0..looks.len())].replace("{c}", &ann.community);
            // A stream has no end, unless its beginning is none.
            let more = if look.contains("live") { "&after=x" } else { "" };
            ann.gets(&format!(
                "{look}?as=U{}&community={}&{}{more}",
                random.random_range(0..4),
                ann.community,
                form(&fields)
            ))
        };
        assert!(answer.status < 500, "{fields:?}: {} {}", answer.status, answer.text());
    }
    ann.gets("/healthz").is(200);
    let told = ann.gets("/metrics").text();
    assert!(!told.contains("outcome=\"failed\""), "{told}");
}

#[test]
fn a_field_that_was_left_open_is_told_beside_it() {
    let (_room, kith) = Kith::at_home();
    let ann = Browser::opens(&kith, "U1");
    // From a menu nothing was left open yet: it is only asked for.
    let asked = [("channel", "C1"), ("id", "aaaaaaaa1"), ("command", "shoutout"), ("answer.to", "<@U2>")];
    let form = ann.does("ask", &asked).is(200);
    assert!(!form.text().contains("Please fill this in."), "{}", form.text());
    let sent = [&asked[..], &[("answer.reason", " "), ("answer.value", "")]].concat();
    let form = ann.does("ask", &sent).is(200);
    assert_eq!(form.text().matches("Please fill this in.").count(), 1, "{}", form.text());
    assert!(form.text().contains("<p class=\"hint\" id=\"hint-reason\"><span class=\"error\">"));
}
