import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { SaveRubricInput } from '#shared/rubrics/contracts.ts'
import type { VersionState } from '#shared/rubrics/rules.ts'
import type { RubricContent } from '#shared/rubrics/views.ts'

export interface RubricVersionRow {
  version_id: string
  rubric_id: string
  team_id: string
  number: number
  state: VersionState
  content: RubricContent
  saved_at: string
  published_at: string | null
  archived_at: string | null
  version: number
}

/** Archived versions of a list; drafts and published ones are all in it. */
const archivedLimit = 20

const versionsStatement = prepare<{ org: string; teams: readonly string[] }, RubricVersionRow>(
  'rubrics_versions',
  (db, p) => ({
    compile: () =>
      sql<RubricVersionRow>`select v.version_id, v.rubric_id, v.team_id, v.number, v.state, v.content, v.saved_at,
          v.published_at, v.archived_at, v.version
        from (select x.*, row_number() over (partition by x.state order by x.saved_at desc) as place
          from rubric_version x where x.org_id = ${p.org} and x.team_id = any (${p.teams}::uuid[])) v
        where v.state <> 'archived' or v.place <= ${sql.lit(archivedLimit)}
        order by v.team_id, v.rubric_id, v.number desc`.compile(db),
  }),
)

/** Returns the versions of these teams' rubrics that the reader may see, the newest of each rubric first. */
export const versionsOf = (db: ActorDb, teams: readonly string[]): Promise<RubricVersionRow[]> =>
  db.run(versionsStatement, { org: db.org, teams })

/** Holds what decides whether a version may be saved; null where there is no such rubric or version yet. */
export interface RubricFacts {
  /** Of the rubric. */
  team_id: string | null
  /** Another draft of the rubric is open. */
  has_other_draft: boolean
  rubric_of_version: string | null
  state: VersionState | null
  version: number | null
}
const factsStatement = prepare<{ org: string; rubric: string; id: string }, RubricFacts>(
  'rubrics_facts',
  (db, p) => ({
    compile: () =>
      sql<RubricFacts>`select r.team_id, v.rubric_id as rubric_of_version, v.state, v.version,
        exists (select 1 from rubric_version d where d.org_id = o.org_id and d.rubric_id = ${p.rubric}
          and d.state = 'draft' and d.version_id <> ${p.id}) as has_other_draft
      from org o left join rubric r on r.org_id = o.org_id and r.rubric_id = ${p.rubric}
      left join rubric_version v on v.org_id = o.org_id and v.version_id = ${p.id}
      where o.org_id = ${p.org}`.compile(db),
  }),
)

/** Returns the facts of a version, and of the rubric that it is to belong to. */
export async function rubricFacts(db: WriteDb, rubric: string, id: string): Promise<RubricFacts | undefined> {
  const [row] = await db.run(factsStatement, { org: db.org, rubric, id })
  return row
}

interface InsertValues {
  org: string
  id: string
  rubric: string
  team: string
  author: string
  content: string
  claimed: string
}
const insertRubricStatement = prepare<{ org: string; rubric: string; team: string }, { created_at: string }>(
  'rubrics_insert_rubric',
  (db, p) =>
    db
      .insertInto('rubric')
      .values({ org_id: p.org, rubric_id: p.rubric, team_id: p.team })
      .onConflict((conflict) => conflict.doNothing())
      .returning('created_at'),
)
const insertVersionStatement = prepare<InsertValues, { at: string }>('rubrics_insert', (db, p) => ({
  compile: () =>
    sql<{
      at: string
    }>`insert into rubric_version (org_id, version_id, rubric_id, team_id, number, content, author_id,
        claimed_at)
      select ${p.org}, ${p.id}, ${p.rubric}, ${p.team}, coalesce(max(v.number), 0) + 1, ${p.content}::jsonb, ${p.author},
        ${p.claimed}
      from rubric_version v where v.org_id = ${p.org} and v.rubric_id = ${p.rubric}
      on conflict do nothing
      returning saved_at as at`.compile(db),
}))

