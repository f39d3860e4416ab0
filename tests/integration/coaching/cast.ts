import { createHash, randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Schema } from '#server/db/schema.ts'
import type { SaveNoteInput } from '#shared/coaching/contracts.ts'
import { addMembership, makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'

export interface CoachingCast {
  org: string
  teamId: string
  lead: TestPerson
  /** Leads the same team; every note is another's for them. */
  otherLead: TestPerson
  /** Led the team until yesterday. */
  exLead: TestPerson
  analyst: TestPerson
  otherAnalyst: TestPerson
  /** Of a team above. */
  manager: TestPerson
  /** Of a team beside. */
  otherManager: TestPerson
  leadElsewhere: TestPerson
  partner: TestPerson
  admin: TestPerson
}

/** Days from today in the test organisation's zone, Asia/Seoul. */
export function dayFromToday(days: number): string {
  return Temporal.Now.plainDateISO('Asia/Seoul').add({ days }).toString()
}

/** One team with everybody who has something, or nothing, to do with it. */
export async function makeCoachingCast(db: Kysely<Schema>): Promise<CoachingCast> {
  const org = await makeOrg(db)
  const above = await makeTeam(db, org, { name: 'Above' })
  const teamId = await makeTeam(db, org, { name: 'Ours', parentId: above })
  const beside = await makeTeam(db, org, { name: 'Beside' })
  const exLead = await makePerson(db, org, { name: 'Ex-lead' })
  await addMembership(db, exLead, { role: 'lead', teamId, endsOn: dayFromToday(0) })
  const person = (
    name: string,
    ...memberships: NonNullable<Parameters<typeof makePerson>[2]>['memberships'] & {}
  ) => makePerson(db, org, { name, memberships })
  return {
    org,
    teamId,
    exLead,
    lead: await person('Lead', { role: 'lead', teamId }),
    otherLead: await person('Other lead', { role: 'lead', teamId }),
    analyst: await person('Analyst', { role: 'analyst', teamId }),
    otherAnalyst: await person('Other analyst', { role: 'analyst', teamId }),
    manager: await person('Manager', { role: 'manager', teamId: above }),
    otherManager: await person('Other manager', { role: 'manager', teamId: beside }),
    leadElsewhere: await person('Lead elsewhere', { role: 'lead', teamId: beside }),
    partner: await person('Partner', { role: 'partner', function: 'policy' }),
    admin: await person('Admin', { role: 'admin' }),
  }
}

/** A quick note of the cast's lead about its analyst. */
export function noteInput(cast: CoachingCast, changes: Partial<SaveNoteInput> = {}): SaveNoteInput {
  return {
    noteId: randomUUID(),
    teamId: cast.teamId,
    subjectId: cast.analyst.personId,
    audience: 'person',
    body: { kind: 'quick', text: 'Two cases to look at together.' },
    criterion: null,
    evidence: [],
    followUpOn: null,
    actions: [],
    ...changes,
  }
}

export async function makeAudit(
  db: Kysely<Schema>,
  { org, teamId, analystId }: { org: string; teamId: string; analystId: string },
): Promise<string> {
  const auditId = randomUUID()
  await db
    .insertInto('policy')
    .values({ org_id: org, code: 'HATE', name_ko: null, name_en: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .insertInto('audit')
    .values({
      org_id: org,
      audit_id: auditId,
      team_id: teamId,
      analyst_id: analystId,
      reference: auditId,
      case_ref: auditId,
      policy: 'HATE',
      queue: null,
      language: null,
      moderator_decision: null,
      decision: 'not',
      verified_decision: 'hateful',
      verified_by: 'gold',
      outcome: 'missed',
      inclusion_probability: null,
      decided_at: new Date().toISOString(),
      content_hash: createHash('sha256').update(auditId).digest(),
      import_id: null,
    })
    .execute()
  return auditId
}
