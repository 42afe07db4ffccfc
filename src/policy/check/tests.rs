use std::path::Path;

use super::versions::{Gap, gaps};
use super::{Fault, File, faults, files};
use crate::policy::read;
use crate::policy::schema::{Book, Due, Event, Route};
use crate::units::Date;

const CLAUSES: &str = "local/leping/clauses.toml";
const COMMON: &str = "national/common/2022-08-01.toml";
const DEFINITIONS: &str = "national/definitions/2022-08-01.toml";
const INNOVATIVE: &str = "national/innovative/2022-08-01.toml";
const PRACTICE: &str = "local/leping/practice/2023-01-01.toml";
const SIZE: &str = "national/size/2011-06-18.toml";

/// A small policy folder without faults.
fn sound() -> Vec<File> {
    let files = [
        ("checks.toml", include_str!("tests/checks.toml")),
        ("choices.toml", include_str!("tests/choices.toml")),
        ("effort.toml", include_str!("tests/effort.toml")),
        ("facts.toml", include_str!("tests/facts.toml")),
        ("insight.toml", include_str!("tests/insight.toml")),
        (CLAUSES, include_str!("tests/clauses.toml")),
        ("questions.toml", include_str!("tests/questions.toml")),
        (PRACTICE, include_str!("tests/practice.toml")),
        (COMMON, include_str!("tests/common.toml")),
        (DEFINITIONS, include_str!("tests/definitions.toml")),
        (INNOVATIVE, include_str!("tests/innovative.toml")),
        (SIZE, include_str!("tests/size.toml")),
        ("renames.toml", "# none\n"),
        ("sources/index.toml", include_str!("tests/index.toml")),
        ("materials.toml", include_str!("tests/materials.toml")),
        ("sources/leping.md", include_str!("tests/leping.md")),
        ("tiers.toml", include_str!("tests/tiers.toml")),
    ];
    files.map(|(path, text)| File { path: path.to_owned(), text: text.to_owned() }).to_vec()
}

fn all_faults(files: &[File]) -> Vec<Fault> {
    match read::read(files) {
        Ok(book) => faults(&book, files),
        Err(faults) => faults,
    }
}

/// The faults after one change of the sound folder, and the line that changed.
fn faults_after(path: &str, from: &str, to: &str) -> (Vec<Fault>, usize) {
    let mut files = sound();
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    let at = file.text.find(from).unwrap_or_else(|| panic!("{path} does not hold {from}"));
    let line = file.text[..at].matches('\n').count() + 1;
    file.text = file.text.replacen(from, to, 1);
    (all_faults(&files), line)
}

/// One change gives a fault with these words.
fn check(path: &str, from: &str, to: &str, expected: &str) {
    let (faults, _) = faults_after(path, from, to);
    let is_told = faults.iter().any(|fault| fault.what.contains(expected));
    assert!(is_told, "{from} -> {to}: expected {expected:?}, got {faults:#?}");
}

fn shipped() -> (Vec<File>, Book) {
    let files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("policy")).unwrap();
    let book = read::read(&files).unwrap();
    (files, book)
}

#[test]
fn the_small_folder_has_no_faults() {
    assert_eq!(all_faults(&sound()), []);
}

#[test]
fn the_shipped_folder_has_no_faults() {
    let (files, book) = shipped();
    assert_eq!(faults(&book, &files), []);
}

#[test]
fn every_day_without_a_version_is_one_the_law_names() {
    let (_, book) = shipped();
    for gap in gaps(&book) {
        assert!(gap.pending.is_some(), "{gap:?}");
    }
}

#[test]
fn a_gap_names_the_pending_version() {
    let files = sound();
    let book = read::read(&files).unwrap();
    let expected = |route| Gap {
        of: "innovative".to_owned(),
        route,
        from: Date::parse("2020-01-01").unwrap(),
        before: Date::parse("2022-08-01"),
        pending: Some("national/innovative/2020-01-01".to_owned()),
    };
    assert_eq!(gaps(&book), [expected(Route::New), expected(Route::Review)]);
}

#[test]
fn a_fault_names_file_and_line() {
    let (faults, line) = faults_after(INNOVATIVE, "since = \"niche-since\"", "since = \"niche-sinse\"");
    let expected =
        format!("policy/{INNOVATIVE}:{line}: `years`: there is no fact `niche-sinse` in facts.toml");
    assert_eq!(faults.iter().map(Fault::to_string).collect::<Vec<_>>(), [expected]);
    let (faults, line) = faults_after(COMMON, "mark = \"○\"", "mark = \"?\"");
    assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [line]);
    assert_eq!(faults[0].file, COMMON);
}

