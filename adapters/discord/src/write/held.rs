//! What a button or a form carries with it: a command and the answers so far, within the hundred characters of an id.

use bot_core::command::Answers;
use sha2::{Digest as _, Sha256};

/// The most that an id holds.
const MOST: usize = 100;

/// What is carried.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Held {
    pub(crate) what: What,
    pub(crate) command: String,
    pub(crate) answers: Answers,
}

/// What comes of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    /// A form to be sent: the command is asked for with what was filled in as well.
    Form,
    /// A button that shows the form for these fields.
    Open(Vec<String>),
    /// A menu: what is picked in it answers this field.
    Pick(String),
    /// A button that asks for the command.
    Press,
}

/// An id, and what must be noted under it where it does not hold everything itself.
#[derive(Debug, PartialEq)]
pub(crate) struct Id {
    pub(crate) id: String,
    pub(crate) note: Option<String>,
}

/// What the keys of such notes begin with: of forms, which are sent soon or never, and of buttons under posts.
pub(crate) const FORMS: &str = "form:";
pub(crate) const BUTTONS: &str = "button:";

impl Held {
    /// The id that carries it.
    pub(crate) fn id(&self) -> Id {
        let all = self.written();
        if all.len() <= MOST {
            return Id { id: all, note: None };
        }
        let print: String =
            Sha256::digest(all.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        let sign = if self.what == What::Press { 'b' } else { 'n' };
        Id { id: format!("{sign}|{print}"), note: Some(all) }
    }

    /// The key of the note that an id stands for, if it stands for one.
    pub(crate) fn note_of(id: &str) -> Option<String> {
        let form = id.strip_prefix("n|").map(|print| format!("{FORMS}{print}"));
        form.or_else(|| id.strip_prefix("b|").map(|print| format!("{BUTTONS}{print}")))
    }

    fn written(&self) -> String {
        let mut written = match &self.what {
            What::Form => "f".to_owned(),
            What::Open(fields) => format!("o{}", fields.join(",")),
            What::Pick(field) => format!("k{field}"),
            What::Press => "p".to_owned(),
        };
        written.push('|');
        written.push_str(&escaped(&self.command));
        for (field, answer) in self.answers.iter() {
            written.push_str(&format!("|{}={}", escaped(field), shortened(answer)));
        }
        written
    }

    /// Reads what [`Held::id`] wrote.
    pub(crate) fn read(written: &str) -> Option<Self> {
        let mut pieces = written.split('|');
        let first = pieces.next()?;
        let what = match (first.get(..1)?, first.get(1..)?) {
            ("f", "") => What::Form,
            ("o", fields) => What::Open(fields.split(',').map(ToOwned::to_owned).collect()),
            ("k", field) => What::Pick(field.to_owned()),
            ("p", "") => What::Press,
            _ => return None,
        };
        let command = unescaped(pieces.next()?)?;
        let mut answers = Answers::default();
        for piece in pieces {
            let (field, answer) = piece.split_once('=')?;
            answers.set(&unescaped(field)?, lengthened(answer)?);
        }
        Some(Self { what, command, answers })
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\p").replace('=', "\\e")
}

fn unescaped(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        plain.push(match c {
            '\\' => match chars.next()? {
                '\\' => '\\',
                'p' => '|',
                'e' => '=',
                _ => return None,
            },
            c => c,
        });
    }
    Some(plain)
}

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// People are named by long numbers, and five of them fill an id: they are written in more digits than ten.
fn shortened(answer: &str) -> String {
    let people: Option<Vec<u64>> = answer
        .split(' ')
        .map(|word| {
            let id = word.strip_prefix("<@")?.strip_suffix('>')?;
            id.parse::<u64>().ok().filter(|number| number.to_string() == id)
        })
        .collect();
    match people {
        Some(people) => people.iter().map(|id| format!("\\@{}", short(*id))).collect(),
        None => escaped(answer),
    }
}

fn lengthened(answer: &str) -> Option<String> {
    let Some(people) = answer.strip_prefix("\\@") else { return unescaped(answer) };
    let people: Option<Vec<String>> =
        people.split("\\@").map(|id| Some(format!("<@{}>", long(id)?))).collect();
    Some(people?.join(" "))
}

fn short(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(DIGITS[usize::try_from(number % 62).unwrap_or_default()]);
        number /= 62;
        if number == 0 {
            break;
        }
    }
    digits.iter().rev().map(|digit| char::from(*digit)).collect()
}

fn long(digits: &str) -> Option<u64> {
    digits.bytes().try_fold(0_u64, |number, digit| {
        let value = DIGITS.iter().position(|one| *one == digit)?;
        number.checked_mul(62)?.checked_add(u64::try_from(value).ok()?)
    })
}
