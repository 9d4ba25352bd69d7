//! What only this adapter says, in the asker's language where Kith speaks it.

use std::sync::LazyLock;

use bot_core::Dictionary;
use i18n_embed::fluent::FluentLanguageLoader;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "i18n"]
struct Files;

/// Words from the Fluent files: `say!(words, "key", name = value)`.
macro_rules! say {
    ($words:expr, $key:tt $(, $name:ident = $value:expr)* $(,)?) => {
        i18n_embed_fl::fl!($words.0, $key $(, $name = $value)*)
    };
}
pub(crate) use say;

/// This adapter's words in one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Own(pub(crate) &'static FluentLanguageLoader);

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| Dictionary::load("discord", &Files));

/// The language of a locale, such as `en` of `en-GB`.
pub(crate) fn language(locale: &str) -> &str {
    locale.split('-').next().unwrap_or(locale)
}

impl Own {
    /// The words for somebody with this locale; English where Kith does not speak it.
    pub(crate) fn of(locale: &str) -> Self {
        Self(DICTIONARY.of(locale).1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(language: &str) -> Vec<String> {
        let file = Files::get(&format!("{language}/discord.ftl")).expect("a file for each language");
        let text = String::from_utf8(file.data.into_owned()).expect("UTF-8");
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect()
    }

    #[test]
    fn every_language_of_the_core_says_everything() {
        for language in bot_core::Words::languages() {
            assert_eq!(keys(language), keys("en"), "{language}");
        }
        assert_eq!(say!(Own::of("de"), "form-open"), "Formular öffnen");
        assert_eq!(say!(Own::of("pt-BR"), "form-open"), "Open the form");
    }
}
