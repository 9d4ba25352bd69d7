//! What may stand in which crate, where Cargo cannot say it: SQL, platforms' names, dependencies.

use std::collections::BTreeSet;

use crate::sources::{Source, assert_none, everywhere, words};

/// SQL stands where one looks for it.
fn sql_out_of_place(source: &Source) -> Vec<String> {
    const FILES: [&str; 5] = ["answered.rs", "outbox.rs", "queries.rs", "schedule.rs", "store.rs"];
    const FUNCTIONS: [&str; 7] = [
        "QueryBuilder",
        "query_as",
        "query_as_with",
        "query_scalar",
        "query_scalar_with",
        "query_with",
        "raw_sql",
    ];
    let core = source.path.starts_with("bot-core/src/");
    // A test may look behind the doors, through the core's own `testing`.
    if !core && source.is_test() {
        return Vec::new();
    }
    let at_home = core
        && (FILES.contains(&source.name())
            || source.is_in("queries")
            || source.is_in("store"))
        // Tests look behind the scenes.
        || source.is_test()
        // The playground is a chat server too, and keeps its own messages.
        || source.path.starts_with("adapters/web/src/log/");
    if !source.is_code() || at_home || !(core || source.path.starts_with("adapters/")) {
        return Vec::new();
    }
    let words = words(source);
    let mut complaints = Vec::new();
    for (n, word) in words.iter().enumerate() {
        let called = FUNCTIONS.contains(&word.text.as_str())
            || (word.text == "query" && n > 0 && ["sqlx", "tx"].contains(&&*words[n - 1].text));
        if called || (word.literal && is_sql(&word.text)) {
            complaints.push(format!(
                "{}:{}: SQL ({}). Move it into the feature's queries.rs, as a function named as the question that it answers.",
                source.path, word.line, word.text
            ));
        }
    }
    complaints
}

/// Whether a literal is a statement, not a sentence that begins with the same word.
fn is_sql(literal: &str) -> bool {
    let Some((_, text)) = literal.split_once('"') else { return false };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let begins = |start: &str, with: &str| text.starts_with(start) && text.contains(with);
    begins("select ", " from ")
        || begins("update ", " set ")
        || begins("with ", " as (")
        || ["alter table ", "create index ", "create table ", "delete from ", "drop table ", "insert into "]
            .iter()
            .any(|start| text.starts_with(start))
}

#[test]
fn sql_stands_only_beside_its_feature() {
    for bad in [
        "fn f() { sqlx::query(\"x\"); }",
        "fn f() { ctx.tx.query(X); }",
        "fn f() { query_scalar(X); }",
        "const Q: &str = r#\"\n  select id\n  from member\"#;",
        "const Q: &str = \"delete from member\";",
    ] {
        assert_eq!(sql_out_of_place(&Source::new("bot-core/src/bot.rs", bad)).len(), 1, "{bad}");
        assert_eq!(sql_out_of_place(&Source::new("adapters/web/src/queries.rs", bad)).len(), 1, "{bad}");
        assert_none(&sql_out_of_place(&Source::new("bot-core/src/features/thanks/queries.rs", bad)));
        assert_none(&sql_out_of_place(&Source::new("adapters/web/src/log/messages.rs", bad)));
    }
    let fine = "//! sqlx::query is not called here.\nconst WORDS: &str = \"Select a member\"; fn f() { queries::query() }";
    assert_none(&sql_out_of_place(&Source::new("bot-core/src/bot.rs", fine)));
    assert_none(&everywhere(sql_out_of_place));
}

/// The core's code names no chat platform, and no platform's word for a community.
fn platform_named(source: &Source) -> Vec<String> {
    const NAMES: [&str; 4] = ["discord", "guild", "slack", "workspace"];
    if !source.is_code() || !source.path.starts_with("bot-core/src/") || source.is_test() {
        return Vec::new();
    }
    let mut complaints = Vec::new();
    for word in words(source) {
        let lower = word.text.to_lowercase();
        if let Some(name) = NAMES.iter().find(|name| lower.contains(**name)) {
            complaints.push(format!(
                "{}:{}: the core says “{name}” ({}). Say it in the adapter, or say server, community or platform. Comments and \
                tests may.",
                source.path, word.line, word.text
            ));
        }
    }
    complaints
}

#[test]
fn the_core_names_no_platform() {
    for bad in ["struct SlackUser;", "const P: &str = \"Discord\";", "fn f(guild_id: u64) {}"] {
        assert_eq!(platform_named(&Source::new("bot-core/src/bot.rs", bad)).len(), 1, "{bad}");
        assert_none(&platform_named(&Source::new("bot-core/src/features/thanks/tests.rs", bad)));
        assert_none(&platform_named(&Source::new("adapters/slack/src/lib.rs", bad)));
    }
    let fine = "//! Such as Slack.\n#[cfg(test)]\nmod tests { const P: &str = \"slack\"; }";
    assert_none(&platform_named(&Source::new("bot-core/src/bot.rs", fine)));
    assert_none(&everywhere(platform_named));
}

