import type { Act as Writing } from '#client/offline/outbox/phone-command.ts'
import type { AskInput } from '#shared/emergency/contracts.ts'
import type { EmergencyAccess, EmergencyList } from '#shared/emergency/views.ts'

type Act = Pick<Writing, 'by' | 'at' | 'nameOf'>

/** The list with the access that this command asks for at its head; one that is there already stays as it is. */
export function withAsked(view: EmergencyList, input: AskInput, { by, at, nameOf }: Act): EmergencyList {
  const { accessId, subjectId, reason, hours } = input
  if (view.items.some((item) => item.accessId === accessId)) return view
  const item: EmergencyAccess = {
    ...{ accessId, reason, hours, asker: by, askedAt: at, state: 'asked' },
    subject: { personId: subjectId, name: nameOf(subjectId) ?? '' },
    ...{ confirmer: null, confirmedAt: null, until: null, endedAt: null },
    // Before the server has it there is nothing to take back but the unsent command.
    ...{ mayConfirm: false, mayEnd: false, mayRead: false },
  }
  return { items: [item, ...view.items] }
}
