import { newCommand } from '#client/offline/outbox/contract-values.ts'
import type { NewCommand } from '#client/offline/outbox/outbox.ts'
import { enqueue, listCommands, listDependents, readInput } from '#client/offline/outbox/outbox.ts'
import { discard, replaceCommand, retry } from '#client/offline/outbox/parked-work.ts'
import { OfflineRefusal } from '#client/offline/outbox/refusal.ts'
import { signOut } from '#client/offline/sync/sign-out.ts'
import { coaching } from '#shared/coaching/contracts.ts'
import { newSession } from './cast.ts'
import type { ModelPhone, ModelTab } from './model-phone.ts'
import type { World } from './world.ts'
import { nextCommand, revision } from './writer.ts'

/** What a tab was doing; undefined when it died before that was done. Refusals of the phone are answers too. */
async function inSession<T>(
  { tab, died }: ModelTab,
  work: Promise<T>,
): Promise<T | OfflineRefusal | undefined> {
  const guarded = work.catch((error: unknown) => {
    if (error instanceof OfflineRefusal && tab.isAlive()) return error
    if (tab.isAlive()) throw error
    return undefined
  })
  const killed = died.then(() => undefined)
  return Promise.race([guarded, killed])
}

/** The person closes the tab, unless it dies before it is closed. */
export async function closeTab(tab: ModelTab): Promise<void> {
  if (tab.tab.isAlive()) await inSession(tab, tab.tab.close())
}

/** A person does the next thing on one of their screens. */
export async function tap(world: World, tab: ModelTab): Promise<void> {
  const { cast, chance, ledger, phones } = world
  const { who } = tab
  const views = await inSession(tab, phones.seen(tab))
  if (!views || views instanceof OfflineRefusal) return
  const newId = tab.tab.outbox.platform.newId
  const text = `${who.role} ${world.seed}.${ledger.entries.size}`
  const command = nextCommand({ cast, who, views, chance, newId, text })
  const commandId = newId()
  world.trace.push(`${who.role} ${command.name} ${commandId.slice(-4)}`)
  await write(world, tab, { ...command, commandId })
}

async function write(
  world: World,
  tab: ModelTab,
  command: NewCommand & { commandId: string },
): Promise<void> {
  const { ledger } = world
  const who = { commandId: command.commandId, personId: tab.who.personId }
  const answer = await inSession(tab, enqueue(tab.tab.outbox, command))
  if (answer === undefined) ledger.untold('unsure', who, command)
  else if (answer instanceof OfflineRefusal) ledger.untold('refused', who, command)
  else ledger.durable(answer, command)
}

/** Somebody looks at what needs attention: sends it again, throws it away, or writes it anew over what is there now. */
export async function attend(world: World, phone: ModelPhone, tab: ModelTab): Promise<void> {
  const { chance, ledger, phones, cast } = world
  const { outbox } = tab.tab
  const records = await inSession(tab, listCommands(outbox))
  if (!records || records instanceof OfflineRefusal) return
  const parked = chance.of(
    records.filter((record) => record.state === 'attention' && record.error?.code !== 'DEPENDS'),
  )
  if (!parked) return
  const how = chance.of(['retry', 'discard', 'replace'] as const)
  world.trace.push(`${how} ${parked.commandId.slice(-4)} ${parked.error?.code}`)
  if (how === 'retry') return void (await inSession(tab, retry(outbox, parked.commandId)))
  if (how === 'discard' || parked.name !== coaching.saveNote.name) {
    const dependents = await inSession(tab, listDependents(outbox, parked.commandId))
    if (!dependents || dependents instanceof OfflineRefusal) return
    const shown = dependents.map((dependent) => dependent.commandId)
    const gone = await inSession(tab, discard(outbox, parked.commandId, shown))
    if (gone instanceof OfflineRefusal) return
    return ledger.drop([parked.commandId, ...shown], gone === undefined ? 'unsure' : 'yes')
  }
  if (!(await phones.refetch(phone, tab))) return
  const views = await inSession(tab, phones.seen(tab))
  const old = ledger.entries.get(parked.commandId)
  if (!views || views instanceof OfflineRefusal || !old) return
  const note = views.coaching.notes.find((note) => note.noteId === parked.entities[0])
  if (!note) return
  const newId = outbox.platform.newId
  const text = `${tab.who.role} ${world.seed}.${ledger.entries.size} again`
  const input = revision({ cast, who: tab.who, views, chance, newId, text }, note)
  const command = { ...newCommand(coaching.saveNote, input, { base: note.version }), commandId: newId() }
  const answer = await inSession(tab, replaceCommand(outbox, parked.commandId, command))
  if (answer instanceof OfflineRefusal) return
  ledger.drop([parked.commandId], answer ? 'yes' : 'unsure')
  if (answer) ledger.durable(answer, command)
  else ledger.untold('unsure', { commandId: command.commandId, personId: tab.who.personId }, command)
}

