//! A store in memory that fails on demand, for tests.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::{DraftId, Key, Revision, Save, Store, Then, Why, may_replace};

/// A store in memory. Answers wait until [`MemoryStore::run`]; clones share everything.
#[derive(Clone, Default)]
pub struct MemoryStore {
    inner: Rc<Inner>,
}

#[derive(Default)]
struct Inner {
    records: RefCell<BTreeMap<String, String>>,
    waiting: RefCell<VecDeque<Box<dyn FnOnce()>>>,
    refusal: RefCell<Option<Why>>,
    room: Cell<Option<usize>>,
    writes_left: Cell<Option<usize>>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets everything asked so far happen, and what is asked meanwhile.
    pub fn run(&self) {
        while self.step() {}
    }

    /// Lets the next thing asked happen; false when there is none.
    pub fn step(&self) -> bool {
        let next = self.inner.waiting.borrow_mut().pop_front();
        next.map(|happen| happen()).is_some()
    }

    /// The next request is refused.
    pub fn refuse_next(&self, why: Why) {
        self.inner.refusal.replace(Some(why));
    }

    /// All records together take no more than so many bytes.
    pub fn limit(&self, bytes: usize) {
        self.inner.room.set(Some(bytes));
    }

    /// The page dies at the end of so many more writes: they are kept, the last is not answered any more, and
    /// nothing after it happens.
    pub fn die_after(&self, writes: usize) {
        self.inner.writes_left.set(Some(writes));
    }

    /// The store as a new page finds it: the records, no faults, nothing waiting.
    pub fn restarted(&self) -> Self {
        let store = Self::new();
        store.inner.records.replace(self.inner.records.borrow().clone());
        store
    }

    /// The text stored under a key.
    pub fn text(&self, key: &str) -> Option<String> {
        self.inner.records.borrow().get(key).cloned()
    }

    /// Puts any text under any key, as a damaged disk or another program would.
    pub fn plant(&self, key: &str, text: &str) {
        self.inner.records.borrow_mut().insert(key.to_owned(), text.to_owned());
    }

    /// Asks for `work`, which happens and is answered when the store runs.
    fn ask<T: 'static>(&self, then: Then<T>, work: impl FnOnce(&Inner) -> Option<Result<T, Why>> + 'static) {
        let inner = Rc::clone(&self.inner);
        let happen = move || {
            if inner.writes_left.get() == Some(0) {
                return;
            }
            let refusal = inner.refusal.take();
            if let Some(answer) = refusal.map_or_else(|| work(&inner), |why| Some(Err(why))) {
                then(answer);
            }
        };
        self.inner.waiting.borrow_mut().push_back(Box::new(happen));
    }
}

impl Inner {
    /// One transaction: all changes or none. Nothing is answered when the page dies over it.
    fn commit<T>(&self, changes: &[(String, Option<String>)], answer: T) -> Option<Result<T, Why>> {
        let mut records = self.records.borrow().clone();
        for (key, text) in changes {
            match text {
                Some(text) => records.insert(key.clone(), text.clone()),
                None => records.remove(key),
            };
        }
        let size: usize = records.iter().map(|(key, text)| key.len() + text.len()).sum();
        if self.room.get().is_some_and(|room| size > room) {
            return Some(Err(Why::Full));
        }
        self.records.replace(records);
        let left = self.writes_left.get().map(|left| left.saturating_sub(1));
        self.writes_left.set(left);
        (left != Some(0)).then_some(Ok(answer))
    }
}

impl Store for MemoryStore {
    fn all(&self, then: Then<Vec<(Key, String)>>) {
        self.ask(then, |inner| {
            let records = inner.records.borrow();
            let known = records.iter().filter_map(|(key, text)| Some((Key::parse(key)?, text.clone())));
            Some(Ok(known.collect()))
        });
    }

    fn wipe(&self, then: Then<()>) {
        self.ask(then, |inner| {
            let all: Vec<_> = inner.records.borrow().keys().map(|key| (key.clone(), None)).collect();
            inner.commit(&all, ())
        });
    }

    fn load(&self, key: &Key, then: Then<Option<String>>) {
        let key = key.to_string();
        self.ask(then, move |inner| Some(Ok(inner.records.borrow().get(&key).cloned())));
    }

    fn save(&self, save: Save, then: Then<Revision>) {
        self.ask(then, move |inner| {
            let key = Key::Draft(save.draft).to_string();
            let stored = inner.records.borrow().get(&key).cloned();
            if let Err(why) = may_replace(stored.as_deref(), save.over, Some(&save.by)) {
                return Some(Err(why));
            }
            inner.commit(&[(key, Some(save.text))], save.over.next())
        });
    }

    fn set_aside(&self, draft: &DraftId, text: &str, then: Then<Key>) {
        let (draft, text) = (draft.clone(), text.to_owned());
        self.ask(then, move |inner| {
            let from = Key::Draft(draft.clone()).to_string();
            let to = Key::aside(draft, &text);
            let is_still_there = inner.records.borrow().get(&from) == Some(&text);
            let mut changes = vec![(to.to_string(), Some(text))];
            if is_still_there {
                changes.push((from, None));
            }
            inner.commit(&changes, to)
        });
    }

    fn delete(&self, key: &Key, at: Option<Revision>, then: Then<()>) {
        let key = key.to_string();
        self.ask(then, move |inner| {
            if let Some(at) = at
                && let Err(why) = may_replace(inner.records.borrow().get(&key).map(String::as_str), at, None)
            {
                return Some(Err(why));
            }
            inner.commit(&[(key, None)], ())
        });
    }
}
