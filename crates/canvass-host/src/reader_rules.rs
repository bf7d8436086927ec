//! The pages of the rules that belong to no plugin: those of reading, and those about several canvases.

use canvass_model::finding::{Applicability, Severity};
use canvass_plugin::manifest::{MessageManifest, RuleManifest};

use crate::portfolio;

/// Every rule of the reader.
pub fn all() -> Vec<RuleManifest> {
    pages()
        .map(|page| RuleManifest {
            code: page.code.to_owned(),
            slug: page.slug.to_owned(),
            severity: page.severity,
            fix: applicability(page.code),
            summary: page.summary.to_owned(),
            documentation: page.documentation.to_owned(),
            messages: vec![MessageManifest { key: page.slug.replace('-', "_"), text: page.summary.to_owned(), would_change_if: None }],
        })
        .collect()
}

/// How the mends of a rule of the reader can be carried out; nothing for rules without.
pub(crate) fn applicability(code: &str) -> Option<Applicability> {
    match code {
        // The document is refused as it stands, and only one key is near.
        "STR003" => Some(Applicability::Safe),
        // Which item was meant only the author knows.
        "STR001" => Some(Applicability::Unsafe),
        _ => None,
    }
}

/// The code and the name of every rule of the reader.
pub fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    pages().map(|page| (page.code, page.slug))
}

/// Every rule that does not belong to a plugin: those of reading, and those about several canvases.
fn pages() -> impl Iterator<Item = &'static Page> {
    PAGES.iter().chain(portfolio::PAGES.iter().copied())
}

/// The page of a rule.
pub(crate) struct Page {
    pub(crate) code: &'static str,
    pub(crate) slug: &'static str,
    pub(crate) severity: Severity,
    pub(crate) summary: &'static str,
    pub(crate) documentation: &'static str,
}

