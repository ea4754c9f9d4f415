//! Every endpoint over a wire in memory: what it sends, and what it makes of answers however they are cut.

mod conditions;
mod full;
mod lists;
mod route;
mod wire;
