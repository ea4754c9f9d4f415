//! Who is asked, and who asks.

use core::hint::black_box;

use tencent_chat::{App, Host, Identifier, Region};

use crate::print;

pub fn app() {
    let text: &str = black_box("text");
    let number: u32 = black_box(1);

    let region: Region = black_box(Region::China);
    black_box((region.host(), region.backup_host()));

    if let Ok(identifier) = black_box(Identifier::new(text)) {
        black_box((identifier.as_str(), identifier.is_portable()));
    }
    if let Ok(host) = black_box(Host::new(text, 443)) {
        black_box((host.name(), host.port()));
    }
    match black_box(App::new(number, region, text)) {
        Ok(app) => {
            black_box((app.sdk_app_id(), app.host(), app.administrator(), app.route()));
            if let Ok(host) = black_box(Host::new(text, 443)) {
                black_box(app.with_backup_host(host));
            }
        }
        Err(invalid) => print(invalid),
    }
}
