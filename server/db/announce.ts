import { sql } from 'kysely'
import type { LiveFeature } from '#shared/core/live.ts'
import type { WriteDb } from './actor-db.ts'
import { prepare } from './prepared.ts'

export interface Announcement {
  feature: LiveFeature
  /** To one person … */
  personId?: string
  /** … or to those who lead or manage a team. */
  teamId?: string
  /** Whom it is about. */
  subjectId?: string
}

const insertChange = prepare<
  { org: string; feature: string; person: string | null; team: string | null; subject: string | null },
  { told: null }
>('change_insert', (db, p) =>
  db
    .insertInto('change')
    .values({
      org_id: p.org,
      feature: p.feature,
      person_id: p.person,
      team_id: p.team,
      subject_id: p.subject,
    })
    .returning(sql<null>`pg_notify('dure_change', ${p.org}::uuid::text)`.as('told')),
)

/** Tells open phones, at commit, that something they may see changed. The notice carries the organisation only. */
export async function announce(db: WriteDb, announcement: Announcement): Promise<void> {
  await db.run(insertChange, {
    org: db.org,
    feature: announcement.feature,
    person: announcement.personId ?? null,
    team: announcement.teamId ?? null,
    subject: announcement.subjectId ?? null,
  })
}
