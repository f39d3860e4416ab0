import type { RequestState } from '#shared/administration/request-rules.ts'
import type { JudgementDecider } from '#shared/audits/decider-rules.ts'
import type { CheckInAudience } from '#shared/check-ins/rules.ts'
import type { Audience, ReaderRole } from '#shared/coaching/rules.ts'
import type { EmergencyState } from '#shared/emergency/rules.ts'
import {
  mayLower,
  mayTake,
  type Relation,
  type Severity,
  type Status,
  type Step,
  steps,
} from '#shared/escalations/step-rules.ts'
import type { PartnerFunction, Role } from '#shared/people/role-rules.ts'
import type { ActorRole } from '#shared/people/role-views.ts'
import type { VersionState } from '#shared/rubrics/rules.ts'

/** Says who acts, with the roles that they hold today. */
export interface Actor {
  readonly org: string
  readonly person: string
  readonly roles: readonly ActorRole[]
}

/** Holds what must be known to decide; an action takes exactly its own facts. */
export interface Facts {
  'team.read': { teamId: string }
  'team.import': { teamId: string }
  'team.moveIn': { teamId: string }
  'team.invite': { teamId: string }
  'scorecard.read': { analystId: string; teamId: string }
  'target.read': { teamId: string }
  'target.set': { teamId: string }
  'baseline.renew': { analystId: string; teamId: string }
  'case.read': { analystId: string; teamId: string }
  'putRight.read': { analystId: string | null; teamId: string }
  'putRight.set': { teamId: string }
  'recheck.ask': { analystId: string }
  'recheck.answer': JudgementFacts
  'note.read': NoteReadFacts
  'note.write': NoteWriteFacts
  /** Of a note that is shared; `acknowledged`: its words were, as they stand. */
  'note.rewrite': NoteWriteFacts & { acknowledged: boolean }
  'note.addAddendum': NoteWriteFacts & { acknowledged: boolean }
  'note.acknowledge': { subjectId: string; audience: Audience }
  'note.nameReader': NoteFacts & {
    personId: string
    /** They manage the team today. */
    managing: boolean
  }
  'note.handover': NoteFacts & {
    personId: string
    /** They lead the team today, or from a day that is set. */
    leading: boolean
    /** The note's subject is an analyst of the team today. */
    inTeam: boolean
  }
  'note.reply': NoteReadFacts
  'action.finish': NoteReadFacts & { ownerId: string }
  /** Of a note that somebody else wrote. */
  'action.inherit': NoteFacts & {
    /** The author leads the team today. */
    authorLeads: boolean
    /** The note's subject is an analyst of the team today. */
    inTeam: boolean
  }
  'chain.read': { teamId: string }
  'chain.set': { teamId: string }
  'escalation.raise': { teamId: string }
  'escalation.read': EscalationFacts
  'escalation.step': EscalationFacts & { step: Step }
  'escalation.redirect': EscalationFacts & { severity: Severity }
  'people.administer': Record<never, never>
  'people.giveRole': { personId: string }
  'people.confirm': ConfirmFacts
  'team.move': { newReaders: readonly string[] }
  'team.seeMove': { teamId: string; confirmed: boolean }
  'team.confirmMove': MoveFacts
  'team.declineMove': { teamId: string }
  'address.read': { personId: string }
  /** `onHold`: it is on the actor; `notified`: whoever it is on is notified of it. */
  'hold.read': { onHold: boolean; notified: boolean }
  /** Of a request to erase somebody, to end a hold or to change a period; null where it is about no person. */
  'retention.ask': Pick<RetentionFacts, 'personId' | 'concerned'>
  'retention.see': { personId: string | null }
  'retention.confirm': RetentionFacts
  'retention.end': RetentionFacts
  'address.confirm': { personId: string }
  'check-in.read': CheckInFacts
  'check-in.own': { personId: string }
  'talk.offer': CheckInFacts
  'talk.read': TalkFacts
  'talk.answer': TalkFacts
  'talk.withdraw': TalkFacts
  'rotation.ask': { personId: string; teamId: string }
  'rotation.read': RotationFacts
  'rotation.settle': RotationFacts
  'budget.read': { teamId: string }
  'budget.set': { teamId: string }
  'goal.read': { subjectId: string; teamId: string }
  'goal.write': { subjectId: string; teamId: string }
  'meeting.read': MeetingFacts
  /** `inTeam`: the analyst is one of the team today. */
  'meeting.set': MeetingFacts & { inTeam: boolean }
  'meeting.attend': MeetingFacts
  'agenda.read': AgendaFacts
  'agenda.write': AgendaFacts
  'agenda.tick': AgendaFacts
  /** Of what is sent to an agenda. */
  'agenda.send': { ownerId: string }
  'shift.read': ShiftFacts
  'shift.write': ShiftFacts
  'ledger.read': { teamId: string }
  'ledger.append': { teamId: string }
  'question.ask': Omit<QuestionFacts, 'answered'> & {
    /** Whom they ask works in the team today. */
    inTeam: boolean
  }
  'question.read': QuestionFacts
  'question.answer': QuestionFacts
  /** To ask again, or to settle. */
  'question.pursue': QuestionFacts
  'question.keep': QuestionFacts
  'precedent.read': Record<never, never>
  'writeUp.read': EscalationFacts
  'ruling.give': EscalationFacts & { holderId: string | null; status: Status }
  'mark.read': MarkFacts
  'mark.write': { personId: string; teamId: string }
  'mark.team': { teamId: string }
  'review.read': { analystId: string; teamId: string; delivered: boolean }
  'review.write': { analystId: string; teamId: string }
  'review.acknowledge': { analystId: string; delivered: boolean }
  'review.reply': { analystId: string; teamId: string; delivered: boolean }
  'dispute.raise': { analystId: string; delivered: boolean }
  'dispute.withdraw': { analystId: string }
  'dispute.decide': JudgementFacts
  'dispute.count': { teamId: string }
  'calibration.lead': { teamId: string }
  'calibration.read': CalibrationFacts
  'calibration.rate': CalibrationFacts
  'calibration.results': CalibrationFacts
  'calibration.rater': CalibrationFacts & { personId: string }
  'calibration.rating': CalibrationFacts & { personId: string }
  'draw.read': { teamId: string; chosen: boolean }
  'draw.write': { teamId: string }
  'draw.case': { teamId: string; analystId: string | null; verified: boolean; compared: boolean }
  'draw.verify': {
    teamId: string
    analystId: string | null
    firstVerifierId: string | null
    verified: boolean
  }
  'golden.read': { teamId: string }
  'golden.write': { teamId: string; makerId: string }
  'verifier.read': { teamId: string; verifierId: string }
  'rubric.read': { teamId: string; state: VersionState }
  'rubric.write': { teamId: string }
  'emergency.ask': { subjectId: string }
  'emergency.see': EmergencyFacts
  'emergency.confirm': EmergencyFacts
  'emergency.end': EmergencyFacts
  'emergency.read': EmergencyFacts
}

