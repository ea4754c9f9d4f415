//! Values as they are, for forwarding.

use serde::{Serialize, Serializer};

use super::{Array, Object, Text, Value};

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

/// A number that is no integer of 64 bits is forwarded as the text that it is: floating point would change it, and brings
/// more flash than all the rest.
impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if let Some(text) = self.as_text() {
            text.serialize(to)
        } else if let Some(object) = self.as_object() {
            object.serialize(to)
        } else if let Some(array) = self.as_array() {
            array.serialize(to)
        } else if let Some(value) = self.as_bool() {
            to.serialize_bool(value)
        } else if let Some(integer) = self.as_integer() {
            to.serialize_i64(integer)
        } else if let Some(number) = self.as_number() {
            number.serialize(to)
        } else {
            to.serialize_unit()
        }
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.members())
    }
}

impl Serialize for Array<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.elements())
    }
}
