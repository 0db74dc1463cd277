-- The archive index. docs/archive.md tells what each table holds; queries are best asked of the views.

CREATE TABLE setting (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    modified INTEGER,       -- nanoseconds since 1970; null where the time cannot be trusted, so that the hash decides
    hash BLOB NOT NULL,     -- BLAKE3 of the content
    faulty INTEGER NOT NULL -- something in it could not be read: it is read again each time, to say so
);

-- Ids are never given twice: postings may still name a document that is gone.
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file INTEGER NOT NULL REFERENCES file (id),
    name TEXT NOT NULL,
    key TEXT NOT NULL,      -- what it is known by between runs
    title TEXT,
    outlet TEXT,
    published TEXT,
    url TEXT,
    language TEXT NOT NULL,
    trust TEXT NOT NULL,    -- low where the text was worked out from a page's looks, as PDF is
    claims INTEGER NOT NULL,
    hash BLOB NOT NULL,     -- BLAKE3 of what was read from the file
    waivers BLOB,           -- findings that it says are to be let stand
    state INTEGER NOT NULL  -- 0 read, 1 can be found by what it tells, 2 weighed against all others
);
CREATE INDEX document_of_file ON document (file);
CREATE INDEX document_by_name ON document (name);
CREATE INDEX document_unfinished ON document (state) WHERE state < 2;

CREATE INDEX document_undated ON document (id) WHERE published IS NULL;
CREATE INDEX document_waiving ON document (id) WHERE waivers IS NOT NULL;

CREATE TABLE frames (document INTEGER PRIMARY KEY, claims BLOB NOT NULL);

-- What claims of each document meet others by: which of them an article asks for is told without making any.
CREATE TABLE outline (document INTEGER PRIMARY KEY, keys BLOB NOT NULL);

CREATE TABLE sentence (id INTEGER PRIMARY KEY, text TEXT NOT NULL);

CREATE TABLE claim (
    id INTEGER PRIMARY KEY, -- document * 1048576 + its place in the document
    code INTEGER NOT NULL,  -- the id of reports, as a number
    sentence INTEGER NOT NULL,
    line INTEGER NOT NULL,
    quote TEXT NOT NULL,
    type TEXT NOT NULL,
    value NUMERIC,
    value2 NUMERIC,
    modifier TEXT NOT NULL,
    unit TEXT,
    measure TEXT,
    participants TEXT,
    period_from TEXT,
    period_to TEXT,
    set_aside TEXT
);

CREATE TABLE topic (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    named INTEGER,          -- its place in claims.toml
    first INTEGER,          -- its first claim; null where claims.toml names it
    shared BLOB,            -- how many of its claims have each word of titles: what more claims would make of it
    torn INTEGER NOT NULL   -- claims of it were taken out, and what is left may be several topics
);
CREATE INDEX topic_torn ON topic (id) WHERE torn;

-- The topic of each claim that fits another, but for topics of claims.toml, of which a claim may be in several.
CREATE TABLE member (claim INTEGER PRIMARY KEY, topic INTEGER NOT NULL);
CREATE INDEX member_of_topic ON member (topic);

CREATE TABLE finding (
    a INTEGER NOT NULL,     -- claims; a's document comes first by name
    b INTEGER NOT NULL,
    code TEXT,              -- null where two claims fit and no rule decides
    rule TEXT,
    verdict INTEGER,        -- 0 incomparable, 1 agreement, 2 compatible, 3 update, 4 tension, 5 contradiction
    marks INTEGER NOT NULL, -- what reports keep of it at its claims, where it is not flagged
    heading TEXT,
    reason TEXT,
    both_if TEXT,           -- what would have to be so for both to hold
    home INTEGER,           -- the topic of claims.toml that holds both, by its place there; else that of its claims
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
-- With it, what links the claims of a topic is found without the findings themselves.
CREATE INDEX finding_by_b ON finding (b, home);

-- What one article says twice.
CREATE TABLE own_finding (
    document INTEGER NOT NULL,
    nth INTEGER NOT NULL,
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    code TEXT NOT NULL,
    rule TEXT NOT NULL,
    verdict INTEGER NOT NULL,
    marks INTEGER NOT NULL,
    heading TEXT,
    reason TEXT NOT NULL,
    both_if TEXT,
    PRIMARY KEY (document, nth)
) WITHOUT ROWID;

-- By what documents are found: what they tell, open with and name, their figures, what their lasting claims share, topics;
-- and what else has to be known of each.
CREATE TABLE posting (
    kind INTEGER NOT NULL,
    key INTEGER NOT NULL,
    chunk INTEGER NOT NULL, -- document / 65536; of what is told and opened with, sixteen days
    documents BLOB NOT NULL,
    PRIMARY KEY (kind, key, chunk)
) WITHOUT ROWID;

-- How many documents there are, how many of low trust, claims that are compared, and mentions set aside by reason.
CREATE TABLE tally (what TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;

-- The short names of documents, the shortest first: reports use the first that no other document has.
CREATE TABLE short (name TEXT NOT NULL, step INTEGER NOT NULL, document INTEGER NOT NULL,
    PRIMARY KEY (name, step, document)) WITHOUT ROWID;

-- What a folder looked like when it was last walked.
CREATE TABLE stamp (path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER) WITHOUT ROWID;

CREATE VIEW claims AS
SELECT printf('c%012x', claim.code) AS id, document.name AS document, document.outlet, document.published,
       document.language, claim.line, claim.quote, claim.type, claim.value, claim.value2, claim.modifier, claim.unit,
       claim.measure, claim.participants, claim.period_from, claim.period_to, claim.set_aside,
       sentence.text AS sentence
FROM claim
JOIN document ON document.id = claim.id >> 20
JOIN sentence ON sentence.id = claim.sentence;

CREATE VIEW findings AS
WITH judged AS (
    SELECT a, b, code, rule, verdict, reason, both_if,
           CASE WHEN home IS NULL THEN (SELECT topic FROM member WHERE claim = a)
           ELSE (SELECT id FROM topic WHERE named = home) END AS topic
    FROM finding WHERE rule IS NOT NULL
    UNION ALL SELECT a, b, code, rule, verdict, reason, both_if, NULL FROM own_finding
)
SELECT judged.code AS id, judged.rule,
       CASE judged.verdict WHEN 5 THEN 'contradiction' WHEN 4 THEN 'tension' WHEN 3 THEN 'update'
           WHEN 2 THEN 'compatible' WHEN 1 THEN 'agreement' ELSE 'incomparable' END AS verdict,
       topic.title AS topic,
       here.name AS a_document, here.outlet AS a_outlet, here.published AS a_published, a.line AS a_line,
       a.quote AS a_quote, a.value AS a_value, printf('c%012x', a.code) AS a_claim,
       there.name AS b_document, there.outlet AS b_outlet, there.published AS b_published, b.line AS b_line,
       b.quote AS b_quote, b.value AS b_value, printf('c%012x', b.code) AS b_claim,
       judged.reason, judged.both_if
FROM judged
JOIN claim AS a ON a.id = judged.a
JOIN claim AS b ON b.id = judged.b
JOIN document AS here ON here.id = judged.a >> 20
JOIN document AS there ON there.id = judged.b >> 20
LEFT JOIN topic ON topic.id = judged.topic;
