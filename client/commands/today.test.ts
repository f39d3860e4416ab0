import { expect, test } from 'vitest'
import type { PendingCommand } from '#client/offline/cache/fold.ts'
import type { Signal } from '#shared/scorecards/views.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import type { TodayView } from '#shared/today/views.ts'
import { pendingCommand, screenOf } from '#tests/support/folded.ts'
import { answeredBySaving, withReturned } from './today-changes.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const person = { personId: id(2), name: '민지' }
const signal: Signal = {
  ...{ key: 's', personId: person.personId, teamId: id(3), kind: 'more_errors', since: '2026-11-09' },
  ...{ x: 15, n: 117, from: '2026-10-26', to: '2026-11-16', missed: 14, overEnforced: 1 },
  ...{
    baseline: 0.04,
    provisional: false,
    basis: {
      since: '2026-06-01',
      weeks: 12,
      rate: 0.04,
      provisional: false,
      why: 'first_weeks',
      saidOn: null,
    },
    p: 0.0001,
    point: { metric: 'missed', x: 14, n: 117 },
    cause: null,
  },
}
const timestamp = '2026-11-23T00:00:00.000Z'
const worth: TodayItem = { key: 'signal:s', group: 'people', at: timestamp, kind: 'signal', person, signal }
const replied: TodayItem = {
  ...{
    key: 'reply:1',
    group: 'people',
    at: timestamp,
    kind: 'reply',
    person,
    noteId: id(10),
    replyId: id(30),
  },
}
const due: TodayItem = {
  ...{
    key: 'follow_up:1',
    group: 'today',
    at: timestamp,
    kind: 'follow_up',
    person,
    noteId: id(10),
    dueOn: '2026-11-23',
  },
}
const view: TodayView = { items: [replied, worth, due], settled: [], day: '2026-11-23' }

const pending = pendingCommand
const fold = (shown: TodayView, commands: PendingCommand[]) =>
  screenOf(person).shown('today.list', shown, commands)
const keys = (shown: TodayView) => shown.items.map(({ key }) => key)
const settleIt = pending('today.settle', { key: worth.key, how: 'done', until: null })

test('a settled row leaves the list, is counted as settled today, and comes back whole', () => {
  const settled = fold(view, [settleIt])
  expect(keys(settled)).toEqual(['reply:1', 'follow_up:1'])
  expect(settled.settled).toMatchObject([{ key: worth.key, how: 'done', item: worth }])
  const back = fold(view, [settleIt, pending('today.unsettle', { key: worth.key })])
  expect(keys(back)).toEqual(keys(view))
  expect(back.settled).toEqual([])
})

test('settling what the server already counts as settled changes nothing', () => {
  const served = fold(view, [settleIt])
  expect(fold(served, [settleIt])).toBe(served)
})

test('what was put off comes back at its time, by the phone alone', () => {
  const until = '2026-11-23T07:00:00.000Z'
  const putOff = fold(view, [pending('today.settle', { key: worth.key, how: 'later', until })])
  expect(keys(withReturned(putOff, Date.parse(until) - 1))).toEqual(['reply:1', 'follow_up:1'])
  const back = withReturned(putOff, Date.parse(until))
  expect(keys(back)).toEqual(keys(view))
  expect(back.settled).toEqual([])
  const done = fold(view, [settleIt])
  expect(withReturned(done, Date.parse(until))).toBe(done)
})

test('taking back works on what the server alone knows to be settled', () => {
  const served: TodayView = {
    ...{ items: [replied], day: view.day },
    settled: [{ key: worth.key, how: 'later', until: null, at: timestamp, item: worth }],
  }
  expect(keys(fold(served, [pending('today.unsettle', { key: worth.key })]))).toEqual(['reply:1', 'signal:s'])
})

test('what is done in a note is over on Today as well', () => {
  const noteId = id(10)
  const after = [
    pending('coaching.reply', { noteId, replyId: id(31), text: '그렇게 하겠습니다.' }),
    pending('coaching.followedUp', { noteId }),
  ]
  expect(keys(fold(view, after))).toEqual(['signal:s'])
  expect(fold(view, [pending('coaching.followedUp', { noteId: id(11) })])).toBe(view)
})

test('a note on the same point of the same person answers the signal', () => {
  const criterion = { metric: 'missed' as const, policy: null, x: 14, n: 117, from: '', to: '' }
  expect(answeredBySaving(view, { subjectId: person.personId, criterion })).toEqual(['signal:s'])
  expect(
    answeredBySaving(view, {
      subjectId: person.personId,
      criterion: { ...criterion, metric: 'over_enforced' },
    }),
  ).toEqual([])
  expect(answeredBySaving(view, { subjectId: id(5), criterion })).toEqual([])
  expect(answeredBySaving(view, { subjectId: person.personId, criterion: null })).toEqual([])
})

test('who asked to talk leaves the list by an answer, and the week’s check-in by one', () => {
  const talk: TodayItem = {
    ...{
      key: 'talk:1',
      group: 'now',
      at: timestamp,
      kind: 'talk',
      person,
      requestId: id(40),
      dueAt: timestamp,
    },
  }
  const own: TodayItem = {
    key: 'check_in_due:1',
    group: 'today',
    at: timestamp,
    kind: 'check_in_due',
    person,
  }
  const both: TodayView = { ...view, items: [talk, own] }
  const answer = { requestId: id(40), answer: 'will_talk', proposedAt: null }
  expect(keys(fold(both, [pending('checkIns.answerTalk', answer)]))).toEqual([own.key])
  expect(keys(fold(both, [pending('checkIns.closeTalk', { requestId: id(40) })]))).toEqual([own.key])
  const checkIn = {
    checkInId: id(41),
    answers: { energy: 3, load: null, support: null },
    ...{ note: null, audience: 'me', readerId: null },
  }
  expect(keys(fold(both, [pending('checkIns.save', checkIn)]))).toEqual([talk.key])
})
