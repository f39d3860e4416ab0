import { buildClient } from '#server/build-client.ts'
import { withClient } from '#server/db/one-client.ts'
import { emailOf, leadOf } from '#server/demo/people.ts'
import { demoPassword, demoSeed } from '#server/demo/seed.ts'
import { indexWord, normalised, patternSource } from '#shared/search/hangul-rules.ts'
import { foundLimit } from '#shared/search/rules.ts'
import { signIn } from '#tests/support/app.ts'
import { seedTestDemo } from '#tests/support/demo.ts'
import { startDureProcess } from '#tests/support/dure-process.ts'
import { withBenchDatabase } from './bench-database.ts'
import { openBenchPhone, signInOnPage } from './client/bench-phone.ts'
import { untilPrefetched } from './client/cached-data.ts'
import type { Figure } from './client/figure.ts'
import { benchSearchTasks } from './client/search-tasks.ts'
import { load, startBare, vacuum } from './compare.ts'
import { type Filled, fill } from './fill.ts'
import type { LoadResult } from './load.ts'
import type { Statement } from './record.ts'

const cases = 20_000
const notes = 5_000
/** Runs of each figure, Dure's and the bare server's in turn; the medians are compared. */
const rounds = 3

interface Compared {
  typed: string
  dure: LoadResult
  bare: LoadResult
  /** Dure's p95 over the bare server's. */
  ratioP95: number
}

/** The search of a lead among 20,000 cases and 5,000 notes: at the server, and on a slowed phone that holds all of them. */
export async function benchSearch({ seconds }: { seconds: number }): Promise<{
  server: Compared[]
  phone: Figure[]
}> {
  const server = await withBenchDatabase(async (database) => {
    const filled = await fill(database, cases)
    await fillTexts(database.ownerUrl, filled)
    await vacuum(database.ownerUrl)
    const dure = await startDureProcess(database)
    try {
      const { cookie } = await signIn(dure.url, filled.lead)
      const compared: Compared[] = []
      for (const typed of ['혐오 표현', 'ㅎㅇㅍㅎ', '혐오 ㅍ', 'hate speech', 'C-1234', '9999', 'policy-3']) {
        using bare = await startBare({
          databaseUrl: database.ownerUrl,
          actor: { org: filled.org, person: filled.lead.personId },
          statements: bareStatements(filled, normalised(typed)),
          fresh: [],
          transaction: false,
          firstRow: 0,
        })
        const order = { body: JSON.stringify({ typed }), connections: 1, seconds }
        const ofDure: LoadResult[] = []
        const ofBare: LoadResult[] = []
        for (let round = 0; round < rounds; round += 1) {
          const url = `${dure.url}/api/trpc/search.find`
          ofDure.push(await load({ ...order, url, headers: { cookie: cookie(), 'x-dure': '1' } }))
          ofBare.push(await load({ ...order, url: bare.url, headers: {} }))
        }
        const [ours, theirs] = [middle(ofDure), middle(ofBare)]
        const ratioP95 = Number((ours.p95 / theirs.p95).toFixed(2))
        process.stderr.write(`${typed}: p95 ${ours.p95} ms against ${theirs.p95} ms\n`)
        compared.push({ typed, dure: ours, bare: theirs, ratioP95 })
      }
      return compared
    } finally {
      await dure.stop()
    }
  })
  return { server, phone: await benchPhone() }
}

/** The run whose p95 is the median. */
function middle(runs: readonly LoadResult[]): LoadResult {
  const found = runs.toSorted((a, b) => a.p95 - b.p95)[Math.floor(runs.length / 2)]
  if (!found) throw new Error('nothing was measured')
  return found
}

/** Adds notes of the lead in both languages; one in a hundred has the text that is sought. */
async function fillTexts(ownerUrl: string, { org, team, lead, analysts }: Filled): Promise<void> {
  const text = `case when i % 100 = 7 then '인용한 혐오 표현을 함께 보았습니다. ' when i % 100 = 8 then 'Quoted hate speech, seen together. '
    else '' end || '지난주 사례 ' || i || '의 판정을 다시 읽고 조항 ' || i % 17 || '의 예외를 확인했습니다. We read section ' || i % 23 ||
    ' again; 맥락을 먼저 살피고 나서 판정하기로 했습니다. 다음 면담에서 ' || i % 31 || '건을 함께 봅니다.'`
  await withClient(ownerUrl, async (client) => {
    const people = analysts.map(({ personId }) => personId)
    await client.query(
      `insert into note (org_id, note_id, team_id, author_id, subject_id, audience, kind, body, created_at, person_since, claimed_at)
       select $1, gen_random_uuid(), $2, $3, ($4::uuid[])[1 + i % ${people.length}], 'person', 'quick',
         jsonb_build_object('kind', 'quick', 'text', ${text}), now() - i * interval '1 hour', now() - i * interval '1 hour', now()
       from generate_series(1, ${notes}) i`,
      [org, team, lead.personId, people],
    )
  })
}

