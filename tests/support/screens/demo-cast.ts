import type { Kysely } from 'kysely'
import type { Schema } from '#server/db/schema.ts'
import { idsFrom } from '#server/demo/identity.ts'
import { emailOf, newJoiner, type TeamKey } from '#server/demo/people.ts'
import { demoSeed } from '#server/demo/seed.ts'
import { drift } from '#server/demo/story.ts'

/** The people of the demo organisation whose screens are looked at in one language. */
export interface Demo {
  locale: 'ko' | 'en'
  db: Kysely<Schema>
  email: Record<'lead' | 'manager' | 'partner' | 'admin' | 'analyst', string>
  teamId: string
  /** Has shared notes, cases, and a figure on every screen. */
  analyst: string
  /** Whose data is worth a look, if anybody's is. */
  watched: string
  /** Waits for an answer to a request for another look. */
  asking: string
  newest: string
  /** The id of the person of that key, by language: somebody whom one feature's screens alone need. */
  person: (keys: { ko: string; en: string }) => string
}

const keys = {
  ko: {
    team: 'community',
    lead: 'haesol.jeong',
    manager: 'hyein.shim',
    partner: 'narae.gu',
    admin: 'sora.jin',
    analyst: 'jihu.nam',
    watched: drift.key,
    asking: 'haram.ryu',
    newest: newJoiner,
  },
  en: {
    team: 'dublin',
    lead: 'aoife.brannigan',
    manager: 'niall.keaveney',
    partner: 'maeve.costigan',
    admin: 'caoimhe.duignan',
    analyst: 'priya.ramanathan',
    watched: 'lucia.ferreiro',
    asking: 'eoghan.tierney',
    newest: 'kojo.amankrah',
  },
} as const satisfies Record<Demo['locale'], { team: TeamKey } & Record<string, string>>

export function demosIn(db: Kysely<Schema>): Demo[] {
  const id = idsFrom(demoSeed)
  return (['ko', 'en'] as const).map((locale) => {
    const { team, lead, manager, partner, admin, analyst, watched, asking, newest } = keys[locale]
    return {
      locale,
      db,
      email: {
        lead: emailOf(lead),
        manager: emailOf(manager),
        partner: emailOf(partner),
        admin: emailOf(admin),
        analyst: emailOf(analyst),
      },
      teamId: id('team', team),
      analyst: id('person', analyst),
      watched: id('person', watched),
      asking: id('person', asking),
      newest: id('person', newest),
      person: (key) => id('person', key[locale]),
    }
  })
}
