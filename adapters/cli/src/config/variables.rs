//! `KITH_…` variables, word for word: what looks like a number may be an id or a secret, and must not become one.

use figment::value::{Dict, Map, Value};
use figment::{Error, Metadata, Profile, Provider};

use super::{PREFIX, Settings};

/// The variables of this process.
pub(super) struct Variables;

/// A variable's value: a flag, or text. Quotation marks around it, which some tools leave there, are none of it.
fn value(written: &str) -> Value {
    match written.trim() {
        "true" => true.into(),
        "false" => false.into(),
        _ => written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(written).into(),
    }
}

impl Provider for Variables {
    fn metadata(&self) -> Metadata {
        Metadata::named("environment variables")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, Error> {
        let mut found = Dict::new();
        for (name, written) in std::env::vars_os() {
            let (Ok(name), Ok(written)) = (name.into_string(), written.into_string()) else { continue };
            let setting = name.to_ascii_lowercase();
            let setting = setting.strip_prefix(&PREFIX.to_ascii_lowercase()).unwrap_or_default();
            if Settings::NAMES.contains(&setting) {
                found.insert(setting.to_owned(), value(&written));
            }
        }
        Ok(Profile::Default.collect(found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_secrets_stay_as_they_are() {
        for text in ["1111111111.2222222222", "00112233445566778899", "12e45", "[1]", "{a=1}", ""] {
            assert_eq!(value(text).as_str(), Some(text));
        }
        assert_eq!(value("\"quoted\"").as_str(), Some("quoted"));
        assert_eq!((value("true").to_bool(), value("false").to_bool()), (Some(true), Some(false)));
    }
}
