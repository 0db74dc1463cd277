//! What a hedge word means.

/// How the words round a number bend it.
///
/// After Cummins, Sauerland & Solt (2012) on modified numerals; `Nearly` is the approach from below that bare symbols
/// cannot say apart from `About`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modifier {
    /// The bare number.
    #[default]
    Exact,
    /// Around the number.
    About,
    /// Just under the number.
    Nearly,
    /// Under the number.
    LessThan,
    /// The number or under.
    AtMost,
    /// The number or over.
    AtLeast,
    /// Over the number.
    MoreThan,
}

impl Modifier {
    /// The symbol of machine output: one of `= ~ < <= >= >`.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Exact => "=",
            Self::About | Self::Nearly => "~",
            Self::LessThan => "<",
            Self::AtMost => "<=",
            Self::AtLeast => ">=",
            Self::MoreThan => ">",
        }
    }

    /// Whether the number is itself the value, or near it, rather than a limit on it.
    #[must_use]
    pub const fn is_sharp(self) -> bool {
        matches!(self, Self::Exact | Self::About | Self::Nearly)
    }

    /// The modifier of the negated statement: *not more than* is *at most*.
    #[must_use]
    pub const fn negated(self) -> Self {
        match self {
            Self::LessThan => Self::AtLeast,
            Self::AtMost => Self::MoreThan,
            Self::AtLeast => Self::LessThan,
            Self::MoreThan => Self::AtMost,
            other => other,
        }
    }

    /// The name that language data uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::LessThan => "less-than",
            Self::AtMost => "at-most",
            Self::AtLeast => "at-least",
            Self::MoreThan => "more-than",
        }
    }
}

/// Whether a number states a change, and which way, or a level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// A level: *stood at 15 bn*.
    #[default]
    Level,
    /// A rise: *rose by 5 %*.
    Up,
    /// A fall: *fell by 1.4 bn*.
    Down,
}

impl Change {
    /// The name of machine output: `none`, `up` or `down`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Level => "none",
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}
