import { describe, expect, test } from 'vitest'
import { routeAt } from '#client/app/shell/routes.ts'
import { paths } from '#client/lib/paths.ts'
import { type Beside, besideAfter, type DeskRules, type DeskStep } from './list-beside.ts'

const rules: DeskRules = {
  listAt: (path) => routeAt(path)?.list,
  isPlace: (path) => [paths.today, paths.team(), paths.record, paths.escalations, paths.me].includes(path),
  listFor: (path) => (path.startsWith('/escalations') ? paths.escalations : paths.today),
}
type Walk = Pick<DeskStep, 'address'> & Partial<DeskStep>

/** Walks these steps and returns what stands side by side; a place's own way of coming back is no part of it. */
const walked = (...steps: (string | Walk)[]): Beside | undefined =>
  steps.reduce<Beside | undefined>(
    (before, step) =>
      besideAfter(
        before,
        undefined,
        { action: 'PUSH', ...(typeof step === 'string' ? { address: step } : step) },
        rules,
      ),
    undefined,
  )
const [ana, ben] = [paths.person('a'), paths.person('b')]
const cases = `${paths.personCases('a')}?filter=missed`

describe('beside the page stands', () => {
  test('the list that it was opened from', () => {
    expect(walked(paths.team(), ana)).toMatchObject({ list: paths.team(), chosen: ana })
    expect(walked(paths.today, ana)).toMatchObject({ list: paths.today, chosen: ana })
  })

  test('nothing but the list, where nothing is open', () => {
    expect(walked(paths.team(), ana, paths.today)).toEqual({ address: paths.today, list: paths.today })
  })

  test('the same list while the reader goes on from what is open, with the same row chosen', () => {
    const note = paths.note('n')
    expect(walked(paths.team(), ana, note)).toMatchObject({ list: paths.team(), chosen: ana })
    const edit = { address: paths.editNote('n'), action: 'REPLACE' } as const
    expect(walked(paths.team(), ana, note, edit)).toMatchObject({ list: paths.team(), chosen: ana })
  })

  test('another row, once it is opened from the list', () => {
    const shown = walked(paths.team(), ana, paths.note('n'), { address: ben, fromList: true })
    expect(shown).toMatchObject({ list: paths.team(), chosen: ben })
  })

  test('the cases of a person as a page first, and as the list of what they open', () => {
    expect(walked(paths.team(), ana, cases)).toMatchObject({ list: paths.team(), chosen: ana })
    const first = paths.case('1')
    expect(walked(paths.team(), ana, cases, first)).toMatchObject({ list: cases, chosen: first })
    const next = { address: paths.case('2'), action: 'REPLACE' } as const
    expect(walked(paths.team(), ana, cases, first, next)).toMatchObject({
      list: cases,
      chosen: paths.case('2'),
    })
  })

  test('the list that it belongs to, when it was opened from outside', () => {
    expect(walked(paths.escalation('e'))).toMatchObject({
      list: paths.escalations,
      chosen: paths.escalation('e'),
    })
  })

  test('the reader’s own list, beside a place that is none', () => {
    expect(walked(paths.team(), ana, paths.record)).toMatchObject({ list: paths.today })
  })

  test('what stood there, on the way back', () => {
    const known = { address: ana, list: paths.team(), chosen: ana }
    const before = walked(paths.today)
    expect(besideAfter(before, known, { address: ana, action: 'POP' }, rules)).toBe(known)
  })

  test('the list of a place that is laid down again with what was open in it', () => {
    const laid = { address: paths.case('1'), below: [paths.team(), ana, cases] }
    expect(walked(paths.today, laid)).toMatchObject({ list: cases, chosen: paths.case('1') })
  })
})
