import type { Scope } from '#server/core/scope.ts'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { keys, placeOf } from '#server/db/keyset.ts'
import { logShown } from '#server/features/people/facade.ts'
import { verdictOutcome } from '#shared/audits/rules.ts'
import type { CasesView } from '#shared/audits/views.ts'
import { can } from '#shared/policy.ts'
import type { OthersFault } from '#shared/reviews/rules.ts'
import { foundLimit, type SearchTerms } from '#shared/search/rules.ts'
import type { FoundCase } from '#shared/search/views.ts'
import { casesFound } from './found-queries.ts'
import { instantReader } from './import-date-rules.ts'
import { takeTurn } from './import-queries.ts'
import { caseById, casesOf, lockAudit, setAttribution, storeDrawn, violatingLabel } from './queries.ts'
import { changeRollups } from './rollup-queries.ts'
import { countsChange, verifiedAs } from './rollup-rules.ts'
import { casesPage } from './views.ts'

/** Returns a reader of written dates and times, as an import of the audit log reads them. */
export const writtenInstants = instantReader

/** Takes the turn of importing until the transaction ends; false where another import of the organisation runs. */
export const takeImportTurn = takeTurn

/** Returns a page of all of a person's cases, in a transaction that an emergency access opened. */
export async function casesInEmergency(
  db: ActorDb,
  { personId, cursor }: { personId: string; cursor: string | undefined },
): Promise<CasesView> {
  const after = placeOf(cursor, keys.instant)
  return await casesPage(db, await casesOf(db, { analyst: personId, teams: null, filter: 'all', after }))
}

/**
 * Says whose the error of a case was, null for the analyst's; the counts follow in the same transaction. A case without an
 * error has none to attribute. The database asks by itself whether the actor leads the team, or decides about the case.
 */
export async function attributeError(
  db: WriteDb,
  auditId: string,
  attributedTo: OthersFault | null,
): Promise<void> {
  await setAttribution(db, auditId, attributedTo)
}

/** Returns a case of the audit log, as the reader may see it. */
export const auditById = caseById

export interface DrawnVerdict {
  auditId: string
  verdict: string
  /** With which the case was drawn, in (0, 1]. */
  chance: number
  /** It is coached on alone, and stays out of rates. */
  isTargeted: boolean
}

/**
 * Gives a drawn case its verdict and its chance, of what a file had said that its own was; the counts follow in the same
 * transaction. What a file verified meanwhile keeps that, and gets the chance.
 */
export async function verifyDrawn(db: WriteDb, verdict: DrawnVerdict): Promise<void> {
  const audit = await lockAudit(db, verdict.auditId)
  if (!audit) return
  const verified =
    audit.outcome === 'unverified'
      ? verifiedAs(audit, {
          verified_decision: verdict.verdict,
          outcome: verdictOutcome(audit.decision, verdict.verdict, await violatingLabel(db, verdict.auditId)),
        })
      : audit
  const inclusion_probability = verdict.chance * (audit.inclusion_probability ?? 1)
  const after = { ...verified, inclusion_probability, targeted: verdict.isTargeted }
  await storeDrawn(db, after)
  await changeRollups(db, audit, countsChange(audit, after))
}

/** Returns cases with these words that the actor may read, by number first. It is logged whose they are. */
export async function foundCases(
  { db, actor, shown }: Pick<Scope<WriteDb>, 'db' | 'actor' | 'shown'>,
  terms: SearchTerms,
): Promise<FoundCase[]> {
  const led = actor.roles.flatMap(({ role, teamId }) => (role === 'lead' && teamId !== null ? [teamId] : []))
  const found = await casesFound(db, terms, [...new Set(led)])
  const rows = found
    .filter(({ analyst_id: analystId, team_id: teamId }) => can(actor, 'case.read', { analystId, teamId }))
    .slice(0, foundLimit)
  for (const [team, ofTeam] of Map.groupBy(rows, (row) => row.team_id))
    logShown({ db, shown }, { subjects: ofTeam.map((row) => row.analyst_id), team, kind: 'cases' })
  return rows.map((row) => ({
    auditId: row.audit_id,
    caseRef: row.case_ref,
    reference: row.reference,
    analyst: { personId: row.analyst_id, name: row.analyst_name },
    policy: row.policy,
    queue: row.queue,
    decidedAt: row.decided_at,
  }))
}
