import { commandOf } from '#tests/integration/authorization/call.ts'
import { everybody, leads } from '#tests/integration/authorization/personas.ts'
import { type Row, rowOn } from '#tests/integration/authorization/row.ts'
import { draftRubric, publishedRubric, rubricInput } from './rubrics.world.ts'

export const rows: readonly Row[] = [
  { procedure: 'rubrics.list', state: 'any', allowed: everybody, input: () => undefined },
  {
    procedure: 'rubrics.save',
    state: 'new',
    allowed: leads,
    input: (who, world) => commandOf(who, rubricInput(world)),
  },
  rowOn({
    ...{ procedure: 'rubrics.save', state: 'revised', allowed: leads, make: draftRubric },
    input: (who, draft) => commandOf(who, draft, 1),
  }),
  rowOn({
    ...{ procedure: 'rubrics.publish', state: 'draft', allowed: leads, make: draftRubric },
    input: (who, { versionId }) => commandOf(who, { versionId }, 1),
  }),
  rowOn({
    ...{ procedure: 'rubrics.archive', state: 'published', allowed: leads, make: publishedRubric },
    input: (who, { versionId }) => commandOf(who, { versionId }, 2),
  }),
]
