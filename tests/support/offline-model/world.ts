import type { Activity } from '#tests/support/activity.ts'
import { createActivity } from '#tests/support/activity.ts'
import { createPhoneClock, type PhoneClock } from '#tests/support/phone-clock.ts'
import { type Cast, makeCast, newSession } from './cast.ts'
import { type Chance, createChance } from './chance.ts'
import type { CrashableApp } from './crashable-app.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { createPhones, type ModelPhone, type Phones } from './model-phone.ts'

/** Two people, two phones each, two tabs on each, one server. */
export type World = {
  seed: number
  app: CrashableApp
  cast: Cast
  chance: Chance
  clock: PhoneClock
  activity: Activity
  ledger: Ledger
  phones: Phones
  all: ModelPhone[]
  /** What happened, in order: printed when the run fails. */
  trace: string[]
  problem(problem: string): void
  problems: string[]
}

export async function makeWorld(app: CrashableApp, seed: number): Promise<World> {
  const chance = createChance(seed)
  const cast = await makeCast(app.owner)
  const clock = createPhoneClock(Date.now())
  const activity = createActivity()
  const ledger = createLedger()
  const problems: string[] = []
  const problem = (item: string) => void problems.push(item)
  // From a calm network to one that loses every other attempt.
  const rough = chance.random()
  const faults = {
    dropRequest: 0.12 * rough,
    dropAnswer: 0.15 * rough,
    duplicate: 0.1 * rough,
    late: 0.1 * rough,
    delay: 0.15 * rough,
  }
  const phones = createPhones({
    ...{ app, cast, clock, activity, seed, faults },
    onSend: ledger.sent,
    onProblem: problem,
  })
  const all: ModelPhone[] = []
  const trace: string[] = []
  const world = { seed, app, cast, chance, clock, activity, ledger, phones, all, trace, problem, problems }
  for (const owner of [cast.lead, cast.lead, cast.analyst, cast.analyst]) {
    const phone = phones.newPhone(owner, all.length)
    phone.session = await newSession(app.owner, owner)
    all.push(phone)
    const twin = all.find((item) => item !== phone && item.owner === owner)?.tabs[0]
    const first = await phones.openTab(phone, owner)
    if (twin) phones.copyViews(twin, first)
    else await phones.refetch(phone, first)
    await phones.openTab(phone, owner)
  }
  return world
}
