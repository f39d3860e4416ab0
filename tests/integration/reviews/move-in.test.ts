import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '#server/db/one-client.ts'
import type { MoveInOptions, MoveInReport } from '#shared/reviews/move-in-views.ts'
import { raiseInput } from '#tests/integration/escalations/cast.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import {
  type ExportFile,
  jsonFile,
  maestroFiles,
  moveInFile,
  moveInOptionsFor,
  sendMoveIn,
  zendeskFiles,
} from '#tests/support/move-in-files.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let app: TestApp
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  app = await startTestApp(database)
})
afterAll(() => app.stop())

/** A team with the people whom the files name, a manager above it, and somebody of another team. */
async function setting() {
  const org = await makeOrg(app.owner)
  const teamId = await makeTeam(app.owner, org, { name: '상담 검수' })
  const other = await makeTeam(app.owner, org)
  const person = (reference: string, memberships: Parameters<typeof makePerson>[2]) =>
    makePerson(app.owner, org, { reference: `${reference}@dure.example`, ...memberships })
  const lead = await person('haesol.jeong', { memberships: [{ role: 'lead', teamId }] })
  const yerin = await person('yerin.han', { memberships: [{ role: 'analyst', teamId }] })
  const jihu = await person('jihu.nam', { memberships: [{ role: 'analyst', teamId }] })
  const manager = await person('hyein.shim', { memberships: [{ role: 'manager', teamId }] })
  await person('aoife.brannigan', { memberships: [{ role: 'analyst', teamId: other }] })
  const admin = await makePerson(app.owner, org, { memberships: [{ role: 'admin' }] })
  return { org, teamId, lead, yerin, jihu, manager, admin, by: await app.signIn(lead) }
}
type Setting = Awaited<ReturnType<typeof setting>>

async function move(
  { teamId, by }: Pick<Setting, 'teamId' | 'by'>,
  files: readonly ExportFile[] = zendeskFiles,
  more: Partial<MoveInOptions> = {},
): Promise<MoveInReport> {
  const { report } = await sendMoveIn(app.url, by, { files, options: moveInOptionsFor(teamId, files, more) })
  if (!report) throw new Error('No report')
  return report
}

async function stored(org: string) {
  const { rows } = await sql<Record<string, number>>`select
    (select count(*)::int from rubric where org_id = ${org}) as rubrics,
    (select count(*)::int from rubric_version where org_id = ${org}) as versions,
    (select count(*)::int from review where org_id = ${org}) as reviews,
    (select count(*)::int from review_dispute where org_id = ${org}) as disputes,
    (select count(*)::int from calibration_round where org_id = ${org}) as rounds,
    (select count(*)::int from move_in_item where org_id = ${org}) as items`.execute(app.owner)
  return rows[0]
}
const nothing = { rubrics: 0, versions: 0, reviews: 0, disputes: 0, rounds: 0, items: 0 }

const undo = (by: SignedIn, { moveInId }: MoveInReport) =>
  by.client.reviews.undoMoveIn.mutate({ meta: by.meta(), input: { moveInId: moveInId ?? uuidv7() } })

