import type { EffectsOf } from '#server/core/effect.ts'
import type { Feature } from '#shared/contracts.ts'
import { effects as administration } from './administration/commands.ts'
import { effects as audits } from './audits/commands.ts'
import { effects as checkIns } from './check-ins/commands.ts'
import { effects as coaching } from './coaching/commands.ts'
import { effects as escalations } from './escalations/commands.ts'
import { effects as inbox } from './inbox/commands.ts'
import { effects as people } from './people/commands.ts'
import { effects as today } from './today/commands.ts'

/** What the server does for each command of shared/contracts.ts, none left out. */
export const effects: { readonly [F in Feature]: EffectsOf<F> } = {
  people,
  administration,
  audits,
  coaching,
  checkIns,
  escalations,
  today,
  inbox,
}
