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
    let amount = it.reward.amount;
    let when =
        it.on.map_or_else(|| "认定日期未填，不知道是否在实施以后".to_owned(), |day| format!("{day} 认定"));
    let mut out = format!(
        "{}：{}，{} {}，{when}（{}）\n",
        visible(&it.name),
        it.reward.label.zh,
        amount.number,
        amount.unit.sign(),
        cited(catalog, &it.reward.source)
    );
    out += newness(it.is_new);
    out += match it.is_local {
        Some(true) => "",
        Some(false) => "  细则只奖励本市的企业，所填注册地不是本市\n",
        None => "  细则只奖励本市的企业，注册地未填\n",
    };
    if let Some(note) = &it.reward.source.mark_note {
        out += &format!("  注：{}\n", note.zh);
    }
    for question in &it.questions {
        out += &format!("  待确认：{}\n", question.asked.zh);
    }
    out
}

const fn newness(it: Newness) -> &'static str {
    match it {
        Newness::New => "",
        Newness::Again => "  此前认定过同一称号，再次认定是否算新认定，细则没有写\n",
        Newness::NotStated => "  是否首次认定没有填，复核通过的不算\n",
    }
}
