//! In whose code a program allocates, as valgrind's DHAT tells by the stack of each allocation.

use std::process::Command;

use super::{MORE, programs};
use crate::{run, workspace};

/// Allocations of doing once what `NAME WORDS N` does N times, in packages whose names begin with `package`: those by which
/// the stack, seen from the allocator, leaves what belongs to the standard library.
pub(super) fn allocations(name: &str, words: &[&str], package: &str) -> Result<f64, String> {
    let count = |times: u32| -> Result<f64, String> {
        let out = workspace::target_dir()?.join("dhat.out");
        let mut valgrind = Command::new("valgrind");
        valgrind.args(["--tool=dhat", "--num-callers=40"]).arg(format!("--dhat-out-file={}", out.display()));
        run::output(valgrind.arg(programs::path(name)?).args(words).arg(times.to_string()))?;
        let text = std::fs::read_to_string(&out).map_err(|e| format!("{}: {e}", out.display()))?;
        Profile::read(&text).ok_or_else(|| format!("{} is not what DHAT writes", out.display()))?.blocks(package)
    };
    Ok((count(1 + MORE)? - count(1)?) / f64::from(MORE))
}

/// What DHAT writes: JSON with a member a line.
struct Profile<'t> {
    points: Vec<Point>,
    frames: Vec<&'t str>,
}

/// A place that allocates.
struct Point {
    blocks: f64,
    /// From the allocator outwards.
    frames: Vec<usize>,
}

impl<'t> Profile<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let (points, frames) = text.split_once("\"ftbl\":")?;
        let frames = frames.lines().filter_map(|line| line.trim_start_matches(['[', ',', ' ']).strip_prefix('"'));
        let mut read = Self { points: Vec::new(), frames: frames.map(|line| line.trim_end_matches('"')).collect() };
        let mut blocks = 0.0;
        for line in points.lines() {
            if let Some((_, count)) = line.split_once("\"tbk\":") {
                blocks = count.trim().trim_end_matches(',').split(',').next()?.parse().ok()?;
            } else if let Some((_, frames)) = line.split_once("\"fs\":[") {
                let frames = frames.split(']').next()?.split(',').map(|at| at.parse().ok());
                read.points.push(Point { blocks, frames: frames.collect::<Option<_>>()? });
            }
        }
        (!read.points.is_empty() && !read.frames.is_empty()).then_some(read)
    }

    /// How often a package of this kind has allocated.
    ///
    /// # Errors
    ///
    /// Where no stack leads through it at all: then names are missing, and nothing was seen.
    fn blocks(&self, package: &str) -> Result<f64, String> {
        let packages = |point: &Point| {
            let names = point.frames.iter().filter_map(|at| self.frames.get(*at)).filter_map(|frame| package_of(frame));
            names.filter(|name| !STANDARD.contains(name)).map(str::to_owned).collect::<Vec<_>>()
        };
        let stacks: Vec<_> = self.points.iter().map(|point| (point.blocks, packages(point))).collect();
        if !stacks.iter().flat_map(|(_, names)| names).any(|name| name.starts_with(package)) {
            return Err(format!("no stack leads through {package}: the program has no names"));
        }
        let is_its = |names: &Vec<String>| names.first().is_some_and(|name| name.starts_with(package));
        Ok(stacks.iter().filter(|(_, names)| is_its(names)).map(|(blocks, _)| blocks).sum())
    }
}

/// The standard library's packages.
const STANDARD: [&str; 4] = ["alloc", "core", "std", "hashbrown"];

/// The package that a frame's function is of: `a_b` of `0x12: <a_b::C as d::E>::f (in /program)`. None of C's, whose names have no
/// `::`, and of type parameters.
fn package_of(frame: &str) -> Option<&str> {
    let (_, function) = frame.split_once(": ")?;
    let function = function.trim_start_matches(['<', '&', '*', '[', '(']).trim_start_matches("mut ");
    let (package, _) = function.split_once("::")?;
    package
        .chars()
        .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
        .then_some(package)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{"dhatFileVersion":2
,"pps":
 [{"tb":64,"tbk":3,"tl":7
  ,"mb":64
  ,"fs":[1,2,3,4]
  }
 ,{"tb":64,"tbk":5,"tl":7
  ,"fs":[1,2,4]
  }
 ]
,"ftbl":
 ["[root]"
 ,"0x1: malloc (vg_replace_malloc.c:381)"
 ,"0x2: <alloc::vec::Vec<T> as core::clone::Clone>::clone (vec.rs:1)"
 ,"0x3: <rustls::Stream as std::io::Read>::read (stream.rs:1)"
 ,"0x4: tencent_chat_std::call::Call::next (call.rs:1)"
 ]
}
"#;

    #[test]
    fn an_allocation_is_of_the_package_that_asked_the_standard_library() {
        let profile = Profile::read(TEXT).unwrap();
        assert_eq!((profile.blocks("tencent_chat"), profile.blocks("rustls")), (Ok(5.0), Ok(3.0)));
        assert!(profile.blocks("reqwest").is_err());
    }

    #[test]
    fn a_frame_names_its_package() {
        assert_eq!(package_of("0x1: <&mut a_b::C as d::E>::f (x.rs:1)"), Some("a_b"));
        assert_eq!(package_of("0x1: T::f (x.rs:1)"), None);
        assert_eq!(package_of("0x1: malloc (vg_replace_malloc.c:381)"), None);
    }
}
