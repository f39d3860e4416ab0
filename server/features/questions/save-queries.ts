import { sql } from 'kysely'
import type { WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { AskQuestionInput, KeepPrecedentInput } from '#shared/questions/contracts.ts'
import type { QuestionStatus } from '#shared/questions/rules.ts'

/** Holds what decides about a question; undefined where the actor may not see it. */
export interface QuestionFactsRow {
  team_id: string
  zone: string
  asker_id: string
  addressee_id: string | null
  policy: string
  clause_id: string | null
  on_hold: boolean
  status: QuestionStatus
  answered: boolean
  /** The newest answer, or what was asked again; null before the first. */
  last_entry_id: string | null
  version: number
}

const factsStatement = prepare<{ org: string; question: string }, QuestionFactsRow>(
  'questions_facts',
  (db, p) => ({
    compile: () =>
      sql<QuestionFactsRow>`select q.team_id, coalesce(t.zone, o.zone) as zone, q.asker_id, q.addressee_id, q.policy, q.clause_id,
        q.on_hold, q.status, q.answered_at is not null as answered, q.version,
        (select e.entry_id from policy_question_entry e where e.org_id = q.org_id and e.question_id = q.question_id
          order by e.added_at desc, e.entry_id desc limit 1) as last_entry_id
      from policy_question q join org o on o.org_id = q.org_id
      left join team t on t.org_id = q.org_id and t.team_id = q.team_id
      where q.org_id = ${p.org} and q.question_id = ${p.question}`.compile(db),
  }),
)

export async function questionFacts(db: WriteDb, question: string): Promise<QuestionFactsRow | undefined> {
  const [row] = await db.run(factsStatement, { org: db.org, question })
  return row
}

const teamStatement = prepare<
  { org: string; team: string; person: string | null },
  { zone: string; in_team: boolean }
>('questions_team', (db, p) => ({
  compile: () =>
    sql<{ zone: string; in_team: boolean }>`select t.zone, exists (select 1 from app.team_colleagues() c
        where c.team_id = t.team_id and c.person_id = ${p.person}::uuid) as in_team
      from team t where t.org_id = ${p.org} and t.team_id = ${p.team}`.compile(db),
}))

/** Returns a team's zone, and whether the person is a colleague of the actor in it; undefined where the actor knows no such team. */
export async function teamFacts(
  db: WriteDb,
  team: string,
  person: string | null,
): Promise<{ zone: string; in_team: boolean } | undefined> {
  const [row] = await db.run(teamStatement, { org: db.org, team, person })
  return row
}

const leadsStatement = prepare<{ org: string; team: string }, { person_id: string }>(
  'questions_leads',
  (db, p) =>
    db
      .selectFrom('app.membership_today')
      .select('person_id')
      .distinct()
      .where('org_id', '=', p.org)
      .where('team_id', '=', p.team)
      .where('role', '=', 'lead'),
)

/** Returns who leads the team today. */
export async function leadIds(db: WriteDb, team: string): Promise<string[]> {
  const rows = await db.run(leadsStatement, { org: db.org, team })
  return rows.map(({ person_id }) => person_id)
}

const isClauseStatement = prepare<{ org: string; policy: string; clause: string }, { clause_id: string }>(
  'questions_clause',
  (db, p) =>
    db
      .selectFrom('policy_clause')
      .select('clause_id')
      .where('org_id', '=', p.org)
      .where('policy', '=', p.policy)
      .where('clause_id', '=', p.clause),
)

/** Returns whether a policy has the clause. */
export async function hasClause(db: WriteDb, policy: string, clause: string): Promise<boolean> {
  return (await db.run(isClauseStatement, { org: db.org, policy, clause })).length > 0
}

/** Adds a question. Returns when; undefined where one of this id exists. */
export async function insertQuestion(
  db: WriteDb,
  input: AskQuestionInput,
  { versionId, dueAt, claimedAt }: { versionId: string | null; dueAt: string; claimedAt: string },
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('policy_question')
    .values({
      ...{ org_id: db.org, question_id: input.questionId, team_id: input.teamId, asker_id: db.person },
      ...{ addressee_id: input.addresseeId, policy: input.policy, clause_id: input.clauseId },
      ...{ policy_version_id: versionId, case_ref: input.caseRef, text: input.text, on_hold: input.onHold },
      ...{ claimed_at: claimedAt, due_at: dueAt },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('asked_at')
    .executeTakeFirst()
  return row?.asked_at
}

interface NewEntry {
  entryId: string
  questionId: string
  text: string
  isAnswer: boolean
  claimedAt: string
}

/** Adds an answer, or what is asked again. Returns when; undefined where one of this id exists. */
export async function insertEntry(
  db: WriteDb,
  { entryId, questionId, text, isAnswer, claimedAt }: NewEntry,
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('policy_question_entry')
    .values({
      ...{ org_id: db.org, entry_id: entryId, question_id: questionId, author_id: db.person },
      ...{ is_answer: isAnswer, text, claimed_at: claimedAt },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('added_at')
    .executeTakeFirst()
  return row?.added_at
}

/** The change of a question; `dueAt` begins another clock. */
export type QuestionChange = { status: 'answered' | 'settled' } | { status: 'open'; dueAt?: string }

/** Moves a question by compare-and-set. Returns when; undefined where somebody was quicker. */
export async function moveQuestion(
  db: WriteDb,
  question: string,
  change: QuestionChange,
  base: number,
): Promise<string | undefined> {
  const now = sql<string>`clock_timestamp()`
  const row = await db.query
    .updateTable('policy_question')
    .set({
      status: change.status,
      version: sql`version + 1`,
      ...(change.status === 'open' && change.dueAt ? { due_at: change.dueAt } : {}),
      ...(change.status === 'answered' ? { answered_at: now } : {}),
      ...(change.status === 'settled' ? { settled_at: now } : {}),
    })
    .where('org_id', '=', db.org)
    .where('question_id', '=', question)
    .where('version', '=', base)
    .returning(sql<string>`clock_timestamp()`.as('timestamp'))
    .executeTakeFirst()
  return row?.timestamp
}

/** Keeps a precedent with its question's policy and clause. Returns when; undefined where the question has another. */
export async function insertPrecedent(
  db: WriteDb,
  input: KeepPrecedentInput,
  about: { policy: string; clauseId: string | null; versionId: string | null },
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('precedent')
    .values({
      ...{ org_id: db.org, precedent_id: input.precedentId, policy: about.policy, clause_id: about.clauseId },
      ...{ policy_version_id: about.versionId, question_id: input.questionId, kept_by: db.person },
      ...{ text_ko: input.textKo, text_en: input.textEn },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('kept_at')
    .executeTakeFirst()
  return row?.kept_at
}

/** A ruling on a write-up, in the words of both languages. */
interface RuledPrecedent {
  precedentId: string
  escalationId: string
  holdsFrom: string
  policy: string
  clauseId: string | null
  versionId: string | null
  textKo: string | null
  textEn: string | null
}

/** Keeps a ruling as a precedent. Returns when; undefined where its escalation has one. */
export async function insertRuledPrecedent(db: WriteDb, ruled: RuledPrecedent): Promise<string | undefined> {
  const row = await db.query
    .insertInto('precedent')
    .values({
      ...{ org_id: db.org, precedent_id: ruled.precedentId, policy: ruled.policy, clause_id: ruled.clauseId },
      ...{ policy_version_id: ruled.versionId, escalation_id: ruled.escalationId, kept_by: db.person },
      ...{ text_ko: ruled.textKo, text_en: ruled.textEn, holds_from: ruled.holdsFrom },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('kept_at')
    .executeTakeFirst()
  return row?.kept_at
}
