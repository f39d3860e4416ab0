import { v7 as uuidv7 } from 'uuid'
import { paths } from '#client/lib/paths.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import { clickButton, type Screens } from '#tests/support/screens/screens.ts'

export async function screens(demo: Demo): Promise<Screens> {
  const { open, asked } = await makeAccesses(demo)
  return {
    admin: [
      { name: 'emergency', path: paths.emergency() },
      { name: 'emergency-open', path: paths.emergency(open) },
      { name: 'emergency-record', path: paths.emergencyRecord(open) },
      { name: 'emergency-record-cases', path: `${paths.emergencyRecord(open)}?part=cases` },
      { name: 'emergency-record-scorecard', path: `${paths.emergencyRecord(open)}?part=scorecard` },
      {
        name: 'emergency-ask',
        path: paths.askEmergency(demo.watched),
        open: clickButton((t) => t('emergency.ask.send')),
      },
    ],
    manager: [{ name: 'emergency-confirm', path: paths.emergency(asked) }],
    analyst: [
      { name: 'emergency', path: paths.emergency() },
      { name: 'emergency-of-mine', path: paths.emergency(open) },
    ],
  }
}

const reasons = {
  ko: '수사 기관의 자료 제출 명령에 오늘 정오까지 답해야 합니다.',
  en: 'A court order asks for the cases of this week by noon today.',
}

/** One that is open to the administrator, about the analyst, and one that waits, each once in a database. */
async function makeAccesses({ db, locale, analyst, watched, email }: Demo) {
  const personOf = async (address: string) =>
    await db
      .selectFrom('sign_in')
      .select(['org_id', 'person_id'])
      .where('email', '=', address)
      .executeTakeFirstOrThrow()
  const [admin, manager] = [await personOf(email.admin), await personOf(email.manager)]
  const access = async (subject_id: string, confirmed: boolean) => {
    const known = await db
      .selectFrom('emergency_access')
      .select('access_id')
      .where('subject_id', '=', subject_id)
      .where('ended_at', 'is', null)
      .where('confirmed_at', confirmed ? 'is not' : 'is', null)
      .executeTakeFirst()
    if (known) return known.access_id
    const access_id = uuidv7()
    await db
      .insertInto('emergency_access')
      .values({
        ...{ org_id: admin.org_id, access_id, subject_id, asker_id: admin.person_id },
        ...{ reason: reasons[locale], hours: 24, ended_by: null, ended_at: null },
        confirmed_by: confirmed ? manager.person_id : null,
        confirmed_at: confirmed ? new Date().toISOString() : null,
      })
      .execute()
    return access_id
  }
  return { open: await access(analyst, true), asked: await access(watched, false) }
}
