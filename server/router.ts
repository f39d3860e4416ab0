import { authRouter } from './auth/router.ts'
import { peopleRouter } from './features/people/router.ts'
import { liveRouter } from './live/router.ts'
import { createRouter } from './trpc.ts'

export const appRouter = createRouter({
  auth: authRouter,
  people: peopleRouter,
  live: liveRouter,
})
export type AppRouter = typeof appRouter
