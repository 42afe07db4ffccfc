//! Answers: does a package still say what was exported, and does it follow from what it states?
//!
//! An integrity check, no signature: whoever changes a package can compute a new digest. Started by the page and by
//! `tidu verify`, with the text of a package; it always ends, with every difference or with the place that makes the
//! text unusable. The assessments are computed anew with the versions of the law, the routes, the dates and the day
//! that the package names. Must not know: files, the clock, who made the package.

use crate::assess::{self, Filing, Law, Outcome, Verdict, assess_tier};
use crate::document::{FILED, Fault, FaultKind, Format, route_id};
use crate::facts::Facts;
use crate::json::{self, Json};
use crate::package::{self, Package};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{FactId, Route, Standard};
use crate::report::{self, Assessed, verdict_word};
use crate::units::Date;

/// The most differences that are listed; further ones are counted.
pub const MOST_DIFFERENCES: usize = 100;
/// The longest value that a difference repeats, in characters.
const MOST_CHARS: usize = 80;

/// What a check of one package found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The enterprise's name, as stated.
    pub name: Option<String>,
    /// Its credit code, as stated.
    pub credit_code: Option<String>,
    /// When the package was made, as stated.
    pub created: Option<String>,
    /// The tiers, from the lowest to the highest.
    pub tiers: Vec<Tier>,
    /// How many parts this program does not know; they are under the digest and not in the assessments.
    pub unknown: usize,
    /// How it ends.
    pub end: End,
}

/// How a check ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The text is no package that can be checked.
    Unusable(Fault),
    /// It was checked.
    Checked {
        /// What differs; nothing when all agrees. At most [`MOST_DIFFERENCES`].
        differences: Vec<Difference>,
        /// How many more there are.
        further: usize,
    },
}

/// A tier: what the package says follows, and what does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Its id.
    pub tier: String,
    /// The word in the package: a verdict's, else that of a status; none when the package says nothing of the tier.
    pub stated: Option<String>,
    /// The word of what follows.
    pub found: &'static str,
}

/// Something in which the package and what follows from it differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It has no digest of the kind that is written. Packages of version 1 never had one.
    NoDigest,
    /// Its contents were changed after the digest was made.
    Digest {
        /// As it stands there.
        stated: String,
        /// As it is.
        found: String,
    },
    /// It was made with other policy files: by itself neither better nor worse.
    Catalog {
        /// The digest of those files.
        stated: String,
        /// That of this program's.
        held: String,
    },
    /// The version named for a tier is not in this program, which computes nothing for it.
    NotHeld {
        /// The tier.
        tier: String,
        /// The version.
        standard: String,
    },
    /// Another version than the one named is in force on the filing date.
    Standard {
        /// The tier.
        tier: String,
        /// As named; what is computed follows it.
        stated: String,
        /// As in force; none when no version is.
        in_force: Option<String>,
    },
    /// The verdict, or the word why there is none, does not follow.
    Verdict {
        /// The tier.
        tier: String,
        /// As stated.
        stated: Option<String>,
        /// As it follows.
        found: &'static str,
    },
    /// The bounds of the score do not follow.
    Score {
        /// The tier.
        tier: String,
        /// As stated, from and to.
        stated: String,
        /// As they follow.
        found: String,
    },
    /// Anything else derived does not follow.
    Other {
        /// Where.
        place: String,
        /// As it stands there; none where it is missing.
        stated: Option<String>,
        /// As it follows; none where nothing should stand.
        found: Option<String>,
    },
}

impl Verified {
    /// True when the package was checked and nothing differs.
    pub const fn agrees(&self) -> bool {
        matches!(&self.end, End::Checked { differences, .. } if differences.is_empty())
    }
}

