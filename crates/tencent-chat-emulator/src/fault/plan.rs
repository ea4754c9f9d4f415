//! Which faults lie ahead, and for whom.

use super::Fault;

/// To how many requests (or connections, for faults of the handshake) a fault happens.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Times {
    /// To the next so many.
    Next(u32),
    /// To all until [`Emulator::clear_faults`](crate::Emulator::clear_faults).
    UntilCleared,
}

/// A fault that lies ahead; as text `NAME[=PARAMETERS][:TIMES][@PATH]`, where no times are all until cleared.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct PlannedFault {
    /// What goes wrong.
    pub fault: Fault,
    /// To how many.
    pub times: Times,
    /// To whose requests, such as `v4/all_member_push/im_get_attr`; `None` is every path.
    pub path: Option<String>,
}

impl PlannedFault {
    /// A fault for any path.
    #[must_use]
    pub const fn new(fault: Fault, times: Times) -> Self {
        Self { fault, times, path: None }
    }

    /// The same for this path only. A fault of the handshake cannot know it, and happens all the same.
    #[must_use]
    pub fn at(self, path: &str) -> Self {
        let path = (!self.fault.is_of_handshake()).then(|| path.trim_start_matches('/').to_owned());
        Self { path, ..self }
    }
}

/// The faults that lie ahead.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    faults: Vec<PlannedFault>,
}

impl Plan {
    pub(crate) fn new(faults: Vec<PlannedFault>) -> Self {
        Self { faults }
    }

    pub(crate) fn add(&mut self, planned: PlannedFault) {
        self.faults.push(planned);
    }

    pub(crate) fn clear(&mut self) {
        self.faults.clear();
    }

    /// The faults that happen to a request for this path.
    pub(crate) fn take(&mut self, path: &str) -> Vec<Fault> {
        self.take_where(|planned| {
            !planned.fault.is_of_handshake() && planned.path.as_deref().is_none_or(|wanted| wanted == path)
        })
    }

    /// The first fault that happens to this handshake. Each of them ends or decides it, so that there is one at a time.
    pub(crate) fn take_of_handshake(&mut self) -> Option<Fault> {
        let mut first = true;
        let taken = self.take_where(|planned| planned.fault.is_of_handshake() && core::mem::take(&mut first));
        taken.first().copied()
    }

    /// What still lies ahead.
    pub(crate) fn ahead(&mut self) -> &[PlannedFault] {
        self.faults.retain(|planned| planned.times != Times::Next(0));
        &self.faults
    }

    fn take_where(&mut self, mut happens: impl FnMut(&PlannedFault) -> bool) -> Vec<Fault> {
        self.faults.retain(|planned| planned.times != Times::Next(0));
        let mut taken = Vec::new();
        for planned in &mut self.faults {
            if !happens(planned) {
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

    fn planned(text: &str) -> PlannedFault {
        text.parse().unwrap()
    }

    #[test]
    fn faults_happen_as_often_as_planned_and_where() {
        let mut plan = Plan::new(vec![planned("chunked"), planned("refuse=1:2@/a"), planned("bad-gateway:0")]);
        assert_eq!(plan.take("b"), [Fault::Chunked]);
        assert_eq!(plan.take("a"), [Fault::Chunked, Fault::Refuse(1)]);
        assert_eq!(plan.ahead(), [planned("chunked"), planned("refuse=1:1@a")]);
        assert_eq!(plan.take("a"), [Fault::Chunked, Fault::Refuse(1)]);
        assert_eq!(plan.take("a"), [Fault::Chunked]);
        assert_eq!(plan.ahead(), [planned("chunked")]);
        plan.clear();
        assert_eq!(plan.take("a"), []);
    }

    #[test]
    fn those_of_the_handshake_happen_to_connections_one_by_one() {
        let mut plan = Plan::new(vec![planned("wrong-name:1"), planned("chunked"), planned("tls-alert=40:2")]);
        assert_eq!(plan.take("a"), [Fault::Chunked]);
        assert_eq!(plan.take_of_handshake(), Some(Fault::WrongName));
        assert_eq!(plan.take_of_handshake(), Some(Fault::TlsAlert(40)));
        assert_eq!(plan.take_of_handshake(), Some(Fault::TlsAlert(40)));
        assert_eq!(plan.take_of_handshake(), None);
    }
}
