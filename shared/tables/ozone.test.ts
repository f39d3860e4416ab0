import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { ozoneFile } from './ozone.ts'

const made = (): { events: object[] } =>
  JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, '../../tests/data/ozone/query-events.json'), 'utf8'),
  )
const [haneul, duri] = ['did:plc:7yxkq3haneul2mod4erator2', 'did:plc:4k2mduri5mod3erator6qa7q']
const bot = 'did:plc:2q7automod6bot5labeler3q'

describe('what Ozone itself wrote', () => {
  test('takedowns, acknowledgements, escalations and labels are decisions, the newest first as in the file', () => {
    const found = ozoneFile(made())
    expect(found).toMatchObject({ events: 27, broken: [] })
    expect(
      found?.decisions.map(({ id, by, decision, overturned }) => [id, by, decision, overturned]),
    ).toEqual([
      [26, haneul, 'takedown', null],
      [20, duri, 'takedown', null],
      [19, duri, 'takedown', null],
      [17, haneul, 'takedown', { word: 'reverseTakedown', by: 'second review' }],
      [10, duri, 'takedown', { word: 'reverseTakedown', by: 'appeal outcome' }],
      [9, bot, 'label spam', null],
      [8, duri, 'label graphic-media', { word: 'resolveAppeal', by: 'appeal outcome' }],
      [6, duri, 'escalate', null],
      [5, haneul, 'acknowledge', null],
      [3, haneul, 'takedown', null],
    ])
  })

  test('a decision knows its policies, its tool, and the language that was known of the record by then', () => {
    const decision = (id: number) => ozoneFile(made())?.decisions.find((found) => found.id === id)
    expect(decision(3)).toMatchObject({ policies: ['spam'], language: 'ko', decidedBy: 'person' })
    expect(decision(5)).toMatchObject({ policies: [], language: 'en', decidedBy: 'person' })
    expect(decision(6)).toMatchObject({ language: null, decidedBy: null })
    expect(decision(9)).toMatchObject({ decidedBy: 'automated' })
    expect(decision(10)?.policies).toEqual(['hate', 'harassment'])
  })

  test('what is no decision is counted by its kind and by why', () => {
    const skipped = ozoneFile(made())?.skipped.map(({ word, reason, rows }) => [word, reason, rows])
    expect(skipped).toEqual([
      ['report', 'no_decision', 4],
      ['tag', 'no_decision', 2],
      ['comment', 'no_decision', 1],
      ['label', 'labels_removed', 1],
      ['mute', 'no_decision', 1],
      ['email', 'no_decision', 1],
      ['priorityScore', 'no_decision', 1],
      ['reverseTakedown', 'ended_as_planned', 1],
      ['acknowledge', 'by_itself', 1],
    ])
  })
})

describe('other files', () => {
  const subject = { $type: 'com.atproto.admin.defs#repoRef', did: 'did:plc:a' }
  const event = (id: number, kind: string, more: object = {}) => ({
    ...{ id, subject, createdBy: 'did:plc:m', createdAt: `2026-11-02T00:00:0${id}.000Z` },
    event: { $type: `tools.ozone.moderation.defs#${kind}`, ...more },
  })
  const all = (...events: object[]) => ozoneFile({ events })

  test('several pages are one file', () => {
    const found = ozoneFile([
      { events: [event(2, 'modEventReverseTakedown')], cursor: 'x' },
      { events: [event(1, 'modEventTakedown')] },
    ])
    expect(found?.decisions).toMatchObject([{ place: 2, overturned: { word: 'reverseTakedown' } }])
  })

  test('an overturn whose decision is not in the file, and a kind that nobody knows, are counted', () => {
    expect(all(event(1, 'modEventReverseTakedown'), event(2, 'modEventNew'))?.skipped).toEqual([
      { word: 'reverseTakedown', reason: 'nothing_before', rows: 1 },
      { word: 'new', reason: 'no_decision', rows: 1 },
    ])
  })

  test('a takedown after it was put back once is another decision', () => {
    const found = all(
      event(1, 'modEventTakedown'),
      event(2, 'modEventReverseTakedown'),
      event(3, 'modEventTakedown'),
    )
    expect(found?.decisions.map(({ overturned }) => overturned?.word ?? null)).toEqual([
      'reverseTakedown',
      null,
    ])
  })

  test('a resolved appeal is about what was decided before it was made, not about what came after', () => {
    const found = all(
      event(1, 'modEventTakedown'),
      event(2, 'modEventReport', { reportType: 'tools.ozone.report.defs#reasonAppeal' }),
      event(3, 'modEventAcknowledge'),
      event(4, 'modEventResolveAppeal'),
    )
    expect(found?.decisions.map(({ id, overturned }) => [id, overturned?.word ?? null])).toEqual([
      [1, 'resolveAppeal'],
      [3, null],
    ])
  })

  test('a language that was found after the decision is not the decision’s', () => {
    const found = all(event(1, 'modEventTakedown'), event(2, 'modEventTag', { add: ['lang:ko'], remove: [] }))
    expect(found?.decisions[0]?.language).toBeNull()
  })

  test('a message is a case by its conversation', () => {
    const chat = { convoId: 'c1', messageId: 'm1', did: 'did:plc:a' }
    expect(all({ ...event(1, 'modEventTakedown'), subject: chat })?.decisions[0]?.case).toBe('c1/m1')
  })

  test('what has not the shape of an event is named by its place; other JSON is no such file', () => {
    expect(all(event(1, 'modEventTakedown'), { id: 'x' })?.broken).toEqual([2])
    expect(ozoneFile([{ id: 1, annotations: [] }])).toBeUndefined()
    expect(ozoneFile([])).toBeUndefined()
  })
})
