import { type AnswersOf, answer } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import { cursorOf, keys, pageOf, placeOf } from '#server/db/keyset.ts'
import { administrationQueries } from '#shared/administration/queries.ts'
import type {
  DirectoryPage,
  DirectoryPerson,
  NewcomerView,
  StructureView,
} from '#shared/administration/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { readOwnAddress } from './address-views.ts'
import { readRoles } from './confirm-views.ts'
import { pageSize, peopleMatching, personInDirectory, structure } from './directory-queries.ts'
import { newcomers } from './lead-queries.ts'
import { readMoves } from './move-views.ts'
import { readRequests } from './request-views.ts'
import { readRetention } from './retention-views.ts'
import { mustAdminister, mustLead } from './rules.ts'

export async function readDirectory(
  scope: Scope,
  { search, cursor }: { search: string; cursor?: string | null | undefined },
): Promise<DirectoryPage> {
  mustAdminister(scope)
  const found = await peopleMatching(scope.db, search, placeOf(cursor, keys.name))
  const { page, last } = pageOf(found, pageSize)
  return { people: page, next: last ? cursorOf({ key: last.name, id: last.personId }) : null }
}

export async function readDirectoryPerson(
  scope: Scope,
  { personId }: { personId: string },
): Promise<DirectoryPerson> {
  mustAdminister(scope)
  const person = await personInDirectory(scope.db, personId)
  if (!person) throw new AppError('NOT_FOUND')
  return person
}

export async function readStructure(scope: Scope): Promise<StructureView> {
  mustAdminister(scope)
  const found = await structure(scope.db)
  if (!found) throw new AppError('NOT_FOUND')
  return found
}

export async function readNewcomers(scope: Scope, { teamId }: { teamId: string }): Promise<NewcomerView[]> {
  mustLead(scope, teamId)
  return await newcomers(scope.db, teamId)
}

export const answers: AnswersOf<'administration'> = {
  directory: answer(administrationQueries.directory, readDirectory),
  directoryPerson: answer(administrationQueries.directoryPerson, readDirectoryPerson),
  newcomers: answer(administrationQueries.newcomers, readNewcomers),
  ownAddress: answer(administrationQueries.ownAddress, readOwnAddress),
  retention: answer(administrationQueries.retention, readRetention),
  requests: answer(administrationQueries.requests, readRequests),
  roles: answer(administrationQueries.roles, readRoles),
  moves: answer(administrationQueries.moves, readMoves),
  structure: answer(administrationQueries.structure, readStructure),
}
