//! Who could trick whom: guessed codes, codes overheard, codes that somebody else is made to type, codes that are old.

use super::{asked, code, link, members, one_community, said};
use crate::command::Outcome;
use crate::moment::Span;
use crate::testing::{ELSEWHERE, PLATFORM, TestBot};

async fn harbour() -> TestBot {
    let mut bot = TestBot::new().await;
    one_community(&mut bot).await;
    bot.joins(&["Ana", "Bo"]).await;
    bot.goes_to(ELSEWHERE);
    bot.joins(&["Ana", "Eve"]).await;
    bot.goes_to(PLATFORM);
    bot
}

#[tokio::test]
async fn a_code_is_good_once() {
    let mut bot = harbour().await;
    let code = code(&mut bot, "Ana", "/link").await;
    bot.goes_to(ELSEWHERE);
    assert!(bot.asks("Ana", &format!("/link {code}")).await.contains("Is Ana on Test you?"));
    let told = bot.asks("Eve", &format!("/link {code}")).await;
    assert!(told.contains("is no code that is good now"), "{told}");
    bot.outbox();
}

#[tokio::test]
async fn a_code_is_good_for_ten_minutes_and_so_is_the_question() {
    let mut bot = harbour().await;
    let old = code(&mut bot, "Ana", "/link").await;
    bot.later(Span::minutes(10));
    bot.goes_to(ELSEWHERE);
    assert!(bot.asks("Ana", &format!("/link {old}")).await.contains("is no code that is good now"));
    let (first, second) = asked(&mut bot, "Ana", "Ana", "/link").await;
    bot.presses("Ana", "Yes, both are mine", &first).await;
    bot.later(Span::minutes(10));
    bot.goes_to(ELSEWHERE);
    let told = bot.presses("Ana", "Yes, both are mine", &second).await;
    assert!(told.starts_with("refuses: This is no longer open."), "{told}");
    bot.outbox();
}

#[tokio::test]
async fn a_new_code_takes_the_place_of_the_one_before() {
    let mut bot = harbour().await;
    let old = code(&mut bot, "Ana", "/link").await;
    let new = code(&mut bot, "Ana", "/link").await;
    bot.goes_to(ELSEWHERE);
    assert!(bot.asks("Ana", &format!("/link {old}")).await.contains("is no code that is good now"));
    assert!(bot.asks("Ana", &format!("/link {}", new.to_uppercase())).await.contains("Is Ana on Test you?"));
    bot.outbox();
}

#[tokio::test]
async fn five_wrong_codes_are_enough_for_a_while() {
    let mut bot = harbour().await;
    let good = code(&mut bot, "Ana", "/link").await;
    bot.goes_to(ELSEWHERE);
    for left in ["4 more tries", "3 more tries", "2 more tries", "one more try", "the last try"] {
        let told = bot.asks("Eve", "/link aaaa-aaaa").await;
        assert!(told.starts_with("says: aaaa-aaaa is no code") && told.contains(left), "{told}");
    }
    let told = bot.asks("Eve", &format!("/link {good}")).await;
    assert!(told.starts_with("refuses: Those were too many wrong codes."), "{told}");
    // Nobody else pays for it, and she may try again later.
    assert!(bot.asks("Ana", &format!("/link {good}")).await.contains("Is Ana on Test you?"));
    bot.later(Span::minutes(11));
    assert!(bot.asks("Eve", "/link aaaa-aaaa").await.contains("4 more tries"));
    bot.outbox();
}

#[tokio::test]
async fn a_code_that_was_overheard_asks_the_one_whose_it_is() {
    let mut bot = harbour().await;
    let before = members(&bot).await;
    // Eve heard Ana's code, and is faster.
    let (first, second) = asked(&mut bot, "Ana", "Eve", "/link").await;
    assert!(said(&first).starts_with("Is Eve on Other you?"), "{first:?}");
    let direct = bot.outbox();
    assert!(direct[0].starts_with("to @ana: Is Eve on Other you?"), "{direct:?}");
    assert_eq!(
        bot.presses("Ana", "No", &first).await,
        "says instead: Good: nothing becomes one. If you did not ask for it, somebody else tried; you need do nothing more."
    );
    bot.goes_to(ELSEWHERE);
    let told = bot.presses("Eve", "Yes, both are mine", &second).await;
    assert!(told.starts_with("refuses: This is no longer open."), "{told}");
    assert_eq!(members(&bot).await, before);
}

