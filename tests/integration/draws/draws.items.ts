import { paths } from '#client/commands/draws-paths.ts'
import type { TodayKinds } from '#shared/today/kinds.ts'
import { type Buttons, type Items, id, type Sample } from '#tests/support/today-items.ts'

type Kinds = TodayKinds['draws']

export const items = ({ head, reader }: Sample): Items<Kinds> => ({
  draw_due: {
    ...{ ...head, group: 'today', person: reader, kind: 'draw_due', drawId: id },
    ...{ teamName: '커뮤니티', purpose: 'rates', cases: 12, verified: 4, mine: 8 },
  },
})
export const buttons = (): Buttons<Kinds> => ({ draw_due: ['Open', paths.draw(id)] })
