//! What a client does that needs no stream.

use crate::{
    App, Authority, Endpoint, Error, Event, Exchange, Failed, Host, Observer, Progress,
    client::NotConnected,
    endpoint::{Keys, ParseAnswer},
    json::Text,
    policy::{Action, Call, Clock, Course, Failure, Policy, Standing, Trouble, Verdict},
    usersig::UserSig,
};

/// Who calls, by what right, how patiently, and what was learned doing so.
pub(super) struct Session<'a, A, B, O> {
    app: App<'a>,
    backup: Option<Host<'a>>,
    authority: A,
    pub(super) policy: Policy,
    pub(super) standing: Standing,
    /// First the UserSig, then what an exchange needs.
    room: B,
    user_sig_len: usize,
    observer: O,
    /// Since when the connection is free for the next call, if it is.
    free_since: Option<u64>,
}

/// A call that runs.
pub(super) struct Run<T> {
    course: Course,
    /// How far the try is that runs.
    progress: Option<Progress>,
    /// When its request began.
    begun: u64,
    /// Whether elements of the list have been handed out.
    has_items: bool,
    /// What the last try failed with.
    last: Option<Failed<T>>,
}

impl<'a, A: Authority, B: AsMut<[u8]>, O: Observer> Session<'a, A, B, O> {
    pub(super) fn new(app: App<'a>, authority: A, policy: Policy, clock: Clock, room: B, observer: O) -> Self {
        let standing = Standing::new(clock);
        Self {
            backup: app.backup_host(),
            app,
            authority,
            policy,
            standing,
            room,
            user_sig_len: 0,
            observer,
            free_since: None,
        }
    }

    /// Begins a call; whether the connection may be used for it, if there is one.
    pub(super) fn begin<E: Endpoint, T>(&mut self, has_connection: bool, now: u64) -> (Run<T>, bool) {
        let idle_limit = u64::from(self.policy.idle_limit);
        // Until this call has ended well, nobody else may have its connection.
        let is_free = self.free_since.take().is_some_and(|since| now.saturating_sub(since) <= idle_limit);
        let is_kept = has_connection && is_free;
        let call = Call::of::<E>(self.authority.can_sign(), self.backup.is_some());
        let course = Course::new(call, self.policy, is_kept, now);
        (Run { course, progress: None, begun: now, has_items: false, last: None }, is_kept)
    }

    pub(super) fn observe(&mut self, event: Event) {
        self.observer.observe(event);
    }

