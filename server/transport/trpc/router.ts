import { answers } from '#server/features/answers.ts'
import { effects } from '#server/features/effects.ts'
import { authRouter } from './auth.ts'
import { proceduresOf } from './derived.ts'
import { deviceProcedures } from './devices.ts'
import { liveRouter } from './live.ts'
import { createRouter } from './procedures.ts'

const procedures = proceduresOf({ effects, answers })

export const appRouter = createRouter({
  auth: authRouter,
  ...procedures,
  inbox: { ...procedures.inbox, ...deviceProcedures },
  live: liveRouter,
})
export type AppRouter = typeof appRouter
