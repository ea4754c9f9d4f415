//! Chance as Python's `random` has it: the Mersenne Twister MT19937, and what Python makes of its numbers.

pub struct Random {
    state: [u32; LENGTH],
    at: usize,
}

const LENGTH: usize = 624;

impl Random {
    /// As `random.seed(seed)`.
    pub fn new(seed: u32) -> Self {
        let mut state = [0; LENGTH];
        state[0] = 19_650_218;
        for at in 1..LENGTH {
            state[at] = mixed(1_812_433_253, &state, at - 1).wrapping_add(at as u32);
        }
        let mut at = 1;
        for round in 0..2 * LENGTH - 1 {
            let (factor, add) =
                if round < LENGTH { (1_664_525, seed) } else { (1_566_083_941, (at as u32).wrapping_neg()) };
            state[at] = (state[at] ^ mixed(factor, &state, at - 1)).wrapping_add(add);
            at += 1;
            if at == LENGTH {
                state[0] = state[LENGTH - 1];
                at = 1;
            }
        }
        state[0] = 1 << 31;
        Self { state, at: LENGTH }
    }

    /// As `randrange(from, to)`.
    pub fn between(&mut self, from: usize, to: usize) -> usize {
        from + self.below(to - from)
    }

    /// As `randrange(limit)`.
    pub fn below(&mut self, limit: usize) -> usize {
        loop {
            let number = (self.next() >> (limit as u32).leading_zeros()) as usize;
            if number < limit {
                return number;
            }
        }
    }

    /// As `random()`.
    pub fn fraction(&mut self) -> f64 {
        let (high, low) = (self.next() >> 5, self.next() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0
    }

    /// As `choice(of)`.
    pub fn choose<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }

    /// As `sample(of, count)`, for lists as short as ours.
    pub fn sample<'t>(&mut self, of: &[&'t str], count: usize) -> Vec<&'t str> {
        let mut pool = of.to_vec();
        (0..count).map(|_| pool.swap_remove(self.below(pool.len()))).collect()
    }

    /// As `shuffle(list)`.
    pub fn shuffle(&mut self, list: &mut [String]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }

    /// As `"".join(choice(of) for _ in range(count))`.
    pub fn letters(&mut self, of: &[u8], count: usize) -> String {
        (0..count).map(|_| char::from(of[self.below(of.len())])).collect()
    }

    fn next(&mut self) -> u32 {
        if self.at == LENGTH {
            for at in 0..LENGTH {
                let both = self.state[at] & 1 << 31 | self.state[(at + 1) % LENGTH] & !(1 << 31);
                let twist = if both & 1 == 1 { 0x9908_b0df } else { 0 };
                self.state[at] = self.state[(at + 397) % LENGTH] ^ both >> 1 ^ twist;
            }
            self.at = 0;
        }
        let mut number = self.state[self.at];
        self.at += 1;
        number ^= number >> 11;
        number ^= number << 7 & 0x9d2c_5680;
        number ^= number << 15 & 0xefc6_0000;
        number ^ number >> 18
    }
}

fn mixed(factor: u32, state: &[u32; LENGTH], at: usize) -> u32 {
    factor.wrapping_mul(state[at] ^ state[at] >> 30)
}
