import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import iconv from 'iconv-lite'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dure } from '#tests/support/command-line.ts'
import { type MainProcess, startMain } from '#tests/support/main-process.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { launchBrowser, openPhone } from '#tests/support/phone.ts'

const t = messagesIn.ko
/** Seconds that a person takes for a tap and for a letter; everything that Dure makes them wait is measured. */
const cost = { tap: 1.2, letter: 0.3 }
const limit = 300

let folder: string
let main: MainProcess
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dure-first-'))
  // As root the database runs as another account, which must be able to pass.
  if (process.getuid?.() === 0) await chmod(folder, 0o711)
  main = startMain({ DATA_DIR: path.join(folder, 'data'), PORT: '0' })
  ;[browser] = await Promise.all([launchBrowser(), main.url])
})
afterAll(async () => {
  await browser?.close()
  await main?.end('SIGTERM')
  await rm(folder, { recursive: true })
})

const people = ['한예린', '오세진', '민서우']
/** A day as Excel in Korea writes it. */
const dayAgo = (days: number) => {
  const { year, month, day } = Temporal.Now.plainDateISO('Asia/Seoul').subtract({ days })
  return `${year}. ${month}. ${day}. 오후 2:05`
}
/** Sixty decisions each in the last twenty days, which four weeks hold on any day of the week, and how many violations were missed. */
const missedOf = [1, 3, 2]
const rows = people.flatMap((name, person) =>
  Array.from({ length: 60 }, (_, number) => {
    const verified = number % 2 === 0 ? '위반' : '위반 아님'
    const isMissed = number % 2 === 0 && number / 2 < (missedOf[person] ?? 0)
    const policy = number % 3 === 0 ? '혐오 표현' : '스팸'
    const serial = person * 60 + number + 1
    return [
      `Q-${serial}`,
      `C-${serial}`,
      name,
      policy,
      isMissed ? '위반 아님' : verified,
      verified,
      dayAgo(1 + (number % 20)),
    ]
  }),
)
const header = ['검수 번호', '사례 번호', '담당자', '정책', '판정', '검증된 판정', '검수 일시']
const csv = [header, ...rows].map((row) => `${row.join(',')}\r\n`).join('')

test('an empty folder comes to its first honest figure in less than five minutes, in Korean', async () => {
  const env = { DATA_DIR: path.join(folder, 'data'), DATABASE_URL: '', DATABASE_OWNER_URL: '', PORT: '' }
  const created = await dure(['organisation', 'create', '--name', '우리 회사'], env)
  expect(created.code, created.err).toBe(0)
  const options = ['--name', '정해솔', '--role', 'lead', '--team', '서울 QA']
  const invited = await dure(['invite', 'lead@example.com', ...options], env)
  expect(invited.code, invited.err).toBe(0)
  const link = invited.out.trim()
  // The address of the Dure that runs, whatever port it took.
  expect(link.startsWith(`${await main.url}/invitation#`)).toBe(true)
  const file = path.join(folder, '검수 기록.csv')
  await writeFile(file, iconv.encode(csv, 'cp949'))

  let taps = 0
  let letters = 0
  const tap = async (target: Locator) => {
    taps += 1
    await target.click()
  }
  const phone = await openPhone(browser, await main.url)
  const { page } = phone
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const began = performance.now()

  taps += 1
  await page.goto(link)
  await tap(button(t('invitation.next')))
  const password = '함께 걷는 가을 들판'
  await tap(page.locator('input[type=password]'))
  letters += password.length
  await page.locator('input[type=password]').fill(password)
  await tap(button(t('invitation.next')))
  await tap(button(t('invitation.next')))
  await tap(button(t('recorded.done')))

  await page.getByRole('heading', { name: t('first.title') }).waitFor()
  await tap(button(t('first.audits.do')))
  // The phone's own picker: its folder and the file in it.
  taps += 3
  await page.getByLabel(t('import.file.choose')).setInputFiles(file)
  await tap(button(t('import.check')))
  await tap(page.getByRole('switch', { name: t('import.people.make', { n: people.length }) }))
  await tap(button(t('import.policy.makeAll', { n: 2 })))
  await tap(button(t('import.check')))
  await tap(button(t('import.run', { n: rows.length })))
  await tap(page.getByRole('link', { name: t('import.toTeam') }))
  const missed = missedOf.reduce((sum, n) => sum + n, 0)
  await page.getByText(`${rows.length}건 중 ${missed}건`).waitFor()
  for (const name of people) await page.getByRole('link', { name: new RegExp(name) }).waitFor()

  const waited = (performance.now() - began) / 1000
  const seconds = waited + taps * cost.tap + letters * cost.letter
  process.stdout.write(
    `first figure after ${seconds.toFixed(0)} s: ${taps} taps, ${letters} letters, ${waited.toFixed(1)} s of waiting\n`,
  )
  expect(seconds).toBeLessThan(limit)
  expect(phone.faults).toEqual([])

  // Today has the steps ticked until they were seen, and says nothing of them afterwards.
  await page
    .getByRole('navigation')
    .getByRole('link', { name: t('tab.today') })
    .click()
  await expect.poll(() => page.getByRole('img', { name: t('first.done') }).count()).toBe(3)
  await phone.close()
})
