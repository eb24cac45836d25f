"""Tables of the archive, and how an older archive becomes one of today."""

from __future__ import annotations

import sqlite3

# Each entry takes the archive one version further; entries are never changed, only added.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE run (              -- one call of ingest or watch
        id INTEGER PRIMARY KEY,
        started TEXT NOT NULL,      -- ISO 8601, UTC
        ended TEXT,
        outcome TEXT,               -- finished, interrupted, failed; null while it runs
        software TEXT NOT NULL,
        found INTEGER NOT NULL DEFAULT 0,     -- files counted so far
        seen INTEGER NOT NULL DEFAULT 0,      -- files dealt with so far
        documents INTEGER NOT NULL DEFAULT 0, -- documents finished by this run
        pages INTEGER NOT NULL DEFAULT 0,     -- pages read by this run
        seconds REAL NOT NULL DEFAULT 0       -- by the monotonic clock
    );

    CREATE TABLE document (         -- one content, however many files hold it
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        bytes INTEGER NOT NULL,
        page_count INTEGER NOT NULL DEFAULT 0,  -- 0 where it cannot be opened
        state TEXT NOT NULL CHECK (
            state IN ('pending', 'done', 'doubtful', 'blank', 'skipped', 'failed')),
        recipe TEXT NOT NULL,       -- options and versions that make the results, JSON
        limits TEXT NOT NULL,       -- options that only decide whether it fails, JSON
        reason TEXT,                -- why it failed, see errors.dump
        retry INTEGER NOT NULL DEFAULT 0,  -- failed for what may pass: taken again
        results INTEGER NOT NULL DEFAULT 0,
        needs_review INTEGER NOT NULL DEFAULT 0,
        type TEXT, number TEXT, symbol TEXT, date TEXT, issuer TEXT, subject TEXT,
        type_key TEXT,              -- folded: lower case, no accents
        issuer_key TEXT,            -- superior and issuer, folded
        code TEXT,                  -- number/symbol, folded
        run INTEGER NOT NULL,       -- that finished it
        finished TEXT,
        seconds REAL NOT NULL DEFAULT 0,
        reasons TEXT NOT NULL DEFAULT '[]',  -- for review, JSON
        fields TEXT                 -- scalar fields with status, JSON; the longest comes last
    );
    CREATE INDEX document_state ON document (state);
    CREATE INDEX document_code ON document (code);
    CREATE INDEX document_date ON document (date);

    CREATE TABLE source (           -- one file
        id INTEGER PRIMARY KEY,
        path BLOB NOT NULL UNIQUE,  -- as the system has it, which may be no UTF-8
        shown TEXT NOT NULL,
        size INTEGER, mtime_ns INTEGER, ctime_ns INTEGER,
        read_at INTEGER,            -- ns, by the clock that sets mtime
        document INTEGER REFERENCES document (id),
        reason TEXT                 -- why it could not be taken
    );
    CREATE INDEX source_document ON source (document);

    CREATE TABLE page (
        document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (
            state IN ('done', 'doubtful', 'blank', 'skipped', 'failed')),
        reason TEXT,
        words INTEGER NOT NULL DEFAULT 0,
        confidence REAL,
        PRIMARY KEY (document, number)
    ) WITHOUT ROWID;

    CREATE TABLE reading (          -- pages of documents that are not finished yet
        document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        data BLOB,                  -- see readings.py; null where it failed
        reason TEXT,
        PRIMARY KEY (document, number)
    );

    CREATE TABLE output (
        document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('pdf', 'txt', 'json')),
        sha256 TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        PRIMARY KEY (document, kind)
    ) WITHOUT ROWID;

    CREATE TABLE reference (
        document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
        type TEXT, number TEXT, symbol TEXT, date TEXT, issuer TEXT, title TEXT,
        mentions INTEGER NOT NULL, page INTEGER, status TEXT NOT NULL,
        code TEXT                   -- number/symbol, folded
    );
    CREATE INDEX reference_document ON reference (document);
    CREATE INDEX reference_code ON reference (code);

    CREATE TABLE statistic (
        document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
        indicator TEXT, scope TEXT, value REAL, unit TEXT, numerator REAL, denominator REAL,
        percent REAL, period TEXT, "check" TEXT, page INTEGER, status TEXT NOT NULL,
        indicator_key TEXT          -- folded
    );
    CREATE INDEX statistic_document ON statistic (document);

    CREATE TABLE page_text (
        -- Never used twice: words that the index failed to forget must not find another page.
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document INTEGER NOT NULL REFERENCES document (id),
        number INTEGER NOT NULL
    );
    CREATE INDEX page_text_document ON page_text (document);
    CREATE TABLE page_body (        -- apart: a search goes through many rows of page_text
        id INTEGER PRIMARY KEY REFERENCES page_text (id) ON DELETE CASCADE,
        body TEXT NOT NULL
    );

    -- Without content of its own: the text is in page_body. Words are compared in one
    -- spelling with accents, and without any; see words.py.
    CREATE VIRTUAL TABLE word USING fts5(
        spelled, folded, content='', tokenize='unicode61 remove_diacritics 0');
    """,
)


def version(db: sqlite3.Connection) -> int:
    """The version of an archive; 0 for an empty file."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection) -> None:
    """Bring an archive to today's version, whole or not at all."""
    for number in range(version(db), len(MIGRATIONS)):
        script = f"BEGIN IMMEDIATE; {MIGRATIONS[number]} PRAGMA user_version = {number + 1}; COMMIT"
        try:
            db.executescript(script)
        except sqlite3.Error:
            if db.in_transaction:
                db.rollback()
            raise
