import path from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import type { Schema } from '#server/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { type DureProcess, freePort, startDureProcess } from '#tests/support/dure-process.ts'
import { messagesIn } from '#tests/support/messages.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson, testPassword } from '#tests/support/people.ts'
import { byText, type EnginePage } from './engine.ts'
import { firefox } from './firefox.ts'
import { type HttpsProxy, httpsProxy } from './https-proxy.ts'
import { webkit } from './webkit.ts'

const t = messagesIn.ko
const { heading, button, radio, field, text } = byText
/** Events that the real Ozone answered; tests/data/ozone/README.md says how. */
const ozoneFile = path.resolve(import.meta.dirname, '../data/ozone/query-events.json')

let database: TestDatabase
let owner: Kysely<Schema>
beforeAll(async () => {
  database = await createTestDatabase()
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 2 })
  owner = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
})
afterAll(async () => {
  await owner?.destroy()
  await database?.drop()
})

interface Cast {
  lead: TestPerson
  analyst: TestPerson
  manager: TestPerson
  teamId: string
}
async function makeCast(): Promise<Cast> {
  const org = await makeOrg(owner, '두레')
  const above = await makeTeam(owner, org, { name: '신뢰·안전 QA' })
  const teamId = await makeTeam(owner, org, { name: '커뮤니티 QA', parentId: above })
  const person = (name: string, role: 'lead' | 'analyst' | 'manager', teamId: string) =>
    makePerson(owner, org, { name, locale: 'ko', memberships: [{ role, teamId }] })
  return {
    teamId,
    lead: await person('정해솔', 'lead', teamId),
    analyst: await person('남지후', 'analyst', teamId),
    manager: await person('심혜인', 'manager', above),
  }
}

