import { checked, command, createRouter, reading, signedIn } from '#server/trpc.ts'
import {
  endRoleInput,
  giveRoleInput,
  inviteAgainInput,
  inviteInput,
  nameOrganisationInput,
  saveTeamInput,
} from '#shared/administration/contracts.ts'
import { directoryInput, directoryPersonInput } from '#shared/administration/queries.ts'
import { directoryPage, directoryPerson, structureView } from '#shared/administration/views.ts'
import {
  endRole,
  giveRole,
  invite,
  inviteAgain,
  nameOrganisation,
  readDirectory,
  readDirectoryPerson,
  readStructure,
  saveTeam,
} from './administration.ts'

export const administrationRouter = createRouter({
  directory: signedIn.input(directoryInput).output(checked(directoryPage)).query(reading(readDirectory)),
  directoryPerson: signedIn
    .input(directoryPersonInput)
    .output(checked(directoryPerson))
    .query(reading(readDirectoryPerson)),
  structure: signedIn.output(checked(structureView)).query(reading(readStructure)),
  invite: command('administration.invite', inviteInput, invite),
  inviteAgain: command('administration.inviteAgain', inviteAgainInput, inviteAgain),
  giveRole: command('administration.giveRole', giveRoleInput, giveRole),
  endRole: command('administration.endRole', endRoleInput, endRole),
  saveTeam: command('administration.saveTeam', saveTeamInput, saveTeam),
  nameOrganisation: command('administration.nameOrganisation', nameOrganisationInput, nameOrganisation),
})
