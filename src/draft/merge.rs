//! Answers: where do two drafts differ, and what comes of it when every difference is settled?
//!
//! Two drafts are compared as they are stored, so that nothing that is kept can be left out: answers by year,
//! items of lists field by field, texts that cannot be used yet, evidence, events (a set: each is there or not), and
//! what this program does not know. A difference that nobody settles otherwise keeps what is there.

use super::v1::{EVENTS, PACKAGE};
use super::{Draft, v1};
use crate::document::Fault;
use crate::json::Json;
use crate::policy::catalog::Catalog;

/// The key under which a text that cannot be used stands in the place of the answer.
pub const RAW: &str = "~raw";

/// One of the two drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one on this page.
    Ours,
    /// The other one.
    Theirs,
}

/// A step into a stored draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To a member.
    Key(String),
    /// To the item at this place of our list, or, where it is only in theirs, before it.
    Item(usize),
}

/// A place at which two drafts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// From the body of the draft down: `facts`, `revenue`, `2025`.
    pub path: Vec<Step>,
    /// For a place in a list: which item it is, counted from zero, of the side that has it.
    pub nth: usize,
    /// What ours says there, as it is stored; a text that cannot be used is `{"~raw": {"text": ...}}`.
    pub ours: Option<Json>,
    /// What theirs says there.
    pub theirs: Option<Json>,
    /// What one would take: the side that changed since both were the same; where both did or that is not known,
    /// the side that says something, first ours.
    pub suggested: Side,
    /// Both sides say something, and neither is known to be the old one.
    pub is_clash: bool,
}

/// Where two drafts differ, in the order of the form's file. `base` is the draft that both began with, if known.
pub fn differences(base: Option<&Draft>, ours: &Draft, theirs: &Draft, catalog: &Catalog) -> Vec<Difference> {
    let body = |draft| inlined(v1::write(draft, catalog));
    let (base, ours, theirs) = (base.map(body), body(ours), body(theirs));
    let mut walk = Walk { has_base: base.is_some(), path: Vec::new(), nth: 0, found: Vec::new() };
    walk.compare(Some(&ours), Some(&theirs), base.as_ref());
    walk.found
}

/// Our draft with each difference settled; those without a side stay as ours.
///
/// # Errors
/// The place that makes the result no draft; there is none where the differences are of these two drafts.
pub fn merged(ours: &Draft, settled: &[(Difference, Side)], catalog: &Catalog) -> Result<Draft, Fault> {
    let mut body = inlined(v1::write(ours, catalog));
    // From the end, so that the places of items before it stay true.
    for (difference, side) in settled.iter().rev() {
        if *side == Side::Theirs {
            let is_new = difference.ours.is_none();
            put(&mut body, &difference.path, difference.theirs.as_ref(), is_new);
        }
    }
    let mut draft = v1::read(&extracted(body), catalog)?;
    draft.edits = ours.edits;
    Ok(draft)
}

struct Walk {
    has_base: bool,
    path: Vec<Step>,
    nth: usize,
    found: Vec<Difference>,
}

impl Walk {
    fn compare(&mut self, ours: Option<&Json>, theirs: Option<&Json>, base: Option<&Json>) {
        if ours == theirs {
            return;
        }
        let opens = |it: Option<&Json>| it.is_none_or(|it| self.opens(it));
        if !opens(ours) || !opens(theirs) {
            return self.differs(ours, theirs, base);
        }
        for key in keys(ours, theirs) {
            let at = |it: Option<&'_ Json>| it.and_then(|it| it.get(&key)).cloned();
            let (one, other, old) = (at(ours), at(theirs), at(base));
            self.path.push(Step::Key(key));
            if self.is_at_events() {
                self.events(one.as_ref(), other.as_ref(), old.as_ref());
            } else if let (Some(Json::Array(one)), Some(Json::Array(other))) = (&one, &other) {
                self.items(one, other, old.as_ref());
            } else if let Some(Json::Array(items)) = one.as_ref().or(other.as_ref()) {
                let (one, other) = if one.is_some() { (&items[..], &[][..]) } else { (&[][..], &items[..]) };
                self.items(one, other, old.as_ref());
            } else {
                self.compare(one.as_ref(), other.as_ref(), old.as_ref());
            }
            self.path.pop();
        }
    }

    /// Items that are the same at both ends are paired, those between them by their order.
    fn items(&mut self, ours: &[Json], theirs: &[Json], base: Option<&Json>) {
        let same = |(one, other): &(&Json, &Json)| one == other;
        let head = ours.iter().zip(theirs).take_while(same).count();
        let rest = |all: &[Json]| all.len() - head;
        let most = rest(ours).min(rest(theirs));
        let tail = ours.iter().rev().zip(theirs.iter().rev()).take(most).take_while(same).count();
        let middle = |all: &[Json]| all.get(head..all.len() - tail).unwrap_or_default().to_vec();
        let (one, other) = (middle(ours), middle(theirs));
        let old = match base {
            Some(Json::Array(old)) if old.len() == ours.len() => old.get(head..).unwrap_or_default(),
            _ => &[],
        };
        for at in 0..one.len().max(other.len()) {
            self.path.push(Step::Item(head + at.min(one.len())));
            self.nth = head + at;
            match (one.get(at), other.get(at)) {
                (Some(one), Some(other)) => self.compare(Some(one), Some(other), old.get(at)),
                (one, other) => self.differs(one, other, old.get(at)),
            }
            self.path.pop();
        }
    }

