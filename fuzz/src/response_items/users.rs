//! What an independent reader sees in the body of an answer.

use crate::tree::Tree;

/// An item as one compares it.
#[derive(Debug, PartialEq)]
pub(super) enum Item {
    User(String, Vec<(String, Tree)>),
    Failed(String, i64, Option<String>),
}

#[derive(Debug)]
pub(super) enum Seen {
    /// No JSON, or not of the documented shape.
    Broken,
    /// The service says no.
    Refused(i64),
    Items {
        items: Vec<Item>,
        /// Whether our own rules forbid it.
        is_forbidden: bool,
    },
}

pub(super) fn seen(body: &[u8]) -> Seen {
    let Some(tree) = Tree::read(body) else { return Seen::Broken };
    let Some(code) = tree.get("ErrorCode").and_then(Tree::integer) else { return Seen::Broken };
    let is_fail = tree.get("ActionStatus").and_then(Tree::text) == Some("FAIL");
    if code != 0 || is_fail {
        return Seen::Refused(code);
    }
    match items(&tree) {
        Some(items) => Seen::Items { items, is_forbidden: tree.is_forbidden() },
        None => Seen::Broken,
    }
}

/// The elements of both lists, in the order they stand.
fn items(tree: &Tree) -> Option<Vec<Item>> {
    let lists = tree.object()?.iter().filter(|(key, _)| key == "UserAttrs" || key == "ErrorList");
    let mut items = Vec::new();
    let mut count = 0;
    for (key, list) in lists {
        count += 1;
        for element in list.array()? {
            items.push(if key == "UserAttrs" { user(element)? } else { failed(element)? });
        }
    }
    (count > 0).then_some(items)
}

fn user(element: &Tree) -> Option<Item> {
    let account = element.get("To_Account")?.text()?.to_owned();
    Some(Item::User(account, element.get("Attrs")?.object()?.to_vec()))
}

fn failed(element: &Tree) -> Option<Item> {
    let account = element.get("To_Account")?.text()?.to_owned();
    let words = element.get("ErrorInfo").and_then(Tree::text).filter(|words| !words.is_empty());
    Some(Item::Failed(account, element.get("ErrorCode")?.integer()?, words.map(str::to_owned)))
}
