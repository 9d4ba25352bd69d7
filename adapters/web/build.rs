//! Rebuilds when what is embedded changes: the page's assets and words, and the chat log's tables.

fn main() {
    for folder in ["assets", "i18n", "migrations"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
