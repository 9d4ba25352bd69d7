//! Pure rules of forgetting: how a person is found in what others wrote, and taken out of it.

use serde_json::Value;

/// An account as it stands in the database.
pub(super) struct Account {
    pub(super) platform: String,
    pub(super) id: String,
    /// Its name, and the person's.
    pub(super) names: [String; 2],
}

/// What gives a person away in a text: their names, and how their accounts are mentioned.
pub(super) struct Traces<'a> {
    accounts: &'a [Account],
    /// Longest first, so that `Ana Bo` is not left as `Bo`.
    names: Vec<&'a str>,
    former: &'a str,
}

impl<'a> Traces<'a> {
    /// The traces of a person with these accounts, to be replaced by `former`.
    pub(super) fn new(accounts: &'a [Account], former: &'a str) -> Self {
        let names = accounts.iter().flat_map(|account| account.names.iter().chain([&account.id]));
        // One letter is no name: it would be found in everything.
        let mut names: Vec<&str> =
            names.map(|name| name.trim()).filter(|name| name.chars().count() > 1).collect();
        names.sort_by_key(|name| (std::cmp::Reverse(name.len()), *name));
        names.dedup();
        Self { accounts, names, former }
    }

    /// What to look for in the database: a text that has none of these has no trace.
    pub(super) fn needles(&self) -> Vec<Value> {
        self.names.iter().map(|name| serde_json::json!({ "trace": name })).collect()
    }

    /// The text without them; nothing if they are not in it.
    pub(super) fn removed_from(&self, text: &str) -> Option<String> {
        let mut left = text.to_owned();
        for account in self.accounts {
            left = self.without_mentions(&left, &account.id);
        }
        for name in &self.names {
            left = self.without_name(&left, name);
        }
        (left != text).then_some(left)
    }

    /// Without mentions: ours (see [`crate::chat::Text`]), and those that people typed.
    fn without_mentions(&self, text: &str, account: &str) -> String {
        let mut left = text.to_owned();
        for (open, close) in [
            (format!("\u{E000}p{account}\u{E001}"), '\u{E002}'),
            (format!("<@{account}|"), '>'),
            (format!("<@{account}"), '>'),
            (format!("<@!{account}"), '>'),
        ] {
            let mut from = 0;
            while let Some(start) = left[from..].find(&open).map(|at| from + at) {
                let inside = start + open.len();
                let end = left[inside..].find(close).map(|at| inside + at);
                // `<@12` may be the beginning of somebody else's `<@123>`.
                let is_whole = open.ends_with(['|', '\u{E001}']) || end == Some(inside);
                match end.filter(|_| is_whole) {
                    Some(end) => {
                        left.replace_range(start..end + close.len_utf8(), self.former);
                        from = start + self.former.len();
                    }
                    None => from = inside,
                }
            }
        }
        left
    }

    /// Without a name that stands by itself, with any `@` before it.
    fn without_name(&self, text: &str, name: &str) -> String {
        let mut left = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(name) {
            let (before, after) = (&rest[..at], &rest[at + name.len()..]);
            let previous = before.chars().next_back().or_else(|| left.chars().next_back());
            let goes_on = goes_on(previous, name.chars().next())
                || goes_on(after.chars().next(), name.chars().next_back());
            if goes_on {
                left.push_str(&rest[..at + name.len()]);
            } else {
                left.push_str(before.strip_suffix('@').unwrap_or(before));
                left.push_str(self.former);
            }
            rest = after;
        }
        left.push_str(rest);
        left
    }

    /// Whether an effect is for them alone.
    pub(super) fn is_for_them(&self, platform: &str, effect: &Value) -> bool {
        let whom = effect.pointer("/Direct/to").or_else(|| effect.pointer("/GrantRole/to"));
        let whom = whom.or_else(|| effect.pointer("/React/instead/to"));
        let whom = whom.or_else(|| effect.pointer("/RevokeRole/from")).and_then(Value::as_str);
        whom.is_some_and(|whom| self.is_theirs(platform, whom))
    }