#[test]
fn citations_and_words_are_checked() {
    check(INNOVATIVE, ", wording.zh = \"三年\"", "", "neither a `quote` nor a `wording`");
    check(INNOVATIVE, "wording.zh = \"三年\"", "quote = \"三年\"", "does not hold this quote");
    check(INNOVATIVE, "instrument = \"miit\"", "instrument = \"mitt\"", "no instrument `mitt`");
    check(INNOVATIVE, "article = \"附件1\"", "article = \"\"", "the article is not named");
    check(COMMON, "choices = [1]", "choices = [1, 2]", "there is no choice 2");
    check(COMMON, "label.zh = \"中小微\"", "label.zh = \"中,小微\"", "half-width mark");
    check(COMMON, "label.zh = \"中小微\"", "label.zh = \"中小微 \"", "a space at its end");
}

#[test]
fn quotes_are_the_texts_own_words_in_order() {
    let quote = "应当在乐平市注册登记……近三年未发生重大安全（含网络安全）等事故";
    let refused = "does not hold this quote under 乐平细则";
    check(COMMON, quote, "应当在乐平市登记注册", refused);
    check(COMMON, quote, "近三年未发生重大安全……应当在乐平市注册登记", refused);
    check(COMMON, quote, "至少三年内不得再次申报", refused);
    check(COMMON, quote, "……", refused);
    check(COMMON, "article = \"第四条\"", "article = \"第十四条\"", refused);
    let closer = faults_after(COMMON, "article = \"第四条\"", "article = \"第四条第一款\"");
    assert_eq!(closer.0, []);
    let repeated = format!("{quote}\", wording.zh = \"企业应当在乐平市注册登记");
    check(COMMON, quote, &repeated, "the wording repeats the quote");
}

#[test]
fn every_name_resolves() {
    check(INNOVATIVE, "replaces = [\"score\"]", "replaces = [\"onest\"]", "no criterion `onest`");
    check(INNOVATIVE, "suspend = \"honest\"", "suspend = \"onest\"", "no criterion `onest` here to suspend");
    check(INNOVATIVE, "holds = \"def-known\"", "holds = \"def-unknown\"", "no definition `def-unknown`");
    check(
        INNOVATIVE,
        "holds = \"def-known\"",
        "holds = \"def-patent\"",
        "a filter of items, not a condition",
    );
    check(INNOVATIVE, "is = \"def-patent\"", "is = \"def-known\"", "not a filter of the items of `items`");
    check(INNOVATIVE, "field = \"rank\"", "field = \"rang\"", "the list `items` has no field `rang`");
    check(INNOVATIVE, "group = \"grp-one\"", "group = \"grp-1\"", "there is no group `grp-1`");
    check(INNOVATIVE, "tier = \"innovative\"", "tier = \"inovative\"", "there is no such tier");
    check(INNOVATIVE, "\"national/common\"", "\"national/comon\"", "no family `national/comon`");
    check(
        INNOVATIVE,
        "national/definitions/2022",
        "national/definitions/2023",
        "no file `national/definitions/2023",
    );
    check(COMMON, "values = [\"leping\"]", "values = [\"lepin\"]", "the value `lepin` is none");
    check(COMMON, "\"micro\"]", "\"tiny\"]", "has no class `tiny`");
    check(COMMON, "\"national/size\"", "\"national/sizes\"", "no classification `national/sizes`");
    check(SIZE, "row = \"size-industry\"", "row = \"size-trade\"", "there is no row `size-trade`");
    check("checks.toml", "list = \"items\"", "list = \"item\"", "there is no fact `item`");
    check("tiers.toml", "tier = \"innovative\"", "tier = \"other\"", "there is no such tier");
    check("sources/index.toml", "\"leping.md\"", "\"lepin.md\"", "the file named by `text` is missing");
}

