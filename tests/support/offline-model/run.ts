import { checkWorld } from './check.ts'
import type { CrashableApp } from './crashable-app.ts'
import { finish } from './finish.ts'
import type { ModelPhone, ModelTab } from './model-phone.ts'
import { attend, guestArrives, guestLeaves, signInAgain, tap } from './steps.ts'
import { makeWorld, type World } from './world.ts'

/** What one run met, so that many runs together can show that they met everything. */
export type RunReport = {
  seed: number
  problems: string[]
  trace: string[]
  counts: Record<string, number>
}

type Step = (world: World, phone: ModelPhone, tab: ModelTab) => void | Promise<void>

const tapOnce: Step = (world, _, tab) => tap(world, tab)

const letTimePass: Step = ({ chance }, { device }) =>
  device.pass(chance.below(chance.in(0.2) ? 400_000 : 15_000))
const killTab: Step = (_world, _phone, { tab }) => tab.kill()
/** As from a cache that was not updated yet: what this release does not know waits, and is neither lost nor refused. */
const openOlder: Step = async ({ phones }, phone, { tab, who }) => {
  if (phone.full) return
  tab.kill()
  const justSignedIn = phone.session?.personId === who.personId
  await phones.openTab(phone, who, { justSignedIn, older: true })
}
const goThroughTunnel: Step = (_, phone) => {
  phone.online = !phone.online
  phone.device.setOnline(phone.online)
}
const fillStorage: Step = (_, phone) => {
  phone.full = !phone.full
  phone.device.setFull(phone.full)
}
const killServer: Step = async ({ app, chance }) => {
  if (chance.in(0.6)) app.crashWithin(chance.below(12))
  else await app.crash()
}
const expireSession: Step = async ({ app }, phone) => {
  if (phone.session) await app.expire(phone.session.sessionId)
}
const refetch: Step = async ({ phones }, phone, tab) => {
  await phones.refetch(phone, tab)
}
const comeToFront: Step = (_, phone) => phone.device.wake()
const changeUser: Step = (world, phone) =>
  phone.guest ? guestLeaves(world, phone) : guestArrives(world, phone)

const steps: [weight: number, name: string, step: Step][] = [
  [55, 'tap', tapOnce],
  [12, 'time', letTimePass],
  [7, 'network', goThroughTunnel],
  [5, 'tab killed', killTab],
  [2, 'older release', openOlder],
  [3, 'storage', fillStorage],
  [1, 'server killed', killServer],
  [3, 'session expired', expireSession],
  [4, 'reading', refetch],
  [2, 'front', comeToFront],
  [5, 'attention', attend],
  [3, 'hands', changeUser],
]
const total = steps.reduce((sum, [weight]) => sum + weight, 0)

/** One of the steps by their weights; `random` is in [0, 1). */
function drawn(random: number): { name: string; step: Step } {
  let left = random * total
  for (const [weight, name, step] of steps) {
    left -= weight
    if (left < 0) return { name, step }
  }
  return { name: 'tap', step: tapOnce }
}

/** A phone never stays as it is for long: tunnels end, servers come back, people clear their storage and sign in. */
async function recover(world: World, phone: ModelPhone, tab: ModelTab): Promise<void> {
  const { app, chance } = world
  if (!app.isUp() && chance.in(0.4)) await app.start()
  if (!phone.online && chance.in(0.15)) goThroughTunnel(world, phone, tab)
  if (phone.full && chance.in(0.4)) fillStorage(world, phone, tab)
  if (tab.tab.sync.state().paused === 'sign-in' && chance.in(0.4)) await signInAgain(world, phone, tab)
}

async function someTab(world: World, phone: ModelPhone): Promise<ModelTab | undefined> {
  const { chance, phones } = world
  const alive = phone.tabs.filter((tab) => tab.tab.isAlive())
  if (alive.length >= 2 || (phone.guest && alive.length > 0)) return chance.of(alive)
  const who = phone.guest ?? phone.owner
  if (phone.full) return chance.of(alive)
  const dieAt = chance.in(0.3) ? 4 + chance.below(120) : undefined
  const justSignedIn = phone.session?.personId === who.personId
  return phones.openTab(phone, who, { justSignedIn, ...(dieAt === undefined ? {} : { dieAt }) })
}

/** One life of two people with four phones until that many commands are durable, and the judgement on it. */
export async function runModel(app: CrashableApp, seed: number, commands = 60): Promise<RunReport> {
  await app.start()
  const world = await makeWorld(app, seed)
  const { chance, ledger, trace, activity } = world
  const counts: Record<string, number> = {}
  const count = (name: string, by = 1) => {
    counts[name] = (counts[name] ?? 0) + by
  }
  for (let taken = 0; ledger.durables() < commands && taken < commands * 8; taken += 1) {
    const phone = chance.of(world.all)
    const tab = phone && (await someTab(world, phone))
    if (!phone || !tab) continue
    const { name, step } = drawn(chance.random())
    count(name)
    trace.push(`phone ${world.all.indexOf(phone)}: ${name}`)
    await step(world, phone, tab)
    if (chance.in(0.8)) await activity.rest()
    await recover(world, phone, tab)
  }
  const left = await finish(world)
  await checkWorld(world, left)
  for (const { outcome, dropped } of ledger.entries.values()) {
    count(outcome)
    if (dropped !== 'no') count('dropped')
  }
  count('left in attention', left.attention.size)
  for (const { network } of world.all) for (const { fault } of network.log) count(fault)
  return { seed, problems: world.problems, trace, counts }
}
