//! Answers: how is an event told?

use super::say::{COLON, aside, tr};
use super::tracked::{act_words, cause, days, happened};
use super::{route, visible, words};
use crate::policy::catalog::Catalog;
use crate::policy::schema::Chain;
use crate::tracker::{EnterpriseEvent, Event, Filed, Happened, TitleEvent, What};

/// What happened, without the day.
pub fn what(catalog: &Catalog, event: &Event) -> String {
    match &event.what {
        What::Application(filed, it) => format!("{}{COLON}{}", of(catalog, filed), step(catalog, filed, it)),
        What::Title(name, it) => match it {
            TitleEvent::Recognised { tier, until } => {
                let (tier, named, ends) = (tier_label(catalog, tier), named(name), ends(*until));
                worded!("认定为{tier}{named}{ends}", "Recognised: {tier}{named}{ends}")
            }
            TitleEvent::Reviewed { until } => {
                let (named, ends) = (named(name), ends(*until));
                worded!("称号复核通过{named}{ends}", "Title passed review{named}{ends}")
            }
            TitleEvent::Revoked { why } => {
                let why = why.map_or(String::new(), |why| format!("{COLON}{}", cause(why)));
                let named = named(name);
                worded!("称号被取消{named}{why}", "Title revoked{named}{why}")
            }
        },
        What::Enterprise(it) => match it {
            EnterpriseEvent::Updated { year } => {
                let year = year.unwrap_or(event.on.year());
                worded!("完成 {year} 年度信息更新", "Annual update of {year} done")
            }
            EnterpriseEvent::Changed { change } => {
                let change = visible(change);
                worded!("发生重大变化：{change}", "Major change: {change}")
            }
            EnterpriseEvent::Reported { change } => {
                let change = visible(change);
                worded!("已报告重大变化：{change}", "Major change reported: {change}")
            }
            EnterpriseEvent::Incident => {
                tr("发生事故、失信、违法或造假", "Accident, dishonesty, violation of law or falsification")
                    .to_owned()
            }
            EnterpriseEvent::Complaint => tr("被实名举报", "Complaint under a real name").to_owned(),
            EnterpriseEvent::Notice(it) => {
                let (tier, number) = (tier_label(catalog, &it.tier), visible(&it.number));
                let days = days((it.first, it.last), false);
                worded!("通知 {number}：{tier}{days}", "Notice {number}: {tier}, {days}")
            }
        },
    }
}

/// Which application: its tier and route, and its name where that says more.
pub fn of(catalog: &Catalog, filed: &Filed) -> String {
    let (tier, route, named) = (tier_label(catalog, &filed.tier), route(filed.route), named(&filed.name));
    worded!("{tier}{route}{named}", "{tier}, {route}{named}")
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
    catalog.tier(tier).map_or_else(|| visible(tier), |tier| words(&tier.label).to_owned())
}

fn named(name: &str) -> String {
    if name.is_empty() { String::new() } else { aside(&visible(name)) }
}

fn ends(until: Option<crate::units::Date>) -> String {
    until.map_or(String::new(), |until| worded!("，有效期至 {until}", ", valid until {until}"))
}
