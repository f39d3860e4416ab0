import { expect, test } from 'vitest'
import { enqueueCommand } from '#client/offline/outbox/contract-values.ts'
import {
  addAction,
  createApplyOnceServer,
  named,
  noteRegistry,
  saveNote,
  sendTo,
} from '#tests/support/apply-once-server.ts'
import { createDevice } from '#tests/support/offline-device.ts'

/** One life of a tab which dies at a step, and what the phone and the server hold after another tab took over. */
async function sessionThatEndsAt(dieAt: number, midway: boolean) {
  const server = createApplyOnceServer()
  const device = createDevice({ registry: noteRegistry, send: sendTo(server) })
  const durable: string[] = []
  let died = false
  const onDeath = () => {
    died = true
  }
  const session = async () => {
    const tab = await device.openTab({ personId: 'person-a', dieAt, midway, onDeath })
    const note = { id: named('note'), text: 'first' }
    const action = { id: named('act'), noteId: note.id, text: 'do' }
    durable.push((await enqueueCommand(tab.outbox, saveNote, { input: note, base: null })).commandId)
    const second = { ...note, text: 'second' }
    durable.push((await enqueueCommand(tab.outbox, saveNote, { input: second, base: null })).commandId)
    durable.push((await enqueueCommand(tab.outbox, addAction, { input: action, base: null })).commandId)
  }
  await Promise.race([session().catch(() => undefined), device.rest()])
  await device.rest()
  await device.openTab({ personId: 'person-a' })
  await device.pass(600_000)
  return { server, device, durable, died }
}

for (const midway of [false, true]) {
  test(`a tab killed ${midway ? 'within' : 'before'} any of its steps loses nothing and doubles nothing`, async () => {
    let crashPoint = 1
    for (; crashPoint < 500; crashPoint += 1) {
      const { server, device, durable, died } = await sessionThatEndsAt(crashPoint, midway)
      const applied = server.effects.map((effect) => effect.id)
      const step = `step ${crashPoint}`
      expect(new Set(applied).size, step).toBe(applied.length)
      for (const id of durable) expect(applied, step).toContain(id)
      expect((await device.rows()).commands, step).toEqual([])
      // Whatever was durable arrived in the order of the taps.
      const seqs = server.effects.map((effect) => effect.seq)
      expect(seqs, step).toEqual([...seqs].sort((a, b) => a - b))
      if (!died) break
    }
    expect(crashPoint).toBeGreaterThan(20)
    expect(crashPoint).toBeLessThan(500)
  }, 30_000)
}
