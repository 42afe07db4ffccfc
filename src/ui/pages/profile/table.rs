//! Answers: what stood in the books of each year, side by side?
//!
//! One row per figure, one column per year; a dash where no version in force asks. On phones three labelled lines.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::question::Question;
use super::typed::{Input, not_applicable};
use crate::facts::FactKey;
use crate::policy::schema::Fact;
use crate::text::say::{self, Say};
use crate::ui::state::{use_derived, use_draft};
use crate::ui::words::{LANG, t, w};

/// The table of these facts for these years.
pub fn years(facts: Vec<&'static Fact>, years: Vec<i32>) -> AnyView {
    let newest = years.last().copied().unwrap_or_default();
    let head = |year: &i32| {
        let ago = u32::try_from(newest - year).unwrap_or(0);
        view! { <th scope="col">{say::year(LANG, *year)}<span class="soft">{say::years_ago(LANG, ago)}</span></th> }
    };
    let heads = years.iter().map(head).collect_view();
    let columns = years.iter().map(|_| view! { <col/> }).collect_view();
    let rows = facts.into_iter().map(|fact| row(fact, &years)).collect_view();
    view! {
        <table class="years">
            <caption>{t(Say::TableCaption)}</caption>
            <colgroup><col class="c0"/>{columns}</colgroup>
            <thead><tr><th scope="col">{t(Say::TableItem)}</th>{heads}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(fact: &'static Fact, years: &[i32]) -> AnyView {
    let span = years.len() + 1;
    let mut messages = Vec::new();
    let mut cells = Vec::new();
    for year in years {
        let question = Question::of_fact(fact, Some(*year));
        if !is_asked(fact, *year) {
            let year = say::year(LANG, *year);
            cells.push(
                view! { <td class="noneed" data-y=year><span aria-hidden="true">"—"</span><span class="vh">{t(Say::NotNeeded)}</span></td> }
                    .into_any(),
            );
            continue;
        }
        let input = Input::new(&question);
        let name = say::with_unit(LANG, &question.label, question.unit);
        messages.push(input.message_row(*year, span));
        cells.push(
            view! {
                <td data-y=say::year(LANG, *year)>{input.view("input", Some(name))}{input.echo()}{not_applicable(&question, input.text)}</td>
            }
            .into_any(),
        );
    }
    let help = fact.help.as_ref().map(|help| {
        view! { <details class="reveal"><summary>{t(Say::Explain)}<span class="vh">{t(Say::Colon)}{w(&fact.label)}</span></summary><span class="hint">{w(help)}</span></details> }
    });
    view! {
        <tr><th scope="row">{w(&fact.label)}{help}</th>{cells}</tr>
        {messages}
    }
    .into_any()
}

/// A figure is asked for where a version in force uses it, and shown where one stands.
fn is_asked(fact: &Fact, year: i32) -> bool {
    let key = FactKey::of_year(fact.key(), year);
    let is_used = use_derived().used.with_untracked(|used: &BTreeSet<FactKey>| used.contains(&key));
    is_used || use_draft().peek(|draft| draft.facts().stated().any(|(it, _)| *it == key))
}
