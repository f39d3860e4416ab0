import type { MakeId } from './identity.ts'
import { type AuditingTeam, auditingTeams, leadOf } from './people.ts'
import type { RowOf } from './rows.ts'

type Choice = Pick<RowOf<'notification_choice'>, 'digest_at' | 'timings'>

/** Leads who read once a day what can wait; the one in Dublin leaves calibration to the inbox. */
const choices: Readonly<Record<AuditingTeam, Choice>> = {
  community: { digest_at: '09:30:00', timings: { questions: 'digest', meetings: 'digest' } },
  live: { digest_at: '13:00:00', timings: { reviews: 'digest' } },
  dublin: { digest_at: '09:00:00', timings: { questions: 'digest', calibration: 'off' } },
}

/** Makes what the leads chose to be notified of. None wants e-mail: a demo sends none. */
export const notificationChoicesOf = (org_id: string, id: MakeId): RowOf<'notification_choice'>[] =>
  auditingTeams.map((team) => ({
    ...{ org_id, person_id: id('person', leadOf[team]), email: false, version: 1 },
    ...choices[team],
  }))