/// Checks the text of a package.
pub fn verify(text: &str, catalog: &Catalog) -> Verified {
    let mut verified = Verified {
        name: None,
        credit_code: None,
        created: None,
        tiers: Vec::new(),
        unknown: 0,
        end: End::Checked { differences: Vec::new(), further: 0 },
    };
    verified.end = match checked(text, catalog, &mut verified) {
        Ok(Found { differences, further }) => End::Checked { differences, further },
        Err(fault) => End::Unusable(fault),
    };
    verified
}

/// The differences found so far.
#[derive(Default)]
struct Found {
    differences: Vec<Difference>,
    further: usize,
}

impl Found {
    fn add(&mut self, difference: Difference) {
        if self.differences.len() < MOST_DIFFERENCES {
            self.differences.push(difference);
        } else {
            self.further += 1;
        }
    }
}

fn checked(text: &str, catalog: &Catalog, verified: &mut Verified) -> Result<Found, Fault> {
    let json = json::read(text)?;
    let package = package::of_json(&json, catalog)?;
    let Format::Package(version) = package.format else {
        return Err(Fault { place: "format".to_owned(), why: FaultKind::OtherFormat });
    };
    let missing = |place: &str| Fault { place: place.to_owned(), why: FaultKind::Missing };
    let day = package.made_on.ok_or_else(|| missing("created"))?;
    let assessment = json.get("assessment").ok_or_else(|| missing("assessment"))?;
    let facts = &package.submission.informed(catalog, day).facts;
    let stated_text = |fact| facts.text(FactId::of(fact)).map(str::to_owned);
    verified.name = stated_text("enterprise-name");
    verified.credit_code = stated_text("credit-code");
    verified.created = json.get("created").and_then(Json::as_text).map(str::to_owned);
    verified.unknown = package.submission.unknown_count();

    let mut found = Found::default();
    seals(&json, assessment, catalog, &mut found);
    let check = Check { catalog, facts, json: &json, assessment };
    let assessed: Vec<Assessed<'_>> =
        catalog.tiers().iter().map(|tier| check.tier(&tier.id, &package, day, &mut found)).collect();
    verified.tiers = assessed.iter().map(|it| check.told(it, &mut found)).collect();
    let follows = report::to_json(catalog, facts, &assessed);
    if version == 1 {
        compare("assessment", Some(&outline(assessment)), Some(&outline(&follows)), &mut found);
        return Ok(found);
    }
    let derived = package::assess_all(catalog, &package.submission.document, day);
    let filed: Json = derived.iter().map(package::filed).collect();
    let stated_filed = json.get("filing").and_then(|filing| filing.get(FILED));
    compare("filing.filed", stated_filed, Some(&filed), &mut found);
    compare("units", json.get("units"), Some(&package::units(catalog)), &mut found);
    compare("assessment", Some(assessment), Some(&follows), &mut found);
    Ok(found)
}

/// The digest of the package and that of the law.
fn seals(json: &Json, assessment: &Json, catalog: &Catalog, found: &mut Found) {
    match package::stated_digest(json) {
        None => found.add(Difference::NoDigest),
        Some(stated) => {
            let digest = package::digest_of(json);
            if stated != digest {
                found.add(Difference::Digest { stated: short(stated), found: digest });
            }
        }
    }
    let stated = assessment.get("catalog").map(shown).unwrap_or_default();
    if stated != catalog.digest() {
        found.add(Difference::Catalog { stated, held: catalog.digest().to_owned() });
    }
}

/// A package whose assessments are computed anew.
#[derive(Clone, Copy)]
struct Check<'c> {
    catalog: &'c Catalog,
    facts: &'c Facts,
    json: &'c Json,
    assessment: &'c Json,
}

