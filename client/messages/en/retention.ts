import { count } from '#client/messages/plurals.ts'

const span = (days: number) => (days % 365 === 0 ? count(days / 365, 'year') : count(days, 'day'))
type On = { name: string; from: string; until: string }
type Hold = { reason: string; day: string }

/** Me: how long each kind of data is kept, and legal holds. */
export const messages = {
  'retention.title': 'Retention and legal holds',
  'retention.how':
    'After its period, data is deleted or no longer names anybody. A legal hold keeps records longer: it lets nobody read more, and never keeps wellbeing data.',
  'retention.holds': 'Legal holds',
  'retention.holds.none': 'There is no legal hold.',
  'retention.hold.team': ({ name, from, until }: On) => `${name}, ${from} to ${until}`,
  'retention.hold.open': ({ reason, day }: Hold) => `${reason} · to be reviewed by ${day}`,
  'retention.hold.overdue': ({ reason, day }: Hold) => `${reason} · review was due by ${day}`,
  'retention.hold.ended': ({ reason, day }: Hold) => `${reason} · ended ${day}`,
  'retention.hold.silent': ({ detail }: { detail: string }) => `${detail} · they are not notified`,
  'retention.periods': 'How long each kind is kept',
  'retention.by.age': ({ days }: { days: number }) => span(days),
  'retention.by.leaving': ({ days }: { days: number }) => `${span(days)} after the last role ended`,
  'retention.by.reason': 'Without an end, as part of the organisation’s work',
  'retention.kind.wellbeing': 'Check-ins, exposure and requests to talk',
  'retention.kind.consents': 'Consents to check-ins',
  'retention.kind.coaching': 'Notes, goals, 1:1s and policy questions',
  'retention.kind.figures': 'Decisions and what is counted from them',
  'retention.kind.reviews': 'Reviews and requests to recheck them',
  'retention.kind.escalations': 'Escalations',
  'retention.kind.shifts': 'Shifts and absences',
  'retention.kind.reads': 'Who read which record',
  'retention.kind.access': 'Sign-in and devices',
  'retention.kind.people': 'Names and roles',
  'retention.kind.invitations': 'Invitations',
  'retention.kind.notifications': 'Notifications',
  'retention.kind.commands': 'Changes that a phone sent',
  'retention.kind.changes': 'Signals for open phones',
  'retention.kind.trail': 'Audit trail',
  'retention.kind.work': 'Rounds, draws, imports, targets, rubrics and precedents',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    retention: typeof messages
  }
}
