import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escalations } from '#shared/escalations/contracts.ts'
import { questions } from '#shared/questions/contracts.ts'
import { reviews } from '#shared/reviews/contracts.ts'
import { dependentsOf, relink } from './dependencies.ts'
import type { OutboxRecord } from './outbox-record.ts'

const entity = fc.constantFrom('a', 'b', 'c', 'd')
const record = (
  index: number,
  { entities, refs, parked }: { entities: readonly string[]; refs: readonly string[]; parked: boolean },
): OutboxRecord => ({
  ...{
    commandId: `c${index}`,
    personId: 'p',
    device: 'd',
    seq: index + 1,
    name: 'n',
    version: 1,
    base: null,
  },
  ...{ entities: [...entities], refs: [...refs], dependsOn: [] },
  ...{ iv: new Uint8Array(12), ciphertext: new ArrayBuffer(0), claimedAt: '' },
  ...{ attempts: 0, nextAttemptAt: 0 },
  state: parked ? 'attention' : 'waiting',
  error: parked ? { code: 'INVALID', details: {} } : null,
})
const ids = fc.uniqueArray(entity, { minLength: 1, maxLength: 2 })
const list = fc
  .array(fc.record({ entities: ids, refs: fc.uniqueArray(entity, { maxLength: 2 }), parked: fc.boolean() }))
  .map((drawn) => drawn.map((parts, index) => record(index, parts)))

const linkedList = (records: OutboxRecord[]) => {
  const changed = new Map(relink(records).map((record) => [record.commandId, record]))
  return records.map((record) => changed.get(record.commandId) ?? record)
}

test('two commands on one entity are always ordered, and linking twice changes nothing', () => {
  fc.assert(
    fc.property(list, (records) => {
      const linked = linkedList(records)
      expect(relink(linked)).toEqual([])
      for (const later of linked) {
        for (const earlier of linked) {
          if (earlier.seq >= later.seq) continue
          const shared = earlier.entities.some((id) => later.entities.includes(id) || later.refs.includes(id))
          expect(later.dependsOn.includes(earlier.commandId)).toBe(shared)
        }
      }
    }),
  )
})

test('exactly what depends on a parked command waits with it, and is free when that is gone', () => {
  fc.assert(
    fc.property(list, (records) => {
      const linked = linkedList(records)
      const own = linked.filter((record) => record.error?.code === 'INVALID')
      const behind = new Set(
        own.flatMap((record) => dependentsOf(record.commandId, linked).map((it) => it.commandId)),
      )
      for (const record of linked) {
        expect(record.state === 'attention').toBe(own.includes(record) || behind.has(record.commandId))
      }
      const settled = linkedList(linked.filter((record) => !own.includes(record)))
      expect(settled.every((record) => record.state === 'waiting' && record.error === null)).toBe(true)
    }),
  )
})

/** Returns the state of an escalation that is raised from three things after a command about them was refused. */
const raisedBehind = (refused: { entities: readonly string[] }) => {
  const links = [
    { kind: 'question', linkId: 'l1', questionId: 'q' },
    { kind: 'dispute', linkId: 'l2', disputeId: 'd' },
    { kind: 'review', linkId: 'l3', reviewId: 'r' },
  ]
  const input = { escalationId: 'e', links } as never
  const raise = { entities: escalations.raise.entities(input), refs: escalations.raise.refs(input) }
  const [, raised] = linkedList([
    record(0, { ...refused, refs: [], parked: true }),
    record(1, { ...raise, parked: false }),
  ])
  return raised?.state
}
const asked = { questionId: 'q', disputeId: 'd', reviewId: 'r' } as never

test('an escalation waits for what makes that from which it is raised', () => {
  for (const makes of [questions.ask, reviews.dispute, reviews.publish])
    expect(raisedBehind({ entities: makes.entities(asked) }), makes.name).toBe('attention')
})

test('a refused word about that from which it is raised holds no escalation back', () => {
  for (const says of [
    ...[questions.answer, questions.askAgain, questions.settle],
    ...[reviews.decide, reviews.withdraw, reviews.acknowledge, reviews.reply],
  ])
    expect(raisedBehind({ entities: says.entities(asked) }), says.name).toBe('waiting')
})
