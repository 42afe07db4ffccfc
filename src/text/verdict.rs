//! Answers: what does the verdict say, in one sentence, and why?

use super::reason::Teller;
use crate::assess::{Assessment, Judged, JudgedKind, Truth, Verdict};

/// The verdict as content, not as an error.
pub const fn sentence(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Meets => "按目前填写，已达到",
        Verdict::FallsShort => "按目前填写，暂未达到",
        Verdict::Undetermined => "按目前填写，尚不能判断",
    }
}

/// The verdict in a word, for chips and the ladder.
pub const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Meets => "已达到",
        Verdict::FallsShort => "暂未达到",
        Verdict::Undetermined => "尚不能判断",
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
            Some(label) => format!("各项条件全部满足；评分由直通“{label}”替代。"),
            None => "各项条件全部满足。".to_owned(),
        },
        Verdict::FallsShort => {
            let names = unmet(assessment);
            let rest = if tally.unknown + tally.manual > 0 {
                format!(
                    "还有 {} 项待定，怎么填都不改变这个结论；但要达到，它们也都须满足。",
                    tally.unknown + tally.manual
                )
            } else {
                String::new()
            };
            format!("{}不满足。{rest}", names.join("、"))
        }
        Verdict::Undetermined => {
            let bounds = assessment.score.as_ref().filter(|_| assessment.score_standing.is_open());
            let bounds = bounds.map(|score| {
                format!("至少 {} 分，至多 {} 分，评分线 {} 分；", score.lo, score.hi, score.score.pass)
            });
            let missing = assessment.missing.len();
            let rest = match (missing, assessment.missing.first()) {
                (0, _) => "须由人判断。".to_owned(),
                (1, Some(first)) => format!("只差“{}”即可确定。", teller.open(first.fact)),
                _ => format!("还差 {missing} 项即可确定。"),
            };
            bounds.unwrap_or_default() + &rest
        }
    }
}

/// The name of a fast track that stands for a score not reached.
fn relief<'p>(assessment: &Assessment<'p>) -> Option<&'p str> {
    let score = assessment.score.as_ref()?;
    if score.truth == Truth::Met {
        return None;
    }
    let met = assessment.reliefs.iter().filter(|it| it.reason.truth == Truth::Met);
    met.filter(|it| it.relief.replaces.iter().any(|id| id == "score"))
        .map(|it| it.relief.label.zh.as_str())
        .next()
}

/// The names of what is not met, common conditions of several files once.
fn unmet<'p>(assessment: &Assessment<'p>) -> Vec<&'p str> {
    let mut names: Vec<&str> = Vec::new();
    for judged in &assessment.criteria {
        let is_part = matches!(judged.kind, JudgedKind::Part(_));
        if !is_part && judged.standing == Truth::Unmet && !names.contains(&judged.label.zh.as_str()) {
            names.push(&judged.label.zh);
        }
    }
    if let Some(score) = assessment.score.as_ref().filter(|_| assessment.score_standing == Truth::Unmet) {
        names.push(&score.score.label.zh);
    }
    names
}
