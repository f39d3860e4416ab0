import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { ask, fileNamed, instants, refusals, run, scratchFile, setUpFiles } from './import-files-setting.ts'

setUpFiles()

describe('what comes later', () => {
  test('a verification a week later gives its rows their score, once, with their history', async () => {
    const team = 'later'
    const first = await run.import(fileNamed('80-first-unverified.csv'), team)
    expect(first.report).toMatchObject({ added: 2, verified: 0, outcomes: { unverified: 2 } })
    const dry = await run.import(fileNamed('80b-verified-later.csv'), team, '--dry-run')
    expect(dry.report).toMatchObject({ added: 0, updated: 2, refused: 0 })
    const later = await run.import(fileNamed('80b-verified-later.csv'), team)
    expect(later).toMatchObject({ code: 0, report: { added: 0, updated: 2, unchanged: 0, refused: 0 } })
    for (const name of ['80b-verified-later.csv', '80-first-unverified.csv']) {
      const again = await run.import(fileNamed(name), team)
      expect(again.report).toMatchObject({ added: 0, updated: 0, unchanged: 2, refused: 0 })
    }
    const found = {
      counts: await ask(
        sql`select n, correct, missed, unverified from audit_team_week w join team t using (org_id, team_id) where t.name = ${team}`,
      ),
      history: await ask(
        sql`select before_decision, before_outcome, after_decision, after_outcome from audit_verification order by after_outcome`,
      ),
    }
    expect(found.counts).toEqual([{ n: 2, correct: 1, missed: 1, unverified: 0 }])
    expect(found.history).toEqual([
      { before_decision: null, before_outcome: 'unverified', after_decision: 'ok', after_outcome: 'correct' },
      {
        before_decision: null,
        before_outcome: 'unverified',
        after_decision: 'violating',
        after_outcome: 'missed',
      },
    ])
    const other = await scratchFile(
      'other.csv',
      'audit_ref,case_ref,analyst,policy,decision,gold_decision,decided_at\nL1,C1,김민지,hate,violating,violating,2026-11-03T10:00:00Z\n',
    )
    expect(refusals(await run.import(other, team))).toEqual([[2, 'reference_has_other_content', 'reference']])
  })

  test.each([
    [[]],
    [['--reference', 'kim-1']],
    [['--reference', '김민지 2']],
  ])('whom an import made is the one who is invited %j', async (reference) => {
    const team = `invited ${reference.join(' ')}`
    const name = reference[1] === '김민지 2' ? '김민지 2' : `민지 ${reference.length}`
    const file = (refs: string, day: string) =>
      scratchFile(
        'invited.csv',
        `audit_ref,case_ref,analyst,policy,decision,gold_decision,decided_at\n${team}${refs},C1,${name},hate,ok,ok,${day}\n`,
      )
    expect((await run.import(await file('1', '2026-11-03'), team)).report).toMatchObject({ added: 1 })
    const invited = await run.invite(
      `minji${reference.length}${team.length}@example.org`,
      ...['--name', reference[1] === '김민지 2' ? 'Minji Kim' : name, '--role', 'analyst', '--team', team],
      ...reference,
    )
    expect(invited.code, invited.err).toBe(0)
    const again = await run.import(await file('2', '2026-11-29T04:00:00Z'), team)
    expect(again.report).toMatchObject({ added: 1, refused: 0, findings: { newPeople: [] } })
    const rows = await ask(
      sql`select count(distinct analyst_id)::int as people, count(*)::int as audits from audit where reference like ${`${team}%`}`,
    )
    expect(rows).toEqual([{ people: 1, audits: 2 }])
  })

  test('80, her invitation, 83', async () => {
    const team = 'later'
    const invited = await run.invite(
      'mj@example.org',
      '--name',
      '김민지',
      '--role',
      'analyst',
      '--team',
      team,
    )
    expect(invited.code, invited.err).toBe(0)
    const imported = await run.import(fileNamed('83-after-invite.csv'), team)
    expect(imported).toMatchObject({ code: 0, report: { added: 1, refused: 0, findings: { newPeople: [] } } })
  })

  test('two of one name are told apart by their references', async () => {
    const team = 'same name'
    for (const n of ['1', '2'])
      await run.invite(
        `seojun${n}@example.org`,
        ...['--name', '박서준', '--role', 'analyst', '--team', team, '--reference', `park-${n}`],
      )
    const imported = await run.import(fileNamed('81-same-name.csv'), team)
    expect(refusals(imported)).toEqual([
      [2, 'several_analysts', 'analyst'],
      [3, 'several_analysts', 'analyst'],
    ])
    expect(imported.report.findings?.sameNames).toEqual([
      { word: '박서준', rows: 2, instead: ['park-1', 'park-2'] },
    ])
  })
})

