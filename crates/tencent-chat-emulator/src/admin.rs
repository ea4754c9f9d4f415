//! The emulator's own interface, under `/_emulator/`: counts, log, pushes, devices, faults, clock.

use core::time::Duration;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::clock::Time;
use crate::fault::{Plan, PlannedFault};
use crate::host::Host;
use crate::lock::lock;
use crate::log::LoggedCall;
use crate::seed::{Platform, Presence};
use crate::state::Push;

/// Where it is found.
pub(crate) const PREFIX: &str = "_emulator/";
/// The name to call it by, so that no fault of the handshake happens to it: nobody else is called so.
pub(crate) const HOST_NAME: &str = "admin.localhost";

/// Answers a request for what stands behind the prefix.
pub(crate) fn answer(host: &Host, method: &str, path: &str, body: Option<&[u8]>) -> Answer {
    let answered = match (path, method) {
        ("counts", "GET") => Ok(counts(host)),
        ("log", "GET") => Ok(json!({ "calls": lock(&host.log).read().iter().map(call).collect::<Vec<_>>() })),
        ("pushes", "GET") => Ok(json!({ "pushes": host.service.pushes().iter().map(push).collect::<Vec<_>>() })),
        ("devices", "POST") => set_devices(host, body),
        ("faults", "GET") => Ok(faults(&mut lock(&host.plan))),
        ("faults", "POST") => plan(host, body),
        ("faults", "DELETE") => {
            lock(&host.plan).clear();
            Ok(faults(&mut lock(&host.plan)))
        }
        ("clock", "GET") => Ok(clock(host)),
        ("clock", "POST") => set_clock(host, body),
        ("counts" | "log" | "pushes" | "devices" | "faults" | "clock", _) => {
            return refused(405, "this is not done with what lies there");
        }
        _ => return refused(404, "there are counts, log, pushes, devices, faults and clock here"),
    };
    match answered {
        Ok(value) => Answer::json(200, &value),
        Err(why) => refused(400, &why),
    }
}

fn counts(host: &Host) -> Value {
    let counts = host.counters.read();
    let called = counts.calls.iter().filter(|(_, calls)| *calls > 0);
    let calls: Map<_, _> = called.map(|(path, calls)| ((*path).to_owned(), json!(calls))).collect();
    let codes: Map<_, _> = counts.codes.iter().map(|(code, answers)| (code.to_string(), json!(answers))).collect();
    json!({
        "connections": counts.connections,
        "handshakes": counts.handshakes,
        "requests": counts.requests,
        "calls": calls,
        "codes": codes,
    })
}

fn call(call: &LoggedCall) -> Value {
    json!({
        "at": call.at.as_secs_f64(),
        "connection": call.connection,
        "method": call.method,
        "path": call.path,
        "body": call.body,
        "status": call.status,
        "code": call.code,
        "faults": call.faults.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "seconds": call.duration.map(|duration| duration.as_secs_f64()),
    })
}

fn push(push: &Push) -> Value {
    json!({
        "task_id": push.task_id,
        "at": push.at.since_1970().as_secs_f64(),
        "path": push.path,
        "sender": push.sender,
        "accounts": push.accounts,
        "body": push.body,
    })
}

/// Where accounts are logged in, which no call says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Devices {
    account: String,
    devices: BTreeMap<Platform, Presence>,
}

fn set_devices(host: &Host, body: Option<&[u8]>) -> Result<Value, String> {
    let wanted = serde_json::from_slice(body.ok_or("the body is too long")?);
    let Devices { account, devices } = wanted.map_err(|error| format!("{DEVICES}: {error}"))?;
    let answer = json!({ "account": account, "devices": devices });
    host.service.set_devices(&account, devices).map_err(|refusal| refusal.info)?;
    Ok(answer)
}

fn faults(plan: &mut Plan) -> Value {
    json!({ "faults": plan.ahead().iter().map(ToString::to_string).collect::<Vec<_>>() })
}

/// Adds all faults of the body, or none where one of them is wrong.
fn plan(host: &Host, body: Option<&[u8]>) -> Result<Value, String> {
    let body = object(body)?;
    let wanted = body.get("faults").and_then(Value::as_array).ok_or("the body lacks \"faults\", a list")?;
    let wanted = wanted.iter().map(|fault| {
        let text = fault.as_str().ok_or("a fault is a string")?;
        text.parse::<PlannedFault>().map_err(|error| error.to_string())
    });
    let wanted = wanted.collect::<Result<Vec<_>, String>>()?;
    let mut plan = lock(&host.plan);
    if plan.ahead().len() + wanted.len() > FAULTS {
        return Err(format!("there would be more than {FAULTS} faults"));
    }
    wanted.into_iter().for_each(|planned| plan.add(planned));
    Ok(faults(&mut plan))
}

fn clock(host: &Host) -> Value {
    json!({ "now": host.clock.now().since_1970().as_secs_f64(), "stands": host.clock.stands() })
}

fn set_clock(host: &Host, body: Option<&[u8]>) -> Result<Value, String> {
    let body = object(body)?;
    let mut wishes = body.iter();
    let (Some((wish, value)), None) = (wishes.next(), wishes.next()) else {
        return Err(CLOCK.to_owned());
    };
    let seconds = || value.as_f64().and_then(|value| Duration::try_from_secs_f64(value).ok()).ok_or(CLOCK);
    match wish.as_str() {
        "offset" => host.clock.set_offset(value.as_i64().ok_or(CLOCK)?),
        "at" => host.clock.stop_at(Time::from(seconds()?)),
        "advance" => host.clock.advance(seconds()?),
        _ => return Err(CLOCK.to_owned()),
    }
    Ok(clock(host))
}

fn object(body: Option<&[u8]>) -> Result<Map<String, Value>, String> {
    let body = body.ok_or("the body is too long")?;
    serde_json::from_slice(body).map_err(|error| format!("the body is not a JSON object: {error}"))
}

fn refused(status: u16, why: &str) -> Answer {
    Answer::json(status, &json!({ "error": why }))
}

const DEVICES: &str = "the body is like {\"account\": \"alice\", \"devices\": {\"iPhone\": \"Online\"}}";
const CLOCK: &str = "the body is one of {\"offset\": SECONDS}, {\"at\": SECONDS}, {\"advance\": SECONDS}";
/// Faults that lie ahead at most, where the admin API adds some.
const FAULTS: usize = 1000;
