//! Answers: which rules say what is sought?

use leptos::prelude::*;

use super::{href, name};
use crate::handbook::chapters;
use crate::text::rule::{Rules, plain};
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, Pieces, el, pieces};
use crate::ui::signal::RwSignal;
use crate::ui::state::law;
use crate::ui::words::{LANG, t};

/// How many rules are listed at once.
const MOST: usize = 60;

/// The field to type into.
pub fn field(query: RwSignal<String>) -> AnyView {
    el("search.field.find")
        .add(el("label.label").attr("for", "find").add(Say::SearchRules))
        .add(el("span.hint#find-h").add(Say::SearchHint))
        .add(
            el("input#find.input")
                .attr("type", "search")
                .attr("autocomplete", "off")
                .attr("aria-describedby", "find-h")
                .prop("value", move || query.get())
                .on("input", move |event| query.set(event_target_value(&event))),
        )
        .piece()
}

/// The rules that say it, by chapter.
pub fn results(sought: &str, query: RwSignal<String>) -> AnyView {
    let sought = plain(sought);
    let mut found = 0;
    let mut groups = Vec::new();
    for chapter in chapters(law()) {
        let rules = Rules { catalog: law(), chapter };
        let mut entries = Vec::new();
        for rule in chapter.rules(law()) {
            if !rules.searchable(rule.body).contains(&sought) {
                continue;
            }
            found += 1;
            if found > MOST {
                continue;
            }
            let title = rules.title(rule.body);
            let title = if title.is_empty() { name(chapter) } else { title };
            let to = href(chapter.id(), Some(&rule.at));
            // The place may stand on this very page: the results make room for it.
            let link = el("a").attr("href", to).on("click", move |_| query.set(String::new())).add(title);
            let said = rule.body.source().and_then(|it| it.wording.as_ref()).map_or("", crate::ui::words::w);
            entries.push(el("li").add(link).add(el("span.small.soft").add(said)));
        }
        if !entries.is_empty() {
            groups.push(pieces![el("h3.mt6").add(name(chapter)), el("ul.found").add(entries.pieces())]);
        }
    }
    let told = if found == 0 {
        t(Say::NoSearchResult).to_owned()
    } else {
        say::found_rules(LANG, found, found.min(MOST))
    };
    pieces![el("p.mt4").attr("role", "status").add(told), groups].piece()
}
