//! Answers: what does the law say that no worked case can ask?
//!
//! Cases ask for assessments. Days of windows that no assessment meets, chains, deadlines, rewards, codes and the
//! sentences of the municipal rule are stated here, written down from the texts by hand (sections are those of the
//! specification), one fact a line. A policy file that says another line, one more or one less disagrees.

use std::collections::BTreeSet;

use tidu::policy::held::Str;
use tidu::policy::schema::{
    Applies, Book, ChoiceId, Due, Event, FactId, Filter, Mark, MaterialList, Opening, ParticularSort,
    Practice, Route, Test,
};
use tidu::units::Date;

/// What is stated under a heading, and how a book says the same.
struct Stated {
    heading: &'static str,
    law: &'static [&'static str],
    said: fn(&Book) -> Vec<String>,
}

const ALL: [Stated; 15] = [
    Stated {
        // Sections 0.2, 1, 7, 9 and 10.1; decisions 18 to 20 and 53.
        heading: "file, route, first day, first day after",
        law: &[
            "national/innovative/2022-08-01 both 2022-08-01 2026-04-01",
            "national/innovative/2022-08-01 both 2026-04-01 -",
            "national/specialized/2022-08-01 both 2022-08-01 2026-04-01",
            "national/specialized/2026-04-01 new 2026-04-01 -",
            "national/specialized/2026-04-01 review 2026-04-01 -",
            "national/little-giant/2022-08-01 new 2022-08-01 2026-04-01",
            "national/little-giant/2022-08-01 review 2022-08-01 2026-01-01",
            "national/little-giant/2022-08-01 review 2026-01-01 2027-01-01",
            "national/little-giant/2026-04-01 new 2026-04-01 -",
            "national/little-giant/2026-04-01 review 2027-01-01 -",
            "national/tech-sme/2022-08-01 both 2022-08-01 2026-04-01",
            "national/tech-sme/2022-08-01 both 2026-04-01 -",
            "national/common/2022-08-01 both 2022-08-01 2026-04-01",
            "national/common/2026-04-01 both 2026-04-01 -",
            "local/leping/common/2023-09-23 both 2022-08-01 -",
            "national/definitions/2022-08-01 both 2022-08-01 -",
            "national/definitions/2026-04-01 both 2026-04-01 -",
            "national/size/2011-06-18 both 2011-06-18 -",
            "national/practice/2022-08-01 both 2022-08-01 2026-04-01",
            "national/practice/2026-04-01 both 2026-04-01 -",
            "local/leping/practice/2023-09-23 both 2023-09-23 -",
            "local/jiangxi/practice/2022-08-01 both 2022-08-01 -",
        ],
        said: windows,
    },
    Stated {
        // Section 6.2; decisions 21 and 29.
        heading: "guard, route, first day, first day after",
        law: &[
            "national/little-giant/2022-08-01#guard-2025-revenue both 2025-01-01 2026-01-01",
            "national/little-giant/2022-08-01#guard-2025-review-growth review 2025-01-01 2026-01-01",
            "national/little-giant/2026-04-01#guard-2026-champion new 2026-01-01 2027-01-01",
            "national/little-giant/2026-04-01#guard-2026-control new 2026-01-01 2027-01-01",
            "national/little-giant/2026-04-01#guard-2026-same-group new 2026-01-01 2027-01-01",
            "national/little-giant/2026-04-01#guard-2026-champion new 2027-01-01 -",
            "national/little-giant/2026-04-01#guard-2026-control new 2027-01-01 -",
            "national/little-giant/2026-04-01#guard-2026-same-group new 2027-01-01 -",
        ],
        said: guards,
    },
    Stated {
        // Sections 2.1, 3.1 and 3.2, 12.5. The least staff points above zero are 4.
        heading: "points to reach of points attainable",
        law: &[
            "national/innovative/2022-08-01#total-score 60 of 100",
            "national/innovative/2022-08-01#grp-innovation 20 of 40",
            "national/innovative/2022-08-01#grp-growth 15 of 30",
            "national/innovative/2022-08-01#grp-specialty 15 of 30",
            "national/specialized/2022-08-01#score-pass 60 of 100",
            "national/specialized/2022-08-01#grp-specialty 0 of 25",
            "national/specialized/2022-08-01#grp-refinement 0 of 25",
            "national/specialized/2022-08-01#grp-distinction 0 of 15",
            "national/specialized/2022-08-01#grp-innovation 0 of 35",
            "national/tech-sme/2022-08-01#total-score 60 of 100",
            "national/tech-sme/2022-08-01#grp-staff 4 of 20",
            "national/tech-sme/2022-08-01#grp-rd 0 of 50",
            "national/tech-sme/2022-08-01#grp-ip 0 of 30",
        ],
        said: lines,
    },
    Stated {
        // GB/T 4754—2017, as cited in section 8.3.
        heading: "sections of the industry code and their divisions",
        law: &[
            "A 01-05", "B 06-12", "C 13-43", "D 44-46", "E 47-50", "F 51-52", "G 53-60", "H 61-62",
            "I 63-65", "J 66-69", "K 70-70", "L 71-72", "M 73-75", "N 76-79", "O 80-82", "P 83-83",
            "Q 84-85", "R 86-90", "S 91-96", "T 97-97",
        ],
        said: sections,
    },
    Stated {
        // Section 8.3; decision 26: 590, 597, 598, 700 and 705 to 708 are not listed there.
        heading: "codes and the row they lead to",
        law: &[
            "size-agriculture: A",
            "size-industry: B C D",
            "size-construction: E",
            "size-wholesale: F51",
            "size-retail: F52",
            "size-transport: G54 G55 G56 G57 G58 G591",
            "size-storage: G592 G593 G594 G595 G596 G599",
            "size-post: G60",
            "size-lodging: H61",
            "size-catering: H62",
            "size-telecom: I63 I64",
            "size-software: I65",
            "size-realestate: K701",
            "size-property: K702",
            "size-leasing: L",
            "size-other: K703 K709 M N O Q85 R",
            "a person: G53 G59 G590 G597 G598 J K70 K700 K704 K705 K706 K707 K708 P83 Q84 S T",
        ],
        said: codes,
    },
    Stated {
        // Section 10.2.
        heading: "chains: tier, route, step, who: what, then",
        law: &[
            "innovative new flow-1-file enterprise: self-assess, then flow-2-county",
            "innovative new flow-2-county county: first-review site-check forward, then flow-3-city",
            "innovative new flow-3-city city: review publicity forward, then flow-4-province",
            "innovative new flow-4-province province: review site-check publicity, then flow-5-decide",
            "innovative new flow-5-decide province: announce",
            "specialized new flow-1-file enterprise: apply, then flow-2-county",
            "specialized new flow-2-county county: first-review site-check forward, then flow-3-city",
            "specialized new flow-3-city city: first-review site-check forward, then flow-4-province",
            "specialized new flow-4-province province: review site-check publicity, then flow-5-decide",
            "specialized new flow-5-decide province: announce recognise",
            "little-giant new flow-1-file enterprise: apply, then flow-2-county",
            "little-giant new flow-2-county county: first-check site-check forward, then flow-3-city",
            "little-giant new flow-3-city city: first-check site-check forward, then flow-4-province",
            "little-giant new flow-4-province province: first-review site-check recommend, then flow-5-decide",
            "little-giant new flow-5-decide ministry: recognise",
            "innovative review flow-r1-file enterprise: self-assess, then flow-r2-county",
            "innovative review flow-r2-county county: site-visit first-review forward, then flow-r3-city",
            "innovative review flow-r3-city city: forward, then flow-r4-decide",
            "innovative review flow-r4-decide province: review extend",
            "specialized review flow-r1-file enterprise: self-assess, then flow-r2-county",
            "specialized review flow-r2-county county: site-visit first-review forward, then flow-r3-city",
            "specialized review flow-r3-city city: forward, then flow-r4-decide",
            "specialized review flow-r4-decide province: review extend",
            "little-giant review flow-r4-decide ministry: re-review extend",
        ],
        said: chains,
    },
    Stated {
        // Section 9.2 and 6.2.
        heading: "windows: id, for, route, who, when",
        law: &[
            "win-innovative innovative both enterprise in each half-year",
            "win-specialized specialized both enterprise in each quarter 3",
            "win-little-giant little-giant both enterprise in each quarter 2",
            "win-innovative-2023h1 innovative both county until 2023-05-15",
            "win-innovative-2025-2 innovative both enterprise until 2025-10-31",
            "win-lg-2026-fill little-giant new enterprise from 2026-04-25 until 2026-05-25",
            "win-lg-2026-province little-giant new province from 2026-05-25 until 2026-06-30",
            "win-tech-sme-2026 national/tech-sme both enterprise from 2026-06-01 until 2026-08-31",
        ],
        said: openings,
    },
    Stated {
        // Section 9.1; decisions 13, 15 to 17 and 24.
        heading: "deadlines",
        law: &[
            "national/practice/2022-08-01 validity: 36 months after Recognised",
            "national/practice/2022-08-01 annual-update: each 4-30, else annual-update-missed",
            "national/practice/2022-08-01 major-change: 3 months after Changed, else major-change-missed; change 更名 合并 重组 跨省迁移 设立境外分支机构 等重大变化; step 登录平台 填写报告表; unknown form-contents",
            "national/practice/2022-08-01 reapply-ban: 36 months after Revoked",
            "national/practice/2026-04-01 validity: 36 months after Recognised",
            "national/practice/2026-04-01 annual-update: each 5-31, else annual-update-missed",
            "national/practice/2026-04-01 major-change: 3 months after Changed, else major-change-missed; unknown cases",
            "national/practice/2026-04-01 reapply-ban: 36 months after Revoked",
            "local/leping/practice/2023-09-23 validity: 36 months after Recognised",
            "local/leping/practice/2023-09-23 annual-update: each 4-30, else annual-update-missed",
            "local/leping/practice/2023-09-23 major-change: 3 months after Changed, else major-change-missed; change 更名 合并 重组 跨地区迁移 设立境外分支机构 等与评价认定条件有关的重大变化; step 登录培育平台 填写重大变化情况报告表; unknown form-contents",
            "local/leping/practice/2023-09-23 reapply-ban: 36 months after Revoked",
        ],
        said: deadlines,
    },
    Stated {
        // Section 10.3, in 万元.
        heading: "rewards",
        law: &[
            "reward-innovative 5 for titles innovative",
            "reward-specialized 10 for titles specialized",
            "reward-provincial-little-giant 15 for other-recognitions provincial-little-giant",
            "reward-little-giant 30 for titles little-giant",
            "reward-champion-province 30 for other-recognitions champion-province",
            "reward-champion-national 50 for other-recognitions champion-national",
            "reward-tech-center-province 10 for other-recognitions tech-center-province",
            "reward-tech-center-national 20 for other-recognitions tech-center-national",
        ],
        said: rewards,
    },
    Stated {
        // Section 12.5: a direct ground replaces score and staff points only (decision 64); sections 2.3, 3.3, 4 item 4,
        // 5.3 and 6.1 item 4.
        heading: "what a fast track or an exemption stands for",
        law: &[
            "national/innovative/2022-08-01#ft-sci-award: score",
            "national/innovative/2022-08-01#ft-honors: score",
            "national/innovative/2022-08-01#ft-rd-institution: score",
            "national/innovative/2022-08-01#ft-equity: score",
            "national/specialized/2022-08-01#ft-sci-award: score",
            "national/specialized/2022-08-01#ft-rd-mean-2y: score",
            "national/specialized/2022-08-01#ft-equity: score",
            "national/specialized/2022-08-01#ft-maker-cup: score",
            "national/specialized/2026-04-01#ex-sci-award: ip-class1-count ip-applied",
            "national/specialized/2026-04-01#ex-rd-institution: ip-class1-count ip-applied",
            "national/little-giant/2022-08-01#ft-sci-award: rd-intensity rd-institution ip-class1-count ip-applied",
            "national/little-giant/2022-08-01#ft-maker-cup: rd-intensity rd-institution ip-class1-count ip-applied",
            "national/little-giant/2026-04-01#ex-sci-award: ip-class1-count ip-applied",
            "national/tech-sme/2022-08-01#ts-direct: score",
        ],
        said: reliefs,
    },
    Stated {
        // Section 7.1, class I; decision 33: a family overseas only for patents, income overseas only for the other
        // kinds; decision 23: tax evasion of any size.
        heading: "fields that are asked only of some items",
        law: &[
            "ip-items self-developed: invention-patent defence-patent plant-variety national-crop-variety \
             national-new-drug protected-tcm-1 ic-layout",
            "ip-items applied: invention-patent defence-patent plant-variety national-crop-variety \
             national-new-drug protected-tcm-1 ic-layout",
            "ip-items holder-rank: invention-patent defence-patent plant-variety national-crop-variety \
             national-new-drug protected-tcm-1 ic-layout",
            "ip-items pledge-financing: invention-patent defence-patent plant-variety national-crop-variety \
             national-new-drug protected-tcm-1 ic-layout",
            "ip-items national-award: invention-patent defence-patent plant-variety national-crop-variety \
             national-new-drug protected-tcm-1 ic-layout",
            "ip-items overseas-family: invention-patent defence-patent",
            "ip-items overseas-income: plant-variety national-crop-variety national-new-drug protected-tcm-1 \
             ic-layout",
            "incidents severity: safety network-data quality environment industry-rule",
        ],
        said: asked_of,
    },
    Stated {
        // Decisions 29, 32, 49, 54 and 59.
        heading: "contradictions and the facts they are about",
        law: &[
            "uscc: credit-code",
            "rd-expense-above-revenue-fy1: rd-expense revenue",
            "rd-expense-above-revenue-fy2: rd-expense revenue",
            "revenue-gap: revenue",
            "main-revenue-gap: main-revenue",
            "local-feature-without-source: local-feature-source local-feature-points",
            "platform-score-unproven: platform-score, proved by platform-score-page",
            "main-revenue-above-revenue-fy1: main-revenue revenue",
            "main-revenue-above-revenue-fy2: main-revenue revenue",
            "main-revenue-above-revenue-fy3: main-revenue revenue",
            "leading-product-above-revenue: leading-product-revenue revenue",
            "rd-staff-above-employees: rd-staff employees",
            "tech-staff-above-employees: tech-staff employees",
            "market-share-domestic-above-all: market-share-domestic",
            "market-share-international-above-all: market-share-international",
            "holding-above-all: little-giant-holding",
            "ip-granted-after-filing: ip-items",
            "ip-original-with-transfer: ip-items",
            "title-beyond-three-years: titles",
        ],
        said: about,
    },
    Stated {
        // The text of 乐府办字〔2023〕109号, sentence by sentence.
        heading: "sentences of the municipal rule and the rules made of them",
        law: &[
            "第一条:",
            "第二条: tiers#innovative tiers#specialized tiers#little-giant practice#tier-ladder",
            "第三条: practice#organiser",
            "第四条: common#leping-registered common#legal-person common#sme-size common#not-abnormal \
             common#not-dishonest common#product-not-restricted common#no-major-violation \
             common#no-safety-accident common#no-cyber-incident common#no-quality-incident \
             common#no-env-incident common#no-tax-evasion",
            "第五条: practice#standards-followed innovative#total-score specialized#score-pass \
             specialized#prior-title little-giant#prior-title",
            "第五条: specialized#local-feature",
            "第六条: practice#win-innovative practice#frequency",
            "第六条: practice#flow-1-file",
            "第六条: practice#flow-2-county practice#flow-3-city",
            "第六条: practice#flow-4-province",
            "第六条: practice#flow-5-decide",
            "第七条: practice#win-specialized practice#frequency",
            "第七条: practice#flow-1-file specialized#prior-title",
            "第七条: practice#flow-2-county practice#flow-3-city",
            "第七条: practice#flow-4-province",
            "第七条: practice#flow-5-decide",
            "第八条: practice#win-little-giant practice#frequency practice#flow-5-decide",
            "第八条: practice#flow-1-file little-giant#prior-title",
            "第八条: practice#flow-2-county practice#flow-3-city",
            "第八条: practice#flow-4-province",
            "第九条: practice#validity practice#renewal practice#flow-r1-file practice#flow-r2-county \
             practice#flow-r3-city practice#flow-r4-decide innovative#renewal specialized#renewal",
            "第九条: practice#validity practice#renewal practice#flow-r4-decide little-giant#renewal",
            "第十条: practice#annual-update innovative#annual-update specialized#annual-update \
             little-giant#annual-update",
            "第十条: practice#annual-update-missed innovative#annual-update specialized#annual-update \
             little-giant#annual-update",
            "第十一条: practice#major-change innovative#major-change specialized#major-change \
             little-giant#major-change",
            "第十一条: practice#no-longer-meets",
            "第十一条: practice#major-change-missed innovative#major-change specialized#major-change \
             little-giant#major-change",
            "第十二条: practice#revocation practice#reapply-ban common#reapply-ban",
            "第十三条: practice#complaint",
            "第十四条:",
            "第十五条:",
            "第十五条: practice#support-policies",
            "第十六条: practice#support-services",
            "第十六条:",
            "第十七条: practice#support-research",
            "第十七条: practice#support-finance",
            "第十七条: practice#support-officer",
            "第十八条: practice#reward-fund",
            "第十八条: practice#reward-tech-center-province practice#reward-tech-center-national",
            "第十八条: practice#reward-innovative practice#reward-specialized \
             practice#reward-provincial-little-giant practice#reward-little-giant \
             practice#reward-champion-province practice#reward-champion-national",
            "第十八条: practice#reward-fund",
            "第十八条: practice#support-chain",
            "第十九条:",
            "第二十条: practice#transition",
            "第二十一条: common/2023-09-23 practice/2023-09-23",
            "第二十一条:",
        ],
        said: sentences,
    },
    Stated {
        // Section 13: what each document shows; 必备 is "always", one a year is "yearly".
        heading: "material, when it is asked for, what it shows",
        law: &[
            "business-license always: legal-person registered-place",
            "social-insurance yearly always: employees",
            "self-assessment always:",
            "application-specialized always:",
            "application-little-giant always:",
            "statistics-form always:",
            "credit-report always: abnormal-list dishonest-list",
            "compliance-pledge always: truthful-filing restricted-product incidents",
            "title-proof: titles",
            "audit-report yearly: revenue main-revenue leading-product-revenue net-profit total-assets \
             total-liabilities rd-expense cost-total",
            "main-revenue-statement yearly beside audit-report: main-revenue",
            "rd-audit yearly beside audit-report: rd-expense",
            "equity-proof: equity-rounds",
            "rd-roster: rd-staff",
            "rd-institution-proof: rd-institutions",
            "award-certificates: awards",
            "maker-cup-list: contests",
            "honour-certificates: honours",
            "ip-certificates: ip-items",
            "ip-class1-list: ip-items",
            "product-note: strategic-emerging six-bases industry-direction chain-key-link ten-fields network-power",
            "niche-proof: niche-since",
            "chain-proof: gap-effect six-bases time-honoured-brand serves-chain-leader chain-key-link",
            "market-note: market-share-domestic market-share-international market-rank-domestic market-position \
             well-known",
            "trademark-proof: brand-own-ip brand-trademark brand-income brand-market-facing",
            "platform-score-page yearly: platform-score",
            "digital-result: digital-level",
            "info-system-proof: info-system",
            "system-certificates: quality-system other-system overseas-product-cert",
            "quality-award-proof: quality-award",
            "standard-pages: standards-participation",
            "local-feature-proof: local-feature-points",
        ],
        said: materials,
    },
    Stated {
        // Sections 13.1 to 13.4; △ where no list names the material and it follows from the condition.
        heading: "standard and first day of its list, material, rules",
        law: &[
            "13.1 business-license ○ legal-person leping-registered",
            "13.1 social-insurance ○ sme-size",
            "13.1 self-assessment ○ truthful-filing",
            "13.1 credit-report △ not-abnormal not-dishonest",
            "13.1 compliance-pledge △ no-major-violation product-not-restricted truthful-filing",
            "13.1 title-proof △ renewal",
            "13.1 audit-report ○ sme-size rd-ratio main-growth-1y debt-ratio main-revenue-share",
            "13.1 main-revenue-statement ○ main-growth-1y main-revenue-share",
            "13.1 equity-proof ○ ft-equity",
            "13.1 rd-institution-proof ○ ft-rd-institution",
            "13.1 award-certificates ○ ft-sci-award",
            "13.1 honour-certificates ○ ft-honors",
            "13.1 ip-certificates ○ ip-level",
            "13.1 product-note ○ product-field",
            "13.2 business-license ✔ legal-person leping-registered",
            "13.2 social-insurance ✔ sme-size",
            "13.2 application-specialized ✔ truthful-filing",
            "13.2 credit-report ✔ not-abnormal not-dishonest",
            "13.2 compliance-pledge △ no-major-violation product-not-restricted truthful-filing",
            "13.2 title-proof △ prior-title renewal",
            "13.2 audit-report ✔ sme-size rd-amount rd-ratio revenue-floor main-revenue-share main-growth-2y \
             net-margin debt-ratio rd-investment ft-rd-mean-2y",
            "13.2 rd-audit ✔ rd-amount rd-ratio rd-investment ft-rd-mean-2y",
            "13.2 equity-proof ✔ revenue-floor ft-equity",
            "13.2 rd-roster ✔ rd-staff-ratio",
            "13.2 rd-institution-proof ✔ rd-institution-level",
            "13.2 award-certificates ✔ ft-sci-award",
            "13.2 maker-cup-list ✔ ft-maker-cup",
            "13.2 ip-certificates ✔ ip-level",
            "13.2 niche-proof △ niche-years niche-years-score",
            "13.2 chain-proof ✔ product-field",
            "13.2 trademark-proof ✔ quality-level",
            "13.2 digital-result ✔ digital-level",
            "13.2 system-certificates ✔ quality-level",
            "13.2 quality-award-proof ✔ quality-level",
            "13.2 standard-pages ✔ quality-level",
            "13.2 local-feature-proof △ local-feature",
            "13.3 business-license △ legal-person leping-registered",
            "13.3 social-insurance △ sme-size",
            "13.3 application-specialized △ truthful-filing",
            "13.3 credit-report △ not-abnormal not-dishonest",
            "13.3 compliance-pledge △ no-major-violation product-not-restricted truthful-filing",
            "13.3 title-proof △ prior-title renewal",
            "13.3 audit-report △ sme-size revenue-floor main-revenue-share debt-ratio rd-amount rd-ratio",
            "13.3 equity-proof △ revenue-floor",
            "13.3 rd-institution-proof △ ex-rd-institution",
            "13.3 award-certificates △ ex-sci-award",
            "13.3 ip-class1-list △ ip-class1-count ip-applied",
            "13.3 niche-proof △ niche-years",
            "13.3 market-note △ market-share market-fame",
            "13.3 platform-score-page △ platform-score",
            "13.4 2025 business-license ✔ legal-person leping-registered",
            "13.4 2025 social-insurance ✔ sme-size",
            "13.4 2025 application-little-giant △ truthful-filing",
            "13.4 2025 statistics-form ✔ sme-size",
            "13.4 2025 credit-report △ not-abnormal not-dishonest",
            "13.4 2025 compliance-pledge △ no-major-violation product-not-restricted truthful-filing",
            "13.4 2025 title-proof △ prior-title renewal",
            "13.4 2025 audit-report ✔ sme-size main-revenue-share main-growth-2y debt-ratio rd-intensity \
             guard-2025-revenue",
            "13.4 2025 rd-audit ✔ rd-intensity",
            "13.4 2025 equity-proof ✔ rd-intensity",
            "13.4 2025 rd-roster △ rd-intensity",
            "13.4 2025 rd-institution-proof ✔ rd-institution",
            "13.4 2025 award-certificates △ ft-sci-award",
            "13.4 2025 maker-cup-list △ ft-maker-cup",
            "13.4 2025 ip-certificates ✔ ip-class1-count",
            "13.4 2025 ip-class1-list ✔ ip-class1-count",
            "13.4 2025 ip-class1-list △ ip-applied",
            "13.4 2025 product-note △ product-field",
            "13.4 2025 niche-proof △ niche-years",
            "13.4 2025 chain-proof △ chain-role",
            "13.4 2025 market-note ✔ market-share",
            "13.4 2025 market-note △ market-fame",
            "13.4 2025 trademark-proof ✔ own-brand",
            "13.4 2025 info-system-proof ✔ info-system",
            "13.4 2025 system-certificates ✔ mgmt-or-product-cert",
            "13.4 2026 review business-license ○ legal-person leping-registered",
            "13.4 2026 review social-insurance ○ sme-size",
            "13.4 2026 review application-little-giant ○ truthful-filing",
            "13.4 2026 review statistics-form ○ sme-size",
            "13.4 2026 review credit-report ○ not-abnormal not-dishonest",
            "13.4 2026 review compliance-pledge ○ no-major-violation product-not-restricted truthful-filing",
            "13.4 2026 review title-proof △ prior-title renewal",
            "13.4 2026 review audit-report ○ sme-size main-revenue-share main-growth-2y debt-ratio rd-intensity",
            "13.4 2026 review rd-audit △ rd-intensity",
            "13.4 2026 review equity-proof △ rd-intensity",
            "13.4 2026 review rd-roster △ rd-intensity",
            "13.4 2026 review rd-institution-proof △ rd-institution",
            "13.4 2026 review award-certificates △ ft-sci-award",
            "13.4 2026 review maker-cup-list △ ft-maker-cup",
            "13.4 2026 review ip-certificates ○ ip-class1-count",
            "13.4 2026 review ip-class1-list ○ ip-class1-count",
            "13.4 2026 review ip-class1-list △ ip-applied",
            "13.4 2026 review product-note △ product-field",
            "13.4 2026 review niche-proof △ niche-years",
            "13.4 2026 review chain-proof △ chain-role",
            "13.4 2026 review market-note ○ market-share",
            "13.4 2026 review market-note △ market-fame",
            "13.4 2026 review trademark-proof △ own-brand",
            "13.4 2026 review info-system-proof △ info-system",
            "13.4 2026 review system-certificates △ mgmt-or-product-cert",
            "13.4 2026 business-license ○ legal-person leping-registered",
            "13.4 2026 social-insurance ○ sme-size",
            "13.4 2026 application-little-giant ○ truthful-filing",
            "13.4 2026 statistics-form ○ sme-size",
            "13.4 2026 credit-report ○ not-abnormal not-dishonest",
            "13.4 2026 compliance-pledge ○ no-major-violation product-not-restricted truthful-filing",
            "13.4 2026 title-proof △ prior-title renewal",
            "13.4 2026 audit-report ○ sme-size revenue-floor main-revenue-share revenue-cagr-2y debt-ratio rd-amount \
             rd-ratio",
            "13.4 2026 rd-audit △ rd-amount rd-ratio",
            "13.4 2026 award-certificates △ ex-sci-award",
            "13.4 2026 ip-certificates ○ ip-class1-count",
            "13.4 2026 ip-class1-list ○ ip-class1-count",
            "13.4 2026 ip-class1-list △ ip-applied",
            "13.4 2026 product-note △ product-field",
            "13.4 2026 niche-proof △ niche-years",
            "13.4 2026 market-note ○ market-share",
            "13.4 2026 market-note △ market-fame",
            "13.4 2026 platform-score-page △ platform-score",
            "none annual-update major-change reapply-ban",
            "none long-focus governance tech-leading digital-green unique-advantage",
            "none guard-2026-champion guard-2026-control guard-2026-same-group",
        ],
        said: needs,
    },
];

