import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { QuestionStatus } from '#shared/questions/rules.ts'
import { namedLimit, type SearchTerms } from '#shared/search/rules.ts'

export interface QuestionRow {
  question_id: string
  team_id: string
  asker_id: string
  asker_name: string
  addressee_id: string | null
  addressee_name: string | null
  policy: string
  clause_id: string | null
  policy_version_id: string | null
  case_ref: string | null
  text: string
  on_hold: boolean
  status: QuestionStatus
  asked_at: string
  due_at: string
  answered_at: string | null
  precedent_id: string | null
}

/** The newest that a phone keeps. */
const questionsKept = 200
const precedentsKept = 1000

const questionColumns = sql`q.question_id, q.team_id, q.asker_id, a.name as asker_name, q.addressee_id,
  d.name as addressee_name, q.policy, q.clause_id, q.policy_version_id, q.case_ref, q.text, q.on_hold, q.status,
  q.asked_at, q.due_at, q.answered_at`
const withPeople = sql`join person a on a.org_id = q.org_id and a.person_id = q.asker_id
  left join person d on d.org_id = q.org_id and d.person_id = q.addressee_id`

const questionsStatement = prepare<{ org: string }, QuestionRow>('questions_list', (db, p) => ({
  compile: () =>
    sql<QuestionRow>`select ${questionColumns}, k.precedent_id
      from policy_question q ${withPeople}
      left join precedent k on k.org_id = q.org_id and k.question_id = q.question_id
      where q.org_id = ${p.org}
      order by (q.status = 'open') desc, q.asked_at desc, q.question_id limit ${sql.lit(questionsKept)}`.compile(
      db,
    ),
}))

/** Returns the questions that the reader may see, what is open first and then the newest. */
export const visibleQuestions = (db: ActorDb): Promise<QuestionRow[]> =>
  db.run(questionsStatement, { org: db.org })

export interface EntryRow {
  entry_id: string
  question_id: string
  author_id: string
  author_name: string
  is_answer: boolean
  text: string
  added_at: string
}

const entriesStatement = prepare<{ org: string; questions: readonly string[] }, EntryRow>(
  'questions_entries',
  (db, p) => ({
    compile: () =>
      sql<EntryRow>`select e.entry_id, e.question_id, e.author_id, a.name as author_name, e.is_answer, e.text, e.added_at
        from policy_question_entry e
        join person a on a.org_id = e.org_id and a.person_id = e.author_id
        where e.org_id = ${p.org} and e.question_id = any (${p.questions}::uuid[])
        order by e.added_at, e.entry_id`.compile(db),
  }),
)

/** Returns what was answered and asked again, the oldest first. */
export const entriesOf = (db: ActorDb, questions: readonly string[]): Promise<EntryRow[]> =>
  db.run(entriesStatement, { org: db.org, questions })

export interface ColleagueRow {
  team_id: string
  person_id: string
  name: string
}

const colleaguesStatement = prepare<{ org: string }, ColleagueRow>('questions_colleagues', (db, p) => ({
  compile: () =>
    sql<ColleagueRow>`select c.team_id, c.person_id, x.name
      from app.team_colleagues() c join person x on x.person_id = c.person_id
      where x.org_id = ${p.org} order by x.name, c.person_id, c.team_id`.compile(db),
}))

/** Returns whom the reader may ask by name. */
export const colleagues = (db: ActorDb): Promise<ColleagueRow[]> =>
  db.run(colleaguesStatement, { org: db.org })

/** A question that waits for the reader: to be answered, or to be settled. */
export interface WaitingQuestion extends Omit<QuestionRow, 'precedent_id'> {
  answerer_id: string | null
  answerer_name: string | null
}

const waitingStatement = prepare<{ org: string; me: string }, WaitingQuestion>(
  'questions_waiting',
  (db, p) => ({
    compile: () =>
      sql<WaitingQuestion>`select ${questionColumns}, l.author_id as answerer_id, l.name as answerer_name
      from policy_question q ${withPeople}
      left join lateral (select e.author_id, x.name from policy_question_entry e
        join person x on x.org_id = e.org_id and x.person_id = e.author_id
        where q.status = 'answered' and e.org_id = q.org_id and e.question_id = q.question_id and e.is_answer
        order by e.added_at desc limit 1) l on true
      where q.org_id = ${p.org} and ((q.status = 'open' and q.asker_id <> ${p.me})
        or (q.status = 'answered' and q.asker_id = ${p.me}))`.compile(db),
  }),
)

/** Returns open questions of others that the reader may see, and their own that were answered. */
export const waitingQuestions = (db: ActorDb): Promise<WaitingQuestion[]> =>
  db.run(waitingStatement, { org: db.org, me: db.person })

export interface PrecedentRow {
  precedent_id: string
  policy: string
  clause_id: string | null
  policy_version_id: string | null
  text_ko: string | null
  text_en: string | null
  kept_at: string
  /** Of a ruling. */
  holds_from: string | null
  escalation_id: string | null
}

const precedentColumns = sql`precedent_id, policy, clause_id, policy_version_id, text_ko, text_en, kept_at, holds_from,
  escalation_id`

const precedentsStatement = prepare<{ org: string }, PrecedentRow>('questions_precedents', (db, p) => ({
  compile: () =>
    sql<PrecedentRow>`select ${precedentColumns} from precedent where org_id = ${p.org}
      order by kept_at desc, precedent_id limit ${sql.lit(precedentsKept)}`.compile(db),
}))

/** Returns the precedents of every policy, the newest first. */
export const allPrecedents = (db: ActorDb): Promise<PrecedentRow[]> =>
  db.run(precedentsStatement, { org: db.org })

const foundStatement = prepare<{ org: string; pattern: string }, PrecedentRow>(
  'questions_precedents_found',
  (db, p) => ({
    compile: () =>
      sql<PrecedentRow>`select ${precedentColumns} from precedent
        where org_id = ${p.org} and normalize(concat_ws(' ', text_ko, text_en)) ~* ${p.pattern}
        order by kept_at desc, precedent_id limit ${sql.lit(namedLimit)}`.compile(db),
  }),
)

/** Returns the precedents with these words, the newest first. */
export const precedentsFound = (
  db: ActorDb,
  { pattern }: Pick<SearchTerms, 'pattern'>,
): Promise<PrecedentRow[]> => db.run(foundStatement, { org: db.org, pattern })