async function signIn(page: EnginePage, url: string, { email }: TestPerson): Promise<void> {
  await page.open(url)
  await page.fill('//input[@type="email"]', email)
  await page.fill('//input[@type="password"]', testPassword)
  await page.click('//button[@type="submit"]')
  await page.gone('//input[@type="password"]')
}
/** Until the next start needs no network. */
const workerReady = (page: EnginePage) => page.run('await navigator.serviceWorker.ready')
const countOf = async (table: 'note' | 'check_in' | 'escalation' | 'escalation_decision' | 'audit') => {
  const { n } = await owner
    .selectFrom(table)
    .select((query) => query.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

describe.each([webkit, firefox])('in $name', (engine) => {
  const pages: EnginePage[] = []
  const newPage = async (): Promise<EnginePage> => {
    const page = await engine.start()
    pages.push(page)
    return page
  }
  /** Puts a phone away before the end of a test. */
  const putAway = async (page: EnginePage): Promise<void> => {
    pages.splice(pages.indexOf(page), 1)
    await page.close()
  }
  afterEach(async ({ task }) => {
    for (const page of pages.splice(0)) {
      const shown = task.result?.state === 'fail' ? await page.text().catch(String) : ''
      await page.close()
      // The page that stood there instead of what a test waited for is the first thing to know.
      expect(shown).toBe('')
    }
  })

  test('http on localhost keeps a sign-in', async () => {
    const { lead } = await makeCast()
    const dure = await startDureProcess(database)
    const page = await newPage()
    await signIn(page, dure.url, lead)
    await page.see(heading(t('tab.today')))
    await page.reload()
    await page.see(heading(t('tab.today')))
    await dure.stop()
  })

  describe('over https', () => {
    let dure: DureProcess
    let proxy: HttpsProxy
    beforeAll(async () => {
      proxy = httpsProxy(await freePort(), () => dure.port)
      dure = await startDureProcess(database, { publicUrl: proxy.url })
      await proxy.start()
    })
    // A test that failed without a network leaves none to the next.
    beforeEach(async () => {
      await proxy.stop()
      await proxy.start()
    })
    afterAll(async () => {
      await proxy?.stop()
      await dure?.stop()
    })
    const open = async (person: TestPerson): Promise<EnginePage> => {
      const page = await newPage()
      await signIn(page, proxy.url, person)
      await page.see(heading(t('tab.today')))
      await workerReady(page)
      return page
    }

    test('a note written without a network survives a cold start and arrives once', async () => {
      const { lead, analyst } = await makeCast()
      const page = await open(lead)
      const before = await countOf('note')
      await proxy.stop()
      await page.open(`${proxy.url}${paths.newNote(analyst.personId)}`)
      await page.click(button(t('note.audience.person', { name: analyst.name })))
      await page.fill(field(t('note.field.text')), '함께 본 사례를 다시 이야기해요.')
      await page.click(button(t('note.share', { name: analyst.name })))
      await page.see(heading(t('note.title')))
      await page.see(text(t('sync.local')))
      await page.open(`${proxy.url}${paths.unsent}`)
      await page.see(button(t('unsent.discard')))
      expect(await countOf('note')).toBe(before)
      await proxy.start()
      await expect.poll(() => countOf('note')).toBe(before + 1)
      await page.see(text(t('unsent.empty')))
    })

    test('a check-in is sent', async () => {
      const { analyst } = await makeCast()
      const page = await open(analyst)
      await page.open(`${proxy.url}${paths.consent}`)
      await page.click(button(t('consent.give')))
      await page.see(button(t('consent.withdraw')))
      await page.open(`${proxy.url}${paths.checkIn}`)
      await page.see(text(t('checkin.title')))
      const before = await countOf('check_in')
      await page.press(`//input[@aria-label="${t('checkin.energy.4')}"]`)
      await page.click(button(t('checkin.send')))
      await expect.poll(() => countOf('check_in')).toBe(before + 1)
    })

    test('a page that is left in the middle of a write keeps no page after it waiting', async () => {
      const { lead } = await makeCast()
      const page = await open(lead)
      await page.run(`await new Promise((written) => {
        const opening = indexedDB.open('dure-outbox')
        opening.onsuccess = () => {
          const drafts = opening.result.transaction('drafts', 'readwrite').objectStore('drafts')
          const goOn = () => {
            drafts.count().onsuccess = () => {
              written()
              goOn()
            }
          }
          goOn()
        }
      })`)
      await page.open(`${proxy.url}${paths.raise()}`)
      // The editor opens when its draft was read.
      await page.see(field(t('raise.summary')))
    })

    test('what a lead raises and asks for, the manager approves', async () => {
      const { lead, manager } = await makeCast()
      const summary = '인용된 혐오 표현에 두 조항이 서로 다르게 적용됩니다'
      const page = await open(lead)
      await page.open(`${proxy.url}${paths.raise()}`)
      await page.press(radio(t('esc.kind.policy_gap')))
      await page.press(radio(t('esc.severity.P2')))
      await page.fill(field(t('raise.summary')), summary)
      await page.press(radio(t('esc.function.policy')))
      await page.click(button(t('raise.submit')))
      await page.see(`//*[self::h1 or self::h2][contains(., "${summary}")]`)
      await page.click(button(t('esc.step.requestApproval')))
      const sheet = (xpath: string) => `//dialog[@open]${xpath}`
      await page.fill(sheet(field(t('esc.ask.question'))), '새 조항을 먼저 적용할까요?')
      await page.fill(sheet(field(t('esc.ask.recommendation'))), '우선 적용을 권합니다.')
      await page.fill(sheet(field(t('esc.ask.ifApproved'))), '새 조항을 따릅니다.')
      await page.fill(sheet(field(t('esc.ask.ifRejected'))), '지금 조항을 유지합니다.')
      await page.click(sheet(button(t('esc.step.requestApproval'))))
      await page.gone('//dialog[@open]')
      const { escalation_id } = await owner
        .selectFrom('escalation')
        .select('escalation_id')
        .where('raiser_id', '=', lead.personId)
        .executeTakeFirstOrThrow()
      const before = await countOf('escalation_decision')
      // One at a time: two of them draw more slowly than each alone.
      await putAway(page)
      const other = await open(manager)
      await other.open(`${proxy.url}${paths.escalation(escalation_id)}?decide`)
      await other.click(sheet(button(t('approve.yes'))))
      await expect.poll(() => countOf('escalation_decision')).toBe(before + 1)
    })

    test('a lead moves in with a file of Ozone', async () => {
      const { lead, teamId } = await makeCast()
      for (const reference of ['did:plc:7yxkq3haneul2mod4erator2', 'did:plc:4k2mduri5mod3erator6qa7q'])
        await makePerson(owner, lead.org, { reference, memberships: [{ role: 'analyst', teamId }] })
      await owner
        .insertInto('policy')
        .values(
          ['spam', 'hate; harassment', 'no policy'].map((code) => ({
            ...{ org_id: lead.org, code, name_ko: null, name_en: null },
          })),
        )
        .execute()
      const page = await open(lead)
      await page.open(`${proxy.url}${paths.importAudits(teamId)}`)
      await page.choose('//input[@type="file"]', ozoneFile)
      await page.click(button(t('import.check')))
      const before = await countOf('audit')
      // The decision of the labeler's own rule is a machine's, and no audit of a person.
      await page.click(button(t('import.run', { n: 10 })))
      await page.see(text(t('import.done')))
      expect(await countOf('audit')).toBe(before + 9)
    })
  })
})
