//! The words on the page: Fluent files, checked when Kith is built, in the languages that Kith speaks.

use std::sync::LazyLock;

use bot_core::Dictionary;
use i18n_embed::fluent::FluentLanguageLoader;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "i18n"]
struct Files;

/// The page's words in one language, and the core's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    pub(crate) loader: &'static FluentLanguageLoader,
    /// The core's words in the same language: what stands on forms.
    pub(crate) core: bot_core::Words,
    /// Its name, such as `en`.
    pub(crate) language: &'static str,
}

/// Words from the Fluent files: `say!(words, "key", name = value)`.
macro_rules! say {
    ($words:expr, $key:tt $(, $name:ident = $value:expr)* $(,)?) => {
        i18n_embed_fl::fl!($words.loader, $key $(, $name = $value)*)
    };
}
pub(crate) use say;

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| Dictionary::load("web", &Files));

impl Words {
    /// The words of `language`, such as `en`; English where the page does not speak it.
    pub(crate) fn of(language: &str) -> Self {
        let (language, loader) = DICTIONARY.of(language);
        Self { loader, core: bot_core::Words::of(language), language }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use fluent_syntax::ast::Entry;

    use super::*;

    fn keys(language: &str) -> BTreeSet<String> {
        let file = Files::get(&format!("{language}/web.ftl")).expect("a file for each language");
        let text = String::from_utf8(file.data.into_owned()).expect("UTF-8");
        let resource = fluent_syntax::parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
        let key = |entry| match entry {
            Entry::Message(message) => Some(message.id.name),
            _ => None,
        };
        resource.body.into_iter().filter_map(key).collect()
    }

    #[test]
    fn every_language_says_everything_and_nothing_else() {
        let english = keys("en");
        for language in bot_core::Words::languages() {
            assert_eq!(keys(language), english, "{language}");
            assert_eq!(Words::of(language).language, language);
        }
        assert_eq!(Words::of("xx").language, "en");
    }
}
