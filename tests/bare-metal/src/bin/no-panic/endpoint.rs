//! An endpoint that the core does not have, whose body is made of all that bodies can be made of.

use core::hint::black_box;

use tencent_chat::json::Fields;
use tencent_chat::{Endpoint, NoItem};

use crate::exchange::carry_out;

pub fn endpoint() {
    let own = black_box(Own { text: Some("text"), number: Some(1), is_so: true, fraction: -1 });
    carry_out(&own, |none| match none {}, |()| ());
}

struct Own {
    text: Option<&'static str>,
    number: Option<u32>,
    is_so: bool,
    fraction: i32,
}

impl Endpoint for Own {
    const PATH: &'static str = "v4/own/call";
    const CALLS_PER_SECOND: u16 = 1;
    const REPEATABLE: bool = false;

    type Item<'r> = NoItem;
    type Answer<'r> = ();

    fn body(&self, to: &mut Fields<'_, '_>) {
        to.optional_text("Text", self.text);
        to.optional_integer("Number", self.number);
        to.flag("Flag", self.is_so);
        to.ten_millionths("Fraction", self.fraction);
        to.array("Array", |to| {
            to.text(self.text.unwrap_or_default());
            to.object(|to| {
                to.text("Text", self.text.unwrap_or_default());
                to.integer("Number", self.number.unwrap_or_default());
            });
        });
        to.object("Object", |to| to.flag("Flag", self.is_so));
    }
}
