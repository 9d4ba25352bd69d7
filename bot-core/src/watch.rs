//! Who counts what adapters do: whoever runs Kith gives them an eye to look through, or none.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::command::Outcome;
use crate::outbox::Delivery;

/// Something that an adapter did.
#[derive(Clone, Copy, Debug)]
pub enum Sight<'a> {
    /// A command was asked for and answered.
    Asked {
        /// Its name, as it was asked for.
        command: &'a str,
        /// What became of it.
        outcome: Outcome,
        /// How long that took.
        took: Duration,
    },
    /// What became of an effect.
    Delivered(&'a Delivery),
    /// So many events were taken in.
    Events(u64),
}

type Eye = dyn Fn(Sight<'_>) + Send + Sync;

/// The eye.
#[derive(Clone, Default)]
pub struct Watch(Option<Arc<Eye>>);

impl Watch {
    /// Shows everything to `eye`, which is quick and waits for nobody.
    pub fn new(eye: impl Fn(Sight<'_>) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(eye)))
    }

    /// Shows something.
    pub fn see(&self, sight: Sight<'_>) {
        if let Some(eye) = &self.0 {
            eye(sight);
        }
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Watch").field(&self.0.is_some()).finish()
    }
}
