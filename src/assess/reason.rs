//! Answers: why is a condition met, unmet or unknown, and which open facts keep it so?
//!
//! A reason mirrors the condition of the policy file, node by node. It names ids and numbers, no sentences.

use crate::facts::{Answer, FactKey};
use crate::policy::schema::{ChoiceId, Definition, FactId, FieldId, Filter, Measure, Slot, Test};
use crate::units::Quantity;

use super::class::Classed;
use super::truth::{Interval, Truth};

/// A fact that is not answered and keeps something open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Open {
    /// A fact outside lists.
    Fact(FactKey),
    /// A list that is not said to be complete.
    List(FactId),
    /// A field of an item.
    Field {
        /// The list.
        list: FactId,
        /// The item's place, from zero.
        item: usize,
        /// The field.
        field: FieldId,
    },
}

impl Open {
    /// The fact or list it belongs to.
    pub const fn fact(self) -> FactId {
        match self {
            Self::Fact(key) => key.fact,
            Self::List(list) | Self::Field { list, .. } => list,
        }
    }
}

/// Why something stays unknown though its facts are answered, or must be judged by a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// The denominator is zero (decision 4).
    ZeroDenominator(FactKey),
    /// The enterprise has no such figure (decision 60).
    NotApplicable(FactKey),
    /// Nobody has judged it yet.
    Judgement(FactId),
    /// The industry code is out of scope, ambiguous or incomplete (decision 26).
    NoClass,
}

/// How a number stands to a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// At or above.
    Ge,
    /// Above.
    Gt,
    /// At or below.
    Le,
    /// Below.
    Lt,
}

/// One node of a reason.
#[derive(Clone, Debug)]
pub struct Reason<'p> {
    /// What follows.
    pub truth: Truth,
    /// From what.
    pub of: Of<'p>,
    /// The nodes below.
    pub parts: Vec<Reason<'p>>,
    /// Open facts of this node alone; empty once it is decided.
    pub open: Vec<Open>,
    /// Why open answers are not all it takes.
    pub hold: Option<Hold>,
}

/// What a node is about.
#[derive(Clone, Debug)]
pub enum Of<'p> {
    /// Every part.
    All,
    /// At least one part.
    Any,
    /// A measure beside a threshold.
    Compare {
        /// What is measured.
        measure: &'p Measure,
        /// Where the number lies; for compound growth: of the quotient, not its root.
        value: Interval,
        /// How it must stand.
        relation: Relation,
        /// To what.
        than: Quantity,
        /// The items it counts or sums, if it does.
        counted: Vec<Counted<'p>>,
    },
    /// A measure without a threshold (an indicator with bands).
    Measured {
        /// What is measured.
        measure: &'p Measure,
        /// Where the number lies.
        value: Interval,
        /// The items it counts or sums, if it does.
        counted: Vec<Counted<'p>>,
    },
    /// A yes-no fact.
    Flag {
        /// The fact.
        fact: FactId,
        /// What it must be.
        wanted: bool,
        /// What it is.
        stated: Answer<bool>,
    },
    /// A self-judgement.
    Judged {
        /// The fact.
        fact: FactId,
        /// What the enterprise judged.
        stated: Answer<bool>,
    },
    /// A choice.
    Choice {
        /// The fact.
        fact: FactId,
        /// What it may be.
        wanted: &'p [ChoiceId],
        /// What it is.
        stated: Answer<ChoiceId>,
    },
    /// No item passes.
    None {
        /// The filter.
        filter: &'p Filter,
        /// The items.
        counted: Vec<Counted<'p>>,
    },
    /// A class.
    Class(Classed<'p>),
    /// A definition; the part below is its condition.
    Holds(&'p Definition),
    /// Points set elsewhere.
    Slot(Slot),
}

/// Whether one item of a list passes a filter, and what decides.
#[derive(Clone, Debug)]
pub struct Counted<'p> {
    /// Its place, from zero.
    pub item: usize,
    /// Whether it passes.
    pub truth: Truth,
    /// The first test that it fails, or that is open.
    pub because: Option<Because<'p>>,
    /// Its open fields (and the open facts of definitions it needs).
    pub open: Vec<Open>,
}

/// The test that an item fails or leaves open.
#[derive(Clone, Copy, Debug)]
pub struct Because<'p> {
    /// The test.
    pub test: &'p Test,
    /// The innermost definition it stands in.
    pub within: Option<&'p Definition>,
}

impl<'p> Reason<'p> {
    /// A node without parts that its facts decide.
    pub const fn leaf(truth: Truth, of: Of<'p>) -> Self {
        Self { truth, of, parts: Vec::new(), open: Vec::new(), hold: None }
    }

    /// Every open fact that can still change this node, in the order of the tree, once each.
    pub fn open_facts(&self) -> Vec<Open> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found
    }

    fn collect(&self, found: &mut Vec<Open>) {
        if !self.truth.is_open() {
            return;
        }
        for open in &self.open {
            if !found.contains(open) {
                found.push(*open);
            }
        }
        for part in &self.parts {
            part.collect(found);
        }
    }

    /// The first hold in the tree among nodes that are open.
    pub fn first_hold(&self) -> Option<Hold> {
        if !self.truth.is_open() {
            return None;
        }
        self.hold.or_else(|| self.parts.iter().find_map(Reason::first_hold))
    }
}
