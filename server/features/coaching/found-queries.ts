import { sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { NoteBody } from '#shared/coaching/fields.ts'
import { namedLimit, type SearchTerms } from '#shared/search/rules.ts'
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
      sql<FoundRow>`select n.note_id, n.team_id, n.author_id, n.subject_id, n.audience, ${namedReaders(sql`n`)} as readers, a.name as author_name,
        s.name as subject_name, n.body, e.since, (select b.note_id from note b
          where b.org_id = n.org_id and b.subject_id = n.subject_id and (${since('b', p.me)}, b.note_id) > (e.since, n.note_id)
          order by ${since('b', p.me)}, b.note_id limit 1) as newer
      from note n
      cross join lateral (select ${since('n', p.me)} as since) e
      left join person a on a.org_id = n.org_id and a.person_id = n.author_id
      left join person s on s.org_id = n.org_id and s.person_id = n.subject_id
      where n.org_id = ${p.org}
        and n.note_id = any (array(select app.find_notes(${p.word}, ${p.pattern}, ${sql.lit(namedLimit)})))
      order by e.since desc, n.note_id desc`.compile(db),
  }),
)

/** Returns the newest notes with these words. */
export const notesFound = (db: ActorDb, { word, pattern }: SearchTerms): Promise<FoundRow[]> =>
  db.run(foundStatement, { org: db.org, me: db.person, word, pattern })
