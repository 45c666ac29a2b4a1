-- What people do in the reading room. Times are milliseconds since 1970 UTC.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
