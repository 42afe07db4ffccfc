//! Answers: which version applies to a tier, a route and a day, and what is fact X called?
//!
//! The catalog is the whole of policy/ as build.rs embedded it. It never changes.

use std::sync::OnceLock;

use super::schema::{
    Applies, Book, Choice, ChoiceId, Classification, Definition, Fact, FactAt, FactId, FactOver, Field,
    FieldId, Group, Instrument, Kind, MaterialList, Measure, Pending, Practice, Reading, Route, Standard,
    Tier, Turn, Turned,
};
use crate::table::Table;
use crate::units::{Date, Unit};

/// The law, ready to be asked.
#[derive(Debug)]
pub struct Catalog {
    book: Book,
    facts: Table<FactId, (usize, usize)>,
}

/// What the law says for a tier, a route and a day.
#[derive(Clone, Copy, Debug)]
pub enum InForce<'p> {
    /// This version, for the reason given.
    Standard(&'p Standard, &'p Applies),
    /// A version that the law names and this program does not hold.
    NotInProgram(&'p Pending, &'p Applies),
    /// No version: before the first day, or in a gap.
    NotCovered,
}

impl Catalog {
    /// The catalog of this build.
    pub fn embedded() -> &'static Self {
        static CATALOG: OnceLock<Catalog> = OnceLock::new();
        CATALOG.get_or_init(|| Self::new(super::embedded::BOOK.clone()))
    }

    /// A catalog of a book that build.rs (or a test) has checked.
    pub fn new(book: Book) -> Self {
        let mut facts = Table::default();
        for (group_at, group) in book.facts.group.iter().enumerate() {
            for (fact_at, fact) in group.fact.iter().enumerate() {
                facts.insert(FactId::of(&fact.id), (group_at, fact_at));
            }
        }
        Self { book, facts }
    }

    /// The embedded data as it stands.
    pub const fn book(&self) -> &Book {
        &self.book
    }

    /// The digest of the embedded policy, the same for the same law.
    pub fn digest(&self) -> &str {
        &self.book.digest
    }

    /// Groups of facts in the order of the form.
    pub fn groups(&self) -> &[Group] {
        &self.book.facts.group
    }

    /// The fact with this id.
    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        let (group, fact) = *self.facts.get(&id)?;
        self.book.facts.group.get(group)?.fact.get(fact)
    }

    /// The fact written so; `None` when there is none (not even with the same folded id).
    pub fn fact_named(&self, name: &str) -> Option<&Fact> {
        self.fact(FactId::of(name)).filter(|fact| fact.id == name)
    }

    /// The fact written so today or once (policy/renames.toml).
    pub fn fact_read(&self, name: &str) -> Option<&Fact> {
        self.fact_named(name).or_else(|| self.fact_named(self.book.renames.get(name)?))
    }

    /// The unit of a measure. Compound growth is measured as the quotient of its two figures and told in percent.
    pub fn unit(&self, measure: &Measure) -> Unit {
        match measure {
            Measure::Fact(FactAt { fact, .. }) | Measure::Sum(FactOver { fact, .. }) => {
                self.fact(*fact).map_or(Unit::Items, Fact::unit)
            }
            Measure::SumItems(_) => Unit::Wan,
            Measure::Ratio(_) | Measure::Growth(_) | Measure::Cagr(_) => Unit::Percent,
            Measure::Mean(parts) => parts.first().map_or(Unit::Items, |part| self.unit(part)),
            Measure::Count(_) | Measure::CountTrue(_) => Unit::Items,
            Measure::YearsFull(_) => Unit::Years,
        }
    }

    /// The place of a fact in the form, for sorting.
    pub fn order(&self, id: FactId) -> (usize, usize) {
        self.facts.get(&id).copied().unwrap_or((usize::MAX, 0))
    }

    /// Tiers from the lowest to the highest.
    pub fn tiers(&self) -> &[Tier] {
        &self.book.tiers.tier
    }

    /// The tier with this id.
    pub fn tier(&self, id: &str) -> Option<&Tier> {
        self.tiers().iter().find(|tier| tier.id == id)
    }

    /// The version of a tier's standard on a filing day.
    pub fn in_force(&self, tier: &str, route: Route, day: Date) -> InForce<'_> {
        let of_tier = |standard: &&Standard| standard.tier.as_deref() == Some(tier);
        for standard in self.book.standards.iter().filter(of_tier) {
            if let Some(applies) = window(&standard.applies, route, day) {
                return InForce::Standard(standard, applies);
            }
        }
        for pending in self.book.tiers.pending.iter().filter(|pending| pending.tier == tier) {
            if let Some(applies) = window(&pending.applies, route, day) {
                return InForce::NotInProgram(pending, applies);
            }
        }
        InForce::NotCovered
    }

    /// Standards judged beside a tier for information on a filing day: they decide nothing.
    pub fn informative(
        &self,
        tier: &str,
        route: Route,
        day: Date,
    ) -> impl Iterator<Item = (&Standard, &Applies)> {
        let beside = |standard: &&Standard| standard.informs.as_deref() == Some(tier);
        let standards = self.book.standards.iter().filter(beside);
        standards.filter_map(move |it| Some((it, window(&it.applies, route, day)?)))
    }

    /// The version of an included family ("national/common") on a filing day.
    pub fn family(&self, family: &str, route: Route, day: Date) -> Option<&Standard> {
        let of_family = |standard: &&Standard| family_of(&standard.id) == family;
        self.book.standards.iter().filter(of_family).find(|it| window(&it.applies, route, day).is_some())
    }

    /// The standard, common file or set of definitions with this id.
    pub fn standard(&self, id: &str) -> Option<&Standard> {
        self.book.standards.iter().find(|standard| standard.id == id)
    }

    /// The version of a classification on a filing day.
    pub fn classification(&self, family: &str, day: Date) -> Option<&Classification> {
        let of_family = |it: &&Classification| family_of(&it.id) == family;
        self.book
            .classifications
            .iter()
            .filter(of_family)
            .find(|it| window(&it.applies, Route::New, day).is_some())
    }

    /// Chains, windows, deadlines and rewards in force on a day, those of the nation and of every place.
    pub fn practices(&self, day: Date) -> impl Iterator<Item = &Practice> {
        let in_force = move |it: &&Practice| window(&it.applies, Route::New, day).is_some();
        self.book.practices.iter().filter(in_force)
    }

    /// A definition that a standard may name: its own, else of its set.
    pub fn definition<'p>(&'p self, of: &'p Standard, id: &str) -> Option<&'p Definition> {
        let named = |standard: &'p Standard| standard.definition.iter().find(|it| it.id == id);
        named(of).or_else(|| self.standard(of.definitions.as_deref()?).and_then(named))
    }

    /// What became of a rule that stands in two versions; `id` is that in the newer one.
    pub fn turn(&self, older: &Standard, newer: &Standard, route: Route, id: &str) -> Turn {
        let is_it =
            |it: &&Turned| it.id == id && it.route == route && it.older == older.id && it.newer == newer.id;
        self.book.turned.iter().find(is_it).map_or(Turn::Same, |it| it.turn)
    }

    /// What is asked as evidence under a standard on a filing day.
    pub fn material_list(&self, of: &str, day: Date) -> Option<&MaterialList> {
        let is_in_force = |it: &&MaterialList| {
            it.of == of
                && it.from.is_none_or(|from| from <= day)
                && it.before.is_none_or(|before| day < before)
        };
        self.book.materials.list.iter().find(is_in_force)
    }

    /// The instrument with this id.
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        self.book.sources.instrument.iter().find(|instrument| instrument.id == id)
    }

    /// The choice with this number.
    pub fn choice(&self, number: u16) -> Option<&Reading> {
        self.book.choices.choice.iter().find(|choice| choice.number == number)
    }
}

