import { cleanup, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { consentVersion } from '#shared/check-ins/rules.ts'
import type { CheckInView, OwnCheckIns } from '#shared/check-ins/views.ts'
import type { PersonShifts } from '#shared/shifts/views.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import { choose, enter, press } from '#tests/support/component/entering.ts'
import { lead, show } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { WellbeingPage } from './wellbeing-page.tsx'

const now = new Date()
const today = now.toISOString().slice(0, 10)
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()
const checkIn = (days: number, energy: number | null): CheckInView => ({
  checkInId: id.replace(/1$/, String(days % 10)),
  at: daysAgo(days),
  answers: { energy, load: 2, support: null },
  ...{ note: null, audience: 'me', reader: null, seenBy: [], version: 1 },
})
const own: OwnCheckIns = {
  consent: { given: true, textVersion: consentVersion, at: '2026-11-01T00:00:00Z' },
  ...{ checkIns: [], talks: [], offers: [], leads: [], addressees: [], retentionDays: 90 },
  programme: { name: null, phone: null, url: null, verifiedOn: null },
  ...{ rhythm: { kind: 'weekly' }, followUps: [] },
}
async function showPage(
  change: Partial<OwnCheckIns>,
  minutes = 0,
  { items = [], shifts }: { items?: readonly TodayItem[]; shifts?: PersonShifts } = {},
) {
  const entry = {
    ...{ entryId: id, day: today, harm: 'hate', minutes, startedAt: null, severity: null },
    ...{ source: 'own', version: 1 },
  }
  const exposure = {
    entries: minutes > 0 ? [entry] : [],
    budget: { minutesPerDay: 240, minutesWithoutBreak: 120 },
    ...{ day: today, retentionDays: 90 },
  }
  return await show(<WellbeingPage />, {
    me: { ...lead, roles: [], teams: [] },
    read: [
      [trpc.checkIns.own.queryKey(), { ...own, ...change }],
      [trpc.checkIns.exposure.queryKey(), exposure],
      [trpc.today.list.queryKey(), { items, settled: [], day: today }],
      [trpc.checkIns.questionnaires.queryKey(), { retentionDays: 90, packs: [] }],
      ...(shifts ? [[trpc.shifts.person.queryKey({ personId: lead.person.personId }), shifts] as const] : []),
    ],
    at: { address: paths.wellbeing, path: paths.wellbeing },
  })
}

test('the last eight check-ins are faces in a line, named by their words, and without a figure', async () => {
  const checkIns = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((days) => checkIn(days, days === 1 ? null : 4))
  await showPage({ checkIns })
  const line = screen.getByRole('img', { name: /^Energy of your last check-ins/ })
  expect(line.querySelectorAll('svg')).toHaveLength(8)
  expect(line.getAttribute('aria-label')).toContain('today')
  expect(line.textContent).toBe('')
  expect(screen.getByText('You checked in today')).toBeDefined()
})

test('who never checked in is told what it takes, and sees no line', async () => {
  await showPage({})
  expect(screen.queryByRole('img', { name: /^Energy/ })).toBeNull()
  expect(screen.getByText(/Three faces/)).toBeDefined()
  cleanup()
  await showPage({ consent: null })
  expect(screen.getByText(/begins with your consent/)).toBeDefined()
})

test('exposure over its limit looks and reads over it', async () => {
  await showPage({}, 270)
  expect(document.querySelector('.exposure-over')?.textContent).toBe(
    'Today 4 h 30 min · 30 min over the limit of 4 h',
  )
  cleanup()
  await showPage({}, 240)
  expect(document.querySelector('.exposure-over')?.textContent).toContain('the limit of 4 h is reached')
  cleanup()
  await showPage({}, 60)
  expect(document.querySelector('.exposure-over')).toBeNull()
  expect(screen.getByText('1 h today · limit 4 h')).toBeDefined()
})

test('a break is suggested within a shift alone, for who has shifts', async () => {
  const shown = () => screen.queryByRole('heading', { name: 'Time for a break' })
  const { personId, name } = lead.person
  const shifts = (hours: number): PersonShifts => {
    const timeAt = (offset: number) =>
      new Date(now.getTime() + (hours + offset) * 3_600_000).toISOString().slice(11, 16)
    const pattern = { startsOn: '2026-01-01', zone: 'Etc/UTC', by: null }
    const each = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: timeAt(-1), until: timeAt(1) }))
    return {
      ...{ person: { personId, name }, zone: 'Etc/UTC', entries: [], dismissed: [] },
      patterns: [{ ...pattern, hours: each }],
    }
  }
  await showPage({}, 270)
  expect(shown()).not.toBeNull()
  cleanup()
  await showPage({}, 270, { shifts: shifts(0) })
  expect(shown()).not.toBeNull()
  cleanup()
  await showPage({}, 270, { shifts: shifts(6) })
  expect(shown()).toBeNull()
  cleanup()
  const [pattern] = shifts(6).patterns
  const without = { ...shifts(6), patterns: pattern ? [{ ...pattern, hours: [] }] : [] }
  await showPage({}, 270, { shifts: without })
  expect(shown()).not.toBeNull()
})

