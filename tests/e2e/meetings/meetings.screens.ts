import type { Page } from 'playwright-core'
import { paths } from '#client/commands/meetings-paths.ts'
import type { Translate } from '#client/lib/i18n.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import type { Screens } from '#tests/support/screens/screens.ts'

export async function screens({ db, analyst, watched }: Demo): Promise<Screens> {
  const { series_id: seriesId } = await db
    .selectFrom('meeting_series')
    .select('series_id')
    .where('subject_id', '=', analyst)
    .executeTakeFirstOrThrow()
  const series = `${paths.series(seriesId)}?of=${analyst}`
  return {
    lead: [
      { name: 'meetings', path: `${appPaths.person(analyst)}?part=meetings` },
      { name: 'meetings-set', path: `${appPaths.person(watched)}?part=meetings`, open: press('meeting.add') },
      { name: 'meeting-series', path: series },
      { name: 'meeting-item', path: series, open: press('meeting.item.add') },
      { name: 'meeting-move', path: series, open: press('meeting.move') },
    ],
    analyst: [
      { name: 'meetings', path: `${appPaths.record}?part=meetings` },
      { name: 'meeting-series', path: series },
      { name: 'meeting-send', path: appPaths.sendToAgenda({ review: seriesId }) },
      { name: 'calendar-feed', path: paths.feed },
    ],
  }
}

/** Presses a button, which brings up a sheet. */
const press =
  (key: 'meeting.add' | 'meeting.item.add' | 'meeting.move') => async (page: Page, t: Translate) => {
    await page
      .getByRole('button', { name: t(key), exact: true })
      .first()
      .click()
    await page.getByRole('dialog').waitFor()
  }