    fn is_at_events(&self) -> bool {
        matches!(&self.path[..], [Step::Key(of), Step::Key(what)] if of == PACKAGE && what == EVENTS)
    }

    /// Events that only one side has; of those that the base had, the other side took them out.
    fn events(&mut self, ours: Option<&Json>, theirs: Option<&Json>, base: Option<&Json>) {
        let all = |side: Option<&Json>| side.and_then(Json::items).unwrap_or_default().to_vec();
        let (ours, theirs, base) = (all(ours), all(theirs), all(base));
        let only = |of: &[Json], other: &[Json]| {
            let mut rest = other.to_vec();
            let is_missing = |(_, event): &(usize, &Json)| match rest.iter().position(|it| it == *event) {
                Some(at) => {
                    rest.swap_remove(at);
                    false
                }
                None => true,
            };
            of.iter().enumerate().filter(is_missing).map(|(at, it)| (at, it.clone())).collect::<Vec<_>>()
        };
        let mut tell = |at: usize, nth: usize, event: Json, side: Side| {
            self.path.push(Step::Item(at));
            let mut found = Difference {
                path: self.path.clone(),
                nth,
                suggested: side,
                is_clash: false,
                ours: None,
                theirs: None,
            };
            if base.contains(&event) {
                found.suggested = if side == Side::Ours { Side::Theirs } else { Side::Ours };
            }
            match side {
                Side::Ours => found.ours = Some(event),
                Side::Theirs => found.theirs = Some(event),
            }
            self.found.push(found);
            self.path.pop();
        };
        for (at, event) in only(&ours, &theirs) {
            tell(at, at, event, Side::Ours);
        }
        for (nth, event) in only(&theirs, &ours) {
            tell(ours.len(), nth, event, Side::Theirs);
        }
    }

    fn differs(&mut self, ours: Option<&Json>, theirs: Option<&Json>, base: Option<&Json>) {
        let is_item = matches!(self.path.last(), Some(Step::Item(_)));
        let (suggested, is_clash) = match (ours, theirs) {
            (None, _) if is_item || !self.has_base => (Side::Theirs, false),
            (_, None) if is_item || !self.has_base => (Side::Ours, false),
            _ if self.has_base && ours == base => (Side::Theirs, false),
            _ if self.has_base && theirs == base => (Side::Ours, false),
            (None, _) => (Side::Theirs, true),
            _ => (Side::Ours, true),
        };
        let (ours, theirs) = (ours.cloned(), theirs.cloned());
        self.found.push(Difference {
            path: self.path.clone(),
            nth: self.nth,
            ours,
            theirs,
            suggested,
            is_clash,
        });
    }

    /// True where the members are compared one by one; elsewhere a value is one thing.
    fn opens(&self, json: &Json) -> bool {
        let Some(members) = json.members() else { return false };
        let mut names = self.path.iter().map(|step| match step {
            Step::Key(key) => key.as_str(),
            Step::Item(_) => "",
        });
        match (names.next(), self.path.len()) {
            (None, _) | (Some("facts" | "filing" | "raw" | "evidence" | PACKAGE), 1) => true,
            (Some("filing"), depth) => depth <= 3,
            (Some("facts"), 2) => {
                let is_year = |key: &str| key.len() == 4 && key.bytes().all(|it| it.is_ascii_digit());
                json.get("items").is_some() || members.iter().all(|(key, _)| is_year(key))
            }
            (Some("facts"), depth) => depth == 4 && matches!(self.path.last(), Some(Step::Item(_))),
            (Some(_), _) => false,
        }
    }
}

/// The keys of both, ours first.
fn keys(ours: Option<&Json>, theirs: Option<&Json>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (key, _) in [ours, theirs].into_iter().flatten().filter_map(Json::members).flatten() {
        if !all.contains(key) {
            all.push(key.clone());
        }
    }
    all
}

/// Puts a value where the path leads, making what is missing on the way, or takes away what stands there.
fn put(json: &mut Json, path: &[Step], value: Option<&Json>, is_new: bool) {
    let Some((step, rest)) = path.split_first() else {
        if let Some(value) = value {
            *json = value.clone();
        }
        return;
    };
    match (step, json) {
        (Step::Key(key), Json::Object(members)) => {
            let at = members.iter().position(|(name, _)| name == key);
            match (at, value) {
                (Some(at), None) if rest.is_empty() => drop(members.remove(at)),
                (None, None) => {}
                (at, _) => {
                    let at = at.unwrap_or_else(|| {
                        let is_list = matches!(rest.first(), Some(Step::Item(_)));
                        let empty = if is_list { Json::Array(Vec::new()) } else { Json::Object(Vec::new()) };
                        members.push((key.clone(), empty));
                        members.len() - 1
                    });
                    if let Some((_, member)) = members.get_mut(at) {
                        put(member, rest, value, is_new);
                    }
                }
            }
        }
        (Step::Item(at), Json::Array(items)) => match value {
            Some(value) if is_new && rest.is_empty() => items.insert((*at).min(items.len()), value.clone()),
            None if rest.is_empty() => {
                if *at < items.len() {
                    items.remove(*at);
                }
            }
            _ => {
                if let Some(item) = items.get_mut(*at) {
                    put(item, rest, value, is_new);
                }
            }
        },
        _ => {}
    }
}