#[tokio::test]
async fn whoever_is_made_to_type_a_code_is_told_what_it_would_give_away() {
    let mut bot = harbour().await;
    // Bo asks Root, the admin of the other server, to type his code.
    let (_, second) = asked(&mut bot, "Bo", "Root", "/link").await;
    let asks = said(&second);
    assert!(asks.starts_with("Is Bo on Test you?") && asks.contains("It is the account bo,"), "{asks}");
    assert!(asks.contains("Whoever uses that account will have what you have here: admin."), "{asks}");
    assert!(asks.contains("Say yes only if that account is your own."), "{asks}");
    bot.outbox();
}

#[tokio::test]
async fn nobody_else_can_answer() {
    let mut bot = harbour().await;
    let (first, second) = asked(&mut bot, "Ana", "Ana", "/link").await;
    for (platform, under) in [(PLATFORM, &first), (ELSEWHERE, &second), (PLATFORM, &second)] {
        bot.goes_to(platform);
        for label in ["Yes, both are mine", "No"] {
            let told = bot.presses("Bo", label, under).await;
            assert!(told.starts_with("refuses: This is no longer open."), "{told}");
        }
    }
    // One side alone, however often, is not two.
    bot.goes_to(PLATFORM);
    for _ in 0..2 {
        let told = bot.presses("Ana", "Yes, both are mine", &second).await;
        assert!(told.starts_with("says instead: Good. Now the other account says yes too"), "{told}");
    }
    bot.outbox();
}

#[tokio::test]
async fn one_account_a_platform_and_nobody_twice() {
    let mut bot = harbour().await;
    let bos = code(&mut bot, "Bo", "/link").await;
    let told = bot.asks("Bo", &format!("/link {bos}")).await;
    assert!(told.starts_with("refuses: This code is your own"), "{told}");
    let told = bot.asks("Ana", &format!("/link {bos}")).await;
    assert!(told.starts_with("refuses: The two of you both have an account on Test"), "{told}");
    assert!(told.contains(&bos), "what was typed is handed back: {told}");
    link(&mut bot, "Ana", "Ana").await;
    let bos = code(&mut bot, "Bo", "/link").await;
    bot.goes_to(ELSEWHERE);
    let told = bot.asks("Ana", &format!("/link {bos}")).await;
    assert!(told.starts_with("refuses: The two of you both have an account on Test"), "{told}");
    let mine = code(&mut bot, "Ana", "/link").await;
    bot.goes_to(PLATFORM);
    let told = bot.asks("Ana", &format!("/link {mine}")).await;
    assert!(told.starts_with("refuses: You are one person here already."), "{told}");
}

#[tokio::test]
async fn staff_and_lead_do_not_become_one() {
    let mut bot = harbour().await;
    bot.asks("Root", "/roles give @ana staff").await;
    bot.goes_to(ELSEWHERE);
    bot.asks("Root", "/roles give @ana lead").await;
    bot.goes_to(PLATFORM);
    let code = code(&mut bot, "Ana", "/link").await;
    bot.goes_to(ELSEWHERE);
    let told = bot.asks("Ana", &format!("/link {code}")).await;
    assert!(told.starts_with("refuses: One of these accounts is staff and the other one is lead"), "{told}");
    bot.asks("Root", "/roles take @ana lead").await;
    assert!(bot.asks("Ana", &format!("/link {code}")).await.contains("Is Ana on Test you?"));
    bot.outbox();
}

#[tokio::test]
async fn a_code_is_kept_nowhere_as_it_is_read() {
    let mut bot = harbour().await;
    let asking = bot.invocation("Ana", "/link");
    let answer = bot.invoke(&asking).await;
    let code = super::code_in(&said(&answer));
    let kept: Vec<(String,)> = bot.reads("select reply from answered union all select code from link").await;
    assert!(
        kept.iter().all(|(row,)| !row.contains(&code) && !row.contains(&code.replace('-', ""))),
        "{kept:?}"
    );
    // The platform asks the same again: it is told, and the code is as good as it was.
    let again = bot.invoke(&asking).await;
    assert_eq!(again.outcome, Outcome::Done);
    assert_eq!(said(&again), "You were given a code. /link gives a new one.");
    bot.goes_to(ELSEWHERE);
    assert!(bot.asks("Ana", &format!("/link {code}")).await.contains("Is Ana on Test you?"));
    bot.outbox();
}
