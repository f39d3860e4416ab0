import type { AnswersOf } from '#server/core/answer.ts'
import { answers as escalations } from '#server/features/escalations/views.ts'
import type { Queries } from '#shared/queries.ts'
import { answers as administration } from './administration/views.ts'
import { answers as audits } from './audits/views.ts'
import { answers as checkIns } from './check-ins/views.ts'
import { answers as coaching } from './coaching/views.ts'
import { answers as inbox } from './inbox/views.ts'
import { answers as people } from './people/views.ts'
import { answers as scorecards } from './scorecards/views.ts'
import { answers as today } from './today/views.ts'

/** What the server answers to each query of shared/queries.ts, none left out. */
export const answers: { readonly [F in keyof Queries]: AnswersOf<F> } = {
  people,
  administration,
  audits,
  scorecards,
  coaching,
  checkIns,
  escalations,
  today,
  inbox,
}
