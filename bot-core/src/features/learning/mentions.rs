//! Whom a text names by a mention, as platforms write it: `<@U1>`, `<@!1>`, `<@U1|bo>`.

/// A text is looked at for so many mentions, and no more.
const MOST: usize = 20;

/// The accounts that a text mentions, each as often as it does.
pub(crate) fn mentions(text: &str) -> impl Iterator<Item = &str> {
    text.split("<@").skip(1).take(MOST).filter_map(|rest| {
        let (inside, _) = rest.split_once('>')?;
        let id = inside.split_once('|').map_or(inside, |(id, _)| id).trim_start_matches('!');
        let is_id = !id.is_empty() && !id.starts_with('&') && !id.contains(char::is_whitespace);
        is_id.then_some(id)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn accounts_are_found_however_they_are_written() {
        let found: Vec<&str> =
            super::mentions("<@U1>: ask <@!2> or <@U3|bo>, not <@&9> <@ x> <@U4").collect();
        assert_eq!(found, ["U1", "2", "U3"]);
    }
}