/// The first line on which the law and the book do not agree.
pub fn disagreement(book: &Book) -> Option<String> {
    ALL.iter().find_map(|Stated { heading, law, said }| {
        let law: Vec<String> = law.iter().map(ToString::to_string).collect();
        let said = said(book);
        let (lacking, added) = (beyond(&law, &said), beyond(&said, &law));
        let differs = lacking.is_some() || added.is_some();
        differs.then(|| format!("{heading}: the law says {lacking:?}, the file {added:?}"))
    })
}

/// A line that is there more often than in the other list.
fn beyond<'l>(lines: &'l [String], others: &[String]) -> Option<&'l String> {
    let times = |all: &[String], line: &String| all.iter().filter(|it| *it == line).count();
    lines.iter().find(|line| times(lines, line) > times(others, line))
}

fn route(of: Option<Route>) -> &'static str {
    of.map_or("both", tidu::report::route_word)
}

fn end(before: Option<Date>) -> String {
    before.map_or_else(|| "-".to_owned(), |day| day.to_string())
}

fn joined<'s>(ids: impl IntoIterator<Item = &'s str>) -> String {
    ids.into_iter().fold(String::new(), |all, id| all + " " + id)
}

fn windows(book: &Book) -> Vec<String> {
    let standards = book.standards.iter().map(|it| (&it.id, &it.applies));
    let sizes = book.classifications.iter().map(|it| (&it.id, &it.applies));
    let practices = book.practices.iter().map(|it| (&it.id, &it.applies));
    let all = standards.chain(sizes).chain(practices);
    let all = all.flat_map(|(id, applies)| applies.iter().map(move |it| (id, it)));
    all.map(|(id, it): (_, &Applies)| format!("{id} {} {} {}", route(it.route), it.from, end(it.before)))
        .collect()
}

