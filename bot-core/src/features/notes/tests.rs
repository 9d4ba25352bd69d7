//! Notes are kept, written over, and forgotten when they are old.

use crate::chat::Platform;
use crate::moment::Span;
use crate::testing::{PLATFORM, TestBot};

#[tokio::test]
async fn a_note_is_kept_until_it_is_written_over_or_old() {
    let mut kith = TestBot::new().await;
    let platform = Platform::from(PLATFORM);
    let read = async |kith: &TestBot, key: &str| kith.bot.note(&platform, key).await.expect("a note");
    assert_eq!(read(&kith, "form:1").await, None);
    for body in ["one", "two"] {
        kith.bot.keep_note(kith.now, &platform, "form:1", body).await.expect("kept");
    }
    kith.bot.keep_note(kith.now, &platform, "session:0", "s").await.expect("kept");
    kith.later(Span::days(1));
    kith.bot.keep_note(kith.now, &platform, "form:2", "three").await.expect("kept");
    assert_eq!(read(&kith, "form:1").await.as_deref(), Some("two"));
    assert_eq!(kith.bot.note(&"other".into(), "form:1").await.expect("no note"), None);
    assert_eq!(kith.bot.forget_notes(&platform, "form:", kith.now).await.expect("forgotten"), 1);
    assert_eq!(read(&kith, "form:1").await, None);
    assert_eq!(read(&kith, "form:2").await.as_deref(), Some("three"));
    assert_eq!(read(&kith, "session:0").await.as_deref(), Some("s"));
}
