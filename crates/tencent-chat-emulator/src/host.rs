//! What all connections share, whatever carries them.

use std::sync::Mutex;

use crate::admin;
use crate::answer::Answer;
use crate::clock::{Clock, Time};
use crate::config::{Config, Limits};
use crate::counts::Counters;
use crate::fault::{Fault, Plan};
use crate::http::Request;
use crate::lock::lock;
use crate::log::{Entry, Log, LoggedCall, redacted, redacted_path};
use crate::query::Query;
use crate::request::Call;
use crate::service::Service;
use crate::state::State;
use crate::store::Store;

/// The service, and all that is around it: its clock, its faults, its counters, its log.
pub(crate) struct Host {
    pub(crate) limits: Limits,
    pub(crate) clock: Clock,
    pub(crate) plan: Mutex<Plan>,
    pub(crate) counters: Counters,
    pub(crate) log: Mutex<Log>,
    secret_key: String,
    pub(crate) service: Service,
}

/// An answer, and what goes wrong with it.
pub(crate) struct Answered {
    pub(crate) answer: Answer,
    pub(crate) faults: Vec<Fault>,
    /// Its place in the log, where it has one.
    pub(crate) entry: Option<Entry>,
}

/// Who has sent a request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer {
    /// The how-manieth connection it is.
    pub(crate) connection: u64,
    pub(crate) is_admin: bool,
}

impl Host {
    pub(crate) fn new(config: &Config, state: State, store: Option<Store>) -> Self {
        Self {
            limits: config.limits,
            clock: Clock::new(config.clock_offset),
            plan: Mutex::new(Plan::new(config.faults.clone())),
            counters: Counters::default(),
            log: Mutex::new(Log::new(config.limits.logged_calls)),
            secret_key: config.seed.secret_key.clone(),
            service: Service::new(config, state, store),
        }
    }

    /// Answers a request. One for the admin API stays without faults and limits, and leaves no trace.
    pub(crate) fn answer(&self, request: &Request, peer: Peer, now: Time) -> Answered {
        if let Some(path) = request.path.strip_prefix(admin::PREFIX).filter(|_| peer.is_admin) {
            let answer = admin::answer(self, &request.method, path, request.body.as_deref());
            return Answered { answer, faults: Vec::new(), entry: None };
        }
        self.counters.request(&request.path);
        let faults = lock(&self.plan).take(&request.path);
        let call = Call {
            method: &request.method,
            path: &request.path,
            query: &request.query,
            body: request.body.as_deref(),
            now,
        };
        let answer = self.service.answer(&call, &faults);
        self.counters.code(answer.code);
        let entry = self.note(request, peer, now, &answer, &faults);
        Answered { answer, faults, entry: Some(entry) }
    }

    fn note(&self, request: &Request, peer: Peer, now: Time, answer: &Answer, faults: &[Fault]) -> Entry {
        let query = Query::parse(&request.query).ok();
        let raw = request.query.split('&').find_map(|pair| pair.strip_prefix("usersig="));
        let usersig = query.as_ref().map_or("", |query| query.usersig.as_str());
        let secrets = [self.secret_key.as_str(), usersig, raw.unwrap_or_default()];
        let body = request.body.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
        lock(&self.log).note(LoggedCall {
            at: now.since_1970(),
            connection: peer.connection,
            method: redacted(&request.method, &secrets),
            path: redacted_path(&request.path, &secrets),
            body: redacted(&body, &secrets),
            status: answer.status,
            code: answer.code,
            faults: faults.to_vec(),
            duration: None,
        })
    }
}
