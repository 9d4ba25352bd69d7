//! Slack's own markup: what in it is well-formed, and whom it rings.

/// What is wrong with a text that Slack reads as markup: what rings everybody, and what is not escaped.
pub(crate) fn check(text: &str, at: &str, out: &mut Vec<String>) {
    for (n, _) in text.match_indices('&') {
        if !["&amp;", "&gt;", "&lt;"].iter().any(|entity| text[n..].starts_with(entity)) {
            out.push(format!("{at}: an & that is not escaped: {}", around(text, n)));
        }
    }
    for (n, _) in text.match_indices('<') {
        let inner = text[n + 1..].split('>').next().unwrap_or_default();
        if inner.len() == text.len() - n - 1 {
            out.push(format!("{at}: a < that is not escaped: {}", around(text, n)));
        } else if rings_many(inner) {
            out.push(format!("{at}: it rings many: <{inner}>"));
        } else if !is_link(inner) {
            out.push(format!("{at}: neither a link nor escaped: <{inner}>"));
        }
    }
}

fn around(text: &str, at: usize) -> String {
    text[at..].chars().take(30).collect()
}

fn rings_many(inner: &str) -> bool {
    let lower = inner.to_ascii_lowercase();
    ["!channel", "!here", "!everyone", "!group", "!subteam"].iter().any(|word| lower.starts_with(word))
}

fn is_link(inner: &str) -> bool {
    let target = inner.split('|').next().unwrap_or_default();
    let is_id = |id: &str, first: &[char]| {
        id.starts_with(first)
            && id.len() > 8
            && id.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    match target.chars().next() {
        Some('@') => is_id(&target[1..], &['U', 'W']),
        Some('#') => is_id(&target[1..], &['C', 'G', 'D']),
        Some('!') => inner.starts_with("!date^"),
        _ => ["http://", "https://", "mailto:", "slack://", "tel:"]
            .iter()
            .any(|scheme| target.starts_with(scheme)),
    }
}

/// The accounts that a text mentions.
pub(crate) fn mentioned(text: &str) -> Vec<String> {
    let mentions = text.match_indices("<@").map(|(n, _)| {
        let inner = text[n + 2..].split(['>', '|']).next().unwrap_or_default();
        inner.to_owned()
    });
    let mut found: Vec<String> = mentions.collect();
    found.sort();
    found.dedup();
    found
}

/// What somebody types, as Slack hands it on: escaped, with people, channels and links as links.
pub(crate) fn typed(
    text: &str,
    people: impl Fn(&str) -> Option<(String, String)>,
    channels: impl Fn(&str) -> Option<String>,
) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut words = Vec::new();
    for word in escaped.split(' ') {
        // Also behind the name of a field, as in `to:@bo`.
        let named = [":@", ":#", ":http"].iter().filter_map(|sign| word.find(sign)).min();
        let named = named.filter(|at| word[..*at].chars().all(|c| c.is_ascii_lowercase() || c == '_'));
        let lead = named.map_or(word.len() - word.trim_start_matches(['(', '"']).len(), |at| at + 1);
        let rest = &word[lead..];
        let link = |end: usize, link: String| format!("{}{link}{}", &word[..lead], &rest[end..]);
        let name_end = |rest: &str| {
            1 + rest[1..].find(|c: char| !c.is_alphanumeric() && !"-_.".contains(c)).unwrap_or(rest.len() - 1)
        };
        words.push(if rest.starts_with('@') && rest.len() > 1 {
            let end = name_end(rest);
            let trimmed = rest[..end].trim_end_matches(['.', '-']).len();
            match people(&rest[1..trimmed]) {
                Some((id, name)) => link(trimmed, format!("<@{id}|{name}>")),
                None => word.to_owned(),
            }
        } else if rest.starts_with('#') && rest.len() > 1 {
            let end = name_end(rest);
            let trimmed = rest[..end].trim_end_matches(['.', '-']).len();
            match channels(&rest[1..trimmed]) {
                Some(id) => link(trimmed, format!("<#{id}|{}>", &rest[1..trimmed])),
                None => word.to_owned(),
            }
        } else if rest.starts_with("https://") || rest.starts_with("http://") {
            let end = rest.find(['"', ')', '\n']).unwrap_or(rest.len());
            link(end, format!("<{}>", &rest[..end]))
        } else {
            word.to_owned()
        });
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_escaped_or_rings_many_is_noticed() {
        let wrong = |text: &str| {
            let mut out = Vec::new();
            check(text, "here", &mut out);
            out.len()
        };
        for fine in [
            "a &amp; b &lt;c&gt;",
            "<@U0ANA000001> and <#C012345678|x>",
            "<https://a.example|b>",
            "> quoted",
            "<!date^1^{date}|x>",
        ] {
            assert_eq!(wrong(fine), 0, "{fine}");
        }
        for bad in
            ["a & b", "1 < 2", "<!channel>", "<!here|x>", "<!subteam^S1>", "<@bo>", "<javascript:x>", "<b>"]
        {
            assert_eq!(wrong(bad), 1, "{bad}");
        }
    }

    #[test]
    fn what_is_typed_comes_escaped() {
        let person = |name: &str| (name == "bo").then(|| ("U0BO0000001".to_owned(), "bo".to_owned()));
        let channel = |name: &str| (name == "help").then(|| "C0HELP00001".to_owned());
        let typed = |text: &str| typed(text, person, channel);
        assert_eq!(
            typed("shoutout @bo, for <x> & https://a.example/b"),
            "shoutout <@U0BO0000001|bo>, for &lt;x&gt; &amp; <https://a.example/b>"
        );
        assert_eq!(typed("@nobody #help. #x"), "@nobody <#C0HELP00001|help>. #x");
    }
}
