import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { paths as ownPaths } from '#client/commands/administration-paths.ts'
import type { Translate } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { newJoiner } from '#server/demo/people.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import { clickButton, type Screens } from '#tests/support/screens/screens.ts'

/** One organisation has one directory: the newest person is the same in both languages. */
const joiner = { ko: newJoiner, en: newJoiner }

export const screens = (demo: Demo): Screens => ({
  lead: [{ name: 'invite-analyst', path: paths.inviteAnalyst(demo.teamId) }],
  admin: [
    { name: 'people-file', path: paths.peopleFile },
    { name: 'people-file-planned', path: paths.peopleFile, open: choosePeople },
    { name: 'administration', path: paths.administration() },
    { name: 'administration-teams', path: paths.administration('teams') },
    { name: 'administration-team', path: `${paths.administration('teams')}&team=${demo.teamId}` },
    { name: 'administration-organisation', path: paths.administration('organisation') },
    { name: 'directory-person', path: paths.directoryPerson(demo.person(joiner)) },
    {
      name: 'directory-person-again',
      path: paths.directoryPerson(demo.person(joiner)),
      open: clickButton((t) => t('admin.invite.again')),
    },
    {
      name: 'directory-person-name',
      path: paths.directoryPerson(demo.watched),
      open: clickButton((t) => t('admin.name.title')),
    },
    {
      name: 'directory-person-give',
      path: paths.directoryPerson(demo.watched),
      open: clickButton((t) => t('admin.give')),
    },
    {
      name: 'directory-person-end',
      path: paths.directoryPerson(demo.watched),
      open: clickButton((t) => t('admin.end')),
    },
    { name: 'roles', path: paths.roles },
    { name: 'retention', path: ownPaths.retention },
    {
      name: 'retention-hold',
      path: ownPaths.retention,
      open: clickButton((t) => t('retention.hold.place')),
    },
    { name: 'retention-period', path: ownPaths.retention, open: clickButton((t) => t('retention.change')) },
    {
      name: 'retention-hold-end',
      path: ownPaths.retention,
      open: clickButton((t) => t('retention.hold.end')),
    },
    {
      name: 'retention-request',
      path: ownPaths.retention,
      async open(page, t) {
        await page
          .locator('.row')
          .filter({ hasText: t('retention.request.hold_end', { name: '' }).trim() })
          .first()
          .click()
      },
    },
    {
      name: 'directory-person-erase',
      path: paths.directoryPerson(demo.watched),
      open: clickButton((t) => t('retention.erase')),
    },
    { name: 'invite', path: paths.invite },
    { name: 'invite-link', path: paths.invite, open: invite },
  ],
})

async function choosePeople(page: Page, t: Translate): Promise<void> {
  const rows = [
    'name,email,team,role',
    'Sadhbh Ryan,sadhbh@dure.example,Nowhere,',
    'Róisín Daly,roisin@dure.example,,administrator',
    'No address,here,,administrator',
  ]
  await page
    .getByLabel(t('admin.file.choose'))
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
  await page.getByText(t('admin.file.refused')).waitFor()
}

/** Somebody new each time: an address is used once. */
async function invite(page: Page, t: Translate): Promise<void> {
  const ko = t('tab.today') === '오늘'
  await page.getByLabel(t('admin.invite.name'), { exact: true }).fill(ko ? '윤서하' : 'Sadhbh Ryan')
  await page.getByLabel(t('admin.invite.email')).fill(`${randomUUID()}@dure.example`)
  await page.getByRole('radio', { name: t('admin.role.admin') }).check({ force: true })
  await page.getByRole('button', { name: t('admin.invite.send'), exact: true }).click()
  await page.getByLabel(t('admin.link.label')).waitFor()
}
