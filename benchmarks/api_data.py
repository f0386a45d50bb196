"""A desk of any size, made by SQL in PostgreSQL: articles of 100 claims, two reviews each with one evidence.

One claim in five is still open; the others are decided by the quorum, a fifth for each of four ratings.
"""

import hashlib

import psycopg

TEXT = "The bridge opened in 1932 and carries 160,000 vehicles a day over the river Example. " * 100
SHA = hashlib.sha256(TEXT.encode()).hexdigest()
PER_ARTICLE = 100

FILL = """
INSERT INTO claims_article (id, title, source_url, publisher, author, language, state, state_reason, added_by_id,
        created_at, changed_at, canonical_url)
    SELECT a, 'Bridge news ' || a, 'https://daily.example.org/' || a, 'Example Daily', 'A. Writer', 'en', 'ready', '',
        {boss}, now(), now(), '' FROM generate_series(1, {articles}) a;
INSERT INTO claims_articleversion (id, article_id, number, text, sha256, dropped, sentences, notes, added_by_id,
        created_at)
    SELECT a, a, 1, {text}, {sha}, '[]', '[]', '[]', {boss}, now() FROM generate_series(1, {articles}) a;
UPDATE claims_article SET version_id = id;
INSERT INTO claims_claim (id, article_id, version_id, text, text_sha256, start, "end", quote, prefix, suffix, spans,
        also_at, sentence_start, sentence_end, kind, speaker, check_worthiness, reasons, substitutions, readings,
        needs_context, origin, status, reviews_count, withdrawn_cause, withdrawn_reason, revision, created_at,
        changed_at, decided_at)
    SELECT c, (c - 1) / {per} + 1, (c - 1) / {per} + 1,
        'The bridge number ' || c || ' opened in 1932 and carries 160,000 vehicles a day over the river Example',
        md5(c::text) || md5(c::text), (c - 1) % {per} * 85, (c - 1) % {per} * 85 + 84,
        substr({text}, 1, 84), '', ' The bridge', '[]', '[]', (c - 1) % {per} * 85, (c - 1) % {per} * 85 + 84,
        'asserted', '', random(), '[]', '[]', '[]', false, 'splitter',
        (ARRAY['unreviewed', 'incorrect', 'supported', 'disputed', 'unproven'])[c % 5 + 1],
        CASE c % 5 WHEN 0 THEN 0 ELSE 2 END,
        '', '', 1, now(), now(), CASE c % 5 WHEN 0 THEN NULL ELSE now() END
    FROM generate_series(1, {claims}) c;
INSERT INTO claims_verdict (id, claim_id, version_id, number, rating, summary, decided_by, reason, causes, true_as_of,
        state, created_at)
    SELECT id, id, version_id, 1, status, 'It is so because the records say so.', 'quorum', '', '[]', current_date,
        'unpublished', now()
    FROM claims_claim WHERE status <> 'unreviewed';
UPDATE claims_claim SET verdict_id = id WHERE status <> 'unreviewed';
INSERT INTO claims_source (id, url, title, publisher, reliability, archived_url, snapshot_text, snapshot_sha256,
        created_at)
    SELECT s, 'https://records.example.org/' || s, 'Records ' || s, '', 'unrated', '', '', '', now()
    FROM generate_series(1, 1000) s;
INSERT INTO claims_review (id, claim_id, reviewer_id, state, rating, note, reason, created_at, submitted_at)
    SELECT 2 * id + n, id, CASE n WHEN 0 THEN {ann} ELSE {bob} END, 'submitted', status,
        'As the records say.', '', now(), now()
    FROM claims_claim, generate_series(0, 1) n WHERE status <> 'unreviewed';
INSERT INTO claims_evidence (review_id, source_id, position, url, stance, quote, note, accessed_at)
    SELECT id, id % 1000 + 1, 0, 'https://records.example.org/' || id % 1000 + 1, 'refutes', 'opened in 1933',
        '', now() FROM claims_review;
INSERT INTO claims_event (kind, at, article_id, claim_id, old, new, reason, data)
    SELECT 'claim:split', now(), article_id, id, '', text, '', '{{}}' FROM claims_claim ORDER BY id;
"""
DEFAULTS = {
    "boolean": "false",
    "character varying": "''",
    "text": "''",
    "integer": "0",
    "smallint": "0",
    "jsonb": "'[]'",
    "timestamp with time zone": "now()",
}
TABLES = ("article", "articleversion", "claim", "verdict", "source", "review", "evidence")


def fill(url: str, *, claims: int, people: dict[str, int]) -> None:
    """Put `claims` claims into the empty, migrated database; `people` has the ids of boss, ann and bob."""
    about = {"text": f"'{TEXT}'", "sha": f"'{SHA}'", "articles": -(-claims // PER_ARTICLE), "per": PER_ARTICLE}
    with psycopg.connect(url, autocommit=True) as connection:
        give_defaults(connection)
        connection.execute(FILL.format(claims=claims, **about, **people))
        for table in TABLES:
            sequence = f"pg_get_serial_sequence('claims_{table}', 'id')"
            connection.execute(f"SELECT setval({sequence}, (SELECT max(id) FROM claims_{table}))")  # noqa: S608
        connection.execute("VACUUM ANALYZE")


def give_defaults(connection: psycopg.Connection) -> None:
    """Let columns that FILL does not name be empty, so that a new column needs no change here."""
    found = connection.execute(
        """SELECT table_name, column_name, data_type FROM information_schema.columns
            WHERE table_name LIKE 'claims%' AND is_nullable = 'NO' AND column_default IS NULL
              AND is_identity = 'NO'"""
    ).fetchall()
    for table, column, kind in found:
        if kind in DEFAULTS:
            connection.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" SET DEFAULT {DEFAULTS[kind]}')
