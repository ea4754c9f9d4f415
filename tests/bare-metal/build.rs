//! Links every program by `layout.x`.

fn main() {
    let package = std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    println!("cargo::rustc-link-arg-bins=-T{package}/layout.x");
    println!("cargo::rerun-if-changed=layout.x");
}
