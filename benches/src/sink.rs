//! Who is handed the users that a parser finds.

use std::hint::black_box;

/// Takes users as they are found: each one's account, then its attributes.
pub trait Sink {
    fn user(&mut self, account: &[u8]);
    fn attribute(&mut self, name: &[u8], value: &[u8]);
}

/// Looks at everything and keeps nothing.
pub struct Consumed;

impl Sink for Consumed {
    fn user(&mut self, account: &[u8]) {
        black_box(account);
    }

    fn attribute(&mut self, name: &[u8], value: &[u8]) {
        black_box((name, value));
    }
}

/// Keeps everything, to compare what two parsers find.
#[derive(Debug, Default, Eq, PartialEq)]
pub struct Kept(Vec<(Vec<u8>, Attributes)>);

type Attributes = Vec<(Vec<u8>, Vec<u8>)>;

impl Sink for Kept {
    fn user(&mut self, account: &[u8]) {
        self.0.push((account.to_vec(), Vec::new()));
    }

    fn attribute(&mut self, name: &[u8], value: &[u8]) {
        if let Some((_, attributes)) = self.0.last_mut() {
            attributes.push((name.to_vec(), value.to_vec()));
        }
    }
}
