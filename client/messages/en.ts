import { app } from './en/app.ts'
import { audits } from './en/audits.ts'
import { coaching } from './en/coaching.ts'
import { errors } from './en/errors.ts'
import { offline } from './en/offline.ts'
import { pwa } from './en/pwa.ts'
import { scorecards } from './en/scorecards.ts'
import { today } from './en/today.ts'
import { ui } from './en/ui.ts'

export const en = {
  ...app,
  ...audits,
  ...coaching,
  ...errors,
  ...offline,
  ...pwa,
  ...scorecards,
  ...today,
  ...ui,
}

/** Every message, by key: a text, or a function of typed values. English decides which keys there are. */
export type Catalogue = typeof en
