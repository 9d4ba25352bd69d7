//! A crate's own words: the Fluent files that are embedded in it, loaded once, one language beside the other.

use std::collections::BTreeMap;

use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::{I18nAssets, LanguageLoader as _};

/// The language of the keys' source, and of whatever a translation lacks.
pub(super) const ENGLISH: &str = "en";

/// The words of one crate in every language that it speaks, English always among them.
#[derive(Debug)]
pub struct Dictionary(BTreeMap<String, FluentLanguageLoader>);

impl Dictionary {
    /// Loads the files `LANGUAGE/NAME.ftl`.
    ///
    /// # Panics
    ///
    /// If there is no English among the files, which are part of the program.
    pub fn load(name: &str, files: &dyn I18nAssets) -> Self {
        let english = || FluentLanguageLoader::new(name, ENGLISH.parse().unwrap_or_default());
        let load = |language: i18n_embed::unic_langid::LanguageIdentifier| {
            let loader = english();
            let named = language.to_string();
            loader.load_languages(files, &[language, loader.fallback_language().clone()]).ok()?;
            // Isolation marks would stand in the way of names in plain-text terminals; adapters draw names as mentions.
            loader.set_use_isolating(false);
            Some((named, loader))
        };
        let languages = english().available_languages(files).unwrap_or_default();
        let loaded: BTreeMap<_, _> = languages.into_iter().filter_map(load).collect();
        assert!(loaded.contains_key(ENGLISH), "{name} speaks English");
        Self(loaded)
    }

    /// The languages that it speaks.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The words for a locale, such as `de` or `de-AT`, and the language that they are in; English where it is not spoken.
    pub fn of(&self, locale: &str) -> (&str, &FluentLanguageLoader) {
        let language = locale.split('-').next().unwrap_or(ENGLISH);
        match self.0.get_key_value(language) {
            Some((language, loader)) => (language, loader),
            None => (ENGLISH, &self.0[ENGLISH]),
        }
    }
}