/** Adds a draft, and its rubric where it is the first. Returns when; undefined where another draft was quicker. */
export async function insertDraft(
  db: WriteDb,
  { versionId, rubricId, teamId, content }: SaveRubricInput,
  claimed: string,
): Promise<string | undefined> {
  await db.run(insertRubricStatement, { org: db.org, rubric: rubricId, team: teamId })
  const [row] = await db.run(insertVersionStatement, {
    ...{ org: db.org, id: versionId, rubric: rubricId, team: teamId, author: db.person },
    ...{ content: JSON.stringify(content), claimed },
  })
  return row?.at
}

const updateDraftStatement = prepare<
  { org: string; id: string; base: number; content: string },
  { at: string }
>('rubrics_update', (db, p) => ({
  compile: () =>
    sql<{ at: string }>`update rubric_version set content = ${p.content}::jsonb, saved_at = clock_timestamp(),
        version = version + 1
      where org_id = ${p.org} and version_id = ${p.id} and version = ${p.base} and state = 'draft'
      returning saved_at as at`.compile(db),
}))

/** Revises a draft by compare-and-set. Returns when; undefined where somebody was quicker. */
export async function updateDraft(
  db: WriteDb,
  { versionId, content }: SaveRubricInput,
  base: number,
): Promise<string | undefined> {
  const [row] = await db.run(updateDraftStatement, {
    ...{ org: db.org, id: versionId, base, content: JSON.stringify(content) },
  })
  return row?.at
}

const versionStatement = prepare<{ org: string; id: string }, RubricVersionRow>('rubrics_version', (db, p) =>
  db
    .selectFrom('rubric_version')
    .select(['version_id', 'rubric_id', 'team_id', 'number', 'state', 'content', 'saved_at', 'published_at'])
    .select(['archived_at', 'version'])
    .where('org_id', '=', p.org)
    .where('version_id', '=', p.id),
)

/** Returns one version as the reader may see it. */
export async function versionById(db: ActorDb, id: string): Promise<RubricVersionRow | undefined> {
  const [row] = await db.run(versionStatement, { org: db.org, id })
  return row
}

const archiveStatement = prepare<{ org: string; id: string; base: number }, { at: string }>(
  'rubrics_archive',
  (db, p) => ({
    compile: () =>
      sql<{ at: string }>`update rubric_version set state = 'archived', archived_at = clock_timestamp(),
          version = version + 1
        where org_id = ${p.org} and version_id = ${p.id} and version = ${p.base} and state <> 'archived'
        returning archived_at as at`.compile(db),
  }),
)

/** Archives a version by compare-and-set. Returns when; undefined where somebody was quicker. */
export async function archiveVersion(db: WriteDb, id: string, base: number): Promise<string | undefined> {
  const [row] = await db.run(archiveStatement, { org: db.org, id, base })
  return row?.at
}

const supersedeStatement = prepare<{ org: string; rubric: string }, { version_id: string }>(
  'rubrics_supersede',
  (db, p) => ({
    compile: () =>
      sql<{
        version_id: string
      }>`update rubric_version set state = 'archived', archived_at = clock_timestamp(),
          version = version + 1
        where org_id = ${p.org} and rubric_id = ${p.rubric} and state = 'published'
        returning version_id`.compile(db),
  }),
)
const publishStatement = prepare<{ org: string; id: string; base: number }, { at: string }>(
  'rubrics_publish',
  (db, p) => ({
    compile: () =>
      sql<{ at: string }>`update rubric_version set state = 'published', published_at = clock_timestamp(),
          version = version + 1
        where org_id = ${p.org} and version_id = ${p.id} and version = ${p.base} and state = 'draft'
        returning published_at as at`.compile(db),
  }),
)

/**
 * Publishes a draft by compare-and-set and archives the version that was published before it. Returns when; undefined where
 * somebody was quicker.
 */
export async function publishVersion(
  db: WriteDb,
  { id, rubric, base }: { id: string; rubric: string; base: number },
): Promise<string | undefined> {
  await db.run(supersedeStatement, { org: db.org, rubric })
  const [row] = await db.run(publishStatement, { org: db.org, id, base })
  return row?.at
}
