//! The documented codes, by what they are and what to do about them.

use super::{Advice, Category};

/// Codes of one category, with one advice.
type Group = (Category, Advice, &'static [i32]);

/// All documented codes. This is for people and the compiler; what lies in flash is made of it.
pub(super) const GROUPS: [Group; 27] = [
    (Category::Auth, Advice::SignAgain, &[20002, 70002, 70003, 70005, 70013, 70014]),
    // A UserSig is made anew before it expires. Where one has expired all the same, two clocks disagree.
    (Category::Auth, Advice::FixClock, &[70001]),
    (Category::Auth, Advice::WrongRegion, &[70016, 70020]),
    (Category::Auth, Advice::TryLater, &[60004, 60005]),
    (Category::Auth, Advice::FixSetup, &[10001, 10008, 60006, 70009]),
    (Category::Auth, Advice::Stop, &[-10106, -10009, -10008, -10006, -10005, -10004, -10003, -10001]),
    (
        Category::Rate,
        Advice::SlowDown,
        &[
            -20009, -10113, -302, 10006, 10023, 10049, 22006, 23003, 30540, 31707, 60007, 60011, 60018, 60019, 70050,
            70114, 72010, 90024, 90051, 90057,
        ],
    ),
    (
        Category::Server,
        Advice::TryLater,
        &[
            -10114, -10007, -200, -199, 1003, 2001, 10002, 20004, 20005, 20018, 22002, 30006, 30007, 40006, 50004,
            50005, 60008, 60014, 70169, 70202, 70500, 80003, 90992, 90994, 90995, 91000, 93001, 93006, 110007, 114005,
            130009, 130010, 130011, 130012, 130014,
        ],
    ),
    (Category::Server, Advice::Stop, &[-202, -198, 2100, 60013, 110002, 114004]),
    (
        Category::Limit,
        Advice::Split,
        &[2016, 10005, 10014, 10018, 10051, 10053, 10054, 10060, 51006, 70206, 90011, 90018, 93008],
    ),
    (
        Category::Limit,
        Advice::FixRequest,
        &[
            10020, 10045, 10046, 10047, 10048, 10063, 10070, 22004, 22005, 30010, 30011, 30012, 30013, 30014, 40601,
            51008, 51010, 51011, 51012, 80002, 90020, 90026, 90032, 90034, 90055, 91101, 93000, 110012, 130006,
        ],
    ),
    (Category::Limit, Advice::FixSetup, &[10036, 10037, 10038, 10058, 22007, 60028, 70398, 72000, 72002, 90047]),
    (Category::Limit, Advice::Stop, &[-10108, -203, 114002]),
    (Category::Parameter, Advice::WrongRegion, &[60026]),
    (
        Category::Parameter,
        Advice::FixRequest,
        &[
            1001, 1002, 2002, 2003, 10003, 10004, 10011, 10012, 20001, 20008, 22003, 30001, 30002, 40001, 40002, 40605,
            40610, 50002, 60002, 60003, 60012, 60015, 60025, 70402, 90001, 90002, 90003, 90004, 90005, 90006, 90007,
            90008, 90010, 90022, 90028, 90029, 90030, 90031, 90033, 90039, 90040, 90043, 90044, 90054, 93005, 93007,
            110013, 130001, 130002, 130003, 130004, 130005, 130007, 130008,
        ],
    ),
    (Category::Parameter, Advice::Stop, &[-10109, -196, 114011, 115066, 115068]),
    (
        Category::NotFound,
        Advice::FixRequest,
        &[
            1004, 1005, 10010, 10015, 10019, 10030, 10050, 10052, 10062, 20003, 20022, 23004, 30003, 30614, 31704,
            31804, 40003, 40009, 50001, 51007, 51009, 60009, 70107, 90012, 90048, 90049, 110003, 110006, 110008,
            110011, 110014, 131003,
        ],
    ),
    (Category::NotFound, Advice::Stop, &[114000]),
    (
        Category::Permission,
        Advice::FixRequest,
        &[10007, 10017, 20007, 20009, 20010, 20011, 20012, 30009, 30516, 30525, 40007, 40008],
    ),
    (
        Category::Permission,
        Advice::FixSetup,
        &[2004, 10026, 10059, 30004, 40004, 50003, 51013, 60010, 60017, 60021, 60027, 70051, 70403, 71000, 90009],
    ),
    (Category::Permission, Advice::Stop, &[-10111, -10110, 114001]),
    (
        Category::State,
        Advice::FixRequest,
        &[
            10009, 10031, 10032, 10033, 10034, 10035, 10044, 10061, 20016, 21005, 23002, 30515, 30539, 32216, 70399,
            90052,
        ],
    ),
    (
        Category::State,
        Advice::FixSetup,
        &[2015, 10041, 11000, 22001, 30005, 60016, 60020, 72001, 72011, 72012, 80005, 90045, 131000],
    ),
    (Category::State, Advice::Stop, &[-10112, -201, -197, -195, 70404, 114003, 131005]),
    (Category::Conflict, Advice::TryLater, &[10056, 20027, 20028, 23001, 30008]),
    (Category::Conflict, Advice::FixRequest, &[10013, 10021, 10024, 10025, 20023, 90035, 90050, 110010]),
    (Category::Content, Advice::FixRequest, &[10016, 20006, 80001, 80004]),
];

/// What a code is, and what to do about it, where the documentation names a range and no single ones.
pub(super) const fn range(code: i32) -> Option<(Category, Advice)> {
    match code {
        10_100..=10_200 | 38_000..=39_000 | 120_001..=130_000 => Some((Category::Content, Advice::FixRequest)),
        60_000..=79_999 => Some((Category::Server, Advice::Stop)),
        _ => None,
    }
}

/// Codes that mean something else at one endpoint: the code, the endpoint's path, and what it is there.
pub(super) const ELSEWHERE: [(i32, &str, Category, Advice); 2] = [
    (80005, "v4/group_open_http_svc/import_topic", Category::Server, Advice::Stop),
    (90057, "v4/timpush/batch", Category::Limit, Advice::FixRequest),
];
