//! Answers: does the browser's database hold it?
//!
//! Database `tidu`, one object store `records`: key to text, both as the core writes them. Every request is one
//! transaction; "saved" is answered when the browser reports the transaction complete, and not before. Writes are
//! strict: complete once they are on the disk. Without that Chromium and Firefox complete a write that the system only
//! holds in memory: a killed browser loses nothing then, but a failure of power would.

use std::cell::{OnceCell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{
    DomException, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

use super::handlers::{OneOf, forever};
use super::local_storage;
use crate::store::{DraftId, Key, Revision, Save, Store, Then, Why, may_replace};

const DATABASE: &str = "tidu";
const VERSION: u32 = 1;
const RECORDS: &str = "records";

/// The store of record.
#[derive(Clone, Default)]
pub struct IndexedDb {
    connection: Rc<RefCell<Connection>>,
    closed: Rc<OnceCell<Box<dyn Fn()>>>,
    under_way: Rc<RefCell<Vec<Weak<()>>>>,
}

/// The connection is opened at the first request and again whenever the browser or another tab closed it.
#[derive(Default)]
enum Connection {
    #[default]
    Closed,
    Opening(Vec<Then<IdbDatabase>>),
    Open(IdbDatabase),
}

/// What a transaction will be answered with when it is complete.
type Outcome<T> = Rc<RefCell<Option<Result<T, Why>>>>;

/// What is done in a transaction; a fault aborts it.
type Work = Box<dyn FnOnce(&IdbObjectStore) -> Result<(), Why>>;

/// What is done at its end, with the reason where it was aborted or never begun.
type ThenEnd = Box<dyn FnOnce(Option<Why>)>;

impl IndexedDb {
    /// The database of this site.
    pub fn new() -> Self {
        Self::default()
    }

    /// Calls `run` whenever the connection was closed from outside: what was stored may be gone. Asked for once.
    pub fn on_closed(&self, run: impl Fn() + 'static) {
        let _is_first = self.closed.set(Box::new(run)).is_ok();
    }

    /// Whether something of what is under way now is still unanswered whenever that is asked.
    pub fn under_way(&self) -> impl Fn() -> bool + use<> {
        let all = self.under_way.borrow().clone();
        move || all.iter().any(|it| it.strong_count() > 0)
    }

    /// What is held until an answer is given.
    fn set_out(&self) -> Rc<()> {
        let held = Rc::new(());
        let mut all = self.under_way.borrow_mut();
        all.retain(|it| it.strong_count() > 0);
        all.push(Rc::downgrade(&held));
        held
    }

    fn closed(&self) {
        self.connection.replace(Connection::Closed);
        if let Some(tell) = self.closed.get() {
            tell();
        }
    }

    /// Asks for the open connection.
    fn database(&self, then: Then<IdbDatabase>) {
        let open = match &mut *self.connection.borrow_mut() {
            Connection::Open(database) => Some(database.clone()),
            Connection::Opening(waiting) => return waiting.push(then),
            Connection::Closed => None,
        };
        if let Some(database) = open {
            return then(Ok(database));
        }
        self.connection.replace(Connection::Opening(vec![then]));
        match open_request() {
            Ok(request) => self.await_opening(&request),
            Err(why) => self.opened(&Err(why)),
        }
    }

    fn await_opening(&self, request: &IdbOpenDbRequest) {
        let upgraded = request.clone();
        request.set_onupgradeneeded(Some(&forever(move |_| {
            let database = upgraded.result().and_then(JsCast::dyn_into::<IdbDatabase>);
            // A failure here aborts the opening, which is reported by its error.
            let _made = database.is_ok_and(|database| database.create_object_store(RECORDS).is_ok());
        })));
        let this = self.clone();
        request.set_onblocked(Some(&forever(move |_| this.opened(&Err(Why::Failed("blocked".to_owned()))))));
        let this = self.clone();
        on_result(request, move |result| {
            let database = result.and_then(|it| it.dyn_into::<IdbDatabase>().map_err(|it| why(&it)));
            this.opened(&database);
        });
    }

    /// The opening ended: everyone who waits is told.
    fn opened(&self, result: &Result<IdbDatabase, Why>) {
        let next = match result {
            Ok(database) => {
                self.watch(database);
                Connection::Open(database.clone())
            }
            Err(_) => Connection::Closed,
        };
        if let Connection::Opening(waiting) = self.connection.replace(next) {
            for then in waiting {
                then(result.clone());
            }
        }
    }

    /// Gives the connection up when a later version of this program, or the browser, asks for it.
    fn watch(&self, database: &IdbDatabase) {
        let (this, closing) = (self.clone(), database.clone());
        database.set_onversionchange(Some(&forever(move |_| {
            closing.close();
            this.closed();
        })));
        let this = self.clone();
        database.set_onclose(Some(&forever(move |_| this.closed())));
    }

    /// Does `work` in one transaction and answers what it left in the outcome once that is complete.
    fn transact<T: 'static>(
        &self,
        mode: IdbTransactionMode,
        then: Then<T>,
        work: impl FnOnce(&IdbObjectStore, &Outcome<T>) -> Result<(), JsValue> + 'static,
    ) {
        let outcome: Outcome<T> = Rc::default();
        let (left, held) = (Rc::clone(&outcome), self.set_out());
        let work = move |records: &IdbObjectStore| work(records, &outcome).map_err(|fault| why(&fault));
        let end = move |aborted: Option<Why>| {
            drop(held);
            then(match (left.take(), aborted) {
                (Some(Ok(answer)), None) => Ok(answer),
                (Some(Err(why)), _) | (_, Some(why)) => Err(why),
                (None, None) => Err(Why::Failed("unanswered".to_owned())),
            });
        };
        self.run(mode, Box::new(work), Box::new(end));
    }

    fn run(&self, mode: IdbTransactionMode, work: Work, end: ThenEnd) {
        self.begin(
            mode,
            Box::new(move |begun| match begun {
                Ok(transaction) => run(&transaction, work, end),
                Err(why) => end(Some(why)),
            }),
        );
    }

    /// Begins a transaction; a connection that was closed behind our back is opened once more.
    fn begin(&self, mode: IdbTransactionMode, then: Then<IdbTransaction>) {
        let begin =
            move |database: IdbDatabase| strict_transaction(&database, mode).map_err(|fault| why(&fault));
        let this = self.clone();
        self.database(Box::new(move |database| match database.map(begin) {
            Ok(Ok(transaction)) => then(Ok(transaction)),
            Err(why) => then(Err(why)),
            Ok(Err(_closed)) => {
                this.connection.replace(Connection::Closed);
                this.database(Box::new(move |database| then(database.and_then(begin))));
            }
        }));
    }
}

/// A transaction whose writes are on the disk once it is complete. A browser that does not know of that ignores it.
/// (web-sys offers it to builds with unstable interfaces only.)
fn strict_transaction(database: &IdbDatabase, mode: IdbTransactionMode) -> Result<IdbTransaction, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let begin = Reflect::get(database, &"transaction".into())?.dyn_into::<Function>()?;
    begin.call3(database, &RECORDS.into(), &mode.into(), &options)?.dyn_into()
}

