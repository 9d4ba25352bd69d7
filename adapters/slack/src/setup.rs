//! `/kith setup`: what an admin settles first, in one form that shows how things are; what is changed in it is asked of the
//! core's `/settings`.

use bot_core::Glance;
use bot_core::chat::{Part, Text};
use bot_core::command::{Answers, Invocation, Outcome, Reply, Role, Widget};

use crate::answer::Line;
use crate::desk::{Desk, now};
use crate::write::form::{Form, spec};
use crate::write::held::What;
use crate::write::text::is_channel;

/// The word on Slack; the core has no command of this name.
pub(crate) const NAME: &str = "setup";
/// The command of the core that the form is for.
const SETTINGS: &str = "settings";
/// What it asks.
const FIELDS: [&str; 5] = ["digest_channel", "log_channel", "digest_day", "digest_hour", "zone"];
const DAY: &str = "digest_day";
/// Where shout-outs are told, and how.
const LOG_CHANNEL: &str = "log_channel";
const SHOUTOUTS: &str = "shoutouts";
const IN_LOG: &str = "log";
/// What the core takes for no channel.
const NO_CHANNEL: &str = "none";

/// Shows the form to whoever may settle it; whoever may not hears that at once, from the core.
pub(crate) async fn show(desk: &Desk, mut invocation: Invocation, line: &mut Line<'_>) {
    SETTINGS.clone_into(&mut invocation.command);
    invocation.answers = Answers::default();
    let glance = desk.bot.glance(now(), &invocation.server).await.ok().flatten();
    let answer = desk.put(&invocation).await;
    let Reply::Ephemeral(message) = answer.reply else {
        return tracing::error!("the settings are not shown to one pair of eyes");
    };
    if answer.outcome != Outcome::Done {
        line.whisper(&message).await;
        return;
    }
    let roles = glance.as_ref().map(|glance| glance.roles_of(&invocation.asker.account));
    if roles.is_none_or(|roles| !roles.contains(&Role::Admin)) {
        // Asking made them the admin: that is told beside the form.
        line.whisper(&message).await;
    }
    let mut before = settled(&message.text);
    if let (None, Some(day)) = (before.get(DAY), glance.as_ref().and_then(day)) {
        before.set(DAY, day);
    }
    let fields: Vec<String> = FIELDS.iter().map(|name| (*name).to_owned()).collect();
    match Form::with(SETTINGS, &fields, &before, Vec::new(), line.origin()) {
        Some(mut form) => {
            form.held.answers = Answers::default();
            form.held.what = What::Setup(before);
            line.show(&form, None).await;
        }
        None => tracing::error!("there are no settings"),
    }
}

/// The digest's day, which the core tells in the community's language.
fn day(glance: &Glance) -> Option<String> {
    let next = chrono::DateTime::from_timestamp_millis(glance.next_digest?.0)?;
    let day = next.with_timezone(&glance.zone).format("%A").to_string();
    answer(widget(DAY)?, &day)
}

/// How things are, as far as the form can show it, out of what the core tells about them.
fn settled(told: &Text) -> Answers {
    let mut settled = Answers::default();
    let mut key = "";
    for part in told.parts() {
        match part {
            Part::Code(code) => key = code,
            Part::Channel(id, _) if is_channel(id) && widget(key) == Some(Widget::Channel) => {
                settled.set(key, format!("<#{id}>"));
            }
            Part::Words(words) => {
                let value = words.lines().next().unwrap_or_default().trim_matches([':', ' ']);
                if let Some(answer) = widget(key).and_then(|widget| answer(widget, value)) {
                    settled.set(key, answer);
                }
            }
            _ => {}
        }
    }
    settled
}

/// How a setting is asked for, if the form is concerned with it.
fn widget(key: &str) -> Option<Widget> {
    let concerned = FIELDS.contains(&key) || key == SHOUTOUTS;
    let field = spec(SETTINGS)?.fields.iter().find(|field| concerned && field.name == key)?;
    Some(field.widget)
}

