import type { Chance } from './identity.ts'
import type { AuditingTeam } from './people.ts'

export type Weighted<T> = readonly (readonly [T, number])[]

export const queues: Record<AuditingTeam, Weighted<string>> = {
  community: [
    ['comments', 42],
    ['posts', 34],
    ['profiles', 14],
    ['messages', 10],
  ],
  live: [
    ['live-chat', 55],
    ['live-video', 32],
    ['gifts', 13],
  ],
  dublin: [
    ['comments', 38],
    ['posts', 36],
    ['groups', 16],
    ['messages', 10],
  ],
}
/** Short messages without the thread around them are hard to judge: one queue has more than its share of the errors. */
const leak = { team: 'community', queue: 'messages', times: 5 } as const

/** Returns how often each queue comes before a team, for decisions that were right or wrong. */
export const queuesOf = (team: AuditingTeam, isWrong: boolean): Weighted<string> =>
  queues[team].map(([queue, weight]) => [
    queue,
    isWrong && team === leak.team && queue === leak.queue ? weight * leak.times : weight,
  ])

export const languages: Record<AuditingTeam, Weighted<string>> = {
  community: [
    ['ko', 91],
    ['en', 9],
  ],
  live: [
    ['ko', 94],
    ['ja', 6],
  ],
  dublin: [
    ['en', 62],
    ['fr', 14],
    ['de', 14],
    ['pl', 10],
  ],
}

/** Names queues and decisions: code, Korean, English. */
export const termNames: readonly (readonly ['queue' | 'decision', string, string, string])[] = [
  ['queue', 'appeals', '이의 신청', 'Appeals'],
  ['queue', 'comments', '댓글', 'Comments'],
  ['queue', 'posts', '게시물', 'Posts'],
  ['queue', 'profiles', '프로필', 'Profiles'],
  ['queue', 'messages', '메시지', 'Messages'],
  ['queue', 'live-chat', '실시간 채팅', 'Live chat'],
  ['queue', 'live-video', '실시간 방송', 'Live video'],
  ['queue', 'gifts', '선물', 'Gifts'],
  ['queue', 'groups', '그룹', 'Groups'],
  ['decision', 'violating', '위반', 'Violating'],
  ['decision', 'non-violating', '위반 아님', 'Not violating'],
  ['decision', 'age-restricted', '연령 제한', 'Age-restricted'],
]

/** One of them, as often as its weight says. */
export function weighted<T>(from: Weighted<T>, chance: Chance): T {
  const total = from.reduce((sum, [, weight]) => sum + weight, 0)
  let left = chance.next() * total
  for (const [value, weight] of from) {
    left -= weight
    if (left < 0) return value
  }
  throw new RangeError('Nothing to choose from')
}
