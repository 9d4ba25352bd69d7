//! As much of HTTP/1.1 as the tests speak: one request on a connection, and its answer.

use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// Whoever says nothing for so long will not.
const PATIENCE: Duration = Duration::from_secs(120);

/// What came back.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// The value of a header; empty if it is not there.
    pub(super) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(one, _)| one == name);
        found.map_or("", |(_, value)| value)
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The same, if the status is this one.
    #[track_caller]
    pub(super) fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{:?}\n{}", self.headers, self.text());
        self
    }

    /// The same, if whoever asked did something wrong, and not the server.
    #[track_caller]
    pub(super) fn refused(self, what: &str) -> Self {
        assert!((400..500).contains(&self.status), "{what}: {} {}", self.status, self.text());
        self
    }
}

/// Opens a connection.
pub(super) fn connect(address: &str) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Sends bytes as they are, and reads until the other side closes. Nothing if no whole answer came.
pub(super) fn exchange(address: &str, sent: &[u8]) -> io::Result<Answer> {
    let mut stream = connect(address)?;
    // Whoever refuses a long body reads no more of it.
    let wrote = stream.write_all(sent);
    let mut read = Vec::new();
    let mut piece = [0; 16 * 1024];
    loop {
        match stream.read(&mut piece) {
            Ok(0) => break,
            Ok(n) => read.extend_from_slice(&piece[..n]),
            Err(_) if !read.is_empty() => break,
            Err(error) => return Err(error),
        }
    }
    parse(&read).ok_or_else(|| wrote.err().unwrap_or_else(|| io::ErrorKind::UnexpectedEof.into()))
}

/// An answer whose body is as long as it says.
fn parse(read: &[u8]) -> Option<Answer> {
    let end = read.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&read[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let answer = Answer { status, headers, body: read[end + 4..].to_vec() };
    let length = answer.header("content-length").parse().ok();
    length.is_none_or(|length: usize| length == answer.body.len()).then_some(answer)
}

/// A request's head: the line, and these headers.
pub(super) fn head(method: &str, target: &str, headers: &[(&str, &str)]) -> String {
    let mut head = format!("{method} {target} HTTP/1.1\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    head
}

/// A form as browsers send it: everything but letters and digits escaped.
pub(super) fn form(fields: &[(&str, &str)]) -> String {
    let escaped = |text: &str| -> String {
        let byte = |byte: u8| match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        };
        text.bytes().map(byte).collect()
    };
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// What stands between two pieces of a text, at the first place.
pub(super) fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    Some(rest.split_once(after)?.0)
}
