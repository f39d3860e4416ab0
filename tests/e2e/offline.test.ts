import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { idsFrom } from '#server/demo/identity.ts'
import { emailOf, people } from '#server/demo/people.ts'
import { demoPassword, demoSeed } from '#server/demo/seed.ts'
import { type BrowserWorld, startBrowserWorld } from '#tests/support/browser-world.ts'
import { seedTestDemo } from '#tests/support/demo.ts'
import { startDureProcess } from '#tests/support/dure-process.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { openPhone, type Phone, signInOnPhone, waitForWorker } from '#tests/support/phone.ts'
import { holdsCopy, phoneContents } from '#tests/support/phone-contents.ts'
import { startReleaseProxy } from '#tests/support/release-proxy.ts'
import { type ScreenCast, screenCasts, showScreen, visitScreen } from '#tests/support/screens/screens.ts'

const t = messagesIn.ko
/** Milliseconds for all screens of a lead, opened twice, beside another file. */
const everyScreen = 300_000
const id = idsFrom(demoSeed)
const lead = 'haesol.jeong'
const analyst = 'yerin.han'
const nameOf = (key: string) => people.find((person) => person.key === key)?.name ?? key

let world: BrowserWorld
let cast: ScreenCast
const phones: Phone[] = []

beforeAll(async () => {
  world = await startBrowserWorld()
  await seedTestDemo(world.database, { today: '2026-11-23', seed: demoSeed })
  const korean = (await screenCasts(world.owner)).find(({ locale }) => locale === 'ko')
  if (!korean) throw new Error('The demo has no Korean cast')
  cast = korean
})
afterEach(async () => {
  for (const phone of phones.splice(0)) {
    expect(phone.faults).toEqual([])
    await phone.close()
  }
})
afterAll(() => world?.stop())

/** Signed in, with the app in the service worker. */
async function phoneOf(key: string, url = world.dure.url): Promise<Phone> {
  const phone = await openPhone(world.browser, url)
  phones.push(phone)
  await signInOnPhone(phone, { email: emailOf(key) }, demoPassword)
  await waitForWorker(phone)
  return phone
}
/** Opens a person whom the editor leads back to; their copy is written after they were shown. */
async function showKeptPerson(page: Page, key: string) {
  const person = id('person', key)
  await showScreen(page, { name: 'person', path: paths.person(person) }, t)
  await expect.poll(() => holdsCopy(page, id('person', lead), ['coaching', person])).toBe(true)
}
const chooseReaders = (page: Page, name: string) =>
  page.getByRole('button', { name: t('note.audience.person', { name }), exact: true }).click()
const textOf = (page: Page) => page.getByRole('textbox', { name: t('note.field.text') })
const share = (page: Page, name: string) =>
  page.getByRole('button', { name: t('note.share', { name }) }).click()
const bodiesOf = async (key: string) =>
  (
    await world.owner.selectFrom('note').select('body').where('subject_id', '=', id('person', key)).execute()
  ).map(({ body }) => JSON.stringify(body))

