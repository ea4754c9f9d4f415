//! Let all accounts of this list be there.

use core::fmt::Display;
use std::{fs::File, io, process::ExitCode};

use csv::{ByteRecord, Reader, StringRecord};
use lexopt::{Arg, Parser, ValueExt};
use tencent_chat::account::{ImportAccount, ImportAccounts, NewAccount};
use tencent_chat_emulator::Seed;
use tencent_chat_examples::{Failure, VARIABLES, end, with_client};
use tencent_chat_std::Client;

const USAGE: &str = "\
usage: import_accounts [--from LINE] [FILE]

Imports the accounts of a CSV file, 100 a call: its first line names the columns, which are user_id, and where one likes nick
and face_url. Rows that cannot be imported are named with their line, and the others go on. What has been interrupted is
taken up again by --from; to import an account twice does no harm. Without FILE it takes a list of its own. Without settings
it asks an emulator of its own; with these variables it asks the service:";

/// What is imported where no file is given.
const OWN: &str =
    "user_id,nick,face_url\nmina,Mina,https://cdn.example.com/mina.png\noskar,\"Oskar, the \"\"Bear\"\"\",\n";

fn main() -> ExitCode {
    let usage = format!("{USAGE}\n\n{VARIABLES}");
    end(run(&usage), &usage)
}

fn run(usage: &str) -> Result<(), Failure> {
    let (mut from, mut file) = (0, None);
    let mut arguments = Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("from") => from = arguments.value()?.parse()?,
            Arg::Long("help") | Arg::Short('h') => {
                println!("{usage}");
                return Ok(());
            }
            Arg::Value(name) if file.is_none() => file = Some(name),
            other => return Err(other.unexpected().into()),
        }
    }
    let input: Box<dyn io::Read> = match &file {
        Some(name) => {
            Box::new(File::open(name).map_err(|error| Failure::failed(format!("{}: {error}", name.display())))?)
        }
        None => Box::new(OWN.as_bytes()),
    };
    let mut rows = Rows::new(input)?;
    with_client(Seed::default(), |client, _| Import { client, from, done: 0, failed: 0 }.run(&mut rows))
}

/// A row of the list.
struct Row {
    line: u64,
    user_id: String,
    nick: Option<String>,
    face_url: Option<String>,
}

impl Row {
    fn account(&self) -> NewAccount<'_> {
        NewAccount { nick: self.nick.as_deref(), face_url: self.face_url.as_deref(), ..NewAccount::new(&self.user_id) }
    }
}

/// A row that cannot be imported.
struct BadRow {
    line: u64,
    why: String,
}

/// The list, row by row.
struct Rows {
    reader: Reader<Box<dyn io::Read>>,
    /// Where user_id, nick and face_url stand in a row.
    columns: [Option<usize>; 3],
    record: ByteRecord,
}

impl Rows {
    fn new(input: Box<dyn io::Read>) -> Result<Self, Failure> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
        let names = reader.headers().map_err(Failure::failed)?.clone();
        let column = |name| names.iter().position(|column| column.trim_start_matches('\u{feff}') == name);
        let columns = ["user_id", "nick", "face_url"].map(column);
        let [Some(_), ..] = columns else { return Err(Failure::failed("line 1 names no column user_id")) };
        if columns.iter().flatten().count() < names.len() {
            return Err(Failure::failed("line 1 names other columns than user_id, nick and face_url, or one twice"));
        }
        Ok(Self { reader, columns, record: ByteRecord::new() })
    }

    /// The next row, or what is wrong with it.
    fn next(&mut self) -> Result<Option<Result<Row, BadRow>>, Failure> {
        if !self.reader.read_byte_record(&mut self.record).map_err(Failure::failed)? {
            return Ok(None);
        }
        let line = self.record.position().map_or(0, csv::Position::line);
        Ok(Some(self.row(line).map_err(|why| BadRow { line, why })))
    }

    fn row(&self, line: u64) -> Result<Row, String> {
        let wanted = self.columns.iter().flatten().count();
        if self.record.len() != wanted {
            return Err(format!("it has {} columns, where {wanted} are named", self.record.len()));
        }
        let record = StringRecord::from_byte_record(self.record.clone()).map_err(|error| error.to_string())?;
        let [user_id, nick, face_url] =
            self.columns.map(|column| column.and_then(|at| record.get(at)).filter(|text| !text.is_empty()));
        let [nick, face_url] = [nick, face_url].map(|text| text.map(str::to_owned));
        let row = Row { line, user_id: user_id.unwrap_or_default().to_owned(), nick, face_url };
        ImportAccount::new(row.account()).map_err(|invalid| invalid.to_string())?;
        Ok(row)
    }
}

/// How far it is.
struct Import<'c, 'a> {
    client: &'c mut Client<'a>,
    /// The first line that is imported.
    from: u64,
    done: usize,
    failed: usize,
}

impl Import<'_, '_> {
    fn run(mut self, rows: &mut Rows) -> Result<(), Failure> {
        let mut batch = Vec::new();
        while let Some(row) = rows.next()? {
            match row {
                Ok(row) if row.line >= self.from => batch.push(row),
                Err(bad) if bad.line >= self.from => self.note(bad.line, bad.why),
                _ => {}
            }
            if batch.len() == ImportAccounts::MAX_ACCOUNTS {
                self.import(&batch)?;
                batch.clear();
            }
        }
        if !batch.is_empty() {
            self.import(&batch)?;
        }
        println!("{} accounts are imported", self.done);
        match self.failed {
            0 => Ok(()),
            failed => Err(Failure::failed(format!("{failed} rows are not"))),
        }
    }

    fn import(&mut self, batch: &[Row]) -> Result<(), Failure> {
        let refused = self.call(batch).map_err(|error| {
            let line = batch.first().map_or(0, |row| row.line);
            Failure::failed(format!("{error}\n       what stands before is done: go on by --from {line}"))
        })?;
        for row in batch.iter().filter(|row| refused.contains(&row.user_id)) {
            self.note(row.line, format!("the service does not take {}", row.user_id));
        }
        self.done += batch.iter().filter(|row| !refused.contains(&row.user_id)).count();
        eprintln!("{} accounts, up to line {}", self.done, batch.last().map_or(0, |row| row.line));
        Ok(())
    }

    /// The accounts that the service refuses.
    fn call(&mut self, batch: &[Row]) -> Result<Vec<String>, tencent_chat_std::Error> {
        let accounts: Vec<_> = batch.iter().map(Row::account).collect();
        let request = ImportAccounts::new(&accounts)?;
        let mut call = self.client.call(&request);
        let mut refused = Vec::new();
        while let Some(account) = call.next()? {
            refused.push(account.account.to_string());
        }
        Ok(refused)
    }

    fn note(&mut self, line: u64, why: impl Display) {
        eprintln!("line {line}: {why}");
        self.failed += 1;
    }
}
