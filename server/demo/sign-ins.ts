import { demoName } from './organisation.ts'
import { type DemoMembership, emailOf, moved, newJoiner, people, teams } from './people.ts'
import { demoPassword } from './seed.ts'
import { drift, leave, recovery } from './story.ts'

const roles: Record<DemoMembership['role'], string> = {
  analyst: 'QA 담당자 / QA analyst',
  lead: '리드 / Lead',
  manager: '매니저 / Manager',
  partner: '협업 부서 / Partner',
  admin: '관리자 / Admin',
}
const functions: Record<NonNullable<DemoMembership['function']>, string> = {
  policy: '정책 / Policy',
  product: '제품 / Product',
  data: '데이터 / Data',
  engineering: '개발 / Engineering',
  legal: '법무 / Legal',
}
/** The analysts worth a visit, and why. */
const stories: readonly { key: string; why: string }[] = [
  { key: drift.key, why: '미조치 확인 필요 / Misses worth a look' },
  { key: recovery.key, why: '코칭 뒤 회복 / Recovered after coaching' },
  { key: moved.key, why: '팀 이동 / Moved teams' },
  { key: leave.key, why: '휴가 2주 / Two weeks of leave' },
  { key: 'priya.ramanathan', why: '정책 변경 / Policy change' },
]

/** Returns what `npm run demo` prints: where it is, who may sign in, and the invitation of who never did. */
export function signInsText(url: string, invitation: string | undefined): string {
  const others = people
    .filter((person) => person.pace === undefined)
    .map(({ key, name, memberships }) => row(key, name, memberships.map(roleText).at(-1) ?? ''))
  const analysts = stories.map(({ key, why }) =>
    row(key, people.find((person) => person.key === key)?.name ?? key, `${roles.analyst} · ${why}`),
  )
  const joiner = people.find(({ key }) => key === newJoiner)
  const firstRun =
    joiner && invitation
      ? ['', `첫 시작 / First run (${joiner.name})`, `  ${url}/invitation#${invitation}`]
      : []
  return `${[
    '',
    demoName,
    `  ${url}`,
    '',
    `비밀번호 / Password: ${demoPassword}`,
    '',
    ...others,
    ...analysts,
    ...firstRun,
    '',
  ].join('\n')}\n`
}

function roleText({ role, team, function: partnerFunction }: DemoMembership): string {
  const where = partnerFunction ? functions[partnerFunction] : team ? teams[team].name : undefined
  return where ? `${roles[role]} · ${where}` : roles[role]
}

/** A Korean letter takes two columns of a terminal. */
function row(key: string, name: string, text: string): string {
  const width = [...name].reduce((sum, letter) => sum + (/\p{Script=Hangul}/u.test(letter) ? 2 : 1), 0)
  return `  ${emailOf(key).padEnd(32)}${name}${' '.repeat(Math.max(1, 18 - width))}${text}`
}
