import { paths } from '#client/commands/calibration-paths.ts'
import type { TodayKinds } from '#shared/today/kinds.ts'
import { type Buttons, type Items, id, type Sample } from '#tests/support/today-items.ts'

type Kinds = TodayKinds['calibration']

export const items = ({ head, reader, inHours }: Sample): Items<Kinds> => ({
  calibration_due: {
    ...{ ...head, group: 'today', person: reader },
    ...{ kind: 'calibration_due', roundId: id, title: 'Round', deadline: inHours(30) },
  },
})
export const buttons = (): Buttons<Kinds> => ({ calibration_due: ['Open', paths.round(id)] })
