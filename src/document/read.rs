//! Answers: what does this JSON state, or which place of it is unusable?

use super::{
    Corner, Document, Expected, FORMAT, Fault, FaultKind, Filings, Format, PACKAGE_FORMAT, PACKAGE_VERSION,
    TierFiling, Unknown, VERSION,
};
use crate::domain::{Domain, MOST_ITEMS, within_limit};
use crate::facts::{FactKey, Facts, Item, List, Stated, Value};
use crate::json::{self, Json, JsonFault};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{Fact, FactId, Kind, Route};
use crate::table::Table;
use crate::units::{Date, Decimal};

/// Reads a facts document or an exported package, of which unknown names are passed over.
///
/// # Errors
/// The first place that is unusable, and why. Nothing of the document is used then.
pub fn read(text: &str, catalog: &Catalog) -> Result<Document, Fault> {
    stated(&json::read(text)?, catalog, &mut Vec::new()).map(|(_, document)| document)
}

/// What a facts document or a package states; names that are unknown in a package go aside.
pub(crate) fn stated(
    json: &Json,
    catalog: &Catalog,
    aside: &mut Vec<Unknown>,
) -> Result<(Format, Document), Fault> {
    let root = At::Root;
    let format = heading(json)?;
    let is_ours = |key: &str| matches!(key, "format" | "version" | "filing" | "facts");
    let further = members(json, &root)?.iter().find(|(key, _)| !is_ours(key));
    if let (Format::Facts, Some((key, _))) = (format, further) {
        return Err(root.member(key).fault(FaultKind::UnknownMember));
    }
    let mut refuse = |spot: Spot<'_>, value: &Json, fault: Fault| match format {
        Format::Package(_) if fault.why.is_unknown_name() => {
            aside.push((Corner::of(spot), value.clone()));
            Ok(())
        }
        Format::Package(_) | Format::Facts => Err(fault),
    };
    let filing = match (json.get("filing"), format) {
        (None, _) => Filings::default(),
        (Some(Json::Object(filing)), Format::Package(_)) => {
            let stated = filing.iter().filter(|(key, _)| key != super::FILED).cloned();
            filing_except(&Json::Object(stated.collect()), catalog, &mut refuse)?
        }
        (Some(filing), _) => filing_except(filing, catalog, &mut refuse)?,
    };
    let facts = json.get("facts").ok_or_else(|| root.member("facts").fault(FaultKind::Missing))?;
    let facts = facts_except(facts, catalog, &mut refuse)?;
    Ok((format, Document { facts, filing }))
}

/// The format, checked together with the version.
fn heading(json: &Json) -> Result<Format, Fault> {
    let root = At::Root;
    let (format_at, version_at) = (root.member("format"), root.member("version"));
    members(json, &root)?;
    let format = json.get("format").ok_or_else(|| format_at.fault(FaultKind::Missing))?;
    let (latest, format): (_, fn(i64) -> Format) = match text(format, &format_at)? {
        FORMAT => (VERSION, |_| Format::Facts),
        PACKAGE_FORMAT => (PACKAGE_VERSION, Format::Package),
        _ => return Err(format_at.fault(FaultKind::OtherFormat)),
    };
    let version = json.get("version").ok_or_else(|| version_at.fault(FaultKind::Missing))?;
    match version.as_int() {
        Some(version) if (1..=latest).contains(&version) => Ok(format(version)),
        Some(later) if latest < later => Err(version_at.fault(FaultKind::LaterVersion(later))),
        Some(_) => Err(version_at.fault(FaultKind::OtherFormat)),
        None => Err(version_at.expects(Expected::Integer)),
    }
}

/// Reads the member `facts`.
///
/// # Errors
/// The first place that is unusable, and why.
pub fn read_facts(json: &Json, catalog: &Catalog) -> Result<Facts, Fault> {
    facts_except(json, catalog, &mut |_, _, fault| Err(fault))
}

/// Reads the member `filing`.
///
/// # Errors
/// The first place that is unusable, and why.
pub fn read_filing(json: &Json, catalog: &Catalog) -> Result<Filings, Fault> {
    filing_except(json, catalog, &mut |_, _, fault| Err(fault))
}

