"""Browser flows: real pages in Debian's Chromium. Each page that a flow visits keeps the strict policy."""
