//! What only this adapter says, in the asker's language where Kith speaks it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use i18n_embed::LanguageLoader as _;
use i18n_embed::fluent::FluentLanguageLoader;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "i18n"]
struct Files;

const ENGLISH: &str = "en";

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

fn loaders() -> &'static BTreeMap<String, FluentLanguageLoader> {
    static LOADERS: OnceLock<BTreeMap<String, FluentLanguageLoader>> = OnceLock::new();
    LOADERS.get_or_init(|| {
        let fallback = ENGLISH.parse().unwrap_or_default();
        let names = FluentLanguageLoader::new("slack", fallback);
        let languages = names.available_languages(&Files).unwrap_or_default();
        let load = |language: &i18n_embed::unic_langid::LanguageIdentifier| {
            let loader = FluentLanguageLoader::new("slack", names.fallback_language().clone());
            loader.load_languages(&Files, &[language.clone(), names.fallback_language().clone()]).ok()?;
            loader.set_use_isolating(false);
            Some((language.to_string(), loader))
        };
        languages.iter().filter_map(load).collect()
    })
}

/// The language of a locale, such as `en` of `en-GB`.
pub(crate) fn language(locale: &str) -> &str {
    locale.split('-').next().unwrap_or(ENGLISH)
}

impl Own {
    /// The language in which it really is, such as `de`.
    pub(crate) fn tag(self) -> String {
        self.0.current_language().to_string()
    }

    /// The words for somebody with this locale; English where Kith does not speak it.
    pub(crate) fn of(locale: &str) -> Self {
        let loaders = loaders();
        let loader = loaders.get(language(locale)).or_else(|| loaders.get(ENGLISH));
        #[expect(clippy::expect_used, reason = "the English file is embedded, and a test reads it")]
        Self(loader.expect("Kith speaks English"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(language: &str) -> Vec<String> {
        let file = Files::get(&format!("{language}/slack.ftl")).expect("a file for each language");
        let text = String::from_utf8(file.data.into_owned()).expect("UTF-8");
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect()
    }

    #[test]
    fn every_language_of_the_core_says_everything() {
        for language in bot_core::Words::languages() {
            assert_eq!(keys(language), keys(ENGLISH), "{language}");
        }
        assert_eq!(say!(Own::of("de"), "form-open"), "Formular öffnen");
        assert_eq!(say!(Own::of("pt-BR"), "form-open"), "Open the form");
    }
}
