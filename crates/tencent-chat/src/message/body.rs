//! A message is one element or more.

use super::Element;
use crate::{Invalid, invalid::Part, json::Fields};

/// What a message says: at least one element, and at most one of them the app's own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct MessageBody<'a>(&'a [Element<'a>]);

impl<'a> MessageBody<'a> {
    /// # Errors
    /// [`Invalid::Count`] where there is no element; [`Invalid::Twice`] where there are two of the app's own.
    pub fn new(elements: &'a [Element<'a>]) -> Result<Self, Invalid> {
        Part::MessageElement.count(elements.len(), usize::MAX)?;
        let mut customs = elements.iter().enumerate().filter(|(_, element)| matches!(element, Element::Custom(_)));
        match customs.nth(1) {
            Some((index, _)) => Err(Invalid::Twice { of: Part::CustomElement, index }),
            None => Ok(Self(elements)),
        }
    }

    /// Writes it as the field that every call that sends a message has.
    pub fn write(&self, to: &mut Fields<'_, '_>) {
        to.array("MsgBody", |to| self.0.iter().for_each(|element| to.object(|to| element.write(to))));
    }
}

#[cfg(test)]
mod tests {
    use std::format;

    use super::*;
    use crate::{
        facts::{keys, spec, written},
        message::CustomElement,
    };

    #[test]
    fn it_is_sent_under_its_documented_key() {
        let sent = written(|to| MessageBody::new(&[Element::Face(1, None)]).unwrap().write(to));
        let entries = spec::complete_endpoints("push.toml");
        let push = entries.iter().find(|entry| spec::text(entry, "name") == "push_to_all_users").unwrap();
        let documented = keys::documented(spec::list(push, "request"), true);
        let mut keys = sent.as_object().unwrap().keys();
        assert!(keys.all(|key| documented.contains(&format!("{key}[]"))), "{sent}");
    }

    #[test]
    fn a_message_has_elements_and_at_most_one_of_the_apps_own() {
        let custom = Element::Custom(CustomElement::default());
        let text = Element::Text("hello");
        let none = Invalid::Count { of: Part::MessageElement, given: 0, most: usize::MAX };
        assert_eq!(MessageBody::new(&[]), Err(none));
        assert!(MessageBody::new(&[text, custom, text]).is_ok());
        let twice = Invalid::Twice { of: Part::CustomElement, index: 2 };
        assert_eq!(MessageBody::new(&[custom, text, custom]), Err(twice));
    }
}
