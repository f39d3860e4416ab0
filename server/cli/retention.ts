import { withOwner } from '#server/db/database.ts'
import { keysOf } from '#server/features/check-ins/questionnaire-contents-rules.ts'
import { forgetAside, putBack, rowsAside } from '#server/features/check-ins/retention-queries.ts'
import { openKeystore } from '#server/keys/keystore.ts'
import { withOwnerUrl } from './owner-database.ts'
import type { Command } from './program.ts'

export const undoRetention: Command = {
  name: 'retention undo',
  usage: 'retention undo',
  summary: 'Puts back what retention took within a day; set the clock or the retention period right first',
  async run(_, { config, say }) {
    const count = await withOwnerUrl(config, 'to write', (ownerUrl) =>
      withOwner(ownerUrl, (db) =>
        db.transaction().execute(async (transaction) => {
          const keys = openKeystore(config.keyFile)
          // Rows that their person has deleted since stay gone.
          const gone = (await rowsAside(transaction)).filter((row) =>
            keysOf(row).some((ref) => !keys.find(ref)),
          )
          keys.close()
          await forgetAside(transaction, gone)
          return await putBack(transaction)
        }),
      ),
    )
    say(`${count} rows are back.`)
    return 0
  },
}
