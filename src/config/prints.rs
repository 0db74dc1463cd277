//! What a configuration decides, part by part: what was worked out under other settings is not taken for the same.

use super::Config;

impl Config {
    /// All that decides which files a folder stands for.
    #[must_use]
    pub fn walking(&self) -> String {
        format!("{:?} {:?} {:?}", self.root, self.include.written(), self.exclude.written())
    }

    /// All that decides which documents and claims a file holds.
    #[must_use]
    pub fn reading(&self) -> String {
        let Self { root, home, date_order, languages, limits, units, sources, source_paths, .. } = self;
        let codes: Vec<&str> = languages.iter().map(|language| language.code).collect();
        let home = home.as_ref().map(super::Home::here);
        format!(
            "{root:?} {home:?} {date_order:?} {codes:?} {limits:?} {units:?} {sources:?} {:?}",
            source_paths.written()
        )
    }

    /// Whether it speaks of articles, topics or findings by name, so that one of them may be missed.
    #[must_use]
    pub fn names_articles(&self) -> bool {
        !(self.topics.is_empty() && self.sources.is_empty() && self.waivers.is_empty() && self.facts.is_empty())
    }

    /// All that decides which findings claims make.
    #[must_use]
    pub fn judging(&self) -> String {
        // A setting that is new is sorted into one of the three, or named here as deciding nothing of them.
        let Self {
            root: _,
            home: _,
            include: _,
            exclude: _,
            fail_on: _,
            date_order: _,
            languages: _,
            limits: _,
            progress: _,
            tolerance,
            path: _,
            // A fact is weighed anew in each run.
            facts: _,
            units: _,
            waivers: _,
            topics,
            sources: _,
            source_paths: _,
        } = self;
        format!("{tolerance:?} {topics:?}")
    }
}
