import { askEarly } from '#client/lib/early-answer.ts'
import { cacheDatabaseName, outboxDatabaseName } from '#client/offline/outbox/database-names.ts'
import { openEarly } from '#client/offline/outbox/early-databases.ts'
import { rememberedKey } from './session/remembered-key.ts'

/**
 * The first script of the page: a file of its own that runs before the app's code has arrived, and starts what the first
 * screen waits for: today's list, the databases of this phone, the words and Today's own piece. Whatever fails here is
 * tried again by the app.
 */

/** Returns who is signed in here. Not checked: the app checks it, and takes nothing that was asked for another person. */
function remembered(): { personId: string; locale: unknown } | undefined {
  try {
    const known = JSON.parse(localStorage.getItem(rememberedKey) ?? '{}')
    // The release before wrote the person alone.
    const { person } = known.me ?? known
    return typeof person?.personId === 'string' ? person : undefined
  } catch {
    return undefined
  }
}

/** Asks for files of the app, whose names the build has written beside this script. */
function preload(files = ''): void {
  for (const file of files.split(' ').filter(Boolean)) {
    const link = document.createElement('link')
    link.crossOrigin = ''
    if (file.endsWith('.css')) {
      link.rel = 'preload'
      link.as = 'style'
    } else link.rel = 'modulepreload'
    link.href = file
    document.head.append(link)
  }
}

const person = remembered()
if (person) {
  const files = document.currentScript?.dataset ?? {}
  const isToday = ['/', '/today'].includes(location.pathname)
  openEarly(outboxDatabaseName)
  openEarly(cacheDatabaseName(person.personId))
  if (isToday && navigator.onLine) askEarly('today.list', person.personId)
  preload(person.locale === 'en' ? files.en : files.ko)
  if (isToday) preload(files.today)
}
