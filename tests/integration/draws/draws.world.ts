import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { DrawDesign, DrawInput } from '#shared/draws/contracts.ts'
import { insertAudit } from '#tests/integration/audits/audits.world.ts'
import { leads } from '#tests/integration/authorization/personas.ts'
import { type World, worldPart } from '#tests/integration/authorization/world.ts'

const canaries = {
  drawnCase: { text: 'CANARY-number-of-a-drawn-case', readers: ['subject' as const, ...leads] },
}

export const designOf = (world: World, changes: Partial<DrawDesign> = {}): DrawDesign => ({
  ...{ teamId: world.team, purpose: 'rates', method: 'random', by: null, allocation: 'proportional' },
  ...{ firstDay: '2026-10-01', lastDay: '2026-10-31', policy: null, queue: null, language: null },
  ...{ size: 1, goldenShare: 0 },
  ...changes,
})

/** A decision of the subject that nobody verified. */
export async function insertUnverified(world: World, texts: { caseRef?: string } = {}): Promise<string> {
  const auditId = await insertAudit(world, texts)
  await world.app.owner
    .updateTable('audit')
    .set({ outcome: 'unverified', verified_decision: null, verified_by: null })
    .where('audit_id', '=', auditId)
    .execute()
  // It was counted as a miss.
  for (const table of ['audit_day', 'audit_week', 'audit_team_week'] as const)
    await sql`update ${sql.table(table)} set n = n - 1, missed = missed - 1, unverified = unverified + 1
      where org_id = ${world.org} and team_id = ${world.team} and n > 0`.execute(world.app.owner)
  return auditId
}

/** Holds what a draw of one case is asked with, as the lead's preview says. */
export async function drawInputOf(world: World, texts: { caseRef?: string } = {}): Promise<DrawInput> {
  await insertUnverified(world, texts)
  const design = designOf(world)
  const { frameHash } = await world.people.lead.client.draws.preview.query(design)
  return { ...design, drawId: uuidv7(), frameHash }
}

/** Lets the lead draw every unverified case of the subject's. Returns the draw with one of its cases. */
export async function drawOne(world: World, texts: { caseRef?: string } = {}) {
  const { lead } = world.people
  await insertUnverified(world, texts)
  const { frameSize: size } = await lead.client.draws.preview.query(designOf(world))
  const design = designOf(world, { size })
  const { frameHash } = await lead.client.draws.preview.query(design)
  const drawId = uuidv7()
  await lead.client.draws.draw.mutate({ meta: lead.meta(), input: { ...design, drawId, frameHash } })
  const { items } = await lead.client.draws.one.query({ drawId })
  const item = items.find(({ caseRef }) => caseRef === texts.caseRef) ?? items[0]
  if (!item) throw new Error('Nothing was drawn')
  return { drawId, itemId: item.itemId }
}

/** A golden case of the lead's. Returns its id. */
export async function makeGolden(world: World): Promise<string> {
  const { lead } = world.people
  const goldenId = uuidv7()
  const input = { goldenId, auditId: await insertAudit(world) }
  await lead.client.draws.addGolden.mutate({ meta: lead.meta(), input })
  return goldenId
}

/** A draw with a case that the lead verified. */
export const part = worldPart({
  canaries,
  async write(world) {
    const { lead } = world.people
    const { drawId, itemId } = await drawOne(world, { caseRef: canaries.drawnCase.text })
    const input = { drawId, itemId, verdict: 'violating' }
    await lead.client.draws.verify.mutate({ meta: lead.meta(), input })
    const { audit_id } = await world.app.owner
      .selectFrom('draw_case')
      .select('audit_id')
      .where('item_id', '=', itemId)
      .executeTakeFirstOrThrow()
    return { drawId, auditId: audit_id ?? '' }
  },
  reads: (world, { drawId, auditId }) => [
    { procedure: 'draws.team', input: { teamId: world.team } },
    { procedure: 'draws.one', input: { drawId } },
    { procedure: 'draws.preview', input: designOf(world) },
    { procedure: 'draws.chosen', input: { auditId } },
  ],
})
