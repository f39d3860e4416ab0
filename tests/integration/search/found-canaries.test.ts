import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SearchView } from '#shared/search/views.ts'
import { callProcedure } from '#tests/integration/authorization/call.ts'
import { type Persona, personas } from '#tests/integration/authorization/personas.ts'
import { collectParts, makeWorld, type World } from '#tests/integration/authorization/world.ts'

/** The words of each feature's stories: the search is asked for each of them by everybody. */
const parts = await collectParts()

let world: World
beforeAll(async () => {
  world = await makeWorld()
}, 240_000)
afterAll(() => world?.app.stop())

const find = async (persona: Persona, typed: string): Promise<SearchView> =>
  await world.people[persona].client.search.find.query({ typed })
const rowsOf = ({ cases, notes, escalations }: SearchView) => [...cases, ...notes, ...escalations]

/** Of the canaries that are searched at all: who finds the row whose own words they are, seen in the answer or not. */
const found = {
  caseRef: ['subject', 'lead', 'coLead'],
  privateNote: ['lead'],
  draftOfShared: [],
  sharedNote: ['subject', 'lead'],
  managedNote: ['subject', 'lead', 'manager'],
  exLeadNote: [],
  escalation: ['subject', 'lead', 'coLead', 'manager', 'partner'],
  escalationDraft: ['subject'],
  escalationAboutSubject: ['peer', 'lead', 'coLead', 'manager'],
} as const satisfies Record<string, readonly Persona[]>

it('finds each secret for whom it belongs to, and for nobody else', async () => {
  const canaries = Object.fromEntries([...parts.values()].flatMap((part) => Object.entries(part.canaries)))
  for (const [name, readers] of Object.entries(found)) {
    const text = canaries[name]?.text ?? ''
    expect(text, name).not.toBe('')
    const finders = []
    for (const persona of personas) if (rowsOf(await find(persona, text)).length > 0) finders.push(persona)
    expect(finders.sort(), name).toEqual([...readers].sort())
  }
}, 240_000)

/** Features that write nothing that is searched, and words beside those that are. */
const neverFound = {
  features: ['check-ins', 'goals', 'emergency', 'inbox', 'policies', 'calibration', 'rubrics'],
  canaries: [
    ...['reply', 'replyBefore', 'action', 'addendum', 'draftOfShared', 'exLeadNote', 'childSafety'],
    ...['comment', 'recheckReason'],
  ],
}

it('shows the words of nobody else, and those of a check-in, a reply or a comment to nobody', async () => {
  for (const [feature, part] of parts)
    for (const [name, { text, readers }] of Object.entries(part.canaries)) {
      const never = neverFound.features.includes(feature) || neverFound.canaries.includes(name)
      for (const persona of new Set<Persona>([...readers, 'lead', 'manager', 'admin', 'peer'])) {
        const shown = JSON.stringify(await find(persona, text)).includes(text)
        expect(shown && (never || !readers.includes(persona)), `${persona} ${name}`).toBe(false)
      }
    }
}, 240_000)

/** Opens what was found as its screen does. */
async function isOpened(persona: Persona, view: SearchView): Promise<boolean[]> {
  const { url } = world.app
  const cookie = world.people[persona].cookie()
  const ask = async (procedure: string, input: unknown) => {
    const { code, text } = await callProcedure(url, cookie, { procedure, input })
    return code === 'OK' ? text : ''
  }
  const asked = [
    ...view.people.map(({ personId, place }) =>
      place === 'person'
        ? ask('coaching.person', { personId })
        : ask('administration.directoryPerson', { personId }),
    ),
    ...view.cases.map(({ auditId }) => ask('audits.case', { auditId })),
    ...view.notes.map(async ({ noteId, subject, newer }) => {
      const input = { personId: subject.personId, ...(newer ? { before: newer } : {}) }
      const page = await ask('coaching.person', input)
      return page.includes(noteId) ? page : ''
    }),
    ...view.escalations.map(({ escalationId }) => ask('escalations.detail', { escalationId })),
  ]
  return (await Promise.all(asked)).map((text) => text !== '')
}

it('finds for everybody only what they may open', async () => {
  let opened = 0
  for (const persona of personas)
    for (const typed of ['canary', 'c', 'CANARY-n', 'words', 'e', 'lead', 'sub']) {
      const all = await isOpened(persona, await find(persona, typed))
      expect(all, `${persona} ${typed}`).not.toContain(false)
      opened += all.length
    }
  expect(opened).toBeGreaterThan(20)
}, 240_000)
