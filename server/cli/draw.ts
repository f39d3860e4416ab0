import { parseArgs } from 'node:util'
import { withOwner } from '#server/db/database.ts'
import { repeatDraw } from '#server/features/draws/facade.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, UsageError } from './program.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const draw: Command = {
  name: 'draw',
  usage: 'draw DRAW-ID [--json]',
  summary:
    'Draws again from the frame and the seed of a draw, and says whether it comes to the same cases; each with its stratum and its chance',
  async run(args, { config, say }) {
    const { values, positionals } = parseArgs({
      args,
      options: { json: { type: 'boolean' } },
      allowPositionals: true,
    })
    const [drawId = ''] = positionals
    if (positionals.length !== 1 || !uuid.test(drawId)) throw new UsageError('Name one draw by its id')
    const repeated = await withOwnerUrl(config, 'to read', (ownerUrl) =>
      withOwner(ownerUrl, (db) => repeatDraw(db, drawId)),
    )
    if (!repeated) throw new UsageError(`There is no draw ${drawId}`)
    const { cases, isFrame, isSame, seed } = repeated
    if (values.json) say(JSON.stringify(repeated))
    else {
      for (const { reference, stratum, chance } of cases)
        say(`${reference}  ${stratum || 'all cases'}  chance ${(chance * 100).toFixed(1)} %`)
      say(isFrame ? 'The frame has its checksum.' : 'The frame is not the one of the checksum.')
      say(isSame ? `Seed ${seed} draws the same cases.` : `Seed ${seed} draws other cases than the draw has.`)
    }
    return isFrame && isSame ? 0 : 1
  },
}