#[test]
fn every_rule_has_its_material_and_every_list_names_what_is_there() {
    let check = |from, to, expected| check("materials.toml", from, to, expected);
    check("shows = [\"place\"]", "shows = [\"plac\"]", "there is no fact `plac`");
    check("id = \"extra\"", "id = \"report\"", "this material is there twice");
    check("label.zh = \"执照\"", "label.zh = \"{year} 年执照\"", "names its `{year}`, and no other does");
    check("{year} 年报告", "报告", "names its `{year}`, and no other does");
    check("shows = [\"revenue\", \"rd-expense\"]", "shows = [\"place\"]", "shows a fact with years");
    check("supplements = \"report\"", "supplements = \"repor\"", "names no material");
    check("supplements = \"report\"", "supplements = \"licence\"", "not by the same years");
    check("material = \"report\"", "material = \"repor\"", "there is no material `repor`");
    check("rules = [\"rd-ratio\", \"patents\"]", "rules = []", "no rule needs it");
    check("\"patents\"]", "\"patent\"]", "there is no rule `patent` in `national/innovative/2022-08-01`");
    check("\"patents\"]", "\"honest\"]", "`patents` has no material, and no word that it needs none");
    check("rules = [\"honest\"]", "rules = [\"local\"]", "`honest` has no material");
    check("rules = [\"honest\"]", "rules = [\"honest\", \"dishonest\"]", "there is no rule `dishonest`");
    check("of = \"national/innovative", "of = \"national/common", "there is no such standard");
    check(
        "of = \"national/innovative",
        "of = \"national/common",
        "has no list for this standard on 2022-08-01",
    );
    check("before = \"2026-01-01\"", "before = \"2026-01-02\"", "two lists of this standard");
    check(
        "before = \"2026-01-01\"",
        "before = \"2025-12-31\"",
        "has no list for this standard on 2025-12-31",
    );
    check("from = \"2026-01-01\"", "from = \"2026-01-01\"\nbefore = \"2026-01-01\"", "ends before it begins");
    check(", wording.zh = \"清单一\"", "", "neither a `quote` nor a `wording`");
}

#[test]
fn what_is_pointed_out_is_a_share_and_facts() {
    let check = |from, to, expected| check("insight.toml", from, to, expected);
    check("\"1 %\"", "\"0 %\"", "a share above 0 % and below 100 % is meant");
    check("\"1 %\"", "\"100 %\"", "a share above 0 % and below 100 % is meant");
    check("\"1 %\"", "\"1 万元\"", "a share above 0 % and below 100 % is meant");
    check("\"1 %\"", "\"2 %\"", "the note does not say 2%");
    check("[\"place\"]", "[\"plac\"]", "a fact that is asked last is none of facts.toml");
    check("[\"place\"]", "[\"place\", \"place\"]", "`place` is there twice");
}

#[test]
fn figures_that_are_there_or_not_are_checked() {
    let check = |from, to, expected| check("checks.toml", from, to, expected);
    check("without = \"local-source\"", "", "`stated` needs what it is `without`");
    check("without = \"local-source\"", "gap = \"revenue\"", "`gap` is a figure of three years or more");
    check("without = \"local-source\"", "without = \"nowhere\"", "there is no fact `nowhere`");
    check("stated = \"local-points\"", "stated = \"revenue\"", "only what has no year is `without` another");
    check("without = \"local-source\"", "proof = \"licence\"", "a `proof` stands in `unproven`");
    check("proof = \"report\"", "without = \"local-source\"", "a `proof` stands in `unproven`");
    check("proof = \"report\"", "proof = \"licence\"", "not by the same years");
    check("proof = \"report\"", "proof = \"repor\"", "`proof` names no material");
    check("id = \"no-report\"", "id = \"no-source\"", "this check is there twice");
}

#[test]
fn definitions_name_only_those_above_them() {
    let known = "when = { judged = \"well-known\" }";
    check(DEFINITIONS, known, "when = { holds = \"def-known\" }", "names only those above it");
}

