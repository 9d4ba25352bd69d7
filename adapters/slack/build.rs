//! Rebuilds when a word changes: they are embedded.

fn main() {
    println!("cargo:rerun-if-changed=i18n");
}
