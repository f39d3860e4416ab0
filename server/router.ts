import { authRouter } from './auth/router.ts'
import { coachingRouter } from './features/coaching/router.ts'
import { peopleRouter } from './features/people/router.ts'
import { liveRouter } from './live/router.ts'
import { createRouter } from './trpc.ts'

export const appRouter = createRouter({
  auth: authRouter,
  people: peopleRouter,
  coaching: coachingRouter,
  live: liveRouter,
})
export type AppRouter = typeof appRouter
