import { authRouter } from './auth/router.ts'
import { administrationRouter } from './features/administration/router.ts'
import { auditsRouter } from './features/audits/router.ts'
import { checkInsRouter } from './features/check-ins/router.ts'
import { coachingRouter } from './features/coaching/router.ts'
import { escalationsRouter } from './features/escalations/router.ts'
import { inboxRouter } from './features/inbox/router.ts'
import { peopleRouter } from './features/people/router.ts'
import { scorecardsRouter } from './features/scorecards/router.ts'
import { todayRouter } from './features/today/router.ts'
import { liveRouter } from './live/router.ts'
import { createRouter } from './trpc.ts'

export const appRouter = createRouter({
  auth: authRouter,
  people: peopleRouter,
  administration: administrationRouter,
  audits: auditsRouter,
  scorecards: scorecardsRouter,
  coaching: coachingRouter,
  checkIns: checkInsRouter,
  escalations: escalationsRouter,
  today: todayRouter,
  inbox: inboxRouter,
  live: liveRouter,
})
export type AppRouter = typeof appRouter
