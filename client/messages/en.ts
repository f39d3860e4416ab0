import { app } from './en/app.ts'
import { coaching } from './en/coaching.ts'
import { errors } from './en/errors.ts'
import { offline } from './en/offline.ts'
import { scorecards } from './en/scorecards.ts'
import { today } from './en/today.ts'
import { ui } from './en/ui.ts'

export const en = { ...app, ...coaching, ...errors, ...offline, ...scorecards, ...today, ...ui }

/** Every message, by key: a text, or a function of typed values. English decides which keys there are. */
export type Catalogue = typeof en
