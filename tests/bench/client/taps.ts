import type { Page } from 'playwright-core'
import type { BaselinePages } from './baseline-pages.ts'
import type { BenchPhone } from './bench-phone.ts'
import { openSlowPage } from './bench-phone.ts'
import { type Figure, figure, ratio } from './figure.ts'
import { tapAndTime } from './painted.ts'

const repetitions = 30
const person = 'main .row-main[href^="/people/"]'

/**
 * Without a network, from the finger's lift to the frame that shows the answer; the slowest of twenty is what counts. A
 * person is opened in turn with a bare React change of view.
 */
export async function benchTaps({ context }: BenchPhone, baselines: BaselinePages): Promise<Figure[]> {
  const { page } = await openSlowPage(context)
  await page.goto('/team')
  await page.locator(person).first().waitFor()
  // What opens later is in memory by then, as on a phone that has been looked at for a moment.
  await page.waitForTimeout(5000)
  const { page: barePage } = await openSlowPage(context)
  await barePage.goto(baselines.addressOf('change-view'))
  await context.setOffline(true)
  const opened: number[] = []
  const bare: number[] = []
  for (let index = 0; index < repetitions; index++) {
    bare.push(await changeView(barePage, index))
    opened.push(await openPerson(page, index))
  }
  await barePage.close()
  const saved = await saveNotes(page)
  await context.setOffline(false)
  await page.close()
  const target = { upperLimit: 50 }
  const from = 'offline, from the tap to the frame'
  const slowest = `${from}, p95, processor slowed 4 times`
  return [
    figure({ name: `open a person, ${slowest}`, unit: 'ms', samples: opened, target, at: 0.95 }),
    figure({
      name: `beside it, a bare React change of view, p50, processor slowed 4 times`,
      unit: 'ms',
      samples: bare,
    }),
    ratio({ name: `open a person, ${from}, p50 against the bare view`, ours: opened, bare, upperLimit: 1.6 }),
    figure({ name: `save a note, ${slowest}`, unit: 'ms', samples: saved, target, at: 0.95 }),
  ]
}

/** What an app does as it comes to the front, such as sending what waits, is over before somebody has found the row. */
async function bringToRest(page: Page): Promise<void> {
  await page.bringToFront()
  await page.waitForTimeout(600)
}

async function openPerson(page: Page, index: number): Promise<number> {
  const rows = page.locator(person)
  const row = rows.nth(index % (await rows.count()))
  const address = (await row.getAttribute('href')) ?? ''
  await bringToRest(page)
  const time = await tapAndTime(page, `main .row-main[href="${address}"]`, [
    { selector: '.person-facts p' },
    { selector: '#person-panel .row-title, #person-panel .state' },
  ])
  await page.waitForTimeout(400)
  await page.goBack()
  await rows.first().waitFor()
  await page.waitForTimeout(400)
  return time
}

async function changeView(page: Page, index: number): Promise<number> {
  const rows = page.locator('.row-main')
  const address = await rows.nth(index % (await rows.count())).getAttribute('href')
  await bringToRest(page)
  const time = await tapAndTime(page, `.row-main[href="${address}"]`, [
    { selector: '.facts' },
    { selector: '#notes .row-title' },
  ])
  await page.waitForTimeout(400)
  await page.locator('header button').tap()
  await rows.first().waitFor()
  await page.waitForTimeout(400)
  return time
}

async function saveNotes(page: Page): Promise<number[]> {
  const samples: number[] = []
  const facts = page.locator('.person-facts p').first()
  await page.locator(person).first().tap()
  for (let index = 0; index < repetitions; index++) {
    await facts.waitFor()
    await page.locator('.dock .button').tap()
    // Who can read it is asked first; the second of the three is the person.
    await page.locator('dialog[open] .choice-list .choice').nth(1).tap()
    const text = `${index}: read section three again before Monday.`
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
