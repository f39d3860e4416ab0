import { randomUUID } from 'node:crypto'
import type { Criterion, RubricContent } from '#shared/rubrics/views.ts'
import type { SignedIn } from '#tests/support/app.ts'

/** Returns a rubric of three criteria: one of each scale, the first of them critical. */
export function rubricContent(
  newId: () => string,
  changes: { name?: string; first?: Partial<Criterion> } = {},
): RubricContent {
  const criterion = (label: string, changed: Partial<Criterion>): Criterion => ({
    criterionId: newId(),
    label: { ko: label, en: null },
    guidance: { ko: null, en: null },
    weight: 10,
    scale: 'pass_fail',
    mayNotApply: true,
    critical: null,
    ...changed,
  })
  return {
    name: { ko: changes.name ?? '판정 품질', en: 'Decision quality' },
    sections: [
      {
        sectionId: newId(),
        title: { ko: '판정', en: 'Decision' },
        criteria: [
          criterion('이용자 피해를 막았는가', { critical: 'user_harm', weight: 40, ...changes.first }),
          criterion('조항을 바르게 골랐는가', { scale: 'three', weight: 30 }),
          criterion('근거를 적었는가', { scale: 'five', weight: 30, mayNotApply: false }),
        ],
      },
    ],
  }
}

/** Publishes a rubric of a team as one of its leads. */
export async function publishRubric(
  { client, meta }: SignedIn,
  teamId: string,
): Promise<{ content: RubricContent; versionId: string }> {
  const [content, versionId] = [rubricContent(randomUUID), randomUUID()]
  await client.rubrics.save.mutate({
    meta: meta(),
    input: { versionId, rubricId: randomUUID(), teamId, content },
  })
  await client.rubrics.publish.mutate({ meta: meta(1), input: { versionId } })
  return { content, versionId }
}