test('an offer to talk is taken up by asking under its id, and is not asked about otherwise', async () => {
  const from = { personId: id.replace(/1$/, '7'), name: 'Bo' }
  const offer = { offerId: id, from, at: daysAgo(1) }
  const shown = await showPage({ offers: [offer], addressees: [{ person: from, standing: 'lead' }] })
  expect(screen.getByText('You can let it be. Nobody sees that you did.')).toBeDefined()
  await press("I'd like to")
  expect(await shown.sent()).toEqual([
    { name: 'checkIns.askToTalk', input: { requestId: id, addresseeId: from.personId } },
  ])
  expect(screen.queryByText('Offered to you')).toBeNull()
  expect(screen.getByText('My requests')).toBeDefined()
})

test("a lead's rows come once one's own are known: nothing moves under the thumb", async () => {
  const { queries } = await show(<WellbeingPage />, {
    me: { ...lead, teams: lead.teams.map((team) => ({ ...team, standing: 'lead' })) },
    read: [
      [trpc.checkIns.own.queryKey(), own],
      [trpc.checkIns.talks.queryKey(), []],
    ],
    reading: [trpc.checkIns.exposure.queryKey()],
    at: { address: paths.wellbeing, path: paths.wellbeing },
  })
  expect(screen.queryByRole('link', { name: /Requests to talk/ })).toBeNull()
  queries.setQueryData(trpc.checkIns.exposure.queryKey(), {
    entries: [],
    budget: { minutesPerDay: 240, minutesWithoutBreak: 120 },
    day: today,
    retentionDays: 90,
  })
  expect(await screen.findByRole('link', { name: /Requests to talk/ })).toBeDefined()
})

test('a follow-up is asked for with a single tap, and taken back with another', async () => {
  const shown = await showPage({})
  await press('Offer it')
  const [request] = await shown.sent()
  expect(request?.name).toBe('checkIns.requestFollowUp')
  expect(await screen.findByText('A check-in is offered to you tomorrow and in a week.')).toBeDefined()
  await press('Cancel')
  expect(await screen.findByText(/Nobody else knows/)).toBeDefined()
})

test('a follow-up that Today offers stands here too, and is skipped without a reason', async () => {
  const key = 'check_in_follow_up:2026-12-02'
  const person = { personId: lead.person.personId, name: lead.person.name }
  const row = { key, group: 'today', kind: 'check_in_due', at: daysAgo(0), person, followUp: true } as const
  const shown = await showPage({}, 0, { items: [row] })
  expect(screen.getByText('How are you now?')).toBeDefined()
  await press('Skip')
  expect(await shown.sent()).toEqual([{ name: 'today.settle', input: { key, how: 'done', until: null } }])
  expect(screen.queryByText('How are you now?')).toBeNull()
})

test('without consent nothing is offered, and nothing can be asked for', async () => {
  await showPage({ consent: null })
  expect(screen.queryByText('After something hard')).toBeNull()
  expect(screen.queryByText('When to ask me')).toBeNull()
})

test('a weekday and a time are chosen, and a missing time is said at its field', async () => {
  const shown = await showPage({})
  await press(/^When to ask me/)
  await choose('At a time I choose')
  await enter('Weekday', '4')
  await enter('From', '')
  await press('Save')
  expect(screen.getByText('Enter a time of day.')).toBeDefined()
  await enter('From', '16:30')
  await press('Save')
  expect(await shown.sent()).toEqual([
    { name: 'checkIns.setRhythm', input: { rhythm: { kind: 'chosen', weekday: 4, time: '16:30' } } },
  ])
  expect(await screen.findByText('Thursday, from 16:30')).toBeDefined()
})
