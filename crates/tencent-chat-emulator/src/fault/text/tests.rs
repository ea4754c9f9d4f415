use super::*;

#[test]
fn every_kind_is_read_as_it_is_written() {
    for kind in Fault::KINDS {
        let text = kind.example.to_string();
        assert_eq!(kind.example.name(), kind.name);
        assert_eq!(text.parse(), Ok(kind.example), "{text}");
        assert_eq!(kind.parameters.is_empty(), text == kind.name, "{text}");
        let names = Fault::KINDS.iter().filter(|other| other.name == kind.name);
        assert_eq!(names.count(), 1, "{text}");
    }
}

#[test]
fn plans_are_read_as_they_are_written() {
    for text in [
        "refuse=60007",
        "refuse=-5:3",
        "clock-skew=-9223372036854775808@v4/all_member_push/im_get_attr",
        "stall=100:0",
        "stall=100,2000:4294967295@a:b@c",
        "tls-alert=255:1",
        "other-authority",
    ] {
        assert_eq!(text.parse::<PlannedFault>().unwrap().to_string(), text);
    }
    let planned: PlannedFault = "stall=7,8:2@/v4/x".parse().unwrap();
    let wanted = PlannedFault::new(Fault::Stall { at: 7, millis: Some(8) }, Times::Next(2)).at("v4/x");
    assert_eq!(planned, wanted);
}

#[test]
fn what_is_no_fault_is_named() {
    for (text, named) in [
        ("", "\"\""),
        ("explode", "\"explode\""),
        ("Chunked", "\"Chunked\""),
        ("refuse", "lacks a number"),
        ("refuse=", "\"\" in"),
        ("refuse=many", "\"many\""),
        ("refuse=1,2", "more than"),
        ("chunked=1", "more than"),
        ("close=-1", "\"-1\""),
        ("tls-alert=256", "\"256\""),
        ("stall=1,", "\"\" in"),
        ("stall=1,2,3", "more than"),
        ("chunked:", "after the ':'"),
        ("chunked:-1", "after the ':'"),
        ("chunked@", "after the '@'"),
        ("wrong-name@v4/x", "takes no path"),
    ] {
        let error = text.parse::<PlannedFault>().unwrap_err().to_string();
        assert!(error.contains(named), "{text}: {error}");
    }
}
