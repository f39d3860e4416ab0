import * as z from 'zod/mini'
import { administrationRows } from '#shared/administration/kinds.ts'
import { auditRows } from '#shared/audits/kinds.ts'
import { calibrationRows } from '#shared/calibration/kinds.ts'
import { checkInRows } from '#shared/check-ins/kinds.ts'
import { coachingRows } from '#shared/coaching/kinds.ts'
import { drawRows } from '#shared/draws/kinds.ts'
import { emergencyRows } from '#shared/emergency/kinds.ts'
import { escalationRows } from '#shared/escalations/kinds.ts'
import { goalRows } from '#shared/goals/kinds.ts'
import { meetingRows } from '#shared/meetings/kinds.ts'
import { policyRows } from '#shared/policies/kinds.ts'
import { questionRows } from '#shared/questions/kinds.ts'
import { reviewRows } from '#shared/reviews/kinds.ts'
import { scorecardRows } from '#shared/scorecards/kinds.ts'

interface Rows {
  scorecards: typeof scorecardRows
  audits: typeof auditRows
  coaching: typeof coachingRows
  goals: typeof goalRows
  meetings: typeof meetingRows
  questions: typeof questionRows
  reviews: typeof reviewRows
  calibration: typeof calibrationRows
  draws: typeof drawRows
  checkIns: typeof checkInRows
  escalations: typeof escalationRows
  policies: typeof policyRows
  administration: typeof administrationRows
  emergency: typeof emergencyRows
}

/** A row of Today: each says why it is there. */
export const todayItem = z.discriminatedUnion('kind', [
  ...scorecardRows,
  ...auditRows,
  ...coachingRows,
  ...goalRows,
  ...meetingRows,
  ...questionRows,
  ...reviewRows,
  ...calibrationRows,
  ...drawRows,
  ...checkInRows,
  ...escalationRows,
  ...policyRows,
  ...administrationRows,
  ...emergencyRows,
])
export type TodayItem = z.infer<typeof todayItem>
export type TodayKind = TodayItem['kind']

/** The kinds of rows by the feature that they belong to. */
export type TodayKinds = { [F in keyof Rows]: z.infer<Rows[F][number]>['kind'] }
/** The row of one kind. */
export type ItemOf<K extends TodayKind> = Extract<TodayItem, { kind: K }>
