import * as z from 'zod/mini'
import { upTo } from '#shared/core/fields.ts'
import { query } from '#shared/core/query.ts'
import { requestsView, retentionView } from './retention-views.ts'
import {
  directoryPage,
  directoryPerson,
  movesView,
  newcomerView,
  ownAddress,
  rolesView,
  structureView,
} from './views.ts'

/** `search` is part of a name, of an email or of what imports call the person. */
export const directoryInput = z.object({
  search: upTo(100).check(z.trim()),
  cursor: z.nullish(upTo(2000)),
})
export const directoryPersonInput = z.object({ personId: z.uuid() })

const newcomersInput = z.object({ teamId: z.uuid() })

export const administrationQueries = {
  directory: query({ name: 'administration.directory', input: directoryInput, output: directoryPage }),
  directoryPerson: query({
    name: 'administration.directoryPerson',
    input: directoryPersonInput,
    output: directoryPerson,
  }),
  /** Analysts of a team who never signed in, for who leads it. */
  newcomers: query({
    name: 'administration.newcomers',
    input: newcomersInput,
    output: z.array(newcomerView),
  }),
  /** The reader's own sign-in address, and the one that they asked for. */
  ownAddress: query({ name: 'administration.ownAddress', input: z.void(), output: ownAddress }),
  roles: query({ name: 'administration.roles', input: z.void(), output: rolesView }),
  moves: query({ name: 'administration.moves', input: z.void(), output: movesView }),
  /** How long each kind of data is kept, and the legal holds that the reader may see. */
  retention: query({ name: 'administration.retention', input: z.void(), output: retentionView }),
  /** For administrators: what waits to be confirmed of erasures, holds and periods, and what became of it. */
  requests: query({ name: 'administration.requests', input: z.void(), output: requestsView }),
  structure: query({ name: 'administration.structure', input: z.void(), output: structureView }),
}
