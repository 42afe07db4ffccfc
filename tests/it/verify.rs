//! The check of packages: what agrees, every way to differ, and what the command line says of it.

use tidu::command::{Printed, run};
use tidu::document::FaultKind;
use tidu::json::{self, Json};
use tidu::package::{Submission, digest_of, write};
use tidu::policy::catalog::Catalog;
use tidu::text::verified;
use tidu::units::Date;
use tidu::verify::{Difference, End, MOST_DIFFERENCES, Verified, verify};

use crate::packages::{V1, V2, golden};

fn catalog() -> &'static Catalog {
    Catalog::embedded()
}

/// A package of this program and of this law.
fn package() -> String {
    let day = Date::parse("2026-11-20").unwrap();
    write(&golden(), catalog(), day, "2026-11-20T10:15:00+08:00")
}

/// The package with a change, sealed anew by whoever changed it.
fn resealed(text: &str) -> String {
    let json = json::read(text).unwrap();
    let stated = json.get("digest").unwrap().get("value").unwrap().as_text().unwrap().to_owned();
    text.replace(&stated, &digest_of(&json))
}

fn changed(from: &str, to: &str) -> String {
    let package = package();
    assert!(package.contains(from), "{from}");
    package.replacen(from, to, 1)
}

fn differences(text: &str) -> Vec<Difference> {
    match verify(text, catalog()).end {
        End::Checked { differences, .. } => differences,
        End::Unusable(fault) => panic!("{fault:?}"),
    }
}

#[test]
fn a_package_of_this_program_agrees_with_itself_whatever_its_layout() {
    let verified = verify(&package(), catalog());
    assert!(verified.agrees(), "{verified:?}");
    assert_eq!(verified.name.as_deref(), Some("乐平示例精密陶瓷有限公司"));
    assert_eq!(verified.tiers.len(), 3);
    assert!(verified.tiers.iter().all(|tier| tier.stated.as_deref() == Some(tier.found)));
    assert_eq!(verified::word(&verified), "一致");
    assert!(verify(&json::read(&package()).unwrap().canonical(), catalog()).agrees());
    let unstated =
        write(&Submission::default(), catalog(), Date::parse("2026-11-20").unwrap(), "2026-11-20T00:00:00Z");
    assert!(verify(&unstated, catalog()).agrees());
}

#[test]
fn a_changed_figure_breaks_the_seal_and_changes_what_follows() {
    let found = differences(&changed("\"2024\": \"2118\"", "\"2024\": \"9118\""));
    assert!(matches!(found.first(), Some(Difference::Digest { .. })), "{found:?}");
    assert!(1 < found.len(), "{found:?}");
    let verified = verify(&changed("\"2024\": \"2118\"", "\"2024\": \"9118\""), catalog());
    assert_eq!(verified::word(&verified), "内容被改动");
}

#[test]
fn a_changed_verdict_is_found_under_a_new_seal_too() {
    let package = package();
    let json = json::read(&package).unwrap();
    let stated =
        json.get("assessment").unwrap().get("assessments").unwrap().items().unwrap()[0].get("verdict");
    let stated = stated.and_then(Json::as_text).unwrap();
    let other = if stated == "meets" { "falls-short" } else { "meets" };
    let text =
        resealed(&changed(&format!("\"verdict\": \"{stated}\""), &format!("\"verdict\": \"{other}\"")));
    let found = differences(&text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        matches!(&found[0], Difference::Verdict { tier, stated: Some(said), .. } if tier == "innovative" && said == other)
    );
}

#[test]
fn a_changed_score_or_reason_is_found_where_it_stands() {
    let package = package();
    let (head, tail) = package.split_once("\"score\": {").unwrap();
    let (before, after) = tail.split_once("\"hi\": \"").unwrap();
    let text = format!("{head}\"score\": {{{before}\"hi\": \"1{after}");
    let found = differences(&resealed(&text));
    let [Difference::Score { tier, stated, found }] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((tier.as_str(), stated.replacen("–1", "–", 1)), ("innovative", found.clone()));
    let found = differences(&resealed(&changed("\"mark\": \"○\"", "\"mark\": \"✔\"")));
    let [Difference::Other { place, stated, found }] = found.as_slice() else { panic!("{found:?}") };
    assert!(place.starts_with("assessment.assessments["), "{place}");
    assert_eq!((stated.as_deref(), found.as_deref()), (Some("✔"), Some("○")));
}