fn guards(book: &Book) -> Vec<String> {
    let guards = book.standards.iter().flat_map(|it| it.guard.iter().map(move |guard| (&it.id, guard)));
    guards
        .map(|(of, it)| format!("{of}#{} {} {} {}", it.id, route(it.route), it.from, end(it.before)))
        .collect()
}

fn lines(book: &Book) -> Vec<String> {
    let scores = book.standards.iter().filter_map(|it| Some((&it.id, it.score.as_ref()?)));
    scores
        .flat_map(|(of, score)| {
            let groups = score.group.iter().map(|it| (&it.id, it.floor.unwrap_or(0), it.full));
            let all = groups.chain([(&score.id, score.pass, score.full)]);
            all.map(move |(id, least, full)| format!("{of}#{id} {least} of {full}"))
        })
        .collect()
}

fn sections(book: &Book) -> Vec<String> {
    let sections = book.classifications.iter().flat_map(|it| &it.section);
    sections.map(|it| format!("{} {:02}-{:02}", it.letter, it.first, it.last)).collect()
}

fn codes(book: &Book) -> Vec<String> {
    let prefixes: Vec<_> = book.classifications.iter().flat_map(|it| &it.prefix).collect();
    let rows: BTreeSet<&str> = prefixes.iter().map(|it| it.row.as_deref().unwrap_or("a person")).collect();
    rows.into_iter()
        .map(|row| {
            let of_row = prefixes.iter().filter(|it| it.row.as_deref().unwrap_or("a person") == row);
            let mut codes: Vec<&str> = of_row.flat_map(|it| &it.codes).map(Str::as_str).collect();
            codes.sort_unstable();
            format!("{row}:{}", joined(codes))
        })
        .collect()
}

