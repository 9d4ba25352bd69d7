//! What pictures look like, what they refuse, and how long they take. `KITH_PICTURES=folder` keeps them to look at.

use bot_core::charts::{
    BadgeCard, Breadth, BreadthWeek, Colour, Spread, WeekFigures, Weeks, badge_card, breadth, emoji_drawing,
    weeks,
};
use resvg::tiny_skia::Pixmap;
use resvg::usvg::Node;

use super::*;

const DAYS: [&str; 8] = ["22 Aug", "29 Aug", "5 Sep", "12 Sep", "19 Sep", "26 Sep", "3 Oct", "10 Oct"];

fn eight_weeks(active: [u64; 8], messages: [u64; 8]) -> Weeks {
    let week = |n: usize| WeekFigures { label: DAYS[n].into(), active: active[n], messages: messages[n] };
    Weeks {
        title: "182 people took part last week, nine more than the week before".into(),
        active: "people took part".into(),
        messages: "messages written".into(),
        alt: "Eight weeks".into(),
        weeks: (0..8).map(week).collect(),
    }
}

fn spread(active: [u64; 8], half: [u64; 8], tenth: [Option<f64>; 8]) -> Breadth {
    let spread = |n: usize| tenth[n].map(|top_tenth| Spread { half: half[n], top_tenth });
    let week = |n: usize| BreadthWeek { label: DAYS[n].into(), active: active[n], spread: spread(n) };
    Breadth {
        title: "Half of the messages were written by 12 of 182 people".into(),
        few: "12 people wrote".into(),
        others: "170 others wrote".into(),
        half: "half of the messages".into(),
        other_half: "the other half".into(),
        quiet: "Too few messages last week to say how they were spread".into(),
        bars: "people wrote half of the messages".into(),
        active: "of people active".into(),
        top_tenth: "top tenth wrote".into(),
        alt: "Breadth".into(),
        weeks: (0..8).map(week).collect(),
    }
}

fn card(emoji: &str, colour: u32, badge: &str, whom: &str, citation: &str) -> BadgeCard {
    BadgeCard {
        emoji: emoji.into(),
        colour: Colour::of(colour),
        badge: badge.into(),
        whom: whom.into(),
        citation: citation.into(),
        foot: "Aurora Commons · 10 October 2016".into(),
        alt: "A badge".into(),
    }
}

/// One of everything, the calm and the odd.
fn gallery() -> Vec<(&'static str, Picture)> {
    let active = [141, 150, 149, 163, 158, 170, 173, 182];
    let messages = [9_840, 11_200, 10_050, 12_345, 9_100, 14_020, 13_600, 12_900];
    let usual = eight_weeks(active, messages);
    let mut two = usual.clone();
    two.title = "A long sentence that says what there is to see in this picture, and which for that reason needs two whole lines and would even like a third one to stand on".into();
    two.weeks.drain(..6);
    let mut one = usual.clone();
    one.weeks.drain(..7);
    let huge = [5, 0, 0, 1, 1_234_567, 999_950, 400_000, 3_100_000];
    let half = [15, 14, 16, 13, 15, 13, 14, 12];
    let tenth = [0.55, 0.57, 0.52, 0.58, 0.54, 0.60, 0.58, 0.62].map(Some);
    let mut quiet_tenth = tenth;
    quiet_tenth[7] = None;
    quiet_tenth[2] = None;
    let mut even = spread([40, 44, 46, 50, 51, 49, 60, 64], [9, 10, 12, 15, 14, 16, 20, 24], tenth);
    even.title = "Half of the messages were written by 24 of 64 people".into();
    even.few = "24 people wrote".into();
    even.others = "40 others wrote".into();
    let mut quiet = spread([3; 8], [1; 8], quiet_tenth);
    quiet.title = "Three people wrote last week".into();
    let why = "Answered every question about the importer for three weeks, then wrote the guide so that nobody has to ask again.";
    vec![
        ("weeks", weeks(&usual)),
        ("weeks-one", weeks(&one)),
        ("weeks-two", weeks(&two)),
        ("weeks-huge", weeks(&eight_weeks(huge, huge.map(|n| n * 7)))),
        ("weeks-zero", weeks(&eight_weeks([0; 8], [0; 8]))),
        ("weeks-equal", weeks(&eight_weeks([7; 8], [7; 8]))),
        ("breadth", breadth(&spread(active, half, tenth))),
        ("breadth-even", breadth(&even)),
        ("breadth-quiet", breadth(&quiet)),
        ("breadth-huge", breadth(&spread([90_000; 8], [1_200; 8], tenth))),
        ("badge", badge_card(&card("🏆", 0xE0A100, "Guide of the month", "for Ana Ćirić", why))),
        ("badge-short", badge_card(&card(":seedling:", 0x2E7D32, "First steps", "für Жанна Ковалёва", ""))),
        (
            "badge-letter",
            badge_card(&card(":ourlogo:", 0x5B2A86, "Éclaireuse", "pour محمد الأمين", "Merci !")),
        ),
        (
            "badge-pale",
            badge_card(&card(":logo:", 0xFFF6D6, "Welcomer", "for Ωμέγα", "Says hello to everyone.")),
        ),
        (
            "badge-odd",
            badge_card(&card("👍🏽", 0x111111, "<script>\"&' 🌸🌸", "for 田中さん\u{202E}\u{200B}", why)),
        ),
    ]
}