#[test]
fn another_catalog_is_said_and_is_no_change_by_itself() {
    let other = "0123456789abcdef";
    let text = resealed(&changed(catalog().digest(), other));
    let found = differences(&text);
    assert_eq!(
        found,
        [Difference::Catalog { stated: other.to_owned(), held: catalog().digest().to_owned() }]
    );
    assert_eq!(verified::word(&verify(&text, catalog())), "政策数据不同");
}

#[test]
fn a_version_that_is_not_held_is_named_and_nothing_is_computed() {
    let named = "\"standard\": \"national/innovative/2022-08-01\"";
    let text = resealed(&changed(named, "\"standard\": \"national/innovative/2031-01-01\""));
    let found = differences(&text);
    let standard = "national/innovative/2031-01-01".to_owned();
    assert!(found.contains(&Difference::NotHeld { tier: "innovative".to_owned(), standard }), "{found:?}");
    assert!(verify(&text, catalog()).tiers.iter().any(|it| it.found == "not-covered"));
}

#[test]
fn a_named_version_that_is_not_in_force_is_followed_and_said() {
    let named = "\"standard\": \"national/specialized/2026-04-01\"";
    let text = resealed(&changed(named, "\"standard\": \"national/specialized/2022-08-01\""));
    let found = differences(&text);
    let (tier, stated) = ("specialized".to_owned(), "national/specialized/2022-08-01".to_owned());
    let in_force = Some("national/specialized/2026-04-01".to_owned());
    assert!(found.contains(&Difference::Standard { tier, stated, in_force }), "{found:?}");
}

#[test]
fn a_filing_that_does_not_follow_is_found() {
    let text = resealed(&changed(
        "\"route\": \"review\",\n        \"date\"",
        "\"route\": \"new\",\n        \"date\"",
    ));
    let found = differences(&text);
    let is_it =
        |it: &Difference| matches!(it, Difference::Other { place, .. } if place == "filing.filed[0].route");
    assert!(found.iter().any(is_it), "{found:?}");
}

#[test]
fn a_package_without_a_seal_is_not_said_to_agree() {
    let json = json::read(&package()).unwrap();
    let bare =
        Json::Object(json.members().unwrap().iter().filter(|(key, _)| key != "digest").cloned().collect());
    assert_eq!(differences(&bare.pretty()), [Difference::NoDigest]);
    let of_another_kind = changed("\"algorithm\": \"SHA-256\"", "\"algorithm\": \"MD5\"");
    assert_eq!(differences(&of_another_kind), [Difference::NoDigest]);
}

#[test]
fn version_1_is_checked_as_far_as_it_goes() {
    let found = differences(V1);
    assert!(found.contains(&Difference::NoDigest), "{found:?}");
    let is_of_this_law =
        json::read(V1).unwrap().get("assessment").unwrap().get("catalog").and_then(Json::as_text)
            == Some(catalog().digest());
    if is_of_this_law {
        assert_eq!(found, [Difference::NoDigest]);
    }
}

#[test]
fn the_golden_package_keeps_its_seal() {
    let is_broken = |it: &Difference| matches!(it, Difference::Digest { .. } | Difference::NoDigest);
    assert!(!differences(V2).iter().any(is_broken));
}