interface NoteWriteFacts {
  authorId: string
  subjectId: string
  teamId: string
}
interface NoteFacts extends NoteWriteFacts {
  audience: Audience
}
export interface NoteReadFacts extends NoteFacts {
  /** Whom the author named besides, each for the role in which they read it. */
  readers: readonly { personId: string; namedAs: ReaderRole }[]
}
export interface JudgementFacts {
  analystId: string
  /** The reviewers of the case, or of the review itself, who decide nothing about it. */
  judgeIds: readonly string[]
  teamId: string
  /** The role that decides it today. */
  decider: JudgementDecider
}
interface ConfirmFacts {
  /** Whose role or invitation it is. */
  personId: string
  /** Who gave it; null where whoever runs the server did. */
  giverId: string | null
  /** The role, or those of the person who is invited. `parentId`: the team above. */
  roles: readonly { role: Role; teamId: string | null; parentId: string | null }[]
}
interface MoveFacts {
  /** The team that is to stand below another; who manages it where it stands may confirm that. */
  teamId: string
  /** Null where whoever runs the server moved it. */
  askerId: string | null
  /** Who manages from where it is to stand, and not from where it stands. */
  newReaders: readonly string[]
}
export interface RetentionFacts {
  /** Who is to be erased, or whom the hold is on; null where that is no person. */
  personId: string | null
  askerId: string
  state: RequestState
  /** What would go was counted. */
  counted: boolean
  /** It is about a hold on a team that the actor was in, in the days of the hold. */
  concerned: boolean
  /** The actor and who asked decide apart from each other, by `decideApart`. */
  apart: boolean
}
export interface EmergencyFacts {
  /** Whose record is to be read. */
  subjectId: string
  askerId: string
  /** Null before it is confirmed, and where whoever runs the server opened it. */
  confirmerId: string | null
  confirmed: boolean
  state: EmergencyState
  /** The teams that the person is in today. */
  teamIds: readonly string[]
}
export interface CalibrationFacts {
  teamId: string
  raterIds: readonly string[]
  /** The raters whose ratings are in. */
  submittedIds: readonly string[]
  /** It was closed, or every rater has submitted. */
  ended: boolean
}
export interface MeetingFacts {
  /** The two of the series, neither of whom ever changes. */
  leadId: string
  subjectId: string
  teamId: string
}
export interface AgendaFacts extends MeetingFacts {
  authorId: string
  isPrivate: boolean
}
export interface ShiftFacts {
  personId: string
  /** The teams in which the person is an analyst today. */
  teamIds: readonly string[]
}
export interface QuestionFacts {
  askerId: string
  /** Null where it went to whoever leads the team. */
  addresseeId: string | null
  teamId: string
  /** It was answered at least once, whatever was asked again since. */
  answered: boolean
}
interface MarkFacts {
  personId: string
  /** The teams in which the person is an analyst today. */
  teamIds: readonly string[]
}
interface CheckInFacts {
  personId: string
  audience: CheckInAudience
  readerId: string | null
  teamId: string | null
  /** The person stands in that team today. */
  inTeam: boolean
}
interface TalkFacts {
  askerId: string
  addresseeId: string
  /** The asker's team whose lead or manager is asked; null for who is asked by name alone. */
  teamId: string | null
  /** The asker stands in that team today. */
  inTeam: boolean
}
interface RotationFacts {
  personId: string
  teamId: string
  /** The person is an analyst of that team today. */
  inTeam: boolean
}
export interface EscalationFacts {
  raiserId: string
  subjectId: string | null
  teamId: string
  function: PartnerFunction | null
  /** What was never submitted is its writer's alone. */
  submitted: boolean
  /** As what the actor stands in for somebody of the team today. */
  acting: readonly ('lead' | 'manager')[]
}
export type Action = keyof Facts

