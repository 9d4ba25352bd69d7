//! Shared transactions: many write at once, some change their mind, some walk away, and each gets what they were told.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;

use super::{Engine, Store, Tx};
use crate::error::Result;
use crate::testing::TestBot;

async fn house() -> (TestBot, Store) {
    let bot = TestBot::new().await;
    let store = bot.bot.store.clone();
    (bot, store)
}

async fn write(tx: &mut Tx, key: &str) -> Result<u64> {
    let sql = "insert into note (platform, key, body, at) values ('test', $1, '', 0)";
    tx.query(sql).bind(key).execute().await
}

async fn kept(store: &Store) -> Vec<String> {
    let mut tx = store.read().await.expect("a transaction");
    tx.query("select key from note where platform = 'test' order by key").fetch_all().await.expect("notes")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_who_write_at_once_each_keep_their_own() {
    let (_bot, store) = house().await;
    let mut all = JoinSet::new();
    for n in 0..300 {
        let store = store.clone();
        all.spawn(async move {
            let mut tx = store.begin().await?;
            write(&mut tx, &format!("{n:03}")).await?;
            // Every third one changes their mind; the others are told when it is durable.
            if n % 3 == 0 {
                return Ok(());
            }
            tx.commit().await?;
            let found: i64 = {
                let mut tx = store.read().await?;
                let sql = "select count(*) from note where platform = 'test' and key = $1";
                tx.query(sql).bind(format!("{n:03}")).fetch_one().await?
            };
            assert_eq!(found, 1, "{n} was told too early");
            Result::<()>::Ok(())
        });
    }
    while let Some(done) = all.join_next().await {
        done.expect("no panic").expect("a transaction");
    }
    let expected: Vec<String> = (0..300).filter(|n| n % 3 != 0).map(|n| format!("{n:03}")).collect();
    assert_eq!(kept(&store).await, expected);
}

#[tokio::test]
async fn a_statement_that_fails_undoes_nobody_elses() {
    let (_bot, store) = house().await;
    let mut first = store.begin().await.expect("a transaction");
    write(&mut first, "first").await.expect("a note");
    let first = first.commit();
    let second = async {
        let mut second = store.begin().await.expect("a transaction");
        write(&mut second, "second").await.expect("a note");
        write(&mut second, "first").await.expect_err("there is one already");
    };
    let third = async {
        let mut third = store.begin().await.expect("a transaction");
        write(&mut third, "third").await.expect("a note");
        third.commit().await
    };
    let (first, (), third) = if store.engine() == Engine::Postgres {
        // There each has a connection, and the second would wait for the first.
        (first.await, second.await, third.await)
    } else {
        tokio::join!(first, second, third)
    };
    first.expect("a commit");
    third.expect("a commit");
    assert_eq!(kept(&store).await, ["first", "third"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_walks_away_while_waiting_leaves_nothing_open() {
    let (_bot, store) = house().await;
    let count = Arc::new(std::sync::atomic::AtomicU64::new(0));
    for round in 0..50 {
        let mut all = JoinSet::new();
        for n in 0..20 {
            let (store, count) = (store.clone(), Arc::clone(&count));
            all.spawn(async move {
                let work = async {
                    let mut tx = store.begin().await?;
                    write(&mut tx, &format!("{round:02}-{n:02}")).await?;
                    tx.commit().await?;
                    count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    Result::<()>::Ok(())
                };
                tokio::time::timeout(Duration::from_micros(n * 40), work).await.ok();
            });
        }
        all.join_all().await;
        // Nobody waits, so nothing is held: another process can write.
        let mut tx = store.begin().await.expect("a transaction");
        write(&mut tx, &format!("{round:02}-last")).await.expect("a note");
        tx.commit().await.expect("a commit");
    }
    let kept = kept(&store).await;
    let told = count.load(std::sync::atomic::Ordering::Relaxed);
    assert!(kept.len() as u64 >= told + 50, "{told} were told, {} are kept", kept.len());
}

#[tokio::test]
async fn whoever_walks_away_alone_lets_other_processes_write() {
    let (bot, store) = house().await;
    let mut tx = store.begin().await.expect("a transaction");
    write(&mut tx, "gone").await.expect("a note");
    drop(tx.commit());
    let other = Store::open(bot.url()).await.expect("a database");
    let mut tx = other.begin().await.expect("a transaction");
    write(&mut tx, "other").await.expect("a note");
    tx.commit().await.expect("a commit");
    assert_eq!(kept(&store).await, ["other"]);
}

#[tokio::test]
async fn a_closed_database_says_so() {
    let (bot, store) = house().await;
    let other = Store::open(bot.url()).await.expect("a database");
    other.close().await;
    assert!(other.begin().await.is_err());
    assert!(other.read().await.is_err());
    assert!(store.begin().await.is_ok());
}

#[test]
fn postgres_reads_json_arrays_in_its_own_way() {
    let sql = "select value->>'a' from json_each($2) as rows where b in (select value from json_each($3))";
    assert_eq!(
        Engine::Postgres.sql(sql),
        "select value->>'a' from jsonb_array_elements($2::jsonb) as rows where b in (select value from \
         jsonb_array_elements($3::jsonb))"
    );
    assert_eq!(Engine::Sqlite.sql(sql), sql);
    let sql = "select id from server s for share of s";
    assert_eq!(Engine::Postgres.sql(sql), sql);
    assert_eq!(Engine::Sqlite.sql(sql), "select id from server s");
}

#[tokio::test]
async fn many_who_open_a_new_file_at_once_all_find_it_ready() {
    for n in 0..10 {
        let file = std::env::temp_dir().join(format!("kith_new_{}_{n}.db", std::process::id()));
        let url = format!("sqlite:{}?mode=rwc", file.display());
        let open = || crate::Bot::open(&url);
        let opened: [Result<crate::Bot>; 4] = tokio::join!(open(), open(), open(), open()).into();
        for bot in opened {
            bot.expect("a database").close().await;
        }
        for end in ["", "-wal", "-shm"] {
            drop(std::fs::remove_file(format!("{}{end}", file.display())));
        }
    }
}
