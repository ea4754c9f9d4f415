//! Lines for whoever looks.

use core::fmt;

use crate::Machine;

/// A machine's console, for `core::fmt`.
pub(crate) struct Console<'m, M>(pub(crate) &'m M);

impl<M: Machine> fmt::Write for Console<'_, M> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.print(text);
        Ok(())
    }
}

/// Prints a line, which never fails.
macro_rules! say {
    ($machine:expr, $($text:tt)*) => {{
        use core::fmt::Write as _;
        let _ = writeln!($crate::console::Console($machine), $($text)*);
    }};
}
pub(crate) use say;