fn chains(book: &Book) -> Vec<String> {
    let chains = book.practices.iter().flat_map(|it| &it.chain);
    let steps = chains.flat_map(|chain| chain.step.iter().map(move |step| (chain, step)));
    steps
        .map(|(chain, step)| {
            let acts = joined(step.acts.iter().map(Str::as_str));
            let then = joined(step.then.iter().map(Str::as_str));
            let then = if then.is_empty() { then } else { format!(", then{then}") };
            format!("{} {} {} {}:{acts}{then}", chain.tier, route(Some(chain.route)), step.id, step.actor)
        })
        .collect()
}

fn openings(book: &Book) -> Vec<String> {
    let windows = book.practices.iter().flat_map(|it| &it.window);
    windows
        .map(|it| {
            let when = match it.opens {
                Opening::HalfYears => "in each half-year".to_owned(),
                Opening::Quarter(quarter) => format!("in each quarter {quarter}"),
                Opening::Days { first: None, last } => format!("until {last}"),
                Opening::Days { first: Some(first), last } => format!("from {first} until {last}"),
            };
            format!("{} {} {} {} {when}", it.id, it.of, route(it.route), it.actor)
        })
        .collect()
}

fn deadlines(book: &Book) -> Vec<String> {
    let all =
        book.practices.iter().flat_map(|it: &Practice| it.deadline.iter().map(move |due| (&it.id, due)));
    all.map(|(of, it)| {
        let due = match it.due {
            Due::After(event @ (Event::Recognised | Event::Changed | Event::Revoked), months) => {
                format!("{months} months after {event:?}")
            }
            Due::EachYear { month, day } => format!("each {month}-{day}"),
        };
        let missed = it.missed.map_or_else(String::new, |missed| format!(", else {missed}"));
        let lines = |sort: ParticularSort, word: &str| {
            let its = it.checklist.iter().filter(|it| it.sort == sort);
            // What is unknown is said in our words.
            let words = its.map(|it| if sort == ParticularSort::Unknown { &it.id } else { &it.label.zh });
            let words: Vec<&str> = words.map(Str::as_str).collect();
            if words.is_empty() { String::new() } else { format!("; {word} {}", words.join(" ")) }
        };
        let (changes, steps) = (lines(ParticularSort::Change, "change"), lines(ParticularSort::Step, "step"));
        let unknown = lines(ParticularSort::Unknown, "unknown");
        format!("{of} {}: {due}{missed}{changes}{steps}{unknown}", it.id)
    })
    .collect()
}

