import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { type SignedIn, signIn } from '#tests/support/app.ts'
import { startDureProcess } from '#tests/support/dure-process.ts'
import { withBenchDatabase } from './bench-database.ts'
import { load, vacuum } from './compare.ts'
import { fill } from './fill.ts'
import { type Layer, type LayerOrder, layers } from './layer-server.ts'

export interface MeasuredLayer {
  layer: Layer
  connections: number
  /** Milliseconds. */
  p50: number
  /** Of the server's process, microseconds a request: what a machine that is shared disturbs least. */
  cpu: number
}

/** Runs of each figure, the layers in turn; the medians count. */
const rounds = 3
const connections = [1, 16]

/** What each layer of the server adds to one scorecard, asked for by its analyst and in the last by their lead. */
export async function benchLayers({ seconds }: { seconds: number }): Promise<MeasuredLayer[]> {
  return await withBenchDatabase(async (database) => {
    const filled = await fill(database, 20_000)
    await vacuum(database.ownerUrl)
    const analyst = filled.analysts[3]
    if (!analyst) throw new Error('no analyst')
    const dure = await startDureProcess(database)
    const [own, lead] = await Promise.all([signIn(dure.url, analyst), signIn(dure.url, filled.lead)])
    const asked = { personId: analyst.personId }
    const view = await own.client.scorecards.analyst.query(asked)
    const { roles } = await own.client.people.me.query()
    await dure.stop()
    const order = {
      ...{ appUrl: database.appUrl, keyFile: database.keyFile, view },
      actor: { org: filled.org, person: analyst.personId, roles },
    }
    const runs: MeasuredLayer[] = []
    for (let round = 0; round < rounds; round++)
      for (const layer of layers) {
        const who = layer === 'log of looks' ? lead : own
        runs.push(...(await measureLayer({ ...order, layer }, { who, body: JSON.stringify(asked), seconds })))
        process.stderr.write(`${layer}, round ${round + 1}\n`)
      }
    return layers.flatMap((layer) => connections.map((count) => medianOf(runs, layer, count)))
  })
}

async function measureLayer(
  order: LayerOrder,
  { who, body, seconds }: { who: SignedIn; body: string; seconds: number },
): Promise<MeasuredLayer[]> {
  const child = fork(path.join(import.meta.dirname, 'layer-server.ts'), { serialization: 'advanced' })
  try {
    const { port } = await ask<{ port: number }>(child, order)
    const target = {
      url: `http://127.0.0.1:${port}/api/trpc/scorecards.analyst`,
      headers: { cookie: who.cookie(), 'x-dure': '1' },
      body,
    }
    // Until every function of it is compiled.
    await load({ ...target, connections: 4, seconds: 1 })
    const measured: MeasuredLayer[] = []
    for (const count of connections) {
      const before = await ask<NodeJS.CpuUsage>(child, order)
      const { p50, requests, warmUps } = await load({ ...target, connections: count, seconds })
      const after = await ask<NodeJS.CpuUsage>(child, order)
      const spent = after.user + after.system - before.user - before.system
      measured.push({
        layer: order.layer,
        connections: count,
        p50,
        cpu: Math.round(spent / (requests + warmUps)),
      })
    }
    return measured
  } finally {
    child.kill()
  }
}

async function ask<Said>(child: ChildProcess, order: LayerOrder): Promise<Said> {
  const answered = once(child, 'message')
  child.send(order)
  const [said] = (await answered) as [Said]
  return said
}

function medianOf(runs: readonly MeasuredLayer[], layer: Layer, count: number): MeasuredLayer {
  const own = runs.filter((run) => run.layer === layer && run.connections === count)
  const middle = (key: 'p50' | 'cpu') =>
    own.map((run) => run[key]).sort((a, b) => a - b)[Math.floor(own.length / 2)] ?? Number.NaN
  return { layer, connections: count, p50: middle('p50'), cpu: middle('cpu') }
}