export function leads(actor: Actor, teamId: string): boolean {
  return actor.roles.some((membership) => membership.role === 'lead' && membership.teamId === teamId)
}
function isAnalystOf(actor: Actor, teamId: string): boolean {
  return actor.roles.some((membership) => membership.role === 'analyst' && membership.teamId === teamId)
}
export function manages(actor: Actor, teamId: string): boolean {
  return actor.roles.some((membership) => membership.role === 'manager' && membership.teamId === teamId)
}

/**
 * The only role table. The database holds the same rules in its row-level security without knowing this file, and a test
 * compares the two. A manager reads teams as aggregates; a person's rows are for that person and who leads the team.
 */
const rules: { [A in Action]: (actor: Actor, facts: Facts[A]) => boolean } = {
  'team.read': (actor, { teamId }) => leads(actor, teamId) || manages(actor, teamId),
  'team.import': (actor, { teamId }) => leads(actor, teamId),
  // What is moved in is written without being read: who administers may do it for every team.
  'team.moveIn': (actor, { teamId }) => administers(actor) || leads(actor, teamId),
  'team.invite': (actor, { teamId }) => leads(actor, teamId),
  'scorecard.read': (actor, { analystId, teamId }) => actor.person === analystId || leads(actor, teamId),
  // Whoever is measured by a target knows it, and who administers the team reads it with the team.
  'target.read': (actor, { teamId }) =>
    administers(actor) || actor.roles.some((membership) => membership.teamId === teamId),
  'target.set': (actor, { teamId }) => isAbove(actor, teamId),
  'baseline.renew': (actor, { analystId, teamId }) => actor.person !== analystId && leads(actor, teamId),
  'case.read': (actor, { analystId, teamId }) => actor.person === analystId || leads(actor, teamId),
  // Null for a machine's decision.
  'putRight.read': (actor, { analystId, teamId }) => actor.person === analystId || leads(actor, teamId),
  // It is about the platform and in nobody's figures: a lead may say it of a decision of their own as well.
  'putRight.set': (actor, { teamId }) => leads(actor, teamId),
  'recheck.ask': (actor, { analystId }) => actor.person === analystId,
  'recheck.answer': (actor, facts) => decidesJudgement(actor, facts),
  'note.read': (actor, facts) => readsNote(actor, facts),
  'note.write': writesNote,
  // Words that were acknowledged stay as they were read: what is said afterwards is said beside them.
  'note.rewrite': (actor, facts) => writesNote(actor, facts) && !facts.acknowledged,
  'note.addAddendum': (actor, facts) => writesNote(actor, facts) && facts.acknowledged,
  // An act of the author, for people of that moment: no role that somebody gets later makes them a reader.
  'note.nameReader': (actor, { personId, managing, ...note }) =>
    isNamer(actor, note, personId) && note.audience === 'manager' && managing,
  'note.handover': (actor, { personId, leading, inTeam, ...note }) =>
    isNamer(actor, note, personId) && note.audience !== 'me' && leading && inTeam,
  'note.acknowledge': (actor, { subjectId, audience }) => actor.person === subjectId && audience !== 'me',
  'note.reply': (actor, facts) => readsNote(actor, facts),
  'action.finish': (actor, facts) =>
    readsNote(actor, facts) && (actor.person === facts.ownerId || actor.person === facts.authorId),
  // What was agreed goes on with who leads the team now; the note stays its readers'.
  'action.inherit': (actor, { authorId, subjectId, teamId, audience, authorLeads, inTeam }) =>
    leads(actor, teamId) &&
    actor.person !== authorId &&
    actor.person !== subjectId &&
    audience !== 'me' &&
    !authorLeads &&
    inTeam,
  // Who is called at night is set by whoever is called, and by who is called when nobody else is.
  'chain.read': (actor, { teamId }) => isAbove(actor, teamId),
  'chain.set': (actor, { teamId }) => isAbove(actor, teamId),
  'escalation.raise': (actor, { teamId }) =>
    actor.roles.some(
      (membership) =>
        membership.teamId === teamId && membership.role !== 'partner' && membership.role !== 'admin',
    ),
  'escalation.read': (actor, facts) => relationsTo(actor, facts).size > 0,
  'escalation.step': (actor, facts) => mayTake(facts.step, relationsTo(actor, facts)),
  // A draft is its writer's; afterwards a new subject or another function can hide it from somebody.
  'escalation.redirect': (actor, facts) =>
    facts.submitted ? mayLower(facts.severity, relationsTo(actor, facts)) : actor.person === facts.raiserId,
  'people.administer': (actor) => administers(actor),
  // Else whoever administers could read what is not theirs by making themselves its reader.
  'people.giveRole': (actor, { personId }) => administers(actor) && actor.person !== personId,
  // Somebody who neither gave nor gets it: two administrators, or an administrator and the manager above.
  'people.confirm': (actor, { personId, giverId, roles }) =>
    actor.person !== personId &&
    actor.person !== giverId &&
    (administers(actor) ||
      roles.some(({ role, teamId, parentId }) => managesFrom(actor, role === 'manager' ? parentId : teamId))),
  // At once only where it lets nobody read who does not read the team already.
  'team.move': (actor, { newReaders }) => administers(actor) && newReaders.length === 0,
  'team.seeMove': (actor, { teamId, confirmed }) =>
    administers(actor) ||
    isAbove(actor, teamId) ||
    (confirmed && actor.roles.some((membership) => membership.teamId === teamId)),
  'team.confirmMove': (actor, { teamId, askerId, newReaders }) =>
    actor.person !== askerId &&
    !newReaders.includes(actor.person) &&
    (administers(actor) || manages(actor, teamId)),
  'team.declineMove': (actor, { teamId }) => administers(actor) || manages(actor, teamId),
  'address.read': (actor, { personId }) => actor.person === personId || administers(actor),
  'hold.read': (actor, { onHold, notified }) => administers(actor) || (onHold && notified),
  // Nobody decides what is kept of themselves, or hears of it here.
  'retention.ask': (actor, { personId, concerned }) =>
    administers(actor) && actor.person !== personId && !concerned,
  'retention.see': (actor, { personId }) => administers(actor) && actor.person !== personId,
  'retention.confirm': (actor, { personId, askerId, state, counted, concerned, apart }) =>
    state === 'asked' &&
    counted &&
    administers(actor) &&
    actor.person !== personId &&
    actor.person !== askerId &&
    !concerned &&
    apart,
  'retention.end': (actor, { personId, askerId, state, concerned }) =>
    state === 'asked' &&
    administers(actor) &&
    actor.person !== personId &&
    (!concerned || actor.person === askerId),
  // The person asked and somebody else confirms: neither can do it alone.
  'address.confirm': (actor, { personId }) => administers(actor) && actor.person !== personId,
  'check-in.read': (actor, facts) => actor.person === facts.personId || isCheckInReader(actor, facts),
  'check-in.own': (actor, { personId }) => actor.person === personId,
  'talk.offer': (actor, facts) => actor.person !== facts.personId && isCheckInReader(actor, facts),
  'talk.read': (actor, facts) => actor.person === facts.askerId || isTalkRecipient(actor, facts),
  'talk.answer': (actor, facts) => isTalkRecipient(actor, facts),
  'talk.withdraw': (actor, { askerId }) => actor.person === askerId,
  'rotation.ask': (actor, { personId, teamId }) => actor.person === personId && isAnalystOf(actor, teamId),
  'rotation.read': (actor, facts) => actor.person === facts.personId || settlesRotation(actor, facts),
  'rotation.settle': (actor, facts) => settlesRotation(actor, facts),
  'budget.read': (actor, { teamId }) => actor.roles.some((membership) => membership.teamId === teamId),
  'budget.set': (actor, { teamId }) => leads(actor, teamId),
  'goal.read': (actor, { subjectId, teamId }) => actor.person === subjectId || leads(actor, teamId),
  'goal.write': (actor, { subjectId, teamId }) =>
    leads(actor, teamId) || (actor.person === subjectId && isAnalystOf(actor, teamId)),
  // A series is of two people: no other lead of the team, no manager and no later lead is a third.
  'meeting.read': readsMeetings,
  'meeting.set': (actor, facts) =>
    leadsMeetings(actor, facts) && facts.inTeam && facts.subjectId !== actor.person,
  'meeting.attend': attendsMeetings,
  'agenda.read': readsAgenda,
  'agenda.write': (actor, facts) => actor.person === facts.authorId && attendsMeetings(actor, facts),
  'agenda.tick': (actor, facts) => readsAgenda(actor, facts) && attendsMeetings(actor, facts),
  'agenda.send': (actor, { ownerId }) => actor.person === ownerId,
  // When somebody works is for them and for who leads them today; of who decides, others hear until when they are away.
  'shift.read': setsShifts,
  'shift.write': setsShifts,
  'ledger.read': (actor, { teamId }) => isAbove(actor, teamId),
  'ledger.append': (actor, { teamId }) => leads(actor, teamId),
  'question.ask': (actor, { askerId, addresseeId, teamId, inTeam }) =>
    actor.person === askerId &&
    isAnalystOf(actor, teamId) &&
    (addresseeId === null || (inTeam && addresseeId !== askerId)),
  // Words to a colleague are between the two until there is an answer, which may be kept for everybody.
  'question.read': (actor, { askerId, addresseeId, teamId, answered }) =>
    actor.person === askerId ||
    actor.person === addresseeId ||
    ((addresseeId === null || answered) && leads(actor, teamId)),
  'question.answer': (actor, { askerId, addresseeId, teamId }) =>
    addresseeId === null
      ? actor.person !== askerId && leads(actor, teamId)
      : actor.person === addresseeId && (isAnalystOf(actor, teamId) || leads(actor, teamId)),
  'question.pursue': (actor, { askerId, teamId }) => actor.person === askerId && isAnalystOf(actor, teamId),
  'question.keep': (actor, { teamId, answered }) => answered && leads(actor, teamId),
  'precedent.read': (actor) =>
    actor.roles.some((membership) => membership.role !== 'partner' || membership.function === 'policy'),
  // Of what its escalation tells; who raised it and leads nobody any more reads the escalation alone.
  'writeUp.read': readsWriteUp,
  // By the partner for policy who has it and acknowledged it, and by nobody who asked.
  'ruling.give': (actor, facts) =>
    actor.person === facts.holderId &&
    actor.person !== facts.raiserId &&
    isRoutedTo(actor, facts) &&
    takesRuling(facts.status),
  // Who has not read a version is for who leads them, and for nobody who compares teams.
  'mark.read': (actor, { personId, teamIds }) =>
    actor.person === personId || teamIds.some((teamId) => leads(actor, teamId)),
  'mark.write': (actor, { personId, teamId }) => actor.person === personId && isAnalystOf(actor, teamId),
  'mark.team': (actor, { teamId }) => leads(actor, teamId),
  // A review that tells of an error waits for the analyst's working hours, also where they lead a team themselves.
  'review.read': (actor, { analystId, teamId, delivered }) =>
    actor.person === analystId ? delivered : leads(actor, teamId),
  'review.write': (actor, { analystId, teamId }) => actor.person !== analystId && leads(actor, teamId),
  'review.acknowledge': (actor, { analystId, delivered }) => actor.person === analystId && delivered,
  'review.reply': (actor, { analystId, teamId, delivered }) =>
    actor.person === analystId ? delivered : leads(actor, teamId),
  'dispute.raise': (actor, { analystId, delivered }) => actor.person === analystId && delivered,
  'dispute.withdraw': (actor, { analystId }) => actor.person === analystId,
  'dispute.decide': (actor, facts) => decidesJudgement(actor, facts),
  'dispute.count': (actor, { teamId }) => isAbove(actor, teamId),
  'calibration.lead': (actor, { teamId }) => leads(actor, teamId),
  'calibration.read': takesPart,
  'calibration.rate': (actor, facts) => facts.raterIds.includes(actor.person) && !readsResults(actor, facts),
  // Nobody is swayed: a rater by what others gave, a lead into swaying who has yet to rate.
  'calibration.results': readsResults,
  'calibration.rater': (actor, facts) => leads(actor, facts.teamId) || readsRating(actor, facts),
  'calibration.rating': readsRating,
  // `chosen`: a case of the actor's own is in it and was verified, so that they may know how it was chosen.
  'draw.read': (actor, { teamId, chosen }) => chosen || isAbove(actor, teamId),
  'draw.write': (actor, { teamId }) => leads(actor, teamId),
  // A manager reads of what was compared with a known verdict, to count a verifier's own errors.
  'draw.case': (actor, { teamId, analystId, verified, compared }) =>
    leads(actor, teamId) || (actor.person === analystId && verified) || (compared && manages(actor, teamId)),
  // Once, and by nobody whose own decision or verdict it is.
  'draw.verify': (actor, { teamId, analystId, firstVerifierId, verified }) =>
    !verified && leads(actor, teamId) && actor.person !== analystId && actor.person !== firstVerifierId,
  'golden.read': (actor, { teamId }) => leads(actor, teamId),
  'golden.write': (actor, { teamId, makerId }) => actor.person === makerId && leads(actor, teamId),
  // The verifier's own and who manages them, no other lead: nobody is compared.
  'verifier.read': (actor, { teamId, verifierId }) =>
    (actor.person === verifierId && leads(actor, teamId)) || manages(actor, teamId),
  // People are measured by what was published; a draft is its team's leads' alone.
  'rubric.read': (actor, { teamId, state }) => state !== 'draft' || leads(actor, teamId),
  'rubric.write': (actor, { teamId }) => leads(actor, teamId),
  'emergency.ask': (actor, { subjectId }) => administers(actor) && actor.person !== subjectId,
  // The person hears of it, for good, once it was confirmed.
  'emergency.see': (actor, facts) =>
    actor.person === facts.askerId ||
    actor.person === facts.confirmerId ||
    (facts.confirmed &&
      (actor.person === facts.subjectId || facts.teamIds.some((teamId) => isAbove(actor, teamId)))) ||
    mayGuard(actor, facts),
  'emergency.confirm': (actor, facts) =>
    facts.state === 'asked' && actor.person !== facts.askerId && mayGuard(actor, facts),
  'emergency.end': (actor, facts) =>
    (facts.state === 'asked' || facts.state === 'open') &&
    actor.person !== facts.subjectId &&
    (actor.person === facts.askerId || actor.person === facts.confirmerId || mayGuard(actor, facts)),
  // A role that ended meanwhile ends it too.
  'emergency.read': (actor, { state, askerId }) =>
    state === 'open' && actor.person === askerId && administers(actor),
}

