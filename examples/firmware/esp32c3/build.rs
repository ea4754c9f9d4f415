//! Links by what esp-hal brings.

fn main() {
    println!("cargo::rustc-link-arg-bins=-Tlinkall.x");
    println!("cargo::rerun-if-env-changed=WIFI_NAME");
    println!("cargo::rerun-if-env-changed=WIFI_PASSWORD");
}
