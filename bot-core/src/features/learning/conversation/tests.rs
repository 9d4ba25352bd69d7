//! Who asks and who answers, told line by line.

use super::*;

fn said(minute: i64, author: i64, asks: bool) -> Said<'static> {
    let at = Moment(0) + Span::minutes(minute);
    Said { at, author, thread: None, names: &[], to_one: false, asks, post: false }
}

fn ask(room: &mut Room, minute: i64, id: &'static str, author: i64) {
    let said = said(minute, author, true);
    assert!(room.hear(&said).opens);
    let credited = BTreeSet::new();
    room.opened(Open {
        id: minute,
        message: id.to_owned(),
        asker: author,
        asked: said.at,
        last: said.at,
        waits: true,
        credited,
    });
}

#[test]
fn who_speaks_next_answers_and_who_speaks_after_does_not() {
    let mut room = Room::default();
    ask(&mut room, 0, "q", 1);
    assert_eq!(room.hear(&said(1, 1, false)).adds_to, Some(0));
    assert_eq!(room.hear(&said(16, 2, false)).answers, [(0, How::Next)]);
    assert_eq!(room.hear(&said(17, 3, false)), Turn::default());
}

#[test]
fn who_names_the_asker_answers_within_a_day() {
    let mut room = Room::default();
    ask(&mut room, 0, "q", 1);
    room.hear(&said(20, 2, false));
    let named = Said { names: &[1], ..said(24 * 60, 3, false) };
    assert_eq!(room.hear(&named).answers, [(0, How::Named)]);
    let late = Said { names: &[1], ..said(24 * 60 + 1, 3, false) };
    assert_eq!(room.hear(&late).answers, []);
}

#[test]
fn in_a_thread_everybody_but_the_asker_answers() {
    let mut room = Room::default();
    ask(&mut room, 0, "q", 1);
    let in_thread = |author| Said { thread: Some("q"), ..said(9_999, author, true) };
    assert_eq!(room.hear(&in_thread(1)).answers, []);
    assert_eq!(room.hear(&in_thread(2)).answers, [(0, How::Thread)]);
}

#[test]
fn only_who_was_silent_opens_and_a_greeting_before_the_question_does_not_matter() {
    let mut room = Room::default();
    assert!(!room.hear(&said(0, 1, false)).opens);
    assert!(room.hear(&said(1, 1, true)).opens);
    room.hear(&said(2, 2, false));
    assert!(!room.hear(&said(3, 1, true)).opens);
    assert!(room.hear(&said(64, 1, true)).opens);
}

#[test]
fn a_busy_channel_is_recalled_no_further_back_than_a_quiet_one() {
    let mut room = Room::default();
    room.hear(&said(0, 1, false));
    (0..LINES as i64 - 1).for_each(|n| drop(room.hear(&said(1, 2 + n, true))));
    assert!(!room.hear(&said(2, 1, true)).opens, "they spoke just within what is recalled");
    (0..LINES as i64).for_each(|n| drop(room.hear(&said(3, 2 + n, true))));
    assert!(room.hear(&said(4, 1, true)).opens, "and now before it");
    assert_eq!(room.lines.len(), LINES);
}

#[test]
fn nobody_waits_twice_for_an_answer_however_many_ask() {
    let mut room = Room::default();
    let ids = ["q1", "q2", "q3"];
    (1..=3).for_each(|n| ask(&mut room, 0, ids[n as usize - 1], n));
    assert_eq!(room.hear(&said(1, 9, false)).answers, [(2, How::Next)], "the last one is answered");
    assert_eq!(room.hear(&said(2, 8, false)), Turn::default());
    ask(&mut room, 90, "q4", 4);
    assert_eq!(room.hear(&said(91, 9, false)).answers, [(3, How::Next)]);
}

#[test]
fn a_question_is_no_answer_to_another() {
    let mut room = Room::default();
    ask(&mut room, 0, "q", 1);
    assert_eq!(room.hear(&said(1, 2, true)).answers, []);
}
