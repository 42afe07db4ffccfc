//! The answers of a draft in the order of the annex that applies, each to be copied: the filing itself is elsewhere.

use leptos::prelude::*;

use super::result::open_href;
use super::result::tier::without;
use crate::assess::{Asked, asked};
use crate::facts::Facts;
use crate::policy::schema::{FactId, Standard, Tier};
use crate::text;
use crate::text::reason::Teller;
use crate::text::say::{self, Say};
use crate::text::transcript::{self, Line, Says};
use crate::ui::element::{El, Piece, Pieces, el, pieces};
use crate::ui::route::Page;
use crate::ui::signal::{Memo, RwSignal};
use crate::ui::state::{Judged, law, use_derived, use_route};
use crate::ui::widgets::citation::{mark, place};
use crate::ui::widgets::copying::Copying;
use crate::ui::widgets::filing::filing;
use crate::ui::words::{LANG, t, w};

/// Facts that say who files; no rule asks for them, every form does.
const WHO: [&str; 2] = ["enterprise-name", "credit-code"];

/// What the rows share.
#[derive(Clone, Copy)]
struct Board {
    told: RwSignal<String>,
    copying: Copying,
    /// The row that was copied last.
    last: RwSignal<String>,
}

/// The page of a tier; of the first one where the address names none.
pub fn transcript(tier: Option<&str>) -> AnyView {
    let at = law().tiers().iter().position(|it| Some(it.id.as_str()) == tier).unwrap_or(0);
    let told = RwSignal::new(String::new());
    let board = Board { told, copying: Copying::new(told), last: RwSignal::default() };
    let derived = use_derived();
    let body = move || derived.judged.with(|all| all.get(at).map(|judged| whole(judged, board)));
    let route = use_route();
    let copy = move |_| {
        let text = derived
            .judged
            .with_untracked(|all| all.get(at).map(|it| all_of(it, derived.facts)))
            .unwrap_or_default();
        board.last.set(String::new());
        board.copying.copy(text, Say::AllCopied);
    };
    let back = move || route.href(Page::RESULT);
    pieces![
        el("div.head")
            .add(
                el("h1")
                    .attr("tabindex", "-1")
                    .add(Say::Transcript)
                    .add(law().tiers().get(at).map(|it| el("span.vh").add(Say::Colon).add(w(&it.label))))
            )
            .add(el("p.mt3").add(Say::TranscriptLead))
            .add(el("p.mt3.small.soft").add(Say::TranscriptOrder))
            .add(filing())
            .add(tabs(at))
            .add(
                el("div.actions")
                    .add(el("button.btn.btn--main").on("click", copy).add(Say::CopyAll))
                    .add(el("button.btn").on("click", |_| drop(window().print())).add(Say::PrintTranscript))
                    .add(el("a").attr("href", back).add(Say::BackToResult))
            ),
        el("p.small.noprint").attr("role", "status").add(move || told.get()),
        body,
        el("div.copied.noprint").add(board.copying.area())
    ]
    .piece()
}

fn tabs(at: usize) -> El {
    let route = use_route();
    let tab = |(own, tier): (usize, &'static Tier)| {
        let page = Page::Transcript { tier: Some(tier.id.to_string()) };
        let link = el("a")
            .attr("href", move || route.href(page.clone()))
            .attr("aria-current", (own == at).then_some("page"))
            .add(w(&tier.short));
        el("li").add(link)
    };
    let tabs = law().tiers().iter().enumerate().map(tab).pieces();
    el("nav").attr("aria-label", Say::Tiers).add(el("ul.nav.tabs").add(tabs))
}

/// All of it for a spreadsheet.
fn all_of(judged: &Judged, facts: Memo<Facts>) -> String {
    let Some(assessment) = judged.assessment() else { return String::new() };
    facts.with_untracked(|facts| {
        let teller = Teller { catalog: law(), facts, filing: judged.filing };
        transcript::tabbed(&asked(law(), assessment), teller)
    })
}

