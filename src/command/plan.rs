//! Answers: what does `tidu plan` print, and with which exit status?

use super::{Printed, Read, day, one_file, read_file};
use crate::assess::Filing;
use crate::plan::{self, Ease, OfTier, Wish};
use crate::policy::catalog::Catalog;
use crate::policy::schema::Route;
use crate::text::planned;
use crate::units::Date;

/// What is to be planned.
#[derive(Clone, Debug, Default)]
pub(super) struct Arguments {
    file: String,
    on: Option<Date>,
    tier: Option<String>,
    route: Option<Route>,
    wish: Wish,
    prints_text: bool,
}

/// The most alternatives that can be asked for.
const MOST: usize = 20;

impl Arguments {
    pub(super) fn parse<'a>(words: impl Iterator<Item = &'a str>, catalog: &Catalog) -> Result<Self, String> {
        let mut parsed = Self::default();
        parsed.file = one_file(words, |word, value| {
            match (word, value) {
                ("--on", text) => parsed.on = Some(day(text)?),
                ("--tier", id) if catalog.tier(id).is_some() => parsed.tier = Some(id.to_owned()),
                ("--route", "new") => parsed.route = Some(Route::New),
                ("--route", "review") => parsed.route = Some(Route::Review),
                ("--format", "json") => parsed.prints_text = false,
                ("--format", "text") => parsed.prints_text = true,
                ("--most", text) => parsed.wish.most = most(text)?,
                ("--ease", text) => {
                    let (fact, ease) = ease(text, catalog)?;
                    parsed.wish.ease.insert(fact, ease);
                }
                ("--tier" | "--route" | "--format", other) => {
                    return Err(format!("{word}: unknown value: {other}"));
                }
                (other, _) => return Err(format!("unknown option: {other}")),
            }
            Ok(())
        })?;
        Ok(parsed)
    }
}

fn most(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|it| (1..=MOST).contains(it));
    number.ok_or_else(|| format!("--most: a number from 1 to {MOST}: {text}"))
}

fn ease(text: &str, catalog: &Catalog) -> Result<(crate::policy::schema::FactId, Ease), String> {
    let (name, word) = text.split_once('=').ok_or_else(|| format!("--ease: FACT=WORD: {text}"))?;
    let fact = catalog.fact_read(name).ok_or_else(|| format!("--ease: there is no fact {name}"))?;
    let ease = match word {
        "easy" => Ease::Easy,
        "hard" => Ease::Hard,
        "impossible" => Ease::Impossible,
        other => return Err(format!("--ease: easy, hard or impossible: {other}")),
    };
    Ok((fact.key(), ease))
}

/// The plans for the tiers of a document or package.
pub(super) fn file(
    catalog: &Catalog,
    arguments: &Arguments,
    today: Date,
    read: impl Fn(&str) -> Result<String, String>,
) -> Printed {
    let Read { document, today, unread, .. } = match read_file(catalog, &arguments.file, today, read) {
        Ok(read) => read,
        Err(printed) => return printed,
    };
    let is_asked = |id: &str| arguments.tier.as_deref().is_none_or(|only| only == id);
    let tiers = catalog.tiers().iter().filter(|tier| is_asked(&tier.id));
    let plans: Vec<OfTier<'_>> = tiers
        .map(|tier| {
            let as_of = arguments.on.unwrap_or_else(|| document.filing.date_for(&tier.id, today));
            let route = arguments.route.unwrap_or_else(|| document.filing.route_for(&tier.id));
            let filing = Filing { route, as_of };
            let planned = plan::plan(catalog, &tier.id, &document.facts, filing, &arguments.wish);
            OfTier { tier: &tier.id, filing, planned }
        })
        .collect();
    let out = if arguments.prints_text {
        planned::told(catalog, &document.facts, &plans)
    } else {
        plan::to_json(catalog, &plans).pretty()
    };
    Printed { out, err: unread, status: 0 }
}
