import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '#server/db/one-client.ts'
import type { MoveInReport, PersonToMake } from '#shared/reviews/move-in-views.ts'
import { type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { type ExportFile, jsonFile, moveInOptionsFor, sendMoveIn } from '#tests/support/move-in-files.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let app: TestApp
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  app = await startTestApp(database)
})
afterAll(() => app.stop())

/** A team with a lead and one of the analysts whom the files name, and an administrator. */
async function setting() {
  const org = await makeOrg(app.owner)
  const teamId = await makeTeam(app.owner, org, { name: '상담 검수' })
  const other = await makeTeam(app.owner, org, { name: '다른 팀' })
  const lead = await makePerson(app.owner, org, {
    ...{ reference: 'lead@support.example', name: '리드', memberships: [{ role: 'lead', teamId }] },
  })
  const known = await makePerson(app.owner, org, {
    ...{ reference: 'known@support.example', name: '한예린', memberships: [{ role: 'analyst', teamId }] },
  })
  const admin = await makePerson(app.owner, org, { name: '관리', memberships: [{ role: 'admin' }] })
  return { org, teamId, other, lead, known, admin, by: await app.signIn(lead) }
}
type Setting = Awaited<ReturnType<typeof setting>>

const person = (called: string, name?: string) => ({ email: called, ...(name ? { name } : {}) })
const ratings = [{ categoryId: '1', categoryName: 'Tone', score: 100, weight: 1 }]
const review = (id: string, { of, by, day }: { of: object | string; by: object | string; day: string }) => ({
  externalId: `T-${id}`,
  reviews: [{ id, createdISO: `${day}T01:00:00Z`, reviewee: of, reviewer: by, score: 100, ratings }],
})
const [mina, coach] = [person('Mina.Seo@support.example', '서민아'), person('coach@support.example', '코치')]
/** One review of who is known; two of somebody who is not, by somebody who is not. */
const files = [
  jsonFile('a.json', [
    review('1', {
      of: person('known@support.example'),
      by: person('lead@support.example'),
      day: '2026-09-01',
    }),
    review('2', { of: mina, by: coach, day: '2026-10-05' }),
    review('3', { of: mina, by: coach, day: '2026-09-14' }),
  ]),
]

const toMake = (teamId: string, given: Partial<PersonToMake> = {}): PersonToMake => ({
  ...{ called: 'mina.seo@support.example', name: '서민아', teamId, role: 'analyst', startsOn: '2026-09-14' },
  ...given,
})

interface Sent {
  people?: readonly Partial<PersonToMake>[]
  check?: boolean
  files?: readonly ExportFile[]
  by?: SignedIn
}
const send = ({ teamId, by }: Pick<Setting, 'teamId' | 'by'>, sent: Sent = {}) => {
  const { people = [], check = false, files: own = files } = sent
  const options = moveInOptionsFor(teamId, own, { check })
  return sendMoveIn(app.url, sent.by ?? by, { files: own, options, people })
}
async function move(cast: Pick<Setting, 'teamId' | 'by'>, sent: Sent = {}): Promise<MoveInReport> {
  const { report, error } = await send(cast, sent)
  if (!report) throw new Error(JSON.stringify(error))
  return report
}
const undo = (by: SignedIn, { moveInId }: MoveInReport) =>
  by.client.reviews.undoMoveIn.mutate({ meta: by.meta(), input: { moveInId: moveInId ?? uuidv7() } })

const people = (org: string) =>
  app.owner
    .selectFrom('person as p')
    .leftJoin('membership as m', (join) =>
      join.onRef('m.org_id', '=', 'p.org_id').onRef('m.person_id', '=', 'p.person_id'),
    )
    .select(['p.person_id', 'p.name', 'p.reference', 'm.team_id', 'm.role', 'm.confirmed_at'])
    .select([
      sql<string | null>`m.starts_on::text`.as('starts_on'),
      sql<string | null>`m.ends_on::text`.as('ends_on'),
    ])
    .where('p.org_id', '=', org)
    .where('p.name', 'not in', ['리드', '한예린', '관리'])
    .orderBy('p.name')
    .execute()