fn whole(judged: &Judged, board: Board) -> AnyView {
    let Some(assessment) = judged.assessment() else { return without(&judged.outcome) };
    let by = say::version_by(
        LANG,
        [w(&judged.tier.short), text::route(judged.filing.route)],
        judged.filing.as_of,
        [w(&assessment.standard.edition), &text::rule::applies(assessment.applies)],
    );
    let rules = asked(law(), assessment);
    let mut files: Vec<&'static Standard> = Vec::new();
    for rule in &rules {
        if !files.iter().any(|it| std::ptr::eq(*it, rule.file)) {
            files.push(rule.file);
        }
    }
    use_derived().facts.with(|facts| {
        let teller = Teller { catalog: law(), facts, filing: judged.filing };
        let who = WHO.iter().filter_map(|id| transcript::line(FactId::of(id), teller));
        let who = who.enumerate().map(|(at, it)| row(&format!("who-{at}"), it, board)).pieces();
        let of_file = |file: &&'static Standard| {
            let here = rules.iter().enumerate().filter(|(_, it)| std::ptr::eq(it.file, *file));
            let bodies = here.map(|(at, rule)| body(at, rule, teller, board)).pieces();
            let title = say::labelled(LANG, w(&file.title), w(&file.edition));
            pieces![el("h2").add(title.clone()), table(title).add(bodies)].piece()
        };
        pieces![
            el("p.small.soft")
                .add(by)
                .add(place(&assessment.applies.source))
                .add(" ")
                .add(mark(&assessment.applies.source)),
            el("h2.mt6").add(Say::TranscriptWho),
            table(t(Say::TranscriptWho).to_owned()).add(el("tbody").add(who)),
            files.iter().map(of_file).pieces()
        ]
        .piece()
    })
}

fn table(name: String) -> El {
    let column = |words: Say| el("th").attr("scope", "col").add(t(words));
    let heads = [Say::ItemColumn, Say::FigureColumn, Say::UnitColumn].map(column).pieces();
    el("table.table.table--fold.copies")
        .add(el("caption").add(el("span.vh").add(name)))
        .add(el("thead").add(el("tr").add(heads).add(column(Say::CopyColumn).attr("class", "noprint"))))
}

/// A rule with its figures.
fn body(nth: usize, rule: &Asked<'static>, teller: Teller<'_>, board: Board) -> El {
    let lines = transcript::lines(rule, teller);
    let none = lines
        .is_empty()
        .then(|| el("tr").add(el("td.soft").attr("colspan", "4").add(el("div").add(Say::TranscriptSame))));
    let rows = lines.into_iter().enumerate().map(|(at, line)| row(&format!("{nth}-{at}"), line, board));
    let item = rule.item.map(|it| el("span.cond__no").add(say::item_of(LANG, w(it))));
    let title = el("th.copies__of")
        .attr("colspan", "4")
        .attr("scope", "rowgroup")
        .add(item)
        .add(w(rule.label))
        .add(el("span.sub").add(place(rule.source)).add(" ").add(mark(rule.source)));
    el("tbody").add(el("tr").add(title)).add(rows.pieces()).add(none)
}

/// A figure with its unit, how it was come by, and a way to take it.
fn row(id: &str, line: Line, board: Board) -> El {
    let how = line.how.map(|how| el("span.sub").add(how));
    let (value, button) = match line.says {
        Says::Value { shown, copied } => {
            (el("b").add(shown).piece(), Some(copy_button(id.to_owned(), line.name.clone(), copied, board)))
        }
        Says::Words(words) => (words.piece(), None),
        Says::Nothing => {
            let fill = line.at.and_then(open_href).map(|to| {
                el("a.go.noprint")
                    .attr("href", to)
                    .add(Say::GoFill)
                    .add(el("span.vh").add(Say::Colon).add(line.name.clone()))
            });
            (pieces![el("span.soft").add(Say::Unanswered), " ", fill].piece(), None)
        }
    };
    let cell = |column: Say, class: &'static str, content: AnyView| {
        el("td").attr("class", class).attr("data-l", column).add(el("div").add(content))
    };
    el("tr")
        .add(el("th").attr("scope", "row").add(line.name).add(how))
        .add(cell(Say::FigureColumn, "", value))
        .add(cell(Say::UnitColumn, if line.unit.is_empty() { "is-none" } else { "" }, line.unit.piece()))
        .add(cell(
            Say::CopyColumn,
            if button.is_none() { "noprint is-none" } else { "noprint" },
            button.piece(),
        ))
}

fn copy_button(id: String, name: String, value: String, board: Board) -> El {
    let label = name.clone();
    let own = id.clone();
    let copy = move |_| {
        board.last.set(id.clone());
        board.copying.copy_telling(value.clone(), say::copied_value(LANG, &name, &value));
    };
    let word = move || {
        let is_last = board.last.with(|last| *last == own) && !board.told.with(String::is_empty);
        t(if is_last { Say::CopiedOne } else { Say::CopyOne })
    };
    el("button.btn.btn--small").on("click", copy).add(word).add(el("span.vh").add(Say::Colon).add(label))
}