#[test]
fn every_picture_is_drawn_and_always_alike() {
    let folder = std::env::var_os("KITH_PICTURES");
    for (name, picture) in gallery() {
        let drawn = png(&picture).expect("drawn");
        assert!(drawn.starts_with(b"\x89PNG") && drawn.len() > 4_000, "{name} is {} bytes", drawn.len());
        assert_eq!(drawn, png(&picture).expect("drawn"), "{name}");
        if let Some(folder) = &folder {
            let path = std::path::Path::new(folder).join(format!("{name}.png"));
            std::fs::write(path, drawn).expect("written where the pictures shall be looked at");
        }
    }
}

#[test]
fn a_drawing_reads_no_file() {
    // A file that usvg would draw if it were let.
    let outside = concat!(env!("OUT_DIR"), "/outside.svg");
    let square =
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>"#;
    std::fs::write(outside, square).expect("written");
    let svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg"><image href="{outside}"/></svg>"#);
    let open = Tree::from_str(&svg, &Options::default()).expect("read");
    assert!(open.root().has_children(), "by itself usvg reads it");
    let as_url = format!("file://{outside}");
    for href in [
        "file:///etc/passwd",
        "/etc/passwd",
        outside,
        as_url.as_str(),
        "emoji:../1f3c6",
        "emoji:ffff",
        "http://127.0.0.1/1.png",
        "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI5IiBoZWlnaHQ9IjkiPjxyZWN0IHdpZHRoPSI5IiBoZWlnaHQ9IjkiLz48L3N2Zz4=",
    ] {
        assert_eq!(inked(href), 0, "{href}");
    }
    assert!(inked("emoji:1f3c6") > 100);
}

/// How many pixels an image with this href leaves in an otherwise empty drawing.
fn inked(href: &str) -> usize {
    let svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><image width="20" height="20" href="{href}"/></svg>"#
    );
    let drawn = png(&Picture { name: "hostile".into(), svg, alt: String::new() }).expect("drawn");
    let pixels = Pixmap::decode_png(&drawn).expect("a PNG");
    pixels.pixels().iter().filter(|pixel| pixel.alpha() > 0).count()
}

#[test]
fn what_is_no_drawing_of_ours_is_refused() {
    let of = |svg: String| png(&Picture { name: "odd".into(), svg, alt: String::new() });
    assert!(matches!(of("no svg".into()), Err(Undrawable::Malformed(_))));
    let wide = r#"<svg xmlns="http://www.w3.org/2000/svg" width="90000" height="90000"/>"#;
    assert!(matches!(of(wide.into()), Err(Undrawable::TooLarge)));
    assert!(matches!(of(" ".repeat(MOST + 1)), Err(Undrawable::TooLarge)));
}

#[test]
fn words_stay_on_the_card() {
    let widest = ["W", "m", "@", "Щ", "Ǆ", "Œ", "ض", "س م", "𝕎", "Ꙭ", "Ж", "W\u{301}", "<", "i", "a W "];
    for letter in widest {
        let long = letter.repeat(200);
        let tree = read(&badge_card(&card("🏆", 0, &long, &long, &long)).svg).expect("read");
        let mut widths = Vec::new();
        text_ends(tree.root(), &mut widths);
        assert!(widths.iter().all(|end| *end <= 584.0), "{letter}: {widths:?}");
    }
}

/// The right edge of every text, in pixels.
fn text_ends(group: &resvg::usvg::Group, ends: &mut Vec<f32>) {
    for node in group.children() {
        match node {
            Node::Group(group) => text_ends(group, ends),
            Node::Text(text) => ends.push(text.abs_bounding_box().right()),
            _ => {}
        }
    }
}

#[test]
fn every_emoji_that_the_core_knows_has_a_drawing() {
    for emoji in ["🏆", "❤️", "👍🏿", "🧑‍💻", "🇧🇷", "🏳️‍🌈", ":sparkles:", "1️⃣"]
    {
        let href = emoji_drawing(emoji).expect("an emoji");
        assert!(emoji::drawing(&href).is_some(), "{emoji}: {href}");
    }
}

/// Run in release: `cargo test --release -p pictures -- --ignored --nocapture`.
#[test]
#[ignore = "prints how long each picture takes"]
fn how_long_it_takes() {
    for (name, picture) in gallery() {
        let start = std::time::Instant::now();
        for _ in 0..10 {
            png(&picture).expect("drawn");
        }
        println!("{name}: {:?}", start.elapsed() / 10);
    }
}
