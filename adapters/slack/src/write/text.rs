//! A text in Slack's mrkdwn, for notifications and screen readers: our words as they are, people's words with nothing in
//! them that means something. What people see is drawn by `rich`, where words cannot mean anything at all.

use bot_core::chat::Part;

use crate::workspace::Workspace;

/// Whether this is an id of Slack's, and not an account that only another platform knows.
pub(crate) fn is_id(id: &str) -> bool {
    let fine = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    (2..=32).contains(&id.len()) && id.bytes().all(fine) && id.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether this is somebody on Slack.
pub(crate) fn is_user(id: &str) -> bool {
    is_id(id) && id.len() > 8 && id.starts_with(['U', 'W'])
}

/// Whether this is a channel on Slack.
pub(crate) fn is_channel(id: &str) -> bool {
    is_id(id) && id.len() > 8 && id.starts_with(['C', 'D', 'G'])
}

/// Whether this names a message of Slack's.
pub(crate) fn is_stamp(ts: &str) -> bool {
    let digits =
        |text: &str| !text.is_empty() && text.len() <= 16 && text.bytes().all(|byte| byte.is_ascii_digit());
    ts.split_once('.').is_some_and(|(seconds, rest)| digits(seconds) && digits(rest))
}

/// Whether this is an address that Slack links to.
pub(crate) fn is_link(to: &str) -> bool {
    let rest = to.strip_prefix("https://").or_else(|| to.strip_prefix("http://"));
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>|\"".contains(c);
    rest.is_some_and(|rest| !rest.is_empty()) && !to.contains(odd) && to.len() <= 3_000
}

/// The words, cut with a sign that they were: only for what stands in full elsewhere.
pub(crate) fn cut(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let cut: String = words.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// What a person typed, so that it means nothing: no mention, no link, no bold.
pub(crate) fn plain(typed: &str) -> String {
    let mut drawn = String::with_capacity(typed.len() + 8);
    for c in typed.chars() {
        match c {
            '&' => drawn.push_str("&amp;"),
            '<' => drawn.push_str("&lt;"),
            '>' => drawn.push_str("&gt;"),
            // A sign that does not touch what is around it marks nothing.
            '*' | '_' | '~' | '`' => drawn.extend(['\u{200b}', c, '\u{200b}']),
            c => drawn.push(c),
        }
    }
    drawn
}

/// Words of ours: they mark nothing either, and hold no signs that do.
fn ours(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A part of a text in mrkdwn.
pub(crate) fn mrkdwn(part: &Part<'_>, here: &Workspace) -> String {
    match part {
        Part::Channel(id, _) if is_channel(id) => format!("<#{id}>"),
        Part::Channel(_, name) => format!("#{}", plain(name)),
        Part::Code(code) => format!("`{}`", ours(&code.replace('`', "ˋ"))),
        Part::Link(to, words) if is_link(to) => format!("<{}|{}>", ours(to), plain(words).replace('|', "¦")),
        Part::Message(channel, message, words) if is_channel(channel) && is_stamp(message) => {
            format!("<{}|{}>", here.link(channel, message), plain(words).replace('|', "¦"))
        }
        Part::Link(_, words) | Part::Message(_, _, words) => plain(words),
        Part::Person(id, _) if is_user(id) => format!("<@{id}>"),
        Part::Person(_, name) => format!("@{}", plain(name)),
        Part::Quote(typed) => {
            let lines: Vec<String> = typed.lines().map(|line| format!(">{}", plain(line))).collect();
            lines.join("\n")
        }
        Part::Strong(words) => format!("*{}*", plain(words)),
        Part::Typed(typed) => plain(typed),
        Part::When(moment, words) => {
            let seconds = moment.0.div_euclid(1000);
            format!("<!date^{seconds}^{{date_short_pretty}} {{time}}|{}>", plain(words).replace('|', "¦"))
        }
        Part::Words(words) => ours(words),
    }
}
