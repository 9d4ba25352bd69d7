//! What somebody is typing in a line that begins with `/`, so that a surface can offer how it may go on.

#[cfg(test)]
mod tests;

use super::line::{self, BETWEEN_PEOPLE};
use super::{Answers, CommandSpec, FieldSpec, Widget};

/// What somebody is typing, up to the cursor. `from` is the byte of the line where it begins: what is picked goes there,
/// instead of all that follows. `typed` is as it stands in the line, without quotation marks around it.
#[derive(Clone, Debug)]
pub enum Typing<'a> {
    /// A command's name, not finished.
    Command {
        /// The commands whose names begin with it, then those whose names contain it.
        commands: Vec<CommandSpec>,
        /// The name so far.
        typed: &'a str,
        /// Where it begins.
        from: usize,
    },
    /// An answer.
    Answer {
        /// The command.
        spec: CommandSpec,
        /// The field that it answers. Of several people, each is an answer.
        field: FieldSpec,
        /// The answer so far.
        typed: &'a str,
        /// Where it begins.
        from: usize,
        /// What was answered before; of several people, those before this one.
        answers: Answers,
    },
    /// A word that no field takes where it stands. What can stand here is the name of a field, with a colon.
    Name {
        /// The command.
        spec: CommandSpec,
        /// The fields that are not answered yet and whose names begin with it.
        fields: Vec<FieldSpec>,
        /// The word so far.
        typed: &'a str,
        /// Where it begins.
        from: usize,
        /// What was answered before.
        answers: Answers,
    },
    /// Nothing more: the command has all that it can take.
    Complete {
        /// The command.
        spec: CommandSpec,
    },
}

/// What somebody is typing at the end of `line`; `None` if it does not begin with `/`. What [`super::parse_line`] would
/// make of the line is what is found here.
pub fn typing<'a>(line: &'a str, specs: impl IntoIterator<Item = CommandSpec>) -> Option<Typing<'a>> {
    let asked = line.trim_start_matches('/');
    if asked.len() == line.len() {
        return None;
    }
    let specs: Vec<CommandSpec> = specs.into_iter().filter(CommandSpec::is_typed).collect();
    let straight = line::straighten(asked);
    let begun = line::command(&straight, specs.iter().copied());
    // Until a blank follows, the name may go on.
    let Some((spec, rest)) = begun.filter(|(_, rest)| !rest.is_empty()) else {
        return Some(Typing::Command {
            commands: named_like(&straight, specs),
            typed: asked,
            from: line.len() - asked.len(),
        });
    };
    let at = At { line, asked, straight: &straight, spec };
    let mut answers = Answers::default();
    let head = line::take_named(rest, spec.fields, &mut answers);
    Some(match line::marks(rest, spec.fields).last() {
        Some(&(mark, field)) => {
            // Nothing before it answers this field, even while its answer is empty.
            answers.set(field.name, "…");
            line::take_in_order(head, spec.fields, &mut answers);
            answers.clear(field.name);
            at.named(*field, &rest[mark + field.name.len() + 1..], answers)
        }
        None => {
            let (left, last) = line::take_in_order(rest, spec.fields, &mut answers);
            at.in_order(left, last, answers)
        }
    })
}

/// The commands whose names begin with what was typed, then those whose names contain it.
fn named_like(typed: &str, specs: Vec<CommandSpec>) -> Vec<CommandSpec> {
    let mut name = typed.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    if !name.is_empty() && typed.ends_with(char::is_whitespace) {
        name.push(' ');
    }
    let like = specs.into_iter().filter(|spec| spec.name.contains(&name));
    let (mut first, then): (Vec<_>, Vec<_>) = like.partition(|spec| spec.name.starts_with(&name));
    first.extend(then);
    first
}

/// A line whose command is known.
struct At<'a, 's> {
    line: &'a str,
    /// The line after its `/`.
    asked: &'a str,
    /// The same with straight quotation marks, which are shorter. All `&'s str` are pieces of its end.
    straight: &'s str,
    spec: CommandSpec,
}