/// The unit of a fact or field of this kind; `count`: the unit that it names if it is a count.
pub fn unit_of(kind: Kind, count: Option<&str>) -> Unit {
    match (kind, count) {
        (Kind::Money, _) => Unit::Wan,
        (Kind::Percent, _) => Unit::Percent,
        (Kind::Points, _) => Unit::Points,
        (_, Some("人")) => Unit::Persons,
        (_, Some("名")) => Unit::Rank,
        _ => Unit::Items,
    }
}

/// The folder of a file's id: "national/common/2026-04-01" is of "national/common".
pub fn family_of(id: &str) -> &str {
    id.rsplit_once('/').map_or(id, |(family, _)| family)
}

impl Standard {
    /// Whether both are versions of one family.
    pub fn is_version_of(&self, other: &Self) -> bool {
        family_of(&self.id) == family_of(&other.id)
    }
}

fn window(applies: &[Applies], route: Route, day: Date) -> Option<&Applies> {
    applies.iter().find(|it| {
        let is_route = it.route.is_none_or(|only| only == route);
        is_route && it.from <= day && it.before.is_none_or(|before| day < before)
    })
}

impl Fact {
    /// The folded id.
    pub fn key(&self) -> FactId {
        FactId::of(&self.id)
    }

    /// The unit in which it is measured.
    pub fn unit(&self) -> Unit {
        unit_of(self.kind, self.unit.as_deref())
    }

    /// The field with this id.
    pub fn field(&self, id: FieldId) -> Option<&Field> {
        self.field.iter().find(|field| field.key() == id)
    }

    /// The choice with this id.
    pub fn choice(&self, id: ChoiceId) -> Option<&Choice> {
        self.choice.iter().find(|choice| choice.key() == id)
    }
}

impl Field {
    /// The folded id.
    pub fn key(&self) -> FieldId {
        FieldId::of(&self.id)
    }

    /// The choice with this id.
    pub fn choice(&self, id: ChoiceId) -> Option<&Choice> {
        self.choice.iter().find(|choice| choice.key() == id)
    }
}

