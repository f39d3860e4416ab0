import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { openOwner } from '#server/db/database.ts'
import { startDureProcess } from '#tests/support/dure-process.ts'
import { addMembership, makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'
import { withBenchDatabase } from './bench-database.ts'

export interface ClocksReport {
  open: number
  falling: number
  /** Seconds in which they fall due. */
  within: number
  notified: number
  /** Clocks that somebody was told of more than once. */
  doubled: number
  lost: number
  early: number
  /** Seconds from the due time to the news, at its commit's side of the transaction. */
  lateness: { p50: number; p99: number; max: number }
}

/** Open clocks, `falling` of which fall due in a minute, over two processes of which one is killed halfway. */
export async function benchClocks({ open = 10_000, falling = 500, within = 60 } = {}): Promise<ClocksReport> {
  return await withBenchDatabase(async (database) => {
    const { db, close } = openOwner(database.ownerUrl)
    const org = await makeOrg(db)
    const team = await makeTeam(db, org)
    const lead = await makePerson(db, org, { memberships: [{ role: 'lead', teamId: team }] })
    await addMembership(db, lead, { role: 'manager', teamId: team })
    const [first, second] = [await startDureProcess(database), await startDureProcess(database)]
    try {
      const starts = Date.now() + 3_000
      const clocks = Array.from({ length: open }, (_, number) => {
        const due =
          number < falling ? starts + (number * within * 1_000) / falling : starts + 86_400_000 + number
        return {
          id: randomUUID(),
          due: new Date(due).toISOString(),
          chain: new Date(due + 86_400_000).toISOString(),
        }
      })
      await db.transaction().execute(async (transaction) => {
        const rows = sql`jsonb_to_recordset(${JSON.stringify(clocks)}::jsonb) as c (id uuid, due timestamptz, chain timestamptz)`
        await sql`insert into escalation (org_id, escalation_id, team_id, raiser_id, kind, severity, status, summary, holder_id,
            zone, claimed_at, submitted_at)
          select ${org}, id, ${team}, ${lead.personId}, 'tool_fault', 'P2', 'submitted', 'A clock', ${lead.personId},
            'Asia/Seoul', now(), now() from ${rows}`.execute(transaction)
        await sql`insert into escalation_clock (org_id, escalation_id, kind, started_at, risk_at, due_at, chain_at, stage)
          select ${org}, id, 'decide', now(), least(now(), due), due, chain, 1 from ${rows}`.execute(
          transaction,
        )
      })
      await sleep(starts + within * 500 - Date.now())
      await second.kill()
      await sleep(starts + within * 1_000 + 10_000 - Date.now())
      return { open, falling, within, ...(await measure(db)) }
    } finally {
      await Promise.all([first.stop(), second.stop()])
      await close()
    }

    async function measure(query: typeof db) {
      const { rows } = await sql<{ due: boolean; notices: number; late: number | null }>`
        select c.due_at <= now() as due, count(i.*)::int as notices, max(extract(epoch from i.at - c.due_at))::float as late
        from escalation_clock c left join inbox i on i.org_id = c.org_id and i.entity_id = c.escalation_id
          and i.kind = 'clock_overdue'
        where c.org_id = ${org} group by c.escalation_id, c.due_at`.execute(query)
      const lateness = rows.flatMap(({ late }) => (late === null ? [] : [late])).sort((a, b) => a - b)
      const percentile = (share: number) => lateness[Math.ceil(share * lateness.length) - 1] ?? Number.NaN
      return {
        notified: rows.filter(({ due, notices }) => due && notices > 0).length,
        doubled: rows.filter(({ notices }) => notices > 1).length,
        lost: rows.filter(({ due, notices }) => due && notices === 0).length,
        early: rows.filter(({ due, notices, late }) => notices > 0 && (!due || (late ?? 0) < 0)).length,
        lateness: { p50: percentile(0.5), p99: percentile(0.99), max: percentile(1) },
      }
    }
  })
}