impl<'a, 's> At<'a, 's> {
    /// The answer after `field:`.
    fn named(&self, field: FieldSpec, answer: &'s str, answers: Answers) -> Typing<'a> {
        let answer = answer.trim_start();
        let (first, after) = line::token(answer);
        // A text and a name may have blanks in it, unless it stands in quotation marks.
        let is_over = match field.widget {
            Widget::Members(_) => false,
            Widget::LongText(_) | Widget::Text(_) => first.starts_with('"'),
            Widget::Member | Widget::Search => first.starts_with(['"', '<']) || first.starts_with("@\""),
            _ => true,
        };
        if !is_over || !after.starts_with(char::is_whitespace) {
            return self.answer(field, answer, answers);
        }
        let mut with_it = answers.clone();
        with_it.set(field.name, line::unquoted(first));
        let word = last_word(after);
        let is_text =
            matches!(field.widget, Widget::LongText(_) | Widget::Text(_)) && !after.trim().is_empty();
        if is_text && self.fields_left(word, &with_it).is_empty() {
            return self.answer(field, answer, answers);
        }
        self.name(word, with_it)
    }

    /// What follows when fields are answered in their order: `left` is what `last` and those before it left.
    fn in_order(&self, left: &'s str, last: Option<(usize, &'s str)>, mut answers: Answers) -> Typing<'a> {
        let fields = self.spec.fields;
        if let Some((n, taken)) = last
            && left.is_empty()
        {
            answers.clear(fields[n].name);
            return self.answer(fields[n], taken, answers);
        }
        let next = last.map_or(0, |(n, _)| n + 1);
        let mut next = fields[next..].iter().filter(|field| answers.get(field.name).is_none());
        let word = left.trim_start();
        let next = if word.is_empty() {
            next.next()
        } else {
            next.find(|field| line::may_become(field.widget, word))
        };
        match next {
            Some(field) => self.answer(*field, word, answers),
            None => self.name(last_word(left), answers),
        }
    }

    fn answer(&self, field: FieldSpec, mut answer: &'s str, mut answers: Answers) -> Typing<'a> {
        if let Widget::Members(_) = field.widget {
            let (before, person) = answer.split_at(last_person(answer));
            if !before.trim_matches(BETWEEN_PEOPLE).is_empty() {
                answers.set(field.name, before.trim_matches(BETWEEN_PEOPLE));
            }
            answer = person;
        }
        let (typed, from) = self.typed(answer);
        Typing::Answer { spec: self.spec, field, typed, from, answers }
    }

    fn name(&self, word: &'s str, answers: Answers) -> Typing<'a> {
        let fields = self.fields_left(word, &answers);
        if self.fields_left("", &answers).is_empty() {
            return Typing::Complete { spec: self.spec };
        }
        let (typed, from) = self.typed(word);
        Typing::Name { spec: self.spec, fields, typed, from, answers }
    }

    /// The fields that are not answered yet and whose names begin with `word`.
    fn fields_left(&self, word: &str, answers: &Answers) -> Vec<FieldSpec> {
        let fields = self.spec.fields.iter().copied();
        let left = fields.filter(|field| answers.get(field.name).is_none());
        left.filter(|field| field.name.starts_with(&word.to_lowercase())).collect()
    }

    /// The end of the line from where `piece`, which is its end, begins; without quotation marks around it, nor an `@` before
    /// those.
    fn typed(&self, piece: &'s str) -> (&'a str, usize) {
        // Straightened, each character is still one character.
        let from = self.straight.len() - piece.len();
        let (mut start, mut end) = (0, piece.len());
        if let Some(inside) = piece.strip_prefix('@').unwrap_or(piece).strip_prefix('"') {
            let closed = inside.strip_suffix('"');
            if !closed.unwrap_or(inside).contains('"') {
                start = piece.len() - inside.len();
                end = start + closed.unwrap_or(inside).len();
            }
        }
        (&self.line[self.byte(from + start)..self.byte(from + end)], self.byte(from))
    }

    /// Where a byte of the straightened line stands in the line itself.
    fn byte(&self, straight: usize) -> usize {
        let before = self.straight[..straight].chars().count();
        let asked = self.asked.char_indices().nth(before).map_or(self.asked.len(), |(at, _)| at);
        self.line.len() - self.asked.len() + asked
    }
}

/// Where the last one of several people begins: at the end, if nobody is begun.
fn last_person(people: &str) -> usize {
    let mut rest = people;
    loop {
        rest = rest.trim_start_matches(BETWEEN_PEOPLE);
        let (person, after) = line::token(rest);
        if person.is_empty() || after.is_empty() {
            return people.len() - rest.len();
        }
        rest = after;
    }
}

/// The word at the end of a line; empty after a blank.
fn last_word(line: &str) -> &str {
    let start = line.rfind(char::is_whitespace);
    start.map_or(line, |at| line[at..].trim_start())
}
