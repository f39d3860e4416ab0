import { withOwner } from '#server/db/database.ts'
import { replaceLostKeystore } from '#server/tied-keystore.ts'
import { withOwnerUrl } from './owner-database.ts'
import type { Command } from './program.ts'

export const newKeystore: Command = {
  name: 'keystore new',
  usage: 'keystore new',
  summary:
    'Begins a keystore at APP_KEY_FILE where the one of this database is lost for good; stop Dure first',
  async run(_, { config, say }) {
    await withOwnerUrl(config, 'to write', (ownerUrl) =>
      withOwner(ownerUrl, (db) => replaceLostKeystore(db, config.keyFile)),
    )
    say(`${config.keyFile} is new. Answers from before it stay unreadable; doctor counts them.`)
    return 0
  },
}
