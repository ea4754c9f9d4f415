//! Links every program by `layout.x`, and writes for `firmware-endpoint` the calls of the endpoints it is about.

use std::{env, fs, path::Path};

fn main() {
    let package = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    println!("cargo::rustc-link-arg-bins=-T{package}/layout.x");
    println!("cargo::rerun-if-changed=layout.x");

    println!("cargo::rerun-if-env-changed=ENDPOINTS");
    let core = Path::new(&package).join("../../crates/tencent-chat/src");
    let named = env::var("ENDPOINTS").unwrap_or_default();
    let mut calls = String::from("{\n");
    for endpoint in named.split_whitespace() {
        let file = core.join(endpoint).with_extension("rs");
        println!("cargo::rerun-if-changed={}", file.display());
        let source = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        calls += &call(endpoint, &source).unwrap_or_else(|| panic!("{} has no endpoint", file.display()));
    }
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("endpoints.rs");
    fs::write(out, calls + "}\n").expect("the build's own directory can be written to");
}

/// Makes the endpoint of a file by its `new`, out of values that nothing is known of, and calls it.
fn call(endpoint: &str, source: &str) -> Option<String> {
    let (section, _) = endpoint.split_once('/')?;
    let (_, name) = source.split_once("\nimpl Endpoint for ")?;
    let name = name.split(['<', ' ']).next()?;
    let path = format!("tencent_chat::{section}::{name}");
    let Some(new) = new(name, source) else { return Some(format!("    link.call(&given::<{path}>());\n")) };
    let (parameters, result) = new.split_once(") -> ")?;
    let given = vec!["given()"; parameters.matches(": ").count()].join(", ");
    Some(if result.starts_with("Result<") {
        format!("    if let Ok(request) = {path}::new({given}) {{\n        link.call(&request);\n    }}\n")
    } else {
        format!("    link.call(&{path}::new({given}));\n")
    })
}

/// The head of a type's `new`, from its first parameter on; a type without any parts has none.
fn new<'s>(name: &str, source: &'s str) -> Option<&'s str> {
    let (_, own) = source.split_once(&format!("\nimpl<'a> {name}<'a> {{\n"))?;
    let (own, _) = own.split_once("\n}\n")?;
    let (_, new) = own.split_once(" fn new(")?;
    Some(new.split_once(" {\n").map_or(new, |(head, _)| head))
}