test('a policy is known by its code and by both of its names, and an unknown one is asked about', async () => {
  const team = 'policies'
  await run.import(fileNamed('15f-blank-semicolon.csv'), team)
  await ask(
    sql`insert into policy (org_id, code, name_ko, name_en) select org_id, 'hate-speech', '혐오 표현 정책', 'Hate speech policy' from org`,
  )
  const file = await scratchFile(
    'policies.csv',
    `audit_ref,case_ref,analyst,policy,decision,decided_at\n${[
      'hate-speech',
      'Hate Speech',
      '혐오표현 정책',
      'hate speech POLICY',
      'nobody knows',
    ]
      .map((policy, n) => `P${n},C,a1,${policy},ok,2026-11-04\n`)
      .join('')}`,
  )
  const asked = await run.import(file, team, '--dry-run')
  expect(asked.report.findings?.newPolicies).toEqual([{ word: 'nobody knows', rows: 1 }])
  const refused = await run.import(file, team, '--known-policies', '--dry-run')
  expect(refusals(refused)).toEqual([[6, 'unknown_policy', 'policy']])
  const matched = await run.import(file, team, '--policy', 'nobody knows=hate-speech')
  expect(matched.report).toMatchObject({ added: 5, refused: 0, findings: { newPolicies: [] } })
  const rows = await ask(
    sql`select distinct policy from audit where reference in ('P0', 'P1', 'P2', 'P3', 'P4')`,
  )
  expect(rows).toEqual([{ policy: 'hate-speech' }])
})

test('an import is undone whole, with whom and what it made', async () => {
  const team = 'undone'
  const file = await scratchFile(
    'undone.csv',
    'audit_ref,case_ref,analyst,policy,decision,decided_at\nU1,C1,only here,only this policy,ok,2026-11-04\n',
  )
  const { report } = await run.import(file, team)
  expect(report.findings).toMatchObject({
    newPeople: [{ word: 'only here', rows: 1 }],
    newPolicies: [{ word: 'only this policy', rows: 1 }],
  })
  const undone = await run.undo(report.importId ?? '')
  expect(undone, undone.err).toMatchObject({ code: 0 })
  expect(JSON.parse((await run.list(team)).out)).toMatchObject([{ importId: report.importId, added: 1 }])
  const rows =
    await ask(sql`select (select count(*)::int from audit where reference = 'U1') + (select count(*)::int from person where name = 'only here')
      + (select count(*)::int from policy where code = 'only this policy') as left`)
  expect(rows).toEqual([{ left: 0 }])
  expect(await run.undo(report.importId ?? '')).toMatchObject({ code: 2, out: '' })
  const again = await run.import(file, team)
  expect(again.report).toMatchObject({ added: 1 })
})

test('an export of Coop comes in without a mapping', async () => {
  const file = await scratchFile(
    'decisions.csv',
    [
      'Decisions,Policies,Reviewer,Queue,Decision Time,Decision Reason,Link',
      '"[""Remove"",""Ban""]","[""Hate"",""Spam""]",Coop Kim,q1,"11/03/2026, 02:05:00 PM",,https://coop.example.org/?jobId=j-1',
      '"[""Ignore""]",[],Coop Kim,q1,"11/03/2026, 12:05:00 AM",,https://coop.example.org/?jobId=j-2',
    ].join('\n'),
  )
  const { report } = await run.import(file, 'coop')
  expect(report).toMatchObject({ read: 3, added: 3, refused: 0 })
  expect(await instants('j-')).toEqual({
    'j-1/1': '2026-11-03 14:05:00',
    'j-1/2': '2026-11-03 14:05:00',
    'j-2/1': '2026-11-03 00:05:00',
  })
})
