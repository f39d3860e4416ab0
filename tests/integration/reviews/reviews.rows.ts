import { v7 as uuidv7 } from 'uuid'
import { commandOf } from '#tests/integration/authorization/call.ts'
import { everybody, leads, subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import { type Row, rowOn } from '#tests/integration/authorization/row.ts'
import { subjectOf, type World } from '#tests/integration/authorization/world.ts'
import { jsonFile, moveInOptionsFor } from '#tests/support/move-in-files.ts'
import {
  decisionOf,
  disputedReview,
  movedHistory,
  otherValue,
  part,
  publishReview,
  reviewInput,
} from './reviews.world.ts'

const emptyExport = jsonFile('export.json', { conversations: [] })

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
  rowOn({
    procedure: 'reviews.dispute',
    state: 'delivered',
    allowed: ['subject'],
    make: (world: World) => publishReview(world),
    input: async (who, reviewId, world) =>
      commandOf(who, { disputeId: uuidv7(), reviewId, ...(await otherValue(world)), why: 'why' }),
  }),
  rowOn({
    procedure: 'reviews.withdraw',
    state: 'open',
    allowed: ['subject'],
    make: disputedReview,
    input: (who, ids) => commandOf(who, ids),
  }),
  rowOn({
    procedure: 'reviews.decide',
    state: 'open, of a review that the lead wrote',
    allowed: ['coLead'],
    make: disputedReview,
    input: (who, ids) => commandOf(who, decisionOf(ids)),
  }),
  {
    procedure: 'reviews.reply',
    state: 'delivered',
    allowed: subjectAndLeads,
    input: async (who, world) => {
      const { criterionId } = await otherValue(world)
      const { reviewId } = part.stateOf(world)
      return commandOf(who, { replyId: uuidv7(), reviewId, criterionId, text: 'x' })
    },
  },
  {
    procedure: 'reviews.moveIns',
    state: 'of the team',
    allowed: [...leads, 'admin'],
    input: (_, world) => ({ teamId: world.team }),
  },
  {
    procedure: 'reviews.origin',
    state: 'of a review that was made here: nothing, whoever asks',
    allowed: everybody,
    input: (_, world) => ({ entityId: part.stateOf(world).reviewId }),
  },
  rowOn({
    procedure: 'reviews.undoMoveIn',
    state: 'nothing stands on it',
    allowed: [...leads, 'admin'],
    make: movedHistory,
    input: (who, moveInId) => commandOf(who, { moveInId }),
  }),
  {
    procedure: 'POST /api/move-in',
    state: 'into team one',
    allowed: [...leads, 'admin'],
    input: (_, { team }) => moveInOptionsFor(team, [emptyExport], { check: true }),
    async send(url, cookie, options) {
      const query = new URLSearchParams({ options: JSON.stringify(options) })
      const response = await fetch(`${url}/api/move-in?${query}`, {
        method: 'POST',
        headers: { 'x-dure': '1', ...(cookie ? { cookie } : {}) },
        body: Buffer.from(emptyExport.bytes),
      })
      const body = (await response.json()) as { error?: { code: string } }
      return body.error?.code ?? 'OK'
    },
  },
  {
    procedure: 'reviews.disputes',
    state: 'of the team',
    allowed: [...leads, 'manager'],
    input: (_, world) => ({ teamId: world.team }),
  },
]