/// The answer that is told in these words; nothing where they say it in another language's.
fn answer(widget: Widget, told: &str) -> Option<String> {
    match widget {
        Widget::Choice(words) => {
            words.iter().find(|word| word.eq_ignore_ascii_case(told)).map(|word| (*word).to_owned())
        }
        Widget::Number(..) => {
            told.split(':').next()?.trim().parse::<i64>().ok().map(|number| number.to_string())
        }
        Widget::Search => Some(told.to_owned()).filter(|told| !told.is_empty()),
        _ => None,
    }
}

/// What somebody changed in the form. Shout-outs go where a channel was chosen for them: nobody should have to know that
/// this is another setting. Where it is emptied, the core knows whether another platform has one.
pub(crate) fn changed(before: &Answers, filled: &Answers) -> Answers {
    let mut changed = Answers::default();
    for name in FIELDS {
        match (before.get(name), filled.get(name)) {
            (was, Some(is)) if was != Some(is) => changed.set(name, is),
            (Some(_), None) if widget(name) == Some(Widget::Channel) => changed.set(name, NO_CHANNEL),
            _ => {}
        }
    }
    let logged = before.get(SHOUTOUTS) == Some(IN_LOG);
    match changed.get(LOG_CHANNEL) {
        Some(NO_CHANNEL) | None => {}
        Some(_) if logged => {}
        Some(_) => changed.set(SHOUTOUTS, IN_LOG),
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(all: &[(&str, &str)]) -> Answers {
        all.iter().map(|(name, answer)| ((*name).to_owned(), (*answer).to_owned())).collect()
    }

    #[test]
    fn only_what_was_changed_is_asked_for() {
        let before = answers(&[("digest_channel", "<#C0GENERAL01>"), ("digest_hour", "9"), ("zone", "UTC")]);
        assert_eq!(changed(&before, &before), Answers::default());
        let filled = answers(&[("digest_channel", ""), ("digest_hour", ""), ("zone", "Europe/Berlin")]);
        let expected = answers(&[("digest_channel", "none"), ("zone", "Europe/Berlin")]);
        assert_eq!(changed(&before, &filled), expected);
    }

    #[test]
    fn shoutouts_go_where_a_channel_was_chosen_for_them() {
        let (public, log) = (("shoutouts", "public"), ("shoutouts", "log"));
        let (here, there) = (("log_channel", "<#C0GENERAL01>"), ("log_channel", "<#C0HELP00001>"));
        let none = ("log_channel", "none");
        for (before, filled, expected) in [
            (vec![public], vec![here], vec![here, log]),
            (vec![], vec![here], vec![here, log]),
            (vec![here, log], vec![here], vec![]),
            (vec![here, public], vec![here], vec![]),
            (vec![here, log], vec![there], vec![there]),
            (vec![here, log], vec![], vec![none]),
            (vec![here, ("shoutouts", "thread")], vec![], vec![none]),
            (vec![public], vec![], vec![]),
        ] {
            assert_eq!(changed(&answers(&before), &answers(&filled)), answers(&expected), "{before:?}");
        }
    }

    #[test]
    fn how_things_are_is_read_out_of_what_the_core_tells() {
        let line = |key: &str, value: Text| {
            Text::join(["• ".to_owned().into(), Text::code(key), ": ".to_owned().into(), value], "")
        };
        let mut told = Text::words("How Kith behaves here:");
        told.line(line("zone", Text::words("Europe/Berlin")));
        told.line(line("digest_channel", Text::words("none")));
        told.line(line("digest_day", Text::words("Montag")));
        told.line(line("digest_hour", Text::words("07:00")));
        told.line(line("allowance", Text::words("5")));
        told.line(line("shoutouts", Text::words("log")));
        let elsewhere = Text::channel(&"175928847299117063".into(), "elsewhere");
        let here = Text::channel(&"C0GENERAL01".into(), "general");
        told.line(line("log_channel", Text::join([elsewhere, here], ", ")));
        told.line(line("values", Text::typed("zone")));
        let expected = answers(&[
            ("digest_hour", "7"),
            ("log_channel", "<#C0GENERAL01>"),
            ("shoutouts", "log"),
            ("zone", "Europe/Berlin"),
        ]);
        assert_eq!(settled(&told), expected);
    }
}
