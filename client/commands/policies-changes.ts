import type { Act as Writing } from '#client/offline/outbox/phone-command.ts'
import type { MarkInput } from '#shared/policies/contracts.ts'
import type { UpdatesView } from '#shared/policies/update-views.ts'

/** Sets the reader's mark of a version; one that says the same already stays as it is. */
export function withMark(
  view: UpdatesView,
  { versionId, mark, text }: MarkInput,
  { at }: Pick<Writing, 'at'>,
): UpdatesView {
  const before = view.find((update) => update.versionId === versionId)
  if (!before || (before.mark?.mark === mark && before.mark.text === text)) return view
  const flagged = mark === 'gap' || (before.mark?.flagged ?? false)
  return view.map((update) => (update === before ? { ...update, mark: { mark, text, flagged, at } } : update))
}
