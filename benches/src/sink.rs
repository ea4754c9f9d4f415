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

impl Kept {
    /// How many bytes the longest user has in JSON without white space and escapes.
    #[must_use]
    pub fn longest(&self) -> Option<usize> {
        let quoted = |text: &Vec<u8>| text.len() + 2;
        let pair = |(name, value): &(Vec<u8>, Vec<u8>)| quoted(name) + 1 + quoted(value);
        let user = |(account, attributes): &(Vec<u8>, Attributes)| {
            let commas = attributes.len().saturating_sub(1);
            r#"{"To_Account":,"Attrs":{}}"#.len()
                + quoted(account)
                + attributes.iter().map(pair).sum::<usize>()
                + commas
        };
        self.0.iter().map(user).max()
    }

    /// How many users there are, and attributes in all.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (self.0.len(), self.0.iter().map(|(_, attributes)| attributes.len()).sum())
    }

    /// With each user's attributes in the order of their names: maps keep no other.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.0.iter_mut().for_each(|(_, attributes)| attributes.sort());
        self
    }
}

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
