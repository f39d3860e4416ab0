import { paths as ownPaths } from '#client/commands/check-ins-paths.ts'
import { paths } from '#client/lib/paths.ts'
import type { TodayKinds } from '#shared/today/kinds.ts'
import { type Buttons, type Items, id, type Sample } from '#tests/support/today-items.ts'

type Kinds = TodayKinds['checkIns']

export const items = ({ head, reader, inHours }: Sample): Items<Kinds> => ({
  talk: { ...head, kind: 'talk', requestId: id, dueAt: inHours(3) },
  talk_answered: { ...head, kind: 'talk_answered', requestId: id, answer: 'will_talk', proposedAt: null },
  talk_offered: { ...head, kind: 'talk_offered', offerId: id },
  check_in_shared: { ...head, kind: 'check_in_shared', checkInId: id },
  rotation: { ...head, kind: 'rotation', rotationId: id },
  check_in_due: { ...head, group: 'today', kind: 'check_in_due', person: reader },
})
export const buttons = ({ head: { person } }: Sample): Buttons<Kinds> => ({
  talk: ['Answer', null],
  talk_answered: ['Read', paths.wellbeing],
  talk_offered: ['Read', paths.wellbeing],
  check_in_shared: ['Read', paths.sharedCheckIns(person.personId)],
  rotation: ['Read', ownPaths.rotations],
  check_in_due: ['Check in', paths.checkIn],
})