describe('people whom nobody knows', () => {
  test('are listed before anything is written, and left out with their rows unless they are chosen', async () => {
    const cast = await setting()
    const report = await move(cast)
    expect(report).toMatchObject({ refused: 2, added: { reviews: 1 } })
    expect(report.unknown).toEqual([
      {
        ...{ called: 'coach@support.example', name: '코치', reviewed: 0, reviewing: 2, namesakes: 0 },
        ...{ firstDay: '2026-09-14', lastDay: '2026-10-05', made: false },
      },
      {
        ...{ called: 'Mina.Seo@support.example', name: '서민아', reviewed: 2, reviewing: 0, namesakes: 0 },
        ...{ firstDay: '2026-09-14', lastDay: '2026-10-05', made: false },
      },
    ])
    expect(await people(cast.org)).toEqual([])
  })

  test('are made with their rows by the lead of the team; twice makes nobody twice, and nobody is invited', async () => {
    const cast = await setting()
    const chosen = [
      toMake(cast.teamId),
      toMake(cast.teamId, { called: 'coach@support.example', name: '코치', role: 'none' }),
    ]
    const checked = await move(cast, { people: chosen, check: true })
    expect(checked).toMatchObject({ moveInId: null, refused: 0, added: { reviews: 3 } })
    expect(checked.unknown.map(({ made }) => made)).toEqual([true, true])
    expect(await people(cast.org)).toEqual([])

    await move(cast, { people: chosen })
    const made = await people(cast.org)
    expect(made).toMatchObject([
      {
        ...{ name: '서민아', reference: 'mina.seo@support.example', team_id: cast.teamId, role: 'analyst' },
        // No total of the team counts somebody whom its lead made before somebody else confirmed it.
        ...{ starts_on: '2026-09-14', ends_on: null, confirmed_at: null },
      },
      { name: '코치', reference: 'coach@support.example', team_id: null },
    ])
    const { reviews } = await cast.by.client.reviews.person.query({ personId: made[0]?.person_id ?? '' })
    expect(reviews.map(({ caseRef, reviewer }) => [caseRef, reviewer?.name])).toEqual([
      ['T-2', '코치'],
      ['T-3', '코치'],
    ])
    expect(
      await app.owner.selectFrom('invitation').select('email').where('org_id', '=', cast.org).execute(),
    ).toEqual([])

    const again = await move(cast, { people: chosen })
    expect(again).toMatchObject({ moveInId: null, unknown: [], known: 3 })
    expect(await people(cast.org)).toEqual(made)
  })

  test('are those of later files alone where some are known by now', async () => {
    const cast = await setting()
    await move(cast)
    const both = [toMake(cast.teamId), toMake(cast.teamId, { called: 'stranger@support.example' })]
    const second = await move(cast, { people: both })
    expect(second).toMatchObject({ known: 1, added: { reviews: 2 }, refused: 0 })
    expect(second.unknown.map(({ called, made }) => [called, made])).toEqual([
      ['coach@support.example', false],
      ['Mina.Seo@support.example', true],
    ])
    expect(await people(cast.org)).toMatchObject([{ name: '서민아' }])
  })

  test('who have left were analysts as long as their rows reach', async () => {
    const cast = await setting()
    const report = await move(cast, { people: [toMake(cast.teamId, { role: 'none' })] })
    expect(report.added.reviews).toBe(3)
    expect(await people(cast.org)).toMatchObject([{ starts_on: '2026-09-14', ends_on: '2026-10-06' }])
    const me = await cast.by.client.people.me.query()
    expect(JSON.stringify(me.teams)).not.toContain('서민아')
  })

  test('of one name stay two by their addresses; a name that two people here have asks for nobody', async () => {
    const cast = await setting()
    const both = ['seo1@support.example', 'seo2@support.example']
    for (const reference of ['twin1', 'twin2'])
      await makePerson(app.owner, cast.org, {
        ...{ name: '김쌍둥', reference, memberships: [{ role: 'analyst', teamId: cast.teamId }] },
      })
    const twins = [
      jsonFile('a.json', [
        ...both.map((email, place) =>
          review(`${place}`, { of: person(email, '한예린'), by: '', day: '2026-09-01' }),
        ),
        review('9', { of: { name: '김쌍둥' }, by: '', day: '2026-09-01' }),
      ]),
    ]
    const report = await move(cast, {
      files: twins,
      people: both.map((called) => toMake(cast.teamId, { called, name: '한예린' })),
    })
    expect(report.unknown.map(({ called, namesakes }) => [called, namesakes])).toEqual(
      both.map((email) => [email, 1]),
    )
    expect(report.added.reviews).toBe(2)
    expect(report.leftOut).toContainEqual(
      expect.objectContaining({ reason: 'several_people', about: '김쌍둥' }),
    )
    const { rows } = await withClient(database.ownerUrl, (client) =>
      client.query('select reference from person where org_id = $1 and name = $2 order by 1', [
        ...[cast.org, '한예린'],
      ]),
    )
    expect(rows.map(({ reference }) => reference)).toEqual(['known@support.example', ...both])
  })
})

