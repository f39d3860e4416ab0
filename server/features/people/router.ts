import * as z from 'zod'
import { checked, command, createRouter, reading, signedIn } from '#server/trpc.ts'
import { setPreferencesInput } from '#shared/people/contracts.ts'
import { me, recordView } from '#shared/people/views.ts'
import { viewsOfMe } from './queries.ts'
import { readMe, setPreferences } from './service.ts'

export const peopleRouter = createRouter({
  me: signedIn.output(checked(me)).query(reading(({ db, actor }) => readMe(db, actor))),
  viewsOfMe: signedIn.output(checked(z.array(recordView))).query(reading(({ db }) => viewsOfMe(db))),
  setPreferences: command('people.setPreferences', setPreferencesInput, setPreferences),
})