describe('an export of Zendesk QA', () => {
  test('is moved in whole, and every difference of a stored score is reported', async () => {
    const cast = await setting()
    const report = await move(cast)
    expect(report.problems).toEqual([])
    expect(report.added).toEqual({ rubrics: 1, versions: 3, reviews: 7, machines: 1, disputes: 4, rounds: 1 })
    expect(report).toMatchObject({ known: 0, changed: [], refused: 3, check: false })
    expect(
      report.differences.map(({ caseRef, stored: was, reckoned, reason }) => [
        ...[caseRef, was, reckoned && Math.round(reckoned * 100) / 100, reason],
      ]),
    ).toEqual([
      ['ZD-1003', 50, 0, 'critical_counts_here'],
      ['ZD-1004', 66.67, 58.33, 'unweighted'],
    ])
    const left = report.leftOut.map(({ reason, about }) => `${reason} ${about}`)
    for (const line of [
      'group_critical 정책 안내',
      'wellbeing wellbeing_surveys',
      'nobody left.long.ago@support.example',
      'not_in_team aoife.brannigan@dure.example',
      'self_review jihu.nam@dure.example',
      'reviewer_elsewhere team.coach@support.example',
      'absent_score 72057594037927008',
      'dispute_without_review 72057594037927999',
      'dispute_partly_before_unknown 72057594037927010 · 900719925474099312',
      'dispute_applied_before 72057594037927010 · 900719925474099313',
      'zero_weight 상담 품질 · Spelling',
      'critical_kind rights',
    ])
      expect(left).toContain(line)
    expect(await stored(cast.org)).toEqual({
      ...{ rubrics: 1, versions: 3, reviews: 7, disputes: 4, rounds: 1 },
      items: 16,
    })
  })

  test('is read on its pages: the score, whose it is, the decision of a dispute, and where it came from', async () => {
    const cast = await setting()
    await move(cast)
    const { reviews } = await cast.by.client.reviews.person.query({ personId: cast.yerin.personId })
    expect(reviews.map(({ caseRef, score }) => [caseRef, score && Math.round(score * 1000) / 10])).toEqual([
      ['ZD-1003', 100],
      ['ZD-1002', 83.3],
      ['ZD-1001', 50],
    ])
    const accepted = await cast.by.client.reviews.review.query({ reviewId: reviews[0]?.reviewId ?? '' })
    expect(accepted).toMatchObject({
      published: { score: 0 },
      acknowledgedAt: null,
      reviewer: { personId: cast.lead.personId },
      disputes: [
        {
          state: 'accepted',
          decidedBy: { personId: cast.manager.personId },
          before: { level: 0 },
          why: 'Unclear policy',
        },
      ],
    })
    const origin = await cast.by.client.reviews.origin.query({ entityId: reviews[0]?.reviewId ?? '' })
    expect(origin.origin).toMatchObject({
      ...{ source: 'zendesk-qa', externalId: '72057594037927003' },
      difference: { stored: 50, outOf: 100, reckoned: 0, reason: 'critical_counts_here' },
    })
    const yerin = await app.signIn(cast.yerin)
    expect(await yerin.client.reviews.origin.query({ entityId: reviews[1]?.reviewId ?? '' })).toMatchObject({
      origin: { difference: null },
    })
    const jihu = await app.signIn(cast.jihu)
    expect(await jihu.client.reviews.origin.query({ entityId: reviews[1]?.reviewId ?? '' })).toEqual({
      origin: null,
    })
    const { reviews: own } = await jihu.client.reviews.person.query({ personId: cast.jihu.personId })
    expect(
      own
        .map(({ caseRef, reviewer, byMachine }) => `${caseRef} ${reviewer !== null} ${byMachine}`)
        .toSorted(),
    ).toEqual(['ZD-1004 false true', 'ZD-1004 true false', 'ZD-1007 false false', 'ZD-1009 true false'])
    const today = await yerin.client.today.list.query()
    expect(JSON.stringify(today)).not.toContain('dispute_decided')
  })

  test('makes rounds that have ended, with the ratings of those who are here', async () => {
    const cast = await setting()
    const report = await move(cast)
    expect(report.leftOut.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['rater_unknown', 'rater_machine']),
    )
    const { rounds } = await cast.by.client.calibration.rounds.query()
    expect(rounds).toMatchObject([
      { title: '10월 맞춤 평가', imported: true, cases: 4, raters: 3, submitted: 3 },
    ])
    const round = await cast.by.client.calibration.round.query({ roundId: rounds[0]?.roundId ?? '' })
    expect(round.closedAt).not.toBeNull()
    expect(round.options.map(({ value }) => value)).toEqual(['50', '100'])
    const first = round.result?.cases.find(({ caseId }) => caseId === round.items[0]?.caseId)
    expect(first?.marks.map(({ value }) => value).toSorted()).toEqual(['100', '100', '50'])
  })

  test('moved in again doubles nothing, and what has changed there is said', async () => {
    const cast = await setting()
    await move(cast)
    const before = await stored(cast.org)
    const again = await move(cast)
    expect(again).toMatchObject({ moveInId: null, known: 12, changed: [] })
    expect(Object.values(again.added)).toEqual([0, 0, 0, 0, 0, 0])
    const text = Buffer.from(moveInFile('zendesk-conversations.json').bytes).toString()
    const edited = { name: 'later.json', bytes: Buffer.from(text.replace('83.33', '80')) }
    const changed = await move(cast, [moveInFile('zendesk-scorecards.json'), edited])
    expect(changed).toMatchObject({
      moveInId: null,
      changed: [{ kind: 'review', externalId: '72057594037927002' }],
    })
    expect(await stored(cast.org)).toEqual(before)
  })

  test('is checked without being stored', async () => {
    const cast = await setting()
    const report = await move(cast, zendeskFiles, { check: true })
    expect(report).toMatchObject({ moveInId: null, check: true, added: { reviews: 7 } })
    expect(await stored(cast.org)).toEqual(nothing)
  })

  test('with a file that is cut off is refused whole', async () => {
    const cast = await setting()
    const [scorecards, conversations] = zendeskFiles
    const cut = { name: 'cut.json', bytes: conversations?.bytes.subarray(0, 2000) ?? Buffer.from('') }
    const report = await move(cast, scorecards ? [scorecards, cut] : [])
    expect(report).toMatchObject({
      moveInId: null,
      problems: [{ file: 'cut.json', problem: 'not_json', detail: 'cut off' }],
    })
    expect(await stored(cast.org)).toEqual(nothing)
  })

  test('with a time that is none, or that could be two, is refused with its place', async () => {
    const cast = await setting()
    const review = (id: string, createdISO: string) => ({
      id,
      createdISO,
      reviewee: 'yerin.han@dure.example',
      ratings: [],
    })
    const files = [
      jsonFile('a.json', [
        { externalId: 'T', reviews: [review('1', 'yesterday'), review('2', '3/11/2026 10:00')] },
      ]),
    ]
    expect((await move(cast, files)).problems).toEqual([
      { file: 'a.json', place: '$[0].reviews[0]', problem: 'not_a_time', detail: 'yesterday' },
      { file: 'a.json', place: '$[0].reviews[1]', problem: 'ambiguous_time', detail: '3/11/2026 10:00' },
    ])
  })
})