    pub(super) const fn host(&self, to_backup: bool) -> Host<'a> {
        match self.backup {
            Some(backup) if to_backup => backup,
            _ => self.app.host(),
        }
    }

    pub(super) fn sign<T>(&mut self, run: &mut Run<T>, unix: u64) -> Result<(), Error> {
        let user_sig = self.authority.user_sig(&self.app, unix, self.policy.lifetime, self.room.as_mut())?;
        self.user_sig_len = user_sig.as_bytes().len();
        run.course.signed(&mut self.standing, user_sig.expires_at());
        self.observe(Event::Signed { unix });
        Ok(())
    }

    pub(super) fn connected<T>(&mut self, run: &mut Run<T>, took: u64) {
        run.course.connected();
        self.observe(Event::Connected { took });
    }

    /// The exchange of the try that runs, or of a new one.
    pub(super) fn exchange<'s, E: Endpoint, T>(
        &'s mut self,
        run: &mut Run<T>,
        endpoint: &'s E,
        now: u64,
        random: u32,
    ) -> Exchange<'s, E> {
        let progress = match run.progress {
            Some(progress) => progress,
            None => {
                run.begun = now;
                self.observe(Event::Calling { random });
                Progress::new(random, Keys::of::<E>())
            }
        };
        let room = self.room.as_mut();
        let (user_sig, buffer) = room.split_at_mut_checked(self.user_sig_len).unwrap_or_default();
        let user_sig = UserSig::written_before(user_sig);
        Exchange::resume(&self.app, user_sig, endpoint, buffer, progress)
    }

    /// The element that the last step brought.
    pub(super) fn item<E: Endpoint, T>(&mut self, run: &Run<T>) -> Result<E::Item<'_>, Error> {
        let progress = run.progress.ok_or(Error::NotNow)?;
        progress.item(self.buffer())
    }

    /// What the answer says beside the list.
    pub(super) fn answer<E: Endpoint, T>(&mut self, run: &Run<T>) -> Result<E::Answer<'_>, Error> {
        let progress = run.progress.ok_or(Error::NotNow)?;
        Ok(E::Answer::parse(progress.answer(self.buffer())?)?)
    }

    /// The service's own words.
    pub(super) fn error_info<T>(&mut self, run: &Run<T>) -> Option<Text<'_>> {
        run.progress?.error_info(self.buffer())
    }

    fn buffer(&mut self) -> &[u8] {
        self.room.as_mut().get(self.user_sig_len..).unwrap_or_default()
    }

    /// A step of the exchange brought an element of the list (true) or the end of the answer.
    pub(super) fn went_on<T>(&mut self, run: &mut Run<T>, progress: Progress, is_item: bool, now: u64) {
        run.progress = Some(progress);
        run.has_items |= is_item;
        if is_item {
            return;
        }
        let moved = run.course.answered(&mut self.standing, progress.date(), now);
        if let Some(seconds) = moved {
            self.observe(Event::ClockMoved { seconds });
        }
        self.free_since = progress.keeps_alive().then_some(now);
        let (sent, received) = (progress.bytes_sent(), progress.bytes_received());
        self.observe(Event::Answered { took: now.saturating_sub(run.begun), sent, received });
    }

    /// A try failed: where there is another one, all is well.
    pub(super) fn failed<T>(
        &mut self,
        run: &mut Run<T>,
        error: Failed<T>,
        failure: &Failure,
        may_resume: bool,
        now: u64,
        random: u32,
    ) -> Result<(), Failed<T>> {
        let moved = self.standing.clock.moved();
        let verdict = run.course.failed(&mut self.standing, failure, now, random);
        let tries_again = verdict == Verdict::Again && (may_resume || !run.has_items);
        let (sent, received) =
            run.progress.map_or((0, 0), |progress| (progress.bytes_sent(), progress.bytes_received()));
        self.observe(Event::Failed { trouble: failure.trouble, sent, received, tries_again });
        if self.standing.clock.moved() != moved {
            self.observe(Event::ClockMoved { seconds: self.standing.clock.moved().saturating_sub(moved) });
        }
        if !tries_again {
            self.free_since = failure.keeps_alive.then_some(now);
            return Err(error);
        }
        run.progress = None;
        run.last = Some(error);
        Ok(())
    }
}

impl<T> Run<T> {
    /// What to do at `now`.
    pub(super) fn next(&mut self, standing: &mut Standing, now: u64) -> Action {
        self.course.next(standing, now)
    }

    pub(super) const fn set_progress(&mut self, progress: Progress) {
        self.progress = Some(progress);
    }

    /// The error of a call whose time is over: what stood in its way last, if anything did.
    pub(super) fn out_of_time(&mut self) -> Failed<T> {
        self.last.take().unwrap_or(Failed::Chat(Error::Deadline))
    }
}

impl<E> NotConnected<E> {
    pub(super) fn into_failure(self) -> (Failure, Failed<E>) {
        let (trouble, error) = match self {
            Self::Unreachable(error) => (Trouble::Unreachable, error),
            Self::Untrusted(error) => (Trouble::Untrusted, error),
        };
        (Failure::to_connect(trouble), Failed::Transport(error))
    }
}

impl<T> Failed<T> {
    pub(super) const fn trouble(&self) -> Trouble {
        match self {
            Self::Transport(_) => Trouble::Broken,
            Self::Chat(error) => Trouble::Chat(*error),
        }
    }
}
