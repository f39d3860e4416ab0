import type { Act as Writing } from '#client/offline/outbox/phone-command.ts'
import type { VerifyInput } from '#shared/draws/contracts.ts'
import type { DrawView } from '#shared/draws/views.ts'

type Act = Pick<Writing, 'by' | 'at'>

/** The case with its verdict; one that has a verdict keeps it. */
export function withVerdict(view: DrawView, { itemId, verdict }: VerifyInput, { by, at }: Act): DrawView {
  const found = view.items.find((item) => item.itemId === itemId)
  if (!found || found.verdict !== null) return view
  const verified = { ...found, verdict, verifiedBy: by, verifiedAt: at, isMine: false }
  return {
    ...view,
    verified: (view.verified ?? 0) + 1,
    items: view.items.map((item) => (item === found ? verified : item)),
  }
}
