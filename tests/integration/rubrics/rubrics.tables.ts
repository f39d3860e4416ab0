import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { can } from '#shared/policy.ts'
import { ofOrg } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { Row, TablesPart } from '#tests/support/policy-world/part.ts'
import { rubricContent } from './content.ts'

const factsOf = (row: Row<'rubric_version'>) => ({ teamId: row.team_id, state: row.state })
const states = ['draft', 'published', 'archived'] as const

/** The id of a generated version, for rows of other features that name one. */
export const versionIdOf = ({ id }: Pick<Generator, 'id'>, number: number) => id('rubric-version', number)

export const part: TablesPart = {
  rows: (generator) => {
    const { org, teams, id, many, pick, ago, somebody } = generator
    const rubrics = many(rowCount, (number) => ({
      org_id: org,
      rubric_id: id('rubric', number),
      team_id: pick(teams),
    }))
    return {
      rubric: rubrics,
      rubric_version: rubrics.map(({ rubric_id, team_id }, place) => {
        const state = states[place % 3] ?? 'draft'
        return {
          org_id: org,
          version_id: versionIdOf(generator, place),
          rubric_id,
          team_id,
          number: 1,
          state,
          content: JSON.stringify(rubricContent(uuidv7)),
          author_id: somebody('lead', team_id),
          claimed_at: ago(60),
          published_at: state === 'draft' ? null : ago(30),
          archived_at: state === 'archived' ? ago(10) : null,
        }
      }),
    }
  },
  readers: {
    rubric: ['rubric_id', () => true],
    rubric_version: ['version_id', (actor, row) => can(actor, 'rubric.read', factsOf(row))],
  },
  writes: {
    'rubric.write': (actor, pick, world) => {
      const { team_id: teamId } = pick(ofOrg(world.rows.rubric, actor))
      return {
        expected: can(actor, 'rubric.write', { teamId }),
        statement: (db) =>
          sql`insert into rubric (org_id, rubric_id, team_id) values (${actor.org}, ${uuidv7()}, ${teamId})`.execute(
            db,
          ),
      }
    },
    'rubric.write, a version': (actor, pick, world) => {
      const versions = ofOrg(world.rows.rubric_version, actor)
      const { rubric_id, team_id: teamId } = pick(versions.filter(({ state }) => state !== 'draft'))
      const authorId = pick([actor.person, actor.person, pick(versions).author_id])
      return {
        expected: authorId === actor.person && can(actor, 'rubric.write', { teamId }),
        statement: (db) =>
          sql`insert into rubric_version (org_id, version_id, rubric_id, team_id, number, content, author_id, claimed_at)
          values (${actor.org}, ${uuidv7()}, ${rubric_id}, ${teamId}, 2, ${JSON.stringify(rubricContent(uuidv7))}::jsonb,
            ${authorId}, now())`.execute(db),
      }
    },
    'rubric.write, archived': (actor, pick, world) => {
      const row = pick(ofOrg(world.rows.rubric_version, actor).filter(({ state }) => state !== 'archived'))
      return {
        expected: can(actor, 'rubric.write', { teamId: row.team_id }),
        statement: (db) =>
          sql`update rubric_version set state = 'archived', archived_at = now(), version = version + 1
          where version_id = ${row.version_id}`.execute(db),
      }
    },
  },
}
