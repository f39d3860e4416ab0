import { v7 as uuidv7 } from 'uuid'
import { withBenchDatabase } from './bench-database.ts'
import { type BenchRequest, compare, freshMeta, type Measured, vacuum } from './compare.ts'
import { type Filled, fill } from './fill.ts'

/** `seconds` a run; sizes in audits of the lead's team. */
export async function benchServer({
  sizes,
  seconds,
}: {
  sizes: number[]
  seconds: number
}): Promise<Measured[]> {
  return await withBenchDatabase(async (database) => {
    const measured: Measured[] = []
    for (const size of sizes) {
      process.stderr.write(`filling ${size} audits\n`)
      const filled = await fill(database, size)
      await vacuum(database.ownerUrl)
      const { org, team, lead, audits } = filled
      const subject = filled.analysts[3]
      if (!subject) throw new Error('no analyst')
      measured.push(
        ...(await compare(database, {
          person: lead,
          requests: requestsOf(filled, subject.personId),
          known: [org, team, lead.personId, subject.personId],
          rows: audits,
          seconds,
        })),
      )
    }
    return measured.map((found) => ({ ...found, growth: growthOf(found, measured) }))
  })
}

/** Returns Dure's p50 over that of the same request and connections at the smallest size; null at that size. */
function growthOf(found: Measured, all: readonly Measured[]): number | null {
  const same = all.filter(
    ({ request, connections }) => request === found.request && connections === found.connections,
  )
  const smallest = same.toSorted((a, b) => a.rows - b.rows)[0]
  if (!smallest || smallest === found) return null
  return Number((found.dure.p50 / smallest.dure.p50).toFixed(2))
}

/** What a lead's phone asks: Today, Team, one scorecard, the team's trends, one note saved. */
function requestsOf({ team }: Filled, subjectId: string): BenchRequest[] {
  const note = (ids: { note: string; action: string }) => ({
    noteId: ids.note,
    teamId: team,
    subjectId,
    audience: 'person' as const,
    body: { kind: 'quick' as const, text: 'The threat policy changed on Monday; read section three again.' },
    criterion: null,
    evidence: [],
    followUpOn: '2026-12-01',
    actions: [{ actionId: ids.action, ownerId: subjectId, title: 'Read section three', dueOn: '2026-11-30' }],
  })
  return [
    { name: 'today', path: 'today.list', body: {}, call: ({ client }) => client.today.list.query() },
    {
      name: 'team',
      path: 'scorecards.team',
      body: { teamId: team },
      call: ({ client }) => client.scorecards.team.query({ teamId: team }),
    },
    {
      name: 'scorecard',
      path: 'scorecards.analyst',
      body: { personId: subjectId },
      call: ({ client }) => client.scorecards.analyst.query({ personId: subjectId }),
    },
    {
      name: 'trends',
      path: 'scorecards.trends',
      body: { teamId: team },
      call: ({ client }) => client.scorecards.trends.query({ teamId: team }),
    },
    {
      name: 'save a note',
      path: 'coaching.saveNote',
      write: true,
      body: { meta: freshMeta, input: note({ note: '{id:3}', action: '{id:4}' }) },
      call: ({ client, meta }) =>
        client.coaching.saveNote.mutate({ meta: meta(), input: note({ note: uuidv7(), action: uuidv7() }) }),
    },
  ]
}
