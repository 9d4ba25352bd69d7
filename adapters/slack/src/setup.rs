//! `/kith setup`: what an admin settles first, in one form that shows how things are; what is changed in it is asked of the
//! core's `/settings`.

use bot_core::command::{Answers, Invocation, Outcome, Reply, Role, Widget};

use crate::answer::Line;
use crate::desk::{Desk, now};
use crate::write::form::{Form, spec};
use crate::write::held::What;

/// The word on Slack; the core has no command of this name.
pub(crate) const NAME: &str = "setup";
/// The command of the core that the form is for.
const SETTINGS: &str = "settings";
/// What it asks.
const FIELDS: [&str; 5] = ["digest_channel", "log_channel", "digest_day", "digest_hour", "zone"];
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
    let settled = desk.bot.settled(now(), &invocation.server).await;
    let settled = settled.unwrap_or_else(|error| {
        tracing::error!(%error, "the form cannot show how things are");
        Answers::default()
    });
    let concerned = settled.iter().filter(|(name, _)| FIELDS.contains(name) || *name == SHOUTOUTS);
    let before: Answers = concerned.map(|(name, answer)| (name.to_owned(), answer.to_owned())).collect();
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

/// Whether a setting is answered with a channel.
fn asks_a_channel(key: &str) -> bool {
    let fields = spec(SETTINGS).map(|spec| spec.fields).unwrap_or_default();
    fields.iter().any(|field| field.name == key && field.widget == Widget::Channel)
}

/// What somebody changed in the form. Shout-outs go where a channel was chosen for them: nobody should have to know that
/// this is another setting. Where it is emptied, the core knows whether another platform has one.
pub(crate) fn changed(before: &Answers, filled: &Answers) -> Answers {
    let mut changed = Answers::default();
    for name in FIELDS {
        match (before.get(name), filled.get(name)) {
            (was, Some(is)) if was != Some(is) => changed.set(name, is),
            (Some(_), None) if asks_a_channel(name) => changed.set(name, NO_CHANNEL),
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
}
