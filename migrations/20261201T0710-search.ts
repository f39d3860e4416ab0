import { type Kysely, sql } from 'kysely'

/**
 * Words in notes and escalations are found by trigrams, cases by how their number begins or ends. Under row-level security
 * PostgreSQL uses no index for what LIKE asks, because it does not trust LIKE with hidden rows. So three functions of the
 * owner name the rows: each asks its index for the words and the catalogue for the read policy of its table, and answers
 * with ids alone. Whoever asks reads the rows themselves, under that same policy.
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
    return translate(lower(normalize(content, nfd)), ${sql.lit(letters.from + blanks)}, ${sql.lit(letters.to)})`.execute(
    db,
  )
  await sql`create function app.search_initials(content text) returns text
    language sql immutable strict parallel safe
    return translate(lower(normalize(content, nfd)), ${sql.lit(initials.from + rest + blanks)}, ${sql.lit(initials.to)})`.execute(
    db,
  )
  await sql`create function app.search_key(content text) returns text
    language sql immutable strict parallel safe
    return app.search_letters(content) || ' ' || app.search_initials(content)`.execute(db)
  await sql`create function app.case_number(case_ref text) returns text
    language sql immutable strict parallel safe return lower(replace(case_ref, ' ', ''))`.execute(db)
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

  // An import writes many cases: two indexes of short numbers weigh little on it, and one of trigrams a lot.
  await sql`create index audit_number on audit (org_id, app.case_number(case_ref) text_pattern_ops)`.execute(
    db,
  )
  await sql`create index audit_number_end on audit (org_id, reverse(app.case_number(case_ref)) text_pattern_ops)`.execute(
    db,
  )
  await sql`create index note_found on note using gin (app.search_key(app.note_text(body)) gin_trgm_ops)`.execute(
    db,
  )
  await sql`create index escalation_found on escalation
    using gin (app.search_key(app.escalation_text(summary, details, case_reference, child_safety)) gin_trgm_ops)`.execute(
    db,
  )

  await sql`create function app.escaped(word text) returns text
    language sql immutable strict parallel safe
    return regexp_replace(word, '([\\\\%_])', '\\\\\\1', 'g')`.execute(db)
  // The search path has nothing but the catalogue, so that every name in the rule is written with its schema.
  await sql`create function app.read_rule(relation text) returns text
    language sql stable set search_path = pg_catalog as $$
      select pg_get_expr(polqual, polrelid) from pg_policy
      where polrelid = ('public.' || relation)::regclass and polname = 'read'
    $$`.execute(db)
  const numbered = (number: string, likened: string) =>
    `(select audit_id from (select * from public.audit where org_id = app.org() and ${number} like ${likened}
      order by ${number} using ~<~ limit ${numbersRead}) audit where %1$s limit $3)`
  const byNumber = [
    numbered('app.case_number(case_ref)', '$1'),
    numbered('reverse(app.case_number(case_ref))', '$2'),
  ].join(' union ')
  await sql`create function app.find_cases(number text, row_limit int) returns setof uuid
    language plpgsql stable security definer set search_path = pg_catalog, public as $$
    begin
      return query execute format(${sql.lit(byNumber)}, app.read_rule('audit'))
        using app.escaped(number) || '%', app.escaped(reverse(number)) || '%', row_limit;
    end $$`.execute(db)
  for (const { name, table, id, time, content } of finders) {
    const words = `normalize(${content}, nfc) ~* $2`
    await sql`create function app.${sql.raw(name)}(word text, pattern text, row_limit int) returns setof uuid
      language plpgsql stable security definer set search_path = pg_catalog, public as $$
      declare
        letters constant text := app.search_letters(word);
        -- Shorter words have no trigram.
        indexed constant text := case when length(letters) < 3 then '$1 is not null'
          else ${sql.lit(`app.search_key(${content}) like $1`)} end;
      begin
        return query execute ${sql.lit(`select ${id} from public.${table} where (`)} || app.read_rule(${sql.lit(table)})
          || ') and ' || indexed || ${sql.lit(` and ${words} order by ${time} desc limit $3`)}
          using '%' || app.escaped(letters) || '%', pattern, row_limit;
      end $$`.execute(db)
  }

  for (const name of functions) await sql`revoke all on function app.${sql.raw(name)} from public`.execute(db)
  // What an index calculates, whoever writes a row must be allowed to calculate.
  for (const name of functions.filter((known) => known !== 'read_rule(text)'))
    await sql`grant execute on function app.${sql.raw(name)} to dure_app`.execute(db)
}

/** Numbers that begin or end alike and are looked through for those that the actor may read. */
const numbersRead = 20_000

const finders = [
  {
    name: 'find_notes',
    table: 'note',
    id: 'note_id',
    time: 'created_at',
    content: 'app.note_text(body)',
  },
  {
    name: 'find_escalations',
    table: 'escalation',
    id: 'escalation_id',
    time: 'changed_at',
    content: 'app.escalation_text(summary, details, case_reference, child_safety)',
  },
]

/** The characters from one to another of Unicode's order. */
const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, place) => String.fromCharCode(first + place)).join('')

// Each letter of a decomposed syllable, and each letter alone. Doubled consonants are spelt as single ones, vowels and
// finals of two keys by the first.
const initials = {
  from: range(0x1100, 0x1112) + range(0x3131, 0x314e),
  to: 'ggnddrmbbssqjjcktphgggnnnddrrrrrrrrmbbbssqjjcktph',
}
const vowels = '0123456788889uuuuywwi'
const letters = {
  from: initials.from + range(0x1161, 0x1175) + range(0x314f, 0x3163) + range(0x11a8, 0x11c2),
  to: `${initials.to}${vowels}${vowels}gggnnndrrrrrrrrmbbssqjcktph`,
}
const rest = range(0x1161, 0x1175) + range(0x11a8, 0x11c2)
const blanks = ' \t\n\r\u00a0'

const functions = [
  'search_letters(text)',
  'search_initials(text)',
  'search_key(text)',
  'case_number(text)',
  'note_text(jsonb)',
  'escalation_text(text, text, text, boolean)',
  'escaped(text)',
  'read_rule(text)',
  'find_cases(text, int)',
  'find_notes(text, text, int)',
  'find_escalations(text, text, int)',
]

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop index audit_number, audit_number_end, note_found, escalation_found`.execute(db)
  for (const name of functions.toReversed()) await sql`drop function app.${sql.raw(name)}`.execute(db)
  await sql`drop extension pg_trgm`.execute(db)
}