fn rewards(book: &Book) -> Vec<String> {
    let rewards = book.practices.iter().flat_map(|it| &it.reward);
    rewards.map(|it| format!("{} {} for {}", it.id, it.amount.number, items(book, &it.of))).collect()
}

fn test_of<'n>(test: &Test, named: &impl Fn(&ChoiceId) -> &'n str) -> String {
    if let Test::OneOf(one_of) = test {
        joined(one_of.values.iter().map(named))
    } else {
        format!(" {test:?}")
    }
}

/// A list and the values its items may have.
fn items(book: &Book, filter: &Filter) -> String {
    let mut facts = book.facts.group.iter().flat_map(|group| &group.fact);
    let list = facts.find(|fact| FactId::of(&fact.id) == filter.list);
    let choices = || list.iter().flat_map(|it| &it.field).flat_map(|field| &field.choice);
    let named = |value: &ChoiceId| choices().find(|it| it.key() == *value).map_or("?", |it| &it.id);
    let tests: Vec<String> = filter.tests.iter().map(|test| test_of(test, &named)).collect();
    format!("{}{}", list.map_or("?", |it| &it.id), tests.concat())
}

fn asked_of(book: &Book) -> Vec<String> {
    let lists = book.facts.group.iter().flat_map(|group| &group.fact);
    let fields = lists.flat_map(|list| list.field.iter().map(move |field| (list, field)));
    let limited = fields.filter_map(|(list, field)| Some((list, field, field.only_for.as_ref()?)));
    limited
        .map(|(list, field, only)| {
            let choices = || list.field.iter().flat_map(|it| &it.choice);
            let named = |value: &ChoiceId| choices().find(|it| it.key() == *value).map_or("?", |it| &it.id);
            format!("{} {}:{}", list.id, field.id, joined(only.values.iter().map(named)))
        })
        .collect()
}