    /// Takes them off the people whom an effect calls into a thread; whether they were among them.
    pub(super) fn uninvite(&self, platform: &str, effect: &mut Value) -> bool {
        let mut found = false;
        for list in ["/Thread/members", "/ThreadMembers/add", "/ThreadMembers/remove"] {
            let Some(Value::Array(called)) = effect.pointer_mut(list) else { continue };
            let before = called.len();
            called.retain(|who| !who.as_str().is_some_and(|who| self.is_theirs(platform, who)));
            found |= called.len() < before;
        }
        found
    }

    fn is_theirs(&self, platform: &str, whom: &str) -> bool {
        self.accounts.iter().any(|account| account.platform == platform && account.id == whom)
    }

    /// Takes them out of the words, pictures and files of an effect; whether they were in it.
    pub(super) fn remove_from_effect(&self, effect: &mut Value) -> bool {
        match effect {
            Value::Object(fields) => {
                let mut found = false;
                for (key, value) in fields.iter_mut() {
                    found |= match value {
                        // Ids of channels and messages stay what they are.
                        Value::String(text)
                            if ["alt", "body", "label", "name", "svg", "text"].contains(&key.as_str()) =>
                        {
                            let removed = self.removed_from(text);
                            removed.map(|removed| *text = removed).is_some()
                        }
                        other => self.remove_from_effect(other),
                    };
                }
                found
            }
            Value::Array(values) => {
                let mut found = false;
                for value in values {
                    found |= self.remove_from_effect(value);
                }
                found
            }
            _ => false,
        }
    }
}

/// Whether a word goes on from `edge` to `next`: only scripts with spaces between words have such an edge.
fn goes_on(next: Option<char>, edge: Option<char>) -> bool {
    let spaced = |c: char| c.is_lowercase() || c.is_uppercase() || c.is_numeric() || c == '_';
    next.is_some_and(spaced) && edge.is_some_and(spaced)
}

#[cfg(test)]
mod unit {
    use serde_json::json;

    use super::*;

    fn ana() -> [Account; 1] {
        [Account { platform: "slack".into(), id: "U12".into(), names: ["Ana Bo".into(), "Ana".into()] }]
    }

    #[test]
    fn a_person_is_taken_out_of_what_others_wrote() {
        let accounts = ana();
        let traces = Traces::new(&accounts, "a former member");
        let removed = |text: &str| traces.removed_from(text);
        assert_eq!(removed("thanks @Ana Bo!").as_deref(), Some("thanks a former member!"));
        assert_eq!(
            removed("Ana, <@U12> and <@U12|ana>").as_deref(),
            Some("a former member, a former member and a former member")
        );
        assert_eq!(removed("\u{E000}pU12\u{E001}Ana Bo\u{E002} did").as_deref(), Some("a former member did"));
        assert_eq!(removed("Anna ate bananas with <@U123>"), None);
        let accounts =
            [Account { platform: "x".into(), id: "7".into(), names: ["アナ".into(), "!".into()] }];
        assert_eq!(Traces::new(&accounts, "X").removed_from("アナさん 7!").as_deref(), Some("Xさん 7!"));
    }

    #[test]
    fn effects_lose_the_person_and_keep_their_place() {
        let accounts = ana();
        let traces = Traces::new(&accounts, "X");
        assert!(traces.is_for_them("slack", &json!({ "Direct": { "to": "U12", "message": {} } })));
        assert!(!traces.is_for_them("discord", &json!({ "Direct": { "to": "U12", "message": {} } })));
        let mut post =
            json!({ "Post": { "to": { "Channel": "Ana" }, "message": { "text": "for Ana", "files": [] } } });
        assert!(traces.remove_from_effect(&mut post));
        assert_eq!(
            post,
            json!({ "Post": { "to": { "Channel": "Ana" }, "message": { "text": "for X", "files": [] } } })
        );
        assert!(!traces.remove_from_effect(&mut post));
        let mut thread = json!({ "Thread": { "name": "for Ana", "members": ["U12", "U1"] } });
        assert!(traces.uninvite("slack", &mut thread) && traces.remove_from_effect(&mut thread));
        assert_eq!(thread, json!({ "Thread": { "name": "for X", "members": ["U1"] } }));
        assert!(!traces.uninvite("slack", &mut thread));
    }
}
