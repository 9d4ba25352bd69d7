//! Walks through one JSON document value by value, so that a history of any length is never in memory at once.
//!
//! It finds only where values begin and end and leaves their meaning to serde. So one bad value costs itself, and not
//! what stands behind it in the file.

use std::io::{self, BufRead};
use std::ops::ControlFlow;

use serde::de::DeserializeOwned;

use crate::summary::Broken;

/// The longest single value that is read, in bytes. A message with everything on it stays far below.
const LONGEST: usize = 16 << 20;

/// Where something stands in a file; lines and columns count from 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    line: usize,
    column: usize,
}

/// Why a document cannot be read further, or one value of it not at all.
#[derive(Debug)]
pub(crate) enum Fault {
    Empty,
    Ends,
    Io(io::Error),
    TooLong,
    Unexpected(u8),
}

impl Fault {
    /// The same, said of `file` at `place`.
    pub(crate) fn at(&self, file: &str, place: Place) -> Broken {
        let why = match self {
            Self::Empty => "it is empty".to_owned(),
            Self::Ends => "it ends in the middle".to_owned(),
            Self::Io(error) => format!("it cannot be read: {error}"),
            Self::TooLong => format!("one entry is longer than {} MB", LONGEST >> 20),
            Self::Unexpected(byte) => format!("`{}` does not belong here", byte.escape_ascii()),
        };
        Broken { file: file.to_owned(), line: place.line, column: place.column, why }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// A JSON document on its way in.
pub(crate) struct Json<R> {
    from: R,
    place: Place,
    bytes: u64,
    value: Vec<u8>,
    given_up: bool,
}

impl<R: BufRead> Json<R> {
    pub(crate) fn new(from: R) -> Self {
        Self { from, place: Place { line: 1, column: 1 }, bytes: 0, value: Vec::new(), given_up: false }
    }

    /// Where the next value stands, or the fault was.
    pub(crate) fn place(&self) -> Place {
        self.place
    }

    /// The value that was read last.
    pub(crate) fn value(&self) -> &[u8] {
        &self.value
    }

    /// Steps over the `[` or `{` that the document or a part of it starts with.
    pub(crate) fn enter(&mut self, bracket: u8) -> Result<(), Fault> {
        match self.peek() {
            Ok(found) if found == bracket => self.step(),
            Ok(other) => Err(Fault::Unexpected(other)),
            Err(Fault::Ends) if self.bytes == 0 => Err(Fault::Empty),
            Err(fault) => Err(fault),
        }
    }

    /// Whether an element of an array comes next; steps over the comma before it, or over the array's end.
    pub(crate) fn more(&mut self) -> Result<bool, Fault> {
        loop {
            match self.peek()? {
                b',' => self.step()?,
                b']' => return self.step().map(|()| false),
                stray @ (b'}' | b':') => return Err(Fault::Unexpected(stray)),
                _ => return Ok(true),
            }
        }
    }

    /// The next key of an object; steps over the comma before it and the colon behind it. `None` at the object's end.
    pub(crate) fn key(&mut self) -> Result<Option<String>, Fault> {
        loop {
            match self.peek()? {
                b',' => self.step()?,
                b'}' => return self.step().map(|()| None),
                b'"' => break,
                other => return Err(Fault::Unexpected(other)),
            }
        }
        self.read()?;
        let key = String::from_utf8_lossy(&self.value).trim_matches('"').to_owned();
        match self.peek()? {
            b':' => self.step().map(|()| Some(key)),
            other => Err(Fault::Unexpected(other)),
        }
    }

    /// Reads one value, whatever it is, up to its end.
    pub(crate) fn read(&mut self) -> Result<(), Fault> {
        self.value.clear();
        self.peek()?;
        let (mut depth, mut quoted, mut escaped, mut too_long) = (0_usize, false, false, false);
        let mut first = true;
        loop {
            let chunk = self.from.fill_buf()?;
            if chunk.is_empty() {
                return Err(Fault::Ends);
            }
            let mut end = None;
            for (n, &byte) in chunk.iter().enumerate() {
                let closes = if quoted {
                    quoted = escaped || byte != b'"';
                    escaped = !escaped && byte == b'\\';
                    !quoted && depth == 0
                } else {
                    match byte {
                        b'"' => quoted = true,
                        b'{' | b'[' => depth += 1,
                        b'}' | b']' if depth > 0 => depth -= 1,
                        // The end of a number or a word: it belongs to what is around it.
                        b',' | b'}' | b']' | b':' if depth == 0 && !first => {
                            end = Some(n);
                            break;
                        }
                        byte if depth == 0 && byte.is_ascii_whitespace() => {
                            end = Some(n);
                            break;
                        }
                        _ => {}
                    }
                    depth == 0 && matches!(byte, b'}' | b']')
                };
                first = false;
                self.place.pass(byte);
                if closes {
                    end = Some(n + 1);
                    break;
                }
            }
            let used = end.unwrap_or(chunk.len());
            too_long |= self.value.len() + used > LONGEST;
            if !too_long {
                self.value.extend_from_slice(&chunk[..used]);
            }
            self.from.consume(used);
            self.bytes += used as u64;
            if end.is_some() {
                return if too_long { Err(Fault::TooLong) } else { Ok(()) };
            }
        }
    }

    /// Reads on to the end of an object in which something was read.
    pub(crate) fn rest(&mut self) -> Result<(), Fault> {
        while !self.given_up && self.key()?.is_some() {
            self.read()?;
        }
        self.end()
    }

    /// Makes sure that nothing stands behind the document's end; in a ZIP that also compares its checksum.
    pub(crate) fn end(&mut self) -> Result<(), Fault> {
        match self.peek() {
            // What is wrong has been told already.
            _ if self.given_up => Ok(()),
            Err(Fault::Ends) => Ok(()),
            Err(fault) => Err(fault),
            Ok(stray) => Err(Fault::Unexpected(stray)),
        }
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Result<u8, Fault> {
        loop {
            let Some(&byte) = self.from.fill_buf()?.first() else { return Err(Fault::Ends) };
            // Some tools on Windows put a byte order mark in front.
            let mark = self.bytes < 3 && matches!(byte, 0xEF | 0xBB | 0xBF);
            if !byte.is_ascii_whitespace() && !mark {
                return Ok(byte);
            }
            self.step()?;
        }
    }

    fn step(&mut self) -> Result<(), Fault> {
        if let Some(&byte) = self.from.fill_buf()?.first() {
            self.place.pass(byte);
            self.from.consume(1);
            self.bytes += 1;
        }
        Ok(())
    }
}

impl Place {
    fn pass(&mut self, byte: u8) {
        if byte == b'\n' {
            (self.line, self.column) = (self.line + 1, 1);
        } else {
            self.column += 1;
        }
    }

    /// The place that serde names within a value that starts here.
    fn within(self, error: &serde_json::Error) -> Self {
        match error.line() {
            0 => self,
            1 => Self { line: self.line, column: (self.column + error.column()).saturating_sub(1) },
            further => Self { line: self.line + further - 1, column: error.column() },
        }
    }
}

/// One element of an array: what it is, or how it is broken; its bytes; and how much of the file is read after it.
pub(crate) struct Element<'a, T> {
    pub(crate) is: Result<T, Broken>,
    pub(crate) raw: &'a [u8],
    pub(crate) bytes: u64,
}

/// Hands the elements of the array that comes next to `take`, one at a time. A broken one is told, and the next follow.
pub(crate) fn each<R: BufRead, T: DeserializeOwned>(
    json: &mut Json<R>,
    file: &str,
    take: &mut dyn FnMut(Element<'_, T>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    if let Err(fault) = json.enter(b'[') {
        json.given_up = true;
        return take(Element { is: Err(fault.at(file, json.place)), raw: &[], bytes: json.bytes });
    }
    loop {
        let mut start = json.place;
        let read = json.more().and_then(|more| {
            start = json.place;
            if more { json.read().map(|()| true) } else { Ok(false) }
        });
        let is = match read {
            Ok(false) => return ControlFlow::Continue(()),
            Ok(true) => parse(&json.value, file, start),
            // What comes after these two can still be read.
            Err(fault @ Fault::TooLong) => Err(fault.at(file, start)),
            Err(fault @ Fault::Unexpected(_)) => {
                let broken = fault.at(file, json.place);
                json.given_up = json.step().is_err();
                Err(broken)
            }
            Err(fault) => {
                json.given_up = true;
                Err(fault.at(file, json.place))
            }
        };
        take(Element { is, raw: &json.value, bytes: json.bytes })?;
        if json.given_up {
            return ControlFlow::Continue(());
        }
    }
}

fn parse<T: DeserializeOwned>(value: &[u8], file: &str, start: Place) -> Result<T, Broken> {
    serde_json::from_slice(value).map_err(|error| {
        let place = start.within(&error);
        // serde repeats the place in its words.
        let why = error.to_string();
        let why = why.rsplit_once(" at line ").map_or(why.as_str(), |(words, _)| words).to_owned();
        Broken { file: file.to_owned(), line: place.line, column: place.column, why }
    })
}
