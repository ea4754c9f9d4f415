//! What the examples share: whom they ask, how users are shown, and how a program ends.

mod service;

use core::fmt::{self, Display};
use std::{
    io::{self, Write},
    process::ExitCode,
};

pub use service::{VARIABLES, with_client};
use tencent_chat::push::UserAttributes;

/// How users are shown.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs: a JSON object a line.
    Json,
}

/// Users as lines of text, kept until it is known that they are true: the service may refuse after its list.
#[derive(Debug, Default)]
pub struct Lines {
    format: Format,
    text: String,
}

impl Lines {
    /// No lines yet.
    #[must_use]
    pub const fn new(format: Format) -> Self {
        Self { format, text: String::new() }
    }

    /// Adds a user.
    ///
    /// # Errors
    /// [`Failure::Failed`] where a user cannot be written as JSON, which does not happen.
    pub fn add(&mut self, user: &UserAttributes<'_>) -> Result<(), Failure> {
        match self.format {
            Format::Json => self.text += &serde_json::to_string(user).map_err(Failure::failed)?,
            Format::Text => {
                self.text += user.account.as_str();
                for (at, (name, value)) in user.into_iter().enumerate() {
                    self.text += &format!("{} {name} = {value}", if at == 0 { ":" } else { "," });
                }
            }
        }
        self.text += "\n";
        Ok(())
    }

    /// Writes them to standard output.
    ///
    /// # Errors
    /// [`Failure::Failed`] where nobody takes them.
    pub fn print(&self) -> Result<(), Failure> {
        io::stdout().write_all(self.text.as_bytes()).map_err(Failure::failed)
    }
}

/// Why a program ends without having done its work.
#[derive(Debug)]
pub enum Failure {
    /// It was called wrongly: what is wrong.
    Usage(String),
    /// It could not be done: why.
    Failed(String),
}

impl Failure {
    /// It could not be done.
    pub fn failed(why: impl Display) -> Self {
        Self::Failed(why.to_string())
    }

    /// It was called wrongly.
    pub fn usage(why: impl Display) -> Self {
        Self::Usage(why.to_string())
    }

    /// A value that the command line lacks.
    #[must_use]
    pub fn missing(option: &str) -> Self {
        Self::Usage(format!("{option} is missing"))
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(why) | Self::Failed(why) => f.write_str(why),
        }
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::usage(error)
    }
}

/// Ends a program: 0 where all went well, 1 where it did not, 2 where it was called wrongly.
#[must_use]
pub fn end(result: Result<(), Failure>, usage: &str) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Failed(why)) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
        Err(Failure::Usage(why)) => {
            eprintln!("error: {why}\n\n{usage}");
            ExitCode::from(2)
        }
    }
}
