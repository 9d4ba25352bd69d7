//! What people in Harbour ask in English, and what fits as an answer.

use crate::words::Lines;

/// Ways to ask one thing, and answers to it.
pub(crate) const QUESTIONS: &[(Lines, Lines)] = &[
    (
        &[
            "How do I get predictions for {place} past the end of the year?",
            "Tables for {place} stop on 31 December. Can I have next year's?",
        ],
        &[
            "The constituents are good for years: raise `horizon` in the station's settings",
            "Run `harbour predict --until 2028` once, it keeps them after that",
            "They appear by themselves in November, the job is just not on by default",
        ],
    ),
    (
        &[
            "Heights at {place} are off by about {n} cm. Wrong datum on my side?",
            "Low water at {place} shows negative. Is that a bug or my datum?",
        ],
        &[
            "That's the datum: set it to LAT and the heights line up",
            "Compare with the printed table: if the difference is the same all day, it's the datum",
            "MLLW is the default over there, LAT nearly everywhere else",
            "Had this too. Settings, Station, Datum, and then clear the cache once",
        ],
    ),
    (
        &["Which station should I use for {place}? There are {n} nearby and none agree"],
        &[
            "The reference station, with an offset. The others are computed from it anyway",
            "Take the one with the most constituents, the list can be sorted by that",
            "Local sailors use the one at the lighthouse, whatever the distance says",
        ],
    ),
    (
        &[
            "Anyone else seeing {error} after updating to {version}?",
            "{version} gives me {error}. Rolled back for now",
        ],
        &[
            "Clear the station cache once after the update, it's in the release notes",
            "Yes, on two machines. Restarting it once more helped, oddly",
            "Fixed on main, the next patch release has it",
            "What does `harbour doctor` say?",
        ],
    ),
    (
        &[
            "Is there a way to share {boat} between {n} families without giving everyone admin?",
            "Can {n} of us own {boat} together, and all of us hand it over?",
        ],
        &[
            "Shared owner group: Settings, then Crew, then New group",
            "Yes, and give the group the role “keeper”. They can book and hand over, nothing else",
            "We do that with three families. Agree on who fuels up first, the software won't help there",
        ],
    ),
    (
        &[
            "What's the right way to run Harbour on {tool} behind a proxy?",
            "Login loops when I run it on {tool} behind a proxy",
        ],
        &[
            "Set `public_url` to what the browser sees, with https",
            "The proxy must pass the Host header on. That's the whole trick",
            "The self-hosting guide has a working config for two proxies, copy one",
        ],
    ),
    (
        &["{feature} shows last week's bookings. Is that cached somewhere?"],
        &[
            "The browser keeps it for a day. A hard reload shows you the new ones",
            "Check the server's clock. Mine was six days behind",
        ],
    ),
    (
        &[
            "Can I import bookings from a spreadsheet, or only from the API?",
            "Our club has {n} years of bookings in a spreadsheet. Any way in?",
        ],
        &[
            "The importer takes CSV: one row a booking, times in UTC",
            "Save it as CSV and run `harbour import --dry-run` first. It tells you what it makes of each row",
            "Mind the dates. It reads 2026-09-07 and nothing else",
        ],
    ),
    (
        &["Does {feature} work without a connection? Asking for a boat with no signal"],
        &[
            "It does if you opened it once ashore, it keeps a week",
            "Reading yes, booking no: that waits until you are back in range",
        ],
    ),
    (
        &["Upgrade from 2.9 to {version}: do I have to go through 3.0 first?"],
        &[
            "No, go straight there. Take a backup first, of course",
            "Did it last week in one go, took {n} minutes for 400 boats",
        ],
    ),
    (
        &[
            "Why does the low-water alarm fire twice when the clocks change?",
            "Two alarms for the same low water, what did I do?",
        ],
        &[
            "Two alarms mean two subscriptions. Delete the old one under Alarms",
            "Known, it counts the repeated hour twice. Fixed in {version}",
        ],
    ),
    (
        &["Where are the logs when it runs from {tool}?"],
        &[
            "On standard output, so wherever the thing that starts it puts that",
            "`harbour logs --follow` finds them for you",
        ],
    ),
    (
        &["How many stations can one instance hold before {feature} gets slow?"],
        &[
            "Ours holds 4,000 on small hardware and nobody complains",
            "The map slows down first, at about 2,000 on one screen",
        ],
    ),
    (
        &["Can guests see who else is on {boat}?", "How private is the crew list?"],
        &["Guests see first names, keepers see phone numbers", "Off by default, per boat, under Privacy"],
    ),
    (
        &["Is there an API for {feature}? I'd like to show it on our website"],
        &[
            "Yes, read-only without a key: the API reference lists it under Public",
            "There's a widget for that, one line of HTML",
        ],
    ),
];

/// What helpers say whatever the question is.
pub(crate) const ASK_BACK: Lines = &[
    "Could you post the log? Leave out the token",
    "What does `harbour doctor` say?",
    "Which version is that, and from {tool}?",
    "It's in {page}, but well hidden",
    "Not sure, but I'd love to know as well",
    "Sounds like something for the tracker. Would you open an issue?",
];