const leadsMeetings = (actor: Actor, { leadId, teamId }: MeetingFacts) =>
  actor.person === leadId && leads(actor, teamId)
function readsMeetings(actor: Actor, facts: MeetingFacts): boolean {
  return actor.person === facts.subjectId || leadsMeetings(actor, facts)
}
function attendsMeetings(actor: Actor, facts: MeetingFacts): boolean {
  return leadsMeetings(actor, facts) || (actor.person === facts.subjectId && isAnalystOf(actor, facts.teamId))
}
function readsAgenda(actor: Actor, facts: AgendaFacts): boolean {
  return readsMeetings(actor, facts) && (!facts.isPrivate || actor.person === facts.authorId)
}

function setsShifts(actor: Actor, { personId, teamIds }: ShiftFacts): boolean {
  return actor.person === personId || teamIds.some((teamId) => leads(actor, teamId))
}

/** Is a partner for policy, whom the escalation was sent to. */
const isRoutedTo = (actor: Actor, facts: EscalationFacts) =>
  facts.function === 'policy' && relationsTo(actor, facts).has('partner')
/** A ruling resolves its escalation, from where that may be resolved. */
const takesRuling = (status: Status): boolean => (steps.resolve.from as readonly Status[]).includes(status)

function readsWriteUp(actor: Actor, facts: EscalationFacts): boolean {
  const relations = relationsTo(actor, facts)
  return relations.has('lead') || relations.has('manager') || isRoutedTo(actor, facts)
}

