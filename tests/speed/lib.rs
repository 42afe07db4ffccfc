//! The core alone in a browser, for `cargo xtask bench`: each call does its work once, the page takes the time.

#[cfg(target_arch = "wasm32")]
mod browser {
    use std::hint::black_box;

    use tidu::assess::Filing;
    use tidu::document::{Document, read};
    use tidu::insight::{margins, next};
    use tidu::package::assess_all;
    use tidu::plan::{Wish, plan};
    use tidu::policy::catalog::Catalog;
    use tidu::policy::schema::Route;
    use tidu::units::Date;
    use wasm_bindgen::prelude::*;

    const DAY: Date = Date::made(2026, 9, 18);

    /// The sample enterprise.
    #[wasm_bindgen]
    pub struct Sample(Document);

    #[wasm_bindgen]
    impl Sample {
        /// The sample enterprise, read.
        #[wasm_bindgen(constructor)]
        pub fn new() -> Self {
            let text = include_str!("../../src/draft/sample.json");
            Self(read(text, Catalog::embedded()).unwrap_or_default())
        }

        /// All tiers, with reasons.
        pub fn assess(&self) {
            drop(black_box(assess_all(Catalog::embedded(), &self.0, DAY)));
        }

        /// All tiers, what comes next and every margin.
        pub fn margins(&self) {
            let catalog = Catalog::embedded();
            let assessed = assess_all(catalog, &self.0, DAY);
            drop(black_box((next(catalog, &assessed), margins(catalog, &self.0.facts, &assessed))));
        }

        /// The shortest paths to a tier.
        pub fn plan(&self, tier: &str) {
            let filing = Filing { route: Route::New, as_of: DAY };
            drop(black_box(plan(Catalog::embedded(), tier, &self.0.facts, filing, &Wish::default())));
        }
    }

    impl Default for Sample {
        fn default() -> Self {
            Self::new()
        }
    }
}