/**
 * What is asked of the database, by hand: each table by its index, whom the lead may see written out as ids, and no more
 * than what a row shows. What was typed is part of the text, so that PostgreSQL plans for it.
 */
function bareStatements({ org, team, lead }: Filled, query: string): Statement[] {
  const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
  const pattern = literal(patternSource(query))
  const letters = `'%' || app.search_letters(${literal(indexWord(query))}) || '%'`
  const inOrg = `org_id = '${org}'`
  const led = `team_id = '${team}'`
  const limit = `limit ${foundLimit}`
  const number = (written: string, typed: string) =>
    `(select a.audit_id, x.name, a.case_ref, a.reference, a.policy, a.decided_at from audit a
      join person x on x.org_id = a.org_id and x.person_id = a.analyst_id
      where a.${inOrg} and a.${led} and ${written} like ${literal(`${typed}%`)} order by ${written} using ~<~ ${limit})`
  const named = (
    column: string,
  ) => `(select a.audit_id, x.name, a.case_ref, a.reference, a.policy, a.decided_at
      from (select code from ${column === 'policy' ? 'policy' : 'term_name'} where ${inOrg}
          ${column === 'policy' ? '' : `and kind = '${column}'`}
          and (translate(code, '-_.:/', '     ') ~* ${pattern} or code ~* ${pattern}
            or normalize(name_ko, nfc) ~* ${pattern} or normalize(name_en, nfc) ~* ${pattern})) n
        cross join lateral (select * from audit b where b.${inOrg} and b.${led} and b.${column} = n.code
          order by b.decided_at desc ${limit}) a
        join person x on x.org_id = a.org_id and x.person_id = a.analyst_id)`
  const note = 'app.note_text(n.body)'
  const escalation = 'app.escalation_text(summary, details, case_reference, child_safety)'
  const texts = [
    `select x.person_id, x.name from person x join membership m on m.org_id = x.org_id and m.person_id = x.person_id
     where x.${inOrg} and m.${led} and m.role = 'analyst' and normalize(x.name, nfc) ~* ${pattern} order by x.name ${limit}`,
    `${number('app.case_number(a.case_ref)', query)} union ${number('reverse(app.case_number(a.case_ref))', [...query].toReversed().join(''))}
     union ${named('policy')} union ${named('queue')}`,
    `select n.note_id, a.name as author, s.name as subject, n.audience, n.body, n.created_at from note n
     join person a on a.org_id = n.org_id and a.person_id = n.author_id
     join person s on s.org_id = n.org_id and s.person_id = n.subject_id
     where n.${inOrg} and n.author_id = '${lead.personId}' and n.${led} and app.search_key(${note}) like ${letters}
       and normalize(${note}, nfc) ~* ${pattern} order by n.created_at desc ${limit}`,
    `select escalation_id, summary, case_reference, details, status, changed_at from escalation
     where ${inOrg} and ${led} and submitted_at is not null and app.search_key(${escalation}) like ${letters}
       and normalize(${escalation}, nfc) ~* ${pattern} order by changed_at desc ${limit}`,
  ]
  return texts.map((text, place) => ({ name: `bare_${place}`, text, values: [], together: place > 0 }))
}

async function benchPhone(): Promise<Figure[]> {
  await buildClient()
  return await withBenchDatabase(async (database) => {
    const today = Temporal.Now.plainDateISO('Asia/Seoul').toString()
    await seedTestDemo(database, { today, seed: demoSeed })
    const dure = await startDureProcess(database)
    const phone = await openBenchPhone(dure.url)
    try {
      const page = await phone.context.newPage()
      await signInOnPage(page, { email: emailOf(leadOf.community), password: demoPassword })
      await untilPrefetched(page)
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
      await page.close()
      return await benchSearchTasks(phone, { cases, notes })
    } finally {
      await phone.close()
      await dure.stop()
    }
  })
}
