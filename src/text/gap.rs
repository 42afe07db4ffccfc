//! Answers: what is incomplete about an export, in a line each?

use super::say::tr;
use super::words;
use crate::package::Gap;
use crate::policy::catalog::Catalog;

/// "专精特新“小巨人”：还差 3 项，尚不能判断".
pub fn gap(gap: &Gap, catalog: &Catalog) -> String {
    let tier = |id: &str| catalog.tier(id).map_or(id, |tier| words(&tier.label)).to_owned();
    match gap {
        Gap::NoName => tr("没有填企业名称", "The enterprise name is not filled in").to_owned(),
        Gap::Undetermined { tier: id, missing: 0 } => {
            let tier = tier(id);
            worded!("{tier}：尚不能判断，须由人判断", "{tier}: undetermined, a person must judge")
        }
        Gap::Undetermined { tier: id, missing } => {
            let tier = tier(id);
            worded!(
                "{tier}：尚不能判断，还差 {missing} 项",
                "{tier}: undetermined, answers missing: {missing}"
            )
        }
        Gap::NotAssessed { tier: id } => {
            let tier = tier(id);
            worded!(
                "{tier}：申报日没有本程序收入的标准，没有判断",
                "{tier}: no standard that this program holds on the filing day, not judged"
            )
        }
        Gap::Raw(count) => worded!(
            "有 {count} 处填写读不懂，没有收入材料包",
            "Answers that cannot be read and are not in the package: {count}"
        ),
        Gap::Findings(count) => worded!(
            "有 {count} 处填写互相矛盾，请核对",
            "Answers that contradict each other, to be checked: {count}"
        ),
        Gap::OpenList(list) => {
            let label = catalog.fact(*list).map_or("", |fact| words(&fact.label));
            worded!("“{label}”没有注明已列全", "“{label}” is not marked as complete")
        }
        Gap::NoFile(count) => {
            worded!("有 {count} 项佐证材料还没有选文件", "Evidence for which no file is chosen yet: {count}")
        }
        Gap::Unknown(count) => unread(*count),
    }
}

/// Parts of a package that this program passes on without reading them.
pub fn unread(count: usize) -> String {
    worded!(
        "有 {count} 处内容本程序不认识，未计入判断，原样保留",
        "Parts that this program does not know, not judged and kept as they are: {count}"
    )
}
