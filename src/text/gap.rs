//! Answers: what is incomplete about an export, in a line each?

use crate::package::Gap;
use crate::policy::catalog::Catalog;

/// "专精特新“小巨人”：还差 3 项，尚不能判断".
pub fn gap(gap: &Gap, catalog: &Catalog) -> String {
    let tier = |id: &str| catalog.tier(id).map_or(id, |tier| tier.label.zh.as_str()).to_owned();
    match gap {
        Gap::NoName => "没有填企业名称".to_owned(),
        Gap::Undetermined { tier: id, missing: 0 } => format!("{}：尚不能判断，须由人判断", tier(id)),
        Gap::Undetermined { tier: id, missing } => format!("{}：尚不能判断，还差 {missing} 项", tier(id)),
        Gap::NotAssessed { tier: id } => format!("{}：申报日没有本程序收入的标准，没有判断", tier(id)),
        Gap::Raw(count) => format!("有 {count} 处填写读不懂，没有收入材料包"),
        Gap::Findings(count) => format!("有 {count} 处填写互相矛盾，请核对"),
        Gap::OpenList(list) => {
            let label = catalog.fact(*list).map_or("", |fact| fact.label.zh.as_str());
            format!("“{label}”没有注明已列全")
        }
        Gap::NoFile(count) => format!("有 {count} 项佐证材料还没有选文件"),
        Gap::Unknown(count) => unread(*count),
    }
}

/// Parts of a package that this program passes on without reading them.
pub fn unread(count: usize) -> String {
    format!("有 {count} 处内容本程序不认识，未计入判断，原样保留")
}
