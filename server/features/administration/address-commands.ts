import { v7 as uuidv7 } from 'uuid'
import { appendAudit } from '#server/core/audit-trail.ts'
import type { CommandScope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import { notify, notifySelf } from '#server/features/inbox/facade.ts'
import type { ConfirmAddressInput, EndAddressInput } from '#shared/administration/contracts.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import {
  type AddressRow,
  addressConfirmers,
  addressRow,
  endRequest,
  moveToAddress,
  ownAddressRow,
  replaceRequest,
} from './address-queries.ts'
import { done } from './rules.ts'

/**
 * Asks for another address to sign in with, in place of one that was asked for before. The administrators are notified, and
 * so are the actor's own devices. Whether anybody has the address is not looked at: the answer would say so.
 * @throws INVALID at `email` with reason 'address_same'; CONFLICT where another request came at the same moment.
 */
export async function requestAddress(
  db: WriteDb,
  { email, action }: { email: string; action: string },
): Promise<void> {
  const own = await ownAddressRow(db)
  if (!own) throw new AppError('NOT_FOUND')
  if (own.email === email) throw new AppError('INVALID', { field: 'email', reason: 'address_same' })
  const isRepeat = own.requested === email && own.outcome === null && !own.lapsed
  if (isRepeat) return
  const requestId = uuidv7()
  if (!(await replaceRequest(db, { requestId, email }))) throw new AppError('CONFLICT')
  const confirmers = await addressConfirmers(db)
  await notify(db, { to: confirmers, kind: 'confirmation_waiting', entityId: requestId })
  await notifySelf(db, { kind: 'address_asked', entityId: requestId })
  await announce(db, { feature: 'people', audience: { people: [db.person, ...confirmers] } })
  await appendAudit(db, { action, entityId: requestId })
}

const over = () => new AppError('CONFLICT', { reason: 'request_over' })

/** Command administration.confirmAddress: from now on the person signs in with it. Who is signed in stays so. */
export async function confirmAddress(
  scope: CommandScope,
  { requestId, email }: ConfirmAddressInput,
): Promise<CommandResult> {
  const asked = await toDecide(scope, requestId)
  const outcome = asked.email === email ? await moveToAddress(scope.db, { requestId, email }) : 'gone'
  if (outcome === 'taken') throw new AppError('CONFLICT', { reason: 'address_taken' })
  if (outcome !== 'moved') throw over()
  return await decided(scope, asked, 'address_confirmed')
}

/** Command administration.declineAddress: the address before holds on. */
export async function declineAddress(
  scope: CommandScope,
  { requestId }: EndAddressInput,
): Promise<CommandResult> {
  const asked = await toDecide(scope, requestId)
  if (!(await endRequest(scope.db, requestId, 'declined'))) throw over()
  return await decided(scope, asked, 'address_declined')
}

/** Command administration.withdrawAddress, by who asked. */
export async function withdrawAddress(
  scope: CommandScope,
  { requestId }: EndAddressInput,
): Promise<CommandResult> {
  const { db } = scope
  const asked = await addressRow(db, requestId)
  if (!asked) throw new AppError('NOT_FOUND')
  if (asked.person_id !== db.person) throw new AppError('FORBIDDEN')
  if (!asked.open || !(await endRequest(db, requestId, 'withdrawn'))) throw over()
  await announce(db, {
    feature: 'people',
    audience: { people: [db.person, ...(await addressConfirmers(db))] },
  })
  return done(scope, requestId)
}

/** @throws NOT_FOUND, FORBIDDEN, or CONFLICT where it is over. */
async function toDecide({ db, actor }: CommandScope, requestId: string): Promise<AddressRow> {
  const asked = await addressRow(db, requestId)
  if (!asked) throw new AppError('NOT_FOUND')
  if (!can(actor, 'address.confirm', { personId: asked.person_id })) throw new AppError('FORBIDDEN')
  if (!asked.open) throw over()
  return asked
}

async function decided(
  scope: CommandScope,
  { request_id, person_id }: AddressRow,
  kind: 'address_confirmed' | 'address_declined',
): Promise<CommandResult> {
  const { db } = scope
  await notify(db, { to: person_id, kind, entityId: request_id })
  const administrators = await addressConfirmers(db)
  await announce(db, {
    feature: 'people',
    audience: { people: [person_id, db.person, ...administrators] },
  })
  return done(scope, request_id)
}
