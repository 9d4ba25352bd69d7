//! What was said, as HTML. Whatever a person typed is text, and can be nothing else.

mod message;
mod said;
mod text;

use bot_core::chat::{AccountId, ChannelId, MessageId};
use maud::{Markup, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

pub(crate) use message::{day, marks, message};
pub(crate) use said::spoken;
pub(crate) use text::{inline, text};

/// What stays as it is in a piece of an address.
const PIECE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// So many colours are there for faces.
const HUES: u32 = 12;

/// A piece of an address, with everything odd in it escaped.
pub(crate) fn piece(text: &str) -> String {
    utf8_percent_encode(text, PIECE).to_string()
}

/// The address of a channel or a thread, as somebody sees it. Where Kith speaks to one person alone, each has their own.
pub(crate) fn address(
    community: i64,
    channel: &ChannelId,
    me: &AccountId,
    thread: Option<&MessageId>,
) -> String {
    let own = crate::room::direct_channel(me);
    let channel = if channel.as_str().starts_with('@') { &own } else { channel };
    let thread = thread.map(|thread| format!("&thread={}", piece(thread.as_str()))).unwrap_or_default();
    format!("/c/{community}/{}?as={}{thread}", piece(channel.as_str()), piece(me.as_str()))
}

/// The address that shows one message among those before it.
pub(crate) fn address_of(community: i64, channel: &str, message: &str, me: &AccountId) -> String {
    let address = address(community, &channel.into(), me, None);
    format!("{address}&at={}", piece(message))
}

/// An emoji by its name as chat servers write it, such as `+1::skin-tone-4` or `👍🏽`, without its skin tone.
pub(crate) fn emoji(name: &str) -> String {
    let plain = name.split("::").next().unwrap_or_default().trim_matches(':');
    let found = emojis::get_by_shortcode(plain).or_else(|| emojis::get(plain));
    match found {
        Some(emoji) => emoji.with_skin_tone(emojis::SkinTone::Default).unwrap_or(emoji).as_str().to_owned(),
        None => format!(":{plain}:"),
    }
}

/// A face for somebody: a letter in a colour of their own.
pub(crate) fn face(account: &str, name: &str) -> Markup {
    let hash = account.bytes().fold(7_u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte)));
    let letter = name.chars().find(|c| c.is_alphanumeric()).or_else(|| name.chars().next()).unwrap_or('?');
    html! {
        span class={ "face hue-" (hash % HUES) } aria-hidden="true" { (letter.to_uppercase()) }
    }
}

/// Kith's face.
pub(crate) fn kith_face() -> Markup {
    html! { img class="face" src="/assets/kith.svg" alt="" width="36" height="36"; }
}

#[cfg(test)]
mod tests {
    mod odd;

    use super::*;

    #[test]
    fn an_emoji_is_found_by_its_name() {
        for (name, expected) in [
            ("+1", "👍"),
            ("+1::skin-tone-4", "👍"),
            (":tada:", "🎉"),
            ("👍🏽", "👍"),
            ("🏆", "🏆"),
            ("no_such", ":no_such:"),
        ] {
            assert_eq!(emoji(name), expected);
        }
    }

    #[test]
    fn an_address_holds_nothing_odd() {
        let address = address(7, &"C/1 ?".into(), &"a&b".into(), Some(&"1.2#3".into()));
        assert_eq!(address, "/c/7/C%2F1%20%3F?as=a%26b&thread=1.2%233");
    }

    #[test]
    fn a_face_has_a_letter_of_the_name() {
        assert!(face("U1", "<script>").into_string().ends_with(">S</span>"));
        assert!(face("U1", "\"").into_string().ends_with(">&quot;</span>"));
    }
}