fn about(book: &Book) -> Vec<String> {
    let facts = || book.facts.group.iter().flat_map(|group| &group.fact);
    let named = |id: &FactId| facts().find(|fact| fact.key() == *id).map_or("?", |fact| &fact.id);
    let all = book.checks.check.iter().chain(&book.checks.unproven);
    all.map(|it| {
        let proof = it.proof.map_or_else(String::new, |proof| format!(", proved by {proof}"));
        format!("{}:{}{proof}", it.id, joined(it.about.iter().map(named)))
    })
    .collect()
}

fn reliefs(book: &Book) -> Vec<String> {
    let all = book
        .standards
        .iter()
        .flat_map(|it| it.exemption.iter().chain(&it.fast_track).map(move |relief| (&it.id, relief)));
    all.map(|(of, it)| format!("{of}#{}:{}", it.id, joined(it.replaces.iter().map(Str::as_str)))).collect()
}

fn materials(book: &Book) -> Vec<String> {
    let facts = || book.facts.group.iter().flat_map(|group| &group.fact);
    let named = |id: &FactId| facts().find(|fact| fact.key() == *id).map_or("?", |fact| &fact.id);
    let all = book.materials.group.iter().flat_map(|it| &it.material);
    all.map(|it| {
        let yearly = if it.yearly { " yearly" } else { "" };
        let always = if it.required { " always" } else { "" };
        let beside = it.supplements.map_or_else(String::new, |of| format!(" beside {of}"));
        format!("{}{yearly}{always}{beside}:{}", it.id, joined(it.shows.iter().map(named)))
    })
    .collect()
}

