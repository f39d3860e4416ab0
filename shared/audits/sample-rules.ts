import type { Locale } from '#shared/people/views.ts'

/** Every reference of a sample file begins with it: the file says of itself what it is. */
const marks: Record<Locale, string> = { ko: '예시-', en: 'sample-' }

/** Returns whether a file whose references these are is a sample of Dure's own. */
export const isSample = (references: readonly string[]): boolean =>
  references.length > 0 &&
  Object.values(marks).some((mark) => references.every((reference) => reference.startsWith(mark)))

const texts = {
  ko: {
    header: ['검수 번호', '사례 번호', 'QA 담당자', '정책', '판정', '검증된 판정', '판정 일시'],
    names: ['예시 김하나', '예시 이두리', '예시 박세나'],
    policies: ['예시 혐오 표현', '예시 스팸'],
    violating: '위반',
    fine: '위반 아님',
    case: '예시-사례',
  },
  en: {
    header: ['Audit ID', 'Case ID', 'QA analyst', 'Policy', 'Decision', 'Verified decision', 'Decided at'],
    names: ['Sample Ada', 'Sample Ben', 'Sample Cleo'],
    policies: ['Sample hate speech', 'Sample spam'],
    violating: 'violating',
    fine: 'not violating',
    case: 'sample-case',
  },
} as const

const rowsEach = 60
const weeks = 6

/**
 * Returns the rows of a sample audit log for these people, or for three who are plainly made up where there are none: sixty
 * decisions each over the six weeks before `today`, the same every time.
 */
export function sampleAudits(locale: Locale, names: readonly string[], today: string): string[][] {
  const { header, policies, violating, fine, ...text } = texts[locale]
  const people = names.length > 0 ? names : text.names
  const rows = people.flatMap((name, person) =>
    Array.from({ length: rowsEach }, (_, number) => {
      const serial = person * rowsEach + number + 1
      const daysAgo = weeks * 7 - 1 - Math.floor((number * weeks * 7) / rowsEach)
      const verified = number % 3 === 0 ? violating : fine
      // One in fourteen is wrong, of both kinds.
      const isWrong = (number + person * 4) % 14 === 6
      const other = verified === violating ? fine : violating
      return [
        `${marks[locale]}${String(serial).padStart(4, '0')}`,
        `${text.case}-${serial}`,
        name,
        policies[number % policies.length] ?? policies[0],
        isWrong ? other : verified,
        verified,
        `${dayBefore(today, daysAgo + 1)} ${String(9 + (number % 8)).padStart(2, '0')}:00`,
      ]
    }),
  )
  return [[...header], ...rows]
}

const dayBefore = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
