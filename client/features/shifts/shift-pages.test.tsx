import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { paths } from '#client/commands/shifts-paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { WorkStatusContext } from '#client/lib/work-status.ts'
import type { Me } from '#shared/people/views.ts'
import type { EntryView, PersonShifts } from '#shared/shifts/views.ts'
import { choose, enter, field, press } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { OwnShiftsPage, PersonShiftsPage } from './person-shifts-page.tsx'
import { RosterImportPage } from './roster-import-page.tsx'
import { TeamShiftsPage } from './team-shifts-page.tsx'

const zone = 'Asia/Seoul'
/** The readers of files come when there is one. */
const patience = { timeout: 15_000 }
const today = Temporal.Now.plainDateISO(zone)
const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '22:00', until: '06:00' }))
const me = { personId: lead.person.personId, name: lead.person.name }
const shifts = (person: PersonShifts['person'], changes: Partial<PersonShifts> = {}): PersonShifts => ({
  ...{ person, zone, patterns: [], entries: [], dismissed: [] },
  ...changes,
})
const pattern = { startsOn: '2026-01-01', zone, hours: everyDay, by: me }
const absence: EntryView = {
  ...{ entryId: id, kind: 'away', from: null, until: null, zone, by: me, version: 2 },
  ...{ firstDay: today.toString(), lastDay: today.add({ days: 400 }).toString() },
  ...{ source: null, sourceKey: null, imported: false },
}
const holding = (view: PersonShifts) =>
  [trpc.shifts.person.queryKey({ personId: view.person.personId }), view] as const
const own = { address: paths.own, path: paths.own }

describe('one’s own', () => {
  test('are seven days with their hours in words, a night shift into the next day', async () => {
    await show(<OwnShiftsPage />, { at: own, read: [holding(shifts(me, { patterns: [pattern] }))] })
    expect(screen.getAllByText('22:00 to 06:00 next day')).toHaveLength(7)
    expect(screen.getByText(/^Mon, Tue, .* Sun 22:00 to 06:00 next day$/)).toBeDefined()
    await press('Week after')
    expect(screen.queryByRole('button', { current: 'date' })).toBeNull()
  })

  test('say where nothing is entered yet, and who reads them', async () => {
    await show(<OwnShiftsPage />, { at: own, read: [holding(shifts(me))] })
    expect(screen.getByText(/^No shifts yet/)).toBeDefined()
    expect(screen.getByText(/whoever leads you today/)).toBeDefined()
    expect(screen.getByText('No absence ahead.')).toBeDefined()
  })

  test('weekly hours are on the phone before the server knows of them', async () => {
    const shown = await show(<OwnShiftsPage />, { at: own, read: [holding(shifts(me))] })
    await press('Set weekly hours')
    await enter('From this day on', today.toString())
    await choose('Fri')
    await choose('Other hours on some days')
    await enter('Mon from', '07:00')
    await press('Save the times')
    const [sent] = await shown.sent()
    expect(sent).toMatchObject({
      name: 'shifts.setPattern',
      input: { personId: me.personId, startsOn: today.toString(), zone },
    })
    const input = sent?.input as { hours: { weekday: number; from: string }[] }
    expect(input.hours.map(({ weekday, from }) => [weekday, from])).toEqual([
      [1, '07:00'],
      [2, '09:00'],
      [3, '09:00'],
      [4, '09:00'],
    ])
    expect(await screen.findByText(/^Mon 07:00 to 18:00 · Tue, Wed, Thu 09:00 to 18:00$/)).toBeDefined()
  })

  test('an absence is entered without a reason, and one that ends before it begins is refused at its field', async () => {
    const shown = await show(<OwnShiftsPage />, { at: own, read: [holding(shifts(me))] })
    await press('Add an absence')
    await enter('First day', today.toString())
    await enter('Last day', '2020-01-01')
    await press('Save the absence')
    expect(await screen.findByText(/^The last day is not before the first/)).toBeDefined()
    await enter('Last day', today.toString())
    await choose('Only a part of the day')
    await enter('To', '08:00')
    await press('Save the absence')
    expect(await screen.findByText('The end comes after the beginning.')).toBeDefined()
    await enter('To', '12:00')
    await press('Save the absence')
    expect(await shown.sent()).toMatchObject([
      {
        name: 'shifts.saveEntry',
        input: { kind: 'away', firstDay: today.toString(), from: '09:00', until: '12:00' },
      },
    ])
    expect(await screen.findByText('away for a part')).toBeDefined()
    // Whoever decides is asked to name who decides meanwhile.
    expect(screen.getByRole('link', { name: 'Name who decides meanwhile' })).toBeDefined()
  })

  test('an absence is removed from its sheet', async () => {
    const shown = await show(<OwnShiftsPage />, {
      ...{ at: own, read: [holding(shifts(me, { entries: [absence] }))] },
    })
    expect(screen.getAllByText('away').length).toBeGreaterThan(0)
    await press(/to .* 20/)
    await press('Remove')
    expect(await shown.sent()).toMatchObject([{ name: 'shifts.removeEntry', input: { entryId: id } }])
    expect(await screen.findByText('No absence ahead.')).toBeDefined()
  })
})

