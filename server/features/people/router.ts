import * as z from 'zod'
import { checked, command, createRouter, reading, signedIn } from '#server/trpc.ts'
import {
  directoryInput,
  directoryPage,
  directoryPerson,
  directoryPersonInput,
  endRoleInput,
  giveRoleInput,
  inviteAgainInput,
  inviteInput,
  nameOrganisationInput,
  saveTeamInput,
  structureView,
} from '#shared/administration.ts'
import { me, recordView, setPreferencesInput } from '#shared/people.ts'
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
import { viewsOfMe } from './queries.ts'
import { readMe, setPreferences } from './service.ts'

export const peopleRouter = createRouter({
  me: signedIn.output(checked(me)).query(reading(({ db, actor }) => readMe(db, actor))),
  viewsOfMe: signedIn.output(checked(z.array(recordView))).query(reading(({ db }) => viewsOfMe(db))),
  setPreferences: command('people.setPreferences', setPreferencesInput, setPreferences),
  directory: signedIn.input(directoryInput).output(checked(directoryPage)).query(reading(readDirectory)),
  directoryPerson: signedIn
    .input(directoryPersonInput)
    .output(checked(directoryPerson))
    .query(reading(readDirectoryPerson)),
  structure: signedIn.output(checked(structureView)).query(reading(readStructure)),
  invite: command('people.invite', inviteInput, invite),
  inviteAgain: command('people.inviteAgain', inviteAgainInput, inviteAgain),
  giveRole: command('people.giveRole', giveRoleInput, giveRole),
  endRole: command('people.endRole', endRoleInput, endRole),
  saveTeam: command('people.saveTeam', saveTeamInput, saveTeam),
  nameOrganisation: command('people.nameOrganisation', nameOrganisationInput, nameOrganisation),
})
