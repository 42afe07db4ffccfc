//! Files out and in: the package of the draft on screen, what someone brings, their check, and what this browser keeps.

mod bring;
mod check;
mod keep;
mod take;

use leptos::prelude::*;

use crate::text::say::Say;
use crate::ui::element::{Piece, el, pieces};

/// The page.
pub fn packages() -> AnyView {
    pieces![
        el("div.head")
            .add(el("h1").attr("tabindex", "-1").add(Say::Packages))
            .add(el("p.head__lead").add(Say::PackagesLead)),
        take::take(),
        bring::bring(),
        check::check(),
        keep::keep()
    ]
    .piece()
}