impl Choice {
    /// The folded id.
    pub fn key(&self) -> ChoiceId {
        ChoiceId::of(&self.id)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    /// The embedded law, as if the first version of the second tier were named and not held.
    pub(crate) fn without_specialized_2022() -> Catalog {
        let mut book = Catalog::embedded().book().clone();
        let kept = book.standards.iter().filter(|standard| standard.id != "national/specialized/2022-08-01");
        book.standards = kept.cloned().collect::<Vec<_>>().into();
        let pending = r#"
            id = "national/specialized/2022-08-01"
            tier = "specialized"
            title.zh = "尚未收入的标准"
            [[applies]]
            from = "2022-08-01"
            before = "2026-04-01"
            source = { instrument = "miit-2022-63", article = "附件2", mark = "✔", wording.zh = "此前用附件2。" }
        "#;
        book.tiers.pending = vec![toml::from_str(pending).unwrap()].into();
        Catalog::new(book)
    }

    #[test]
    fn a_version_that_is_not_held_is_answered_by_its_own_name() {
        let catalog = without_specialized_2022();
        let on = |text| catalog.in_force("specialized", Route::New, day(text));
        assert!(matches!(on("2022-07-31"), InForce::NotCovered));
        assert!(matches!(on("2022-08-01"), InForce::NotInProgram(it, _) if it.id.ends_with("2022-08-01")));
        assert!(matches!(on("2026-03-31"), InForce::NotInProgram(..)));
        assert!(matches!(on("2026-04-01"), InForce::Standard(it, _) if it.id.ends_with("2026-04-01")));
    }

    #[test]
    fn the_evaluation_of_tech_smes_informs_beside_the_first_tier_and_decides_none() {
        let catalog = Catalog::embedded();
        let beside = |tier, text| {
            let found = catalog.informative(tier, Route::New, day(text));
            found.map(|(standard, _)| standard.id.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(beside("innovative", "2022-07-31"), [""; 0]);
        assert_eq!(beside("innovative", "2022-08-01"), ["national/tech-sme/2022-08-01"]);
        assert_eq!(beside("innovative", "2030-12-31"), ["national/tech-sme/2022-08-01"]);
        assert_eq!(beside("specialized", "2026-11-22"), [""; 0]);
        assert!(catalog.tiers().iter().all(|tier| {
            let in_force = catalog.in_force(&tier.id, Route::New, day("2026-11-22"));
            matches!(in_force, InForce::Standard(it, _) if it.informs.is_none())
        }));
    }

    #[test]
    fn the_practices_of_a_day_are_those_of_the_nation_and_of_every_place() {
        let catalog = Catalog::embedded();
        let on = |text| catalog.practices(day(text)).map(|it| it.id.as_str()).collect::<Vec<_>>();
        let national =
            |text| on(text).into_iter().filter(|id| id.starts_with("national/")).collect::<Vec<_>>();
        assert_eq!(on("2022-07-31"), [""; 0]);
        assert_eq!(national("2022-08-01"), ["national/practice/2022-08-01"]);
        assert_eq!(national("2026-03-31"), ["national/practice/2022-08-01"]);
        assert_eq!(national("2026-04-01"), ["national/practice/2026-04-01"]);
        assert!(on("2030-12-31").iter().any(|id| id.starts_with("local/")));
    }

    #[test]
    fn facts_stand_in_the_order_of_the_form() {
        let catalog = Catalog::embedded();
        let facts = || catalog.groups().iter().flat_map(|group| &group.fact);
        let orders: Vec<_> = facts().map(|fact| catalog.order(fact.key())).collect();
        assert_eq!(orders.first(), Some(&(0, 0)));
        assert!(orders.is_sorted_by(|one, next| one < next));
        assert_eq!(orders.last().map(|(group, _)| group + 1), Some(catalog.groups().len()));
        assert!(orders.iter().all(|it| *it < catalog.order(FactId::of("no such fact"))));
    }

    #[test]
    fn what_is_named_is_found_and_nothing_else() {
        let catalog = Catalog::embedded();
        assert_eq!(catalog.instrument("miit-2026-2").map(|it| it.id.as_str()), Some("miit-2026-2"));
        assert!(catalog.instrument("no such instrument").is_none());
        assert_eq!(catalog.choice(30).map(|it| it.number), Some(30));
        assert!(catalog.choice(9999).is_none());
        let place = catalog.fact_named("registered-place").unwrap();
        assert_eq!(place.choice(ChoiceId::of("leping")).map(|it| it.id.as_str()), Some("leping"));
        assert!(place.choice(ChoiceId::of("no such place")).is_none());
        let tier = catalog.fact_named("titles").and_then(|it| it.field(FieldId::of("tier"))).unwrap();
        assert_eq!(tier.choice(ChoiceId::of("specialized")).map(|it| it.id.as_str()), Some("specialized"));
        assert!(tier.choice(ChoiceId::of("no such tier")).is_none());
        assert!(catalog.fact_named("titles").unwrap().field(FieldId::of("no such field")).is_none());
    }

    #[test]
    fn the_digest_is_that_of_the_book() {
        let catalog = Catalog::embedded();
        assert_eq!(catalog.digest(), catalog.book().digest.as_str());
        assert_eq!(catalog.digest().len(), 16);
    }
}
