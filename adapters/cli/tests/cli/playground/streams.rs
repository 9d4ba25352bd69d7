//! News for open pages: nothing is lost, nothing comes twice, and there are only so many streams.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::TcpStream;

use super::browser::Browser;
use super::http::{between, connect, head};
use super::{Kith, until};

/// So many pages listen at once (`MOST_STREAMS` in `web`).
const MOST: usize = 200;

/// An open stream of news.
pub(super) struct Live {
    lines: BufReader<TcpStream>,
    pub(super) status: u16,
}

/// One piece of news.
#[derive(Debug)]
pub(super) struct News {
    pub(super) kind: String,
    id: String,
    data: String,
}

impl Live {
    /// Listens from a change on.
    pub(super) fn opens(browser: &Browser, after: i64, last: Option<&str>) -> io::Result<Self> {
        let path = browser.path(&format!("live/{{c}}?after={after}"));
        let mut headers = vec![("Host", browser.address.as_str()), ("Cookie", browser.cookie.as_str())];
        headers.extend(last.map(|last| ("Last-Event-ID", last)));
        let mut stream = connect(&browser.address)?;
        stream.write_all(head("GET", &path, &headers).as_bytes())?;
        let mut live = Self { lines: BufReader::new(stream), status: 0 };
        let first = live.line().unwrap_or_default();
        live.status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        while live.line().is_some_and(|line| !line.is_empty()) {}
        Ok(live)
    }

    /// The next line; nothing at the end.
    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.lines.read_line(&mut line).ok()?;
        (read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned())
    }

    /// The next piece of news; nothing at the end. Lines between that only say how long the next chunk is are left out.
    pub(super) fn next(&mut self) -> Option<News> {
        let mut news = News { kind: String::new(), id: String::new(), data: String::new() };
        loop {
            let line = self.line()?;
            if let Some(kind) = line.strip_prefix("event: ") {
                news.kind = kind.to_owned();
            } else if let Some(id) = line.strip_prefix("id: ") {
                news.id = id.to_owned();
            } else if let Some(data) = line.strip_prefix("data: ") {
                news.data = data.to_owned();
            } else if line.is_empty() && !news.data.is_empty() {
                return Some(news);
            }
        }
    }

    /// Reads on until a message says `last`; the ids and numbers in the order in which messages came.
    fn messages_until(&mut self, last: &str) -> Vec<(String, String)> {
        let mut seen = Vec::new();
        loop {
            let news = self.next().expect("more news");
            if news.kind != "message" {
                continue;
            }
            let n = between(&news.data, "data-n=\\\"", "\\\"").expect("a number").to_owned();
            seen.push((news.id, n));
            if news.data.contains(&format!(">{last}<")) {
                return seen;
            }
        }
    }
}

#[test]
fn who_was_away_goes_on_where_they_stopped() {
    let (_room, kith) = Kith::at_home();
    let (ann, bo) = (Browser::opens(&kith, "U1"), Browser::opens(&kith, "U2"));
    let mut live = Live::opens(&bo, 0, None).expect("a stream");
    for n in 0..5 {
        ann.says(&format!("aaaaaaaa{n}"), &format!("message {n}")).is(204);
    }
    let seen = live.messages_until("message 4");
    assert_eq!(seen.len(), 5, "{seen:?}");
    drop(live);
    // More than are told at once were written meanwhile.
    for n in 5..215 {
        ann.says(&format!("aaaaaaaa{n}"), &format!("message {n}")).is(204);
    }
    let mut live = Live::opens(&bo, 0, Some(&seen[1].0)).expect("a stream");
    let more = live.messages_until("message 214");
    assert_eq!(more[..3], seen[2..5], "it goes on after the last one that was read");
    let mut numbers: Vec<_> = more.iter().map(|(_, n)| n.clone()).collect();
    let all = numbers.len();
    numbers.dedup();
    assert_eq!((all, numbers.len()), (213, 213));
    // What is quiet for one is told to nobody else, and what changes comes again.
    ann.says("bbbbbbbb1", "/help").is(204);
    let shown = ann.finds("message 214");
    ann.does("edit", &[("n", &shown.n.to_string()), ("text", "message 214, better")]).is(204);
    let changed = live.messages_until("message 214, better");
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert_eq!(changed[0].1, more.last().expect("one").1);
}

#[test]
fn there_are_only_so_many_streams_and_a_closed_one_makes_room() {
    let (_room, kith) = Kith::at_home();
    let browser = Browser::opens(&kith, "U1");
    let mut open: Vec<Live> = (0..MOST).map(|_| Live::opens(&browser, 0, None).expect("a stream")).collect();
    assert!(open.iter().all(|live| live.status == 200));
    let path = browser.path("live/{c}?after=0");
    let refused = browser.gets(&path).is(503);
    assert_eq!(refused.text(), "Too many pages are open at once. Please close some.");
    assert!(refused.header("content-security-policy").starts_with("default-src 'none'"));
    // The rest of the playground goes on.
    browser.says("aaaaaaaa1", "hello").is(204);
    assert!(browser.gets("/metrics").text().contains(&format!("kith_streams_open {MOST}\n")));
    open.truncate(MOST - 3);
    for _ in 0..3 {
        until("a place is free again", || {
            let live = Live::opens(&browser, 0, None).expect("an answer");
            let fine = live.status == 200;
            if fine {
                open.push(live);
            }
            fine
        });
    }
    browser.gets(&path).is(503);
    drop(open);
    until("all are gone", || browser.gets("/metrics").text().contains("kith_streams_open 0\n"));
}
