//! One `kith run` at a time works on an SQLite file; everything else may be done beside it.

use fake_discord::{Fake, TOKEN};

use crate::room::{Room, files};
use crate::working::{begins, fails, runs};

const OPEN: &str = "Kith goes to work on Discord.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_one_on_the_same_database_is_refused_until_the_first_is_dead() {
    let (room, fake) = (Room::new(), Fake::start().await);
    let mut first = runs(&room, &fake, TOKEN);
    assert!(begins(&mut first).contains(OPEN));
    fake.is_connected(1).await;
    let said = fails(runs(&room, &fake, TOKEN));
    assert!(
        said.contains("Another kith run is open with ") && said.contains("kith.db. Please close"),
        "{said}"
    );
    assert!(said.contains("Several at once need Postgres"), "{said}");
    // The playground is a `kith run` too.
    let playground = room.kith(&["run", "--listen", "127.0.0.1:0"]);
    assert_eq!(playground.status, 1);
    playground.complains("Another kith run is open with ");

    room.export();
    room.kith(&["import", "team"]).well();
    room.kith(&["ask", "--community", "team", "--as", "Ann", "/help"]).well();
    room.kith(&["doctor"]).well().says("✓ Database:");
    room.kith(&["backup", "copy.db"]).well();
    for _ in 0..3 {
        first.kill().expect("a kill");
        first.wait().expect("an end");
        first = runs(&room, &fake, TOKEN);
        assert!(begins(&mut first).contains(OPEN), "it is free as soon as the other one is dead");
    }
    first.kill().expect("a kill");
    first.wait().expect("an end");
    room.kith(&["restore", "copy.db", "--force"]).well();
    let left = files(&room.path("data/kith"));
    let locks: Vec<&String> = left.iter().filter(|name| name.contains("lock")).collect();
    assert_eq!(locks, ["kith.db.lock"], "{left:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_no_file_can_be_locked_it_runs_with_a_word_in_the_log() {
    let (room, fake) = (Room::new(), Fake::start().await);
    // A folder is no file that could be made.
    room.write("data/kith/kith.db.lock/in-the-way", "");
    let mut kith = runs(&room, &fake, TOKEN);
    assert!(begins(&mut kith).contains(OPEN));
    kith.kill().expect("a kill");
    let said = String::from_utf8(kith.wait_with_output().expect("an end").stderr).expect("UTF-8");
    assert!(said.contains("nothing keeps another kith run away from this database"), "{said}");
}
