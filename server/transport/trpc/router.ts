import { features } from '#server/features/features.ts'
import { authRouter } from './auth.ts'
import { proceduresOf } from './derived.ts'
import { deviceProcedures } from './devices.ts'
import { liveRouter } from './live.ts'
import { createRouter } from './procedures.ts'

const procedures = proceduresOf(features)

export const appRouter = createRouter({
  auth: authRouter,
  ...procedures,
  inbox: { ...procedures.inbox, ...deviceProcedures },
  live: liveRouter,
})
export type AppRouter = typeof appRouter