/** The person of this tab proves again who they are. */
export async function signInAgain(world: World, phone: ModelPhone, tab: ModelTab): Promise<void> {
  phone.session = await newSession(world.app.owner, tab.who)
  tab.tab.sync.resume()
}

/** Somebody else signs in on this phone: in an orderly way, or beside what is open. */
export async function guestArrives(world: World, phone: ModelPhone): Promise<void> {
  const { cast, chance, phones } = world
  const guest = phone.owner === cast.lead ? cast.analyst : cast.lead
  const open = phone.tabs.find((tab) => tab.tab.isAlive())
  if (phone.full || !open) return
  if (chance.in(0.6)) {
    const { outbox, sync } = open.tab
    const left = await inSession(open, signOut({ outbox, sync, cache: null }, { kind: 'keep-locked' }))
    if (left === undefined || left instanceof OfflineRefusal) return
    for (const tab of phone.tabs) await closeTab(tab)
    phone.tabs = []
  }
  phone.guest = guest
  phone.session = await newSession(world.app.owner, guest)
  const tab = await phones.openTab(phone, guest, { justSignedIn: true })
  // They remember what they saw on their own phone.
  const own = world.all.flatMap((phone) => phone.tabs).find((item) => item.who === guest && item !== tab)
  if (own) phones.copyViews(own, tab)
  await noOtherWork(world, phone, tab)
}

/** What is open for the guest holds nothing of the owner, and does not open it either. */
async function noOtherWork(world: World, phone: ModelPhone, guest: ModelTab): Promise<void> {
  const seen = await listCommands(guest.tab.outbox)
  if (seen.some((record) => record.personId !== guest.who.personId))
    world.problem('another person’s queue was shown')
  for (const record of (await phone.device.rows()).commands) {
    if (record.personId === guest.who.personId) continue
    const opened = await readInput(guest.tab.outbox, record).then(
      () => true,
      () => false,
    )
    if (opened) world.problem('another person’s record was opened')
  }
}

/** The guest goes, with whatever they could not send kept behind their sign-in; the owner is back. */
export async function guestLeaves(world: World, phone: ModelPhone): Promise<void> {
  const guest = phone.tabs.find((tab) => tab.who === phone.guest && tab.tab.isAlive())
  if (guest && !phone.full) {
    const { outbox, sync } = guest.tab
    await inSession(guest, signOut({ outbox, sync, cache: null }, { kind: 'keep-locked' }))
    await closeTab(guest)
  }
  if (phone.full) return
  phone.guest = undefined
  phone.tabs = phone.tabs.filter((tab) => tab.tab.isAlive() && tab.who === phone.owner)
  phone.session = await newSession(world.app.owner, phone.owner)
  for (const tab of phone.tabs) tab.tab.sync.resume()
  while (phone.tabs.length < 2) {
    const tab = await world.phones.openTab(phone, phone.owner, { justSignedIn: true })
    const own = world.all
      .flatMap((phone) => phone.tabs)
      .find((item) => item.who === phone.owner && item !== tab)
    if (own) world.phones.copyViews(own, tab)
    else await world.phones.refetch(phone, tab)
  }
}
