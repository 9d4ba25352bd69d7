//! The words that people see: Fluent files, checked when Kith is built, one language a community.

mod dictionary;
mod numbers;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use i18n_embed::fluent::FluentLanguageLoader;
use rust_embed::RustEmbed;

use crate::chat::Text;
use crate::moment::{Day, Moment, Week};

pub use dictionary::Dictionary;
pub use numbers::grouped;
pub(crate) use numbers::percent;

#[derive(RustEmbed)]
#[folder = "i18n"]
struct Files;

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    loader: &'static FluentLanguageLoader,
}

/// Words from the Fluent files, as a [`Text`]: `say!(words, "key", name = value)`.
macro_rules! say {
    ($words:expr, $key:tt $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::chat::Text::words(i18n_embed_fl::fl!($words.loader(), $key $(, $name = $value)*))
    };
}
pub(crate) use say;

fn dictionary() -> &'static Dictionary {
    static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| Dictionary::load("bot-core", &Files));
    &DICTIONARY
}

impl Words {
    /// The words of `language`, such as `en`; English where Kith does not speak it.
    pub fn of(language: &str) -> Self {
        Self { loader: dictionary().of(language).1 }
    }

    /// The languages that Kith speaks.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        dictionary().languages()
    }

    pub(crate) fn loader(self) -> &'static FluentLanguageLoader {
        self.loader
    }

    /// The words on a command's form, where this language has its own: `otherwise` is what the command declares.
    pub(crate) fn of_form(self, key: &str, otherwise: &str) -> String {
        if self.loader.has(key) { self.loader.get(key) } else { otherwise.to_owned() }
    }

    /// A day without its year, such as `10 October`.
    pub(crate) fn day(self, day: Day) -> String {
        use chrono::Datelike as _;
        let date = day.date();
        say!(self, "day-month", day = date.day(), month = date.month()).to_string()
    }

    /// A day without its year, as short as can be, such as `10 Oct`.
    pub(crate) fn short_day(self, day: Day) -> String {
        use chrono::Datelike as _;
        let date = day.date();
        say!(self, "day-month-short", day = date.day(), month = date.month()).to_string()
    }

    /// A week's days, such as `10 October – 16 October 2016`.
    pub(crate) fn week(self, week: Week) -> String {
        use chrono::Datelike as _;
        let year = week.sunday().date().year().to_string();
        let from_year = week.monday().date().year().to_string();
        if from_year != year {
            let (from, to) = (self.day(week.monday()), self.day(week.sunday()));
            return say!(self, "week-days-years", from = from, from_year = from_year, to = to, year = year)
                .to_string();
        }
        say!(self, "week-days", from = self.day(week.monday()), to = self.day(week.sunday()), year = year)
            .to_string()
    }

    /// A moment on a community's clock, such as `10 October, 09:00 CEST`.
    pub(crate) fn moment(self, moment: Moment, zone: chrono_tz::Tz) -> Text {
        let local = moment.utc().with_timezone(&zone);
        let time = local.format("%H:%M %Z").to_string();
        let words = say!(self, "moment", day = self.day(moment.day(zone)), time = time).to_string();
        Text::when(moment, &words)
    }

    /// A number with two decimals, such as `0.62`.
    pub(crate) fn decimal(self, number: f64) -> String {
        let figures = format!("{number:.2}");
        let (whole, hundredths) = figures.split_once('.').unwrap_or((&figures, "00"));
        say!(self, "decimal", whole = whole, hundredths = hundredths).to_string()
    }

    /// Things one after another, such as `Ana, Bo and Cy`.
    pub(crate) fn list(self, things: Vec<Text>) -> Text {
        joined(things, |first, last| say!(self, "list", first = first, last = last))
    }

    /// Things of which one will do, such as `staff or admin`.
    pub(crate) fn either(self, things: Vec<Text>) -> Text {
        joined(things, |first, last| say!(self, "either", first = first, last = last))
    }
}

fn joined(mut things: Vec<Text>, join: impl Fn(Text, Text) -> Text) -> Text {
    let Some(last) = things.pop() else { return Text::default() };
    if things.is_empty() { last } else { join(Text::join(things, ", "), last) }
}