static PAGES: [Page; 11] = [
    Page {
        code: "DOC001",
        slug: "unreadable",
        severity: Severity::Error,
        summary: "the document cannot be read: its notation, its encoding or a limit is broken",
        documentation: "## Why it matters
Nothing can be said about a document that cannot be read. The message names the place and the reason.

## A canvas with this finding
```yaml
customer_segments: [Readers, Advertisers
```

## A canvas without it
```yaml
customer_segments: [Readers, Advertisers]
```

## Source
YAML 1.2.2; JSON, RFC 8259. Documents are UTF-8, at most 16 MiB and 200,000 values, and nest at most 127 deep.
",
    },
    Page {
        code: "DOC002",
        slug: "wrong-shape",
        severity: Severity::Error,
        summary: "a value is not of the shape that the schema asks for",
        documentation: "## Why it matters
A value of the wrong sort, a spelling that no vocabulary has, or a number out of its range would be read as something else than what was meant.

## A canvas with this finding
```yaml
customer_segments: [{ name: Firms, kind: company }]
```

## A canvas without it
```yaml
customer_segments: [{ name: Firms, kind: businesses }]
```

## Source
The schema of the canvas: `canvass schema canvas`.
",
    },
    Page {
        code: "DOC003",
        slug: "duplicate-key",
        severity: Severity::Error,
        summary: "a key is given twice in one object",
        documentation: "## Why it matters
Most programs keep the last of two and say nothing. Half of what was written would be lost.

## A canvas with this finding
```yaml
customer_segments: [Readers]
customer_segments: [Advertisers]
```

## A canvas without it
```yaml
customer_segments: [Readers, Advertisers]
```

## Source
YAML 1.2.2, section 3.2.1.3: keys are unique. RFC 8259, section 4.
",
    },
    Page {
        code: "DOC004",
        slug: "not-a-canvas",
        severity: Severity::Error,
        summary: "there is no canvas in the document",
        documentation: "## Why it matters
A document without any of the nine blocks is something else, however well it is written.

## A canvas with this finding
```yaml
name: My business
```

## A canvas without it
```yaml
name: My business
customer_segments: [Neighbours]
```

## Source
Osterwalder & Pigneur, Business Model Generation, 2010, pp. 16-17: the nine building blocks.
",
    },
    Page {
        code: "DOC005",
        slug: "no-canvas",
        severity: Severity::Error,
        summary: "there is no canvas in the text",
        documentation: "## Why it matters
A picture, an empty template, a page about canvases or a message about one may lie where a canvas is expected. Nothing is made up in its place.

## A canvas with this finding
```markdown
# Business Model Canvas

![our canvas](canvas.png)
```

## A canvas without it
```markdown
# Bakery

## Customer Segments
- Neighbours

## Value Propositions
- Fresh bread before work

## Revenue Streams
- Sale of bread
```

## Source
The nine building blocks by their names: Osterwalder & Pigneur, Business Model Generation, 2010, pp. 16-17. At least three must be named, with something in
them.
",
    },
    Page {
        code: "DOC006",
        slug: "read-by-a-stretch",
        severity: Severity::Info,
        summary: "something was understood only by a stretch: a misspelt label, one in own words, a block of another canvas",
        documentation: "## Why it matters
A canvas that somebody else wrote is taken as it stands. Where its words are not quite those of a block, what was made of them should be looked at.

## A canvas with this finding
```markdown
# Bakery

## Customer Segmets
- Neighbours

## Value Propositions
- Fresh bread before work

## Revenue Streams
- Sale of bread
```

## A canvas without it
```markdown
# Bakery

## Customer Segments
- Neighbours

## Value Propositions
- Fresh bread before work

## Revenue Streams
- Sale of bread
```

## Source
Names of the blocks as they occur in canvases of a dozen languages; of other canvases, those of the Lean Canvas (Maurya, Running Lean, 2012) and of the
Mission Model Canvas (Blank & Osterwalder, 2016).
",
    },
    Page {
        code: "DOC007",
        slug: "bad-suppression",
        severity: Severity::Warning,
        summary: "a comment that is to silence a rule gives no reason, or names no rule that exists",
        documentation: "## Why it matters
Whoever reads the canvas next year should learn why a finding does not hold here. Without a reason, or with a slip in the name of the rule, the comment
silences nothing.

## A canvas with this finding
```yaml
# canvass: ignore no-payer
customer_segments: [Readers]
```

## A canvas without it
```yaml
customer_segments: [Readers]
```

## Source
The same rule as for comments that silence linters of program text: a reason is required.
",
    },
    Page {
        code: "DOC008",
        slug: "unused-suppression",
        severity: Severity::Warning,
        summary: "a comment silences a rule that has nothing to report there",
        documentation: "## Why it matters
A comment that has outlived its finding will hide the next one.

## A canvas with this finding
```yaml
# canvass: ignore FIN001 — the shares are rounded
customer_segments: [Readers]
```

## A canvas without it
```yaml
customer_segments: [Readers]
```

## Source
The same rule as for comments that silence linters of program text: those without effect are reported.
",
    },
    Page {
        code: "STR001",
        slug: "broken-link",
        severity: Severity::Error,
        summary: "a link to an item that does not exist, or of the wrong block",
        documentation: "## Why it matters
Links say who is served by what and who pays for it. One that leads nowhere is left out of every analysis, which then speaks of another business.

## A canvas with this finding
```yaml
customer_segments: [{ name: Readers, id: readers }]
value_propositions: [{ name: News, for: reader }]
```

## A canvas without it
```yaml
customer_segments: [{ name: Readers, id: readers }]
value_propositions: [{ name: News, for: readers }]
```

## Source
The canvas format: links are by id. An item without an id has one derived from its name: `Small firms` becomes `small-firms`.
",
    },
    Page {
        code: "STR002",
        slug: "duplicate-id",
        severity: Severity::Error,
        summary: "two items with one id",
        documentation: "## Why it matters
Links by that id find only the first of the two; the other is left hanging.

## A canvas with this finding
```yaml
customer_segments: [{ name: Readers, id: people }, { name: Writers, id: people }]
```

## A canvas without it
```yaml
customer_segments: [{ name: Readers, id: readers }, { name: Writers, id: writers }]
```

## Source
The canvas format: an id is unique within its canvas.
",
    },
    Page {
        code: "STR003",
        slug: "unknown-key",
        severity: Severity::Error,
        summary: "an unknown key",
        documentation: "## Why it matters
What stands under a key that nobody knows is not read. Mostly it is a slip of the pen; the nearest known key is suggested.

## A canvas with this finding
```yaml
customer_segments: [{ name: Readers, kinds: individuals }]
```

## A canvas without it
```yaml
customer_segments: [{ name: Readers, kind: individuals }]
```

## Source
The schema of the canvas: `canvass schema canvas`.
",
    },
];
