//! Answers: what should the enterprise look at next?
//!
//! Reads assessments of all tiers and says which answer decides most ([`next`]), how far a stated figure is from
//! where something changes ([`margins`]), and what is otherwise on another day or in another document ([`changed`]).
//! Decides nothing that `assess` has not decided: what it says of a changed answer is assessed again. Must not know:
//! sentences, storage, the clock.

mod changed;
mod margin;
mod next;
mod report;
mod specimen;
mod threshold;

pub use changed::{Changed, Side, changed};
pub use margin::{Amount, Distance, Figure, Flip, Margin, RuleFlip, Sort, Stand, Way, margins};
pub use next::{Asked, In, OpenCondition, next, next_of};
pub use report::{Compared, compare_json, margin_json, next_json, turn_word, unit};