#[test]
fn units_and_kinds_fit() {
    check(INNOVATIVE, "than = \"3 年\"", "than = \"3 项\"", "3 项 should be in 年");
    check(INNOVATIVE, "than = \"1 项\"", "than = \"1 %\"", "1 % should be in 项");
    check(INNOVATIVE, "ge = \"5 %\"", "ge = \"5 分\"", "5 分 should be in %");
    check(INNOVATIVE, "ge = \"5 %\"", "ge = \"5.0001 %\"", "too many decimals");
    check(INNOVATIVE, "fact = \"rd-expense\"", "fact = \"employees\"", "a ratio needs two amounts");
    check(INNOVATIVE, "since = \"niche-since\"", "since = \"truthful\"", "`truthful` is not a date");
    check(INNOVATIVE, "is_true = \"truthful\"", "is_true = \"well-known\"", "`well-known` is not a yes-no");
    check(INNOVATIVE, "field = \"rank\"", "field = \"kind\"", "the field `kind` is not a count");
    check(
        INNOVATIVE,
        "slot = { points = \"local-points\"",
        "slot = { points = \"employees\"",
        "is not points from 0 to 15",
    );
    check(INNOVATIVE, "source = \"local-source\"", "source = \"nowhere\"", "there is no fact `nowhere`");
    check(DEFINITIONS, "of = \"items\"", "of = \"place\"", "`place` is not a list");
    check(SIZE, "\"1000 人\"", "\"1000 万元\"", "1000 万元 should be in 人");
}

#[test]
fn periods_are_those_of_the_fact() {
    let at = "{ fact = \"rd-expense\", at = \"FY-1\" }";
    check(INNOVATIVE, at, "{ fact = \"rd-expense\" }", "asked without its year");
    check(INNOVATIVE, at, "{ fact = \"rd-expense\", at = \"FY-3\" }", "is not asked at");
    let points = "points = { slot = { points = \"local-points\", source = \"local-source\" } }";
    let aged = "points.bands = { of = { fact = { fact = \"local-points\", at = \"FY-1\" } }, steps = [{ points = 15 }] }";
    check(INNOVATIVE, points, aged, "has no years and is asked at one");
}

#[test]
fn every_value_falls_into_one_band() {
    let last = "  { points = 0 },\n";
    check(INNOVATIVE, last, "", "the last band has an edge");
    check(INNOVATIVE, "{ ge = \"3 %\"", "{ le = \"3 %\"", "all bands but the last have `ge`");
    check(INNOVATIVE, "{ ge = \"3 %\"", "{ ge = \"6 %\"", "the band edge 6 does not follow 5");
    check(INNOVATIVE, "{ ge = \"3 %\"", "{ ge = \"5 %\"", "the band edge 5 does not follow 5");
    check(INNOVATIVE, "points = 10", "points = 20", "the points of the bands do not fall");
    check(INNOVATIVE, "points = 20 }", "points = 25 }", "25 points are more than the full 20");
}

/// A change that is within the rules.
fn accept(path: &str, from: &str, to: &str) {
    let (faults, _) = faults_after(path, from, to);
    assert_eq!(faults, [], "{from} -> {to}");
}

/// Bands that rise, of the ratio of the small folder.
fn rising(first: &str, second: &str) -> (Vec<Fault>, usize) {
    let steps = "  { ge = \"5 %\", points = 20 },\n  { ge = \"3 %\", points = 10 },\n";
    let other =
        format!("  {{ le = \"{first} %\", points = 20 }},\n  {{ le = \"{second} %\", points = 10 }},\n");
    faults_after(INNOVATIVE, steps, &other)
}

#[test]
fn bands_rise_as_well_as_fall() {
    assert_eq!(rising("3", "5").0, []);
    for (first, second) in [("5", "3"), ("5", "5")] {
        let (faults, _) = rising(first, second);
        assert!(faults.iter().any(|it| it.what.contains("does not follow")), "{faults:#?}");
    }
    check(INNOVATIVE, "{ ge = \"3 %\"", "{ ge = \"3 %\", le = \"4 %\"", "all bands but the last have `ge`");
    let first = "{ ge = \"5 %\", points = 20 }";
    check(
        INNOVATIVE,
        first,
        "{ le = \"6 %\", ge = \"5 %\", points = 20 }",
        "all bands but the last have `ge`",
    );
}

#[test]
fn an_edge_of_what_is_allowed_is_allowed() {
    accept(INNOVATIVE, "pass = 20", "pass = 40");
    accept(INNOVATIVE, "floor = 10", "floor = 25");
    accept(INNOVATIVE, "{ ge = \"3 %\"", "{ ge = \"3.01 %\"");
    check(INNOVATIVE, "{ ge = \"3 %\"", "{ ge = \"3.001 %\"", "has too many decimals");
    accept(SIZE, "first = 13, last = 43", "first = 13, last = 99");
    check(SIZE, "first = 13, last = 43", "first = 13, last = 100", "the section `C` is out of order");
    check(SIZE, "first = 13, last = 43", "first = 13, last = 12", "the section `C` is out of order");
    check(SIZE, "letter = \"B\"", "letter = \"BB\"", "the section `BB` is out of order");
    check(SIZE, "letter = \"B\"", "letter = \"b\"", "the section `b` is out of order");
    check("facts.toml", "most = 15", "most = 14", "is not points from 0 to 15");
}

