"""The tables of an index.

A document that was taken out stays, marked with the generation of that change, until it is
purged; so do its passages, whose keys `gone` lists.
"""

TABLES = """
CREATE TABLE roots (
    path TEXT PRIMARY KEY, indexed TEXT NOT NULL, crc INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL,
    digest TEXT NOT NULL, crc INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE skipped (
    file TEXT NOT NULL, source TEXT NOT NULL, reason TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE INDEX skipped_file ON skipped (file);
CREATE TABLE documents (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, file TEXT NOT NULL,
    source TEXT NOT NULL, title TEXT NOT NULL, published TEXT, url TEXT, author TEXT,
    publisher TEXT, pages TEXT NOT NULL, sentences INTEGER NOT NULL, passages INTEGER NOT NULL,
    added INTEGER NOT NULL, digest BLOB NOT NULL, removed INTEGER);
CREATE UNIQUE INDEX documents_id ON documents (id) WHERE removed IS NULL;
CREATE INDEX documents_file ON documents (file);
CREATE INDEX documents_added ON documents (added);
CREATE INDEX documents_removed ON documents (removed) WHERE removed IS NOT NULL;
CREATE TABLE texts (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    text TEXT NOT NULL, sentences TEXT NOT NULL, places TEXT NOT NULL, digest BLOB NOT NULL);
CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL);
CREATE INDEX passages_document ON passages (document);
CREATE TABLE pending (key INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE);
CREATE TABLE vectors (
    key INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE, vector BLOB NOT NULL,
    crc INTEGER NOT NULL);
CREATE TABLE gone (key INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
CREATE INDEX gone_generation ON gone (generation);
CREATE TABLE bands (
    band INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    PRIMARY KEY (band, document)) WITHOUT ROWID;
CREATE INDEX bands_document ON bands (document);
CREATE TABLE copies (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    PRIMARY KEY (document, other)) WITHOUT ROWID;
CREATE INDEX copies_other ON copies (other);
"""
