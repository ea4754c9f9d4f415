//! Links every program by `layout.x`, and tells `firmware-endpoint` which endpoint it is about.

fn main() {
    let package = std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    println!("cargo::rustc-link-arg-bins=-T{package}/layout.x");
    println!("cargo::rerun-if-changed=layout.x");
    println!("cargo::rustc-check-cfg=cfg(endpoint, values(any()))");
    println!("cargo::rerun-if-env-changed=ENDPOINT");
    let endpoint = std::env::var("ENDPOINT").unwrap_or_else(|_| "none".to_owned());
    println!("cargo::rustc-cfg=endpoint=\"{endpoint}\"");
}
