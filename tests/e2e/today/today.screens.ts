import { paths } from '#client/lib/paths.ts'
import { clickButton, type Screens } from '#tests/support/screens/screens.ts'

export const screens = (): Screens => ({
  lead: [
    { name: 'today', path: paths.today },
    { name: 'today-select', path: paths.selectToday },
    { name: 'today-compose', path: paths.today, open: clickButton((t) => t('compose.line')) },
  ],
  analyst: [{ name: 'today', path: paths.today }],
  manager: [{ name: 'today', path: paths.today }],
})
