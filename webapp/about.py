"""What the page says of itself: what it is, its limits, where texts go."""

from webapp.site import MOST_ADDRESSES, MOST_FILES, MOST_TEXT

ABOUT = f"""
## What this is
Articles are grouped into stories, one event each. For each story a model writes a headline, a short and a long summary.
Every sentence shows the words of the sources it rests on, and what no source says is not printed. Texts that several
outlets took from one agency count as one origin; figures that differ stand in a table.

## The model
`default` is SmolLM2-135M-Instruct (Apache-2.0) with an adapter of this project, on this machine. `coverage`, `lexrank`
and `lead` choose sentences of the sources and write none.

## Limits
The model has 135 million parameters and writes English only; stories in other languages are quoted. It can merge or
swap subjects: read the evidence. A support score near 1 means that the words stand in the sources, not that the sources
are right. The sample day is invented. At once: {MOST_FILES} files, {MOST_ADDRESSES} addresses, {MOST_TEXT:,} characters.

## Where texts go
Nowhere. What you paste or drop is read here, is not kept after the run (files: an hour at most), and is sent to no one. Addresses you give are
fetched from here. (On a machine of your own, a model that your configuration names by its address is sent what it is to
summarize.) Files to download are deleted within an hour. There are no analytics and no third-party assets.

## For programs
The footer's link shows the named endpoints (`/summarize`, `/today`, `/compare`, `/models`, `/corrections`, `/correct`);
digests are JSON, schema 1.
"""
