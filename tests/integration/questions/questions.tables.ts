import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type Actor, can } from '#shared/policy.ts'
import { ofOrg, type PolicyDatabase } from '#tests/support/policy-world/database.ts'
import { type Generator, rowCount } from '#tests/support/policy-world/generator.ts'
import type { Pick, Row, TablesPart } from '#tests/support/policy-world/part.ts'

type Question = Row<'policy_question'>

const factsOf = (row: Question) => ({
  askerId: row.asker_id,
  addresseeId: row.addressee_id,
  teamId: row.team_id,
  answered: row.answered_at !== null,
})
const questionOf = (world: PolicyDatabase, row: { org_id: string; question_id: string }) =>
  world.one('policy_question', 'question_id', row)

/** Those of the actor or of a team that they lead, more often than not. */
function ownFirst(actor: Actor, pick: Pick, world: PolicyDatabase): readonly Question[] {
  const all = ofOrg(world.rows.policy_question, actor)
  const near = all.filter(
    (row) =>
      [row.asker_id, row.addressee_id].includes(actor.person) ||
      actor.roles.some(({ role, teamId }) => role === 'lead' && teamId === row.team_id),
  )
  return near.length > 0 && pick([true, true, false]) ? near : all
}

/** The people of a team with one of these roles today, by the memberships themselves. */
function peopleToday(world: PolicyDatabase, actor: Actor, teamId: string): string[] {
  const zone = world.rows.org.find(({ org_id }) => org_id === actor.org)?.zone ?? 'UTC'
  const today = Temporal.Now.plainDateISO(zone).toString()
  return ofOrg(world.rows.membership, actor)
    .filter(
      ({ role, team_id, confirmed_at, starts_on, ends_on }) =>
        (role === 'analyst' || role === 'lead') &&
        team_id === teamId &&
        confirmed_at !== null &&
        starts_on <= today &&
        (ends_on === null || ends_on > today),
    )
    .map(({ person_id }) => person_id)
}

export const part: TablesPart = {
  rows: ({ org: org_id, teams, id, many, pick, random, ago, somebody, other }: Generator) => {
    const policy = 'HATE'
    const questions = many(rowCount, (number) => {
      const team_id = pick(teams)
      const asker_id = somebody('analyst', team_id)
      const named = somebody(pick(['analyst', 'lead'] as const), team_id)
      const answered_at = random() < 0.6 ? ago(30) : null
      return {
        ...{ org_id, question_id: id('policy question', number), team_id, asker_id },
        addressee_id: random() < 0.5 ? null : named === asker_id ? other(asker_id) : named,
        ...{ policy, clause_id: null, policy_version_id: null, case_ref: 'C-1', text: 'a question' },
        ...{ on_hold: random() < 0.4, status: answered_at ? ('answered' as const) : ('open' as const) },
        ...{ claimed_at: ago(60), due_at: ago(-60), answered_at, settled_at: null },
      }
    })
    const answered = questions.filter(({ answered_at }) => answered_at !== null)
    return {
      policy_question: questions,
      policy_question_entry: answered.map(({ question_id, addressee_id, team_id }, number) => ({
        ...{ org_id, entry_id: id('question entry', number), question_id, is_answer: true },
        ...{ author_id: addressee_id ?? somebody('lead', team_id), text: 'an answer', claimed_at: ago(30) },
      })),
      precedent: answered
        .filter((_, number) => number % 3 === 0)
        .map(({ question_id, team_id }, number) => ({
          ...{ org_id, precedent_id: id('precedent', number), policy, clause_id: null },
          ...{ policy_version_id: null, question_id, text_ko: '선례', text_en: null },
          kept_by: somebody('lead', team_id),
        })),
    }
  },
  readers: {
    policy_question: ['question_id', (actor, row) => can(actor, 'question.read', factsOf(row))],
    policy_question_entry: [
      'entry_id',
      (actor, row, world) => can(actor, 'question.read', factsOf(questionOf(world, row))),
    ],
    precedent: ['precedent_id', (actor) => can(actor, 'precedent.read', {})],
  },
  writes: {
    'question.ask': (actor, pick, world) => {
      const joined = actor.roles.flatMap(({ role, teamId }) => (role === 'analyst' && teamId ? [teamId] : []))
      const like = pick(ownFirst(actor, pick, world))
      const teamId = joined.length > 0 && pick([true, true, false]) ? pick(joined) : like.team_id
      const inTeam = peopleToday(world, actor, teamId)
      const askerId = pick([actor.person, actor.person, actor.person, like.asker_id])
      const addresseeId = pick([null, pick([...inTeam, like.asker_id]), like.addressee_id])
      return {
        expected: can(actor, 'question.ask', {
          ...{ askerId, addresseeId, teamId },
          inTeam: addresseeId !== null && inTeam.includes(addresseeId),
        }),
        statement: (db) =>
          sql`insert into policy_question (org_id, question_id, team_id, asker_id, addressee_id, policy, text, on_hold,
              claimed_at, due_at)
            values (${actor.org}, ${uuidv7()}, ${teamId}, ${askerId}, ${addresseeId}, 'HATE', 'x', false, now(), now())`.execute(
            db,
          ),
      }
    },
    'question.answer': (actor, pick, world) => {
      const question = pick(ownFirst(actor, pick, world))
      const authorId = pick([actor.person, actor.person, actor.person, question.asker_id])
      return {
        expected: authorId === actor.person && can(actor, 'question.answer', factsOf(question)),
        statement: (db) =>
          sql`insert into policy_question_entry (org_id, entry_id, question_id, author_id, is_answer, text, claimed_at)
            values (${actor.org}, ${uuidv7()}, ${question.question_id}, ${authorId}, true, 'x', now())`.execute(
            db,
          ),
      }
    },
    'question.pursue': (actor, pick, world) => {
      const question = pick(ownFirst(actor, pick, world))
      return {
        expected: can(actor, 'question.pursue', factsOf(question)),
        statement: (db) =>
          sql`insert into policy_question_entry (org_id, entry_id, question_id, author_id, is_answer, text, claimed_at)
            values (${actor.org}, ${uuidv7()}, ${question.question_id}, ${actor.person}, false, 'x', now())`.execute(
            db,
          ),
      }
    },
    'question.answer, its state': (actor, pick, world) => {
      const question = pick(ownFirst(actor, pick, world))
      const facts = factsOf(question)
      return {
        expected: can(actor, 'question.answer', facts) || can(actor, 'question.pursue', facts),
        statement: (db) =>
          sql`update policy_question set version = version + 1
            where question_id = ${question.question_id}`.execute(db),
      }
    },
    'question.keep': (actor, pick, world) => {
      const kept = new Set(ofOrg(world.rows.precedent, actor).map(({ question_id }) => question_id))
      const near = ownFirst(actor, pick, world).filter(({ question_id }) => !kept.has(question_id))
      const question = pick(near.length > 0 ? near : ofOrg(world.rows.policy_question, actor))
      return {
        expected: !kept.has(question.question_id) && can(actor, 'question.keep', factsOf(question)),
        statement: (db) =>
          sql`insert into precedent (org_id, precedent_id, policy, question_id, text_ko, kept_by)
            values (${actor.org}, ${uuidv7()}, 'HATE', ${question.question_id}, 'x', ${actor.person})
            on conflict do nothing`.execute(db),
      }
    },
  },
}
