import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { NoteKind } from '#shared/coaching/fields.ts'
import type { PersonRef } from '#shared/people/views.ts'

export interface NotifiedNote {
  noteId: string
  kind: NoteKind
  authorId: string
  authorName: string
  subjectId: string
  subjectName: string
  /** When it was shared with the person. */
  since: string
  /** To whom it was handed over, the latest last. */
  takers: PersonRef[]
}

const statement = prepare<{ org: string; notes: string[] }, NotifiedNote>('coaching_notified', (db, p) => ({
  compile: () =>
    sql<NotifiedNote>`select n.note_id as "noteId", n.kind, n.author_id as "authorId", a.name as "authorName",
          n.subject_id as "subjectId", s.name as "subjectName", n.person_since as since,
          (select coalesce(json_agg(json_build_object('personId', r.person_id, 'name', coalesce(x.name, '')) order by r.since), '[]')
            from note_reader r left join person x on x.org_id = r.org_id and x.person_id = r.person_id
            where r.org_id = n.org_id and r.note_id = n.note_id and r.named_as = 'lead') as takers
        from note n
        join person a on a.org_id = n.org_id and a.person_id = n.author_id
        join person s on s.org_id = n.org_id and s.person_id = n.subject_id
        where n.org_id = ${p.org} and n.note_id = any (${p.notes}::uuid[]) and n.person_since is not null`.compile(
      db,
    ),
}))

/** Returns the shared notes of these that the actor may see, without what they say. */
export const notifiedNotes = (db: ActorDb, notes: string[]): Promise<NotifiedNote[]> =>
  db.run(statement, { org: db.org, notes })
