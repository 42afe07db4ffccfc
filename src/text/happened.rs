//! Answers: how is an event told?

use super::tracked::{act_words, cause, happened};
use super::{route, visible};
use crate::policy::catalog::Catalog;
use crate::policy::schema::Chain;
use crate::tracker::{EnterpriseEvent, Event, Filed, Happened, TitleEvent, What};

/// What happened, without the day.
pub fn what(catalog: &Catalog, event: &Event) -> String {
    match &event.what {
        What::Application(filed, it) => format!("{}：{}", of(catalog, filed), step(catalog, filed, it)),
        What::Title(name, it) => match it {
            TitleEvent::Recognised { tier, until } => {
                format!("认定为{}{}{}", tier_label(catalog, tier), named(name), ends(*until))
            }
            TitleEvent::Reviewed { until } => format!("称号复核通过{}{}", named(name), ends(*until)),
            TitleEvent::Revoked { why } => {
                let why = why.map_or(String::new(), |why| format!("：{}", cause(why)));
                format!("称号被取消{}{why}", named(name))
            }
        },
        What::Enterprise(it) => match it {
            EnterpriseEvent::Updated { year } => {
                format!("完成 {} 年度信息更新", year.unwrap_or(event.on.year()))
            }
            EnterpriseEvent::Changed { change } => format!("发生重大变化：{}", visible(change)),
            EnterpriseEvent::Reported { change } => format!("已报告重大变化：{}", visible(change)),
            EnterpriseEvent::Incident => "发生事故、失信、违法或造假".to_owned(),
            EnterpriseEvent::Complaint => "被实名举报".to_owned(),
            EnterpriseEvent::Notice(it) => {
                let first = it.first.map_or(String::new(), |first| format!("{first} "));
                let (tier, number) = (tier_label(catalog, &it.tier), visible(&it.number));
                format!("通知 {number}：{tier}{first}至 {}", it.last)
            }
        },
    }
}

/// Which application: its tier and route, and its name where that says more.
pub fn of(catalog: &Catalog, filed: &Filed) -> String {
    let tier = tier_label(catalog, &filed.tier);
    format!("{tier}{}{}", route(filed.route), named(&filed.name))
}

/// What happened to an application: who did what.
pub fn step(catalog: &Catalog, filed: &Filed, it: &Happened) -> String {
    let Happened::Done { step, act } = it else { return happened(it).to_owned() };
    let found = catalog.book().practices.iter().find_map(|practice| {
        let is_its = |chain: &&Chain| chain.tier == filed.tier && chain.route == filed.route;
        let mut stages = practice.chain.iter().filter(is_its).flat_map(|chain| chain.step.iter());
        Some(act_words(Some(practice), stages.find(|stage| stage.id == *step)?, act))
    });
    found.unwrap_or_else(|| format!("{} {}", visible(step), visible(act)))
}

fn tier_label(catalog: &Catalog, tier: &str) -> String {
    catalog.tier(tier).map_or_else(|| visible(tier), |tier| tier.label.zh.to_string())
}

fn named(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!("（{}）", visible(name)) }
}

fn ends(until: Option<crate::units::Date>) -> String {
    until.map_or(String::new(), |until| format!("，有效期至 {until}"))
}
