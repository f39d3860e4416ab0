import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import { type ChosenTimings, usualDigestAt } from '#shared/inbox/choice-rules.ts'
import type { SetChoicesInput } from '#shared/inbox/contracts.ts'

interface ChoicesRow {
  email: boolean
  digest_at: string
  timings: ChosenTimings
  sends_mail: boolean
  address: string | null
}

const choicesStatement = prepare<{ org: string; person: string }, ChoicesRow>('inbox_choices', (db, p) => ({
  compile: () =>
    sql<ChoicesRow>`select coalesce(c.email, false) as email, coalesce(c.digest_at, ${usualDigestAt}::time)::text as digest_at,
        coalesce(c.timings, '{}') as timings, app.sends_mail() as sends_mail,
        (select s.email from sign_in s where s.org_id = ${p.org} and s.person_id = ${p.person}
          order by s.changed_at desc limit 1) as address
      from (select) as nobody
      left join notification_choice c on c.org_id = ${p.org} and c.person_id = ${p.person}`.compile(db),
}))

/** Returns what the actor chose, or what holds where they chose nothing. */
export async function choicesOf(db: ActorDb): Promise<ChoicesRow> {
  const [row] = await db.run(choicesStatement, { org: db.org, person: db.person })
  if (!row) throw new Error('A query without a condition answered no row')
  return row
}

/** Sets what is given and leaves the rest; returns the version. */
export async function putChoices(
  db: WriteDb,
  { email, digestAt, timings = {} }: SetChoicesInput,
): Promise<number> {
  const chosen = JSON.stringify(timings)
  const { rows } = await sql<{ version: number }>`insert into notification_choice as c
      (org_id, person_id, email, digest_at, timings)
    values (${db.org}, ${db.person}, ${email ?? false}, ${digestAt ?? usualDigestAt}::time, ${chosen}::jsonb)
    on conflict (org_id, person_id) do update set
      email = coalesce(${email ?? null}::boolean, c.email),
      digest_at = coalesce(${digestAt ?? null}::time, c.digest_at),
      timings = c.timings || ${chosen}::jsonb,
      version = c.version + 1
    returning version`.execute(db.query)
  return rows[0]?.version ?? 1
}
