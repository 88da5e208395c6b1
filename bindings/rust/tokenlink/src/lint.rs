// SPDX-License-Identifier: MIT
use crate::{text, Error, Kind, Severity, TemplateUrl};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;
use tokenlink_sys::{self as sys, tokenlink_finding};

/// A link as it was read, and the findings about it. A link that cannot be read has findings too.
///
/// Borrows the reader's memory, as [`TemplateUrl`] does.
#[derive(Clone, Debug)]
pub struct Lint<'r> {
    pub(crate) url: TemplateUrl<'r>,
    pub(crate) error: Option<Error>,
}

impl<'r> Lint<'r> {
    /// The link, or why it cannot be read. A link that can be read may have findings.
    pub fn url(&self) -> Result<&TemplateUrl<'r>, &Error> {
        match &self.error {
            Some(error) => Err(error),
            None => Ok(&self.url),
        }
    }

    /// Which form the link opens, if that could be told; also for a link that cannot be read.
    pub fn kind(&self) -> Option<Kind> {
        self.url.kind()
    }

    /// The findings by offset, at most 1000.
    pub fn findings(&self) -> &'r [Finding<'r>] {
        // SAFETY: the library's, borrowed for 'r; Finding has the memory of tokenlink_finding.
        unsafe { text::elements(self.url.raw.findings.cast(), self.url.raw.finding_count) }
    }

    /// The number of findings, including those past the first 1000.
    pub fn finding_total(&self) -> usize {
        self.url.raw.finding_total
    }

    /// Whether the link can be read and has no findings.
    pub fn is_clean(&self) -> bool {
        self.error.is_none() && self.finding_total() == 0
    }
}

/// One result of the linter.
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

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        Severity::from_code(self.raw.severity)
    }

    /// The index of the permission it is about.
    pub fn permission(&self) -> Option<usize> {
        usize::try_from(self.raw.permission).ok()
    }

    /// Whether it is about how the link is written, rather than what the link asks for.
    pub fn is_non_canonical(&self) -> bool {
        self.raw.flags & sys::TOKENLINK_FINDING_NON_CANONICAL != 0
    }

    /// Whether a browser reads these bytes differently than this library does.
    pub fn browser_differs(&self) -> bool {
        self.raw.flags & sys::TOKENLINK_FINDING_BROWSER_DIFFERS != 0
    }

    /// The bytes it is about, in the link that was linted. In an empty span something is missing.
    pub fn span(&self) -> Range<usize> {
        self.raw.offset..self.raw.offset.saturating_add(self.raw.length)
    }

    /// One sentence.
    pub fn message(&self) -> &'r str {
        // SAFETY: the library's, borrowed for 'r.
        unsafe { text::text(self.raw.message) }
    }

    /// What to replace [`span`](Finding::span) with; None if no fix is certain. The fixes of one lint never overlap:
    /// apply them all, from the last to the first.
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

// SAFETY: it is numbers and &'r str.
unsafe impl Send for Finding<'_> {}
// SAFETY: as above.
unsafe impl Sync for Finding<'_> {}
