// SPDX-License-Identifier: MIT
use crate::{text, Error, Kind, Severity, TemplateUrl};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;
use tokenlink_sys::tokenlink_finding;

/// What there is to say of a link: how it reads, and its findings. They are there even where it cannot be read.
///
/// Views of the reader's memory, as [`TemplateUrl`] is.
#[derive(Clone, Debug)]
pub struct Lint<'r> {
    pub(crate) url: TemplateUrl<'r>,
    pub(crate) error: Option<Error>,
}

impl<'r> Lint<'r> {
    /// What the link says, or why it cannot be read. That it can be read does not say that it has no findings.
    pub fn url(&self) -> Result<&TemplateUrl<'r>, &Error> {
        match &self.error {
            Some(error) => Err(error),
            None => Ok(&self.url),
        }
    }

    /// Which form the link opens, where that can be told though it cannot be read.
    pub fn kind(&self) -> Option<Kind> {
        self.url.kind()
    }

    /// The findings in order of their offsets, at most 1000.
    pub fn findings(&self) -> &'r [Finding<'r>] {
        // SAFETY: the library's, borrowed for 'r; Finding is tokenlink_finding in memory.
        unsafe { text::elements(self.url.raw.findings.cast(), self.url.raw.finding_count) }
    }

    /// How many findings there are, those beyond 1000 too.
    pub fn finding_total(&self) -> usize {
        self.url.raw.finding_total
    }

    /// Whether the link can be read and nothing is to be said of it.
    pub fn is_clean(&self) -> bool {
        self.error.is_none() && self.finding_total() == 0
    }
}

/// One thing the linter has to say.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Finding<'r> {
    raw: tokenlink_finding,
    reader: PhantomData<&'r str>,
}

impl<'r> Finding<'r> {
    /// The rule's number: 101 is TL101, which [`Rule::find`](crate::Rule::find) explains.
    pub fn rule(&self) -> u32 {
        self.raw.rule
    }

    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        Severity::from_code(self.raw.severity)
    }

    /// The index of the permission it is about.
    pub fn permission(&self) -> Option<usize> {
        usize::try_from(self.raw.permission).ok()
    }

    /// The bytes it is about, in the link as it was given. An empty range is a place where something is missing.
    pub fn span(&self) -> Range<usize> {
        self.raw.offset..self.raw.offset.saturating_add(self.raw.length)
    }

    /// One sentence.
    pub fn message(&self) -> &'r str {
        // SAFETY: the library's, borrowed for 'r.
        unsafe { text::text(self.raw.message) }
    }

    /// What to put in place of [`span`](Finding::span), where one fix is certain. Apply fixes from the last to the
    /// first, and of overlapping ones the enclosing one alone.
    pub fn fix(&self) -> Option<&'r str> {
        // SAFETY: the library's, borrowed for 'r.
        unsafe { text::optional(self.raw.fix) }
    }
}

/// `error[TL102] at 94..102: the message`
impl fmt::Display for Finding<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (severity, rule, span) = (self.severity(), self.rule(), self.span());
        write!(
            f,
            "{severity}[TL{rule}] at {}..{}: {}",
            span.start,
            span.end,
            self.message()
        )
    }
}

impl fmt::Debug for Finding<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finding")
            .field("rule", &self.rule())
            .field("severity", &self.severity())
            .field("permission", &self.permission())
            .field("span", &self.span())
            .field("message", &self.message())
            .field("fix", &self.fix())
            .finish()
    }
}

// SAFETY: numbers and &'r str, whatever the library calls them.
unsafe impl Send for Finding<'_> {}
// SAFETY: as above.
unsafe impl Sync for Finding<'_> {}
