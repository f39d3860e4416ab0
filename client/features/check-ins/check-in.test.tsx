import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { WorkStatusContext } from '#client/lib/work-status.ts'
import { consentVersion } from '#shared/check-ins/rules.ts'
import type { OwnCheckIns } from '#shared/check-ins/views.ts'
import { choose, enter, field, press } from '#tests/support/component/entering.ts'
import { show } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { CheckInPage, draftKey } from './check-in-page.tsx'

const boss = { personId: id, name: 'Bo' }
const own: OwnCheckIns = {
  consent: { given: true, textVersion: consentVersion, at: '2026-11-01T00:00:00Z' },
  ...{ checkIns: [], talks: [], offers: [], leads: [boss], retentionDays: 90 },
  addressees: [{ person: boss, standing: 'lead' }],
  programme: { name: null, phone: null, url: null, verifiedOn: null },
  ...{ rhythm: { kind: 'weekly' }, followUps: [] },
}
const showCheckIn = () =>
  show(<CheckInPage />, {
    read: [[trpc.checkIns.own.queryKey(), own]],
    at: { address: paths.checkIn, path: paths.checkIn },
  })

describe('a check-in', () => {
  test('of nothing is not sent, and says so until something is entered', async () => {
    const shown = await showCheckIn()
    await press('Send')
    const nothing = 'Nothing is chosen yet. You can also skip.'
    expect(screen.getByText(nothing)).toBeDefined()
    await enter(/^Add a note/, 'a')
    expect(screen.queryByText(nothing)).toBeNull()
    expect(await shown.sent()).toEqual([])
  })

  test('sends the answers and the request for a talk, each once', async () => {
    const shown = await showCheckIn()
    await enter(/^Add a note/, 'Long week')
    await choose(/talk/)
    await press('Send', 2)
    const sent = await shown.sent()
    expect(sent.map(({ name }) => name)).toEqual(['checkIns.askToTalk', 'checkIns.save'])
    expect(sent[1]).toMatchObject({ input: { note: 'Long week', audience: 'me', readerId: null } })
    expect(await shown.draft(draftKey)).toBeUndefined()
  })

  test('stays as it was where the phone has no room for it', async () => {
    const shown = await showCheckIn()
    await enter(/^Add a note/, 'Long week')
    shown.setFull(true)
    await press('Send')
    expect(await shown.sent()).toEqual([])
    expect(await screen.findByText('This phone has no room left. It is still here.')).toBeDefined()
    expect((await field(/^Add a note/)).value).toBe('Long week')
  })

  test('that is shared and asks for a talk with the same person says both in one', async () => {
    await showCheckIn()
    await choose(/talk/)
    expect(screen.getByText("Bo sees that you'd like to talk, not why.", { exact: false })).toBeDefined()
    await choose(/^Share with my lead/)
    expect(screen.queryByText(/not why/)).toBeNull()
    expect(screen.getByText(/^Bo sees the answers, the note and that you'd like to talk/)).toBeDefined()
  })

  test('that is sent without a network says that it waits on the phone', async () => {
    await show(
      <WorkStatusContext value={{ online: false, state: 'local', n: 1 }}>
        <CheckInPage />
      </WorkStatusContext>,
      {
        read: [[trpc.checkIns.own.queryKey(), own]],
        at: { address: paths.checkIn, path: paths.checkIn },
      },
    )
    await choose(/^Share with my lead/)
    await enter(/^Add a note/, 'Long week')
    await choose(/talk/)
    await press('Send')
    expect(await screen.findByText(/still on this phone alone/)).toBeDefined()
    expect(screen.getByText('Bo can see this check-in once there is a connection.')).toBeDefined()
    expect(screen.getByText('Bo is asked to talk once there is a connection.')).toBeDefined()
  })

  test('that is closed is not kept', async () => {
    const shown = await showCheckIn()
    await enter(/^Add a note/, 'Long week')
    await press('Close')
    expect(await shown.draft(draftKey)).toBeUndefined()
    expect(shown.address()).toBe(paths.wellbeing)
  })
})
