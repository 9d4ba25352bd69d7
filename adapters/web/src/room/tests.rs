//! The playground without its page: what people do, what Kith answers, and what a crash leaves.
