import { v7 as uuidv7 } from 'uuid'
import type { SaveRubricInput } from '#shared/rubrics/contracts.ts'
import { leads } from '#tests/integration/authorization/personas.ts'
import { type World, worldPart } from '#tests/integration/authorization/world.ts'
import { rubricContent } from './content.ts'

const canaries = {
  draftRubric: { text: 'CANARY-name-of-a-draft-rubric', readers: leads },
}

export const rubricInput = (world: World, name?: string): SaveRubricInput => ({
  versionId: uuidv7(),
  rubricId: uuidv7(),
  teamId: world.team,
  content: rubricContent(uuidv7, name ? { name } : {}),
})

/** Lets the lead write a draft for team one. Returns its input. */
export async function draftRubric(world: World, name?: string): Promise<SaveRubricInput> {
  const { lead } = world.people
  const input = rubricInput(world, name)
  await lead.client.rubrics.save.mutate({ meta: lead.meta(), input })
  return input
}

/** Lets the lead publish a rubric for team one. Returns its input. */
export async function publishedRubric(world: World): Promise<SaveRubricInput> {
  const { lead } = world.people
  const input = await draftRubric(world)
  await lead.client.rubrics.publish.mutate({ meta: lead.meta(1), input: { versionId: input.versionId } })
  return input
}

export const part = worldPart({
  canaries,
  write: async (world) => ({ draft: await draftRubric(world, canaries.draftRubric.text) }),
  reads: () => [{ procedure: 'rubrics.list', input: undefined }],
})
