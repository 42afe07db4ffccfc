//! Answers: what do plans look like outside the program?
//!
//! The public JSON `tidu-plan`, version 1 (docs/plan.md explains it). Values are written as a facts document writes
//! them, differences and efforts as decimal texts.

use super::{Aim, Aims, Change, Kind, Plan, Planned, Season, Spot, To};
use crate::document::{write_item, write_value};
use crate::facts::{FactKey, Value};
use crate::json::Json;
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Fact, FactId, Opening, Towards};
use crate::report::{route_word, verdict_word};
use crate::units::Decimal;

/// The members of an object in the making.
type Members = Vec<(String, Json)>;

macro_rules! object {
    ({ $($key:literal : $value:expr),* $(,)? }) => {
        Json::Object(vec![$(($key.to_owned(), Json::from($value))),*])
    };
}

/// The plan for one tier.
#[derive(Debug)]
pub struct OfTier<'p> {
    /// The tier's id.
    pub tier: &'p str,
    /// The filing that was asked about.
    pub filing: crate::assess::Filing,
    /// What can be said.
    pub planned: Planned<'p>,
}

/// The public JSON: `{format, version, catalog, tiers}`.
pub fn to_json(catalog: &Catalog, plans: &[OfTier<'_>]) -> Json {
    let report = Report { catalog };
    object!({
        "format": "tidu-plan",
        "version": 1,
        "catalog": catalog.digest(),
        "tiers": plans.iter().map(|it| report.tier(it)).collect::<Vec<_>>(),
    })
}

struct Report<'c> {
    catalog: &'c Catalog,
}

impl Report<'_> {
    fn tier(&self, of: &OfTier<'_>) -> Json {
        let mut out = Members::new();
        add(&mut out, "tier", of.tier);
        add(&mut out, "route", route_word(of.filing.route));
        add(&mut out, "on", of.filing.as_of.to_string());
        match &of.planned {
            Planned::Meets(standard) => {
                add(&mut out, "status", "meets");
                add(&mut out, "standard", &standard.id);
            }
            Planned::Aims(aims) => self.aims(aims, &mut out),
            Planned::NotInProgram(pending, _) => {
                add(&mut out, "status", "not-in-program");
                add(&mut out, "standard", &pending.id);
            }
            Planned::NotCovered => add(&mut out, "status", "not-covered"),
        }
        Json::Object(out)
    }

    fn aims(&self, aims: &Aims<'_>, out: &mut Members) {
        add(out, "status", if aims.aims.is_empty() { "no-plan" } else { "planned" });
        add(out, "verdict", verdict_word(aims.verdict));
        add(out, "proven", aims.is_proven);
        add(out, "stuck", aims.stuck.clone());
        add(out, "unclear", aims.unclear.clone());
        add(out, "aims", aims.aims.iter().map(|it| self.aim(it)).collect::<Vec<_>>());
    }

    fn aim(&self, aim: &Aim<'_>) -> Json {
        object!({
            "on": aim.filing.as_of.to_string(),
            "standard": &aim.standard.id,
            "window": aim.season.map_or(Json::Null, season),
            "assumed": aim.assumed.iter().map(|key| self.key(*key)).collect::<Vec<_>>(),
            "plans": aim.plans.iter().map(|it| self.plan(it)).collect::<Vec<_>>(),
        })
    }

    fn plan(&self, plan: &Plan<'_>) -> Json {
        let wait =
            |(rule, from): &(&str, crate::units::Date)| object!({ "rule": *rule, "from": from.to_string() });
        let points = |(id, before, then): &(&str, u32, u32)| object!({ "indicator": *id, "from": before.to_string(), "to": then.to_string(), "unit": "分" });
        object!({
            "effort": thousandths(plan.effort),
            "not_before": plan.not_before.to_string(),
            "changes": plan.changes.iter().map(|it| self.change(it)).collect::<Vec<_>>(),
            "waits": plan.waits.iter().map(wait).collect::<Vec<_>>(),
            "points": plan.points.iter().map(points).collect::<Vec<_>>(),
            "reliefs": plan.reliefs.clone(),
        })
    }

    fn change(&self, change: &Change<'_>) -> Json {
        let mut out = Members::new();
        let kind = match change.kind {
            Kind::Change => "change",
            Kind::Answer => "answer",
        };
        add(&mut out, "kind", kind);
        let fact = self.catalog.fact(change.spot.fact());
        add(&mut out, "fact", fact.map(|it| it.id.as_str()));
        match &change.spot {
            Spot::Fact(key) => {
                if let Some(year) = key.year {
                    add(&mut out, "year", Json::Int(i64::from(year)));
                }
            }
            Spot::Field { item, field, .. } => {
                add(&mut out, "item", place(*item));
                add(&mut out, "field", fact.and_then(|it| it.field(*field)).map(|it| it.id.as_str()));
            }
            Spot::Items { .. } | Spot::End(_) => {}
        }
        if let Some(fact) = fact {
            values(fact, change, &mut out);
        }
        add(&mut out, "effort", thousandths(change.effort));
        add(&mut out, "serves", change.serves.clone());
        Json::Object(out)
    }

    fn key(&self, key: FactKey) -> String {
        let id = self.id(key.fact);
        key.year.map_or_else(|| id.to_owned(), |year| format!("{id}@{year}"))
    }

    fn id(&self, fact: FactId) -> &str {
        self.catalog.fact(fact).map_or("", |it| it.id.as_str())
    }
}

fn values(fact: &Fact, change: &Change<'_>, out: &mut Members) {
    let (kind, choices) = match &change.spot {
        Spot::Field { field, .. } => {
            fact.field(*field).map_or((fact.kind, &fact.choice), |it| (it.kind, &it.choice))
        }
        Spot::Fact(_) | Spot::Items { .. } | Spot::End(_) => (fact.kind, &fact.choice),
    };
    match &change.to {
        To::Value(value) => {
            add(out, "from", change.from.as_ref().map_or(Json::Null, |it| write_value(kind, choices, it)));
            add(out, "to", write_value(kind, choices, value));
            if let Value::Number(_) = value {
                let bound = match change.bound {
                    Some(Towards::Up) => "least",
                    Some(Towards::Down) => "most",
                    None => "exactly",
                };
                add(out, "bound", bound);
                add(out, "unit", fact.unit().sign());
            }
            if let Some(by) = change.by() {
                add(out, "by", by.to_string());
            }
        }
        To::Items { item, count } => {
            add(out, "add", place(*count));
            add(out, "like", write_item(fact, item));
        }
        To::Complete => add(out, "complete", true),
    }
}

fn season(it: Season<'_>) -> Json {
    object!({
        "rule": &it.window.id,
        "practice": &it.practice.id,
        "first": it.first.to_string(),
        "last": it.last.to_string(),
        "in_principle": !matches!(it.window.opens, Opening::Days { .. }),
    })
}

/// An effort in weights, as a decimal text: it is counted in thousandths.
pub fn thousandths(effort: u64) -> String {
    let millionths = i64::try_from(effort.saturating_mul(1000)).unwrap_or(i64::MAX);
    Decimal::from_millionths(millionths).map_or_else(|| "∞".to_owned(), |it| it.to_string())
}

fn place(number: usize) -> Json {
    Json::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

fn add(out: &mut Members, key: &str, value: impl Into<Json>) {
    out.push((key.to_owned(), value.into()));
}