/// The body with every text that cannot be used in the place of the answer.
fn inlined(mut body: Json) -> Json {
    for (name, raw) in taken(&mut body, "raw") {
        let wrapped = Json::Object(vec![(RAW.to_owned(), raw.clone())]);
        let is_put = place(&mut body, &name).is_some_and(|(object, key)| object.insert_new(&key, wrapped));
        if !is_put && let Some(left) = body.object("raw") {
            left.insert_new(&name, raw);
        }
    }
    body
}

/// The object and the key in it at which the answer stands that a raw text is named after.
fn place<'b>(body: &'b mut Json, name: &str) -> Option<(&'b mut Json, String)> {
    let parts: Vec<&str> = name.split('.').collect();
    let (object, key) = match *parts.as_slice() {
        ["filing"] => (body.object("filing")?, "date"),
        ["filing", tier] => (body.object("filing")?.object("tiers")?.object(tier)?, "date"),
        [fact] => (body.object("facts")?, fact),
        [fact, year] => (body.object("facts")?.object(fact)?, year),
        [list, at, field] => {
            let at: usize = at.parse().ok()?;
            body.get("facts")?.get(list)?.get("items")?;
            let Json::Array(items) = body.object("facts")?.object(list)?.object("items")? else {
                return None;
            };
            (items.get_mut(at)?, field)
        }
        _ => return None,
    };
    Some((object, key.to_owned()))
}

/// The body as it is stored: the other way round. Lists are whole again, whatever was taken of them.
fn extracted(mut body: Json) -> Json {
    let mut raws = Vec::new();
    for part in ["facts", "filing"] {
        if let Some(json) = body.object(part) {
            unwrap(json, part, &mut raws);
        }
    }
    if let Some(Json::Object(facts)) = body.object("facts") {
        for (_, json) in facts.iter_mut() {
            make_whole(json);
        }
        facts.retain(|(_, json)| json.members() != Some(&[]));
    }
    if let Some(filing) = body.object("filing") {
        keep_if_said(filing, "tiers");
    }
    for (path, raw) in raws {
        let name = match path.strip_prefix("facts.") {
            Some(answer) => answer.replace(".items.", "."),
            None => path.replace(".tiers.", ".").trim_end_matches(".date").to_owned(),
        };
        if let Some(all) = body.object("raw") {
            all.insert_new(&name, raw);
        }
    }
    body
}

/// A list says whether it is complete and has items; without either it says nothing.
fn make_whole(list: &mut Json) {
    let is_empty = matches!(list.get("items"), Some(Json::Array(items)) if items.is_empty());
    let is_list = matches!(list.get("items"), Some(Json::Array(_)));
    let says_complete = list.get("complete").is_some();
    if is_empty && !says_complete {
        *list = Json::Object(Vec::new());
    } else if is_list {
        list.insert_new("complete", Json::Bool(false));
    } else if says_complete {
        list.insert_new("items", Json::Array(Vec::new()));
    }
}

/// Leaves out the empty members of an object in this object, and the object when nothing is left.
fn keep_if_said(json: &mut Json, key: &str) {
    let Json::Object(members) = json else { return };
    members.retain_mut(|(name, value)| {
        let Json::Object(inner) = value else { return true };
        if name == key {
            inner.retain(|(_, json)| json.members() != Some(&[]));
        }
        name != key || !inner.is_empty()
    });
}

/// Takes the wrapped texts out, each with the path at which it stood.
fn unwrap(json: &mut Json, path: &str, raws: &mut Vec<(String, Json)>) {
    if let Json::Object(members) = json {
        members.retain_mut(|(key, value)| {
            let path = format!("{path}.{key}");
            let raw = value.get(RAW).cloned();
            unwrap(value, &path, raws);
            let is_answer = raw.is_none();
            raws.extend(raw.map(|raw| (path, raw)));
            is_answer
        });
    } else if let Json::Array(items) = json {
        for (at, item) in items.iter_mut().enumerate() {
            unwrap(item, &format!("{path}.{at}"), raws);
        }
    }
}

/// The members under a key of an object, taken out; nothing where there is no such object.
fn taken(json: &mut Json, key: &str) -> Vec<(String, Json)> {
    let Some(Json::Object(members)) = json.object(key) else {
        return Vec::new();
    };
    std::mem::take(members)
}
