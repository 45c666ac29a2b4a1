-- The database is an index of the WARC files and of nothing else: all that stands here can be made anew from them.
-- Times are milliseconds since 1970 UTC. A new layout raises Database.Layout.
CREATE TABLE identity (
    id TEXT NOT NULL                   -- one row, random, entered by the first writer: whose numbers these are
);
CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    length INTEGER NOT NULL            -- how far it is indexed; more bytes than these are looked at when the archive is opened
);
CREATE TABLE record (
    mark INTEGER PRIMARY KEY           -- of every record taken: 64 bits of the SHA-256 of its name, so that it is taken once
);
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    mark INTEGER NOT NULL,             -- 64 bits of the SHA-256 of the address: an index on the address itself is five times larger
    url TEXT NOT NULL,
    state INTEGER NOT NULL,
    since INTEGER NOT NULL,
    last INTEGER NOT NULL,             -- time of the last capture
    version INTEGER                    -- the current one
);
CREATE INDEX document_mark ON document (mark);
CREATE TABLE version (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given again: the search has those that were dropped
    document INTEGER NOT NULL,
    number INTEGER NOT NULL,
    key INTEGER NOT NULL,              -- 64 bits of the SHA-256 of what it says
    capture INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    captures INTEGER NOT NULL,
    reader TEXT NOT NULL,
    publisher TEXT,
    published TEXT,
    language TEXT,
    kind INTEGER NOT NULL,
    shown INTEGER,                     -- the pictures of its last capture; null for none
    text BLOB NOT NULL                 -- title, text, captions and notes: a byte for the dictionary, then a Zstandard frame
);
CREATE TABLE dictionary (
    id INTEGER PRIMARY KEY,            -- 1 and more
    bytes BLOB NOT NULL                -- of Zstandard, learnt from texts of this archive
);
CREATE INDEX version_document ON version (document, first);
CREATE TABLE capture (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL,
    time INTEGER NOT NULL,
    status INTEGER NOT NULL,
    state INTEGER NOT NULL,
    key INTEGER,
    sha256 BLOB NOT NULL,
    file INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    remark TEXT,
    shown INTEGER                      -- the pictures that the page shows; null for none
);
CREATE INDEX capture_document ON capture (document, time);
CREATE INDEX capture_place ON capture (file, offset);
CREATE TABLE revisit (
    original INTEGER NOT NULL,         -- 64 bits of the SHA-256 of an address at which the capture may lie that a revisit repeats
    capture INTEGER NOT NULL,          -- the revisit, as long as a capture that comes can still tell more of it
    PRIMARY KEY (original, capture)
) WITHOUT ROWID;
CREATE TABLE superseded (
    chunk INTEGER PRIMARY KEY,         -- version id / 65536
    bits BLOB NOT NULL                 -- a bit a version: it is not its document's current text
);
CREATE TABLE dropped (
    version INTEGER PRIMARY KEY        -- no version any more since its text is read otherwise; the search still has it
);
CREATE TABLE shown (
    id INTEGER PRIMARY KEY,
    mark INTEGER NOT NULL UNIQUE,      -- 64 bits of the SHA-256 of what follows
    pictures BLOB NOT NULL             -- addresses, captions, credits, alternative texts, Brotli
);
CREATE TABLE showing (
    picture INTEGER NOT NULL,          -- 64 bits of the SHA-256 of its address
    document INTEGER NOT NULL,         -- a page that shows it, or did
    PRIMARY KEY (picture, document)
) WITHOUT ROWID;
CREATE TABLE look (
    picture INTEGER PRIMARY KEY,       -- 64 bits of the SHA-256 of its bytes
    look BLOB                          -- null where it cannot be decoded; made when it is compared
);
CREATE TABLE loss (
    version INTEGER NOT NULL,          -- the one that does not say it any more
    kind INTEGER NOT NULL,
    text TEXT NOT NULL,
    weight REAL NOT NULL,
    PRIMARY KEY (version, kind, text)
) WITHOUT ROWID;
