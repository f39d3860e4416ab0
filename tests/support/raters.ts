import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Kysely } from 'kysely'
import type { Schema } from '#server/db/schema.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from './people.ts'

/** 19,505 real decisions of ten raters. */
export const auditsFile = path.resolve(import.meta.dirname, '../data/hatecheck/audits.csv')

export interface RaterTeam {
  teamId: string
  lead: TestPerson
  /** Of the team above. */
  manager: TestPerson
  /** By the name that the file calls them. */
  raters: ReadonlyMap<string, TestPerson>
}

/** The team whose audit log the file is, with nothing imported yet. Everybody reads Korean. */
export async function makeRaterTeam(db: Kysely<Schema>): Promise<RaterTeam> {
  const org = await makeOrg(db, '모두의 게시판')
  const above = await makeTeam(db, org, { name: '신뢰·안전 QA' })
  const teamId = await makeTeam(db, org, { name: '커뮤니티 QA', parentId: above })
  const person = (name: string, role: 'lead' | 'manager' | 'analyst', teamId: string, reference?: string) =>
    makePerson(db, org, {
      name,
      locale: 'ko',
      memberships: [{ role, teamId: teamId }],
      ...(reference ? { reference } : {}),
    })
  const names = Array.from({ length: 10 }, (_, index) => `rater-${String(index + 1).padStart(2, '0')}`)
  const raters = new Map<string, TestPerson>()
  for (const name of names) raters.set(name, await person(name, 'analyst', teamId, name))
  return {
    teamId,
    lead: await person('서하윤', 'lead', teamId),
    manager: await person('민다솔', 'manager', above),
    raters,
  }
}

/** Verified decisions of one rater from this day on (YYYY-MM-DD, in UTC), counted from the file itself. */
export function countInFile(
  rater: string,
  from: string,
): { n: number; missed: number; overEnforced: number } {
  const [, ...lines] = readFileSync(auditsFile, 'utf8').trim().split('\n')
  const counts = { n: 0, missed: 0, overEnforced: 0 }
  for (const line of lines) {
    const [, , analyst, , decision, gold, decidedAt = ''] = line.split(',')
    if (analyst !== rater || decidedAt < from) continue
    counts.n++
    if (decision !== gold) counts[gold === 'hateful' ? 'missed' : 'overEnforced']++
  }
  return counts
}
