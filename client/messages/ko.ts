import type { Catalogue } from './en.ts'
import { app } from './ko/app.ts'
import { audits } from './ko/audits.ts'
import { coaching } from './ko/coaching.ts'
import { errors } from './ko/errors.ts'
import { offline } from './ko/offline.ts'
import { pwa } from './ko/pwa.ts'
import { scorecards } from './ko/scorecards.ts'
import { today } from './ko/today.ts'
import { ui } from './ko/ui.ts'

export const ko: Catalogue = {
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
