//! Rebuilds when a migration or a word changes: both are embedded.

fn main() {
    println!("cargo:rerun-if-changed=../migrations");
    println!("cargo:rerun-if-changed=i18n");
}
