//! A card for a badge that somebody was given: the emoji like a medal, the name, the words that came with it.

use unicode_segmentation::UnicodeSegmentation;

use super::colour::Colour;
use super::svg::{Anchor, Svg, Type};
use super::words::{Weight, clean, shorten, wrap};
use crate::chat::Picture;

const CARD: (f64, f64) = (600.0, 200.0);

/// The middle of the medal.
const MEDAL: (f64, f64) = (104.0, 100.0);

/// Where the words begin, and how much room they have.
const LEFT: f64 = 204.0;
const ROOM: f64 = CARD.0 - LEFT - 32.0;

/// The newest emoji that Twemoji has drawings of; the `pictures` crate's build stops at this one too.
const DRAWN: emojis::EmojiVersion = emojis::EmojiVersion::new(17, 0);

/// What a badge's card says. All of it may come from people.
#[derive(Clone, Debug)]
pub struct BadgeCard {
    /// The badge's emoji, as the character or as `:shortcode:`; without a known one the badge's first letter stands.
    pub emoji: String,
    /// The badge's colour.
    pub colour: Colour,
    /// The badge's name; cut to one line.
    pub badge: String,
    /// Whom it is for, in words such as "for Ana"; cut to one line.
    pub whom: String,
    /// Why, in the giver's words; cut to two lines; may be empty.
    pub citation: String,
    /// The small line at the bottom: community and date.
    pub foot: String,
    /// The whole card in words.
    pub alt: String,
}

/// Draws a badge's card.
pub fn badge_card(card: &BadgeCard) -> Picture {
    let mut svg = Svg::panel(CARD.0, CARD.1);
    medal(&mut svg, card);
    words(&mut svg, card);
    svg.finish("badge", &card.alt)
}

/// The href under which the `pictures` crate keeps the drawing of `emoji`, if it is one: `emoji:1f3c6`.
///
/// Skin tones are folded, and both the character and a `:shortcode:` are understood.
pub fn emoji_drawing(emoji: &str) -> Option<String> {
    let emoji = emoji.trim();
    let known = emojis::get(emoji).or_else(|| emojis::get_by_shortcode(emoji.trim_matches(':')))?;
    if known.emoji_version() > DRAWN {
        return None;
    }
    let plain = known.with_skin_tone(emojis::SkinTone::Default).unwrap_or(known);
    let codes: Vec<String> = plain.as_str().chars().map(|c| format!("{:x}", u32::from(c))).collect();
    Some(format!("emoji:{}", codes.join("-")))
}

/// A disc of the badge's colour. The emoji stands on a white field in it, since an emoji can have any colour too.
fn medal(svg: &mut Svg, card: &BadgeCard) {
    let (x, y) = MEDAL;
    let colour = card.colour;
    svg.piece(&format!(r#"<circle cx="{x}" cy="{y}" r="70" fill="{colour}" fill-opacity="0.16"/>"#));
    svg.disc(x, y, 60.0, colour);
    // A disc as pale as the paper still has an edge.
    svg.piece(&format!(
        r##"<circle cx="{x}" cy="{y}" r="59.5" fill="none" stroke="#000000" stroke-opacity="0.14"/>"##
    ));
    if let Some(href) = emoji_drawing(&card.emoji) {
        svg.disc(x, y, 50.0, Colour::WHITE);
        let (left, top) = (x - 32.0, y - 32.0);
        svg.piece(&format!(r#"<image x="{left}" y="{top}" width="64" height="64" href="{href}"/>"#));
    } else if let Some(letter) =
        clean(&card.badge).graphemes(true).find(|g| g.chars().all(char::is_alphanumeric))
    {
        let look = Type::new(60.0, colour.text_on()).bold().at(Anchor::Middle);
        svg.text(x, y + 22.0, look, &letter.to_uppercase());
    }
}

/// The words beside the medal, in the middle of the card's height.
fn words(svg: &mut Svg, card: &BadgeCard) {
    // Text that was measured too small is cut at the edge, rather than running out of the card.
    let (width, height) = CARD;
    svg.piece(&format!(
        r##"<clipPath id="card"><rect width="{}" height="{height}"/></clipPath><g clip-path="url(#card)">"##,
        width - 16.0
    ));
    let citation = wrap(&card.citation, 15.0, Weight::Regular, ROOM, 2);
    let mut y = match citation.len() {
        0 => 84.0,
        1 => 70.0,
        _ => 60.0,
    };
    let badge = Type::new(27.0, Colour::INK).bold();
    svg.text(LEFT, y, badge, &shorten(&card.badge, badge.size, badge.weight, ROOM));
    y += 28.0;
    let whom = Type::new(17.0, Colour::INK);
    svg.text(LEFT, y, whom, &shorten(&card.whom, whom.size, whom.weight, ROOM));
    y += 30.0;
    y = svg.lines(LEFT, y, 21.0, Type::new(15.0, Colour::QUIET), &citation);
    let foot = Type::new(12.5, Colour::QUIET);
    let y = y + if citation.is_empty() { 2.0 } else { 11.0 };
    svg.text(LEFT, y, foot, &shorten(&card.foot, foot.size, foot.weight, ROOM));
    svg.piece("</g>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(emoji: &str, badge: &str) -> BadgeCard {
        BadgeCard {
            emoji: emoji.to_owned(),
            colour: Colour::of(0x1B5E8C),
            badge: badge.to_owned(),
            whom: "for Ana".to_owned(),
            citation: String::new(),
            foot: "Aurora, 10 Oct 2016".to_owned(),
            alt: "The badge".to_owned(),
        }
    }

    #[test]
    fn emoji_are_known_by_character_and_by_name() {
        for trophy in ["🏆", ":trophy:", "trophy"] {
            assert_eq!(emoji_drawing(trophy).as_deref(), Some("emoji:1f3c6"));
        }
        assert_eq!(emoji_drawing("👍🏽"), emoji_drawing("👍"));
        assert_eq!(emoji_drawing("❤"), emoji_drawing("❤\u{fe0f}"));
        for unknown in ["", ":ourlogo:", "../etc/passwd", "Ana"] {
            assert_eq!(emoji_drawing(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn without_an_emoji_the_first_letter_stands() {
        let drawn = badge_card(&card(":ourlogo:", "«étoile»")).svg;
        assert!(drawn.contains(">É</text>") && !drawn.contains("<image"), "{drawn}");
        assert!(badge_card(&card("🏆", "Star")).svg.contains(r#"href="emoji:1f3c6""#));
    }

    #[test]
    fn what_people_write_stays_text() {
        let drawn = badge_card(&card(r#""/><image href="file:///etc/passwd""#, "<script>\"&'\u{202E}")).svg;
        assert!(!drawn.contains("passwd") && !drawn.contains("<script"), "{drawn}");
        assert!(drawn.contains("&lt;script&gt;&quot;&amp;&#39;</text>"), "{drawn}");
    }
}
