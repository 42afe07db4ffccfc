//! Answers: which materials are to be ready, for which rules of which tiers, and which are?
//!
//! One row for each material (and year), however many tiers ask for it, from the lists of the law in force for each
//! assessment. A row is not concerned where no rule that needs it is examined any more, or where all that it shows is
//! answered and there is nothing to show. Knows no sentence; decides no verdict.

use super::{Evidence, Manifest, has_file, named};
use crate::assess::{Assessment, Filing, Finding, JudgedKind, Relieved, Truth, used_by_rule};
use crate::facts::{Answer, FactKey, Facts, Value};
use crate::policy::catalog::Catalog;
use crate::policy::schema::{
    Check, Kind, Mark, Material, MaterialGroup, MaterialList, Need, Source, Standard, Words,
};
use crate::table::Set;

/// A material and what became of it.
#[derive(Clone, Debug)]
pub struct Needed<'p> {
    /// The group it stands in.
    pub group: &'p MaterialGroup,
    /// The material.
    pub material: &'p Material,
    /// The calendar year of a yearly one.
    pub year: Option<i32>,
    /// Who needs it, from the lowest tier up.
    pub by: Vec<NeededBy<'p>>,
    /// Whether it is ready.
    pub state: Readiness,
    /// The facts that it shows, that a rule uses and that are not answered yet.
    pub open: Vec<FactKey>,
}

/// A rule that needs a material.
#[derive(Clone, Debug)]
pub struct NeededBy<'p> {
    /// The tier's id.
    pub tier: &'p str,
    /// The rule's id.
    pub rule: &'p str,
    /// The file the rule stands in.
    pub file: &'p Standard,
    /// What sort of rule it is.
    pub kind: RuleKind<'p>,
    /// Where the rule comes from.
    pub source: &'p Source,
    /// False when something stands for the rule, so that it is not examined.
    pub is_examined: bool,
    /// The list that asks for the material.
    pub list: &'p Source,
    /// How sure it is that the list does.
    pub mark: Mark,
    /// What the list asks besides.
    pub note: Option<&'p Words>,
}

/// What sort of rule needs a material.
#[derive(Clone, Copy, Debug)]
pub enum RuleKind<'p> {
    /// A condition, with the item of the standard it belongs to.
    Condition(&'p Words),
    /// A dated special rule.
    Guard,
    /// An indicator, by its place in the scorecard from one.
    Indicator(usize),
    /// An exemption.
    Exemption,
    /// A direct route.
    FastTrack,
}

/// Whether a material is ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// No file was chosen (未备).
    Lacking,
    /// A file was chosen, and a figure it shows is not answered (有缺).
    Incomplete,
    /// A file was chosen (已备).
    Ready,
    /// It is not to be handed in (不涉及).
    NotConcerned,
}

/// How many materials are to be ready, and how many are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// To be ready.
    pub needed: usize,
    /// With a file, the incomplete ones too.
    pub chosen: usize,
    /// With a file and an open figure.
    pub incomplete: usize,
    /// Not concerned.
    pub not_concerned: usize,
}

impl Needed<'_> {
    /// The name by which drafts and packages keep what was chosen: `audit-report.2025`.
    pub fn name(&self) -> String {
        named(&self.material.id, self.year)
    }

    /// What it is called, with its year.
    pub fn title(&self) -> String {
        let year = self.year.map(|year| year.to_string()).unwrap_or_default();
        crate::text::words(&self.material.label).replace("{year}", &year)
    }

    /// How sure it is at least that every one asks for it.
    pub fn mark(&self) -> Option<Mark> {
        self.by.iter().map(|it| it.mark).max()
    }

    fn is_ready_in(&self, manifest: &Manifest) -> bool {
        has_file(manifest, &self.name())
    }
}

impl Tally {
    /// Of these materials.
    pub fn of<'r, 'p: 'r>(rows: impl IntoIterator<Item = &'r Needed<'p>>) -> Self {
        let mut tally = Self::default();
        for row in rows {
            match row.state {
                Readiness::NotConcerned => tally.not_concerned += 1,
                Readiness::Lacking => tally.needed += 1,
                Readiness::Ready => tally.chosen += 1,
                Readiness::Incomplete => {
                    tally.chosen += 1;
                    tally.incomplete += 1;
                }
            }
        }
        tally.needed += tally.chosen;
        tally
    }
}

/// What was chosen under names that no row has: of other years, or of another version of the law.
pub fn beyond<'m>(manifest: &'m Manifest, rows: &[Needed<'_>]) -> Vec<(&'m str, &'m Evidence)> {
    let names: Vec<String> = rows.iter().map(Needed::name).collect();
    let others = manifest.iter().filter(|(name, _)| !names.contains(name));
    others.map(|(name, chosen)| (name.as_str(), chosen)).collect()
}

