//! The README and the help list every fault.

use tencent_chat_emulator::Fault;

#[test]
fn every_fault_is_listed_with_its_line() {
    let readme = include_str!("../../README.md");
    for kind in Fault::KINDS {
        let line = format!("| `{}{}` | {} |", kind.name, kind.parameters, kind.does);
        assert!(readme.contains(&line), "{line}");
    }
}
