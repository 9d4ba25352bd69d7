//! What is drawn keeps within Slack's limits, whatever is said.
