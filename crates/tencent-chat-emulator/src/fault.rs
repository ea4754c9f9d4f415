//! What the emulator does wrong on purpose, and how often.

/// Something that the emulator does wrong on purpose.
///
/// Several planned for one request act together: the list may come in chunks, with the code last, and be cut.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// The call is not looked at and refused with this code.
    Refuse(i64),
    /// `ErrorCode` stands after the list, with this code in it; with another than 0 a refusal follows the users.
    CodeLast(i64),
    /// The answer is HTTP 502 with an HTML page, as of a proxy that cannot reach the service.
    BadGateway,
    /// The body comes in chunks of odd sizes and without `Content-Length`.
    Chunked,
    /// The connection is closed after this many bytes of the answer, counted from its first byte; after 0, before it.
    CloseAfter(usize),
    /// The answer comes whole and promises to keep the connection, which is then closed.
    CloseSilently,
}

/// To how many requests a fault happens.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Times {
    /// To the next so many.
    Next(u32),
    /// To all until [`Emulator::clear_faults`](crate::Emulator::clear_faults).
    UntilCleared,
}

/// The faults that lie ahead.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    faults: Vec<Planned>,
}

#[derive(Debug)]
struct Planned {
    fault: Fault,
    times: Times,
    /// `None` is every path.
    path: Option<String>,
}

impl Plan {
    pub(crate) fn add(&mut self, fault: Fault, times: Times, path: Option<&str>) {
        let path = path.map(|path| path.trim_start_matches('/').to_owned());
        self.faults.push(Planned { fault, times, path });
    }

    pub(crate) fn clear(&mut self) {
        self.faults.clear();
    }

    /// The faults that happen to this request.
    pub(crate) fn take(&mut self, path: &str) -> Vec<Fault> {
        self.faults.retain(|planned| planned.times != Times::Next(0));
        let mut taken = Vec::new();
        for planned in &mut self.faults {
            if planned.path.as_deref().is_some_and(|wanted| wanted != path) {
                continue;
            }
            if let Times::Next(left) = &mut planned.times {
                *left = left.saturating_sub(1);
            }
            taken.push(planned.fault);
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_happen_as_often_as_planned_and_where() {
        let mut plan = Plan::default();
        plan.add(Fault::Chunked, Times::UntilCleared, None);
        plan.add(Fault::Refuse(1), Times::Next(2), Some("/a"));
        plan.add(Fault::BadGateway, Times::Next(0), None);
        assert_eq!(plan.take("b"), [Fault::Chunked]);
        assert_eq!(plan.take("a"), [Fault::Chunked, Fault::Refuse(1)]);
        assert_eq!(plan.take("a"), [Fault::Chunked, Fault::Refuse(1)]);
        assert_eq!(plan.take("a"), [Fault::Chunked]);
        plan.clear();
        assert_eq!(plan.take("a"), []);
    }
}