fn open_request() -> Result<IdbOpenDbRequest, Why> {
    let factory = web_sys::window().ok_or(Why::Denied)?.indexed_db().map_err(|fault| why(&fault))?;
    factory.ok_or(Why::Denied)?.open_with_u32(DATABASE, VERSION).map_err(|fault| why(&fault))
}

fn run(transaction: &IdbTransaction, work: Work, end: ThenEnd) {
    let (end, failed) = (Rc::new(RefCell::new(Some(end))), Rc::new(RefCell::new(None)));
    let ends = OneOf::default();
    let (completed, left) = (Rc::clone(&end), Rc::clone(&failed));
    transaction.set_oncomplete(Some(&ends.handler(move |_| {
        if let Some(end) = completed.take() {
            end(left.take());
        }
    })));
    let (left, aborted) = (Rc::clone(&failed), transaction.clone());
    transaction.set_onabort(Some(&ends.handler(move |_| {
        let reason = left.take().unwrap_or_else(|| aborted.error().map_or_else(unknown, |it| why(&it)));
        if let Some(end) = end.take() {
            end(Some(reason));
        }
    })));
    let records = transaction.object_store(RECORDS).map_err(|fault| why(&fault));
    if let Err(why) = records.and_then(|records| work(&records)) {
        failed.replace(Some(why));
        // It is over already where this fails; then its end is reported by itself.
        let _is_over = transaction.abort().is_err();
    }
}

/// Calls `then` with the result of a request; its failure is left to the transaction, which aborts.
fn on_result(request: &IdbRequest, then: impl FnOnce(Result<JsValue, Why>) + 'static) {
    follow(request, Box::new(then));
}

fn follow(request: &IdbRequest, then: Then<JsValue>) {
    let ends = OneOf::default();
    let then = Rc::new(RefCell::new(Some(then)));
    let answer = move |result| {
        if let Some(then) = then.take() {
            then(result);
        }
    };
    let (failed, request_of) = (answer.clone(), request.clone());
    request.set_onerror(Some(&ends.handler(move |_| {
        let fault = request_of.error().ok().flatten();
        failed(Err(fault.map_or_else(unknown, |it| why(&it))));
    })));
    let request_of = request.clone();
    request.set_onsuccess(Some(&ends.handler(move |_| answer(request_of.result().map_err(|it| why(&it))))));
}

