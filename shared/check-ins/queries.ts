import * as z from 'zod/mini'
import { instant } from '#shared/core/fields.ts'
import { query } from '#shared/core/query.ts'
import { budgetView, exposureView } from './exposure-views.ts'
import { rotationsView, rotationView } from './rotation-views.ts'
import { teamTotals } from './totals-views.ts'
import {
  checkInDownload,
  contentPackEntry,
  deliveryView,
  ownCheckIns,
  ownQuestionnaires,
  settingsView,
  sharedCheckIns,
  sharedNotice,
  talksToMe,
} from './views.ts'

/** Query checkIns.shared: what one person shares with the reader, newest first; told to that person as seen. */
export const sharedInput = z.object({ personId: z.uuid() })
/** Query checkIns.totals, for who leads or manages the team: closed periods, newest first. They never change again. */
export const totalsInput = z.object({ teamId: z.uuid() })
/** Query checkIns.delivery, for who may write to the person: when a message about a failure would reach them. */
export const deliveryInput = z.object({
  personId: z.uuid(),
  /** When it was written; now, where nothing is said. */
  writtenAt: z.optional(instant),
})

export const checkInQueries = {
  own: query({ name: 'checkIns.own', input: z.void(), output: ownCheckIns }),
  download: query({ name: 'checkIns.download', input: z.void(), output: checkInDownload }),
  sharedWithMe: query({ name: 'checkIns.sharedWithMe', input: z.void(), output: z.array(sharedNotice) }),
  shared: query({ name: 'checkIns.shared', input: sharedInput, output: sharedCheckIns }),
  talks: query({ name: 'checkIns.talks', input: z.void(), output: talksToMe }),
  totals: query({ name: 'checkIns.totals', input: totalsInput, output: teamTotals }),
  exposure: query({ name: 'checkIns.exposure', input: z.void(), output: exposureView }),
  rotation: query({ name: 'checkIns.rotation', input: z.void(), output: rotationView }),
  rotations: query({ name: 'checkIns.rotations', input: z.void(), output: rotationsView }),
  budgets: query({ name: 'checkIns.budgets', input: z.void(), output: z.array(budgetView) }),
  delivery: query({ name: 'checkIns.delivery', input: deliveryInput, output: deliveryView }),
  questionnaires: query({ name: 'checkIns.questionnaires', input: z.void(), output: ownQuestionnaires }),
  contentPacks: query({ name: 'checkIns.contentPacks', input: z.void(), output: z.array(contentPackEntry) }),
  settings: query({ name: 'checkIns.settings', input: z.void(), output: settingsView }),
}
