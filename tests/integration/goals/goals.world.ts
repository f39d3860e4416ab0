import { v7 as uuidv7 } from 'uuid'
import type { SaveGoalInput } from '#shared/goals/contracts.ts'
import { subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import { everyId, subjectOf, type World, worldPart } from '#tests/integration/authorization/world.ts'

const canaries = {
  goalReason: { text: 'CANARY-why-a-goal-was-set', readers: subjectAndLeads },
}

/** A goal of the subject in team one. */
export const goalInput = (world: World, changes: Partial<SaveGoalInput> = {}): SaveGoalInput => ({
  goalId: uuidv7(),
  teamId: world.team,
  subjectId: subjectOf(world),
  metric: 'accuracy',
  baseline: null,
  target: 0.95,
  dueOn: '2030-01-31',
  why: null,
  ...changes,
})

/** Lets the lead set the subject a goal. Returns its id. */
export async function setGoal(world: World, changes: Partial<SaveGoalInput> = {}): Promise<string> {
  const { lead } = world.people
  const input = goalInput(world, changes)
  await lead.client.goals.save.mutate({ meta: lead.meta(), input })
  return input.goalId
}

export const part = worldPart({
  canaries,
  write: async (world) => ({ goalId: await setGoal(world, { why: canaries.goalReason.text }) }),
  reads: (world) => everyId(world).map((personId) => ({ procedure: 'goals.person', input: { personId } })),
})
