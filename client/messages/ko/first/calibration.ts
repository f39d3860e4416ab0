import type { messages as en } from '#client/messages/en/first/calibration.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'today.row.calibration': ({ day }) => `평가할 캘리브레이션 · ${day}`,
} satisfies SameAs<typeof en>
