import type { Page } from 'playwright-core'
import type { BenchPhone } from './bench-phone.ts'
import { openSlowPage } from './bench-phone.ts'
import { type Figure, figure } from './figure.ts'
import { tapAndTime } from './painted.ts'

const repetitions = 30
const person = 'main .row-main[href^="/people/"]'

/** Without a network, from the finger's lift to the frame that shows the answer; the slowest of twenty is what counts. */
export async function benchTaps({ context }: BenchPhone): Promise<Figure[]> {
  const { page } = await openSlowPage(context)
  await page.goto('/team')
  await page.locator(person).first().waitFor()
  // What opens later is in memory by then, as on a phone that has been looked at for a moment.
  await page.waitForTimeout(5000)
  await context.setOffline(true)
  const opened = await openPeople(page)
  const saved = await saveNotes(page)
  await context.setOffline(false)
  await page.close()
  const target = { atMost: 50 }
  const from = 'offline, from the tap to the frame, p95, processor slowed 4 times'
  return [
    figure({ name: `open a person, ${from}`, unit: 'ms', samples: opened, target, at: 0.95 }),
    figure({ name: `save a note, ${from}`, unit: 'ms', samples: saved, target, at: 0.95 }),
  ]
}

async function openPeople(page: Page): Promise<number[]> {
  const samples: number[] = []
  const rows = page.locator(person)
  for (let at = 0; at < repetitions; at++) {
    const row = rows.nth(at % (await rows.count()))
    const address = (await row.getAttribute('href')) ?? ''
    samples.push(
      await tapAndTime(page, `main .row-main[href="${address}"]`, [
        { selector: '.person-facts p' },
        { selector: '#person-panel .row-title, #person-panel .state' },
      ]),
    )
    await page.waitForTimeout(400)
    await page.goBack()
    await rows.first().waitFor()
    await page.waitForTimeout(400)
  }
  return samples
}

async function saveNotes(page: Page): Promise<number[]> {
  const samples: number[] = []
  const facts = page.locator('.person-facts p').first()
  await page.locator(person).first().tap()
  for (let at = 0; at < repetitions; at++) {
    await facts.waitFor()
    await page.locator('.dock .button').tap()
    // Who can read it is asked first; the second of the three is the person.
    await page.locator('dialog[open] .choice-list .choice').nth(1).tap()
    const text = `${at}: read section three again before Monday.`
    await page.locator('main textarea').first().fill(text)
    // The draft is kept a moment after the last letter.
    await page.waitForTimeout(800)
    samples.push(
      await tapAndTime(page, '.dock .button', [
        { selector: 'article .note-body', text },
        { selector: 'article [role=status]' },
      ]),
    )
    await page.waitForTimeout(400)
    await page.goBack()
    await facts.waitFor()
    await page.waitForTimeout(400)
  }
  return samples
}
