//! Answers: what does one chapter say, in which order?

use leptos::prelude::*;

use super::{name, place_id, rule, versions};
use crate::handbook::{Body, Chapter, Rule};
use crate::text;
use crate::text::rule::Rules;
use crate::text::say::{self, Say};
use crate::ui::element::{Piece, el, pieces};
use crate::ui::state::law;
use crate::ui::words::{t, w};

/// A chapter under its heading.
pub fn chapter(chapter: Chapter<'static>) -> AnyView {
    let id = chapter.id();
    let lead = match chapter {
        Chapter::Versions => Some(Say::VersionsLead),
        Chapter::Text(_) => Some(Say::TextLead),
        Chapter::Choices => Some(Say::ChoicesLead),
        Chapter::Questions => Some(Say::QuestionsLead),
        Chapter::Standard(_) | Chapter::Size(_) | Chapter::Practice(_) => None,
    };
    let file = match chapter {
        Chapter::Standard(_) | Chapter::Size(_) | Chapter::Practice(_) => {
            Some(el("p.small.soft").add(el("code.code").add(id)))
        }
        Chapter::Versions | Chapter::Text(_) | Chapter::Choices | Chapter::Questions => None,
    };
    let front = matches!(chapter, Chapter::Versions).then(versions::front);
    let text = if let Chapter::Text(it) = chapter { law().instrument(&it.instrument) } else { None };
    let title = text.map(|it| el("p.small.soft").add(w(&it.title)));
    el("section.section")
        .attr("aria-labelledby", place_id(id, "h"))
        .add(el("h2").attr("id", place_id(id, "h")).attr("tabindex", "-1").add(name(chapter)))
        .add(lead.map(|it| el("p.mt2.soft").add(t(it))))
        .add(file)
        .add(title)
        .add(front)
        .add(rules(chapter))
        .piece()
}

/// The rules, each kind under its own heading.
fn rules(chapter: Chapter<'static>) -> AnyView {
    let rules = Rules { catalog: law(), chapter };
    let mut out = Vec::new();
    let mut under = None;
    for Rule { at, body } in chapter.rules(law()) {
        let heading = section(body);
        if heading != under {
            out.push(heading.map(|it| el("h3.mt6").add(t(it))).piece());
            under = heading;
        }
        if let Body::Stage(chain, stage) = body
            && chain.step.first().is_some_and(|first| std::ptr::eq(first, stage))
        {
            let tier = law().tier(&chain.tier).map_or("", |tier| w(&tier.label));
            out.push(el("h4.h5.mt4").add(tier).add(pieces![say::COMMA, text::route(chain.route)]).piece());
        }
        out.push(rule::rule(&rules, &at, body));
    }
    out.piece()
}

/// The heading of a kind of rules.
pub const fn section(body: Body<'_>) -> Option<Say> {
    match body {
        Body::Applies(_) => Some(Say::SecApplies),
        Body::Criterion(_) | Body::Part(_) => Some(Say::SecConditions),
        Body::Line(_) | Body::Group(_) | Body::Indicator(_) => Some(Say::SecScore),
        Body::Exemption(_) => Some(Say::SecExemptions),
        Body::FastTrack(_) => Some(Say::SecFastTracks),
        Body::Guard(_) => Some(Say::SecGuards),
        Body::Definition(_) => Some(Say::SecDefinitions),
        Body::Row(_) => Some(Say::SecRows),
        Body::Prefix(_) => Some(Say::SecPrefixes),
        Body::Stage(..) => Some(Say::SecStages),
        Body::Window(_) => Some(Say::SecWindows),
        Body::Deadline(_) => Some(Say::SecDeadlines),
        Body::Reward(_) => Some(Say::SecRewards),
        Body::Advice(_) => Some(Say::SecAdvice),
        Body::Tier(_) | Body::Clause(_) | Body::Reading(_) | Body::Question(_) => None,
    }
}
