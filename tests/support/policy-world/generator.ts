import { createHash } from 'node:crypto'
import type { Role } from '#shared/people/role-rules.ts'
import { seededRandom } from '#tests/support/seeded-random.ts'

export type GeneratedMembership = { role: Role; teamId: string | null; from: number; to: number | null }

/** One generated organisation: what every feature's rows hang on. */
export interface PolicyOrg {
  seed: number
  /** 0 or 1: the two organisations of a world have the same ids. */
  index: number
  org: string
  zone: string
  people: string[]
  teams: string[]
  /** Of the team at the same place; null at the top. */
  parents: (string | null)[]
  /** By person; some are over, some hold, some begin, and somebody may have several. */
  memberships: Map<string, GeneratedMembership[]>
  /** A session token's hash of each person, by their id. */
  sessions: Map<string, Buffer>
}

/** What a feature generates its rows with; each feature draws for itself, so that a new one changes no other's rows. */
export interface Generator extends PolicyOrg {
  random: () => number
  pick: <T>(from: readonly T[]) => T
  many: <T>(count: number, make: (number: number) => T) => T[]
  /** The id of that thing in each of the two organisations. */
  id: (kind: string, number: number) => string
  hash: (text: string) => Buffer
  /** Days from today in the organisation's zone. */
  day: (days: number) => string
  /** Minutes before now; a negative number is after it. */
  ago: (minutes: number) => string
  /** Somebody who has, had or will have the role in the team, more often than not. */
  somebody: (role: Role, team: string) => string
  /** Another person. */
  other: (person: string) => string
}

/** Rows of a table that every feature's people write some of. */
export const rowCount = 70
const peopleCount = 14

/** Days of a role's start and end, from today. */
const spans: readonly [number, number | null][] = [
  [-400, null],
  [-400, null],
  [-400, null],
  [-400, 1],
  [0, null],
  [-400, 0],
  [-400, -30],
  [1, null],
  [30, 60],
]
const roles: readonly Role[] = ['analyst', 'analyst', 'lead', 'lead', 'lead', 'manager', 'partner', 'admin']

const hashOf = (seed: number, text: string) => createHash('sha256').update(`${seed}:${text}`).digest()
function idOf(seed: number, kind: string, number: number): string {
  const hex = hashOf(seed, `${kind}:${number}`).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
function drawing(random: () => number) {
  return {
    random,
    pick: <T>(from: readonly T[]): T => {
      const found = from[Math.floor(random() * from.length)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    },
    many: <T>(count: number, make: (number: number) => T): T[] =>
      Array.from({ length: count }, (_, number) => make(number)),
  }
}

export function generateOrg({ seed, index, zone }: { seed: number; index: number; zone: string }): PolicyOrg {
  const { random, pick, many } = drawing(seededRandom(seed * 2 + index))
  const teams = many(5, (number) => idOf(seed, 'team', number))
  const people = many(peopleCount, (number) => idOf(seed, 'person', number))
  // One above two, one below the first of them, and one beside.
  const parents = [null, 0, 0, 1, null].map((parent) => (parent === null ? null : (teams[parent] ?? null)))
  const memberships = new Map<string, GeneratedMembership[]>(
    people.map((person) => [
      person,
      many(Math.floor(random() * 5), () => {
        const role = pick(roles)
        const [from, to] = pick(spans)
        return { role, teamId: role === 'partner' || role === 'admin' ? null : pick(teams), from, to }
      }),
    ]),
  )
  const sessions = new Map(people.map((person) => [person, hashOf(seed, `session:${index}:${person}`)]))
  return { seed, index, org: idOf(seed, 'org', index), zone, people, teams, parents, memberships, sessions }
}

export function generatorFor(org: PolicyOrg, feature: string): Generator {
  const { seed, index, people, memberships } = org
  const draws = drawing(seededRandom(hashOf(seed, `${feature}:${index}`).readUInt32LE(0)))
  const { pick, random } = draws
  const today = Temporal.Now.plainDateISO(org.zone)
  return {
    ...org,
    ...draws,
    id: (kind, number) => idOf(seed, kind, number),
    hash: (text) => hashOf(seed, text),
    day: (days) => today.add({ days }).toString(),
    ago: (minutes) => new Date(Date.now() - minutes * 60_000).toISOString(),
    somebody(role, team) {
      const fitting = people.filter((person) =>
        memberships.get(person)?.some((membership) => membership.role === role && membership.teamId === team),
      )
      return fitting.length > 0 && random() < 0.7 ? pick(fitting) : pick(people)
    },
    other: (person) => pick(people.filter((item) => item !== person)),
  }
}
