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

-- Who may come in. Of secrets only digests are kept. No number is given twice: nothing of who was removed comes to somebody else.
CREATE TABLE user (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  folded TEXT NOT NULL UNIQUE,
  rank INTEGER NOT NULL,
  password TEXT,           -- null: signs in elsewhere
  subject TEXT UNIQUE,     -- issuer and subject where they sign in elsewhere
  made INTEGER NOT NULL
);
CREATE TABLE session (
  digest BLOB PRIMARY KEY,
  user INTEGER NOT NULL,
  begun INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_user ON session (user);
CREATE TABLE token (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  user INTEGER NOT NULL,
  name TEXT NOT NULL,
  rank INTEGER NOT NULL,
  made INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  used INTEGER
);
CREATE INDEX token_user ON token (user);

-- Attempts to sign in that failed, for a name or an address.
CREATE TABLE attempt (
  about TEXT PRIMARY KEY,
  failed INTEGER NOT NULL,
  last INTEGER NOT NULL
) WITHOUT ROWID;

-- Who did what. Old rows go when new ones come.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,
  who TEXT,
  what TEXT NOT NULL,
  about TEXT NOT NULL,
  address TEXT NOT NULL,
  times INTEGER NOT NULL DEFAULT 1,  -- how often, where the same came again and again
  last INTEGER                       -- the last time; null where it was once
);
CREATE INDEX audit_same ON audit (who, what, address);

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

-- What people follow: searches, webhooks, and what these have still to be told.
CREATE TABLE saved_search (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  scope INTEGER NOT NULL,
  author TEXT,
  made INTEGER NOT NULL,
  looked INTEGER NOT NULL,           -- when somebody said that they had seen what it finds
  mark INTEGER NOT NULL,             -- the archive's last version then: those above are new
  archive TEXT                       -- the identity of the database that numbers it; null where an older release did not say
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
  grouped INTEGER NOT NULL,          -- every version up to this number was looked at for its event
  archive TEXT                       -- as of saved_search
);
