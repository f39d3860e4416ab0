import type { Scope } from '#server/core/scope.ts'
import type { OwnAddress, WaitingView } from '#shared/administration/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { type OwnAddressRow, openAddressRows, ownAddressRow } from './address-queries.ts'

/** Returns the newest request as its person sees it; null where there is nothing to say of it any more. */
function requestOf(row: OwnAddressRow): OwnAddress['request'] {
  const { request_id: requestId, requested, asked_at: askedAt, expires_at: until, outcome, lapsed } = row
  if (!requestId || requested === null || askedAt === null || until === null) return null
  if (outcome === 'confirmed' || outcome === 'withdrawn') return null
  const state = outcome ?? (lapsed ? 'lapsed' : 'open')
  return { requestId, email: requested, at: askedAt, until, state }
}

/** administration.ownAddress: for everybody, of themselves. */
export async function readOwnAddress({ db }: Scope): Promise<OwnAddress> {
  const row = await ownAddressRow(db)
  if (!row) throw new AppError('NOT_FOUND')
  return { email: row.email, request: requestOf(row), confirmable: row.confirmable }
}

/** Returns the requests for another address that the reader may confirm. */
export async function waitingAddresses({ db, actor }: Scope): Promise<WaitingView[]> {
  if (!can(actor, 'people.administer', {})) return []
  const rows = await openAddressRows(db)
  return rows
    .filter(({ person_id: personId }) => can(actor, 'address.confirm', { personId }))
    .map((row) => ({
      kind: 'address',
      id: row.request_id,
      person: { personId: row.person_id, name: row.person_name },
      roles: [],
      email: row.email,
      present: row.present,
      giver: { personId: row.person_id, name: row.person_name },
      at: row.at,
    }))
}