/** Rates in the round, or leads its team. */
function takesPart(actor: Actor, { teamId, raterIds }: CalibrationFacts): boolean {
  return raterIds.includes(actor.person) || leads(actor, teamId)
}
/** Has submitted, or takes part in a round that has ended. */
function readsResults(actor: Actor, facts: CalibrationFacts): boolean {
  return facts.submittedIds.includes(actor.person) || (facts.ended && takesPart(actor, facts))
}
function readsRating(actor: Actor, facts: Facts['calibration.rating']): boolean {
  return actor.person === facts.personId || readsResults(actor, facts)
}
/** Neither of the two whose views differ. A manager decides, and reads what it is about for that, where no other lead can. */
const decidesJudgement = (actor: Actor, { analystId, judgeIds, teamId, decider }: JudgementFacts) =>
  actor.person !== analystId &&
  !judgeIds.includes(actor.person) &&
  ((decider === 'lead' && leads(actor, teamId)) || (decider === 'manager' && manages(actor, teamId)))

const managesFrom = (actor: Actor, teamId: string | null) => teamId !== null && manages(actor, teamId)

/** Administers, or manages a team that the person is in; nobody as to themselves. */
const mayGuard = (actor: Actor, { subjectId, teamIds }: Pick<EmergencyFacts, 'subjectId' | 'teamIds'>) =>
  actor.person !== subjectId && (administers(actor) || teamIds.some((teamId) => manages(actor, teamId)))

