//! Answers: what did the last change of the law change for this enterprise?
//!
//! Both verdicts and the sum of it at once; rule by rule when it is opened, and only then drawn.

use leptos::prelude::*;

use crate::assess::{Assessment, Beside, Comparison, Row, Rule, Shift, Stands, Truth, compare};
use crate::policy::schema::{Source, Standard, Tier, Turn};
use crate::text;
use crate::text::reason::Teller;
use crate::text::say::{self, Say};
use crate::ui::element::{El, Piece, Pieces, el, pieces};
use crate::ui::pages::handbook::href_of;
use crate::ui::signal::RwSignal;
use crate::ui::state::{law, use_derived};
use crate::ui::widgets::citation::{mark, place};
use crate::ui::widgets::sign::{Sign, state};
use crate::ui::words::{LANG, t, w};

/// The same figures under the law before the one of the filing date, or after it.
pub fn section(tier: &'static Tier, teller: Teller<'_>) -> AnyView {
    let Some(comparison) = compare(law(), &tier.id, teller.facts, teller.filing) else {
        return el("p.small.soft.mt6").add(Say::NothingToCompare).piece();
    };
    let rows = comparison.rows(law());
    let differing = rows.iter().filter(|row| row.differs()).count();
    let shift = Shift::of(&rows);
    drop(rows);
    pieces![
        el("h3.mt6").add(say::compared_with(LANG, &comparison)),
        el("p.small.soft.mt2").add(say::compared(LANG, &comparison)),
        verdicts(&comparison),
        el("p.small.mt3").add(say::shift(LANG, &shift)),
        on_opening(say::differing(LANG, differing), Box::new(move || table(tier, &comparison)))
    ]
}

/// A fold whose content is drawn when it is first opened.
pub fn on_opening(title: String, content: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    let is_opened = RwSignal::new(false);
    let open = move |_| {
        if !is_opened.get_untracked() {
            is_opened.set(true);
        }
    };
    el("details.reveal.mt3")
        .on("toggle", open)
        .add(el("summary").add(title).add(el("span.chev").attr("aria-hidden", "true")))
        .add(move || is_opened.get().then(&content))
        .piece()
}

fn verdicts(of: &Comparison<'static>) -> AnyView {
    let [older, newer] = say::sides(LANG, of);
    let [until, since] = say::spans(LANG, of);
    let side = |name: &'static str, span: String, it: &Assessment<'static>, beside: Beside| {
        let note = t(if of.beside == beside { Say::ForInformation } else { Say::AppliesNow });
        let verdict = state(Sign::of_verdict(it.verdict), text::verdict::word(it.verdict));
        let place = place(&it.applies.source);
        el("div")
            .add(el("dt").add(el("b").add(name)).add(sub(place)).add(sub(span)))
            .add(el("dd").add(verdict).add(sub(note)))
    };
    el("dl.versus")
        .add(side(older, until, &of.older, Beside::Earlier))
        .add(side(newer, since, &of.newer, Beside::Later))
        .piece()
}

/// Every rule: those that differ as a table, the others by name.
fn table(tier: &'static Tier, of: &Comparison<'static>) -> AnyView {
    let (differing, same): (Vec<_>, Vec<_>) = of.rows(law()).into_iter().partition(Row::differs);
    let [older, newer] = say::sides(LANG, of);
    let [until, since] = say::spans(LANG, of).map(|span| Some(sub(span)));
    let column = |name: &'static str, span: Option<El>| el("th").attr("scope", "col").add(name).add(span);
    let head = el("tr")
        .add(column(t(Say::MatterColumn), None))
        .add(column(older, until))
        .add(column(newer, since))
        .add(column(t(Say::ChangeColumn), None));
    let caption = say::labelled(LANG, w(&tier.label), &say::compared_with(LANG, of));
    let mut table = el("table.table.table--fold.compare")
        .add(el("caption").add(el("span.vh").add(caption)))
        .add(el("thead").add(head));
    let mut told: Vec<&Standard> = Vec::new();
    for file in std::iter::once(of.newer.standard).chain(differing.iter().map(|row| row.rule().file)) {
        if !told.iter().any(|it| file.is_version_of(it)) {
            told.push(file);
            table = table.add(body(of, file, &differing));
        }
    }
    pieces![table, same_rules(&same)]
}

/// The rules of one family, under its name.
fn body(of: &Comparison<'static>, file: &'static Standard, rows: &[Row<'_, 'static>]) -> Option<El> {
    let is_here = |row: &&Row<'_, 'static>| row.rule().file.is_version_of(file);
    let rows = use_derived().facts.with_untracked(|facts| {
        let teller = Teller { catalog: law(), facts, filing: of.newer.filing };
        rows.iter().filter(is_here).map(|it| row(of, it, teller)).pieces()
    });
    let title = el("th.compare__of").attr("colspan", "4").attr("scope", "rowgroup").add(w(&file.title));
    (!rows.is_empty()).then(|| el("tbody").add(el("tr").add(title)).add(rows))
}

