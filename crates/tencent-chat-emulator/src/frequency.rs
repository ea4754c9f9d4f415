//! How often an interface, and the app as a whole, may be called within a second.

use core::time::Duration;
use std::collections::VecDeque;

use crate::clock::Time;
use crate::codes;
use crate::config::{CallsASecond, Limits};
use crate::endpoints::{Endpoint, TABLE};
use crate::envelope::Refusal;

/// The calls of the last second. There is one app, so that it is told by the interface alone.
#[derive(Debug)]
pub(crate) struct Frequency {
    interfaces: Vec<(&'static str, Window)>,
    app: Window,
}

impl Frequency {
    pub(crate) fn new(limits: &Limits) -> Self {
        let interfaces = TABLE.iter().map(|endpoint| {
            let most = limits.interface_calls_a_second.or_usually(endpoint.calls_a_second);
            (endpoint.path, Window::new(most))
        });
        let app = limits.app_calls_a_second.or_usually(CallsASecond::OF_APP);
        Self { interfaces: interfaces.collect(), app: Window::new(app) }
    }

    /// Lets a call through, or says who called too often. What is refused does not count.
    pub(crate) fn check(&mut self, endpoint: &Endpoint, now: Time) -> Result<(), Refusal> {
        let Self { interfaces, app } = self;
        let mut interface = interfaces.iter_mut().find(|(path, _)| *path == endpoint.path).map(|(_, window)| window);
        if interface.as_mut().is_some_and(|window| !window.has_room(now)) {
            let info = "this interface is called too often: wait a second";
            return Err(Refusal::new(codes::INTERFACE_RATE_LIMITED, info));
        }
        if !app.has_room(now) {
            let info = "the app calls too often: wait a second";
            return Err(Refusal::new(codes::APP_RATE_LIMITED, info));
        }
        if let Some(window) = interface {
            window.note(now);
        }
        app.note(now);
        Ok(())
    }
}

/// The calls of the last second, whichever second one looks at: the strictest way to count them.
#[derive(Debug)]
struct Window {
    most: Option<u32>,
    calls: VecDeque<Time>,
}

impl Window {
    const fn new(most: Option<u32>) -> Self {
        Self { most, calls: VecDeque::new() }
    }

    fn has_room(&mut self, now: Time) -> bool {
        let Some(most) = self.most else { return true };
        // A clock set back must not close the interface for as long as it was set back.
        self.calls.retain(|then| *then <= now && now.since(*then) < SECOND);
        usize::try_from(most).is_ok_and(|most| self.calls.len() < most)
    }

    fn note(&mut self, now: Time) {
        if self.most.is_some() {
            self.calls.push_back(now);
        }
    }
}

const SECOND: Duration = Duration::from_secs(1);

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::endpoints::find;

    fn code_at(frequency: &mut Frequency, millis: u64) -> i64 {
        let checked =
            frequency.check(find("v4/all_member_push/im_get_attr").unwrap(), Duration::from_millis(millis).into());
        checked.map_or_else(|refusal| refusal.code, |()| 0)
    }

    fn limits(interface: CallsASecond, app: CallsASecond) -> Limits {
        Limits { interface_calls_a_second: interface, app_calls_a_second: app, ..Limits::default() }
    }

    #[test]
    fn no_second_has_more_calls_than_allowed_and_refused_ones_do_not_count() {
        let mut frequency = Frequency::new(&limits(CallsASecond::AtMost(2), CallsASecond::Unlimited));
        let codes = [0, 600, 700, 999, 1000, 1599, 1600, 1999, 2000].map(|millis| code_at(&mut frequency, millis));
        assert_eq!(codes, [0, 0, 60007, 60007, 0, 60007, 0, 60007, 0]);
    }

    #[test]
    fn the_app_has_a_limit_over_all_its_interfaces() {
        let mut frequency = Frequency::new(&limits(CallsASecond::AtMost(3), CallsASecond::AtMost(1)));
        let codes = [0, 10, 20, 30, 40, 1000].map(|millis| code_at(&mut frequency, millis));
        assert_eq!(codes, [0, 60011, 60011, 60011, 60011, 0], "nor does the interface count what the app may not");
    }

    #[test]
    fn a_clock_set_back_opens_it_and_none_at_all_can_be_wanted() {
        let mut frequency = Frequency::new(&limits(CallsASecond::AtMost(1), CallsASecond::Usual));
        assert_eq!([5000, 5001, 1000].map(|millis| code_at(&mut frequency, millis)), [0, 60007, 0]);
        let mut frequency = Frequency::new(&limits(CallsASecond::Unlimited, CallsASecond::Unlimited));
        assert!((0..5000).all(|_| code_at(&mut frequency, 0) == 0));
        let mut frequency = Frequency::new(&limits(CallsASecond::Usual, CallsASecond::Usual));
        assert_eq!((0..150).filter(|_| code_at(&mut frequency, 0) == 0).count(), 100);
        let mut frequency = Frequency::new(&limits(CallsASecond::Unlimited, CallsASecond::Usual));
        assert_eq!((0..1500).filter(|_| code_at(&mut frequency, 0) == 0).count(), 1000);
    }

    #[test]
    fn the_documented_numbers_are_those_of_the_facts() {
        let files = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/spec")).unwrap();
        let files =
            files.map(|file| file.unwrap().path()).filter(|file| file.extension().is_some_and(|is| is == "toml"));
        let facts: Vec<toml::Table> =
            files.map(|file| toml::from_str(&fs::read_to_string(file).unwrap()).unwrap()).collect();
        let facts = || facts.iter().filter_map(|facts| facts.get("endpoint")?.as_array()).flatten();
        for endpoint in TABLE {
            let facts = facts().find(|facts| facts["path"].as_str() == Some(endpoint.path)).unwrap();
            let documented = facts["calls_per_second"].as_integer().unwrap();
            match endpoint.path {
                // It keeps its pushes a second apart by itself, with the code that its page has for it.
                "v4/all_member_push/im_push" => assert_eq!((documented, endpoint.calls_a_second), (1, u32::MAX)),
                // The number depends on the edition: 10, 30 or 40.
                "v4/timpush/batch" => assert_eq!((documented, endpoint.calls_a_second), (0, 10)),
                path => assert_eq!(documented, i64::from(endpoint.calls_a_second), "{path}"),
            }
        }
    }
}
