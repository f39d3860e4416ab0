import { app } from './ko/app.ts'
import { errors } from './ko/errors.ts'
import { offline } from './ko/offline.ts'
import { pwa } from './ko/pwa.ts'
import { today } from './ko/today.ts'
import { ui } from './ko/ui.ts'

export const first = {
  ...app,
  ...errors,
  ...offline,
  ...pwa,
  ...today,
  ...ui,
}
