import { commandOf } from '#tests/integration/authorization/call.ts'
import { leads, subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import { type Row, rowOn } from '#tests/integration/authorization/row.ts'
import { subjectOf, type World } from '#tests/integration/authorization/world.ts'
import { part, publishReview, reviewInput } from './reviews.world.ts'

export const rows: readonly Row[] = [
  {
    procedure: 'reviews.person',
    state: 'the subject',
    allowed: subjectAndLeads,
    input: (_, world) => ({ personId: subjectOf(world) }),
  },
  {
    procedure: 'reviews.review',
    state: 'delivered',
    allowed: subjectAndLeads,
    input: (_, world) => ({ reviewId: part.stateOf(world).reviewId }),
  },
  {
    procedure: 'reviews.publish',
    state: 'of the subject',
    allowed: leads,
    input: async (who, world) => commandOf(who, await reviewInput(world)),
  },
  rowOn({
    procedure: 'reviews.acknowledge',
    state: 'delivered',
    allowed: ['subject'],
    make: (world: World) => publishReview(world),
    input: (who, reviewId) => commandOf(who, { reviewId }),
  }),
]