fn needs(book: &Book) -> Vec<String> {
    let section = |list: &MaterialList| {
        let day = |day: &str| Date::parse(day);
        match (list.of.as_str(), list.from, list.before) {
            ("national/innovative/2022-08-01", None, None) => "13.1",
            ("national/specialized/2022-08-01", None, None) => "13.2",
            ("national/specialized/2026-04-01", None, None) => "13.3",
            ("national/little-giant/2022-08-01", None, end) if end == day("2026-01-01") => "13.4 2025",
            ("national/little-giant/2022-08-01", from, None) if from == day("2026-01-01") => {
                "13.4 2026 review"
            }
            ("national/little-giant/2026-04-01", None, None) => "13.4 2026",
            _ => "?",
        }
    };
    let needs = book.materials.list.iter().flat_map(|list| list.need.iter().map(move |need| (list, need)));
    let needs = needs.map(|(list, need)| {
        let mark = match need.mark.unwrap_or(list.source.mark) {
            Mark::Agreed => "✔",
            Mark::Single => "○",
            Mark::Unconfirmed => "△",
        };
        let rules = joined(need.rules.iter().map(Str::as_str));
        format!("{} {} {mark}{rules}", section(list), need.material)
    });
    let none =
        book.materials.none.iter().map(|it| format!("none{}", joined(it.rules.iter().map(Str::as_str))));
    needs.chain(none).collect()
}

fn sentences(book: &Book) -> Vec<String> {
    let clauses = book.clauses.iter().flat_map(|it| &it.clause);
    let short =
        |rule: &'static str| ["local/leping/", "national/"].iter().find_map(|it| rule.strip_prefix(*it));
    let short = |rule: &'static str| short(rule).unwrap_or(rule);
    clauses
        .map(|it| format!("{}:{}", it.article, joined(it.rules.iter().map(|rule| short(rule.as_str())))))
        .collect()
}

#[test]
fn the_policy_files_say_what_is_stated() {
    assert_eq!(disagreement(tidu::policy::catalog::Catalog::embedded().book()), None);
}
