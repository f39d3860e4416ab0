import * as z from 'zod/mini'
import { command, commandNow } from '#shared/core/contract.ts'
import { rubricContent } from './views.ts'

/** Command rubrics.save: makes a draft with base null, revises the version `base` of a draft otherwise. */
export const saveRubricInput = z.object({
  versionId: z.uuid(),
  rubricId: z.uuid(),
  teamId: z.uuid(),
  content: rubricContent,
})
export type SaveRubricInput = z.infer<typeof saveRubricInput>

/** Command rubrics.publish: locks a draft; the version that was published before is archived with it. */
export const publishRubricInput = z.object({ versionId: z.uuid() })
export type PublishRubricInput = z.infer<typeof publishRubricInput>

/** Command rubrics.archive: a draft or a published version is used no more. */
export const archiveRubricInput = z.object({ versionId: z.uuid() })
export type ArchiveRubricInput = z.infer<typeof archiveRubricInput>

export const rubrics = {
  save: command({
    name: 'rubrics.save',
    version: 1,
    input: saveRubricInput,
    entities: ({ versionId }) => [versionId],
  }),
  publish: commandNow({
    name: 'rubrics.publish',
    version: 1,
    input: publishRubricInput,
    entities: ({ versionId }) => [versionId],
  }),
  archive: commandNow({
    name: 'rubrics.archive',
    version: 1,
    input: archiveRubricInput,
    entities: ({ versionId }) => [versionId],
  }),
}
