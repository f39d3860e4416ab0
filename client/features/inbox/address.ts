import { paths } from '#client/lib/paths.ts'
import type { InboxItem } from '#shared/inbox/views.ts'

/** The screen behind a piece of news. */
export function addressOf({ kind, entityId }: Pick<InboxItem, 'kind' | 'entityId'>): string {
  switch (kind) {
    case 'note_shared':
    case 'note_replied':
      return paths.note(entityId)
    case 'look_answered':
      return paths.case(entityId)
    case 'talk_requested':
      return paths.talks
    case 'talk_answered':
      return paths.wellbeing
    case 'approval_waiting':
    case 'clock_at_risk':
    case 'clock_overdue':
    case 'escalation_news':
    case 'mention':
      return paths.escalation(entityId)
  }
}
