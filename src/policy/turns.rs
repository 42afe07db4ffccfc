//! Answers: what became of the rules that stand in two versions of one family?
//!
//! Worked out by build.rs from the law alone and embedded with it. Rules are paired by their ids, which name one
//! thing in every version; what only one of the two has is no business of this.

use super::held::Str;
use super::implication::Implication;
use super::schema::{Book, Condition, Effect, Indicator, Relief, Route, Standard, Turn, Turned};

/// Every rule that is not the same in two versions, once for each route.
pub fn turned(book: &Book) -> Vec<Turned> {
    let mut found = Vec::new();
    for newer in &book.standards {
        for older in book.standards.iter().filter(|older| is_older(older, newer)) {
            for route in [Route::New, Route::Review] {
                between(book, older, newer, route, &mut found);
            }
        }
    }
    found
}

fn is_older(older: &Standard, newer: &Standard) -> bool {
    let parts = older.id.rsplit_once('/').zip(newer.id.rsplit_once('/'));
    parts.is_some_and(|(older, newer)| older.0 == newer.0 && older.1 < newer.1)
}

/// What a rule asks for.
enum Rule<'b> {
    Conditions(Vec<&'b Condition>),
    Relief(&'b Relief),
    /// Points to reach of points attainable.
    Line(u32, u32),
    Points(&'b Indicator),
}

fn between(book: &Book, older: &Standard, newer: &Standard, route: Route, found: &mut Vec<Turned>) {
    let before = rules(older, route);
    for (sort, id, rule) in rules(newer, route) {
        for (_, _, was) in before.iter().filter(|(other, ..)| *other == sort) {
            let forth = Implication { book, from: newer, to: older };
            let back = Implication { book, from: older, to: newer };
            let turn = match (was, &rule) {
                (Rule::Conditions(was), Rule::Conditions(is)) => {
                    turn(forth.conditions(is, was), back.conditions(was, is))
                }
                (Rule::Relief(was), Rule::Relief(is)) if was.replaces == is.replaces => turn(
                    forth.conditions(&[&is.when], &[&was.when]),
                    back.conditions(&[&was.when], &[&is.when]),
                ),
                (Rule::Points(was), Rule::Points(is)) => {
                    let is_same = was.full == is.full
                        && back.points(&was.points, &is.points)
                        && forth.points(&is.points, &was.points);
                    turn(is_same, is_same)
                }
                (Rule::Line(was, of), Rule::Line(is, out_of)) if (was, of) == (is, out_of) => Turn::Same,
                // A line over other points, a relief of something else.
                _ => Turn::Changed,
            };
            if turn != Turn::Same {
                found.push(Turned { older: older.id, newer: newer.id, route, id, turn });
            }
        }
    }
}

const fn turn(newer_implies_older: bool, older_implies_newer: bool) -> Turn {
    match (newer_implies_older, older_implies_newer) {
        (true, true) => Turn::Same,
        (true, false) => Turn::Stricter,
        (false, true) => Turn::Looser,
        (false, false) => Turn::Changed,
    }
}

/// Whether it is an indicator, and the id of what it is about.
type Sort = (bool, &'static str);

/// Every rule of a file that a route asks for, with its sort and id.
fn rules(file: &Standard, route: Route) -> Vec<(Sort, Str, Rule<'_>)> {
    let is_asked = |only: Option<Route>| only.is_none_or(|only| only == route);
    let rule = |id: Str, rule| ((false, id.as_str()), id, rule);
    let mut all = Vec::new();
    for criterion in file.criterion.iter().filter(|it| is_asked(it.route)) {
        let parts = criterion.part.iter().map(|part| &part.when);
        let whole = criterion.when.iter().chain(parts).collect();
        all.push(rule(criterion.id, Rule::Conditions(whole)));
        all.extend(criterion.part.iter().map(|it| rule(it.id, Rule::Conditions(vec![&it.when]))));
    }
    for guard in file.guard.iter().filter(|it| is_asked(it.route)) {
        if let Effect::Require(condition) = &guard.effect {
            all.push(rule(guard.id, Rule::Conditions(vec![condition])));
        }
    }
    all.extend(file.exemption.iter().chain(&file.fast_track).map(|it| rule(it.id, Rule::Relief(it))));
    if let Some(score) = &file.score {
        all.push(rule(score.id, Rule::Line(score.pass, score.full)));
        let floors = score.group.iter().filter_map(|it| Some((it, it.floor?)));
        all.extend(floors.map(|(it, floor)| rule(it.id, Rule::Line(floor, it.full))));
        all.extend(score.indicator.iter().map(|it| {
            let id = it.id.as_str();
            ((true, id.strip_suffix("-score").unwrap_or(id)), it.id, Rule::Points(it))
        }));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::catalog::Catalog;
    use crate::policy::schema::Score;

    #[test]
    fn what_is_embedded_is_what_the_law_of_this_build_gives() {
        let book = Catalog::embedded().book();
        assert_eq!(turned(book), book.turned.to_vec());
    }

    /// What became of the scorecard of the first tier in a later version that `change` makes of it.
    fn after(change: impl FnOnce(&mut Score)) -> Vec<(&'static str, Turn)> {
        let mut book = Catalog::embedded().book().clone();
        let mut later = Catalog::embedded().standard("national/innovative/2022-08-01").unwrap().clone();
        later.id = Str("national/innovative/2028-01-01");
        change(later.score.as_mut().unwrap());
        book.standards = book.standards.iter().cloned().chain([later]).collect::<Vec<_>>().into();
        let of_later = turned(&book).into_iter().filter(|it| it.newer.contains("2028"));
        of_later.filter(|it| it.route == Route::New).map(|it| (it.id.as_str(), it.turn)).collect()
    }

    #[test]
    fn a_score_that_changes_is_told_by_line_floor_and_indicator() {
        assert_eq!(after(|_| {}), []);
        let changed = after(|score| {
            score.pass = 65;
            let mut groups = score.group.to_vec();
            groups[0].floor = Some(24);
            score.group = groups.into();
            let mut indicators = score.indicator.to_vec();
            let to = indicators.iter().position(|it| it.id == "rd-ratio").unwrap();
            indicators[to].points = indicators[to + 1].points.clone();
            score.indicator = indicators.into();
        });
        assert_eq!(changed, ["total-score", "grp-innovation", "rd-ratio"].map(|id| (id, Turn::Changed)));
    }
}
