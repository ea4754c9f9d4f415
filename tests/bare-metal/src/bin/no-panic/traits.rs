//! What the core's types do for traits. Whoever has a function's address may give it anything, so the optimizer shows of it
//! what holds for anything.

use core::convert::Infallible;
use core::fmt::{self, Display, Formatter};
use core::hint::black_box;
use core::ops::BitOr;

use embedded_io::ErrorKind;
use tencent_chat::json::{self, Elements, Members, Problem, Text, Value};
use tencent_chat::policy::Policy;
use tencent_chat::push::{DoesNotFit, OwnedUserAttributes, UserAttributes};
use tencent_chat::usersig::{Privileges, SecretKey, SignError, SignedText, Signer};
use tencent_chat::{
    Advice, App, Authority, Error, ErrorCode, Event, Failed, FailedAccount, Host, HttpError, Invalid, Observer, Part,
    Region, UserSig,
};

pub fn traits() {
    shown();
    converted();
    black_box(<Members<'_> as Iterator>::next as fn(&mut Members<'static>) -> _);
    black_box(<Elements<'_> as Iterator>::next as fn(&mut Elements<'static>) -> _);
    black_box(<&UserAttributes<'_> as IntoIterator>::into_iter as fn(&'static UserAttributes<'static>) -> _);
    black_box(<Text<'_> as PartialEq<str>>::eq as fn(&Text<'static>, &str) -> _);
    black_box(<Text<'_> as PartialEq<&str>>::eq as fn(&Text<'static>, &&'static str) -> _);
    black_box(<Privileges as BitOr>::bitor as fn(Privileges, Privileges) -> _);
    black_box(<Policy as Default>::default as fn() -> _);
    type Sign<S> = fn(&mut S, &SignedText<'_>) -> Result<[u8; 32], Infallible>;
    black_box(<SecretKey as Signer>::hmac_sha256 as Sign<SecretKey>);
    black_box(<&SecretKey as Signer>::hmac_sha256 as Sign<&'static SecretKey>);
    black_box(<&mut SecretKey as Signer>::hmac_sha256 as Sign<&'static mut SecretKey>);
    type Authorize<A> = for<'r> fn(&mut A, &App<'_>, u64, u32, &'r mut [u8]) -> Result<UserSig<'r>, Error>;
    black_box(<SecretKey as Authority>::can_sign as fn(&SecretKey) -> _);
    black_box(<SecretKey as Authority>::user_sig as Authorize<SecretKey>);
    black_box(<UserSig<'_> as Authority>::can_sign as fn(&UserSig<'static>) -> _);
    black_box(<UserSig<'_> as Authority>::user_sig as Authorize<UserSig<'static>>);
    black_box(<() as Observer>::observe as fn(&mut (), Event));
    black_box(<fn(Event) as Observer>::observe as fn(&mut fn(Event), Event));
}

fn shown() {
    type Show<T> = fn(&T, &mut Formatter<'_>) -> fmt::Result;
    black_box(<Text<'_> as Display>::fmt as Show<Text<'static>>);
    black_box(<Value<'_> as Display>::fmt as Show<Value<'static>>);
    black_box(<json::Error as Display>::fmt as Show<json::Error>);
    black_box(<Problem as Display>::fmt as Show<Problem>);
    black_box(<Invalid as Display>::fmt as Show<Invalid>);
    black_box(<Part as Display>::fmt as Show<Part>);
    black_box(<FailedAccount<'_> as Display>::fmt as Show<FailedAccount<'static>>);
    black_box(<Error as Display>::fmt as Show<Error>);
    black_box(<Failed<ErrorKind> as Display>::fmt as Show<Failed<ErrorKind>>);
    black_box(<HttpError as Display>::fmt as Show<HttpError>);
    black_box(<DoesNotFit as Display>::fmt as Show<DoesNotFit>);
    black_box(<SignError<ErrorKind> as Display>::fmt as Show<SignError<ErrorKind>>);
    black_box(<ErrorCode as Display>::fmt as Show<ErrorCode>);
    black_box(<Advice as Display>::fmt as Show<Advice>);
}

fn converted() {
    black_box(<Host<'_> as From<Region>>::from as fn(Region) -> _);
    black_box(<Error as From<Invalid>>::from as fn(Invalid) -> _);
    black_box(<Error as From<HttpError>>::from as fn(HttpError) -> _);
    black_box(<Error as From<json::Error>>::from as fn(json::Error) -> _);
    black_box(<Error as From<SignError<Infallible>>>::from as fn(SignError<Infallible>) -> _);
    black_box(<Failed<ErrorKind> as From<Error>>::from as fn(Error) -> _);
    black_box(
        <OwnedUserAttributes<10, 50> as TryFrom<&UserAttributes<'_>>>::try_from
            as fn(&'static UserAttributes<'static>) -> _,
    );
}
