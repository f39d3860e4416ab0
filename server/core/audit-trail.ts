import { v7 as uuidv7 } from 'uuid'
import type { WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'

export interface AuditEntry {
  /** 'coaching.saveNote', 'sign-in.refused': feature and what happened. */
  action: string
  entityId?: string
  teamId?: string
  /** Ids, codes and counts; never words that a person wrote. */
  details?: Record<string, string | number | boolean | null>
}

const insertEntry = prepare<
  {
    org: string
    id: string
    actor: string
    action: string
    entity: string | null
    team: string | null
    details: string
  },
  never
>('audit_trail_append', (db, p) =>
  db.insertInto('audit_log').values({
    org_id: p.org,
    entry_id: p.id,
    actor_id: p.actor,
    action: p.action,
    entity_id: p.entity,
    team_id: p.team,
    details: p.details,
  }),
)

/** Appends to the audit trail at the end of the transaction of the effect: neither exists without the other. */
export async function appendAudit(db: WriteDb, entry: AuditEntry): Promise<void> {
  db.atEnd(insertEntry, {
    org: db.org,
    id: uuidv7(),
    actor: db.person,
    action: entry.action,
    entity: entry.entityId ?? null,
    team: entry.teamId ?? null,
    details: JSON.stringify(entry.details ?? {}),
  })
}