impl<'c> Check<'c> {
    /// What the package says of a tier.
    fn stated(self, tier: &str) -> Option<&'c Json> {
        of_tier(self.assessment.get("assessments")?, tier)
    }

    fn stated_text(self, tier: &str, member: &str) -> Option<&'c str> {
        self.stated(tier)?.get(member)?.as_text()
    }

    /// What follows for a tier, filed and judged as the package says that it was.
    fn tier(self, tier: &'c str, package: &Package, day: Date, found: &mut Found) -> Assessed<'c> {
        let filing = self.filing(tier, package, day);
        let by_date = assess_tier(self.catalog, tier, self.facts, filing);
        let Some(named) = self.stated_text(tier, "standard") else {
            return Assessed { tier, filing, outcome: by_date };
        };
        let in_force = match &by_date {
            Outcome::Assessed(it) => Some(it.standard.id.to_string()),
            Outcome::NotInProgram(pending, _) => Some(pending.id.to_string()),
            Outcome::NotCovered => None,
        };
        if in_force.as_deref() == Some(named) {
            return Assessed { tier, filing, outcome: by_date };
        }
        let held = self.catalog.standard(named).filter(|it| it.tier.as_deref() == Some(tier));
        let outcome = if let Some(law) = held.and_then(|standard| self.law(standard, filing)) {
            found.add(Difference::Standard { tier: tier.to_owned(), stated: short(named), in_force });
            Outcome::Assessed(Box::new(assess::assess(self.catalog, law, self.facts, filing)))
        } else {
            found.add(Difference::NotHeld { tier: tier.to_owned(), standard: short(named) });
            Outcome::NotCovered
        };
        Assessed { tier, filing, outcome }
    }

    fn law(self, standard: &'c Standard, filing: Filing) -> Option<Law<'c>> {
        let is_of_route = |only: Option<Route>| only.is_none_or(|only| only == filing.route);
        let of_route = standard.applies.iter().find(|it| is_of_route(it.route));
        let applies = of_route.or(standard.applies.first())?;
        Some(Law::with(self.catalog, standard, applies, filing.route, filing.as_of))
    }

    /// As filed; where the package does not say it, as it states it.
    fn filing(self, tier: &str, package: &Package, day: Date) -> Filing {
        let said = self.json.get("filing").and_then(|filing| of_tier(filing.get(FILED)?, tier));
        let text = |member| said.and_then(|said| said.get(member)).and_then(Json::as_text);
        let date = text("date").and_then(Date::parse);
        let route = text("route")
            .and_then(|word| [Route::New, Route::Review].into_iter().find(|it| route_id(*it) == word));
        let stated = &package.submission.document.filing;
        Filing {
            route: route.unwrap_or_else(|| stated.route_for(tier)),
            as_of: date.unwrap_or_else(|| stated.date_for(tier, day)),
        }
    }

    /// A tier in a word each, with what differs in it first of all.
    fn told(self, one: &Assessed<'_>, found: &mut Found) -> Tier {
        let tier = || one.tier.to_owned();
        let stated = self.stated_text(one.tier, "verdict").or_else(|| self.stated_text(one.tier, "status"));
        let stated = stated.map(short);
        let follows = word(&one.outcome);
        if stated.as_deref() != Some(follows) {
            found.add(Difference::Verdict { tier: tier(), stated: stated.clone(), found: follows });
        }
        let score = match &one.outcome {
            Outcome::Assessed(it) => it.score.as_ref().map(|it| format!("{}–{}", it.lo, it.hi)),
            Outcome::NotInProgram(..) | Outcome::NotCovered => None,
        };
        let stated_score = self.stated(one.tier).and_then(|it| it.get("score")).map(|score| {
            let end = |member| score.get(member).map(shown).unwrap_or_default();
            format!("{}–{}", end("lo"), end("hi"))
        });
        if let (Some(stated), Some(found_score)) = (stated_score, score)
            && stated != found_score
        {
            found.add(Difference::Score { tier: tier(), stated, found: found_score });
        }
        Tier { tier: tier(), stated, found: follows }
    }
}

fn word(outcome: &Outcome<'_>) -> &'static str {
    match outcome {
        Outcome::Assessed(it) => verdict_word(it.verdict),
        Outcome::NotInProgram(..) => "not-in-program",
        Outcome::NotCovered => "not-covered",
    }
}

/// The verdict of a word.
pub fn verdict_of(word: &str) -> Option<Verdict> {
    let all = [Verdict::Meets, Verdict::FallsShort, Verdict::Undetermined];
    all.into_iter().find(|verdict| verdict_word(*verdict) == word)
}

/// The first object of a list that is about a tier.
fn of_tier<'j>(list: &'j Json, tier: &str) -> Option<&'j Json> {
    list.items()?.iter().find(|it| it.get("tier").and_then(Json::as_text) == Some(tier))
}