/// Every dependency in a Cargo.toml, whatever it is for.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    fn collect(table: &toml::Table, names: &mut BTreeSet<String>) {
        for (key, value) in table {
            let Some(inner) = value.as_table() else { continue };
            if key.ends_with("dependencies") {
                // A crate may go by another name.
                let package = |(name, value): (&String, &toml::Value)| {
                    value.get("package").and_then(toml::Value::as_str).unwrap_or(name).to_owned()
                };
                names.extend(inner.iter().map(package));
            } else if key == "target" || key.starts_with("cfg(") {
                collect(inner, names);
            }
        }
    }
    let mut names = BTreeSet::new();
    collect(&manifest.parse().expect("a Cargo.toml"), &mut names);
    names
}

/// Crates know only those below them.
fn dependency_upwards(source: &Source) -> Vec<String> {
    const ADAPTERS: [&str; 7] = ["cli", "courier", "discord", "history", "pictures", "slack", "web"];
    /// Adapters that others may use: they know the core and nobody else.
    const LEAVES: [&str; 3] = ["courier", "history", "pictures"];
    const NOT_IN_CORE: [&str; 10] = [
        "axum",
        "clap",
        "hyper",
        "reqwest",
        "resvg",
        "serenity",
        "slack-morphism",
        "tower-http",
        "twilight-gateway",
        "zip",
    ];
    let Some(folder) = source.path.strip_suffix("/Cargo.toml") else { return Vec::new() };
    let names = dependencies(&source.text);
    let complain = |name: &str, what: &str| format!("{}: depends on {name}. {what}", source.path);
    let used = |list: &[&'static str]| -> Vec<&'static str> {
        list.iter().filter(|name| names.contains(**name)).copied().collect()
    };
    match folder.strip_prefix("adapters/") {
        None if folder == "bot-core" => {
            let what =
                "The core speaks to no platform and no person: let an adapter do it and pass plain data in.";
            used(&NOT_IN_CORE).into_iter().chain(used(&ADAPTERS)).map(|name| complain(name, what)).collect()
        }
        None => Vec::new(),
        Some(adapter) => {
            let database = used(&["libsqlite3-sys", "rusqlite", "sqlx"])
                .into_iter()
                // For the playground's own chat log, and nothing else.
                .filter(|name| (adapter, *name) != ("web", "sqlx"))
                .map(|name| complain(name, "Only the core knows the database: ask it through `Bot`."));
            let allowed: &[&str] = match adapter {
                "cli" => &ADAPTERS,
                _ if LEAVES.contains(&adapter) => &[],
                _ => &LEAVES,
            };
            let what =
                "Adapters do not know each other: what two of them need belongs into the core or a leaf.";
            let others = used(&ADAPTERS).into_iter().filter(|name| !allowed.contains(name));
            let others = others.map(|name| complain(name, what));
            database.chain(others).collect()
        }
    }
}

#[test]
fn crates_know_only_those_below_them() {
    for (path, bad) in [
        ("bot-core/Cargo.toml", "[dependencies]\nserenity = \"1\""),
        (
            "bot-core/Cargo.toml",
            "[target.'cfg(unix)'.dependencies]\nhttp = { package = \"axum\", version = \"1\" }",
        ),
        ("bot-core/Cargo.toml", "[dev-dependencies]\ncli.workspace = true"),
        ("adapters/slack/Cargo.toml", "[dependencies]\ndiscord.workspace = true"),
        ("adapters/history/Cargo.toml", "[dependencies]\npictures.workspace = true"),
        ("adapters/cli/Cargo.toml", "[build-dependencies]\nsqlx.workspace = true"),
        ("adapters/web/Cargo.toml", "[dependencies]\nrusqlite.workspace = true"),
    ] {
        assert_eq!(dependency_upwards(&Source::new(path, bad)).len(), 1, "{path}: {bad}");
    }
    let all =
        "[dependencies]\nbot-core.workspace = true\ndiscord.workspace = true\npictures.workspace = true";
    assert_none(&dependency_upwards(&Source::new("adapters/cli/Cargo.toml", all)));
    let leaf = "[dependencies]\nbot-core.workspace = true\npictures.workspace = true";
    assert_none(&dependency_upwards(&Source::new("adapters/slack/Cargo.toml", leaf)));
    assert_none(&everywhere(dependency_upwards));
}