describe('one human whom the files call in more than one way', () => {
  const day = '2026-09-14'
  const lead = person('lead@support.example')
  const byAddress = review('1', { of: mina, by: lead, day })
  const byName = review('2', { of: { name: '서민아', id: 12 }, by: lead, day })
  const byId = review('3', { of: '12', by: lead, day })
  const reviewsOf = (report: MoveInReport) => [report.added.reviews, report.refused]

  test('is one person, whichever row comes first, and whatever they are called here', async () => {
    for (const rows of [
      [byAddress, byName, byId],
      [byId, byName, byAddress],
    ]) {
      const cast = await setting()
      const own = [jsonFile('a.json', rows)]
      const listed = await move(cast, { files: own, check: true })
      expect(listed.unknown).toMatchObject([
        { called: 'Mina.Seo@support.example', name: '서민아', reviewed: 3, reviewing: 0 },
      ])
      const report = await move(cast, { files: own, people: [toMake(cast.teamId, { name: '서 민아' })] })
      expect(reviewsOf(report)).toEqual([3, 0])
      expect(await people(cast.org)).toMatchObject([
        { name: '서 민아', reference: 'mina.seo@support.example' },
      ])
    }
  })

  test('is found where the address is known under another name', async () => {
    const cast = await setting()
    const known = review('1', { of: person('known@support.example', 'Yerin Han'), by: lead, day })
    const named = review('2', { of: { name: 'Yerin Han' }, by: lead, day })
    const report = await move(cast, { files: [jsonFile('a.json', [known, named])] })
    expect(report.unknown).toEqual([])
    expect(reviewsOf(report)).toEqual([2, 0])
  })

  test('is nobody where the name stands for an address and for a namesake', async () => {
    const cast = await setting()
    await makePerson(app.owner, cast.org, {
      ...{ name: 'Yerin Han', reference: 'b7', memberships: [{ role: 'analyst', teamId: cast.teamId }] },
    })
    const known = review('1', { of: person('known@support.example', 'Yerin Han'), by: lead, day })
    const named = review('2', { of: { name: 'Yerin Han' }, by: lead, day })
    const report = await move(cast, { files: [jsonFile('a.json', [known, named])] })
    expect(reviewsOf(report)).toEqual([1, 1])
    expect(report.leftOut).toContainEqual(
      expect.objectContaining({ reason: 'several_people', about: 'Yerin Han' }),
    )
  })

  test('is nobody where the name stands for two addresses', async () => {
    const cast = await setting()
    const other = review('4', { of: person('seo2@support.example', '서민아'), by: lead, day })
    const named = review('5', { of: { name: '서민아' }, by: lead, day })
    const own = [jsonFile('a.json', [byAddress, other, named])]
    const report = await move(cast, { files: own, people: [toMake(cast.teamId)] })
    expect(report.unknown.map(({ called, reviewed }) => [called, reviewed])).toEqual([
      ['Mina.Seo@support.example', 1],
      ['seo2@support.example', 1],
    ])
    expect(reviewsOf(report)).toEqual([1, 2])
    expect(report.leftOut).toContainEqual(
      expect.objectContaining({ reason: 'several_people', about: '서민아' }),
    )
  })
})

describe('who may make them', () => {
  test('a lead in the teams that they lead, an administrator in all, and nobody in another organisation', async () => {
    const cast = await setting()
    const elsewhere = [toMake(cast.other)]
    expect(await send(cast, { people: elsewhere })).toMatchObject({
      status: 403,
      error: { code: 'FORBIDDEN', details: { field: 'people.0.teamId', reason: 'people_elsewhere' } },
    })
    const foreign = await setting()
    const foreignAdmin = await app.signIn(foreign.admin)
    expect((await send(cast, { people: [toMake(cast.teamId)], by: foreignAdmin })).status).toBe(404)
    const admin = await app.signIn(cast.admin)
    expect((await send(cast, { people: [toMake(foreign.teamId)], by: admin })).status).toBe(404)
    expect(await people(cast.org)).toEqual([])

    // Somebody of another team is made there, and their reviews are none of this team's.
    const report = await move(cast, { people: elsewhere, by: admin })
    expect(report).toMatchObject({ refused: 2, added: { reviews: 1 } })
    expect(await people(cast.org)).toMatchObject([{ name: '서민아', team_id: cast.other }])
  })

  test('what cannot be is refused at its field', async () => {
    const cast = await setting()
    const fieldOf = async (given: Partial<PersonToMake>) => {
      const { status, error } = await send(cast, { people: [toMake(cast.teamId, given)] })
      return [status, error?.details?.field]
    }
    expect(await fieldOf({ name: ' ' })).toEqual([400, 'people.0.name'])
    expect(await fieldOf({ name: 'a\0b' })).toEqual([400, 'people.0.name'])
    expect(await fieldOf({ name: '가'.repeat(201) })).toEqual([400, 'people.0.name'])
    expect(await fieldOf({ startsOn: '2026-02-30' })).toEqual([400, 'people.0.startsOn'])
    expect(await fieldOf({ startsOn: '2199-01-01' })).toEqual([400, 'people.0.startsOn'])
    expect(await fieldOf({ teamId: 'team' })).toEqual([400, 'people.0.teamId'])
    expect(await people(cast.org)).toEqual([])
  })
})

