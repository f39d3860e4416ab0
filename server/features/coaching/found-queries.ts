import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { NoteBody } from '#shared/coaching/fields.ts'
import { foundLimit, namedLimit, type SearchTerms } from '#shared/search/rules.ts'
import { type NoteFacts, since } from './queries.ts'
import { namedReaders } from './reader-queries.ts'

interface FoundRow extends Pick<NoteFacts, 'team_id' | 'author_id' | 'subject_id' | 'audience' | 'readers'> {
  note_id: string
  author_name: string | null
  subject_name: string | null
  body: NoteBody
  /** When the reader was let in to it. */
  since: string
  newer: string | null
}

const foundStatement = prepare<{ org: string; me: string; word: string; pattern: string }, FoundRow>(
  'coaching_found',
  (db, p) => ({
    compile: () =>
      // The note before each, which costs a look at all about its subject, is sought for those alone that are shown.
      sql<FoundRow>`with found as materialized (
          select n.org_id, n.note_id, n.team_id, n.author_id, n.subject_id, n.audience, n.body, e.since,
            ${namedReaders(sql`n`)} as readers
          from note n cross join lateral (select ${since('n', p.me)} as since) e
          where n.org_id = ${p.org}
            and n.note_id = any (array(select app.find_notes(${p.word}, ${p.pattern}, ${sql.lit(namedLimit)})))
          order by e.since desc, n.note_id desc limit ${sql.lit(foundLimit)})
        select f.note_id, f.team_id, f.author_id, f.subject_id, f.audience, f.readers, a.name as author_name,
          s.name as subject_name, f.body, f.since, (select b.note_id from note b
            where b.org_id = f.org_id and b.subject_id = f.subject_id
              and (${since('b', p.me)}, b.note_id) > (f.since, f.note_id)
            order by ${since('b', p.me)}, b.note_id limit 1) as newer
        from found f
        left join person a on a.org_id = f.org_id and a.person_id = f.author_id
        left join person s on s.org_id = f.org_id and s.person_id = f.subject_id
        order by f.since desc, f.note_id desc`.compile(db),
  }),
)

/** Returns the newest notes with these words. */
export const notesFound = (db: ActorDb, { word, pattern }: SearchTerms): Promise<FoundRow[]> =>
  db.run(foundStatement, { org: db.org, me: db.person, word, pattern })
