import { paths } from '#client/lib/paths.ts'
import type { TodayKinds } from '#shared/today/kinds.ts'
import { type Buttons, type Items, id, type Sample } from '#tests/support/today-items.ts'

type Kinds = TodayKinds['emergency']

export const items = ({ head }: Sample): Items<Kinds> => ({
  emergency: { ...head, group: 'now', kind: 'emergency', accessId: id },
})
export const buttons = (): Buttons<Kinds> => ({ emergency: ['Open', paths.emergency(id)] })
