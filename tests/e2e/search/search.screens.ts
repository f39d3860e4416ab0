import type { Page } from 'playwright-core'
import type { Translate } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import type { Screens } from '#tests/support/screens/screens.ts'

/** Types into the field; nothing is sent. */
const typing = (typed: string) => async (page: Page, t: Translate) => {
  await page.getByRole('searchbox', { name: t('search.field') }).fill(typed)
  await page.locator('.row-group:visible, .state:visible').first().waitFor()
}

export const screens = (): Screens => ({
  lead: [
    { name: 'search', path: paths.search },
    { name: 'search-found', path: paths.search, open: typing('ㅎㅇㅍㅎ') },
    { name: 'search-none', path: paths.search, open: typing('뷁뷁') },
  ],
  manager: [{ name: 'search-found', path: paths.search, open: typing('인용') }],
})
