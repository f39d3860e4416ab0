import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { leads, subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import { everyId, subjectOf, type World, worldPart } from '#tests/integration/authorization/world.ts'

const canaries = {
  caseRef: { text: 'CANARY-case-reference', readers: subjectAndLeads },
  machineCaseRef: { text: 'CANARY-case-of-a-machine', readers: leads },
  recheckReason: { text: 'CANARY-reason-for-a-look', readers: subjectAndLeads },
}

/** A decision of the subject with an open recheck. */
export const part = worldPart({
  canaries,
  async write(world) {
    const auditId = await insertAudit(world, { caseRef: canaries.caseRef.text })
    await insertMachineDecision(world, canaries.machineCaseRef.text)
    const { subject } = world.people
    await subject.client.audits.askAnotherLook.mutate({
      meta: subject.meta(),
      input: { lookId: uuidv7(), auditId, reason: canaries.recheckReason.text },
    })
    return { auditId }
  },
  reads: (world, { auditId }) => [
    { procedure: 'audits.case', input: { auditId } },
    { procedure: 'audits.imports', input: { teamId: world.team } },
    { procedure: 'audits.machineCases', input: { teamId: world.team } },
    { procedure: 'audits.putRight', input: { teamId: world.team } },
    { procedure: 'audits.putRightCounts', input: { teamId: world.team } },
    { procedure: 'audits.names', input: undefined },
    ...everyId(world).map((personId) => ({ procedure: 'audits.cases', input: { personId, filter: 'all' } })),
  ],
})

/** A decision of the subject in team one that was a miss. */
export async function insertAudit(world: World, { caseRef = 'C-1' } = {}): Promise<string> {
  const { app, org, team } = world
  const auditId = uuidv7()
  await app.owner
    .insertInto('policy')
    .values({ org_id: org, code: 'p', name_ko: null, name_en: null })
    .onConflict((c) => c.doNothing())
    .execute()
  await app.owner
    .insertInto('audit')
    .values({
      org_id: org,
      audit_id: auditId,
      team_id: team,
      analyst_id: subjectOf(world),
      reference: randomUUID(),
      case_ref: caseRef,
      policy: 'p',
      queue: null,
      language: null,
      moderator_decision: null,
      decision: 'fine',
      verified_decision: 'violating',
      verified_by: 'gold',
      outcome: 'missed',
      inclusion_probability: null,
      decided_at: '2026-10-05T01:00:00Z',
      content_hash: Buffer.alloc(32),
      import_id: null,
    })
    .execute()
  await countMiss(world)
  return auditId
}

/** A decision that a machine made alone in team one. */
async function insertMachineDecision({ app, org, team }: World, caseRef: string): Promise<void> {
  await app.owner
    .insertInto('machine_decision')
    .values({
      ...{ org_id: org, decision_id: uuidv7(), team_id: team, tool: 'automod', reference: randomUUID() },
      ...{ case_ref: caseRef, policy: 'p', queue: null, language: null, decision: 'violating' },
      ...{ verified_decision: null, verified_by: null, outcome: 'unverified', inclusion_probability: null },
      ...{ decided_at: '2026-10-05T01:00:00Z', content_hash: Buffer.alloc(32), import_id: null },
    })
    .execute()
}

/** Adds the miss to the figures that an import would have added it to. */
async function countMiss(world: World): Promise<void> {
  const { app, org, team } = world
  const keys = { org_id: org, team_id: team, analyst_id: subjectOf(world) }
  const counts = { n: 1, correct: 0, missed: 1, over_enforced: 0, unverified: 0 }
  await app.owner
    .insertInto('audit_day')
    .values({ ...keys, day: '2026-10-05', ...counts })
    .onConflict((c) =>
      c.columns(['org_id', 'team_id', 'analyst_id', 'day']).doUpdateSet((eb) => ({
        n: eb('audit_day.n', '+', 1),
        missed: eb('audit_day.missed', '+', 1),
      })),
    )
    .execute()
  await app.owner
    .insertInto('audit_week')
    .values({ ...keys, week: '2026-10-05', policy: 'p', ...counts })
    .onConflict((c) =>
      c.columns(['org_id', 'team_id', 'analyst_id', 'week', 'policy']).doUpdateSet((eb) => ({
        n: eb('audit_week.n', '+', 1),
        missed: eb('audit_week.missed', '+', 1),
      })),
    )
    .execute()
  await app.owner
    .insertInto('audit_team_week')
    .values({ org_id: org, team_id: team, week: '2026-10-05', policy: 'p', ...counts })
    .onConflict((c) =>
      c.columns(['org_id', 'team_id', 'week', 'policy']).doUpdateSet((eb) => ({
        n: eb('audit_team_week.n', '+', 1),
        missed: eb('audit_team_week.missed', '+', 1),
      })),
    )
    .execute()
}
