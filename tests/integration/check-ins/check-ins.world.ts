import { v7 as uuidv7 } from 'uuid'
import { officeWeather } from '#server/demo/office-weather.ts'
import { putPack } from '#server/features/check-ins/content-pack-queries.ts'
import type { CheckInAudience } from '#shared/check-ins/rules.ts'
import { everyId, type World, worldPart } from '#tests/integration/authorization/world.ts'

const canaries = {
  checkInNote: { text: 'CANARY-note-of-a-check-in', readers: ['subject'] },
  checkInTotalNote: { text: 'CANARY-note-of-a-counted-check-in', readers: ['subject'] },
  checkInSharedNote: { text: 'CANARY-note-of-a-shared-check-in', readers: ['lead', 'subject'] },
  checkInTakenBack: { text: 'CANARY-note-of-a-check-in-taken-back', readers: ['subject'] },
} as const

/** Check-ins of the subject, one for each audience, and one that was shared and taken back. */
export const part = worldPart({
  canaries,
  async write(world) {
    const { subject } = world.people
    await checkIn(world, { audience: 'me', note: canaries.checkInNote.text })
    await checkIn(world, { audience: 'total', note: canaries.checkInTotalNote.text })
    await checkIn(world, { audience: 'lead', note: canaries.checkInSharedNote.text })
    const checkInId = await checkIn(world, { audience: 'lead', note: canaries.checkInTakenBack.text })
    await subject.client.checkIns.takeBack.mutate({ meta: subject.meta(), input: { checkInId } })
    return null
  },
  reads: (world) => [
    ...[
      ...['own', 'download', 'sharedWithMe', 'talks', 'exposure', 'rotation', 'rotations', 'budgets'],
      ...['questionnaires', 'contentPacks', 'settings'],
    ].map((name) => ({
      procedure: `checkIns.${name}`,
      input: undefined,
    })),
    { procedure: 'checkIns.totals', input: { teamId: world.team } },
    ...everyId(world).flatMap((personId) => [
      { procedure: 'checkIns.shared', input: { personId } },
      { procedure: 'checkIns.delivery', input: { personId } },
    ]),
  ],
})

export const consentToPack = {
  ...{ packId: officeWeather.id, packVersion: officeWeather.version },
  ...{ textVersion: 1, given: true },
}

/** Installs the invented questionnaire in the organisation and turns it on. Returns its id. */
export async function installPack({ app, org }: World): Promise<string> {
  await putPack(app.owner, org, officeWeather)
  await app.owner.updateTable('content_pack').set({ turned_on: true }).where('org_id', '=', org).execute()
  await app.owner.deleteFrom('questionnaire_consent').where('org_id', '=', org).execute()
  await app.owner.deleteFrom('questionnaire_answer').where('org_id', '=', org).execute()
  return officeWeather.id
}

/** A check-in of the subject, who consents to it, in front of the lead where it is shared. */
export async function checkIn(
  { people }: World,
  { audience, note = 'words' }: { audience: CheckInAudience; note?: string },
): Promise<string> {
  const checkInId = uuidv7()
  const { subject } = people
  const { setConsent, save } = subject.client.checkIns
  await setConsent.mutate({ meta: subject.meta(), input: { given: true, textVersion: 1 } })
  await save.mutate({
    meta: subject.meta(),
    input: {
      checkInId,
      answers: { energy: 2, load: null, support: 4 },
      note,
      audience,
      readerId: audience === 'lead' ? people.lead.person.personId : null,
    },
  })
  return checkInId
}
