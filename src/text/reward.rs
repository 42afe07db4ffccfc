//! Answers: how is it said which rewards the rules name for recognitions?

use super::tracked::cited;
use super::visible;
use crate::policy::catalog::Catalog;
use crate::tracker::{Newness, RewardRow};

/// The rewards, in lines; nothing without any.
pub fn told(catalog: &Catalog, rewards: &[RewardRow<'_>]) -> String {
    if rewards.is_empty() {
        return String::new();
    }
    let mut out =
        "\n== 奖励 ==\n细则列出的一次性奖励，只给当年新认定的；是否申请、是否兑现，本程序不知道。\n"
            .to_owned();
    for it in rewards {
        out += &row(catalog, it);
    }
    let begun = rewards.first().and_then(|it| it.practice.applies.first());
    if let Some(applies) = begun {
        let note = applies.source.mark_note.as_ref().map_or("", |note| note.zh.as_str());
        out += &format!(
            "细则 {} 起实施（{}），此前认定的没有奖励；{note}\n",
            applies.from,
            cited(catalog, &applies.source)
        );
    }
    out
}

fn row(catalog: &Catalog, it: &RewardRow<'_>) -> String {
    let mut out = format!(
        "{}：{}，{}，{}（{}）\n",
        visible(&it.name),
        it.reward.label.zh,
        amount(it),
        when(it),
        cited(catalog, &it.reward.source)
    );
    for note in notes(it) {
        out += &format!("  {note}\n");
    }
    out
}

/// How much.
pub fn amount(it: &RewardRow<'_>) -> String {
    format!("{} {}", it.reward.amount.number, it.reward.amount.unit.sign())
}

/// When it was recognised.
pub fn when(it: &RewardRow<'_>) -> String {
    it.on.map_or_else(|| "认定日期未填，不知道是否在实施以后".to_owned(), |day| format!("{day} 认定"))
}

/// What is not settled about it.
pub fn notes(it: &RewardRow<'_>) -> Vec<String> {
    let mut notes: Vec<String> = newness(it.is_new).into_iter().map(str::to_owned).collect();
    match it.is_local {
        Some(true) => {}
        Some(false) => notes.push("细则只奖励本市的企业，所填注册地不是本市".to_owned()),
        None => notes.push("细则只奖励本市的企业，注册地未填".to_owned()),
    }
    notes.extend(it.reward.source.mark_note.as_ref().map(|note| format!("注：{}", note.zh)));
    notes.extend(it.questions.iter().map(|question| format!("待确认：{}", question.asked.zh)));
    notes
}

const fn newness(it: Newness) -> Option<&'static str> {
    match it {
        Newness::New => None,
        Newness::Again => Some("此前认定过同一称号，再次认定是否算新认定，细则没有写"),
        Newness::NotStated => Some("是否首次认定没有填，复核通过的不算"),
    }
}
