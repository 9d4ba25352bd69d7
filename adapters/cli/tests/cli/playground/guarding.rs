//! Who may do what: other hosts, other pages, other sessions and other paths get nothing, and everything is fenced in.

use super::Kith;
use super::browser::Browser;
use super::http::{Answer, between, exchange, form, head};

/// Everything that changes something.
const CHANGES: [&str; 9] = [
    "/clock",
    "/do/ask/{c}",
    "/do/delete/{c}",
    "/do/edit/{c}",
    "/do/gone/{c}",
    "/do/join/{c}",
    "/do/press/{c}",
    "/do/react/{c}",
    "/do/say/{c}",
];

/// The smallest picture there is.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\
    \0\0\0\rIDATx\x9cc\xf8\xff\xff?\0\x05\xfe\x02\xfe\xa75\x81\x84\0\0\0\0IEND\xaeB`\x82";

/// What each of them would do, if it were let.
fn harm(browser: &Browser, path: &str) -> String {
    let n = browser.finds("stays as it is").n.to_string();
    let until = "99999999999999";
    form(&[
        ("n", n.as_str()),
        ("text", "forged"),
        ("id", "forged0000"),
        ("channel", "C1"),
        ("command", "shoutout"),
        ("answer.to", "<@U2>"),
        ("answer.reason", "forged"),
        ("emoji", "💀"),
        ("gone", "leave"),
        ("name", "Forged"),
        ("button", "0"),
        ("until", if path == "/clock" { until } else { "0" }),
    ])
}

/// Sends what would change something with these headers instead of the browser's own; the path and its answer.
fn forges(browser: &Browser, headers: &[(&str, &str)], status: u16) {
    for path in CHANGES {
        let sent = harm(browser, path);
        let target = if path == "/clock" { path.to_owned() } else { browser.path(&path[1..]) };
        let kind = ("Content-Type", "application/x-www-form-urlencoded");
        let headers = [&[kind], headers].concat();
        let answer = browser.asks("POST", &target, &headers, sent.as_bytes()).expect("an answer");
        assert_eq!(answer.status, status, "{path} with {headers:?}: {}", answer.text());
        fenced(&answer, path);
    }
    let page = browser.page();
    assert_eq!(page.len(), 1, "{page:?}");
    assert!(page[0].html.contains(">stays as it is<") && !page[0].html.contains("💀"), "{page:?}");
    let people = browser.gets(&browser.path("open/people/{c}?typed=")).is(200).text();
    assert!(!people.contains("Forged") && !people.contains(">left<"), "{people}");
    let clock = browser.gets(&browser.path("c/{c}/C1")).text();
    assert!(clock.contains("data-ahead=\"0\""), "{clock}");
}

/// Every answer says what a browser may do with it.
#[track_caller]
fn fenced(answer: &Answer, what: &str) {
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none';"), "{what}: {policy}");
    assert!(!policy.contains("unsafe") && !policy.contains('*'), "{what}: {policy}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{what}");
    }
}

#[test]
fn only_its_own_pages_change_anything() {
    let (_room, kith) = Kith::at_home();
    let (ann, other) = (Browser::opens(&kith, "U1"), Browser::opens(&kith, "U1"));
    ann.says("aaaaaaaa1", "stays as it is").is(204);
    assert_ne!(ann.token, other.token);
    let origin = format!("http://{}", kith.address);
    let prefixed = format!("http://{}.evil.example", kith.address);
    for (headers, status) in [
        (vec![("X-Kith-Token", "")], 403),
        (vec![("X-Kith-Token", "0000")], 403),
        (vec![("X-Kith-Token", other.token.as_str())], 403),
        (vec![("Cookie", other.cookie.as_str())], 403),
        (vec![("Cookie", "")], 403),
        (vec![("Origin", "https://evil.example")], 403),
        (vec![("Origin", prefixed.as_str())], 403),
        (vec![("Origin", "null")], 403),
        (vec![("Origin", "")], 403),
        (vec![("Sec-Fetch-Site", "cross-site")], 403),
        (vec![("Sec-Fetch-Site", "same-site")], 403),
        (vec![("Origin", origin.as_str()), ("Sec-Fetch-Site", "cross-site")], 403),
        (vec![("Host", "evil.example")], 421),
        (vec![("Host", "127.0.0.1.evil.example")], 421),
        (vec![("Host", "evil.example:80@127.0.0.1")], 421),
    ] {
        forges(&ann, &headers, status);
    }
    // And with everything right it is done.
    let right = [
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Origin", origin.as_str()),
        ("Sec-Fetch-Site", "same-origin"),
    ];
    let sent = harm(&ann, "");
    ann.asks("POST", &ann.path("do/edit/{c}"), &right, sent.as_bytes()).expect("an answer").is(204);
    ann.finds(">forged<");
}

#[test]
fn a_name_that_leads_here_from_elsewhere_sees_nothing() {
    let (_room, kith) = Kith::at_home();
    let browser = Browser::opens(&kith, "U1");
    let path = browser.path("c/{c}/C1");
    for host in
        ["evil.example", "evil.example:8080", "kith.localhost.evil.example", "", "10.0.0.1", "[::2]:80"]
    {
        let answer = browser.asks("GET", &path, &[("Host", host)], b"").expect("an answer");
        assert_eq!((answer.status, answer.header("set-cookie")), (421, ""), "{host}");
        assert_eq!(answer.text(), "This address is not Kith’s. Please open the one that it printed.");
    }
    let without = exchange(&kith.address, head("GET", &path, &[]).as_bytes()).expect("an answer");
    assert!([400, 421].contains(&without.status), "{without:?}");
    for host in ["localhost", "localhost:9", "127.0.0.1", "[::1]:9"] {
        browser.asks("GET", &path, &[("Host", host)], b"").expect("an answer").is(200);
    }
}

#[test]
fn a_forged_cookie_is_no_session() {
    let (_room, kith) = Kith::at_home();
    let browser = Browser::opens(&kith, "U1");
    let (said, signature) = browser.cookie.split_once('.').expect("a signature");
    let (name, _) = said.split_once('=').expect("a name");
    let mut longer = browser.cookie.clone();
    longer.push('0');
    let forged = [
        format!("{said}0.{signature}"),
        format!("{said}."),
        said.to_owned(),
        longer,
        format!("{name}=i0000.{signature}"),
        format!("{name}="),
        format!("{name}=."),
        format!("{name}=é.{signature}"),
        format!("{name}=o.o; {name}=i.i"),
    ];
    for cookie in forged {
        let page = browser.asks("GET", &browser.path("c/{c}/C1"), &[("Cookie", &cookie)], b"");
        let page = page.expect("an answer").is(200);
        assert!(
            page.header("set-cookie").starts_with(&format!("{name}=o")),
            "a new session instead of {cookie}"
        );
        assert!(!page.text().contains(&browser.token), "{cookie}");
        let kind = ("Content-Type", "application/x-www-form-urlencoded");
        let sent = form(&[("name", "Mallory")]);
        let path = browser.path("do/join/{c}");
        let joined = browser.asks("POST", &path, &[kind, ("Cookie", &cookie)], sent.as_bytes());
        joined.expect("an answer").is(403);
    }
    let set = Browser { cookie: String::new(), ..browser }.gets("/");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(set.header("set-cookie").contains(part), "{part}");
    }
}

#[test]
fn every_answer_is_fenced_in() {
    let (_room, kith) = Kith::at_home();
    let ann = Browser::opens(&kith, "U1");
    ann.says("aaaaaaaa1", "<b onclick=alert(1)>hello</b>").is(204);
    for path in [
        "/".to_owned(),
        format!("/c/{}", ann.community),
        ann.path("c/{c}/C1"),
        ann.path("c/{c}/C1/earlier"),
        ann.path("open/people/{c}"),
        "/assets/kith.css".to_owned(),
        "/assets/none.css".to_owned(),
        "/healthz".to_owned(),
        "/metrics".to_owned(),
        "/login".to_owned(),
        "/nowhere".to_owned(),
        "/c/1".to_owned(),
        "/c/x".to_owned(),
        "/file/0/x".to_owned(),
        "/do/say/1".to_owned(),
        ann.path("open/message/{c}?n=x"),
    ] {
        fenced(&ann.gets(&path), &path);
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "HEAD", "BREW"] {
        let answer = ann.asks(method, "/c/1", &[], b"");
        // What has no body is as long as it would be.
        if method != "HEAD" {
            let answer = answer.expect("an answer");
            fenced(&answer, method);
            answer.refused(method);
        }
    }
    let page = ann.gets(&ann.path("c/{c}/C1")).text();
    assert!(
        page.matches("<script").count() == page.matches("<script type=\"module\" src=\"/assets/").count()
    );
    assert!(!page.contains(" style=") && !page.contains(" onclick=\""), "{page}");
    assert!(page.contains("&lt;b onclick=alert(1)&gt;hello&lt;/b&gt;"));
}

#[test]
fn no_path_leads_out_of_the_program() {
    let (room, kith) = Kith::at_home();
    room.write("secret.css", "keep out");
    let browser = Browser::opens(&kith, "U1");
    for path in [
        "/assets/../secret.css",
        "/assets/..%2fsecret.css",
        "/assets/..%2f..%2f..%2fetc%2fpasswd",
        "/assets/%2e%2e/secret.css",
        "/assets/%2e%2e%2fsecret.css",
        "/assets/....//secret.css",
        "/assets//etc/passwd",
        "/assets/%2fetc%2fpasswd",
        "/assets/..%5csecret.css",
        "/assets/..\\secret.css",
        "/assets/kith.css%00.svg",
        "/assets/%00",
        "/assets/%ff.css",
        "/assets/%",
        "/assets/%zz.css",
        "/assets/",
        "/assets",
        "/file/..%2f..%2fkith.db/x",
        "/file/%2e%2e/x",
        "/file/../../etc/passwd",
        "/file/%00/%00",
        "/file/%ff/x",
        "/file//x",
        "/file/' or 1=1 --/x",
        "/file/%27%20or%201=1%20--/x",
        "//etc/passwd",
        "/../../../../etc/passwd",
        "/.git/config",
    ] {
        // What is no address at all is answered with nothing more than that.
        let answer = browser.gets(path);
        assert!([400, 404].contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.text().contains("root:") && !answer.text().contains("keep out"), "{path}");
    }
    let asset = browser.gets("/assets/kith.css").is(200);
    assert_eq!(asset.header("content-type"), "text/css; charset=utf-8");
}

#[test]
fn a_file_does_nothing_whatever_it_says_it_is() {
    let (_room, kith) = Kith::at_home();
    let ann = Browser::opens(&kith, "U1");
    let page = b"<!DOCTYPE html><script>alert(1)</script>".as_slice();
    let drawing = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".as_slice();
    let both = [PICTURE, page].concat();
    let files = [
        ("page.html", "text/html", page),
        ("drawing.svg", "image/svg+xml", drawing),
        ("dot.png", "image/png", page),
        ("../../etc/passwd", "text/plain", b"root:".as_slice()),
        ("really.html", "text/html", both.as_slice()),
    ];
    ann.tries_to_say("aaaaaaaa1", "see", &files).expect("an answer").is(204);
    let shown = ann.finds(">see<").html;
    let links: Vec<&str> =
        shown.split("href=\"/file/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(links.len(), files.len(), "{shown}");
    for (link, (name, _, bytes)) in links.iter().zip(files) {
        let file = ann.gets(&format!("/file/{link}")).is(200);
        let picture = name == "really.html";
        let expected =
            if picture { ("image/png", "inline") } else { ("application/octet-stream", "attachment") };
        assert_eq!((file.header("content-type"), file.header("content-disposition")), expected, "{name}");
        assert_eq!(file.header("content-security-policy"), "default-src 'none'; sandbox", "{name}");
        assert_eq!(file.header("x-content-type-options"), "nosniff", "{name}");
        assert_eq!(file.body, bytes, "{name}");
    }
    assert!(!shown.contains("etc"), "a name has no folders: {shown}");
    ann.does("delete", &[("n", &ann.finds(">see<").n.to_string())]).is(204);
    ann.gets(&format!("/file/{}", links[0])).is(404);
}

#[test]
fn what_one_person_was_told_is_nobody_elses() {
    let (_room, kith) = Kith::at_home();
    let (ann, bo) = (Browser::opens(&kith, "U1"), Browser::opens(&kith, "U2"));
    ann.says("aaaaaaaa1", "/privacy get").is(204);
    let quiet = ann.finds("Only you can see this");
    let link = between(&quiet.html, "href=\"/file/", "\"").expect("a file").to_owned();
    ann.gets(&format!("/file/{link}")).is(200);
    let (file, _) = link.split_once('?').expect("as somebody");
    for other in ["?as=U2", "?as=", "", "?as=u1", "?as=U1%00"] {
        bo.gets(&format!("/file/{file}{other}")).is(404);
    }
    let n = quiet.n.to_string();
    assert!(bo.page().is_empty());
    bo.gets(&bo.path(&format!("open/message/{{c}}?n={n}"))).is(404);
    for (what, more) in [("delete", ("a", "b")), ("react", ("emoji", "👍")), ("edit", ("text", "mine"))] {
        bo.does(what, &[("n", n.as_str()), more]).is(404);
    }
    bo.does("press", &[("n", &n), ("button", "0"), ("id", "bbbbbbbb1")]).is(404);
    // The channel in which Kith speaks to one person alone is theirs.
    bo.gets(&bo.path("c/{c}/%40U1")).is(404);
    bo.gets(&bo.path("c/{c}/%40U2")).is(200);
    ann.does("delete", &[("n", &n)]).is(204);
    assert!(ann.page().is_empty());
    ann.gets(&format!("/file/{link}")).is(404);
}

#[test]
fn others_messages_and_buttons_stay_theirs() {
    let (_room, kith) = Kith::at_home();
    let (ann, bo) = (Browser::opens(&kith, "U1"), Browser::opens(&kith, "U2"));
    ann.says("aaaaaaaa1", "mine").is(204);
    ann.says("aaaaaaaa2", "/shoutout @bo for the docs").is(204);
    let n = ann.finds(">mine<").n.to_string();
    for what in ["edit", "delete"] {
        bo.does(what, &[("n", &n), ("text", "yours")]).is(404);
        ann.finds(">mine<");
    }
    bo.gets(&bo.path(&format!("open/edit/{{c}}?n={n}"))).is(404);
    let given = ann.finds("for the docs");
    for n in [given.n.to_string(), n] {
        for button in ["7", "18446744073709551615"] {
            ann.does("press", &[("n", &n), ("button", button), ("id", "aaaaaaaa3")]).is(410);
        }
        ann.does("press", &[("n", &n), ("button", "-1"), ("id", "aaaaaaaa3")]).refused("-1");
        // Kith's own messages are nobody's.
        ann.does("delete", &[("n", &given.n.to_string())]).is(404);
        ann.does("edit", &[("n", &given.n.to_string()), ("text", "for nothing")]).is(404);
    }
    ann.finds("for the docs");
    let pressed = [("n", given.n.to_string()), ("button", "0".to_owned())];
    let pressed = pressed.each_ref().map(|(name, value)| (*name, value.as_str()));
    // Neither without a name for it, nor by somebody else, nor under the name that another asking has.
    ann.does("press", &[&pressed[..], &[("id", "x")]].concat()).is(400);
    let refused = bo.does("press", &[&pressed[..], &[("id", "aaaaaaaa2")]].concat()).is(204);
    assert_eq!(refused.header("x-kith-outcome"), "refused");
    bo.finds("Only the one who gave it can take it back.");
    let done = ann.does("press", &[&pressed[..], &[("id", "aaaaaaaa4")]].concat()).is(204);
    assert_eq!(done.header("x-kith-outcome"), "done");
    ann.finds("Taken back.");
    ann.does("press", &[&pressed[..], &[("id", "aaaaaaaa5")]].concat()).is(410);
}
