//! The service without a wire: a call and the time go in, an answer comes out.

use std::collections::BTreeMap;
use std::sync::Mutex;

use crate::answer::{Answer, ON_PURPOSE};
use crate::app::App;
use crate::clock::Time;
use crate::codes;
use crate::config::Config;
use crate::endpoints::{self, Endpoint, Section};
use crate::envelope::{Outcome, Refusal};
use crate::fault::Fault;
use crate::frequency::Frequency;
use crate::lock::lock;
use crate::query::Query;
use crate::request::{self, Asked, Call};
use crate::seed::{Platform, Presence};
use crate::state::{Push, State};
use crate::store::Store;
use crate::throttle::Throttle;
use crate::usersig::{self, Expected};

/// The service: the app, who may call, and what it holds.
pub(crate) struct Service {
    app: App,
    secret_key: String,
    administrators: Vec<String>,
    apps_elsewhere: Vec<u32>,
    throttle: Mutex<Throttle>,
    frequency: Mutex<Frequency>,
    state: Mutex<State>,
    store: Option<Store>,
}

impl Service {
    /// One that holds this, and keeps it in a file where there is one.
    pub(crate) fn new(config: &Config, state: State, store: Option<Store>) -> Self {
        let seed = &config.seed;
        Self {
            app: App::new(config),
            secret_key: seed.secret_key.clone(),
            administrators: seed.administrators.clone(),
            apps_elsewhere: seed.apps_elsewhere.clone(),
            throttle: Mutex::new(Throttle::new(config.limits.refused_usersigs_a_minute)),
            frequency: Mutex::new(Frequency::new(&config.limits)),
            state: Mutex::new(state),
            store,
        }
    }

    /// Answers a call, with these faults.
    pub(crate) fn answer(&self, call: &Call<'_>, faults: &[Fault]) -> Answer {
        if faults.contains(&Fault::BadGateway) {
            return Answer::bad_gateway();
        }
        let outcome = match faults.iter().find_map(refusal_on_purpose) {
            Some(refusal) => Err(refusal),
            None => self.outcome(call),
        };
        Answer::of_service(outcome, faults)
    }

    /// Lets an account be logged in here and nowhere else.
    pub(crate) fn set_devices(&self, account: &str, devices: BTreeMap<Platform, Presence>) -> Result<(), Refusal> {
        self.change(Section::Account, |state| {
            state.account_mut(account)?.devices = devices;
            Ok(())
        })
    }

    /// The pushes that were taken, newest last.
    pub(crate) fn pushes(&self) -> Vec<Push> {
        lock(&self.state).pushes.rows().map(|(_, push)| push.clone()).collect()
    }

    /// The checks, in this order: path, method, URL, app, UserSig, administrator, frequency, body; then the endpoint's own.
    fn outcome(&self, call: &Call<'_>) -> Outcome {
        let endpoint = endpoint(call)?;
        let query = Query::parse(call.query)?;
        self.check_app(&query)?;
        self.check_usersig(&query, call.now)?;
        self.check_administrator(&query, endpoint)?;
        lock(&self.frequency).check(endpoint, call.now)?;
        let body = request::object(call.body, endpoint.section.malformed())?;
        let asked = Asked { app: &self.app, caller: &query.identifier, now: call.now, body: &body };
        self.change(endpoint.section, |state| (endpoint.answer)(&asked, state))
    }

    /// Lets the state be changed. Where that succeeds it is kept, and in the file where there is one; else it has never been.
    fn change<T>(&self, section: Section, change: impl FnOnce(&mut State) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let mut state = lock(&self.state);
        // What a thread had changed that died over it.
        state.undo();
        let changed =
            change(&mut state).and_then(|changed| match self.store.as_ref().map(|store| store.write(&state)) {
                Some(Err(error)) => Err(Refusal::new(section.internal_error(), error.to_string())),
                None | Some(Ok(())) => Ok(changed),
            });
        match &changed {
            Ok(_) => state.keep(),
            Err(_) => state.undo(),
        }
        changed
    }

    fn check_app(&self, query: &Query) -> Result<(), Refusal> {
        if self.apps_elsewhere.contains(&query.sdk_app_id) {
            return Err(elsewhere());
        }
        if query.sdk_app_id != self.app.sdk_app_id {
            return Err(Refusal::new(codes::SDK_APP_ID_NOT_FOUND, "no app has this sdkappid"));
        }
        Ok(())
    }

    fn check_usersig(&self, query: &Query, now: Time) -> Result<(), Refusal> {
        let mut throttle = lock(&self.throttle);
        if throttle.is_closed(now) {
            let info = "too many wrong UserSigs: wait one minute";
            return Err(Refusal::new(codes::USERSIG_CHECK_RATE_LIMITED, info));
        }
        let logged_out = lock(&self.state).accounts.get(&query.identifier).and_then(|account| account.logged_out);
        let expected = Expected {
            identifier: &query.identifier,
            sdk_app_id: self.app.sdk_app_id,
            secret_key: &self.secret_key,
            made_from: logged_out.map(Time::seconds),
        };
        usersig::check(&query.usersig, &expected, now.seconds()).inspect_err(|_| throttle.note(now))
    }

    fn check_administrator(&self, query: &Query, endpoint: &Endpoint) -> Result<(), Refusal> {
        if self.administrators.contains(&query.identifier) {
            return Ok(());
        }
        let info = "the identifier is not an administrator of the app";
        Err(Refusal::new(endpoint.section.not_administrator(), info))
    }
}

fn endpoint(call: &Call<'_>) -> Result<&'static Endpoint, Refusal> {
    let endpoint = endpoints::find(call.path)
        .ok_or_else(|| Refusal::new(codes::RESOURCE_INVALID, "the URL names nothing that exists"))?;
    if call.method != "POST" {
        return Err(Refusal::new(codes::HTTP_PARSE_FAILED, "every interface is called with POST"));
    }
    Ok(endpoint)
}

fn elsewhere() -> Refusal {
    Refusal::new(codes::DATA_CENTER_MISMATCH, "the app lives in another data centre: call the host of its region")
}

/// What a call is refused with without being looked at.
fn refusal_on_purpose(fault: &Fault) -> Option<Refusal> {
    Some(match fault {
        Fault::Refuse(code) => Refusal::new(*code, ON_PURPOSE),
        Fault::UnknownCode => Refusal::new(codes::UNKNOWN, ON_PURPOSE),
        Fault::WrongDataCentre => elsewhere(),
        Fault::SignatureExpired => Refusal::new(codes::USERSIG_EXPIRED, "usersig has run out, on purpose"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unknown_code_is_not_documented() {
        let facts: toml::Table = toml::from_str(include_str!("../../../tests/spec/errors.toml")).unwrap();
        let mut codes = facts["code"].as_array().unwrap().iter().map(|code| code["code"].as_integer().unwrap());
        assert!(codes.all(|code| code != codes::UNKNOWN));
    }
}
