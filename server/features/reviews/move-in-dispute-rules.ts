import { linesNow } from '#shared/reviews/dispute-rules.ts'
import type { LeftOutReason, MovedHistory } from '#shared/reviews/move-in-history.ts'
import { criterionId, linesOf, lineValue, scoresOf, type Taken } from './move-in-line-rules.ts'
import type { MoveInFacts, Planning } from './move-in-rules.ts'

const week = 7 * 86_400_000

/** Adds the disputes of reviews that are taken, and the scores that follow from those accepted. */
export function addDisputes(planning: Planning, taken: ReadonlyMap<string, Taken>): void {
  const { history, leave } = planning
  const lines = new Set<string>()
  for (const dispute of history.disputes) {
    const found = taken.get(dispute.reviewId)
    if (!found) leave(dispute, 'dispute_without_review', dispute.reviewId)
    else for (const line of dispute.lines) addDispute(planning, { dispute, line, taken: found, lines })
  }
  addRescores(planning, taken)
}

interface DisputedLine {
  dispute: MovedHistory['disputes'][number]
  line: MovedHistory['disputes'][number]['lines'][number]
  taken: Taken
  /** Lines that have a dispute already. */
  lines: Set<string>
}

/** Says why a line's dispute cannot be taken; undefined where it can. */
function obstacle({ dispute: { state }, line, taken, lines }: DisputedLine): LeftOutReason | undefined {
  const rating = taken.review.ratings.find(({ categoryId }) => categoryId === line.categoryId)
  if (!rating) return 'dispute_without_rating'
  if (line.expected === null) return 'dispute_without_expected'
  if (line.expected === rating.percent) return 'dispute_applied_before'
  if ((state === 'accepted' || state === 'partly') && !taken.isNew) return 'dispute_of_earlier'
  return state !== 'withdrawn' && lines.has(`${taken.reviewId}|${line.categoryId}`)
    ? 'dispute_twice'
    : undefined
}

function addDispute(planning: Planning, disputed: DisputedLine): void {
  const { batch, facts, idOf, isNew, add, leave } = planning
  const { dispute, line, taken, lines } = disputed
  const { file: _file, place: _place, ...said } = dispute
  const externalId = `${dispute.id}|${line.categoryId}`
  if (!isNew('dispute', externalId, said)) return
  const reason = obstacle(disputed)
  if (reason) {
    leave(dispute, reason, `${dispute.reviewId} · ${line.categoryId}`)
    return
  }
  const by = facts.people.find(dispute.createdBy)
  if (dispute.createdBy.called !== null && by !== taken.analystId)
    leave(dispute, 'dispute_by_another', dispute.createdBy.called)
  const { state } = dispute
  if (state === 'partly')
    leave(dispute, 'dispute_partly_before_unknown', `${dispute.reviewId} · ${line.categoryId}`)
  if (state !== 'withdrawn') lines.add(`${taken.reviewId}|${line.categoryId}`)
  const criterion = criterionId(taken, line.categoryId, idOf)
  const rating = taken.review.ratings.find(({ categoryId }) => categoryId === line.categoryId)
  const [before, asked] = [lineValue(rating?.percent ?? null), lineValue(line.expected)]
  const raised = instantIn(facts, dispute.createdAt) ?? taken.writtenAt
  const decided = instantIn(facts, dispute.resolvedAt) ?? raised
  const isDecided = state !== 'open' && state !== 'withdrawn'
  // What was accepted in part there is in the rating already: it holds, and the score is the file's.
  const final = state === 'accepted' ? asked : state === 'partly' ? before : { level: null, fault: null }
  const label = line.causes.join(' · ').slice(0, 1000) || '–'
  const disputeId = idOf('dispute', externalId)
  batch.disputes.push({
    ...{ disputeId, reviewId: taken.reviewId, criterionId: criterion, why: label, state },
    ...{ beforeLevel: before.level, beforeFault: before.fault },
    ...{ askedLevel: asked.level, askedFault: asked.fault },
    ...{ finalLevel: final.level, finalFault: final.fault },
    at: new Date(raised).toISOString(),
    dueAt: new Date((state === 'open' ? facts.now : raised) + week).toISOString(),
    decidedBy: isDecided ? deciderOf(planning, disputed) : null,
    decidedAt: isDecided ? new Date(decided).toISOString() : null,
    reason: isDecided ? '–' : null,
  })
  add({ kind: 'dispute', externalId, entityId: disputeId })
}

/** Nobody decides about their own work or review. */
function deciderOf({ facts }: Planning, { dispute, taken }: DisputedLine): string | null {
  const found = facts.people.find(dispute.decidedBy)
  const isParty = found === taken.analystId || found === taken.reviewerId
  return found === 'nobody' || found === 'several_people' || isParty ? null : found
}

function instantIn(facts: MoveInFacts, written: string | null): number | undefined {
  const instant = written === null ? undefined : facts.instantOf(written)
  return typeof instant === 'number' ? Math.min(instant, facts.now) : undefined
}

/** Counts the scores that hold since disputes were accepted. */
function addRescores({ batch, idOf }: Planning, taken: ReadonlyMap<string, Taken>): void {
  const accepted = Map.groupBy(
    batch.disputes.filter(({ state }) => state === 'accepted'),
    ({ reviewId }) => reviewId,
  )
  for (const found of taken.values()) {
    const disputes = accepted.get(found.reviewId)
    if (!disputes) continue
    const settled = disputes.map(({ criterionId: criterion, finalLevel, finalFault }) => ({
      ...{ criterionId: criterion, state: 'accepted' as const },
      final: { level: finalLevel, fault: finalFault },
    }))
    const lines = linesNow(linesOf(found, idOf), settled)
    batch.rescores.push({ reviewId: found.reviewId, ...scoresOf(found.content, lines) })
  }
}
