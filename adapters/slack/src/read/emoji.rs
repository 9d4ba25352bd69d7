//! Slack's names for emoji, and the characters that they stand for.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Names of Slack's that no list of the emoji's own has.
const OWN: [(&str, &str); 16] = [
    ("clapping", "👏"),
    ("face_palm", "🤦"),
    ("facepunch", "👊"),
    ("hugging_face", "🤗"),
    ("i_love_you_hand_sign", "🤟"),
    ("large_blue_circle", "🔵"),
    ("man-raising-hand", "🙋‍♂️"),
    ("man-shrugging", "🤷‍♂️"),
    ("partying_face", "🥳"),
    ("rolling_on_the_floor_laughing", "🤣"),
    ("simple_smile", "🙂"),
    ("smiling_face_with_3_hearts", "🥰"),
    ("star-struck", "🤩"),
    ("the_horns", "🤘"),
    ("woman-raising-hand", "🙋‍♀️"),
    ("woman-shrugging", "🤷‍♀️"),
];

/// The emoji that a name of Slack's stands for, without its skin tone: the character, or the name of a workspace's own.
pub(crate) fn read(name: &str) -> String {
    let bare = name.split("::").next().unwrap_or_default();
    match known(bare) {
        Some(emoji) => emoji.with_skin_tone(emojis::SkinTone::Default).unwrap_or(emoji).as_str().to_owned(),
        None => bare.to_owned(),
    }
}

fn known(name: &str) -> Option<&'static emojis::Emoji> {
    let own = OWN.iter().find(|(own, _)| *own == name).and_then(|(_, emoji)| emojis::get(emoji));
    let by_code =
        || emojis::get_by_shortcode(name).or_else(|| emojis::get_by_shortcode(&name.replace('-', "_")));
    own.or_else(by_code).or_else(|| by_name().get(name).copied())
}

/// Most of Slack's names are the emoji's own, with lines for blanks.
fn by_name() -> &'static HashMap<String, &'static emojis::Emoji> {
    static NAMES: OnceLock<HashMap<String, &'static emojis::Emoji>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let named =
            |emoji: &'static emojis::Emoji| (emoji.name().to_lowercase().replace([' ', '-'], "_"), emoji);
        emojis::iter().map(named).collect()
    })
}

/// The names under which Slack may know an emoji, the likeliest first.
pub(crate) fn names(emoji: &str) -> Vec<String> {
    let bare = emoji.trim_matches(':');
    let Some(known) = emojis::get(bare) else { return vec![bare.to_owned()] };
    let own =
        OWN.iter().filter(|(_, own)| emojis::get(own) == Some(known)).map(|(name, _)| (*name).to_owned());
    let mut names: Vec<String> = known.shortcodes().map(ToOwned::to_owned).chain(own).collect();
    names.push(known.name().to_lowercase().replace([' ', '-'], "_"));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skin_tones_and_aliases_are_one() {
        for name in ["+1", "thumbsup", "+1::skin-tone-3", "thumbsup::skin-tone-6"] {
            assert_eq!(read(name), "👍", "{name}");
        }
        assert_eq!(read("thinking_face"), "🤔");
        assert_eq!(read("face_with_rolling_eyes"), "🙄");
        assert_eq!(read("our_logo"), "our_logo");
    }

    #[test]
    fn every_name_of_slacks_own_is_an_emoji() {
        for (name, emoji) in OWN {
            assert!(emojis::get(emoji).is_some(), "{name}");
        }
        assert_eq!(names("👍")[0], "+1");
        assert!(names("🤗").contains(&"hugging_face".to_owned()));
        assert_eq!(names(":our_logo:"), ["our_logo"]);
    }
}