#[test]
fn what_is_no_package_is_unusable() {
    let why = |text: &str| match verify(text, catalog()).end {
        End::Unusable(fault) => (fault.place, fault.why),
        End::Checked { .. } => panic!("checked"),
    };
    assert_eq!(why(r#"{"format":"tidu-facts","version":1,"facts":{}}"#).1, FaultKind::OtherFormat);
    assert_eq!(
        why(r#"{"format":"tidu-package","version":2,"facts":{}}"#),
        ("created".to_owned(), FaultKind::Missing)
    );
    assert_eq!(
        why(&package().replacen("\"assessment\"", "\"assessments\"", 1)),
        ("assessment".to_owned(), FaultKind::Missing)
    );
    assert!(matches!(why("{").1, FaultKind::Json(_)));
}

#[test]
fn a_flood_of_differences_is_counted_and_not_listed() {
    let many = (0..1_000).map(|at| format!("\"x{at}\": 1")).collect::<Vec<_>>().join(",");
    let text = changed("\"findings\": [", &format!("{many}, \"findings\": ["));
    let Verified { end: End::Checked { differences, further }, .. } = verify(&text, catalog()) else {
        panic!()
    };
    assert_eq!((differences.len(), further), (MOST_DIFFERENCES, 1_001 - MOST_DIFFERENCES));
}

// The command line.

fn tidu(arguments: &[&str]) -> Printed {
    let arguments: Vec<String> = arguments.iter().map(|it| (*it).to_owned()).collect();
    run(&arguments, Date::parse("2030-01-01").unwrap(), |file| match file {
        "good.json" | "again.json" => Ok(package()),
        "bad.json" => Ok(changed("\"2024\": \"2118\"", "\"2024\": \"9118\"")),
        "evil.json" => Ok(resealed(&changed("乐平示例精密陶瓷有限公司", "=cmd|' /C calc'!A0"))),
        "forged.json" => {
            Ok(resealed(&changed("乐平示例精密陶瓷有限公司", "甲\\ngood.json\\t一致\\u001b[2J\u{202e}")))
        }
        "v1.json" => Ok(V1.to_owned()),
        _ => Err("No such file".to_owned()),
    })
}

#[test]
fn the_exit_status_tells_whether_all_agree() {
    for (arguments, status) in [
        (vec!["verify", "good.json"], 0),
        (vec!["verify", "good.json", "again.json"], 0),
        (vec!["verify", "good.json", "bad.json"], 1),
        (vec!["verify", "v1.json"], 1),
        (vec!["verify", "absent.json"], 1),
        (vec!["verify"], 2),
        (vec!["verify", "good.json", "--format"], 2),
        (vec!["verify", "good.json", "--format", "xml"], 2),
        (vec!["verify", "--quiet", "good.json"], 2),
    ] {
        assert_eq!(tidu(&arguments).status, status, "{arguments:?}");
    }
}

#[test]
fn one_file_is_told_in_lines_and_several_in_a_table() {
    let one = tidu(&["verify", "bad.json"]).out;
    assert!(one.contains("不是电子签名") && one.contains("\n结果：内容被改动\n"), "{one}");
    let several = tidu(&["verify", "good.json", "bad.json", "absent.json"]).out;
    assert!(several.contains("\ngood.json\t一致\t乐平示例精密陶瓷有限公司\t"), "{several}");
    assert!(several.contains("\nabsent.json\t无法读取\t"), "{several}");
    assert!(several.ends_with("共 3 个，一致 1 个。\n"), "{several}");
}

#[test]
fn a_name_forges_no_line_of_the_table() {
    let several = tidu(&["verify", "forged.json", "forged.json"]).out;
    assert_eq!(several.lines().count(), 5, "{several:?}");
    assert!(!several.contains(['\u{1b}', '\u{202e}']), "{several:?}");
}

#[test]
fn the_table_for_spreadsheets_runs_nothing() {
    let csv = tidu(&["verify", "evil.json", "good.json", "--format", "csv"]).out;
    assert!(csv.starts_with("\u{feff}文件,结果,企业,"), "{csv}");
    assert!(csv.contains("\"'=cmd|' /C calc'!A0\""), "{csv}");
    assert_eq!(csv.matches("\r\n").count(), 3, "{csv}");
}

#[test]
fn the_json_lists_every_file_with_its_result() {
    let out = tidu(&["verify", "good.json", "bad.json", "absent.json", "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let results: Vec<_> = (0..3).map(|at| json["files"][at]["result"].as_str().unwrap()).collect();
    assert_eq!(results, ["agrees", "differs", "unusable"]);
    assert_eq!(json["files"][1]["differences"][0]["kind"], "digest");
}