/// Reads a text inside a transaction, goes on with it, and leaves what comes out.
fn with_text<T: 'static>(
    records: &IdbObjectStore,
    key: &str,
    outcome: &Outcome<T>,
    next: impl FnOnce(Option<String>, &IdbObjectStore) -> Result<T, Why> + 'static,
) -> Result<(), JsValue> {
    let request = records.get(&key.into())?;
    let (records, outcome) = (records.clone(), Rc::clone(outcome));
    on_result(&request, move |result| {
        let answer = result.and_then(|value| next(text_of(&value), &records));
        outcome.replace(Some(answer));
    });
    Ok(())
}

/// The text of a record; of one that somebody made something else of, what that is as JSON.
fn text_of(value: &JsValue) -> Option<String> {
    let as_json = || js_sys::JSON::stringify(value).ok().and_then(|json| json.as_string());
    value.as_string().or_else(|| if value.is_undefined() { None } else { as_json().or(Some(String::new())) })
}

fn put(records: &IdbObjectStore, key: &str, text: &str) -> Result<(), Why> {
    records.put_with_key(&text.into(), &key.into()).map(drop).map_err(|fault| why(&fault))
}

fn remove(records: &IdbObjectStore, key: &str) -> Result<(), Why> {
    records.delete(&key.into()).map(drop).map_err(|fault| why(&fault))
}

fn unknown() -> Why {
    Why::Failed("unknown".to_owned())
}

/// The reason that a fault of the browser gives.
fn why(fault: &JsValue) -> Why {
    let name = fault.dyn_ref::<DomException>().map(DomException::name).unwrap_or_default();
    match name.as_str() {
        "QuotaExceededError" => Why::Full,
        // Firefox answers InvalidStateError where private windows have no database.
        "SecurityError" | "NotAllowedError" | "InvalidStateError" => Why::Denied,
        // Chromium's name for a database that the settings of the browser forbid, among others.
        "UnknownError" if local_storage::is_denied() => Why::Denied,
        "VersionError" => Why::Newer { schema: VERSION + 1 },
        "" => unknown(),
        _ => Why::Failed(name),
    }
}

impl Store for IndexedDb {
    fn all(&self, then: Then<Vec<(Key, String)>>) {
        self.transact(IdbTransactionMode::Readonly, then, |records, outcome| {
            let (keys, values) = (records.get_all_keys()?, records.get_all()?);
            let outcome = Rc::clone(outcome);
            on_result(&values, move |values| {
                let keys = keys.result().map_err(|fault| why(&fault));
                let all = keys.and_then(|keys| values.map(|values| (keys, values)));
                outcome.replace(Some(all.map(|(keys, values)| {
                    let (keys, values) = (js_sys::Array::from(&keys), js_sys::Array::from(&values));
                    keys.iter()
                        .zip(values.iter())
                        .filter_map(|(key, value)| Some((Key::parse(&key.as_string()?)?, text_of(&value)?)))
                        .collect()
                })));
            });
            Ok(())
        });
    }

    fn wipe(&self, then: Then<()>) {
        self.transact(IdbTransactionMode::Readwrite, then, |records, outcome| {
            records.clear()?;
            outcome.replace(Some(Ok(())));
            Ok(())
        });
    }

    fn load(&self, key: &Key, then: Then<Option<String>>) {
        let key = key.to_string();
        self.transact(IdbTransactionMode::Readonly, then, move |records, outcome| {
            with_text(records, &key, outcome, |text, _| Ok(text))
        });
    }

    fn save(&self, save: Save, then: Then<Revision>) {
        let Save { draft, over, by, text } = save;
        let key = Key::Draft(draft).to_string();
        self.transact(IdbTransactionMode::Readwrite, then, move |records, outcome| {
            let at = key.clone();
            with_text(records, &at, outcome, move |stored, records| {
                may_replace(stored.as_deref(), over, Some(&by))?;
                put(records, &key, &text).map(|()| over.next())
            })
        });
    }

    fn set_aside(&self, draft: &DraftId, text: &str, then: Then<Key>) {
        let (from, to) = (Key::Draft(draft.clone()).to_string(), Key::aside(draft.clone(), text));
        let text = text.to_owned();
        self.transact(IdbTransactionMode::Readwrite, then, move |records, outcome| {
            let at = from.clone();
            with_text(records, &at, outcome, move |stored, records| {
                put(records, &to.to_string(), &text)?;
                if stored == Some(text) {
                    remove(records, &from)?;
                }
                Ok(to)
            })
        });
    }

    fn delete(&self, key: &Key, at: Option<Revision>, then: Then<()>) {
        let key = key.to_string();
        self.transact(IdbTransactionMode::Readwrite, then, move |records, outcome| {
            let from = key.clone();
            with_text(records, &from, outcome, move |stored, records| {
                if let Some(at) = at {
                    may_replace(stored.as_deref(), at, None)?;
                }
                remove(records, &key)
            })
        });
    }
}