/// What assessments of version 1 and 2 say in the same way.
fn outline(assessment: &Json) -> Json {
    let pick = |of: &Json, members: &[&str]| {
        let picked =
            of.members().unwrap_or_default().iter().filter(|(key, _)| members.contains(&key.as_str()));
        Json::Object(picked.cloned().collect())
    };
    let one = |it: &Json| {
        let mut out =
            pick(it, &["tier", "route", "on", "edition", "includes", "missing", "open", "size", "advised"]);
        let criteria = it.get("criteria").and_then(Json::items).unwrap_or_default();
        let criterion = |it: &Json| pick(it, &["id", "from", "kind", "truth", "standing", "relieved_by"]);
        out.insert_new("criteria", criteria.iter().map(criterion).collect());
        out
    };
    let all = assessment.get("assessments").and_then(Json::items).unwrap_or_default();
    let mut out = pick(assessment, &["findings"]);
    out.insert_new("assessments", all.iter().map(one).collect());
    out
}

/// Members of an assessment that are told in a way of their own.
fn is_told_elsewhere(place: &str) -> bool {
    let Some(rest) = place.strip_prefix("assessment.assessments[").and_then(|it| it.split_once("].")) else {
        return place == "assessment.catalog";
    };
    matches!(rest.1, "verdict" | "status" | "standard" | "score.lo" | "score.hi")
}

/// Adds every place in which two values differ. Objects compare member by member, whatever their order.
fn compare(place: &str, stated: Option<&Json>, follows: Option<&Json>, found: &mut Found) {
    match (stated, follows) {
        (Some(Json::Object(stated)), Some(Json::Object(follows))) => {
            let value = |of: &'_ [(String, Json)], key: &str| of.iter().position(|(name, _)| name == key);
            let at = |key: &str| format!("{place}.{}", json::shown_key(key));
            for (key, said) in stated {
                let other = value(follows, key).and_then(|at| follows.get(at)).map(|(_, it)| it);
                compare(&at(key), Some(said), other, found);
            }
            for (key, other) in follows.iter().filter(|(key, _)| value(stated, key).is_none()) {
                compare(&at(key), None, Some(other), found);
            }
        }
        (Some(Json::Array(stated)), Some(Json::Array(follows))) => {
            for at in 0..stated.len().max(follows.len()) {
                compare(&format!("{place}[{at}]"), stated.get(at), follows.get(at), found);
            }
        }
        (stated, follows) if stated == follows || is_told_elsewhere(place) => {}
        (stated, follows) => found.add(Difference::Other {
            place: place.to_owned(),
            stated: stated.map(shown),
            found: follows.map(shown),
        }),
    }
}

/// A value as differences repeat it: a text as it is, anything else as JSON, cut when it is long.
fn shown(value: &Json) -> String {
    match value {
        Json::Text(text) => short(text),
        Json::Int(int) => int.to_string(),
        Json::Null | Json::Bool(_) => value.canonical(),
        Json::Array(items) => format!("[{}]", items.len()),
        Json::Object(members) => format!("{{{}}}", members.len()),
    }
}

/// A text without control characters, cut when it is long.
fn short(text: &str) -> String {
    let visible = |it: char| if it.is_control() { char::REPLACEMENT_CHARACTER } else { it };
    let mut shown: String = text.chars().take(MOST_CHARS).map(visible).collect();
    if text.chars().nth(MOST_CHARS).is_some() {
        shown.push('…');
    }
    shown
}
