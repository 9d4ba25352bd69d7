//! Stories of people and communities on two platforms.

mod at_once;
mod communities;
mod experts;
mod names;
mod persons;
mod property;
mod tables;
mod tricks;

use crate::command::{Answer, Outcome, Reply};
use crate::testing::{ELSEWHERE, PLATFORM, TestBot, message_text};

/// The code in what somebody was told.
pub(super) fn code_in(told: &str) -> String {
    let code = told.split_whitespace().map(|word| word.trim_matches(['*', '`', '.', ',', ';']));
    let mut code = code.filter(|word| word.len() == 9 && word.chars().nth(4) == Some('-'));
    code.next().unwrap_or_else(|| panic!("no code in {told}")).to_owned()
}

/// What an answer says, its buttons too.
pub(super) fn said(answer: &Answer) -> String {
    let (Reply::Ephemeral(message) | Reply::Public(message) | Reply::Update(message)) = &answer.reply else {
        panic!("a form: {answer:?}")
    };
    message_text(message)
}

/// Somebody asks for a code where they are.
pub(super) async fn code(bot: &mut TestBot, who: &str, command: &str) -> String {
    code_in(&bot.asks(who, command).await)
}

/// Two sides of a link, up to the questions: what each is asked. The code comes from the first platform.
pub(super) async fn asked(bot: &mut TestBot, here: &str, there: &str, command: &str) -> (Answer, Answer) {
    bot.goes_to(PLATFORM);
    let code = code(bot, here, command).await;
    bot.goes_to(ELSEWHERE);
    let there = bot.answer(there, &format!("{command} {code}")).await;
    assert_eq!(there.outcome, Outcome::Done, "{there:?}");
    bot.goes_to(PLATFORM);
    let here = bot.answer(here, command).await;
    (here, there)
}

/// Both say yes.
pub(super) async fn link(bot: &mut TestBot, here: &str, there: &str) -> String {
    let (first, second) = asked(bot, here, there, "/link").await;
    bot.goes_to(ELSEWHERE);
    bot.presses(there, "Yes, both are mine", &second).await;
    bot.goes_to(PLATFORM);
    let done = bot.presses(here, "Yes, both are mine", &first).await;
    bot.outbox();
    done
}

/// The account of somebody on the platform at hand is a person of its own again.
pub(super) async fn unlink(bot: &mut TestBot, who: &str) -> String {
    let sure = bot.answer(who, "/unlink").await;
    let done = bot.presses(who, "Part them", &sure).await;
    bot.outbox();
    done
}

/// Two servers, each with an admin called Root, that became one community.
pub(super) async fn one_community(bot: &mut TestBot) -> String {
    bot.goes_to(ELSEWHERE);
    bot.asks("Root", "/help").await;
    bot.goes_to(PLATFORM);
    bot.asks("Root", "/help").await;
    let (first, second) = asked(bot, "Root", "Root", "/community link").await;
    bot.goes_to(ELSEWHERE);
    bot.presses("Root", "Yes, make them one", &second).await;
    bot.goes_to(PLATFORM);
    let done = bot.presses("Root", "Yes, make them one", &first).await;
    bot.outbox();
    done
}

/// How many members there are.
pub(super) async fn members(bot: &TestBot) -> i64 {
    bot.reads::<(i64,)>("select cast(count(*) as bigint) from member").await[0].0
}
