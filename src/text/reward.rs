//! Answers: how is it said which rewards the rules name for recognitions?

use super::say::{COLON, tr};
use super::tracked::cited;
use super::{visible, words};
use crate::policy::catalog::Catalog;
use crate::tracker::{Newness, RewardRow};

/// The rewards, in lines; nothing without any.
pub fn told(catalog: &Catalog, rewards: &[RewardRow<'_>]) -> String {
    if rewards.is_empty() {
        return String::new();
    }
    let mut out = tr(
        "\n== 奖励 ==\n细则列出的一次性奖励，只给当年新认定的；是否申请、是否兑现，本程序不知道。\n",
        "\n== Rewards ==\nOne-time rewards that the Rules list, only for those newly recognised in the year; whether \
         they were applied for or paid is not known to this program.\n",
    )
    .to_owned();
    for it in rewards {
        out += &row(catalog, it);
    }
    let begun = rewards.first().and_then(|it| it.practice.applies.first());
    if let Some(applies) = begun {
        let note = applies.source.mark_note.as_ref().map_or("", words);
        let (from, source) = (applies.from, cited(catalog, &applies.source));
        out += &worded!(
            "细则 {from} 起实施（{source}），此前认定的没有奖励；{note}\n",
            "The Rules are in force from {from} ({source}); recognitions before have no reward. {note}\n"
        );
    }
    out
}

fn row(catalog: &Catalog, it: &RewardRow<'_>) -> String {
    let (name, label, amount, when) = (visible(&it.name), words(&it.reward.label), amount(it), when(it));
    let source = cited(catalog, &it.reward.source);
    let mut out = worded!(
        "{name}：{label}，{amount}，{when}（{source}）\n",
        "{name}: {label}, {amount}, {when} ({source})\n"
    );
    for note in notes(it) {
        out += &format!("  {note}\n");
    }
    out
}

/// How much.
pub fn amount(it: &RewardRow<'_>) -> String {
    super::insight::with_unit(&it.reward.amount.number.to_string(), it.reward.amount.unit)
}

/// When it was recognised.
pub fn when(it: &RewardRow<'_>) -> String {
    let unknown = tr(
        "认定日期未填，不知道是否在实施以后",
        "date of recognition not stated, so it is not known whether it is since the Rules are in force",
    );
    it.on.map_or_else(|| unknown.to_owned(), |day| worded!("{day} 认定", "recognised on {day}"))
}

/// What is not settled about it.
pub fn notes(it: &RewardRow<'_>) -> Vec<String> {
    let mut notes: Vec<String> = newness(it.is_new).into_iter().map(str::to_owned).collect();
    match it.is_local {
        Some(true) => {}
        Some(false) => notes.push(elsewhere().to_owned()),
        None => notes.push(nowhere().to_owned()),
    }
    notes.extend(
        it.reward.source.mark_note.as_ref().map(|note| format!("{}{COLON}{}", tr("注", "Note"), words(note))),
    );
    notes.extend(
        it.questions
            .iter()
            .map(|question| format!("{}{COLON}{}", tr("待确认", "To be confirmed"), words(&question.asked))),
    );
    notes
}

const fn elsewhere() -> &'static str {
    tr(
        "细则只奖励本市的企业，所填注册地不是本市",
        "The Rules reward only enterprises of this city; the registered place stated is elsewhere",
    )
}

const fn nowhere() -> &'static str {
    tr(
        "细则只奖励本市的企业，注册地未填",
        "The Rules reward only enterprises of this city; the registered place is not answered",
    )
}

const fn newness(it: Newness) -> Option<&'static str> {
    match it {
        Newness::New => None,
        Newness::Again => Some(tr(
            "此前认定过同一称号，再次认定是否算新认定，细则没有写",
            "The same title was recognised before; the Rules do not write whether a further recognition is a new one",
        )),
        Newness::NotStated => Some(tr(
            "是否首次认定没有填，复核通过的不算",
            "Not stated whether it is the first recognition; a passed review does not count",
        )),
    }
}
