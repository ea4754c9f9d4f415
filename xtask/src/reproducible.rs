//! Is an image of the firmware made of its sources alone? It is built in two folders, which have to come to the same bytes.

mod rustc;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::args::Args;
use crate::size::SMALL_SHA2;
use crate::toolchain::{THUMB_V7M, Toolchain};
use crate::{copy, run, workspace};
pub(crate) use rustc::in_its_place;

/// The board whose image it is.
const BOARD: &str = "lm3s6965evb";
const TARGET: &str = THUMB_V7M;
/// What is looked at, of different lengths.
const FOLDERS: [&str; 2] = ["here", "in/another/place"];

pub(crate) fn run(args: &mut Args) -> Result<(), String> {
    check(&crate::toolchain::from_args(args)?)
}

pub(crate) fn check(toolchain: &Toolchain) -> Result<(), String> {
    let folder = workspace::target_dir()?.join("reproducible");
    let [one, other] = FOLDERS.map(|name| built(toolchain, &folder.join(name)));
    let (one, other) = (one?, other?);
    let differs = one.iter().zip(&other).position(|(one, other)| one != other);
    match differs {
        None if one.len() == other.len() => {
            println!("{BOARD} ({TARGET}): built in two folders, the same {} bytes", one.len());
            Ok(())
        }
        at => Err(format!(
            "{BOARD} ({TARGET}): of two builds in two folders one has {} bytes and one {}, and they differ from byte {} on",
            one.len(),
            other.len(),
            at.unwrap_or(one.len().min(other.len())),
        )),
    }
}

/// The image, built in a copy of the project that lies there.
fn built(toolchain: &Toolchain, folder: &Path) -> Result<Vec<u8>, String> {
    // Of another run there may be some left.
    let _ = fs::remove_dir_all(folder);
    let sources = folder.join("sources");
    copy::project(&sources)?;
    // Nor must be seen where the sources lie, and those that Cargo fetches.
    let ours = format!("--remap-path-prefix={}=.", sources.display());
    let others = format!("--remap-path-prefix={}=cargo", cargo_home()?.display());
    let mut cargo = toolchain.build(TARGET, &[SMALL_SHA2, &ours, &others])?;
    cargo.current_dir(&sources).env("CARGO_TARGET_DIR", folder);
    cargo.arg("--manifest-path").arg(format!("examples/firmware/{BOARD}/Cargo.toml")).args(["--locked", "--release"]);
    rustc::stand_in(&mut cargo, &sources)?;
    run::run(&mut cargo)?;
    let image = folder.join(TARGET).join("release").join(BOARD);
    let bytes = fs::read(&image).map_err(|e| format!("{}: {e}", image.display()))?;
    let _ = fs::remove_dir_all(folder);
    Ok(bytes)
}

fn cargo_home() -> Result<PathBuf, String> {
    let home = |name| env::var_os(name).map(PathBuf::from);
    let cargo = home("CARGO_HOME").or_else(|| home("HOME").map(|home| home.join(".cargo")));
    cargo.ok_or_else(|| "neither CARGO_HOME nor HOME says where Cargo keeps what it fetches".to_owned())
}
