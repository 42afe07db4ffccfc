//! Answers: how does a text reach the clipboard, or the user's own hands where there is none?

use leptos::prelude::*;

use crate::platform::files::copy;
use crate::text::say::Say;
use crate::ui::element::{Piece, el, pieces};
use crate::ui::signal::RwSignal;
use crate::ui::words::t;

/// A text that leaves by copying.
#[derive(Clone, Copy)]
pub struct Copying {
    told: RwSignal<String>,
    by_hand: RwSignal<Option<String>>,
}

impl Copying {
    /// What became of it is told there.
    pub fn new(told: RwSignal<String>) -> Self {
        Self { told, by_hand: RwSignal::new(None) }
    }

    /// Copies a text; `done` is told where that succeeded.
    pub fn copy(self, text: String, done: Say) {
        self.copy_telling(text, t(done).to_owned());
    }

    /// The same with words of its own.
    pub fn copy_telling(self, text: String, done: String) {
        let Self { told, by_hand } = self;
        copy(&text.clone(), move |is_copied| {
            told.set(if is_copied { done } else { t(Say::CopyByHand).to_owned() });
            by_hand.set((!is_copied).then_some(text));
        });
    }

    /// The text to copy by hand, where the browser refused.
    pub fn area(self) -> AnyView {
        let area = move || {
            self.by_hand.get().map(|text| {
                pieces![
                    el("label.label.mt3").attr("for", "by-hand").add(Say::TextToCopy),
                    el("textarea#by-hand.input.code")
                        .attr("rows", "6")
                        .attr("readonly", true)
                        .prop("value", text)
                ]
            })
        };
        area.piece()
    }
}
