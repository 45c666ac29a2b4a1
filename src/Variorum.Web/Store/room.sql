-- What people do in the reading room. Times are milliseconds since 1970 UTC.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- What people decided of links and passages of collations.
CREATE TABLE correction (
  id TEXT PRIMARY KEY,
  step INTEGER NOT NULL,          -- rises with every decision and every withdrawal: who saw a lower one has not seen it
  author TEXT NOT NULL,           -- who decided it here, or brought it
  at INTEGER NOT NULL,
  annotation BLOB NOT NULL,       -- a Web Annotation of the W3C
  withdrawn INTEGER,              -- when; null while it holds
  withdrawn_by TEXT
) WITHOUT ROWID;
CREATE INDEX correction_step ON correction (step);
CREATE TABLE correction_account (
  mark TEXT NOT NULL,             -- an account as a decision names it: u and its address, s and the SHA-256 of its page, t and that of its text
  correction TEXT NOT NULL REFERENCES correction (id),
  PRIMARY KEY (mark, correction)
) WITHOUT ROWID;
