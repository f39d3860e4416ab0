import { type Kysely, sql } from 'kysely'

/**
 * Words about child safety hold letters, digits, blanks, commas, hyphens and brackets once they are normalised, and
 * nothing else: an address cannot be written with them. What was written before keeps its row and its letters; every
 * other character of it becomes a blank, and no older address stays behind.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create function app.is_plain(words text) returns boolean
    language sql immutable parallel safe set search_path = pg_catalog as $$
      select coalesce(length(words) <= 200 and words ~ ${sql.lit(`^[${plain}${otherForms}]*$`)}
        and normalize(words, nfkc) ~ ${sql.lit(`^[${plain}]*$`)}, true)
    $$`.execute(db)
  await sql`create function app.has_plain_titles(follow_ups jsonb) returns boolean
    language sql immutable parallel safe set search_path = pg_catalog as $$
      select not exists (select from jsonb_array_elements(follow_ups) f where not app.is_plain(f ->> 'title'))
    $$`.execute(db)
  for (const name of functions) {
    await sql`revoke all on function app.${sql.raw(name)} from public`.execute(db)
    await sql`grant execute on function app.${sql.raw(name)} to dure_app`.execute(db)
  }

  for (const [table, { before }] of Object.entries(checks))
    for (const name of Object.keys(before))
      await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(db)

  await sql`update escalation set summary = ${plainOf('summary')}, resolution = ${plainOf('resolution')},
      what_changed = ${plainOf('what_changed')}, follow_ups = (
        select coalesce(jsonb_agg(f || jsonb_build_object('title', ${plainOf("f ->> 'title'")}) order by place), '[]')
        from jsonb_array_elements(follow_ups) with ordinality as e (f, place))
    where child_safety`.execute(db)
  await sql`update escalation_event set words = ${plainOf('words')} where child_safety`.execute(db)
  await sql`update escalation_request set question = ${plainOf('question')},
      recommendation = ${plainOf('recommendation')}, if_approved = ${plainOf('if_approved')},
      if_rejected = ${plainOf('if_rejected')} where child_safety`.execute(db)
  await sql`update escalation_decision set reason = ${plainOf('reason')} where child_safety`.execute(db)

  for (const [table, { after }] of Object.entries(checks))
    for (const [name, check] of Object.entries(after))
      await sql`alter table ${sql.table(table)} add constraint ${sql.ref(name)} check (${check})`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const [table, { before, after }] of Object.entries(checks)) {
    for (const name of Object.keys(after))
      await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(db)
    for (const [name, check] of Object.entries(before))
      await sql`alter table ${sql.table(table)} add constraint ${sql.ref(name)} check (${check})`.execute(db)
  }
  await sql`drop function app.has_plain_titles(jsonb), app.is_plain(text)`.execute(db)
}

const functions = ['is_plain(text)', 'has_plain_titles(jsonb)']

/** Ranges and not classes: what a class holds depends on how the database was made. */
const plain = String.raw`A-Za-z0-9À-ÖØ-öø-ɏᄀ-ᅞᅡ-ᇿぁ-ゖァ-ヺー々一-鿿가-힣 \n,()\[\]\-`
/** Combined accents and other widths. */
const otherForms = String.raw`\u0300-\u036f\u00a0\u3000\u3131-\u318e\uff01-\uffdc`

/** What is there with blanks for what may not be; a hyphen where nothing is left. */
const plainOf = (value: string) => sql`case when not app.is_plain(${sql.raw(value)}) then
  coalesce(nullif(btrim(left(regexp_replace(normalize(${sql.raw(value)}, nfkc),
    ${sql.lit(`([^${plain}]| )+`)}, ' ', 'g'), 200)), ''), '-') else ${sql.raw(value)} end`

/** The older rule: a scheme, a host name with a path, a data address, markup. */
const leads = sql.lit('(://|\\mwww\\.|\\mdata:|\\m[a-z0-9-]+\\.[a-z]{2,}/|<[a-z!/])')

const checks = {
  escalation: {
    before: {
      escalation_check2: sql`not coalesce(category = 'child_safety', false) or (details is null
        and case_reference is not null and length(summary) <= 200 and summary !~* ${leads})`,
      escalation_check3: sql`not coalesce(category = 'child_safety', false) or coalesce(resolution, '') || ' '
        || coalesce(what_changed, '') || ' ' || follow_ups::text !~* ${leads}`,
    },
    after: {
      escalation_child_safety: sql`not coalesce(category = 'child_safety', false) or (details is null
        and case_reference is not null and app.is_plain(summary) and app.is_plain(resolution)
        and app.is_plain(what_changed) and app.has_plain_titles(follow_ups))`,
    },
  },
  escalation_event: {
    before: {
      escalation_event_check: sql`not child_safety or words is null or (length(words) <= 200 and words !~* ${leads})`,
    },
    after: { escalation_event_child_safety: sql`not child_safety or app.is_plain(words)` },
  },
  escalation_request: {
    before: {
      escalation_request_check: sql`not child_safety or (length(recommendation) <= 200
        and length(if_approved) <= 200 and length(if_rejected) <= 200
        and question || ' ' || recommendation || ' ' || if_approved || ' ' || if_rejected !~* ${leads})`,
    },
    after: {
      escalation_request_child_safety: sql`not child_safety or (app.is_plain(question)
        and app.is_plain(recommendation) and app.is_plain(if_approved) and app.is_plain(if_rejected))`,
    },
  },
  escalation_decision: {
    before: {
      escalation_decision_check3: sql`not child_safety or reason is null
        or (length(reason) <= 200 and reason !~* ${leads})`,
    },
    after: { escalation_decision_child_safety: sql`not child_safety or app.is_plain(reason)` },
  },
}
