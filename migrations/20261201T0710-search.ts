import { type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * Words in cases, notes and escalations are found by trigrams. What LIKE asks is no reason to use an index under row-level
 * security, because PostgreSQL does not trust it with hidden rows; so functions of the owner look the words up, for the
 * actor and within what the policies of these tables let them read, and answer with ids alone. Whoever asks reads the rows
 * themselves, under those policies.
 *
 * pg_trgm leaves out what the database's locale does not call a letter, and in the locale C that is all of Korean. So
 * Hangul is spelt with ASCII: a letter for each consonant, one for each vowel, coarser than the words, which are
 * compared themselves afterwards. The keys are in the indexes and nowhere else: a row that is changed or deleted takes
 * its words along.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  // A trusted extension: the owner of the database may create it.
  await sql`create extension if not exists pg_trgm with schema public`.execute(db)

  await sql`create function app.search_letters(content text) returns text
    language sql immutable strict parallel safe
    return case when ${isAscii} then ${plain} else (${spelt(sql`case
      when code between 44032 and 55203 then ${initialKey} || ${vowelKey} || ${finalKey}
      when code between 12593 and 12622 then ${compatibleKey}
      when code between 12623 and 12643 then substr(${sql.lit(vowelKeys)}, code - 12622, 1) else letter end`)}) end`.execute(
    db,
  )
  await sql`create function app.search_initials(content text) returns text
    language sql immutable strict parallel safe
    return case when ${isAscii} then ${plain} else (${spelt(sql`case
      when code between 44032 and 55203 then ${initialKey}
      when code between 12593 and 12622 then ${compatibleKey} else letter end`)}) end`.execute(db)
  await sql`create function app.spelt_key(content text) returns text
    language sql immutable strict parallel safe
    return app.search_letters(content) || ' ' || app.search_initials(content)`.execute(db)
  // Without a subselect its body takes the place of its call: most cases have no letter of Korean.
  await sql`create function app.search_key(content text) returns text
    language sql immutable parallel safe
    return case when ${isAscii} then ${plain} else app.spelt_key(content) end`.execute(db)
  await sql`create function app.case_text(case_ref text, reference text) returns text
    language sql immutable parallel safe return case_ref || ' ' || reference`.execute(db)
  await sql`create function app.note_text(body jsonb) returns text
    language sql immutable strict parallel safe
    return coalesce(body ->> 'text', '') || ' ' || coalesce(body ->> 'situation', '') || ' '
      || coalesce(body ->> 'behaviour', '') || ' ' || coalesce(body ->> 'impact', '') || ' '
      || coalesce(body ->> 'goal', '') || ' ' || coalesce(body ->> 'reality', '') || ' '
      || coalesce(body ->> 'options', '') || ' ' || coalesce(body ->> 'will', '')`.execute(db)
  // Lists show an escalation about child safety by its reference alone, and so does the search.
  await sql`create function app.escalation_text(summary text, details text, case_reference text, child_safety boolean)
    returns text language sql immutable parallel safe
    return case when child_safety then '' else summary || ' ' || coalesce(details, '') || ' ' end
      || coalesce(case_reference, '')`.execute(db)

  await sql`create index audit_found on audit using gin (app.search_key(app.case_text(case_ref, reference)) gin_trgm_ops)`.execute(
    db,
  )
  await sql`create index audit_newest on audit (org_id, team_id, policy, decided_at desc)`.execute(db)
  await sql`create index note_found on note using gin (app.search_key(app.note_text(body)) gin_trgm_ops)`.execute(
    db,
  )
  await sql`create index escalation_found on escalation
    using gin (app.search_key(app.escalation_text(summary, details, case_reference, child_safety)) gin_trgm_ops)`.execute(
    db,
  )

  await finder(db, {
    name: 'find_cases',
    table: 'audit',
    id: 'audit_id',
    time: 'decided_at',
    content: sql`app.case_text(x.case_ref, x.reference)`,
    readers: sql`(x.analyst_id = me or x.team_id = any (led))`,
    sources: [
      {
        from: sql`unnest(led) team, (select code from policy where org_id = app.org()) known`,
        where: sql`x.team_id = team and x.policy = known.code`,
      },
      { from: alone, where: sql`x.analyst_id = me` },
    ],
    candidateLimit: 1000,
    named: {
      codes: sql`array(select code from policy where org_id = app.org()
        and normalize(code || ' ' || coalesce(name_ko, '') || ' ' || coalesce(name_en, ''), nfc) ~* pattern)`,
      column: sql`x.policy`,
    },
  })
  const byManager = sql`x.audience = 'manager' and x.team_id = any (managed)`
  const byLead = sql`x.author_id = me and x.team_id = any (led)`
  const bySubject = sql`x.subject_id = me and x.audience <> 'me'`
  await finder(db, {
    name: 'find_notes',
    table: 'note',
    id: 'note_id',
    time: 'created_at',
    content: sql`app.note_text(x.body)`,
    readers: sql`(${byLead} or ${bySubject} or ${byManager})`,
    sources: [byLead, bySubject, byManager].map((where) => ({ from: alone, where })),
    candidateLimit: 100,
  })
  const ofTeams = sql`led || managed || app.acting_teams()`
  const submitted = sql`x.subject_id is distinct from me and x.submitted_at is not null`
  await finder(db, {
    name: 'find_escalations',
    table: 'escalation',
    id: 'escalation_id',
    time: 'changed_at',
    content: sql`app.escalation_text(x.summary, x.details, x.case_reference, x.child_safety)`,
    readers: sql`(x.raiser_id = me or (${submitted}
      and (x.team_id = any (${ofTeams}) or x.function = any (app.partner_functions()))))`,
    sources: [
      { from: alone, where: sql`x.raiser_id = me` },
      { from: sql`unnest(${ofTeams}) team`, where: sql`x.team_id = team and ${submitted}` },
      { from: sql`unnest(app.partner_functions()) role`, where: sql`x.function = role and ${submitted}` },
    ],
    candidateLimit: 100,
  })

  for (const name of functions) {
    await sql`revoke all on function app.${sql.raw(name)} from public`.execute(db)
    // What an index calculates, whoever writes a row must be allowed to calculate.
    await sql`grant execute on function app.${sql.raw(name)} to dure_app`.execute(db)
  }
}

