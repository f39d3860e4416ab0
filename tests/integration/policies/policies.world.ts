import { v7 as uuidv7 } from 'uuid'
import type { OpenEntryInput, SaveClauseInput, SaveVersionInput } from '#shared/policies/contracts.ts'
import { leads } from '#tests/integration/authorization/personas.ts'
import { type World, worldPart } from '#tests/integration/authorization/world.ts'

const canaries = {
  ledgerCase: { text: 'CANARY-case-of-the-ledger', readers: [...leads, 'manager' as const] },
}

/** The policy of the decisions in this world. */
export const policy = 'p'
let days = 0

/** A version of its own label, in force from a day of its own that has not come. */
export const newVersion = (): SaveVersionInput => {
  days += 1
  return {
    versionId: uuidv7(),
    policy,
    label: `v${days}`,
    effectiveFrom: Temporal.PlainDate.from('2100-01-01').add({ days }).toString(),
    changedKo: null,
    changedEn: null,
  }
}
export const newClause = (introducedIn: string): SaveClauseInput => {
  days += 1
  return {
    ...{ clauseId: uuidv7(), policy, number: `1.${days}`, titleKo: '조항', titleEn: 'Clause' },
    ...{ introducedIn, retiredIn: null },
  }
}
export const newEntry = (world: World, changes: Partial<OpenEntryInput> = {}): OpenEntryInput => ({
  entryId: uuidv7(),
  teamId: world.team,
  policy,
  clauseId: null,
  cause: 'question',
  caseRef: null,
  ...changes,
})

/** A version of a policy, and an entry of team one's ledger that names a case. */
export const part = worldPart({
  canaries,
  async write(world) {
    await world.app.owner
      .insertInto('policy')
      .values({ org_id: world.org, code: policy, name_ko: null, name_en: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const { admin, lead } = world.people
    const version = newVersion()
    await admin.client.policies.saveVersion.mutate({ meta: admin.meta(), input: version })
    const entry = newEntry(world, { caseRef: canaries.ledgerCase.text })
    await lead.client.policies.openEntry.mutate({ meta: lead.meta(), input: entry })
    return { versionId: version.versionId }
  },
  reads: ({ team: teamId }) => [
    { procedure: 'policies.all', input: undefined },
    { procedure: 'policies.ledger', input: { teamId } },
    { procedure: 'policies.entries', input: { teamId, policy, clauseId: null, versionId: null } },
  ],
})
