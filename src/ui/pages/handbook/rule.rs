//! Answers: what does one rule say, as the program applies it, in whose words, and how sure is that?

use leptos::prelude::*;

use super::chapter::section;
use super::{href, name, place_id};
use crate::handbook::{Body, CHOICES, Chapter, chapters, named};
use crate::policy::held::Str;
use crate::policy::schema::{Deadline, Reading, Route, Source};
use crate::text::rule::{Rules, Told};
use crate::text::say::{self, Say};
use crate::ui::element::{El, Piece, Pieces, el, pieces};
use crate::ui::state::law;
use crate::ui::widgets::citation::{mark, place};
use crate::ui::words::{LANG, t, w};

/// A rule at its place.
pub fn rule(rules: &Rules<'static>, at: &str, body: Body<'static>) -> AnyView {
    let chapter = rules.chapter;
    let class = if matches!(body, Body::Part(_)) { "law law--part" } else { "law" };
    let criterion = if let Body::Criterion(it) = body { Some(it) } else { None };
    let group = if let Body::Indicator(it) = body { group_of(chapter, &it.group) } else { None };
    let number = criterion.map(|it| w(&it.item)).or(group);
    let only = criterion
        .and_then(|it| it.route)
        .map(|only| el("span.join").add(t(if only == Route::New { Say::OnlyNew } else { Say::OnlyReview })));
    // A sentence is named by its article, once.
    let is_named = !matches!(body, Body::Clause(it) if it.article != at);
    let title = rules.title(body);
    // Where no kind of rules has a heading, each rule stands right below its chapter.
    let level = if section(body).is_some() { "h4.law__h" } else { "h3.law__h" };
    let heading = (is_named && !title.is_empty())
        .then(|| el(level).add(number.map(|it| el("span.cond__no").add(it))).add(title).add(only));
    let told = rules.told(body);
    let told = (!told.is_empty()).then(|| tree(&told, chapter));
    let words = body.source().map(words);
    let margin = body.source().map(|source| margin(chapter, source, body));
    el("div")
        .attr("class", class)
        .attr("id", place_id(chapter.id(), at))
        .attr("tabindex", "-1")
        .add(el("div").add(heading).add(told).add(words).add(own(chapter, body)))
        .add(el("div.law__m").add(margin))
        .piece()
}