/** A set of rows that an index has in the order of their time. */
interface Source {
  from: RawBuilder<unknown>
  where: RawBuilder<unknown>
}
interface Finder {
  name: string
  table: string
  id: string
  time: string
  /** The text of a row `x`. */
  content: RawBuilder<unknown>
  /** Holds where the actor may read `x`, by the policy of its table. */
  readers: RawBuilder<unknown>
  /** All that the actor may read. */
  sources: Source[]
  /** Rows that the index may name. What more rows have is found among the newest, which soon have it. */
  candidateLimit: number
  /** Rows with one of these codes are found as well. */
  named?: { codes: RawBuilder<unknown>; column: RawBuilder<unknown> }
}

const alone = sql`(select) alone`

async function finder(db: Kysely<unknown>, asked: Finder): Promise<void> {
  const { readers, sources, candidateLimit, named } = asked
  const table = sql`${sql.table(asked.table)} x`
  const id = sql`x.${sql.ref(asked.id)}`
  const time = sql`x.${sql.ref(asked.time)}`
  const matches = sql`normalize(${asked.content}, nfc) ~* pattern`
  const found = named ? sql`(${named.column} = any (named) or ${matches})` : matches
  const newest = sources.map(
    ({ from, where }) => sql`select newest.* from ${from}, lateral (
      select ${id} as id, ${time} as time from ${table}
      where x.org_id = app.org() and ${where} and ${found} order by ${time} desc limit row_limit) newest`,
  )
  await sql`create function app.${sql.raw(asked.name)}(word text, pattern text, row_limit int) returns setof uuid
    language plpgsql stable security definer set search_path = pg_catalog, public as $$
    declare
      me constant uuid := app.actor();
      led constant uuid[] := app.visible_teams('lead');
      managed constant uuid[] := app.visible_teams('manager');
      letters constant text := app.search_letters(word);
      wanted constant text := '%' || regexp_replace(letters, '([\\\\%_])', '\\\\\\1', 'g') || '%';
      named constant text[] := ${named?.codes ?? sql`'{}'`};
      candidates uuid[];
    begin
      -- Shorter words have no trigram.
      if length(letters) >= 3 and named = '{}' then
        candidates := array(select ${id} from ${table} where x.org_id = app.org() and ${readers}
          and app.search_key(${asked.content}) like wanted limit ${sql.lit(candidateLimit)});
        if cardinality(candidates) < ${sql.lit(candidateLimit)} then
          return query select ${id} from ${table} where x.org_id = app.org() and ${id} = any (candidates) and ${matches}
            order by ${time} desc limit row_limit;
          return;
        end if;
      end if;
      return query select f.id from (${sql.join(newest, sql` union `)}) f order by f.time desc limit row_limit;
    end $$`.execute(db)
}

const isAscii = sql`octet_length(content) = length(content)`
const plain = sql`translate(lower(content), E' \\t\\n\\r', '')`
/** Each character of a text, composed and in lower case, as `letter` spells it; blanks are left out. */
const spelt = (letter: RawBuilder<unknown>) => sql`select coalesce(string_agg(${letter}, ''), '')
  from (select letter, ascii(letter) as code
    from unnest(string_to_array(lower(normalize(content, nfc)), null)) letter) letters
  where letter not in (' ', E'\\t', E'\\n', E'\\r', U&'\\00a0')`
/** Doubled consonants are spelt as single ones, vowels and finals of two keys by the first. */
const vowelKeys = '0123456788889uuuuywwi'
const initialKey = sql`substr('ggnddrmbbssqjjcktph', (code - 44032) / 588 + 1, 1)`
const vowelKey = sql`substr(${sql.lit(vowelKeys)}, (code - 44032) % 588 / 28 + 1, 1)`
const finalKey = sql`substr('gggnnndrrrrrrrrmbbssqjcktph', (code - 44032) % 28, 1)`
const compatibleKey = sql`substr('gggnnnddrrrrrrrrmbbbssqjjcktph', code - 12592, 1)`

const functions = [
  'search_letters(text)',
  'search_initials(text)',
  'spelt_key(text)',
  'search_key(text)',
  'case_text(text, text)',
  'note_text(jsonb)',
  'escalation_text(text, text, text, boolean)',
  'find_cases(text, text, int)',
  'find_notes(text, text, int)',
  'find_escalations(text, text, int)',
]

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index audit_found, audit_newest, note_found, escalation_found`.execute(db)
  for (const name of functions.toReversed()) await sql`drop function app.${sql.raw(name)}`.execute(db)
  await sql`drop extension pg_trgm`.execute(db)
}