/// A part of a document that can be left out by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spot<'j> {
    /// A fact.
    Fact(&'j str),
    /// A year of a fact.
    Year(FactId, &'j str),
    /// A field of an item, which is given by its place.
    Field(FactId, usize, &'j str),
    /// A member of the filing.
    Filing(&'j str),
    /// A tier.
    Tier(&'j str),
    /// A member of a tier.
    OfTier(&'j str, &'j str),
}

/// What to do about something unusable: leave it out, or stop.
pub(crate) type Refuse<'r> = &'r mut dyn FnMut(Spot<'_>, &Json, Fault) -> Result<(), Fault>;

/// Reads `facts` and asks about everything that is unusable by itself.
pub(crate) fn facts_except(json: &Json, catalog: &Catalog, refuse: Refuse<'_>) -> Result<Facts, Fault> {
    let at = At::Member(&At::Root, "facts");
    let mut facts = Facts::default();
    let members = members(json, &at)?;
    for (nth, (name, value)) in members.iter().enumerate() {
        let at = at.member(name);
        let read = match catalog.fact_read(name) {
            Some(fact) if is_stated_otherwise(fact, nth, members, catalog) => {
                Err(at.fault(FaultKind::Json(JsonFault::Twice)))
            }
            Some(fact) => FactReader { fact, catalog, at: &at }.read(value, &mut facts, refuse),
            None => Err(at.fault(FaultKind::UnknownFact)),
        };
        read.or_else(|fault| refuse(Spot::Fact(name), value, fault))?;
    }
    Ok(facts)
}

/// True of a fact under an old name that stands under its name of today too, or under another old one before.
fn is_stated_otherwise(fact: &Fact, nth: usize, members: &[(String, Json)], catalog: &Catalog) -> bool {
    let is_renamed = members.get(nth).is_some_and(|(name, _)| fact.id != *name);
    let is_same = |name: &str| catalog.fact_read(name).is_some_and(|other| other.id == fact.id);
    let mut others = members.iter().enumerate().filter(|(at, _)| *at != nth);
    is_renamed && others.any(|(at, (name, _))| fact.id == *name || (at < nth && is_same(name)))
}

/// Reads one fact.
struct FactReader<'a> {
    fact: &'a Fact,
    catalog: &'a Catalog,
    at: &'a At<'a>,
}

impl FactReader<'_> {
    fn read(&self, json: &Json, facts: &mut Facts, refuse: Refuse<'_>) -> Result<(), Fault> {
        let id = self.fact.key();
        if self.fact.kind == Kind::List {
            facts.set_list(id, Some(self.list(json, refuse)?));
        } else if self.fact.periods.is_empty() {
            facts.set(FactKey::timeless(id), Some(self.stated(json, self.at)?));
        } else {
            let years = json.members().ok_or_else(|| self.at.expects(Expected::Years))?;
            for (year, value) in years {
                let at = self.at.member(year);
                let read = match calendar_year(year) {
                    Some(year) => self
                        .stated(value, &at)
                        .map(|stated| facts.set(FactKey::of_year(id, year), Some(stated))),
                    None => Err(at.fault(FaultKind::NoYear)),
                };
                read.or_else(|fault| refuse(Spot::Year(id, year), value, fault))?;
            }
        }
        Ok(())
    }

    fn stated(&self, json: &Json, at: &At<'_>) -> Result<Stated, Fault> {
        if json.get("not-applicable").is_some() {
            return self.not_applicable(json, at).map(|()| Stated::NotApplicable);
        }
        read_value(json, &Domain::of_fact(self.fact), self.catalog, at).map(Stated::Value)
    }

    fn not_applicable(&self, json: &Json, at: &At<'_>) -> Result<(), Fault> {
        match json.members() {
            Some([(_, Json::Bool(true))]) if self.fact.not_applicable => Ok(()),
            Some([(_, Json::Bool(true))]) => Err(at.fault(FaultKind::NeverNotApplicable)),
            _ => Err(at.expects(Expected::NotApplicable)),
        }
    }

    /// A list; one that is not applicable is complete and empty (decision 60).
    fn list(&self, json: &Json, refuse: Refuse<'_>) -> Result<List, Fault> {
        if json.get("not-applicable").is_some() {
            self.not_applicable(json, self.at)?;
            return Ok(List { is_complete: true, items: Vec::new() });
        }
        let members = json.members().ok_or_else(|| self.at.expects(Expected::List))?;
        if let Some((key, _)) = members.iter().find(|(key, _)| key != "complete" && key != "items") {
            return Err(self.at.member(key).fault(FaultKind::UnknownMember));
        }
        let (complete_at, items_at) = (self.at.member("complete"), self.at.member("items"));
        let is_complete = match json.get("complete") {
            Some(Json::Bool(is_complete)) => *is_complete,
            Some(_) => return Err(complete_at.expects(Expected::Bool)),
            None => return Err(complete_at.fault(FaultKind::Missing)),
        };
        let items = match json.get("items") {
            Some(Json::Array(items)) if items.len() <= MOST_ITEMS => items,
            Some(Json::Array(_)) => return Err(items_at.fault(FaultKind::TooManyItems)),
            Some(_) => return Err(items_at.expects(Expected::Array)),
            None => return Err(items_at.fault(FaultKind::Missing)),
        };
        let read = |(place, item)| self.item(item, place, &items_at, refuse);
        Ok(List { is_complete, items: items.iter().enumerate().map(read).collect::<Result<_, _>>()? })
    }

    fn item(&self, json: &Json, place: usize, items_at: &At<'_>, refuse: Refuse<'_>) -> Result<Item, Fault> {
        let at = At::Element(items_at, place);
        let mut item = Item::default();
        for (name, value) in members(json, &at)? {
            let at = at.member(name);
            let read = match self.fact.field.iter().find(|field| field.id == *name) {
                Some(field) => read_value(value, &Domain::of_field(field), self.catalog, &at)
                    .map(|value| item.set(field.key(), Some(value))),
                None => Err(at.fault(FaultKind::UnknownField)),
            };
            read.or_else(|fault| refuse(Spot::Field(self.fact.key(), place, name), value, fault))?;
        }
        Ok(item)
    }
}

fn read_value(json: &Json, domain: &Domain<'_>, catalog: &Catalog, at: &At<'_>) -> Result<Value, Fault> {
    let outside = |fault| at.fault(FaultKind::Domain(fault));
    match domain.kind {
        Kind::Money | Kind::Percent | Kind::Points => {
            let text = json.as_text().ok_or_else(|| at.expects(Expected::DecimalText))?;
            let number = Decimal::parse(text).map_err(|fault| at.fault(FaultKind::Decimal(fault)))?;
            domain.number(number).map(Value::Number).map_err(outside)
        }
        Kind::Count => {
            let number = json.as_int().ok_or_else(|| at.expects(Expected::Integer))?;
            let number = Decimal::whole(number).ok_or_else(|| at.fault(FaultKind::TooLarge))?;
            domain.number(number).map(Value::Number).map_err(outside)
        }
        Kind::Date => day(json, at).map(Value::Date),
        Kind::YesNo => bool(json, at).map(Value::Flag),
        Kind::Judgement => judgement(json, at),
        Kind::Choice => {
            let id = text(json, at)?;
            let choice = domain.choice(id).map(|choice| Value::Choice(choice.key()));
            let ids = || domain.choices.iter().map(|choice| choice.id.to_string()).collect();
            choice.ok_or_else(|| at.fault(FaultKind::UnknownChoice(ids())))
        }
        Kind::IndustryCode | Kind::CreditCode | Kind::Text => {
            let text = domain.text(text(json, at)?, catalog).map_err(outside)?;
            Ok(Value::Text(text.to_owned()))
        }
        // No field is a list, and lists are read elsewhere.
        Kind::List => Err(at.expects(Expected::List)),
    }
}

fn judgement(json: &Json, at: &At<'_>) -> Result<Value, Fault> {
    let members = json.members().ok_or_else(|| at.expects(Expected::Judgement))?;
    if let Some((key, _)) = members.iter().find(|(key, _)| key != "judgement" && key != "note") {
        return Err(at.member(key).fault(FaultKind::UnknownMember));
    }
    let holds = json.get("judgement").ok_or_else(|| at.member("judgement").fault(FaultKind::Missing))?;
    let holds = bool(holds, &at.member("judgement"))?;
    let note_at = at.member("note");
    let note = json.get("note").map_or(Ok(""), |note| text(note, &note_at))?;
    let note = within_limit(note).map_err(|fault| note_at.fault(FaultKind::Domain(fault)))?;
    Ok(Value::Judgement { holds, note: note.to_owned() })
}

/// Reads `filing` and asks about everything that is unusable by itself.
pub(crate) fn filing_except(json: &Json, catalog: &Catalog, refuse: Refuse<'_>) -> Result<Filings, Fault> {
    let at = At::Member(&At::Root, "filing");
    let mut filing = Filings::default();
    for (name, value) in members(json, &at)? {
        let at = at.member(name);
        let read = match name.as_str() {
            "date" => day(value, &at).map(|date| filing.date = Some(date)),
            "route" => route(value, &at).map(|route| filing.route = Some(route)),
            "tiers" => tiers(value, catalog, &at, refuse).map(|tiers| filing.tiers = tiers),
            _ => Err(at.fault(FaultKind::UnknownMember)),
        };
        read.or_else(|fault| refuse(Spot::Filing(name), value, fault))?;
    }
    Ok(filing)
}

fn tiers(
    json: &Json,
    catalog: &Catalog,
    at: &At<'_>,
    refuse: Refuse<'_>,
) -> Result<Table<String, TierFiling>, Fault> {
    let mut tiers = Table::default();
    for (id, value) in members(json, at)? {
        let at = at.member(id);
        let read = match catalog.tier(id) {
            Some(_) => tier(value, id, &at, refuse).map(|filing| tiers.extend([(id.clone(), filing)])),
            None => Err(at.fault(FaultKind::UnknownTier)),
        };
        read.or_else(|fault| refuse(Spot::Tier(id), value, fault))?;
    }
    Ok(tiers)
}

fn tier(json: &Json, id: &str, at: &At<'_>, refuse: Refuse<'_>) -> Result<TierFiling, Fault> {
    let mut filing = TierFiling::default();
    for (name, value) in members(json, at)? {
        let at = at.member(name);
        let read = match name.as_str() {
            "date" => day(value, &at).map(|date| filing.date = Some(date)),
            "route" => route(value, &at).map(|route| filing.route = Some(route)),
            _ => Err(at.fault(FaultKind::UnknownMember)),
        };
        read.or_else(|fault| refuse(Spot::OfTier(id, name), value, fault))?;
    }
    Ok(filing)
}

fn route(json: &Json, at: &At<'_>) -> Result<Route, Fault> {
    let given = text(json, at)?;
    let route = [Route::New, Route::Review].into_iter().find(|it| super::route_id(*it) == given);
    let ids = || [Route::New, Route::Review].map(|it| super::route_id(it).to_owned()).to_vec();
    route.ok_or_else(|| at.fault(FaultKind::UnknownChoice(ids())))
}

fn members<'j>(json: &'j Json, at: &At<'_>) -> Result<&'j [(String, Json)], Fault> {
    json.members().ok_or_else(|| at.expects(Expected::Object))
}

fn text<'j>(json: &'j Json, at: &At<'_>) -> Result<&'j str, Fault> {
    json.as_text().ok_or_else(|| at.expects(Expected::Text))
}

fn bool(json: &Json, at: &At<'_>) -> Result<bool, Fault> {
    match json {
        Json::Bool(value) => Ok(*value),
        Json::Null | Json::Int(_) | Json::Text(_) | Json::Array(_) | Json::Object(_) => {
            Err(at.expects(Expected::Bool))
        }
    }
}

fn day(json: &Json, at: &At<'_>) -> Result<Date, Fault> {
    let text = json.as_text().ok_or_else(|| at.expects(Expected::DayText))?;
    Date::parse(text).ok_or_else(|| at.fault(FaultKind::NoDay))
}

/// A calendar year written with four digits, in the range that days have.
fn calendar_year(text: &str) -> Option<i32> {
    let year = (text.len() == 4).then(|| text.parse::<u16>().ok()).flatten().map(i32::from)?;
    Date::new(year, 1, 1).map(Date::year)
}

/// A place in the document, written down only when something is wrong there.
#[derive(Clone, Copy)]
enum At<'a> {
    Root,
    Member(&'a At<'a>, &'a str),
    Element(&'a At<'a>, usize),
}

impl At<'_> {
    const fn member<'a>(&'a self, key: &'a str) -> At<'a> {
        At::Member(self, key)
    }

    fn fault(&self, why: FaultKind) -> Fault {
        Fault { place: self.written(), why }
    }

    fn expects(&self, expected: Expected) -> Fault {
        self.fault(FaultKind::WrongType(expected))
    }

    fn written(&self) -> String {
        match self {
            At::Root => String::new(),
            At::Member(At::Root, key) => json::shown_key(key),
            At::Member(parent, key) => format!("{}.{}", parent.written(), json::shown_key(key)),
            At::Element(parent, place) => format!("{}[{place}]", parent.written()),
        }
    }
}
