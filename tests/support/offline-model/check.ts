import { sql } from 'kysely'
import { today } from '#shared/today/contracts.ts'
import { driftOf } from '#tests/support/audit-files.ts'
import { difference } from './difference.ts'
import {
  broughtBack,
  expectedCases,
  expectedCoaching,
  plainCases,
  plainCoaching,
  saidInPrivate,
} from './expected.ts'
import type { Left } from './finish.ts'
import type { Entry } from './ledger.ts'
import type { World } from './world.ts'

type Judged = Pick<World, 'app' | 'cast' | 'ledger' | 'problem'>

/** A command that the server has, with what it was. */
export type Applied = { entry: Entry; base: number | null; version: number; at: string; effect: number }

/** Holds the world against what was promised; every broken promise becomes one of its problems. */
export async function checkWorld(world: Judged, left: Left): Promise<void> {
  const applied = await checkDelivery(world, left)
  checkOrder(world, applied)
  applied.sort((a, b) => (a.effect < b.effect ? -1 : a.effect > b.effect ? 1 : 0))
  await checkEffects(world, applied)
  checkScreens(world, left, applied)
}

async function checkDelivery(world: Judged, { attention }: Left): Promise<Applied[]> {
  const { app, cast, ledger, problem } = world
  const rows = await app.owner
    .selectFrom('command as c')
    .select(['command_id', 'person_id', 'name', 'device_id', 'seq', 'result'])
    // What a command announces comes after its effect: the order in which effects happened, whoever claimed first.
    .select(
      sql<
        string | null
      >`(select min(change_id) from change h where h.org_id = c.org_id and h.xid::text = c.xmin::text)`.as(
        'effect',
      ),
    )
    .where('org_id', '=', cast.org)
    .orderBy('applied_at')
    .execute()
  const applied: Applied[] = []
  const ids = new Set<string>()
  for (const row of rows) {
    const entry = ledger.entries.get(row.command_id)
    if (!entry) {
      problem(`the server has a command that nobody wrote: ${row.name}`)
      continue
    }
    ids.add(row.command_id)
    const { commandId, personId, device, seq, outcome } = entry
    if (row.person_id !== personId) problem(`${row.name} was applied for another person`)
    if (outcome === 'durable' && (row.device_id !== device || Number(row.seq) !== seq))
      problem(`${row.name} arrived with another place`)
    const result = row.result as { version: number; at: string } | null
    if (!result) problem(`${row.name} has no result`)
    else
      applied.push({
        entry,
        base: ledger.baseOf(commandId),
        version: result.version,
        at: result.at,
        // Without one it changed nothing, and its place does not matter.
        effect: row.effect === null ? Number.POSITIVE_INFINITY : Number(row.effect),
      })
  }
  for (const { commandId, command, outcome, dropped } of ledger.entries.values()) {
    const [there, waits] = [ids.has(commandId), attention.has(commandId)]
    const what = `${command.name} ${commandId.slice(-4)}`
    if (outcome === 'refused' && (there || waits)) problem(`${what} was refused, yet exists`)
    if (there && waits) problem(`${what} is applied and waits for its person as well`)
    if (outcome === 'durable' && dropped === 'no' && !there && !waits) problem(`${what} is lost`)
  }
  return applied
}

/** What one phone sent about one thing arrived in the order of the taps. */
function checkOrder({ problem }: Judged, applied: readonly Applied[]): void {
  const last = new Map<string, number>()
  for (const { entry } of applied) {
    // Thrown away after it was sent: a late copy may arrive at any time.
    if (entry.outcome !== 'durable' || entry.dropped !== 'no') continue
    for (const entity of entry.command.entities) {
      const place = `${entry.device} ${entry.personId} ${entity}`
      if ((last.get(place) ?? 0) > entry.seq) problem(`${entry.command.name} overtook an earlier one`)
      last.set(place, entry.seq)
    }
  }
}

