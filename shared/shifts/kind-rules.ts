import { nameKey } from '#shared/tables/clean.ts'
import type { EntryKind } from './rules.ts'

/** Words of rosters in both languages. The reason of an absence is read as an absence and kept nowhere. */
const kindNames: Record<EntryKind, readonly string[]> = {
  work: [
    ...[
      'work',
      'working',
      'shift',
      'on duty',
      'day',
      'day shift',
      'night',
      'night shift',
      'evening',
      'early',
      'late',
    ],
    ...[
      '근무',
      '출근',
      '주간',
      '야간',
      '심야',
      '오전',
      '오후',
      '주간 근무',
      '야간 근무',
      '데이',
      '이브닝',
      '나이트',
    ],
  ],
  off: ['off', 'day off', 'no shift', 'rest', 'rest day', '휴무', '비번', '오프', '쉬는 날'],
  away: [
    ...[
      'away',
      'absence',
      'absent',
      'leave',
      'annual leave',
      'vacation',
      'holiday',
      'pto',
      'time off',
      'sick',
    ],
    ...['sick leave', 'out of office', 'ooo', 'parental leave', 'half day', 'training'],
    ...[
      '부재',
      '휴가',
      '연차',
      '반차',
      '오전 반차',
      '오후 반차',
      '월차',
      '병가',
      '경조사',
      '육아휴직',
      '출장',
      '교육',
      '외근',
    ],
  ],
}

/** Returns what a word of a roster means; undefined where it is none of the known ones. */
export function kindOf(word: string): EntryKind | undefined {
  const key = nameKey(word)
  for (const kind of ['work', 'off', 'away'] as const)
    if (kindNames[kind].some((known) => nameKey(known) === key)) return kind
  return undefined
}

/** Returns what a title that a calendar gives an event means, by the words in it; undefined where it says none of them. */
export function kindOfTitle(title: string): EntryKind | undefined {
  const whole = kindOf(title)
  if (whole) return whole
  const found = new Set(title.split(/[^\p{L}\p{N}]+/u).flatMap((word) => (word && kindOf(word)) || []))
  return (['away', 'off', 'work'] as const).find((kind) => found.has(kind))
}