/// What is stated without a file chosen as its proof (decision 58), in the order of policy/checks.toml.
pub fn unproven<'p>(catalog: &'p Catalog, facts: &Facts, manifest: &Manifest) -> Vec<Finding<'p>> {
    let is_unproven = |check: &&Check| {
        let (Some(fact), Some(proof)) = (check.stated, &check.proof) else { return false };
        let stated = facts.stated().filter(|(key, _)| key.fact == fact).map(|(key, _)| *key);
        let mut known = stated.filter(|key| matches!(facts.answer(*key), Answer::Known(_)));
        known.any(|key| !has_file(manifest, &named(proof, key.year)))
    };
    let checks = catalog.book().checks.unproven.iter().filter(is_unproven);
    checks.map(|check| Finding { check, item: None }).collect()
}

/// Every material that the assessed tiers ask for: by group, then those that most rules need, then in the order of
/// policy/materials.toml, the newest year first. Each assessment stands beside the id of its tier.
pub fn checklist<'p>(
    catalog: &'p Catalog,
    facts: &Facts,
    manifest: &Manifest,
    judged: &[(&'p str, &Assessment<'p>)],
) -> Vec<Needed<'p>> {
    let mut rows = Vec::new();
    for group in &catalog.book().materials.group {
        let from = rows.len();
        for material in &group.material {
            let mut work = Work { catalog, group, material, rows: Vec::new() };
            for (tier, assessment) in judged {
                let standard = assessment.standard;
                if let Some(list) = catalog.material_list(&standard.id, assessment.filing.as_of) {
                    work.list(tier, assessment, list);
                }
            }
            work.settle(facts, manifest);
            rows.extend(work.rows);
        }
        supplement(&mut rows, manifest);
        most_needed_first(&mut rows, from);
    }
    rows.into_iter().map(|row| row.needed).collect()
}

/// A row with all the facts that it shows and a rule uses.
struct Row<'p> {
    needed: Needed<'p>,
    shown: Set<FactKey>,
}

struct Work<'p> {
    catalog: &'p Catalog,
    group: &'p MaterialGroup,
    material: &'p Material,
    rows: Vec<Row<'p>>,
}

impl<'p> Work<'p> {
    fn list(&mut self, tier: &'p str, of: &Assessment<'p>, list: &'p MaterialList) {
        for need in list.need.iter().filter(|need| need.material == self.material.id) {
            let rules = need.rules.iter().filter_map(|id| found(id.as_str(), of));
            for by in rules.map(|rule| rule.by(tier, list, need)) {
                self.rule(by, of.filing);
            }
        }
    }

    /// Adds a rule to the row of each year it uses, or to the only row.
    fn rule(&mut self, by: NeededBy<'p>, filing: Filing) {
        let is_shown = |key: &FactKey| self.material.shows.contains(&key.fact);
        let used = used_by_rule(self.catalog, by.file, by.rule, filing);
        let shown: Vec<FactKey> = used.keys().copied().filter(is_shown).collect();
        if !self.material.yearly {
            return self.add(None, by, &shown);
        }
        let mut years: Vec<i32> = Vec::new();
        for year in shown.iter().rev().filter_map(|key| key.year) {
            if !years.contains(&year) {
                years.push(year);
            }
        }
        for year in years {
            let of_year = shown.iter().copied().filter(|key| key.year == Some(year));
            self.add(Some(year), by.clone(), &of_year.collect::<Vec<_>>());
        }
    }

    fn add(&mut self, year: Option<i32>, by: NeededBy<'p>, shown: &[FactKey]) {
        let at = self.rows.iter().position(|row| row.needed.year == year).unwrap_or_else(|| {
            // The newest year first.
            let at = self.rows.iter().take_while(|row| year < row.needed.year).count();
            let (group, material) = (self.group, self.material);
            let state = Readiness::Lacking;
            let needed = Needed { group, material, year, by: Vec::new(), state, open: Vec::new() };
            self.rows.insert(at, Row { needed, shown: Set::default() });
            at
        });
        if let Some(row) = self.rows.get_mut(at) {
            let is_there = |it: &NeededBy<'_>| it.tier == by.tier && it.rule == by.rule;
            if !row.needed.by.iter().any(is_there) {
                row.needed.by.push(by);
            }
            for key in shown {
                row.shown.add(*key);
            }
        }
    }

