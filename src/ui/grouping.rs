//! Answers: which conditions stand together under one item of the standard, and how does the item stand?

use crate::assess::{Assessment, Judged, JudgedKind, Truth};
use crate::policy::schema::Words;

use super::widgets::sign::Sign;

/// The conditions of one item.
pub struct ItemGroup<'a> {
    /// The item; guards have none.
    pub item: Option<&'static Words>,
    /// Its conditions with their places in the list, without parts.
    pub conditions: Vec<(usize, &'a Judged<'static>)>,
    /// How it stands.
    pub sign: Sign,
}

/// The conditions by item, in the order of the standard.
pub fn by_item<'a>(assessment: &'a Assessment<'static>) -> Vec<ItemGroup<'a>> {
    let mut groups: Vec<ItemGroup<'a>> = Vec::new();
    for (at, judged) in assessment.criteria.iter().enumerate() {
        match judged.kind {
            JudgedKind::Part(_) => continue,
            JudgedKind::Criterion | JudgedKind::Guard => {}
        }
        match groups.iter_mut().find(|group| group.item == judged.item) {
            Some(group) => group.conditions.push((at, judged)),
            None => {
                groups.push(ItemGroup { item: judged.item, conditions: vec![(at, judged)], sign: Sign::Met });
            }
        }
    }
    for group in &mut groups {
        group.sign = stands(&group.conditions);
    }
    groups
}

/// The parts of the condition at this place.
pub fn parts<'a>(assessment: &'a Assessment<'static>, parent: usize) -> Vec<&'a Judged<'static>> {
    assessment.criteria.iter().filter(|it| it.kind == JudgedKind::Part(parent)).collect()
}

/// How a condition stands.
pub fn sign_of(judged: &Judged<'_>) -> Sign {
    Sign::of(judged.standing, judged.reason.first_hold().is_some())
}

fn stands(conditions: &[(usize, &Judged<'_>)]) -> Sign {
    let truth = Truth::all(conditions.iter().map(|(_, judged)| judged.standing));
    let mut open = conditions.iter().filter(|(_, judged)| judged.standing.is_open());
    Sign::of(truth, open.all(|(_, judged)| judged.reason.first_hold().is_some()))
}
