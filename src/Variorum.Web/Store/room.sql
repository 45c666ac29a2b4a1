-- What people do in the reading room. Times are milliseconds since 1970 UTC.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
-- What people follow: searches, webhooks, and what these have still to be told.
CREATE TABLE saved_search (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  scope INTEGER NOT NULL,
  author TEXT,
  made INTEGER NOT NULL,
  looked INTEGER NOT NULL,           -- when somebody said that they had seen what it finds
  mark INTEGER NOT NULL              -- the archive's last version then: those above are new
);
CREATE TABLE webhook (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  url TEXT NOT NULL,
  secret BLOB NOT NULL,              -- as it is: what is signed with has to be known
  about INTEGER NOT NULL,            -- bits of WebhookAbout
  source TEXT,                       -- of this site alone; null for all
  author TEXT,
  made INTEGER NOT NULL,
  failures INTEGER NOT NULL,         -- attempts in a row that failed
  stopped INTEGER                    -- since when nothing is sent to it; null where it is in use
);
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook INTEGER NOT NULL,
  name TEXT NOT NULL,                -- the same at each attempt
  body BLOB NOT NULL,
  made INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  due INTEGER,                       -- of the next attempt; null where there is none
  tried INTEGER,                     -- the last attempt
  status INTEGER NOT NULL,           -- what was answered; 0 for nothing
  told TEXT                          -- how it ended, in a sentence
);
CREATE INDEX delivery_due ON delivery (due) WHERE due IS NOT NULL;
CREATE INDEX delivery_webhook ON delivery (webhook, id);
CREATE TABLE news_mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL,          -- every version of the archive up to this number is told
  evidence INTEGER NOT NULL,         -- the highest capture among those that began them
  capture INTEGER NOT NULL,          -- every capture up to this number was looked at
  grouped INTEGER NOT NULL           -- every version up to this number was looked at for its event
);
