//! Answers: what does a state look like? Shape, then word, then colour.

use leptos::prelude::*;

use crate::assess::{Truth, Verdict};
use crate::text;
use crate::ui::element::{Piece, el, svg};

/// A state that is shown by a shape and a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Filled disc, tick.
    Met,
    /// Filled square, cross.
    Unmet,
    /// Dashed ring, question mark.
    Unknown,
    /// Diamond, person.
    Manual,
    /// Triangle.
    Warning,
    /// Dash.
    None,
    /// Tick alone: kept.
    Kept,
    /// Empty box: to do.
    Todo,
}

impl Sign {
    /// The sign of a condition's truth; `is_held`: answers alone cannot decide it.
    pub const fn of(truth: Truth, is_held: bool) -> Self {
        match truth {
            Truth::Met => Self::Met,
            Truth::Unmet => Self::Unmet,
            Truth::Unknown if is_held => Self::Manual,
            Truth::Unknown => Self::Unknown,
        }
    }

    /// The sign of a verdict.
    pub const fn of_verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Meets => Self::Met,
            Verdict::FallsShort => Self::Unmet,
            Verdict::Undetermined => Self::Unknown,
        }
    }

    const fn parts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Met => ("#i-met", "state state--met", "is-met"),
            Self::Unmet => ("#i-unmet", "state state--unmet", "is-unmet"),
            Self::Unknown => ("#i-unknown", "state state--unknown", "is-unknown"),
            Self::Manual => ("#i-manual", "state state--manual", "is-manual"),
            Self::Warning => ("#i-warning", "state state--warning", "is-warning"),
            Self::None => ("#i-na", "state state--na", "is-na"),
            Self::Kept => ("#i-kept", "state", ""),
            Self::Todo => ("#i-todo", "state state--unknown", "is-unknown"),
        }
    }

    /// The class that gives an element the colour of the state.
    pub const fn class(self) -> &'static str {
        self.parts().2
    }

    /// The class of a state written out.
    pub const fn state_class(self) -> &'static str {
        self.parts().1
    }

    /// The word of a condition in this state.
    pub const fn word(self) -> &'static str {
        use crate::text::say::Say;
        use crate::ui::words::t;
        match self {
            Self::Met => text::truth(Truth::Met),
            Self::Unmet => text::truth(Truth::Unmet),
            Self::Unknown => text::truth(Truth::Unknown),
            Self::Manual => t(Say::ByAPerson),
            Self::Warning => t(Say::PleaseCheck),
            Self::None => t(Say::NotConcerned),
            Self::Kept | Self::Todo => "",
        }
    }
}

/// The shape alone; words must stand beside it.
pub fn icon(sign: Sign) -> AnyView {
    symbol(sign.parts().0, "ic")
}

/// A symbol of the page's sprite.
pub fn symbol(href: &'static str, class: &'static str) -> AnyView {
    svg("svg")
        .attr("class", class)
        .attr("aria-hidden", "true")
        .attr("focusable", "false")
        .add(svg("use").attr("href", href))
        .piece()
}

/// Shape and word.
pub fn state(sign: Sign, word: &'static str) -> AnyView {
    el("span").attr("class", sign.state_class()).add(icon(sign)).add(word).piece()
}