    fn settle(&mut self, facts: &Facts, manifest: &Manifest) {
        for row in &mut self.rows {
            let said: Vec<(FactKey, Said)> =
                row.shown.keys().map(|key| (*key, said(self.catalog, facts, *key))).collect();
            let is_examined = row.needed.by.iter().any(|it| it.is_examined);
            let is_empty = !said.is_empty() && said.iter().all(|(_, said)| *said == Said::Nothing);
            let open = said.iter().filter(|(_, said)| *said == Said::Open);
            row.needed.open = open.map(|(key, _)| *key).collect();
            row.needed.state = if !self.material.required && (!is_examined || is_empty) {
                Readiness::NotConcerned
            } else if !row.needed.is_ready_in(manifest) {
                Readiness::Lacking
            } else if row.needed.open.is_empty() {
                Readiness::Ready
            } else {
                Readiness::Incomplete
            };
        }
    }
}

/// What stands beside another material is asked for while that one is there and lacks a figure.
fn supplement(rows: &mut [Row<'_>], manifest: &Manifest) {
    for row in rows {
        let needed = &mut row.needed;
        let Some(of) = &needed.material.supplements else { continue };
        let is_lacking = has_file(manifest, &named(of, needed.year)) && !needed.open.is_empty();
        if needed.state == Readiness::Lacking && !is_lacking {
            needed.state = Readiness::NotConcerned;
        }
    }
}

/// In a stable way, and without a sort of its own.
fn most_needed_first(rows: &mut Vec<Row<'_>>, from: usize) {
    let mut group = rows.split_off(from.min(rows.len()));
    while let Some(most) = group.iter().map(|row| row.needed.by.len()).max() {
        let (first, rest): (Vec<_>, Vec<_>) = group.into_iter().partition(|row| row.needed.by.len() == most);
        rows.extend(first);
        group = rest;
    }
}

/// What is said of a fact.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Open,
    Something,
    Nothing,
}

fn said(catalog: &Catalog, facts: &Facts, key: FactKey) -> Said {
    if catalog.fact(key.fact).is_some_and(|fact| fact.kind == Kind::List) {
        return match facts.list(key.fact) {
            Some(list) if !list.items.is_empty() => Said::Something,
            Some(list) if list.is_complete => Said::Nothing,
            Some(_) | None => Said::Open,
        };
    }
    match facts.answer(key) {
        Answer::Unanswered => Said::Open,
        Answer::NotApplicable | Answer::Known(Value::Flag(false) | Value::Judgement { holds: false, .. }) => {
            Said::Nothing
        }
        Answer::Known(_) => Said::Something,
    }
}

/// A rule as it is judged.
struct Found<'p> {
    id: &'p str,
    file: &'p Standard,
    kind: RuleKind<'p>,
    source: &'p Source,
    is_examined: bool,
}

impl<'p> Found<'p> {
    fn by(self, tier: &'p str, list: &'p MaterialList, need: &'p Need) -> NeededBy<'p> {
        NeededBy {
            tier,
            rule: self.id,
            file: self.file,
            kind: self.kind,
            source: self.source,
            is_examined: self.is_examined,
            list: &list.source,
            mark: need.mark.unwrap_or(list.source.mark),
            note: need.note.as_ref(),
        }
    }
}

/// The rule of an assessment with this id, if it is judged at all.
fn found<'p>(id: &str, of: &Assessment<'p>) -> Option<Found<'p>> {
    if let Some(it) = of.criteria.iter().find(|it| it.id == id) {
        let kind = match (it.kind, it.item) {
            (JudgedKind::Guard, _) | (_, None) => RuleKind::Guard,
            (JudgedKind::Criterion | JudgedKind::Part(_), Some(item)) => RuleKind::Condition(item),
        };
        let is_examined = it.suspended_by.is_none() && it.relieved_by.is_empty();
        return Some(Found { id: it.id, file: it.from, kind, source: it.source, is_examined });
    }
    if let Some(it) = of.reliefs.iter().find(|it| it.relief.id == id) {
        let kind = if it.is_exemption { RuleKind::Exemption } else { RuleKind::FastTrack };
        let (id, source) = (it.relief.id.as_str(), &it.relief.source);
        return Some(Found { id, file: of.standard, kind, source, is_examined: true });
    }
    let score = of.standard.score.as_ref()?;
    let at = score.indicator.iter().position(|it| it.id == id)?;
    let indicator = score.indicator.get(at)?;
    let is_direct = |it: &Relieved<'p>| {
        it.reason.truth == Truth::Met && it.relief.replaces.iter().any(|id| id == "score")
    };
    let is_examined = !of.reliefs.iter().any(is_direct);
    let (id, source) = (indicator.id.as_str(), &indicator.source);
    Some(Found { id, file: of.standard, kind: RuleKind::Indicator(at + 1), source, is_examined })
}
