import type { Kysely } from 'kysely'
import type { Browser } from 'playwright-core'
import type { Schema } from '#server/db/schema.ts'
import { demoPassword } from '#server/demo/seed.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { openPhone, signInOnPhone, waitForWorker } from '#tests/support/phone.ts'
import { demosIn } from '#tests/support/screens/demo-cast.ts'
import { marksIn, undecidedIn } from './marks.ts'
import { walk } from './walk.ts'

export interface Walks {
  browser: Browser
  url: string
  /** As dure_owner. */
  db: Kysely<Schema>
  seed: number
  walks: number
  steps: number
  onWalk?(seed: number, problems: string[]): void
}

const roles = ['lead', 'manager', 'analyst', 'partner', 'admin'] as const

/** Walks through the demo on one new phone after the other: each role in each language in turn. */
export async function walkThroughDemo(options: Walks): Promise<{ seed: number; problems: string[] }[]> {
  const { browser, url, db, seed, walks, steps, onWalk } = options
  const demos = demosIn(db)
  const broken: { seed: number; problems: string[] }[] = []
  let next = seed
  const walkNext = async () => {
    const own = next++
    const demo = demos[own % demos.length]
    const role = roles[Math.floor(own / demos.length) % roles.length]
    if (!demo || !role) throw new Error('Nobody to walk')
    const t = messagesIn[demo.locale]
    const phone = await openPhone(browser, url, { locale: demo.locale })
    await signInOnPhone(phone, { email: demo.email[role] }, demoPassword)
    await waitForWorker(phone)
    const problems = await walk(phone, {
      ...{ seed: own, steps, marks: await marksIn(db), undecided: () => undecidedIn(db) },
      // Signing out, or another language, would end the walk.
      leave: [t('me.signOut'), t('signIn.submit'), t('unsent.discard'), '한국어', 'English'],
      decide: [t('approve.yes'), t('approve.no')],
      broken: [t('page.failed.title'), t('page.notFound.title'), t('page.forbidden.title')],
    })
    await phone.close()
    if (problems.length > 0) broken.push({ seed: own, problems: problems.map((text) => `${role}: ${text}`) })
    onWalk?.(own, problems)
  }
  const lane = async () => {
    while (next < seed + walks && broken.length < 3) await walkNext()
  }
  // There is more than one core.
  await Promise.all([lane(), lane()])
  return broken
}
