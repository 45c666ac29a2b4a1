-- Which accounts tell of one event. An index of the archive and of what people decided (events.decisions.jsonl): all can be made anew.
-- A unit is what a document said, in one version or in several that are one text; texts that are wholly others are units of their own.
CREATE TABLE state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,          -- every version of the archive up to this number is grouped
    dropped INTEGER NOT NULL,          -- how many versions of the archive had been dropped
    counted INTEGER NOT NULL,          -- terms are counted up to this unit
    counts BLOB                        -- how many units hold each term
);
CREATE TABLE account (
    id INTEGER PRIMARY KEY,            -- the archive's version
    document INTEGER NOT NULL,         -- the archive's
    unit INTEGER NOT NULL,
    mark INTEGER NOT NULL,             -- 64 bits of the SHA-256 of the address
    key INTEGER NOT NULL,              -- 64 bits of the SHA-256 of what it says
    capture INTEGER NOT NULL           -- 64 bits of the SHA-256 of the page's bytes
);
CREATE INDEX account_document ON account (document);
CREATE INDEX account_unit ON account (unit);
CREATE INDEX account_mark ON account (mark);
CREATE TABLE unit (
    id INTEGER PRIMARY KEY,            -- its first version
    event INTEGER NOT NULL,            -- 0 for none yet
    time INTEGER NOT NULL,             -- published, else first seen: milliseconds since 1970 UTC
    seen INTEGER NOT NULL,             -- first seen, likewise
    day INTEGER NOT NULL,              -- of the time, where others of its event are looked for: days since 1 January of the year 1
    said INTEGER,                      -- the day of what it tells, by its text
    relation INTEGER NOT NULL,         -- to the one that it repeats
    source INTEGER,                    -- which that is
    share REAL NOT NULL,               -- how much of it is that one's
    publisher TEXT NOT NULL,
    house INTEGER NOT NULL,            -- 64 bits of the SHA-256 of its site, by which translations are looked for
    place TEXT,
    names TEXT NOT NULL,               -- those that it names foremost, a line each
    origin TEXT,                       -- whose text it says that it is: publisher and, on a second line, address; empty for nobody's, null until the page was read for it
    traits BLOB NOT NULL,
    repeats INTEGER NOT NULL DEFAULT 0 -- 1 where it repeated an earlier one when it came: its terms are not counted
);
CREATE INDEX unit_event ON unit (event);
CREATE TABLE counted (
    unit INTEGER PRIMARY KEY,          -- whose text is another one now
    traits BLOB NOT NULL               -- those that were counted: of its first version
);
CREATE TABLE nearest (
    unit INTEGER PRIMARY KEY,
    nearest BLOB NOT NULL              -- its greatest similarities to others, four bytes each
);
CREATE TABLE digest (
    unit INTEGER PRIMARY KEY           -- tells of several events
);
CREATE TABLE edge (
    a INTEGER NOT NULL,                -- both ways
    b INTEGER NOT NULL,
    probability REAL NOT NULL,
    relation INTEGER NOT NULL,         -- of the later to the earlier, by their whole texts
    share REAL NOT NULL,               -- how much of a's words stand in b, where one repeats the other
    said INTEGER NOT NULL,             -- a says that it comes from b
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE TABLE posting (
    week INTEGER NOT NULL,             -- day / 8: accounts that are far away in time are never looked at; -1 for those of no known day
    key INTEGER NOT NULL,
    units BLOB NOT NULL,               -- the first and the latest of each language that have it, and their language: four bytes each
    PRIMARY KEY (week, key)
) WITHOUT ROWID;
CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given again: people write it down
    into_event INTEGER,                -- the one that it became part of
    day INTEGER,                       -- of the event, by its accounts
    date INTEGER NOT NULL,             -- the same, else the day of its first account: what events are sorted by
    time INTEGER NOT NULL,             -- of its first account
    place TEXT,
    names TEXT NOT NULL,
    accounts INTEGER NOT NULL,
    publishers INTEGER NOT NULL,
    witnesses INTEGER NOT NULL,
    disagreement REAL                  -- null until somebody asks; -1 where they cannot be compared
);
CREATE INDEX event_date ON event (date, id);
CREATE TABLE actor (
    name INTEGER NOT NULL,             -- 64 bits of the SHA-256 of a place or of a name of the event
    event INTEGER NOT NULL,
    PRIMARY KEY (name, event)
) WITHOUT ROWID;
CREATE TABLE decided (
    unit INTEGER PRIMARY KEY,          -- a person has decided something of it
    ruling INTEGER NOT NULL            -- 64 bits of the SHA-256 of what that comes to
);
CREATE TABLE named (
    mark INTEGER NOT NULL,             -- an account as a decision names it, by the bytes of a later capture of its version
    capture INTEGER NOT NULL,
    account INTEGER NOT NULL,
    PRIMARY KEY (mark, capture)
) WITHOUT ROWID;
CREATE TABLE known (
    mark INTEGER NOT NULL,             -- of an archive whose database was made anew: which events its accounts were of
    key INTEGER NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (mark, key)
) WITHOUT ROWID;
INSERT INTO state (id, version, dropped, counted) VALUES (1, 0, 0, 0);
