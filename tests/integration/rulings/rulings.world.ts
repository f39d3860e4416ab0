import { v7 as uuidv7 } from 'uuid'
import type { RuleInput, WriteUpInput } from '#shared/rulings/contracts.ts'
import { leads } from '#tests/integration/authorization/personas.ts'
import { subjectOf, type World, worldPart } from '#tests/integration/authorization/world.ts'

/** A policy of its own, so that nothing of another story is written up. */
const policy = 'ruled'
const readers = [...leads, 'manager', 'partner'] as const

const canaries = {
  writeUpKo: { text: 'CANARY-write-up-in-Korean', readers },
  writeUpEn: { text: 'CANARY-write-up-in-English', readers },
  caseOfWriteUp: { text: 'CANARY-case-of-a-write-up', readers },
} as const

export const writeUpInput = (world: World, changes: Partial<WriteUpInput> = {}): WriteUpInput => ({
  ...{ escalationId: uuidv7(), teamId: world.team, policy, clauseId: null, versionId: null },
  ...{ summary: 'Ruled', textKo: '인용', textEn: null },
  ...changes,
})

/** Lets the lead write up, and the partner take it. Returns the id of the escalation. */
export async function takenWriteUp(world: World, changes: Partial<WriteUpInput> = {}): Promise<string> {
  const { lead, partner } = world.people
  const input = writeUpInput(world, changes)
  await lead.client.rulings.writeUp.mutate({ meta: lead.meta(), input })
  const { escalationId } = input
  await partner.client.escalations.acknowledge.mutate({ meta: partner.meta(), input: { escalationId } })
  return escalationId
}

export const ruleInput = (escalationId: string, seen: string): RuleInput => ({
  ...{ precedentId: uuidv7(), escalationId, holdsFrom: '2026-01-01', changes: [], seen },
  ...{ textKo: null, textEn: 'Quotes are allowed.' },
})

export const part = worldPart({
  canaries,
  async write(world) {
    await world.app.owner
      .insertInto('policy')
      .values({ org_id: world.org, code: policy, name_ko: null, name_en: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const { lead } = world.people
    await lead.client.policies.openEntry.mutate({
      meta: lead.meta(),
      input: {
        ...{ entryId: uuidv7(), teamId: world.team, policy, clauseId: null },
        ...{ cause: 'dispute', caseRef: canaries.caseOfWriteUp.text },
      },
    })
    const escalationId = await takenWriteUp(world, {
      textKo: canaries.writeUpKo.text,
      textEn: canaries.writeUpEn.text,
    })
    return { escalationId }
  },
  reads: (world, { escalationId }) => [
    { procedure: 'rulings.list', input: undefined },
    { procedure: 'rulings.preview', input: { escalationId, holdsFrom: '2026-01-01', changes: [] } },
    { procedure: 'rulings.changed', input: { personId: subjectOf(world) } },
  ],
})
