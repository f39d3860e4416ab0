import { auditsRows } from '#client/features/audits/today-rows.tsx'
import { checkInsRows } from '#client/features/check-ins/today-rows.tsx'
import { coachingRows } from '#client/features/coaching/today-rows.tsx'
import { escalationsRows } from '#client/features/escalations/today-rows.tsx'
import { scorecardsRows } from '#client/features/scorecards/today-rows.tsx'
import type { RowKinds } from '#client/lib/today-rows.ts'

/** Every kind of row, from the feature that it belongs to. */
export const todayRows: RowKinds = {
  ...scorecardsRows,
  ...auditsRows,
  ...coachingRows,
  ...checkInsRows,
  ...escalationsRows,
}
