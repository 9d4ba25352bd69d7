//! `/kith setup`: what an admin settles first, in one form; it is asked of the core's `/settings`.

use bot_core::command::Answers;

use crate::answer::Line;
use crate::write::form::Form;

/// The word on Slack; the core has no command of this name.
pub(crate) const NAME: &str = "setup";
/// The command of the core that the form is for.
const SETTINGS: &str = "settings";
/// What it asks.
const FIELDS: [&str; 5] = ["digest_channel", "log_channel", "digest_day", "digest_hour", "zone"];

/// Shows the form.
pub(crate) async fn show(line: &mut Line<'_>) {
    let fields: Vec<String> = FIELDS.iter().map(|name| (*name).to_owned()).collect();
    match Form::with(SETTINGS, &fields, &Answers::default(), Vec::new(), line.origin()) {
        Some(form) => line.show(&form, None).await,
        None => tracing::error!("there are no settings"),
    }
}