describe('CSVs of MaestroQA', () => {
  test('are moved in with their sections, in the zone of the team', async () => {
    const cast = await setting()
    const report = await move(cast, maestroFiles, { source: 'maestro-qa' })
    expect(report.problems).toEqual([])
    expect(report).toMatchObject({
      added: { rubrics: 1, versions: 1, reviews: 4, machines: 1 },
      refused: 1,
      differences: [{ caseRef: 'T-2', stored: 14, outOf: 20, reckoned: 75, reason: 'unexplained' }],
    })
    const { reviews } = await cast.by.client.reviews.person.query({ personId: cast.yerin.personId })
    expect(reviews).toMatchObject([{ score: 0.75, publishedAt: '2026-10-06T01:05:00Z' }])
    expect(await move(cast, maestroFiles, { source: 'maestro-qa' })).toMatchObject({
      known: 4,
      moveInId: null,
    })
  })
})

describe('a move is taken back', () => {
  test('whole, once, and the same files are new again', async () => {
    const cast = await setting()
    const report = await move(cast)
    const { moves } = await cast.by.client.reviews.moveIns.query({ teamId: cast.teamId })
    expect(moves).toMatchObject([
      {
        moveInId: report.moveInId,
        source: 'zendesk-qa',
        counts: { reviews: 7, machines: 1 },
        undoneAt: null,
      },
    ])
    await undo(cast.by, report)
    expect(await stored(cast.org)).toEqual(nothing)
    expect(await refusalOf(undo(cast.by, report))).toMatchObject({ details: { reason: 'move_in_undone' } })
    expect(await move(cast)).toMatchObject({ known: 0, added: { reviews: 7 } })
  })

  test('and a rubric is again what it was', async () => {
    const cast = await setting()
    await move(cast)
    const states = async () => {
      const { versions } = await cast.by.client.rubrics.list.query()
      return versions.map(({ number, state }) => [number, state]).toSorted()
    }
    const before = await states()
    expect(before).toEqual([
      [1, 'archived'],
      [2, 'archived'],
      [3, 'published'],
    ])
    const text = Buffer.from(moveInFile('zendesk-scorecards.json').bytes).toString()
    const heavier = {
      name: 'scorecards.json',
      bytes: Buffer.from(text.replace('"weight": 30', '"weight": 35')),
    }
    const second = await move(cast, [heavier])
    expect(second.added).toMatchObject({ rubrics: 0, versions: 1, reviews: 0 })
    expect(await states()).toEqual([
      [1, 'archived'],
      [2, 'archived'],
      [3, 'archived'],
      [4, 'published'],
    ])
    await undo(cast.by, second)
    expect(await states()).toEqual(before)
  })

  test('not while something stands on it', async () => {
    const cast = await setting()
    const report = await move(cast)
    const { reviews } = await cast.by.client.reviews.person.query({ personId: cast.yerin.personId })
    const [first] = reviews
    const { ratings } = await cast.by.client.reviews.review.query({ reviewId: first?.reviewId ?? '' })
    await cast.by.client.reviews.reply.mutate({
      meta: cast.by.meta(),
      input: {
        ...{ replyId: uuidv7(), reviewId: first?.reviewId ?? '', text: 'About this line.' },
        criterionId: ratings[0]?.criterionId ?? '',
      },
    })
    expect(await refusalOf(undo(cast.by, report))).toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'move_in_stands', values: { replied: 1, disputed: 0 } },
    })
    expect(await stored(cast.org)).toMatchObject({ reviews: 7 })
  })

  test('not while an escalation points at a review, a dispute or a case of it', async () => {
    const cast = await setting()
    const report = await move(cast)
    const { rows } = await sql<{ review: string; dispute: string; round: string; split: string }>`
      select d.review_id as review, d.dispute_id as dispute, c.round_id as round, c.case_id as split
      from review_dispute d, calibration_case c where d.org_id = ${cast.org} and c.org_id = ${cast.org} limit 1`.execute(
      app.owner,
    )
    const { review = '', dispute = '', round = '', split = '' } = rows[0] ?? {}
    const links = [
      { kind: 'dispute' as const, linkId: uuidv7(), disputeId: dispute },
      { kind: 'split' as const, linkId: uuidv7(), roundId: round, caseId: split },
      { kind: 'review' as const, linkId: uuidv7(), reviewId: review },
    ]
    for (const [index, link] of links.entries()) {
      const input = raiseInput(cast.teamId, { links: [link] })
      await cast.by.client.escalations.raise.mutate({ meta: cast.by.meta(), input })
      expect(await refusalOf(undo(cast.by, report)), link.kind).toMatchObject({
        code: 'CONFLICT',
        details: { reason: 'move_in_stands', values: { escalated: index + 1 } },
      })
    }
    const { rows: kept } = await sql`select from escalation_link where org_id = ${cast.org}`.execute(
      app.owner,
    )
    expect(kept).toHaveLength(3)
  })
})