#[test]
fn units_of_a_count_and_of_growth_are_what_they_count() {
    let points = "points = { slot = { points = \"local-points\", source = \"local-source\" } }";
    let per = |each: u32, points: u32| {
        format!(
            "points.per_unit = {{ of = {{ count = {{ list = \"items\" }} }}, each = {each}, points = {points}, most = 15 }}"
        )
    };
    accept(INNOVATIVE, points, &per(1, 1));
    check(INNOVATIVE, points, &per(0, 1), "above zero");
    check(INNOVATIVE, points, &per(1, 0), "above zero");
    let ratio = "{ ratio = { num = { fact = \"rd-expense\", at = \"FY-1\" }, den = { fact = \"revenue\", at = \"FY-1\" } } }";
    let growth = |fact: &str, from: &str, to: &str| {
        format!("{{ growth = {{ fact = \"{fact}\", from = \"{from}\", to = \"{to}\" }} }}")
    };
    accept(INNOVATIVE, ratio, &growth("revenue", "FY-2", "FY-1"));
    check(INNOVATIVE, ratio, &growth("revenue", "FY-1", "FY-2"), "from an earlier year to a later one");
    check(INNOVATIVE, ratio, &growth("revenue", "FY-1", "FY-1"), "from an earlier year to a later one");
    check(INNOVATIVE, ratio, &growth("revenue", "FY-3", "FY-1"), "is not asked at");
    check(INNOVATIVE, ratio, &growth("truthful", "FY-2", "FY-1"), "is no number with a known unit");
}

#[test]
fn the_digest_is_of_what_is_said_and_of_nothing_else() {
    let digest = |path: &str, from: &str, to: &str| {
        let mut files = sound();
        let file = files.iter_mut().find(|file| file.path == path).unwrap();
        file.text = file.text.replacen(from, to, 1);
        read::read(&files).unwrap().digest.to_string()
    };
    let own = digest(INNOVATIVE, "", "");
    assert!(own.len() == 16 && own.bytes().all(|it| it.is_ascii_hexdigit()), "{own}");
    assert_eq!(digest(INNOVATIVE, "[score]", "# A comment.\n[score]"), own);
    assert_eq!(digest("sources/leping.md", "", "另一句。"), own);
    let others = [("pass = 20", "pass = 21"), ("floor = 10", "floor = 11"), ("points = 2,", "points = 3,")];
    let mut all: Vec<String> = others.iter().map(|(from, to)| digest(INNOVATIVE, from, to)).collect();
    all.push(own);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 4);
}

#[test]
fn terms_are_counted_in_months() {
    let due = |text: &str| {
        let mut files = sound();
        let file = files.iter_mut().find(|file| file.path == PRACTICE).unwrap();
        file.text = file.text.replacen("each 04-30", text, 1);
        let book = read::read(&files).unwrap();
        book.practices.iter().flat_map(|it| &it.deadline).map(|it| it.due).next()
    };
    assert_eq!(due("recognised + 3 years"), Some(Due::After(Event::Recognised, 36)));
    assert_eq!(due("changed + 3 months"), Some(Due::After(Event::Changed, 3)));
    assert_eq!(due("each 05-31"), Some(Due::EachYear { month: 5, day: 31 }));
}

#[test]
fn the_guide_for_editors_is_no_file_of_the_law() {
    let (files, _) = shipped();
    assert!(files.iter().all(|file| file.path != "README.md"));
    assert!(files.iter().any(|file| file.path == "facts.toml" && file.is_data()));
    assert!(files.iter().any(|file| file.path == "sources/leping-2023-109.md" && !file.is_data()));
}

