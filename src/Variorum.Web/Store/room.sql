-- What people do in the reading room. Times are milliseconds since 1970 UTC.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- Translations by machines: paragraphs by the SHA-256 of what they say, and which accounts (by that of theirs) were asked for.
CREATE TABLE translated (
  paragraph TEXT NOT NULL,
  engine TEXT NOT NULL,
  language TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (paragraph, engine, language)
) WITHOUT ROWID;
CREATE TABLE translation (
  account TEXT NOT NULL,
  engine TEXT NOT NULL,
  language TEXT NOT NULL,
  time INTEGER NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (account, engine, language)
) WITHOUT ROWID;
CREATE TABLE translation_sent (
  time INTEGER NOT NULL,
  characters INTEGER NOT NULL
);
