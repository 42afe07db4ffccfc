//! Answers: what may change while somebody looks at it?
//!
//! The signals and memos of Leptos, which are one type to it whatever they hold: it is compiled anew for every type
//! that it holds, and two dozen are held here. What is taken out is known again by the type of the handle. Reading
//! follows, as in Leptos, unless the name says otherwise.

use std::any::Any;
use std::marker::PhantomData;

use leptos::prelude::{Memo as HeldMemo, Notify, Read, ReadUntracked, RwSignal as HeldSignal, Track, Write};

/// A value of any type.
type Held = Box<dyn Any + Send + Sync>;

/// What gives the value of a memo: from the one before, with whether it has changed.
type Work = Box<dyn Fn(Option<Held>) -> (Held, bool) + Send + Sync>;

/// What can be held.
pub trait Holdable: Any + Send + Sync {}

impl<T: Any + Send + Sync> Holdable for T {}

/// A value; who reads it is told where it is written.
pub struct RwSignal<T> {
    held: HeldSignal<Held>,
    of: PhantomData<T>,
}

/// A value that follows from others.
pub struct Memo<T> {
    held: HeldMemo<Held>,
    of: PhantomData<T>,
}

macro_rules! handle {
    ($($handle:ident)+) => {
        $(
            impl<T> Copy for $handle<T> {}

            impl<T> Clone for $handle<T> {
                fn clone(&self) -> Self {
                    *self
                }
            }

            impl<T: Holdable> $handle<T> {
                /// What `look` makes of the value.
                pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
                    look(known(&self.held.read()))
                }

                /// What `look` makes of the value, which is not followed.
                pub fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
                    look(known(&self.held.read_untracked()))
                }

                /// The value.
                pub fn get(self) -> T
                where
                    T: Clone,
                {
                    self.with(T::clone)
                }

                /// The value, which is not followed.
                pub fn get_untracked(self) -> T
                where
                    T: Clone,
                {
                    self.with_untracked(T::clone)
                }
            }
        )+
    };
}

handle!(RwSignal Memo);

impl<T: Holdable> RwSignal<T> {
    /// Holding this value.
    pub fn new(value: T) -> Self {
        Self { held: signal(Box::new(value)), of: PhantomData }
    }

    /// Puts another value in its place.
    pub fn set(self, value: T) {
        replace(self.held, Box::new(value));
    }

    /// Changes the value, and gives what `change` made of it; nothing where it is held no longer.
    pub fn try_update<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let mut held = self.held.try_write()?;
        (**held).downcast_mut().map(change)
    }

    /// Changes the value.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// Changes the value, and nobody is told.
    pub fn update_untracked(self, change: impl FnOnce(&mut T)) {
        if let Some(mut held) = self.held.try_write_untracked()
            && let Some(value) = (**held).downcast_mut()
        {
            change(value);
        }
    }

    /// Follows the value without reading it.
    pub fn track(self) {
        self.held.track();
    }

    /// Tells who reads it, as if it had been written.
    pub fn notify(self) {
        self.held.notify();
    }
}

impl<T: Holdable + Default> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: Holdable> Memo<T> {
    /// What `work` gives; who reads it is told where that is another value than before.
    pub fn new(work: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self
    where
        T: PartialEq,
    {
        Self::new_with_compare(work, |before, now| before != now)
    }

    /// What `work` gives; who reads it is told where `has_changed`, which is asked with the value before and now.
    pub fn new_with_compare(
        work: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
        has_changed: fn(Option<&T>, Option<&T>) -> bool,
    ) -> Self {
        let work = move |before: Option<Held>| {
            let before = before.as_ref().map(known);
            let now = work(before);
            let has_changed = has_changed(before, Some(&now));
            (Box::new(now) as Held, has_changed)
        };
        Self { held: memo(Box::new(work)), of: PhantomData }
    }
}

fn signal(value: Held) -> HeldSignal<Held> {
    HeldSignal::new(value)
}

#[inline(never)]
fn replace(signal: HeldSignal<Held>, value: Held) {
    if let Some(mut held) = signal.try_write() {
        *held = value;
    }
}

fn memo(work: Work) -> HeldMemo<Held> {
    HeldMemo::new_owning(work)
}

#[inline(never)]
fn known<T: Holdable>(held: &Held) -> &T {
    #[expect(clippy::expect_used, reason = "the handle that put it there has the same type")]
    (**held).downcast_ref().expect("a handle finds what it holds")
}