#[test]
fn a_fault_without_a_word_of_its_own_stands_at_its_rule() {
    let at = |id: &str| {
        let files = sound();
        let text = &files.iter().find(|file| file.path == INNOVATIVE).unwrap().text;
        text.lines().position(|line| line == format!("id = \"{id}\"")).unwrap() + 1
    };
    let (faults, _) = faults_after(INNOVATIVE, "pass = 20", "pass = 41");
    let expected =
        format!("policy/{INNOVATIVE}:{}: `total`: the pass line is above the full mark", at("total"));
    assert_eq!(faults.iter().map(Fault::to_string).collect::<Vec<_>>(), [expected]);
    let (faults, _) = faults_after(INNOVATIVE, "floor = 10", "floor = 26");
    let expected =
        format!("policy/{INNOVATIVE}:{}: `grp-one`: the floor is above the full mark", at("grp-one"));
    assert_eq!(faults.iter().map(Fault::to_string).collect::<Vec<_>>(), [expected]);
}

/// The fault stands where the change was made.
fn check_line(path: &str, from: &str, to: &str, expected: &str) {
    let (faults, line) = faults_after(path, from, to);
    let is_there = |it: &Fault| it.to_string().starts_with(&format!("policy/{path}:{line}: {expected}"));
    assert!(
        faults.iter().any(is_there),
        "{from} -> {to}: expected {expected:?} at line {line}, got {faults:#?}"
    );
}

#[test]
fn what_has_a_name_has_it_alone() {
    check("facts.toml", "id = \"granted-on\"", "id = \"rank\"", "a field is there twice");
    check("checks.toml", "id = \"granted-later\"", "id = \"uscc\"", "this check is there twice");
    check("sources/index.toml", "id = \"leping\"", "id = \"miit\"", "twice");
    check("facts.toml", "most = 15", "most = 15\nsigned = true", "only money may be negative");
    check(
        "facts.toml",
        "kind = \"date\"\nlabel.zh = \"起始日\"",
        "kind = \"date\"\nmost = 3\nlabel.zh = \"起始日\"",
        "a least or a most",
    );
    check(
        "facts.toml",
        "kind = \"date\"\nlabel.zh = \"起始日\"",
        "kind = \"date\"\nleast = 3\nlabel.zh = \"起始日\"",
        "a least or a most",
    );
}

#[test]
fn faults_stand_where_they_are() {
    check_line(INNOVATIVE, "wording.zh = \"二十分\"", "wording.zh = \"二十分 \"", "");
    check_line(INNOVATIVE, "wording.zh = \"二十分\"", "wording.zh = \"二十,分\"", "a half-width mark");
    check_line(
        INNOVATIVE,
        "id = \"national/innovative/",
        "id = \"national/inovative/",
        "the id of this file",
    );
    check_line(
        "facts.toml",
        "id = \"rank\"\nkind = \"count\"",
        "id = \"rank\"\nkind = \"yes-no\"",
        "`rank`: a count has a unit",
    );
    check_line("choices.toml", "number = 4", "number = 0", "choice 0 does not come after choice 1");
    check_line(
        "questions.toml",
        "asked.zh = \"首日待核对。\"\nrules = [\"national/common#registered\"]",
        "asked.zh = \"首日待核对。\"\nrules = []",
        "`a question`: this question names no rule",
    );
}

#[test]
fn scorecards_add_up() {
    check(INNOVATIVE, "full = 40", "full = 50", "the groups make 40 points, not 50");
    check(INNOVATIVE, "full = 25", "full = 30", "the indicators make 25 points, not 30");
    check(INNOVATIVE, "pass = 20", "pass = 41", "the pass line is above the full mark");
    check(INNOVATIVE, "floor = 10", "floor = 26", "the floor is above the full mark");
    check(INNOVATIVE, "points = 5,", "points = 4,", "at most 4 points can be reached");
    check(INNOVATIVE, "points = 2,", "points = 6,", "do not stand best first");
}

#[test]
fn rules_have_one_shape() {
    check(INNOVATIVE, "route = \"review\"", "route = \"new\"", "there twice for one filing");
    check(INNOVATIVE, "when = { is_true = \"truthful\" }\n", "", "has `when`, or parts");
    check(INNOVATIVE, "before = \"2026-01-01\"", "before = \"2025-01-01\"", "ends before it begins");
    check(DEFINITIONS, "of = \"items\"\n", "", "has `when`, or `of` and `tests`");
    check(
        INNOVATIVE,
        "any = [{ is_true = \"truthful\" }, { holds = \"def-known\" }]",
        "any = []",
        "at least one part",
    );
}

