//! What holds for every file: its first line and its length, its traces, its number, its headings.

use std::collections::BTreeMap;

use crate::sources::{Source, assert_none, everywhere, repository};

/// A file says what it is, and is one thing.
fn shapeless(source: &Source) -> Vec<String> {
    const MOST: usize = 300;
    let mut complaints = Vec::new();
    if !source.is_code() {
        return complaints;
    }
    if !source.text.starts_with("//! ") {
        complaints
            .push(format!("{}:1: begin with one `//!` sentence that says what is in here.", source.path));
    }
    let lines = source.text.lines().count();
    if lines > MOST && !source.is_test() {
        complaints.push(format!(
            "{}: {lines} lines, more than {MOST}. Find the second thing in it that one would look for by name, and give it its \
            own file.",
            source.path
        ));
    }
    complaints
}

#[test]
fn a_file_says_what_it_is_and_is_one_thing() {
    assert_eq!(shapeless(&Source::new("bot-core/src/bot.rs", "use std::fmt;\n")).len(), 1);
    let long = format!("//! Long.\n{}", "\n".repeat(300));
    assert_eq!(shapeless(&Source::new("bot-core/src/bot.rs", &long)).len(), 1);
    assert_none(&shapeless(&Source::new("bot-core/src/bot/tests.rs", &long)));
    assert_none(&everywhere(shapeless));
}

/// Nothing tells on which machine or at whose desk it was written.
fn left_behind(source: &Source) -> Vec<String> {
    // In halves, so that this file is clean too.
    const WORDS: [(&str, &str); 5] = [
        ("crates.io", "/api"),
        ("deb.debian", ".org"),
        ("pypi.org", "/simple"),
        ("registry.", "npmjs"),
        ("the ", "ceo"),
    ];
    let mut complaints = Vec::new();
    for (n, line) in source.text.lines().enumerate() {
        let path =
            ["Users", "farm", "home", "root", "work"].iter().map(|top| format!("/{top}/")).find(|top| {
                // Where a path begins; not further in, as in `src/home/`, `~/home/` or a URL.
                let inner = |c: char| c.is_alphanumeric() || "$*-./_}~".contains(c);
                line.match_indices(top.as_str()).any(|(at, _)| !line[..at].ends_with(inner))
            });
        let lower = line.to_lowercase();
        let word = WORDS.iter().map(|(one, two)| format!("{one}{two}")).find(|word| lower.contains(word));
        if let Some(found) = path.or(word) {
            complaints.push(format!(
                "{}:{}: “{found}” is of the machine or the desk where this was written. Say it so that it holds everywhere.",
                source.path,
                n + 1
            ));
        }
    }
    complaints
}

#[test]
fn nothing_tells_where_it_was_written() {
    for bad in
        [format!("see /{}/main", "work"), format!("(/{}/jo/kith)", "home"), format!("{} CEO said", "The")]
    {
        assert_eq!(left_behind(&Source::new("README.md", &bad)).len(), 1, "{bad}");
    }
    assert_none(&left_behind(&Source::new(
        "README.md",
        "src/home/a.rs ~/home/ https://kith.example/home/ /users/@me",
    )));
    assert_none(&everywhere(left_behind));
}

/// Migrations are numbered from 1 without a gap, so that every database went the same way.
fn misnumbered(migrations: &[&str]) -> Vec<String> {
    let right = |(name, number): &(&&str, usize)| {
        name.split_once('_').and_then(|(n, _)| n.parse().ok()) != Some(*number)
    };
    let complain = |(name, number)| {
        format!(
            "migrations/{name}: should be number {number:04}. Number the newest one anew; never one that was released."
        )
    };
    migrations.iter().zip(1..).filter(right).map(complain).collect()
}

#[test]
fn migrations_are_numbered_without_gaps() {
    assert_none(&misnumbered(&["0001_member.sql", "0002_thanks.sql"]));
    assert_eq!(misnumbered(&["0001_member.sql", "0003_thanks.sql"]).len(), 1);
    assert_eq!(misnumbered(&["0001_member.sql", "0001_thanks.sql"]).len(), 1);
    assert_eq!(misnumbered(&["member.sql"]).len(), 1);
    let sources = repository();
    // The core's, and the playground's chat log's.
    let mut folders = BTreeMap::<&str, Vec<&str>>::new();
    for source in sources.iter().filter(|source| source.is_in("migrations")) {
        if let Some((folder, name)) = source.path.rsplit_once('/').filter(|(_, name)| name.ends_with(".sql"))
        {
            folders.entry(folder).or_default().push(name);
        }
    }
    assert_eq!(folders.len(), 2, "{folders:?}");
    folders.values().for_each(|names| assert_none(&misnumbered(names)));
}

/// The change log has a place for what is not released yet.
fn no_place_for_changes(changelog: &str) -> Vec<String> {
    if changelog.lines().any(|line| line == "## [Unreleased]") {
        return Vec::new();
    }
    vec!["CHANGELOG.md: has no “## [Unreleased]”. Put one at the top, for what comes next.".to_owned()]
}

#[test]
fn the_change_log_has_a_place_for_what_comes_next() {
    assert_eq!(no_place_for_changes("# Changelog\n\n## [0.1.0]\n").len(), 1);
    let sources = repository();
    let changelog = sources.iter().find(|source| source.path == "CHANGELOG.md").expect("CHANGELOG.md");
    assert_none(&no_place_for_changes(&changelog.text));
}

/// The guide to Discord and `kith doctor` ask for the same permissions.
#[test]
fn the_guide_to_discord_installs_with_the_link_that_doctor_prints() {
    let sources = repository();
    let guide = sources.iter().find(|source| source.path == "docs/discord.md").expect("docs/discord.md");
    let links: Vec<&str> =
        guide.text.lines().map(str::trim).filter(|line| line.contains("/oauth2/authorize?")).collect();
    assert_eq!(links, [discord::install_link("ID")]);
}