fn group_of(chapter: Chapter<'static>, id: &str) -> Option<&'static str> {
    let Chapter::Standard(standard) = chapter else { return None };
    standard.score.as_ref()?.group.iter().find(|group| group.id == id).map(|group| w(&group.label))
}

/// What the program applies.
fn tree(told: &[Told], chapter: Chapter<'static>) -> El {
    let node = |it: &Told| {
        let words = match it.defined.and_then(|id| definition(chapter, id)) {
            Some(to) => el("a").attr("href", to).add(it.words.clone()).piece(),
            None => it.words.clone().piece(),
        };
        let below = (!it.parts.is_empty()).then(|| tree(&it.parts, chapter));
        el("li").add(words).add(below)
    };
    el("ul.told").add(told.iter().map(node).pieces())
}

/// The link to a definition that a rule of the chapter names.
fn definition(chapter: Chapter<'static>, id: &str) -> Option<String> {
    let Chapter::Standard(standard) = chapter else { return None };
    let is_own = standard.definition.iter().any(|it| it.id == id);
    let file = if is_own { standard.id.as_str() } else { standard.definitions.as_ref()?.as_str() };
    Some(href(file, Some(id)))
}

/// The law's words in its own face; ours in ours, never between quotation marks.
fn words(source: &'static Source) -> AnyView {
    let quote =
        source.quote.as_deref().map(|quote| el("blockquote.lawtext").attr("lang", "zh-CN").add(quote));
    let wording = source.wording.as_ref().map(|it| el("p").add(w(it)));
    pieces![quote, wording].piece()
}

/// The margin: how sure, whose words, from where.
fn margin(chapter: Chapter<'static>, source: &'static Source, body: Body<'static>) -> AnyView {
    let note = source.mark_note.as_ref().map(|note| el("span").add(w(note)));
    let kind = t(if source.quote.is_some() { Say::OwnWords } else { Say::Restated });
    let id = match (body.label(), chapter) {
        (Some(_), Chapter::Standard(_) | Chapter::Practice(_)) => Some(el("code.code").add(id_of(body))),
        _ => None,
    };
    pieces![mark(source), el("span").add(cited(source)).add(say::COMMA).add(kind), note, readings(source), id]
        .piece()
}

/// The numbers of the readings it rests on, as links.
fn readings(source: &'static Source) -> Option<El> {
    let link = |number: &u16| {
        let number = number.to_string();
        pieces![" ", el("a").attr("href", href(CHOICES, Some(&number))).add(number)].piece()
    };
    let all = source.choices.iter().map(link).pieces();
    (!all.is_empty()).then(|| el("span").add(Say::ReadingTag).add(all))
}

/// The citation, as a link to the text where it is held.
fn cited(source: &'static Source) -> AnyView {
    let words = place(source);
    let article = source.article.split('、').next().unwrap_or_default();
    let article = article.split_inclusive('条').next().unwrap_or_default();
    let held = law().book().clauses.iter().find(|it| it.instrument == source.instrument);
    match held.filter(|it| it.clause.iter().any(|clause| clause.article == article)) {
        Some(it) => el("a").attr("href", href(&it.instrument, Some(article))).add(words).piece(),
        None => words.piece(),
    }
}

fn id_of(body: Body<'static>) -> &'static str {
    match body {
        Body::Criterion(it) => it.id.as_str(),
        Body::Part(it) => it.id.as_str(),
        Body::Exemption(it) | Body::FastTrack(it) => it.id.as_str(),
        Body::Guard(it) => it.id.as_str(),
        Body::Line(it) => it.id.as_str(),
        Body::Group(it) => it.id.as_str(),
        Body::Indicator(it) => it.id.as_str(),
        Body::Definition(it) => it.id.as_str(),
        Body::Window(it) => it.id.as_str(),
        Body::Deadline(it) => it.id.as_str(),
        Body::Reward(it) => it.id.as_str(),
        Body::Advice(it) => it.id.as_str(),
        Body::Tier(_)
        | Body::Applies(_)
        | Body::Row(_)
        | Body::Prefix(_)
        | Body::Stage(..)
        | Body::Clause(_)
        | Body::Reading(_)
        | Body::Question(_) => "",
    }
}

/// What has words of its own instead of a source: a sentence, a reading, a question.
fn own(chapter: Chapter<'static>, body: Body<'static>) -> Option<AnyView> {
    if let Body::Clause(it) = body {
        let reason = it.reason.as_ref().map(|it| el("p.small.soft").add(w(it)));
        let text = el("blockquote.lawtext").attr("lang", "zh-CN").add(it.text.as_str());
        return Some(pieces![text, links(Say::BecameRules, &it.rules), reason].piece());
    }
    if let Body::Reading(it) = body {
        let other = el("p.soft").add(Say::OtherReading).add(w(&it.other));
        return Some(pieces![el("p").add(w(&it.reading)), other, used_by(it)].piece());
    }
    if let Body::Question(it) = body {
        return Some(pieces![el("p").add(w(&it.asked)), links(Say::Affects, &it.rules)].piece());
    }
    let (Body::Deadline(Deadline { missed: Some(missed), .. }), Chapter::Practice(practice)) =
        (body, chapter)
    else {
        return None;
    };
    let advice = practice.advice.iter().find(|it| it.id == *missed)?;
    Some(
        el("p.small")
            .add(el("a").attr("href", href(&practice.id, Some(missed))).add(w(&advice.label)))
            .piece(),
    )
}

/// Links to rules named `family#id`.
fn links(label: Say, rules: &[Str]) -> Option<AnyView> {
    let link = |rule: &Str| {
        let (chapter, at) = named(law(), rule)?;
        let label = label_of(chapter, at.as_deref())?;
        Some(el("li").add(el("a").attr("href", href(chapter, at.as_deref())).add(label)))
    };
    let all: Vec<El> = rules.iter().filter_map(link).collect();
    (!all.is_empty())
        .then(|| el("div.small.refs").add(t(label)).add(el("ul.refs__l").add(all.pieces())).piece())
}

/// What stands at a place, in words.
fn label_of(id: &str, at: Option<&str>) -> Option<String> {
    let chapter = chapters(law()).into_iter().find(|it| it.id() == id)?;
    let rules = Rules { catalog: law(), chapter };
    let title = match at {
        None => String::new(),
        Some(at) => chapter.rules(law()).into_iter().find(|it| it.at == at).map(|it| rules.title(it.body))?,
    };
    Some(say::points_to(LANG, &name(chapter), &title))
}

/// The rules that rest on a reading, by chapter.
fn used_by(reading: &'static Reading) -> Option<AnyView> {
    let mut all = Vec::new();
    for chapter in chapters(law()) {
        let rules = Rules { catalog: law(), chapter };
        for rule in chapter.rules(law()) {
            if rule.body.source().is_some_and(|it| it.choices.contains(&reading.number)) {
                let label = say::points_to(LANG, &name(chapter), &rules.title(rule.body));
                all.push(el("li").add(el("a").attr("href", href(chapter.id(), Some(&rule.at))).add(label)));
            }
        }
    }
    (!all.is_empty()).then(|| {
        el("details.reveal")
            .add(
                el("summary")
                    .add(say::used_by(LANG, all.len()))
                    .add(el("span.chev").attr("aria-hidden", "true")),
            )
            .add(el("ul.dash.small").add(all.pieces()))
            .piece()
    })
}