async function checkEffects({ app, cast, problem }: Judged, applied: readonly Applied[]): Promise<void> {
  const { org } = cast
  const log = await app.owner.selectFrom('audit_log').select('action').where('org_id', '=', org).execute()
  for (const name of new Set(applied.map(({ entry }) => entry.command.name))) {
    const times = applied.filter(({ entry }) => entry.command.name === name).length
    const logged = log.filter(({ action }) => action === name).length
    if (times !== logged) problem(`${name} was applied ${times} times and logged ${logged} times`)
  }
  const drift = await driftOf(app.owner, org)
  if (drift.length > 0) problem('the figures differ from the rows')
  const settled = await app.owner
    .selectFrom('today_settled')
    .select(['person_id', 'item_key', 'how'])
    .where('org_id', '=', org)
    .execute()
  const really = settled.map((row) => [`${row.person_id} ${row.item_key}`, row.how] as const)
  const { expected, either } = expectedSettled(applied)
  const plain = (rows: readonly (readonly [string, string])[]) =>
    rows.filter(([key]) => !either.has(key)).sort(([a], [b]) => (a < b ? -1 : 1))
  const differs = difference(plain(really), plain([...expected]))
  if (differs) problem(`what was settled differs from the taps${differs}`)
}

/** Milliseconds between a settling and an undoing from two phones within which neither has to see the other. */
const sameMoment = 500

function expectedSettled(applied: readonly Applied[]) {
  const expected = new Map<string, string>()
  const either = new Set<string>()
  const last = new Map<string, Applied>()
  for (const item of applied) {
    const { name, input } = item.entry.command
    if (name !== today.settle.name && name !== today.unsettle.name) continue
    const { key, how } = input as { key: string; how?: string }
    const place = `${item.entry.personId} ${key}`
    const before = last.get(place)
    const close = before && Math.abs(Date.parse(item.at) - Date.parse(before.at)) < sameMoment
    if (close && before.entry.device !== item.entry.device && before.entry.command.name !== name)
      either.add(place)
    else either.delete(place)
    last.set(place, item)
    if (how) expected.set(place, how)
    else expected.delete(place)
  }
  return { expected, either }
}

/** All phones of a person show the same, and it is what the applied commands make when they are folded in order. */
function checkScreens(world: Judged, { shown }: Left, applied: readonly Applied[]): void {
  const { cast, problem } = world
  const same = (what: string, item: unknown, other: unknown) => {
    const differs = difference(item, other)
    if (differs) problem(what + differs)
  }
  const but = { uncounted: broughtBack(applied), hidden: saidInPrivate(cast, applied) }
  for (const { who, views } of shown) {
    const { role, personId } = who
    const twin = shown.find((item) => item.who === who)
    same(`the ${role}'s phones differ`, views, twin?.views)
    same(
      `the ${role}'s coaching is not what was written`,
      plainCoaching(views.coaching, role, but),
      plainCoaching(expectedCoaching(cast, applied), role, but),
    )
    same(
      `the ${role}'s cases are not what was asked and answered`,
      plainCases(views.cases),
      plainCases(expectedCases(cast, views.cases, applied)),
    )
    const mine = applied.filter(
      ({ entry }) => entry.personId === personId && entry.command.name === 'people.setPreferences',
    )
    const inputs = mine.sort((a, b) => a.version - b.version).map(({ entry }) => entry.command.input)
    const { theme, locale } = Object.assign({ theme: 'system', locale: 'en' }, ...inputs)
    same(`the ${role}'s settings`, [views.me.person.theme, views.me.person.locale], [theme, locale])
    if (new Set(mine.map(({ version }) => version)).size !== mine.length) problem('a version was given twice')
    const taken = new Set(views.today.settled.map(({ key }) => key))
    if (views.today.items.some(({ key }) => taken.has(key))) problem('a settled row waits still')
  }
}
