import type { Act as Writing } from '#client/offline/outbox/phone-command.ts'
import type { MarkInput } from '#shared/policies/contracts.ts'
import type { PolicyUpdate, UpdatesView } from '#shared/policies/update-views.ts'
import type { AskQuestionInput } from '#shared/questions/contracts.ts'

type Mark = Pick<NonNullable<PolicyUpdate['mark']>, 'mark' | 'text' | 'questionId'>

/** Sets the reader's mark of a version; one that says the same already stays as it is. */
function marked(view: UpdatesView, versionId: string | undefined, mark: Mark & { at: string }): UpdatesView {
  const before = view.find((update) => update.versionId === versionId)
  if (!before || isSame(before.mark, mark)) return view
  const flagged = mark.mark === 'gap' || (before.mark?.flagged ?? false)
  return view.map((update) => (update === before ? { ...update, mark: { ...mark, flagged } } : update))
}
const isSame = (before: Mark | null, { mark, text, questionId }: Mark) =>
  before?.mark === mark && before.text === text && before.questionId === questionId

export const withMark = (
  view: UpdatesView,
  { versionId, mark, text }: MarkInput,
  { at }: Pick<Writing, 'at'>,
): UpdatesView => marked(view, versionId, { mark, text, questionId: null, at })

/** Marks the version that a question asks about. */
export const withAskedVersion = (
  view: UpdatesView,
  { versionId, questionId }: AskQuestionInput,
  { at }: Pick<Writing, 'at'>,
): UpdatesView => marked(view, versionId, { mark: 'question', text: null, questionId, at })
