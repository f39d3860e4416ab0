import { v7 as uuidv7 } from 'uuid'
import type { DecideInput, RaiseInput } from '#shared/escalations/contracts.ts'
import { rowDigits } from './bare-order.ts'
import { withBenchDatabase } from './bench-database.ts'
import { type BenchRequest, compare, freshMeta, type Measured, reservedRows, vacuum } from './compare.ts'
import { type FilledEscalations, fillEscalations } from './fill-escalations.ts'

/** `seconds` a run; sizes in events of the team's escalations. */
export async function benchEscalations({
  sizes,
  seconds,
}: {
  sizes: number[]
  seconds: number
}): Promise<Measured[]> {
  return await withBenchDatabase(async (database) => {
    const measured: Measured[] = []
    for (const size of sizes) {
      process.stderr.write(`filling ${size} events\n`)
      const filled = await fillEscalations(database, { events: size, toDecide: 2 * reservedRows })
      await vacuum(database.ownerUrl)
      const { org, team, lead, manager } = filled
      const all = { known: [org, team, lead.personId, manager.personId], rows: size, seconds }
      measured.push(
        ...(await compare(database, { ...all, person: lead, requests: ofLead(filled) })),
        ...(await compare(database, { ...all, person: manager, requests: [decide()] })),
      )
    }
    return measured
  })
}

function ofLead({ team }: FilledEscalations): BenchRequest[] {
  const input = { scope: 'team' as const, state: 'open' as const }
  const board = { kind: null, function: null, mine: false, more: false }
  const raised = (escalationId: string): RaiseInput => ({
    ...{ escalationId, teamId: team, severity: 'P2', kind: 'policy_gap', category: null },
    ...{ summary: 'The rule says nothing about satire', details: null, caseReference: null },
    ...{ function: 'policy', subjectId: null, links: [], submit: true },
  })
  return [
    {
      name: 'list of the open',
      path: 'escalations.list',
      body: input,
      call: ({ client }) => client.escalations.list.query(input),
    },
    {
      name: 'board',
      path: 'escalations.board',
      body: board,
      call: ({ client }) => client.escalations.board.query(board),
    },
    {
      name: 'raise',
      path: 'escalations.raise',
      write: true,
      body: { meta: freshMeta, input: raised('{id:3}') },
      call: ({ client, meta }) => client.escalations.raise.mutate({ meta: meta(), input: raised(uuidv7()) }),
    },
  ]
}

/** By a manager who neither raised nor recommended it; each request decides another escalation. */
function decide(): BenchRequest {
  const decided = (row: string, decisionId: string): DecideInput => ({
    escalationId: `00000000-0000-4000-8001-${row}`,
    requestId: `00000000-0000-4000-8002-${row}`,
    decisionId,
    contentVersion: 1,
    verdict: 'approve',
    reason: null,
  })
  let row = 0
  return {
    name: 'decide',
    path: 'escalations.decide',
    write: true,
    usesUp: true,
    body: { meta: freshMeta, input: decided('{row}', '{id:3}') },
    call: ({ client, meta }) => {
      row += 1
      return client.escalations.decide.mutate({ meta: meta(), input: decided(rowDigits(row), uuidv7()) })
    },
  }
}
