//! The call as one writes it with reqwest and serde_json, on the same rustls and ring as ours.

use reqwest::{Certificate, Client};
use tokio::runtime::{Builder, Runtime};

use super::serde_answer::Answer;
use super::straightforward::Signer;
use crate::call::{ADMINISTRATOR, Caller, SDK_APP_ID, SECRET_KEY, Setting, now};
use crate::sink::Sink;

pub struct Reqwest {
    runtime: Runtime,
    client: Client,
    accounts: Vec<&'static str>,
    /// With a UserSig, which is kept as ours is; but for the random number.
    url: String,
}

impl Caller for Reqwest {
    fn new(setting: &Setting) -> Result<Self, String> {
        let told = |e: reqwest::Error| format!("{e:?}");
        rustls::crypto::ring::default_provider().install_default().map_err(|_| "there is a provider already")?;
        let authority = Certificate::from_pem(setting.authority.as_bytes()).map_err(told)?;
        let client = Client::builder().tls_certs_only([authority]).build().map_err(told)?;
        let user_sig = Signer::new(SDK_APP_ID, SECRET_KEY, 6)?.sign(ADMINISTRATOR, now(), 86_400)?;
        let url = format!(
            "https://localhost:{}/v4/all_member_push/im_get_attr?sdkappid={SDK_APP_ID}&identifier={ADMINISTRATOR}\
             &usersig={user_sig}&contenttype=json&random=",
            setting.port
        );
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
        Ok(Self { runtime, client, accounts: setting.accounts.clone(), url })
    }

    fn call(&mut self, sink: &mut impl Sink) -> Result<(), String> {
        let body = serde_json::json!({ "To_Account": self.accounts }).to_string();
        let url = format!("{}{}", self.url, self.accounts.len());
        let request = self.client.post(url).header("Content-Type", "application/json").body(body);
        let body = self.runtime.block_on(async { request.send().await?.error_for_status()?.bytes().await });
        let body = body.map_err(|e| format!("{e:?}"))?;
        serde_json::from_slice::<Answer<'_>>(&body).map_err(|e| e.to_string())?.hand_over(sink)
    }
}
