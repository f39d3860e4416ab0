import { describe, expect, test } from 'vitest'
import {
  type ApprovalFacts,
  approvalsPossible,
  approversAmong,
  type Candidate,
  type DecidingRole,
  nextDecider,
  roleToDecide,
  settles,
} from './approval-rules.ts'

const facts: ApprovalFacts = {
  raiserId: 'raiser',
  authorId: 'author',
  subjectId: 'subject',
  editorIds: ['editor'],
  severity: 'P2',
  given: [],
}
const own = (role: DecidingRole['role']): DecidingRole => ({ role, forId: null })
const lead = (personId: string): Candidate => ({ personId, decidingRoles: [own('lead')] })
const manager = (personId: string): Candidate => ({ personId, decidingRoles: [own('manager')] })
const deputy = (personId: string, forId: string): Candidate => ({
  personId,
  decidingRoles: [{ role: 'manager', forId }],
})
const decide = (who: Candidate, changes: Partial<ApprovalFacts> = {}, others: Candidate[] = []) =>
  roleToDecide(who, { ...facts, ...changes }, [who, ...others])

describe('who may decide', () => {
  test.each([
    ['raiser', 'requester'],
    ['author', 'requester'],
    ['subject', 'subject'],
    ['editor', 'editor'],
  ])('is never the %s, neither themselves nor through somebody who acts for them', (personId, refusal) => {
    expect(decide(manager(personId))).toBe(refusal)
    expect(decide(deputy('deputy', personId))).toBe(refusal)
    expect(decide(deputy(personId, 'manager'))).toBe(refusal)
  })

  test('is a lead or a manager of the team, and nobody without such a role', () => {
    expect(decide(lead('lead'))).toEqual(own('lead'))
    expect(decide({ personId: 'lead', decidingRoles: [own('lead'), own('manager')] })).toEqual(own('manager'))
    expect(decide({ personId: 'partner', decidingRoles: [] })).toBe('no_standing')
  })

  test('is another than the first of two, whomever either acts for', () => {
    const given = [{ deciderId: 'first', forId: 'away', role: 'manager' as const }]
    const second = { severity: 'P1' as const, given }
    for (const who of [
      manager('first'),
      manager('away'),
      deputy('deputy', 'first'),
      deputy('deputy', 'away'),
    ])
      expect(decide(who, second)).toBe('decided_before')
    expect(decide(lead('lead'), second)).toEqual(own('lead'))
  })

  test('is a manager for one of two, as long as one of them may', () => {
    const second = {
      severity: 'P1' as const,
      given: [{ deciderId: 'x', forId: null, role: 'lead' as const }],
    }
    expect(decide(lead('lead'), second, [manager('manager')])).toBe('needs_manager')
    for (const barred of [manager('editor'), manager('raiser'), manager('subject'), manager('x')])
      expect(decide(lead('lead'), second, [barred])).toEqual(own('lead'))
    expect(decide(lead('lead'), { severity: 'P2' }, [manager('manager')])).toEqual(own('lead'))
    expect(
      approversAmong([lead('lead'), manager('manager'), manager('editor')], { ...facts, ...second }),
    ).toEqual(['manager'])
  })
})

test('an approval settles it when enough are there, and alone only where nobody else could give the second', () => {
  const given = [{ deciderId: 'x', forId: null, role: 'lead' as const }]
  expect(settles({ severity: 'P2', given: [] }, 3)).toEqual({ settled: true, alone: false })
  expect(settles({ severity: 'P1', given: [] }, 1)).toEqual({ settled: false, alone: false })
  expect(settles({ severity: 'P1', given: [] }, 0)).toEqual({ settled: true, alone: true })
  expect(settles({ severity: 'P1', given }, 0)).toEqual({ settled: true, alone: false })
})

describe('who has it while it waits', () => {
  test.each([
    ['who has it already, where they may', 'lead', 'lead'],
    ['a manager before a lead', 'somebody', 'manager'],
  ])('is %s', (_, holder, expected) => {
    expect(
      nextDecider([lead('lead'), manager('manager')], ['lead', 'manager'], {
        holderId: holder,
        absent: new Set(),
      }),
    ).toBe(expected)
  })

  test('is who acts for a manager, not the manager who is away', () => {
    const all = [manager('away'), deputy('deputy', 'away')]
    expect(nextDecider(all, ['away', 'deputy'], { holderId: 'away', absent: new Set() })).toBe('deputy')
    const absent = new Set(['deputy'])
    expect(nextDecider(all, ['away', 'deputy'], { holderId: null, absent })).toBe('away')
    expect(nextDecider(all, ['deputy'], { holderId: null, absent })).toBe('deputy')
    expect(nextDecider(all, [], { holderId: null, absent: new Set() })).toBeUndefined()
  })
})

describe('how many say yes', () => {
  const p1 = { ...facts, severity: 'P1' as const }
  test.each([
    ['two persons', [lead('a'), manager('b')], 2],
    ['one', [manager('b')], 1],
    ['one beside who asked', [manager('b'), lead('author')], 1],
    ['one and their deputy, who act for the same', [manager('b'), deputy('c', 'b')], 1],
  ] as const)('follows from %s', (_, candidates, expected) => {
    expect(approvalsPossible(p1, candidates)).toBe(expected)
  })

  test('stays two once the first is given', () => {
    expect(approvalsPossible({ ...p1, given: [{ deciderId: 'a', forId: null, role: 'lead' }] }, [])).toBe(2)
  })
})
