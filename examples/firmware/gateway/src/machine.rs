//! What the program needs of the machine it runs on.

/// What the program needs of the machine it runs on.
pub trait Machine {
    /// Shows a text to whoever looks.
    fn print(&self, text: &str);

    /// Bytes that nobody can foretell, new ones each time.
    fn seed(&self) -> [u8; 32];

    /// Waits until users are to be asked for again after so many rounds, or says that there is no more to be done.
    fn next_round(&self, rounds: u32) -> impl Future<Output = bool>;

    /// How many instructions have been executed, where they are counted.
    fn instructions(&self) -> u64 {
        0
    }

    /// The most bytes of heap that there have been, where there is one.
    fn peak_heap(&self) -> usize {
        0
    }

    /// The most bytes of stack that there have been, where that is known.
    fn peak_stack(&self) -> usize {
        0
    }
}
