//! Answers: what came of a promise of the browser?

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::handlers::OneOf;

/// Calls `run` with what the promise gives, or with its fault.
pub(super) fn then(promise: &Promise, run: impl FnOnce(Result<JsValue, JsValue>) + 'static) {
    follow(promise, Box::new(run));
}

fn follow(promise: &Promise, run: Box<dyn FnOnce(Result<JsValue, JsValue>)>) {
    let ends = OneOf::default();
    let run = Rc::new(RefCell::new(Some(run)));
    let answer = move |result| {
        if let Some(run) = run.take() {
            run(result);
        }
    };
    let refused = answer.clone();
    let done = ends.handler(move |value| answer(Ok(value)));
    let failed = ends.handler(move |fault| refused(Err(fault)));
    let chained = js_sys::Reflect::get(promise, &"then".into())
        .and_then(JsCast::dyn_into::<js_sys::Function>)
        .and_then(|method| method.call2(promise, &done, &failed));
    debug_assert!(chained.is_ok(), "a promise can be followed");
}