fn row(of: &Comparison<'static>, row: &Row<'_, 'static>, teller: Teller<'_>) -> El {
    let rule = row.rule();
    let kind = match rule.stands {
        Stands::Relief(it) if it.is_exemption => t(Say::Exemption),
        Stands::Relief(_) => t(Say::FastTrack),
        Stands::Points(_) => t(Say::Indicator),
        Stands::Condition(_) | Stands::Total(..) | Stands::Floor(..) => "",
    };
    let [older, newer] = say::sides(LANG, of);
    el("tr")
        .add(el("th").attr("scope", "row").add(w(rule.named().0)).add(sub(kind)))
        .add(cell(older, row.older(), teller))
        .add(cell(newer, row.newer(), teller))
        .add(el("td").attr("data-l", Say::ChangeColumn).add(change(of, row)))
}

/// How a rule stands under one law, what it asks for, and where that is written.
pub fn cell(name: &str, rule: Option<&Rule<'_, 'static>>, teller: Teller<'_>) -> El {
    let td = el("td").attr("data-l", name.to_owned());
    let Some(rule) = rule else { return td.add(el("span.soft").add(Say::NotInThis)) };
    let source = rule.named().1;
    let (mut asked, mut relieved) = (None, None);
    let value = match rule.stands {
        Stands::Condition(judged) => {
            asked = asks(source);
            relieved = (!judged.relieved_by.is_empty()).then(|| sub(t(Say::Relieved)));
            teller.line(&judged.reason).value
        }
        Stands::Relief(it) => teller.line(&it.reason).value,
        Stands::Total(..) | Stands::Floor(..) | Stands::Points(_) => points(rule),
    };
    td.add(
        el("div")
            .add(el("span.compare__v").add(stands(rule)).add(value.map(|value| el("b").add(value))))
            .add(asked)
            .add(relieved)
            .add(
                el("span.sub.compare__src")
                    .add(el("a").attr("href", href_of(source)).add(place(source)))
                    .add(mark(source)),
            ),
    )
}

fn stands(rule: &Rule<'_, '_>) -> Option<AnyView> {
    let sign = Sign::of(rule.standing()?, rule.is_held());
    Some(state(sign, sign.word()))
}

/// Points, and what they are measured by.
fn points(rule: &Rule<'_, '_>) -> Option<String> {
    let (lo, hi) = rule.points()?;
    let of = match rule.stands {
        Stands::Total(it, _) => say::to_reach(LANG, it.score.pass),
        Stands::Floor(it, _) => say::to_reach(LANG, it.group.floor?),
        Stands::Points(it) => say::out_of(LANG, it.indicator.full),
        Stands::Condition(_) | Stands::Relief(_) => return None,
    };
    Some(say::with_unit(LANG, &say::points(LANG, lo, hi), &of))
}

/// The law's own words, else ours.
fn asks(source: &'static Source) -> Option<El> {
    let words = source.wording.as_ref().map(|words| el("p").add(w(words)));
    source.quote.as_ref().map(|quote| el("p.law").attr("lang", "zh-CN").add(quote.as_str())).or(words)
}

/// What became of a rule, whether that turned its result round, and where it stands besides.
fn change(of: &Comparison<'static>, row: &Row<'_, 'static>) -> El {
    let word = match row {
        Row::Added(_) => Say::Added,
        Row::Dropped(_) => Say::Dropped,
        Row::Kept { turn, .. } => match turn {
            Turn::Same => Say::ResultChanged,
            Turn::Stricter => Say::Stricter,
            Turn::Looser => Say::Looser,
            Turn::Changed => Say::Changed,
            Turn::MadeHard => Say::MadeHard,
            Turn::MadeScored => Say::MadeScored,
        },
    };
    let ends = [row.older(), row.newer()].map(|rule| rule.and_then(Rule::standing));
    let is_turned = ends.contains(&Some(Truth::Met)) && ends.contains(&Some(Truth::Unmet));
    let too = (is_turned && word != Say::ResultChanged).then(|| sub(t(Say::ResultToo)));
    let rule = row.rule();
    let mut besides = of.newer.criteria.iter().filter(|it| it.id == rule.id() && it.from.id != rule.file.id);
    let besides = matches!(word, Say::Looser | Say::Dropped).then(|| besides.next()).flatten();
    let besides = besides.map(|it| sub(say::still_in(LANG, w(&it.from.title))));
    el("div").add(el("b").add(t(word))).add(too).add(besides)
}

/// Words below others.
fn sub(words: impl Into<String>) -> El {
    el("span.sub").add(words.into())
}

/// What did not change, by name.
fn same_rules(same: &[Row<'_, 'static>]) -> Option<El> {
    let entry = |row: &Row<'_, 'static>| {
        let rule = row.rule();
        let (label, source) = rule.named();
        el("li")
            .add(el("span").add(stands(rule)).add(points(rule)))
            .add(el("span").add(w(label)).add(sub(place(source))))
    };
    (!same.is_empty()).then(|| {
        let title = say::same_in_both(LANG, same.len());
        el("details.reveal.mt3")
            .add(el("summary").add(title).add(el("span.chev").attr("aria-hidden", "true")))
            .add(el("ul.plain.unchanged").add(same.iter().map(entry).pieces()))
    })
}
