import { listCommands, listDependents, readInput } from '#client/offline/outbox/outbox.ts'
import { discard, retry } from '#client/offline/outbox/parked-work.ts'
import { type Member, newSession } from './cast.ts'
import type { ModelPhone, ModelTab } from './model-phone.ts'
import { closeTab } from './steps.ts'
import { keptViews, type Views } from './views.ts'
import type { World } from './world.ts'

/** How everything ended. */
export type Left = {
  /** Command ids that wait for their person, each with its text intact. */
  attention: Set<string>
  /** What each phone of a person shows in the end. */
  shown: { who: Member; views: Views }[]
}

/** Everything is mended, everybody comes back to every phone that holds something of theirs, and time passes. */
export async function finish(world: World): Promise<Left> {
  const { app, all, cast, phones } = world
  app.settle()
  await app.start()
  for (const phone of all) {
    phone.network.heal()
    phone.online = true
    phone.device.setOnline(true)
    phone.device.setFull(false)
    for (const tab of phone.tabs) await closeTab(tab)
    phone.tabs = []
  }
  const attention = new Set<string>()
  const shown: Left['shown'] = []
  for (const isOwner of [false, true]) {
    const tabs: { phone: ModelPhone; tab: ModelTab }[] = []
    for (const phone of all) {
      const who = [cast.lead, cast.analyst].find((member) => (member === phone.owner) === isOwner)
      const { persons } = await phone.device.rows()
      if (!who || !(isOwner || persons.some((person) => person.personId === who.personId))) continue
      phone.session = await newSession(app.owner, who)
      tabs.push({ phone, tab: await phones.openTab(phone, who, { justSignedIn: true }) })
    }
    await drain(world, tabs)
    for (const { tab } of tabs) await sendAgain(tab)
    await drain(world, tabs)
    for (const { tab } of tabs) await clearAway(world, tab, attention)
    for (const { phone, tab } of tabs) {
      if (isOwner && !(await phones.refetch(phone, tab, true))) world.problem('the last reading failed')
      const views = keptViews(tab.queries, cast.analyst.personId)
      if (views && isOwner) shown.push({ who: tab.who, views })
      await tab.tab.close()
    }
  }
  for (const phone of all) {
    const { commands } = await phone.device.rows()
    if (commands.length > 0) world.problem(`${commands.length} records are left on a phone`)
  }
  return { attention, shown }
}

async function drain(world: World, tabs: { phone: ModelPhone; tab: ModelTab }[]): Promise<void> {
  const [first] = tabs
  if (!first) return
  for (let round = 0; round < 12; round += 1) {
    await first.phone.device.pass(600_000)
    const waiting = await Promise.all(tabs.map(({ tab }) => listCommands(tab.tab.outbox)))
    const underway = world.all.some(({ network }) => network.underway() > 0)
    if (!underway && waiting.flat().every((record) => record.state === 'attention')) return
  }
  for (const { tab } of tabs) {
    const left = await listCommands(tab.tab.outbox)
    const waiting = left.filter((record) => record.state !== 'attention')
    const said = waiting.map(
      ({ name, state, error, dependsOn }) => `${name} ${state} ${error?.code} ${dependsOn.length}`,
    )
    if (said.length > 0) world.problem(`a queue did not drain (${tab.tab.sync.state().paused}): ${said}`)
  }
  const underway = world.all.map(({ network }) => network.underway())
  if (underway.some((count) => count > 0)) world.problem(`late copies did not arrive: ${underway}`)
}

async function sendAgain({ tab }: ModelTab): Promise<void> {
  for (const { commandId, error } of await listCommands(tab.outbox))
    if (error?.code !== 'DEPENDS') await retry(tab.outbox, commandId)
}

/** Notes what still needs attention, sees that its text is whole, and throws it away as its person would. */
async function clearAway(world: World, { tab, who }: ModelTab, attention: Set<string>): Promise<void> {
  const records = await listCommands(tab.outbox)
  for (const record of records) {
    attention.add(record.commandId)
    const entry = world.ledger.entries.get(record.commandId)
    const text = JSON.stringify(await readInput(tab.outbox, record))
    if (!entry) world.problem(`a record that nobody wrote: ${record.name}`)
    else if (text !== JSON.stringify(entry.command.input)) world.problem(`${record.name} lost its text`)
    if (record.personId !== who.personId) world.problem('a record of another person')
  }
  const gone = new Set<string>()
  for (const { commandId, error } of records) {
    // One that was refused for a reason of its own may depend on another as well, and goes with that one.
    if (error?.code === 'DEPENDS' || gone.has(commandId)) continue
    const dependents = (await listDependents(tab.outbox, commandId)).map((dependent) => dependent.commandId)
    await discard(tab.outbox, commandId, dependents)
    for (const id of dependents) gone.add(id)
  }
}