describe('a move that is taken back', () => {
  test('takes the people away whom it made', async () => {
    const cast = await setting()
    const chosen = [
      toMake(cast.teamId),
      toMake(cast.teamId, { called: 'coach@support.example', name: '코치', role: 'none' }),
    ]
    const report = await move(cast, { people: chosen })
    const { moves } = await cast.by.client.reviews.moveIns.query({ teamId: cast.teamId })
    expect(moves).toMatchObject([{ counts: { people: 2 } }])
    await undo(cast.by, report)
    expect(await people(cast.org)).toEqual([])
    expect(await move(cast, { people: chosen })).toMatchObject({ added: { reviews: 3 } })
  })

  test('but for those whom something else names by now', async () => {
    const cast = await setting()
    const report = await move(cast, { people: [toMake(cast.teamId)] })
    const [made] = await people(cast.org)
    await cast.by.client.administration.inviteAnalyst.mutate({
      meta: cast.by.meta(),
      input: {
        ...{ personId: made?.person_id ?? '', membershipId: uuidv7(), teamId: cast.teamId, name: '서민아' },
        ...{ email: 'mina.seo@support.example', locale: 'ko', tokenHash: 'a'.repeat(64) },
      },
    })
    await undo(cast.by, report)
    expect(await people(cast.org)).toMatchObject([{ name: '서민아', role: 'analyst' }])
  })

  test('takes nobody away of whom it only says that it made them', async () => {
    const cast = await setting()
    const moveInId = uuidv7()
    const batch = {
      ...{ moveInId, teamId: cast.teamId, source: 'zendesk-qa', entryId: uuidv7(), files: ['a'] },
      ...{ counts: {}, rubrics: [], versions: [], reviews: [], ratings: [], disputes: [], rescores: [] },
      ...{ rounds: [], cases: [], raters: [], roundRatings: [], items: [] },
      made: { people: [cast.admin.personId, cast.known.personId], memberships: [] },
    }
    await withClient(database.appUrl, async (client) => {
      await client.query(`set app.org = '${cast.org}'; set app.actor = '${cast.lead.personId}'`)
      await client.query('select app.store_move_in($1)', [JSON.stringify(batch)])
      await client.query('select app.undo_move_in($1)', [moveInId])
    })
    const { rows } = await withClient(database.ownerUrl, (client) =>
      client.query('select from person where org_id = $1', [cast.org]),
    )
    expect(rows).toHaveLength(3)
  })
})

test('a dispute that was accepted in part is one here, with the rating and the score of the file', async () => {
  const cast = await setting()
  const two = [
    { categoryId: '1', categoryName: 'Tone', score: 100, weight: 1 },
    { categoryId: '2', categoryName: 'Policy', score: 60, weight: 1 },
  ]
  const disputed = {
    ...{ id: '1', createdISO: '2026-10-05T01:00:00Z', reviewee: person('known@support.example') },
    ...{ reviewer: person('lead@support.example'), score: 80, ratings: two },
  }
  const own = [
    jsonFile('a.json', {
      conversations: [{ externalId: 'T', reviews: [disputed] }],
      disputes: [
        {
          ...{ id: 'd', reviewId: '1', type: 'DISPUTE', status: 'PARTIALLY_ACCEPTED' },
          ...{ createdBy: person('known@support.example'), assignee: person('coach@support.example') },
          resolvedAt: '2026-10-07T01:00:00Z',
          categories: [{ id: '2', expectedRating: 100, rootCause: ['Unclear policy'] }],
        },
      ],
    }),
  ]
  const report = await move(cast, { files: own })
  expect(report).toMatchObject({ added: { disputes: 1 }, differences: [] })
  expect(report.leftOut).toContainEqual(
    expect.objectContaining({ reason: 'dispute_partly_before_unknown', about: '1 · 2' }),
  )
  const { reviews } = await cast.by.client.reviews.person.query({ personId: cast.known.personId })
  const found = await cast.by.client.reviews.review.query({ reviewId: reviews[0]?.reviewId ?? '' })
  expect(found).toMatchObject({
    score: 0.8,
    published: null,
    disputes: [{ state: 'partly', asked: { level: 100 }, final: { level: 60 }, reason: '–' }],
  })
  const figures = await cast.by.client.reviews.disputes.query({ teamId: cast.teamId })
  expect(figures.rows).toMatchObject([{ state: 'partly', n: 1 }])
  // Its decider is listed among the people whom nobody knows.
  expect(report.unknown).toMatchObject([{ called: 'coach@support.example', reviewing: 1 }])
  await undo(cast.by, report)
  expect(await move(cast, { files: own })).toMatchObject({ added: { disputes: 1 } })
})
