-- What was read of captured pages, kept to be shown again without reading them. It can be thrown away at any time.
CREATE TABLE kept (
  version INTEGER PRIMARY KEY,       -- the archive's
  mark TEXT NOT NULL,                -- what it was made of: the page's digest, how many of its pictures were captured, the archive's database, the reader and this program
  body BLOB NOT NULL                 -- a Zstandard frame
);
CREATE TABLE step (
  document INTEGER NOT NULL,
  after INTEGER NOT NULL,            -- a version
  before INTEGER NOT NULL,           -- the one before it
  mark TEXT NOT NULL,
  told BLOB NOT NULL,
  PRIMARY KEY (document, after)
) WITHOUT ROWID;
