//! Fills the slots in what people say.

use crate::{dice::Dice, words::Lines};

const SLOTS: &[(&str, Lines)] = &[
    (
        "{boat}",
        &[
            "a dinghy",
            "the club's ketch",
            "a Folkboat",
            "my old sloop",
            "a kayak",
            "the pilot gig",
            "a catamaran",
            "two skiffs",
        ],
    ),
    (
        "{city}",
        &["Bergen", "Cork", "Kiel", "Kochi", "Lisbon", "Mombasa", "Osaka", "Santos", "Seattle", "Wellington"],
    ),
    ("{day}", &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
    (
        "{error}",
        &[
            "`no constituents for station`",
            "`datum mismatch: LAT vs MLLW`",
            "`502 Bad Gateway`",
            "`lease already held`",
            "`missing field: berth`",
            "`zone not found`",
            "`no chart data`",
            "`harmonics out of range`",
        ],
    ),
    (
        "{feature}",
        &[
            "the booking calendar",
            "offline tables",
            "the tide widget",
            "berth search",
            "the crew list",
            "the handover checklist",
            "shared ownership",
            "the moon phase view",
            "the CSV export",
            "low-water alarms",
        ],
    ),
    ("{lang}", &["Portuguese", "Japanese", "German", "Swahili", "te reo Māori", "Tagalog"]),
    ("{n}", &["2", "3", "4", "6", "8", "12", "15", "20", "40"]),
    (
        "{page}",
        &[
            "the quick start",
            "the API reference",
            "the station format page",
            "the self-hosting guide",
            "the glossary",
            "the release notes",
            "the FAQ",
            "the importer's page",
        ],
    ),
    (
        "{place}",
        &[
            "Lough Swilly",
            "the Tagus bar",
            "Tokyo Bay",
            "Kiel Fjord",
            "Kilindini",
            "Puget Sound",
            "Cook Strait",
            "the Minas Basin",
            "Vembanad Lake",
            "Manila South Harbour",
        ],
    ),
    (
        "{tool}",
        &[
            "Docker",
            "a Raspberry Pi",
            "the snap",
            "a plain VPS",
            "my phone",
            "Safari",
            "Firefox",
            "the nightly",
        ],
    ),
    ("{version}", &["3.4.0", "3.4.1", "3.5.0-rc1", "3.5.0", "3.5.1", "3.5.2"]),
];

/// `line` with its slots filled, `{whom}` by `whom`.
pub(crate) fn fill(dice: &mut Dice, line: &str, whom: &str) -> String {
    let mut words = line.replace("{whom}", whom);
    for (slot, fillings) in SLOTS {
        while words.contains(slot) {
            words = words.replacen(slot, dice.pick::<&str>(fillings), 1);
        }
    }
    words
}
