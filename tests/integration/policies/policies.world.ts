import { v7 as uuidv7 } from 'uuid'
import type {
  MarkInput,
  OpenEntryInput,
  SaveClauseInput,
  SaveVersionInput,
} from '#shared/policies/contracts.ts'
import { leads, subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import { type World, worldPart } from '#tests/integration/authorization/world.ts'

const canaries = {
  ledgerCase: { text: 'CANARY-case-of-the-ledger', readers: [...leads, 'manager' as const] },
  gapText: { text: 'CANARY-words-of-a-gap', readers: subjectAndLeads },
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

/** A mark of the version of this world. */
export const newMark = (world: World, changes: Partial<MarkInput> = {}): MarkInput => ({
  ...{ versionId: part.stateOf(world).versionId, teamId: world.team, mark: 'read' as const },
  ...{ text: null, clauseId: null, entryId: null },
  ...changes,
})

/** A version of a policy with a gap that the subject flags, and an entry of team one's ledger that names a case. */
export const part = worldPart({
  canaries,
  async write(world) {
    await world.app.owner
      .insertInto('policy')
      .values({ org_id: world.org, code: policy, name_ko: null, name_en: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const { admin, lead, subject } = world.people
    const version = newVersion()
    await admin.client.policies.saveVersion.mutate({ meta: admin.meta(), input: version })
    const entry = newEntry(world, { caseRef: canaries.ledgerCase.text })
    await lead.client.policies.openEntry.mutate({ meta: lead.meta(), input: entry })
    const { versionId } = version
    // Of a version of its own: the matrix marks the other.
    const flagged = newVersion()
    await admin.client.policies.saveVersion.mutate({ meta: admin.meta(), input: flagged })
    await subject.client.policies.mark.mutate({
      meta: subject.meta(),
      input: {
        ...{ versionId: flagged.versionId, teamId: world.team, mark: 'gap', clauseId: null },
        ...{ text: canaries.gapText.text, entryId: uuidv7() },
      },
    })
    return { versionId }
  },
  reads: ({ team: teamId }) => [
    { procedure: 'policies.all', input: undefined },
    { procedure: 'policies.updates', input: undefined },
    { procedure: 'policies.teamUpdates', input: { teamId } },
    { procedure: 'policies.ledger', input: { teamId } },
    { procedure: 'policies.entries', input: { teamId, policy, clauseId: null, versionId: null } },
  ],
})