#[test]
fn one_version_is_in_force_on_a_day() {
    check("tiers.toml", "before = \"2022-08-01\"", "before = \"2022-08-02\"", "is in force as well");
    check("tiers.toml", "before = \"2022-08-01\"", "before = \"2020-01-01\"", "ends before it begins");
    check("tiers.toml", "innovative/2020-01-01", "innovative/2022-08-01", "no longer pending");
    check(INNOVATIVE, "id = \"national/innovative", "id = \"national/inovative", "is not its path");
    check(COMMON, "from = \"2022-08-01\"", "from = \"2022-09-01\"", "has no version on 2022-08-01");
    check(DEFINITIONS, "from = \"2022-08-01\"", "from = \"2022-09-01\"", "is not in force on 2022-08-01");
}

#[test]
fn a_standard_that_informs_decides_nothing() {
    let tier = "tier = \"innovative\"\n";
    check(INNOVATIVE, tier, "tier = \"innovative\"\ninforms = \"innovative\"\n", "and not both");
    check(INNOVATIVE, tier, "informs = \"inovative\"\n", "there is no such tier");
    let (faults, _) = faults_after(INNOVATIVE, tier, "informs = \"innovative\"\n");
    assert_eq!(faults, []);
    check(COMMON, "[[applies]]", "informs = \"innovative\"\n[[applies]]", "no family `national/common`");
}

#[test]
fn chains_windows_deadlines_and_rewards_hang_together() {
    check(PRACTICE, "actor = \"county\"", "actor = \"city\"", "there is no actor `city`");
    check(PRACTICE, "acts = [\"review\"]", "acts = [\"revue\"]", "there is no act `revue`");
    check(PRACTICE, "then = [\"flow-2\"]", "then = [\"flow-1\"]", "`flow-1` is no later step");
    check(PRACTICE, "then = [\"flow-2\"]", "then = [\"flow-3\"]", "`flow-3` is no later step");
    check(PRACTICE, "id = \"flow-2\"", "id = \"flow-1\"", "this step is there twice in its chain");
    check(PRACTICE, "tier = \"innovative\"", "tier = \"inovative\"", "there is no such tier");
    check(PRACTICE, "of = \"innovative\"", "of = \"national/tech\"", "is no tier and no standard");
    check(PRACTICE, "missed = \"update-missed\"", "missed = \"update\"", "there is no advice `update`");
    check(PRACTICE, "id = \"win-days\"", "id = \"win-half\"", "this id is there twice");
    check(PRACTICE, "amount = \"5 万元\"", "amount = \"5 %\"", "5 % should be in 万元");
    check(PRACTICE, "id = \"form\"", "id = \"each-year\"", "`each-year` is there twice");
    check(PRACTICE, "sort = \"unknown\"", "sort = \"change\"", "does not stand in the source");
    let one = "one_of = { field = \"kind\", values = [\"patent\"] }";
    check(PRACTICE, one, "stated = \"kind\"", "names its items by what they are");
    check(PRACTICE, "list = \"items\"", "list = \"item\"", "there is no fact `item`");
    check(PRACTICE, "quote = \"应当", "quote = \"必须", "does not hold this quote");
    let chain = "[[chain]]\ntier = \"innovative\"\nroute = \"new\"\nstep = []\n\n[[window]]";
    check(PRACTICE, "[[window]]", chain, "two chains for new of innovative");
    check(PRACTICE, "practice/2023-01-01", "practice/2023-02-01", "is not its path");
}

#[test]
fn days_are_written_so_that_no_wrong_one_can_be_said() {
    for wrong in [
        "each quarter 5",
        "each quarter 0",
        "each year",
        "2026-05-25 to 2026-04-25",
        "2026-04-31 to 2026-05-25",
        "2026-04-25",
    ] {
        check(PRACTICE, "each half-year", wrong, "expected \"each half-year\"");
    }
    for wrong in [
        "each 02-29",
        "each 13-01",
        "each 4-30",
        "announced + 3 years",
        "recognised + 0 years",
        "recognised + 3",
        "changed - 3 months",
    ] {
        check(PRACTICE, "each 04-30", wrong, "expected \"recognised + 3 years\"");
    }
}