describe('those of an analyst', () => {
  const start = { address: paths.of(analyst.personId), path: paths.of(':personId') }

  test('one day is corrected by the lead, and put back', async () => {
    const view = shifts(analyst, { patterns: [pattern] })
    const shown = await show(<PersonShiftsPage />, { at: start, read: [holding(view)] })
    const openToday = async () => {
      const [day] = screen.getAllByRole('button', { current: 'date' })
      day?.click()
      return await screen.findByRole('dialog')
    }
    within(await openToday())
      .getByLabelText('No shift')
      .click()
    await press('Save the times')
    expect(await shown.sent()).toMatchObject([
      { name: 'shifts.saveEntry', input: { personId: analyst.personId, kind: 'off', from: null } },
    ])
    expect(await screen.findByText('no shift')).toBeDefined()
    within(await openToday())
      .getByLabelText('As every week')
      .click()
    await press('Save the times')
    expect((await shown.sent()).map(({ name }) => name)).toEqual(['shifts.saveEntry', 'shifts.removeEntry'])
  })

  test('are forbidden to who does not lead them', async () => {
    const stranger: Me = { ...lead, roles: [], teams: [] }
    await show(<PersonShiftsPage />, { at: start, me: stranger })
    expect(screen.getByRole('alert').textContent).toMatch(/whoever leads them today/)
  })
})

describe('the team’s week', () => {
  const start = { address: paths.teams, path: paths.teams }

  test('has a row a person, in words and as a figure', async () => {
    await show(<TeamShiftsPage />, { at: start, read: [holding(shifts(analyst, { patterns: [pattern] }))] })
    expect(screen.getByText('Today: 22:00 to 06:00 next day')).toBeDefined()
    expect(screen.getByText(/^Mon 22:00 to 06:00 next day, Tue/)).toBeDefined()
    expect(screen.getByRole('link', { name: 'Import' }).getAttribute('href')).toBe(paths.import(teamId))
    await press('Week after')
    expect(screen.getByText('7 shifts')).toBeDefined()
  })

  test('says of whom nothing is entered', async () => {
    await show(<TeamShiftsPage />, { at: start, read: [holding(shifts(analyst))] })
    expect(screen.getByText('No shifts yet')).toBeDefined()
  })

  test('is for who leads one', async () => {
    await show(<TeamShiftsPage />, { at: start, me: { ...lead, roles: [], teams: [] } })
    expect(screen.getByRole('alert')).toBeDefined()
  })
})

describe('a roster', () => {
  const start = { address: paths.import(teamId), path: paths.import(':teamId') }
  const day = today.add({ days: 3 }).toString()
  const file = (text: string, name: string) => new File([text], name)
  async function chooseFile(chosen: File) {
    const input = await field('Choose a roster')
    Object.defineProperty(input, 'files', { value: [chosen], configurable: true })
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }

  test('is looked through before anything changes: what it adds, removes and refuses', async () => {
    const kept: EntryView = {
      ...{ ...absence, kind: 'work', firstDay: day, lastDay: day, from: '05:00', until: '06:00' },
      ...{ imported: true, source: 'rota.csv', sourceKey: 'another' },
    }
    await show(<RosterImportPage />, { at: start, read: [holding(shifts(analyst, { entries: [kept] }))] })
    await choosePerson()
    await chooseFile(
      file(`name,date,from,to,kind\nAna,${day},09:00,18:00,\nAna,soon,09:00,18:00,`, 'rota.csv'),
    )
    expect(
      await screen.findByText(/^rota.csv: 1 to add, 1 to remove, .* 1 refused/, {}, patience),
    ).toBeDefined()
    expect(screen.getByText(/no date such as 2026-11-03 · date · soon/)).toBeDefined()
    expect(screen.getByRole('button', { name: 'Make 2 changes' })).toBeDefined()
  })

  async function choosePerson() {
    await enter('Whose shifts they are', analyst.personId)
  }

  test('names the columns that it lacks, and what cannot be read', async () => {
    await show(<RosterImportPage />, { at: start, read: [holding(shifts(analyst))] })
    await chooseFile(file('hours\n9', 'rota.csv'))
    expect(await screen.findByText('Columns that the file lacks: person, date', {}, patience)).toBeDefined()
    await chooseFile(file('BEGIN:NOTHING', 'rota.ics'))
    expect(await screen.findByText(/^This file cannot be read/, {}, patience)).toBeDefined()
  })

  test('needs a connection, and a team that one leads', async () => {
    await show(
      <WorkStatusContext value={{ online: false, state: 'sent', n: 0 }}>
        <RosterImportPage />
      </WorkStatusContext>,
      { at: start },
    )
    expect(screen.getByText('Importing needs a connection.')).toBeDefined()
    expect((await field('Choose a roster')).disabled).toBe(true)
    await show(<RosterImportPage />, { at: start, me: { ...lead, roles: [], teams: [] } })
    expect(screen.getByRole('alert')).toBeDefined()
  })
})