function administers(actor: Actor): boolean {
  return actor.roles.some((membership) => membership.role === 'admin')
}

function writesNote(actor: Actor, { authorId, subjectId, teamId }: NoteWriteFacts): boolean {
  return actor.person === authorId && authorId !== subjectId && leads(actor, teamId)
}
function readsNote(actor: Actor, { authorId, subjectId, teamId, audience, readers }: NoteReadFacts): boolean {
  if (actor.person === authorId && leads(actor, teamId)) return true
  if (audience === 'me') return false
  if (actor.person === subjectId) return true
  return readers.some(
    ({ personId, namedAs }) =>
      personId === actor.person &&
      (namedAs === 'lead' ? leads(actor, teamId) : audience === 'manager' && manages(actor, teamId)),
  )
}
/** Wrote the note, leads its team today, and names somebody who does not read it anyway. */
const isNamer = (actor: Actor, { authorId, subjectId, teamId }: NoteFacts, personId: string) =>
  actor.person === authorId && leads(actor, teamId) && personId !== authorId && personId !== subjectId

const settlesRotation = (actor: Actor, { personId, teamId, inTeam }: RotationFacts) =>
  actor.person !== personId && inTeam && leads(actor, teamId)

/** Leads or manages the team. */
const isAbove = (actor: Actor, teamId: string | null) =>
  teamId !== null && (leads(actor, teamId) || manages(actor, teamId))
