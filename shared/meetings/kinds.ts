import * as z from 'zod/mini'
import { rowHead } from '#shared/today/row-head.ts'

/** What both rows say: whose meeting, which, and how many items are open. */
const meetingRow = {
  ...rowHead,
  seriesId: z.uuid(),
  /** Whose page of meetings it is on. */
  subjectId: z.uuid(),
  /** By the series. */
  day: z.string(),
  startsAt: z.string(),
  open: z.int(),
}

/** Rows of Today. */
export const meetingRows = [
  /** Both of the two, on the day. */
  z.object({ ...meetingRow, kind: z.literal('meeting_today') }),
  /** Both of the two, afterwards: items are open and nobody has finished it. */
  z.object({ ...meetingRow, kind: z.literal('meeting_open') }),
] as const
