//! Answers: how long does a function handed to the browser live?

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;

type Kept = Rc<RefCell<Vec<Closure<dyn FnMut(JsValue)>>>>;

/// Handlers of which exactly one will run, once. Then all are dropped; nothing is left behind.
#[derive(Default)]
pub(super) struct OneOf {
    kept: Kept,
}

impl OneOf {
    /// One more of them.
    pub(super) fn handler(&self, run: impl FnOnce(JsValue) + 'static) -> Function {
        self.boxed(Box::new(run))
    }

    fn boxed(&self, run: Box<dyn FnOnce(JsValue)>) -> Function {
        let (kept, mut run) = (Rc::clone(&self.kept), Some(run));
        let closure = Closure::new(move |event: JsValue| {
            let run = run.take();
            // The browser's side keeps the running one until it returns.
            drop(kept.take());
            if let Some(run) = run {
                run(event);
            }
        });
        let function = closure.as_ref().unchecked_ref::<Function>().clone();
        self.kept.borrow_mut().push(closure);
        function
    }
}

/// A handler that runs any number of times, for as long as the page lives.
pub(super) fn forever(run: impl FnMut(JsValue) + 'static) -> Function {
    boxed_forever(Box::new(run))
}

fn boxed_forever(run: Box<dyn FnMut(JsValue)>) -> Function {
    Closure::wrap(run).into_js_value().unchecked_into()
}
