import type { Act as Writing } from '#client/offline/outbox/phone-command.ts'
import type { SaveRubricInput } from '#shared/rubrics/contracts.ts'
import type { RubricsView, RubricVersionView } from '#shared/rubrics/views.ts'

type Act = Pick<Writing, 'at' | 'version'>

/** The draft as this command leaves it, before the rubric's other versions; a later version of it stays as it is. */
export function withSavedRubric(
  view: RubricsView,
  { versionId, rubricId, teamId, content }: SaveRubricInput,
  { at, version }: Act,
): RubricsView {
  const before = view.versions.find((item) => item.versionId === versionId)
  if (before && (before.version > version || before.state !== 'draft')) return view
  const others = view.versions.filter((item) => item.rubricId === rubricId && item !== before)
  const draft: RubricVersionView = {
    ...{ versionId, rubricId, teamId, content, version },
    number: before?.number ?? Math.max(0, ...others.map(({ number }) => number)) + 1,
    state: 'draft',
    savedAt: before && before.version === version ? before.savedAt : at,
    publishedAt: null,
    archivedAt: null,
  }
  return {
    versions: before
      ? view.versions.map((item) => (item === before ? draft : item))
      : [draft, ...view.versions],
  }
}
