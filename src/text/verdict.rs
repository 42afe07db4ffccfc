//! Answers: what does the verdict say, in one sentence, and why?

use super::reason::Teller;
use super::say::tr;
use super::{number, words};
use crate::assess::{Assessment, Judged, JudgedKind, Truth, Verdict};

/// The verdict as content, not as an error.
pub const fn sentence(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Meets => tr("按目前填写，已达到", "By the present answers, it meets the standard"),
        Verdict::FallsShort => tr("按目前填写，暂未达到", "By the present answers, it falls short"),
        Verdict::Undetermined => tr("按目前填写，尚不能判断", "By the present answers, it is undetermined"),
    }
}

/// The verdict in a word, for chips and the ladder.
pub const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Meets => tr("已达到", "Meets"),
        Verdict::FallsShort => tr("暂未达到", "Falls short"),
        Verdict::Undetermined => tr("尚不能判断", "Undetermined"),
    }
}

/// How many standing conditions (parts counted with their parents) are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Not met for certain.
    pub unmet: usize,
    /// Open, by answers.
    pub unknown: usize,
    /// Open, and a person must judge.
    pub manual: usize,
    /// Met.
    pub met: usize,
}

/// The states of the conditions, the scorecard counted as one.
pub fn tally(assessment: &Assessment<'_>) -> Tally {
    let mut tally = Tally::default();
    let of_itself = |judged: &&Judged<'_>| !matches!(judged.kind, JudgedKind::Part(_));
    for judged in assessment.criteria.iter().filter(of_itself) {
        match judged.standing {
            Truth::Met => tally.met += 1,
            Truth::Unmet => tally.unmet += 1,
            Truth::Unknown if judged.reason.first_hold().is_some() => tally.manual += 1,
            Truth::Unknown => tally.unknown += 1,
        }
    }
    if assessment.score.is_some() {
        match assessment.score_standing {
            Truth::Met => tally.met += 1,
            Truth::Unmet => tally.unmet += 1,
            Truth::Unknown => tally.unknown += 1,
        }
    }
    tally
}

/// Why, in one or two plain sentences.
pub fn why(assessment: &Assessment<'_>, teller: Teller<'_>) -> String {
    let tally = tally(assessment);
    match assessment.verdict {
        Verdict::Meets => match relief(assessment) {
            Some(label) => worded!(
                "各项条件全部满足；评分由直通“{label}”替代。",
                "All conditions are met; the fast track “{label}” stands in for the score."
            ),
            None => tr("各项条件全部满足。", "All conditions are met.").to_owned(),
        },
        Verdict::FallsShort => {
            let names = unmet(assessment).join(tr("、", ", "));
            let open = tally.unknown + tally.manual;
            let rest = if open > 0 {
                worded!(
                    "还有 {open} 项待定，怎么填都不改变这个结论；但要达到，它们也都须满足。",
                    " Still open: {open}. No answer there changes this result, but to meet the standard they must all be met too."
                )
            } else {
                String::new()
            };
            worded!("{names}不满足。{rest}", "Not met: {names}.{rest}")
        }
        Verdict::Undetermined => {
            let bounds = assessment.score.as_ref().filter(|_| assessment.score_standing.is_open());
            let bounds = bounds.map(|score| {
                let [lo, hi, pass] = [score.lo, score.hi, score.score.pass].map(number::points);
                worded!(
                    "至少 {lo}，至多 {hi}，评分线 {pass}；",
                    "At least {lo}, at most {hi}, pass mark {pass}. "
                )
            });
            let missing = assessment.missing.len();
            let rest = match (missing, assessment.missing.first()) {
                (0, _) => tr("须由人判断。", "A person must judge.").to_owned(),
                (1, Some(first)) => {
                    let first = teller.open(first.fact);
                    worded!("只差“{first}”即可确定。", "Only “{first}” is missing to determine it.")
                }
                _ => worded!(
                    "还差 {missing} 项即可确定。",
                    "Answers still missing to determine it: {missing}."
                ),
            };
            bounds.unwrap_or_default() + &rest
        }
    }
}

/// The name of a fast track that stands for a score not reached.
fn relief(assessment: &Assessment<'_>) -> Option<&'static str> {
    let score = assessment.score.as_ref()?;
    if score.truth == Truth::Met {
        return None;
    }
    let met = assessment.reliefs.iter().filter(|it| it.reason.truth == Truth::Met);
    met.filter(|it| it.relief.replaces.iter().any(|id| id == "score"))
        .map(|it| words(&it.relief.label))
        .next()
}

/// The names of what is not met, common conditions of several files once.
fn unmet(assessment: &Assessment<'_>) -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for judged in &assessment.criteria {
        let is_part = matches!(judged.kind, JudgedKind::Part(_));
        if !is_part && judged.standing == Truth::Unmet && !names.contains(&words(judged.label)) {
            names.push(words(judged.label));
        }
    }
    if let Some(score) = assessment.score.as_ref().filter(|_| assessment.score_standing == Truth::Unmet) {
        names.push(words(&score.score.label));
    }
    names
}
