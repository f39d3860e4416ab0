import { expect, test } from 'vitest'
import { createActivity } from '#tests/support/activity.ts'
import { createPhoneChannels } from '#tests/support/phone-channels.ts'
import { createPhoneLocks } from '#tests/support/phone-locks.ts'
import { createLeader } from './leader.ts'

function browser() {
  const activity = createActivity()
  const locks = createPhoneLocks()
  const channels = createPhoneChannels(activity)
  const streams: { tab: string; from: number | null; publish: (cursor: number) => void; open: boolean }[] = []
  function open(tab: string, personId = 'p') {
    const identity = {}
    const received: number[] = []
    const leader = createLeader<number>({
      platform: { locks: locks.forTab(identity), openChannel: (name) => channels.open(identity, name) },
      personId,
      lead(publish, last) {
        const stream = { tab, from: last, publish, open: true }
        streams.push(stream)
        return () => {
          stream.open = false
        }
      },
    })
    leader.subscribe((cursor) => received.push(cursor))
    const kill = () => {
      locks.killTab(identity)
      channels.killTab(identity)
    }
    return { leader, received, kill }
  }
  return { activity, streams, open }
}

test('one tab holds the stream and the others hear it', async () => {
  const { activity, streams, open } = browser()
  const tabs = [open('first'), open('second'), open('third')]
  await activity.rest()
  expect(streams.map((stream) => stream.tab)).toEqual(['first'])
  expect(tabs.map((tab) => tab.leader.isLeader())).toEqual([true, false, false])
  streams[0]?.publish(7)
  await activity.rest()
  expect(tabs.map((tab) => tab.received)).toEqual([[7], [7], [7]])
})

test('the next one takes over where the leader stopped or died', async () => {
  const { activity, streams, open } = browser()
  const first = open('first')
  const second = open('second')
  const third = open('third')
  await activity.rest()
  streams[0]?.publish(7)
  await activity.rest()
  await first.leader.stop()
  await activity.rest()
  expect(streams[0]?.open).toBe(false)
  expect(streams[1]).toMatchObject({ tab: 'second', from: 7, open: true })
  // A stream that was ended late has nobody to tell.
  streams[0]?.publish(8)
  second.kill()
  await activity.rest()
  expect(streams[2]).toMatchObject({ tab: 'third', from: 7 })
  expect(third.received).toEqual([7])
  await third.leader.stop()
})

test('two people lead side by side and do not hear each other', async () => {
  const { activity, streams, open } = browser()
  const mine = open('mine', 'p')
  const theirs = open('theirs', 'q')
  await activity.rest()
  expect(streams).toHaveLength(2)
  streams[0]?.publish(1)
  await activity.rest()
  expect(mine.received).toEqual([1])
  expect(theirs.received).toEqual([])
})