describe('without a network', () => {
  test(
    'every screen that was open before is there after a cold start, and says that it is a copy',
    async () => {
      const phone = await phoneOf(lead)
      const { page } = phone
      // What lies over a screen is the screen's own; an import is nothing to look at without a network, and what is unsent
      // grows by what is opened without one: the protocol says that it was, and news that it was read.
      const left = ['import', 'unsent']
      const shown = cast.screens.lead.filter(({ name, open }) => !open && !left.includes(name))
      // Two screens of one address start alike: one of them is enough.
      const screens = [
        ...Map.groupBy(shown, ({ path }) => path.replace(/[?#].*|(?<=\/)[\da-f]{8}-[\da-f-]+/g, '')).values(),
      ].flatMap(([first]) => (first ? [first] : []))
      const linesOf = async () => (await page.locator('main').innerText()).split('\n')
      const seen = new Map<string, string[]>()
      for (const screen of screens) {
        await visitScreen(page, screen, t)
        seen.set(screen.name, await linesOf())
      }
      // What lies on the phone is not read and run at every start: a screen's code is, when somebody goes there.
      const read = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
      expect(read.filter((name) => name.endsWith('.js')).length).toBeLessThan(100)
      await phone.offline(true)
      for (const screen of screens) {
        await showScreen(page, screen, t)
        await page
          .getByText(t('ui.offline'))
          .or(page.getByText(/^오프라인 · .* 기준$/))
          .waitFor()
        // A name may have come in the place of a code meanwhile; the screen is the same.
        const before = seen.get(screen.name) ?? []
        const missing = async () => {
          const now = new Set(await linesOf())
          return before.filter((line) => !now.has(line)).length / before.length
        }
        await expect.poll(missing, { message: screen.name }).toBeLessThan(0.4)
        expect([screen.name, await page.getByText(t('page.failed.offline')).count()]).toEqual([
          screen.name,
          0,
        ])
      }
    },
    everyScreen,
  )

  test('the people of the team are there too, though nobody opened them', async () => {
    const phone = await phoneOf(lead)
    const { page } = phone
    const never = id('person', 'dami.seo')
    for (const query of ['coaching', 'scorecards', 'audits'])
      await expect.poll(() => holdsCopy(page, id('person', lead), [query, never])).toBe(true)
    await phone.offline(true)
    await page.goto(paths.person(never))
    await page.getByRole('tab', { name: t('person.scorecard') }).click()
    await page.getByRole('heading', { name: t('score.policies') }).waitFor()
  })

  test('an app that is killed in the middle of writing keeps what was written', async () => {
    const phone = await phoneOf(lead)
    const name = nameOf(analyst)
    await showKeptPerson(phone.page, analyst)
    await phone.offline(true)
    await phone.page.goto(paths.newNote(id('person', analyst)))
    await chooseReaders(phone.page, name)
    await textOf(phone.page).fill('반쯤 쓴 글')
    await phone.page.getByText(t('note.draft.kept')).waitFor()
    await phone.page.close()

    const page = await phone.context.newPage()
    await page.goto(paths.person(id('person', analyst)))
    await page.getByRole('link', { name: t('note.draft.open') }).click()
    expect(await textOf(page).inputValue()).toBe('반쯤 쓴 글')
    await page.getByRole('button', { name: t('note.audience.person', { name }) }).waitFor()
  })

  test('a note that the phone has no room for comes back with its words and the reason', async () => {
    const phone = await phoneOf(lead)
    const { page } = phone
    const person = id('person', 'dami.seo')
    await showKeptPerson(page, 'dami.seo')
    await phone.offline(true)
    await page.goto(paths.newNote(person))
    await chooseReaders(page, nameOf('dami.seo'))
    await textOf(page).fill('자리가 없던 글')
    await page.evaluate(() => {
      const { add } = IDBObjectStore.prototype
      IDBObjectStore.prototype.add = function (...given) {
        if (this.name === 'commands') throw new DOMException('No room', 'QuotaExceededError')
        return add.apply(this, given)
      }
      Object.assign(window, { makeRoom: () => Object.assign(IDBObjectStore.prototype, { add }) })
    })
    await share(page, nameOf('dami.seo'))
    await page.getByText(t('note.failed.full')).waitFor()
    expect(await textOf(page).inputValue()).toBe('자리가 없던 글')
    await page.evaluate(() => (window as unknown as { makeRoom(): void }).makeRoom())
    await share(page, nameOf('dami.seo'))
    await page.locator('article').getByText(t('sync.local')).first().waitFor()
    await page.locator('article').getByText('자리가 없던 글').waitFor()
  })

  test('signing out with unsent work asks what becomes of it, and can send it first', async () => {
    const phone = await phoneOf(lead)
    const { page } = phone
    const name = nameOf('gaon.shin')
    await showKeptPerson(page, 'gaon.shin')
    await page.goto(paths.newNote(id('person', 'gaon.shin')))
    await phone.offline(true)
    await chooseReaders(page, name)
    await textOf(page).fill('아직 보내지 않은 글')
    await share(page, name)
    await page.getByText(t('sync.local')).first().waitFor()
    await page.goto(paths.me)
    await page.getByRole('button', { name: t('me.signOut') }).click()
    const sheet = page.getByRole('dialog', { name: t('signOut.title') })
    await sheet.getByText(t('signOut.unsent', { n: 1 })).waitFor()
    await sheet.getByRole('button', { name: t('signOut.sendFirst') }).click()
    await sheet.getByText(t('signOut.left')).waitFor()
    await phone.offline(false)
    await sheet.getByRole('button', { name: t('signOut.sendFirst') }).click()
    await page.getByRole('heading', { name: t('signIn.title') }).waitFor()
    expect((await bodiesOf('gaon.shin')).join()).toContain('아직 보내지 않은 글')
  })

  test('somebody else on the same phone meets nothing of who was there before', async () => {
    const phone = await phoneOf(lead)
    const { page } = phone
    const secret = '이 글은 잠겨 있어야 합니다'
    await showKeptPerson(page, analyst)
    await page.goto(paths.newNote(id('person', analyst)))
    await phone.offline(true)
    await chooseReaders(page, nameOf(analyst))
    await textOf(page).fill(secret)
    await share(page, nameOf(analyst))
    await page.getByText(t('sync.local')).first().waitFor()
    await page.goto(paths.me)
    await page.getByRole('button', { name: t('me.signOut') }).click()
    await page.getByRole('button', { name: t('signOut.keep') }).click()
    await page.getByRole('heading', { name: t('signIn.title') }).waitFor()
    await phone.offline(false)

    await signInOnPhone(phone, { email: emailOf('eunchan.ko') }, demoPassword)
    await page.goto(paths.unsent)
    await page.getByText(t('unsent.empty')).waitFor()
    await page.goto(paths.person(id('person', analyst)))
    await page.getByText(t('error.NOT_FOUND')).waitFor()
    const contents = await phoneContents(page)
    expect(contents).toContain(nameOf('eunchan.ko'))
    for (const word of [secret, nameOf(analyst), nameOf(lead)]) expect(contents).not.toContain(word)
    expect((await bodiesOf(analyst)).join()).not.toContain(secret)
  })
})

describe('what the server refuses', () => {
  test('waits with its words for the writer, who sends them again', async () => {
    const [first, second] = [await phoneOf(lead), await phoneOf(lead)]
    const note = await world.owner
      .selectFrom('note')
      .select(['note_id', 'subject_id'])
      .where('subject_id', '=', id('person', 'dami.seo'))
      .where('kind', '=', 'recognition')
      .executeTakeFirstOrThrow()
    const name = nameOf('dami.seo')
    const edit = `${paths.editNote(note.note_id)}?of=${note.subject_id}`
    await first.page.goto(edit)
    await textOf(first.page).waitFor()
    await first.offline(true)
    await textOf(first.page).fill('첫 번째 기기에서 고친 글')

    await second.page.goto(edit)
    await textOf(second.page).fill('두 번째 기기에서 고친 글')
    await share(second.page, name)
    await second.page
      .getByText(t('sync.sent', { time: '' }).trim())
      .first()
      .waitFor()

    await share(first.page, name)
    await first.page.getByText(t('sync.local')).first().waitFor()
    await first.offline(false)
    await first.page
      .getByRole('alert')
      .filter({ hasText: t('error.CONFLICT') })
      .waitFor()
    await first.page.getByRole('link', { name: t('sync.attention', { n: 1 }) }).click()
    await first.page.getByRole('heading', { name: t('unsent.attention') }).waitFor()
    await first.page.getByText(t('work.coaching.saveNote')).waitFor()
    await first.page.getByRole('link', { name: t('unsent.edit') }).click()
    expect(await textOf(first.page).inputValue()).toBe('첫 번째 기기에서 고친 글')
    expect((await bodiesOf('dami.seo')).join()).toContain('두 번째 기기에서 고친 글')

    await share(first.page, name)
    await expect.poll(() => bodiesOf('dami.seo').then(String)).toContain('첫 번째 기기에서 고친 글')
  })
})

test('a new version waits while a text is being written in another tab', async () => {
  const proxy = await startReleaseProxy(() => behind.port)
  const behind = await startDureProcess(world.database, { publicUrl: proxy.url })
  const phone = await phoneOf(lead, proxy.url)
  const { page, context } = phone
  const name = nameOf('junseo.yang')
  const path = paths.person(id('person', 'junseo.yang'))
  await showScreen(page, { name: 'person', path }, t)
  await page.getByRole('button', { name: t('person.compose') }).click()
  await chooseReaders(page, name)
  await textOf(page).fill('쓰는 중')
  await page.getByText(t('note.draft.kept')).waitFor()

  proxy.release()
  const other = await context.newPage()
  await other.goto(paths.today)
  await other.getByText(t('update.ready')).waitFor()
  await other.getByRole('button', { name: t('update.apply') }).click()
  await other.getByText(t('update.waiting')).waitFor()
  expect(await textOf(page).inputValue()).toBe('쓰는 중')
  expect(await page.getByText(t('update.ready')).count()).toBe(0)

  // From here on the browser may take the new version when it likes; while it is driven from outside it takes its time.
  await share(page, name)
  const editors = () =>
    other.evaluate(async () => (await navigator.locks.query()).held?.map((lock) => lock.name))
  await expect.poll(editors).not.toContain('dure-editing')
  await expect.poll(() => bodiesOf('junseo.yang').then(String)).toContain('쓰는 중')
  await behind.stop()
  await proxy.stop()
})
