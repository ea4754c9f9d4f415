//! Inputs made from others: always the same ones, so that what fails once fails again.

/// Changes, joins and repeats what lies in a corpus and a dictionary.
pub(crate) struct Mutator {
    seed: u64,
    inputs: Vec<Vec<u8>>,
    words: Vec<Vec<u8>>,
}

/// Longer ones find little that these do not.
const MOST: usize = 4096;

impl Mutator {
    pub(crate) fn new(inputs: Vec<Vec<u8>>, words: Vec<Vec<u8>>) -> Self {
        Self { seed: 0x9E37_79B9_7F4A_7C15, inputs, words }
    }

    /// The next input.
    pub(crate) fn input(&mut self) -> Vec<u8> {
        let mut input = self.one_of(|own| &own.inputs);
        for _ in 0..=self.below(5) {
            self.change(&mut input);
        }
        input.truncate(MOST);
        input
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let at = self.below(input.len() + 1);
        match self.below(8) {
            0 => {
                if let Some(byte) = input.get_mut(at) {
                    *byte ^= 1 << (self.seed >> 61);
                }
            }
            1 => {
                if let Some(byte) = input.get_mut(at) {
                    *byte = (self.seed >> 40) as u8;
                }
            }
            2 => input.truncate(at),
            3 => drop(input.drain(at..(at + self.below(16)).min(input.len()))),
            4 => {
                let other = self.one_of(|own| &own.inputs);
                let from = self.below(other.len() + 1);
                let to = (from + self.below(64)).min(other.len());
                input.splice(at..at, other[from..to].iter().copied());
            }
            5 => {
                let end = (at + self.below(64)).min(input.len());
                let again = input[at..end].to_vec();
                input.splice(at..at, again);
            }
            _ => {
                let word = self.one_of(|own| &own.words);
                let end = if self.below(2) == 0 { at } else { (at + word.len()).min(input.len()) };
                input.splice(at..end, word);
            }
        }
    }

    fn one_of(&mut self, of: fn(&Self) -> &Vec<Vec<u8>>) -> Vec<u8> {
        let index = self.below(of(self).len().max(1));
        of(self).get(index).cloned().unwrap_or_default()
    }

    /// A number below this one, by xorshift.
    fn below(&mut self, most: usize) -> usize {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        (self.seed >> 11) as usize % most
    }
}
