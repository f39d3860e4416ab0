import type { Kysely } from 'kysely'
import { paths } from '#client/lib/paths.ts'
import type { Schema } from '#server/db/schema.ts'

/** Text by which it shows whose a screen is: it belongs to what lies at that address, and to nothing else. */
export interface Mark {
  path: string
  text: string
}

/** Letters that are compared: no screen folds less. */
const length = 40

const beginning = (text: string) => text.trim().split('\n')[0]?.slice(0, length) ?? ''

/** Returns what no two entities share of what the demo wrote: questions of escalations and texts of notes. */
export async function marksIn(db: Kysely<Schema>): Promise<Mark[]> {
  const requests = await db
    .selectFrom('escalation_request')
    .select(['escalation_id', 'question'])
    .where('child_safety', '=', false)
    .execute()
  const notes = await db.selectFrom('note').select(['note_id', 'body']).where('kind', '=', 'quick').execute()
  const all = [
    ...requests.map(({ escalation_id, question }) => ({
      path: paths.escalation(escalation_id),
      text: beginning(question),
    })),
    ...notes.map(({ note_id, body }) => ({
      path: paths.note(note_id),
      text: 'text' in body ? beginning(body.text) : '',
    })),
  ]
  const uses = Map.groupBy(all, ({ text }) => text)
  return all.filter(({ text, path }) => {
    const others = (uses.get(text) ?? []).filter((mark) => mark.path !== path)
    return text.length >= length / 2 && others.length === 0
  })
}

/** Returns the entity behind an address, where it has marks: an escalation or a note, not its editor. */
export const entityPath = (pathname: string): string | undefined =>
  /^\/(escalations|notes)\/[0-9a-f-]{36}$/.exec(pathname)?.[0]

/** Returns the addresses of the escalations whose open request nobody has decided. */
export async function undecidedIn(db: Kysely<Schema>): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('escalation_request as request')
    .select('request.escalation_id')
    .where('request.state', '=', 'open')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('escalation_decision as decision')
            .select('decision.decision_id')
            .whereRef('decision.request_id', '=', 'request.request_id'),
        ),
      ),
    )
    .execute()
  return new Set(rows.map(({ escalation_id }) => paths.escalation(escalation_id)))
}
