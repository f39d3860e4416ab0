import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/db/schema.ts'
import { fileOf, importAsOwner, optionsFor } from '#tests/support/audit-files.ts'
import { addMembership, makeOrg, makeTeam } from '#tests/support/people.ts'

export type Member = { org: string; personId: string; name: string; role: 'lead' | 'analyst' }
export type Cast = { org: string; teamId: string; lead: Member; analyst: Member; audits: string[] }

/** An organisation for one run: a team with its lead, one analyst, and what that analyst decided. */
export async function makeCast(db: Kysely<Schema>): Promise<Cast> {
  const org = await makeOrg(db)
  const teamId = await makeTeam(db, org)
  const member = async (role: Member['role']): Promise<Member> => {
    const personId = randomUUID()
    const welcomed_at = new Date().toISOString()
    const row = {
      org_id: org,
      person_id: personId,
      name: role,
      reference: role,
      locale: 'en' as const,
      welcomed_at,
    }
    await db.insertInto('person').values(row).execute()
    await addMembership(db, { org, personId }, { role, teamId })
    return { org, personId, name: role, role }
  }
  const lead = await member('lead')
  const analyst = await member('analyst')
  const rows = Array.from({ length: 4 }, () => ({ analyst: 'analyst', decision: 'fine', gold: 'hateful' }))
  await importAsOwner(db, org, { file: fileOf(rows), options: optionsFor(teamId) })
  const audits = await db.selectFrom('audit').select('audit_id').where('org_id', '=', org).execute()
  return { org, teamId, lead, analyst, audits: audits.map((row) => row.audit_id) }
}

export type BrowserSession = { sessionId: string; personId: string; cookie: string }

/** As after a sign-in, without the password's deliberate slowness. */
export async function newSession(db: Kysely<Schema>, { org, personId }: Member): Promise<BrowserSession> {
  const token = randomBytes(32).toString('base64url')
  const sessionId = randomUUID()
  await db
    .insertInto('session')
    .values({
      token_hash: createHash('sha256').update(token).digest(),
      next_token_hash: null,
      session_id: sessionId,
      org_id: org,
      person_id: personId,
      device: 'A phone of the model',
      idle_until: sql`now() + interval '1 day'`,
      ends_at: sql`now() + interval '1 day'`,
    })
    .execute()
  return { sessionId, personId, cookie: `__Host-dure=${token}` }
}