/** Somebody shares it with the actor, who is above them today. */
const isCheckInReader = (actor: Actor, { audience, readerId, teamId, inTeam }: CheckInFacts) =>
  audience === 'lead' && actor.person === readerId && inTeam && isAbove(actor, teamId)
const isTalkRecipient = (actor: Actor, { addresseeId, teamId, inTeam }: TalkFacts) =>
  actor.person === addresseeId && (teamId === null || (inTeam && isAbove(actor, teamId)))
/**
 * How the actor stands to an escalation; in no way at all where they do not see it. Whom it is about does not, unless they
 * raised it; a draft is its writer's alone.
 */
export function relationsTo(actor: Actor, facts: EscalationFacts): Set<Relation> {
  const relations = new Set<Relation>()
  if (actor.person === facts.raiserId) relations.add('raiser')
  if (actor.person === facts.subjectId || !facts.submitted) return relations
  if (leads(actor, facts.teamId) || facts.acting.includes('lead')) relations.add('lead')
  if (manages(actor, facts.teamId) || facts.acting.includes('manager')) relations.add('manager')
  if (
    actor.roles.some((membership) => membership.role === 'partner' && membership.function === facts.function)
  )
    relations.add('partner')
  return relations
}

/** Every action there is a rule for. */
export const actions = Object.keys(rules) as Action[]

export function can<A extends Action>(actor: Actor, action: A, facts: Facts[A]): boolean {
  return rules[action](actor, facts)
}
