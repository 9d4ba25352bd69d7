//! `KITH_…` variables, word for word: what looks like a number may be an id or a secret, and must not become one.

use figment::providers::Serialized;
use figment::value::{Dict, Map, Value};
use figment::{Error, Metadata, Profile, Provider};

use super::{PREFIX, Settings};

/// The variables of this process.
pub(super) struct Variables;

/// A variable's value, of the kind that the setting usually has: a flag as people say it, or text. Quotation marks around it,
/// which some tools leave there, are none of it.
fn value(written: &str, usual: &Value) -> Value {
    let written = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(written);
    let flag = usual.to_bool().and_then(|_| flag(written));
    flag.map_or_else(|| written.into(), Value::from)
}

fn flag(written: &str) -> Option<bool> {
    match written.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

impl Provider for Variables {
    fn metadata(&self) -> Metadata {
        Metadata::named("environment variables")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, Error> {
        let usual = Serialized::defaults(Settings::usual()).data()?;
        let mut found = Dict::new();
        for (name, written) in std::env::vars_os() {
            let (Ok(name), Ok(written)) = (name.into_string(), written.into_string()) else { continue };
            let setting = name.to_ascii_lowercase();
            let setting = setting.strip_prefix(&PREFIX.to_ascii_lowercase()).unwrap_or_default();
            if let Some(usual) = usual.get(&Profile::Default).and_then(|usual| usual.get(setting)) {
                found.insert(setting.to_owned(), value(&written, usual));
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
        let value = |written| value(written, &"".into());
        for text in ["1111111111.2222222222", "00112233445566778899", "12e45", "[1]", "{a=1}", "", "on", "1"]
        {
            assert_eq!(value(text).as_str(), Some(text));
        }
        assert_eq!(value("\"quoted\"").as_str(), Some("quoted"));
    }

    #[test]
    fn a_flag_is_read_as_people_say_it() {
        let value = |written| value(written, &false.into()).to_bool();
        for on in ["true", "TRUE", "yes", "On", "1", " true ", "\"true\""] {
            assert_eq!(value(on), Some(true), "{on}");
        }
        for off in ["false", "False", "no", "OFF", "0"] {
            assert_eq!(value(off), Some(false), "{off}");
        }
        assert_eq!(value("maybe"), None);
    }
}