describe('who may', () => {
  test('is who leads the team or administers; nobody else, and of this site', async () => {
    const cast = await setting()
    const options = moveInOptionsFor(cast.teamId, zendeskFiles)
    const statusFor = async (by: Pick<SignedIn, 'cookie'>) =>
      (await sendMoveIn(app.url, by, { files: zendeskFiles, options })).status
    expect(await statusFor(await app.signIn(cast.yerin))).toBe(404)
    expect(await statusFor(await app.signIn(cast.manager))).toBe(403)
    expect(await statusFor({ cookie: () => '' })).toBe(401)
    expect(await statusFor((await setting()).by)).toBe(404)
    expect(await stored(cast.org)).toEqual(nothing)
    const admin = await app.signIn(cast.admin)
    const report = await move({ teamId: cast.teamId, by: admin })
    expect(report.added.reviews).toBe(7)
    // Whoever administers writes it without reading it.
    expect(
      await refusalOf(admin.client.reviews.person.query({ personId: cast.yerin.personId })),
    ).toMatchObject({
      code: 'NOT_FOUND',
    })
    await undo(admin, report)
    expect(await stored(cast.org)).toEqual(nothing)
  })

  test('the database refuses everybody else by itself', async () => {
    const cast = await setting()
    const report = await move(cast)
    const asPerson = (person: string, statement: string, value: unknown) =>
      withClient(database.appUrl, async (client) => {
        await client.query(`set app.org = '${cast.org}'; set app.actor = '${person}'`)
        return await client.query(statement, [value])
      })
    const denied = { code: '42501' }
    for (const person of [cast.manager.personId, cast.yerin.personId]) {
      const batch = JSON.stringify({ teamId: cast.teamId })
      await expect(asPerson(person, 'select app.store_move_in($1)', batch)).rejects.toMatchObject(denied)
      await expect(asPerson(person, 'select app.undo_move_in($1)', report.moveInId)).rejects.toMatchObject(
        denied,
      )
      const seen = await asPerson(person, 'select from app.move_in_people($1)', cast.teamId)
      expect(seen.rows).toEqual([])
    }
  })
})

test('nobody moves in reviews of their own work', async () => {
  const cast = await setting()
  const both = await makePerson(app.owner, cast.org, {
    reference: 'both@dure.example',
    memberships: (['lead', 'analyst'] as const).map((role) => ({ role, teamId: cast.teamId })),
  })
  const review = { id: '1', createdISO: '2026-10-06T01:00:00Z', reviewee: 'both@dure.example' }
  const ratings = [{ categoryId: '1', categoryName: 'Tone', score: 100, weight: 1 }]
  const files = [jsonFile('a.json', [{ externalId: 'T', reviews: [{ ...review, ratings, score: 100 }] }])]
  const own = await move({ teamId: cast.teamId, by: await app.signIn(both) }, files)
  expect(own).toMatchObject({ refused: 1, added: { reviews: 0 } })
  expect(await move(cast, files)).toMatchObject({ refused: 0, added: { reviews: 1 } })
})

test('the same files at the same moment are moved in once', async () => {
  const cast = await setting()
  const both = await Promise.all([move(cast), move(cast)])
  expect(both.map(({ added }) => added.reviews).toSorted()).toEqual([0, 7])
  expect(await stored(cast.org)).toMatchObject({ reviews: 7, rubrics: 1 })
})
