//! Answers: what is odd about the events?

/// Something odd, and the places of the events it is about, the odd one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub odd: Odd,
    /// Places in the list of events, counted from zero.
    pub events: Vec<usize>,
}

macro_rules! odds {
    ($($(#[$doc:meta])* $name:ident: $word:literal, $counts:literal;)*) => {
        /// What may be odd.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Odd {
            $($(#[$doc])* $name,)*
        }

        impl Odd {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The public id.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// Whether the event counts nevertheless; else it moved nothing.
            pub const fn counts(self) -> bool {
                match self { $(Self::$name => $counts,)* }
            }
        }
    };
}

odds! {
    /// An authority acted, or the application ended, before it was submitted.
    BeforeSubmission: "before-submission", false;
    /// It was submitted already and not returned since.
    SubmittedAlready: "submitted-already", false;
    /// The application had ended before.
    AfterEnd: "after-end", false;
    /// It was with the enterprise for correction.
    WhileReturned: "while-returned", false;
    /// A later step had acted before.
    StepIsOver: "step-is-over", false;
    /// The same happened before.
    Twice: "twice", false;
    /// The chain has no such act or step.
    NotInChain: "not-in-chain", false;
    /// The step of the enterprise is the event `submitted`.
    FilingIsSubmission: "filing-is-submission", false;
    /// No chain is known for the day of submission.
    NoChain: "no-chain", false;
    /// The rule names the acts of this step in another order.
    OtherOrder: "other-order", true;
    /// Submitted again when another version of the standard was in force: no rule says which one governs.
    OtherEdition: "other-edition", true;
    /// Submitted while a revocation for misconduct bars it.
    Barred: "barred", true;
    /// Nothing says that the title was recognised, or (of a granted review) which one it renews.
    NoSuchTitle: "no-such-title", false;
    /// The title was recognised before; another recognition is another title.
    RecognisedAlready: "recognised-already", false;
    /// Before the title was recognised.
    BeforeRecognition: "before-recognition", false;
    /// The title had been taken away.
    AfterRevocation: "after-revocation", false;
    /// The stated last day lies beyond the term of the rules; it stands (decision 54).
    BeyondTerm: "beyond-term", true;
    /// It is not said why the title was taken away, so that nothing is known of a bar.
    NoCause: "no-cause", true;
    /// No such change is entered.
    ReportOfNothing: "report-of-nothing", false;
    /// Reported before it happened.
    ReportBeforeChange: "report-before-change", false;
    /// The last day of a notice comes before its first.
    EndsBeforeItBegins: "ends-before-it-begins", false;
    /// No title was valid on the day: the rules speak of titles in force only.
    NoTitleThen: "no-title-then", false;
    /// No rule that this program holds was in force on the day.
    NoRuleThen: "no-rule-then", false;
}
