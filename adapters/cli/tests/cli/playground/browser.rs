//! A browser with one page open: it keeps its cookie, and sends its token along.

use std::io;

use super::Kith;
use super::http::{Answer, between, exchange, form, head};

/// The boundary between the parts of a message.
const BOUNDARY: &str = "part-of-a-test";

/// A page that is open as somebody.
#[derive(Clone, Debug)]
pub(super) struct Browser {
    pub(super) address: String,
    pub(super) cookie: String,
    pub(super) token: String,
    /// The community's number.
    pub(super) community: String,
    /// As whom.
    pub(super) me: String,
}

/// A message on a page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Shown {
    pub(super) n: i64,
    /// When, in milliseconds.
    pub(super) at: i64,
    pub(super) html: String,
}

/// A file to send along: its name, the type that it claims, its contents.
pub(super) type File<'a> = (&'a str, &'a str, &'a [u8]);

impl Browser {
    /// Opens the first community's page as somebody.
    pub(super) fn opens(kith: &Kith, me: &str) -> Self {
        Self::opens_at(&kith.address, me).expect("a page")
    }

    /// The same at an address where somebody may have died.
    pub(super) fn opens_at(address: &str, me: &str) -> io::Result<Self> {
        let mut browser = Self {
            address: address.to_owned(),
            cookie: String::new(),
            token: String::new(),
            community: String::new(),
            me: me.to_owned(),
        };
        let front = browser.asks("GET", "/", &[], b"")?;
        browser.cookie = front.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        browser.community = front.header("location").rsplit('/').next().unwrap_or_default().to_owned();
        let page = browser.asks("GET", &format!("/c/{}/C1?as={me}", browser.community), &[], b"")?;
        browser.token = between(&page.text(), "data-token=\"", "\"").unwrap_or_default().to_owned();
        Ok(browser)
    }

    /// Sends a request with these headers beside its own.
    pub(super) fn asks(
        &self,
        method: &str,
        target: &str,
        more: &[(&str, &str)],
        body: &[u8],
    ) -> io::Result<Answer> {
        let length = body.len().to_string();
        let usual =
            [("Host", self.address.as_str()), ("Cookie", &self.cookie), ("X-Kith-Token", &self.token)];
        let mut headers: Vec<(&str, &str)> = more.to_vec();
        for (name, value) in usual {
            let said = more.iter().any(|(one, _)| one.eq_ignore_ascii_case(name));
            if !said && !value.is_empty() {
                headers.push((name, value));
            }
        }
        if method != "GET" {
            headers.push(("Content-Length", &length));
        }
        exchange(&self.address, &[head(method, target, &headers).as_bytes(), body].concat())
    }

    pub(super) fn gets(&self, target: &str) -> Answer {
        self.asks("GET", target, &[], b"").expect("an answer")
    }

    /// A path of this community, as this person.
    pub(super) fn path(&self, path: &str) -> String {
        let sign = if path.contains('?') { '&' } else { '?' };
        format!("/{path}{sign}as={}", self.me).replace("{c}", &self.community)
    }

    /// Sends a form to `/do/…`.
    pub(super) fn tries(&self, what: &str, fields: &[(&str, &str)]) -> io::Result<Answer> {
        let kind = [("Content-Type", "application/x-www-form-urlencoded")];
        let path = if what == "clock" { "clock".to_owned() } else { self.path(&format!("do/{what}/{{c}}")) };
        let path = format!("/{}", path.trim_start_matches('/'));
        self.asks("POST", &path, &kind, form(fields).as_bytes())
    }

    pub(super) fn does(&self, what: &str, fields: &[(&str, &str)]) -> Answer {
        self.tries(what, fields).expect("an answer")
    }

    /// Writes in #general, under a name of its own for it.
    pub(super) fn tries_to_say(&self, id: &str, text: &str, files: &[File<'_>]) -> io::Result<Answer> {
        self.sends(&[("channel", "C1"), ("id", id), ("text", text)], files)
    }

    pub(super) fn says(&self, id: &str, text: &str) -> Answer {
        self.tries_to_say(id, text, &[]).expect("an answer")
    }

    /// Sends a message of any shape.
    pub(super) fn sends(&self, fields: &[(&str, &str)], files: &[File<'_>]) -> io::Result<Answer> {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part =
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.into_bytes());
        }
        for (name, kind, bytes) in files {
            let part = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                 Content-Type: {kind}\r\n\r\n"
            );
            body.extend(part.into_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.asks("POST", &self.path("do/say/{c}"), &[("Content-Type", &kind)], &body)
    }

    /// The messages of #general on the page, oldest first.
    pub(super) fn page(&self) -> Vec<Shown> {
        shown(&self.gets(&self.path("c/{c}/C1")).is(200).text())
    }

    /// The only message with this in it.
    #[track_caller]
    pub(super) fn finds(&self, what: &str) -> Shown {
        let mut found: Vec<Shown> = self.page().into_iter().filter(|one| one.html.contains(what)).collect();
        assert_eq!(found.len(), 1, "{what}: {found:?}");
        found.remove(0)
    }

    /// Every message of a channel, oldest first.
    pub(super) fn whole(&self, channel: &str) -> Vec<Shown> {
        let mut whole: Vec<Shown> = Vec::new();
        let mut before = i64::MAX;
        loop {
            let path = self.path(&format!("c/{{c}}/{channel}/earlier?before={before}"));
            let page = shown(&self.gets(&path).is(200).text());
            let Some(first) = page.first() else { return whole };
            before = first.n;
            whole.splice(0..0, page);
        }
    }
}

/// The messages in a piece of HTML.
pub(super) fn shown(html: &str) -> Vec<Shown> {
    let articles = html.split("<article ").skip(1);
    let number = |article: &str, name: &str| {
        between(article, &format!("{name}=\""), "\"").and_then(|n| n.parse().ok()).expect("a number")
    };
    articles
        .map(|article| Shown {
            n: number(article, "data-n"),
            at: number(article, "data-at"),
            html: article.split("</article>").next().unwrap_or_default().to_owned(),
        })
        .collect()
}