#[test]
fn every_sentence_is_accounted_for() {
    check(CLAUSES, "注册登记、", "登记、", "are not its whole text, from `注册登记");
    check(CLAUSES, "article = \"第十二条\"", "article = \"第十三条\"", "the text has no 第十三条");
    check(CLAUSES, "article = \"第十二条\"", "article = \"第十三条\"", "the clauses of 第十二条 are not");
    check(CLAUSES, "reason.zh = \"不是规则\"", "", "neither rules nor a reason");
    check(CLAUSES, "common#registered", "common#registred", "there is no rule `national/common#registred`");
    check(CLAUSES, "practice#flow-1", "practices#flow-1", "there is no rule");
    check(CLAUSES, "common/2022-08-01\"", "common/2022-08-02\"", "there is no rule");
    check(CLAUSES, "instrument = \"leping\"", "instrument = \"miit\"", "the whole text of this instrument");
}

#[test]
fn every_question_touches_a_rule() {
    check(
        "questions.toml",
        "common#registered",
        "common#registred",
        "there is no rule `national/common#registred`",
    );
    check("questions.toml", "[\"national/common#registered\"]", "[]", "this question names no rule");
}

#[test]
fn the_vocabulary_is_whole() {
    let field = "field = \"kind\", values = [\"patent\"]";
    check("facts.toml", "id = \"rd-expense\"", "id = \"revenue\"", "this fact is there twice");
    check("facts.toml", "unit = \"人\"\n", "", "a count has a unit");
    check("facts.toml", field, "field = \"kin\", values = [\"patent\"]", "has no field `kin`");
    check("facts.toml", field, "field = \"kind\", values = [\"paten\"]", "the value `paten` is none");
    check("facts.toml", "id = \"elsewhere\"", "id = \"leping\"", "the value `leping` is there twice");
    check("facts.toml", "kind = \"choice\"", "kind = \"text\"", "a choice has values, and nothing else has");
    check("renames.toml", "# none", "turnover = \"revenu\"", "there is no fact `revenu`");
    check("renames.toml", "# none", "employees = \"revenue\"", "is a fact of today");
    check("choices.toml", "number = 4", "number = 1", "choice 1 does not come after choice 1");
}

#[test]
fn efforts_weigh_facts_that_are_there_by_what_they_are() {
    let check = |from: &str, to: &str, expected: &str| check("effort.toml", from, to, expected);
    check("\"revenue\"", "\"turnover\"", "there is no fact `turnover`");
    check("\"truthful\"", "\"revenue\"", "is there twice");
    check("\"truthful\"", "\"niche-since\"", "a fact of this kind cannot be changed");
    check("weight = 60", "weight = 0", "a weight lies between 1 and 1000");
    check("hard = 4", "hard = 0", "lie between 1 and 1000");
    check("towards = \"up\"\n", "", "a number has `towards`");
    check("whole = \"500 万元\"\n", "", "a number has a `whole`");
    check("500 万元", "500 人", "has the unit of the fact");
    check("500 万元", "0 万元", "above zero");
    check("[\"patent\"]", "[\"leping\"]", "`prefer` names a choice that is none here");
    check(
        "weight = 80",
        "weight = 80\nfield = [{ field = \"rank\", weight = 1 }]",
        "only items of a list have fields",
    );
    check(
        "weight = 40",
        "weight = 40\nfield = [{ field = \"rank\", weight = 1 }]",
        "only a yes-no field can be changed",
    );
    check("weight = 40", "weight = 40\nfield = [{ field = \"no\", weight = 1 }]", "has no field `no`");
}

#[test]
fn ids_that_fold_to_one_number_are_refused() {
    // A known pair of words with the same FNV-1a of 32 bits.
    let mut files = sound();
    let facts = files.iter_mut().find(|file| file.path == "facts.toml").unwrap();
    facts.text = facts.text.replace("\"employees\"", "\"costarring\"").replace("\"truthful\"", "\"liquid\"");
    let faults = all_faults(&files);
    assert!(faults.iter().any(|fault| fault.what.contains("fold to the same number")), "{faults:#?}");
}

#[test]
fn codes_lead_to_one_row() {
    check(SIZE, "[\"C43\"]", "[\"C44\"]", "C44 is no section letter");
    check(SIZE, "[\"C43\"]", "[\"C\"]", "the prefix C is there twice");
    check(SIZE, "label.zh = \"须人工核定\"\n", "", "need a label for the reader");
    check(SIZE, "\"300 人\"", "\"1000 人\"", "is not below that of the class above");
    check(SIZE, "limits.medium", "limits.middle", "`middle` is no class with lower limits");
    check(SIZE, "first = 13", "first = 12", "the section `C` is out of order");
}
