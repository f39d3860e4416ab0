import { app } from './en/app.ts'
import { errors } from './en/errors.ts'
import { offline } from './en/offline.ts'
import { pwa } from './en/pwa.ts'
import { today } from './en/today.ts'
import { ui } from './en/ui.ts'

/** What the first screen, whatever it is, may need: the app itself, Today and the primitives. */
export const first = {
  ...app,
  ...errors,
  ...offline,
  ...pwa,
  ...today,
  ...ui,
}
