//! Answers of the service to be read: the bytes that `tests/answers/answers.py` makes of the same seed.
//!
//! Plain ones are compact and have no escapes. Hard ones have white space, shuffled keys, unknown fields within each other,
//! escapes and surrogate pairs.

mod random;

pub(crate) use random::Random;

/// A body, and what it is called.
pub struct Answer {
    /// `plain` or `hard`, and the number of users.
    pub name: String,
    pub body: String,
}

/// The six answers of a seed.
#[must_use]
pub fn of(seed: u32) -> Vec<Answer> {
    let mut random = Random::new(seed);
    let kinds = [1, 10, 100].into_iter().flat_map(|users| [(users, "plain"), (users, "hard")]);
    kinds
        .map(|(users, kind)| Answer { name: format!("{kind}{users}"), body: random.body(users, kind == "hard", None) })
        .collect()
}

/// A plain and a hard one with 100 users, each of whom has ten attributes.
#[must_use]
pub fn of_ten_attributes(seed: u32) -> [Answer; 2] {
    ["plain", "hard"].map(|kind| Answer {
        name: format!("{kind}100x10"),
        body: Random::new(seed).body(100, kind == "hard", Some(10)),
    })
}

const ACCOUNTS: [&str; 14] = [
    "alice",
    "bob",
    "carol",
    "dave",
    "erin",
    "frank",
    "grace",
    "heidi",
    "设备",
    "用户",
    "müller",
    "señor",
    "наташа",
    "山田",
];
const NAMES: [&str; 11] = [
    "sex",
    "city",
    "country",
    "level",
    "vip",
    "lang",
    "device",
    "os_version",
    "channel",
    "age_group",
    "Tag_Profile_IM_Nick",
];
const VALUES: [&str; 17] = [
    "Female",
    "Male",
    "New York",
    "Shenzhen",
    "北京市",
    "São Paulo",
    "zh-CN",
    "en-US",
    "STM32F407VGT6",
    "1.0.23-beta",
    "premium member since 2019",
    "дом",
    "😀 happy",
    "3",
    "true",
    "a",
    "Room 12, Building C, North Campus",
];
const HARD_VALUES: [&str; 5] = ["say \"hi\"", "line1\nline2", "C:\\path/x", "中文\u{4e2d}😀", "tab\there"];

impl Random {
    fn body(&mut self, users: usize, hard: bool, attributes: Option<usize>) -> String {
        let users: Vec<String> = (0..users).map(|_| self.user(users, hard, attributes)).collect();
        let users = self.list('[', &users, ']', hard);
        let mut members = vec![
            r#""ActionStatus":"OK""#.to_owned(),
            r#""ErrorInfo":"""#.to_owned(),
            r#""ErrorCode":0"#.to_owned(),
            format!(r#""UserAttrs":{users}"#),
        ];
        if hard {
            members.push(r#""RequestId":"abc\u0041-\"1\"""#.to_owned());
            members.push(r#""Ext":[[],{},[{"x":"]}"}],-0.5,1E+9,false]"#.to_owned());
            self.shuffle(&mut members);
        }
        self.list('{', &members, '}', hard) + if hard { "\n" } else { "" }
    }

    fn user(&mut self, of: usize, hard: bool, attributes: Option<usize>) -> String {
        let count = attributes.unwrap_or_else(|| if of > 1 { self.between(3, 11) } else { 5 });
        let names = self.sample(&NAMES, count);
        let mut values: Vec<&str> = names.iter().map(|_| self.choose(&VALUES)).collect();
        if hard {
            for value in &mut values {
                if self.fraction() < 0.15 {
                    *value = self.choose(&HARD_VALUES);
                }
            }
        }
        let (begin, comma) = (self.space(hard), self.space(hard));
        let mut attributes = Vec::new();
        for (name, value) in names.into_iter().zip(values) {
            let (name, before, after) = (self.text(name, hard), self.space(hard), self.space(hard));
            attributes.push(format!("{name}{before}:{after}{}", self.text(value, hard)));
        }
        let attributes = format!("{{{begin}{}{}}}", attributes.join(&format!(",{comma}")), self.space(hard));

        let (space, account) = (self.space(hard), self.account());
        let account = format!(r#""To_Account":{space}{}"#, self.text(&account, hard));
        let (before, after) = (self.space(hard), self.space(hard));
        let mut members = vec![account, format!(r#""Attrs"{before}:{after}{attributes}"#)];
        if hard {
            if self.fraction() < 0.3 {
                members.push(r#""Extra":{"a":[1,2.5e-3,{"b":null}],"c":true}"#.to_owned());
            }
            if self.fraction() < 0.3 {
                members.push(r#""UpdateTime":1700000000"#.to_owned());
            }
            self.shuffle(&mut members);
        }
        self.list('{', &members, '}', hard)
    }

    /// Of 8 to 32 bytes.
    fn account(&mut self) -> String {
        let length = self.between(8, 33);
        let mut account = self.choose(&ACCOUNTS).to_owned();
        while account.len() < length {
            account += self.choose(&["_", "-", ""]);
            account += &self.below(1000).to_string();
        }
        account.truncate(account.floor_char_boundary(length));
        account
    }

    fn list(&mut self, open: char, elements: &[String], close: char, hard: bool) -> String {
        let (begin, comma) = (self.space(hard), self.space(hard));
        format!("{open}{begin}{}{}{close}", elements.join(&format!(",{comma}")), self.space(hard))
    }

    fn space(&mut self, hard: bool) -> &'static str {
        if hard { self.choose(&["", "", " ", "\n  ", "\t"]) } else { "" }
    }

    fn text(&mut self, text: &str, hard: bool) -> String {
        let mut quoted = String::from('"');
        for character in text.chars() {
            match character {
                '"' | '\\' => quoted.extend(['\\', character]),
                '\n' => quoted += "\\n",
                '\0'..' ' => quoted += &format!("\\u{:04x}", u32::from(character)),
                '\x7f'.. if hard && self.fraction() < 0.5 => {
                    let mut units = [0; 2];
                    for unit in character.encode_utf16(&mut units) {
                        quoted += &format!("\\u{unit:04x}");
                    }
                }
                '/' if hard => quoted += "\\/",
                _ => quoted.push(character),
            }
        }
        quoted + "\""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_those_that_the_tests_read() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/answers");
        for Answer { name, body } in of(42) {
            assert_eq!(body, std::fs::read_to_string(format!("{folder}/{name}.json")).unwrap(), "{name}");
        }
    }
}
